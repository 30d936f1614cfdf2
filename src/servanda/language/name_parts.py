"""What a word is within the name of a body or paper: a word for a state (and for which), one that sets a term, a noun,
or anything else."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from servanda.language.tables import table

Part = Literal["party", "term", "noun", "other"]

_CACHE = 50_000
_NOUN = "NOUN"
_STATE = 2  # letters of a state's code
_CITIES = ("capital", "city")
_SAFE = ("", "person")  # within the name of a body there are no given names


def part(stems: Iterable[str], language: str) -> Part:
    """The part that a word plays by its possible stems; `noun` only for what can be nothing else."""
    return _part(tuple(stems)) if language == "ru" else "other"


def states(stems: Iterable[str], language: str) -> frozenset[tuple[str, frozenset[str]]]:
    """The names of states, and of their cities, that a word is part of: code, and a stem of each word of the name."""
    return _states(tuple(stems)) if language == "ru" else frozenset()


@functools.lru_cache(_CACHE)
def _states(stems: tuple[str, ...]) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset(name for stem in stems for name in _names().get(stem, ()))


@functools.cache
def _names() -> dict[str, frozenset[tuple[str, frozenset[str]]]]:
    """By one of their stems the names, adjectives and cities of states, but for those that need their context."""
    from servanda.language.stems import stems

    told = [(row["name"], row["code"]) for row in table("ru/state_names") if row["guard"] in _SAFE]
    told += [(row["adjective"], row["code"]) for row in table("ru/state_adjectives") if not row["guard"]]
    told += [(row["name"], row["code"]) for row in table("ru/places") if row["sort"] in _CITIES and not row["guard"]]
    found: defaultdict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for name, code in told:
        words = frozenset(word.stems[0] for word in stems(name, "ru"))
        for stem in words if len(code) == _STATE else ():
            found[stem].add((code, words))
    return {stem: frozenset(names) for stem, names in found.items()}


@functools.lru_cache(_CACHE)
def _part(stems: tuple[str, ...]) -> Part:
    if not _parties().isdisjoint(stems):
        return "party"
    if not _terms().isdisjoint(stems):
        return "term"
    from servanda.language.stems import dictionary

    parses = [parse for stem in stems for parse in dictionary().parse(stem)]
    return "noun" if all(parse.tag.POS == _NOUN for parse in parses) else "other"


@functools.cache
def _terms() -> frozenset[str]:
    """Prepositions of a day by which something is to be done."""
    return frozenset(row["phrase"] for row in table("ru/period_prepositions") if row["kind"] == "deadline")


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
