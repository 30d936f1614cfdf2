"""Words to search by: every word of a text with the dictionary forms that it may stand for, whatever its context.

«стали» is found by «сталь» and by «стать»: a search shows a little too much rather than hide a document.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.language.name_parts import Part

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
    language: str

    @property
    def weight(self) -> float:
        """How much the word tells of what a text is about (`rarity.weight`), in the sense that it stands for."""
        from servanda.language.rarity import weight

        own = self.sense
        return weight(self.stems if own in self.stems else (own,), self.language)

    @property
    def sense(self) -> str:
        """The stem that stands for it and for words that say the same (`senses.sense`)."""
        from servanda.language.senses import sense

        return sense(self.stems, self.language)

    @property
    def part(self) -> Part:
        """What it is in the name of a body or paper (`name_parts.part`)."""
        from servanda.language.name_parts import part

        return part(self.stems, self.language)

    @property
    def states(self) -> frozenset[tuple[str, frozenset[str]]]:
        """The names of states and their cities that it is part of: code and stems (`name_parts.states`)."""
        from servanda.language.name_parts import states

        return states(self.stems, self.language)


def stems(text: str, language: str) -> Iterator[Stemmed]:
    """The words of a text, in order; in a language without a dictionary each is its own stem."""
    of_word = _russian if language == "ru" else _folded
    for word in _WORD.finditer(text):
        if found := of_word(word[0]):
            yield Stemmed(word.start(), word.end(), found, language)


@functools.lru_cache(_CACHE)
def _folded(word: str) -> tuple[str, ...]:
    return (plain,) if (plain := _plain(word)) else ()


@functools.lru_cache(_CACHE)
def _russian(word: str) -> tuple[str, ...]:
    plain = _plain(word)
    if not plain or not ("\u0400" <= plain[0] <= _LAST_SHARED):
        return (plain,) if plain else ()
    return tuple(sorted({_plain(parse.normal_form) for parse in dictionary().parse(plain)}))


def _plain(word: str) -> str:
    """Lower case without accents and ё, and what lies beyond Cyrillic by its number: any database takes it whole."""
    letters = unicodedata.normalize("NFC", word.casefold()).replace("ё", "е")
    return "".join(c if c <= _LAST_SHARED else f"u{ord(c):x}" for c in letters if c.isalnum())[:_LONGEST]


@functools.cache
def dictionary() -> Any:
    """pymorphy3's analyser."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
