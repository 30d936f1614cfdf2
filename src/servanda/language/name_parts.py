"""What a word is within the name of a body or paper: a word for a state, a noun, or anything else."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Literal

from servanda.language.tables import table

Part = Literal["party", "noun", "other"]

_CACHE = 50_000
_NOUN = "NOUN"


def part(stems: Iterable[str], language: str) -> Part:
    """The part that a word plays by its possible stems; `noun` only for what can be nothing else."""
    return _part(tuple(stems)) if language == "ru" else "other"


@functools.lru_cache(_CACHE)
def _part(stems: tuple[str, ...]) -> Part:
    if not _parties().isdisjoint(stems):
        return "party"
    from servanda.language.stems import dictionary

    parses = [parse for stem in stems for parse in dictionary().parse(stem)]
    return "noun" if all(parse.tag.POS == _NOUN for parse in parses) else "other"


@functools.cache
def _parties() -> frozenset[str]:
    """Names of one word, adjectives and parts of compounds of states and blocs, by the stem that is theirs alone."""
    from servanda.language.stems import stems

    words = [row["name"] for name in ("ru/state_names", "ru/bloc_names") for row in table(name)]
    words += [row["adjective"] for row in table("ru/state_adjectives")]
    words += [row["part"] for row in table("ru/state_parts")]
    words += [row["word"] for row in table("ru/own_abbreviations")]
    told = [list(stems(word, "ru")) for word in words]
    return frozenset(own[-1] for word, (*others, last) in zip(words, told, strict=True) if not others
                     and (own := [stem for stem in last.stems if stem == _plain(word)]))  # fmt: skip


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")
