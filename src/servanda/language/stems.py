"""Words to search by: every word of a text with the dictionary forms that it may stand for, whatever its context.

«стали» is found by «сталь» and by «стать»: a search shows a little too much rather than hide a document.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_LAST_SHARED = "\u052f"  # up to the end of Cyrillic, what is a letter is one for every database
_CACHE = 100_000
_LONGEST = 64  # letters of a stem that are compared


@dataclass(frozen=True, slots=True)
class Stemmed:
    """A word at [start, end), code points, and its stems: letters and digits in lower case, sorted."""

    start: int
    end: int
    stems: tuple[str, ...]


def stems(text: str, language: str) -> Iterator[Stemmed]:
    """The words of a text, in order; in a language without a dictionary each is its own stem."""
    of_word = _russian if language == "ru" else _folded
    for word in _WORD.finditer(text):
        if found := of_word(word[0]):
            yield Stemmed(word.start(), word.end(), found)


@functools.lru_cache(_CACHE)
def _folded(word: str) -> tuple[str, ...]:
    return (plain,) if (plain := _plain(word)) else ()


@functools.lru_cache(_CACHE)
def _russian(word: str) -> tuple[str, ...]:
    plain = _plain(word)
    if not plain or not ("\u0400" <= plain[0] <= _LAST_SHARED):
        return (plain,) if plain else ()
    return tuple(sorted({_plain(parse.normal_form) for parse in _dictionary().parse(plain)}))


def _plain(word: str) -> str:
    """Lower case without accents and ё, and what lies beyond Cyrillic by its number: any database takes it whole."""
    letters = unicodedata.normalize("NFC", word.casefold()).replace("ё", "е")
    return "".join(c if c <= _LAST_SHARED else f"u{ord(c):x}" for c in letters if c.isalnum())[:_LONGEST]


@functools.cache
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
