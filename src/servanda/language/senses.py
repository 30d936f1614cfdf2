"""Words that say the same in promises and in what keeps them: «возвести завод» is «построить завод»."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from servanda.language.rarity import weight
from servanda.language.tables import table


def sense(stems: Sequence[str], language: str) -> str:
    """The stem that stands for a word, by its possible stems: that of its row in the table, else the usual one."""
    groups = _groups() if language == "ru" else {}
    known = next((groups[stem] for stem in stems if stem in groups), "")
    return known or min(stems, key=lambda stem: (weight((stem,), language), stem))


@functools.cache
def _groups() -> dict[str, str]:
    """By every stem of every word of a row the first stem of its first word."""
    from servanda.language.stems import stems

    found: dict[str, str] = {}
    for row in table("ru/same_sense"):
        words = [word.stems for phrase in row.several("phrase") for word in stems(phrase, "ru")]
        for stem in (stem for word in words for stem in word):
            found.setdefault(stem, words[0][0])
    return found
