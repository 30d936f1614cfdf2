"""How much a word tells of what a text is about: rare words much, those that official reports use of everything little.

The counts are those of the navec vocabulary (a thousand million words of Russian news) in the natasha distribution. A
weight hangs on nothing but the word: it is the same in every ledger, on the first day and after a million documents.
"""

from __future__ import annotations

import bisect
import functools
import math
from collections.abc import Iterable, Sequence

from servanda.language.tables import table

_TOTAL = 1e9  # words that the counts are of
_USUAL = 6.0  # nats: words as frequent as pronouns weigh the least
_LEAST, _MOST = 0.3, 10.0
_CACHE = 50_000


def weight(stems: Iterable[str], language: str) -> float:
    """0.3 to 10.0 for a word by its possible stems, the least of theirs; 5.0 for words of a language without counts."""
    return min((_of_stem(stem) for stem in stems), default=_LEAST) if language == "ru" else (_LEAST + _MOST) / 2


@functools.lru_cache(_CACHE)
def _of_stem(stem: str) -> float:
    if stem in _common():
        return _LEAST
    words, counts = _vocabulary()
    place = bisect.bisect_left(words, stem)
    if place == len(words) or words[place] != stem:
        return _MOST
    return round(min(_MOST, max(_LEAST, math.log(_TOTAL / counts[place]) - _USUAL)), 2)


@functools.cache
def _common() -> frozenset[str]:
    from servanda.language.stems import stems

    words = (word for row in table("ru/common_stems") for word in stems(row["phrase"], "ru"))
    return frozenset(stem for word in words for stem in word.stems)


@functools.cache
def _vocabulary() -> tuple[Sequence[str], Sequence[int]]:
    """The words, sorted, and how often each was counted."""
    from servanda.language.weights import vocabulary

    words, counts = vocabulary()
    order = sorted(range(len(words)), key=words.__getitem__)
    return [words[n] for n in order], [counts[n] for n in order]
