"""Spelling: whether two words can be one foreign name, written down in two ways: «Таяни» and «Тайани».

Nothing here knows a language: a letter's sound is taken from its name in Unicode.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata

_CACHE = 100_000
_VOWELS = "aeio"
#: Sounds by the names of letters; any other letter sounds like itself.
_SOUNDS = {
    "A": "a", "SCHWA": "a", "YA": "ia", "IE": "e", "E": "e", "IO": "e", "I": "i", "SHORT I": "i", "YERU": "i",
    "BYELORUSSIAN-UKRAINIAN I": "i", "O": "o", "BARRED O": "o", "U": "o", "STRAIGHT U": "o",
    "STRAIGHT U WITH STROKE": "o", "YU": "io", "GHE": "h", "GHE WITH STROKE": "h", "HA": "h", "SHHA": "h",
    "SOFT SIGN": "", "HARD SIGN": "", "DE": "d", "ZHE": "z", "EL": "l", "ER": "r",
}  # fmt: skip
#: An affricate that some write as its second half, an article that is made like what follows.
_AS_ONE = (("dz", "z"), ("lr", "r"))
_NEAR = ({"a", "e"}, {"e", "i"})
#: Letters in which the genitive of a Mongolian name ends; «й» has lost its breve.
_GENITIVE, _HARD_GENITIVE = ("I", "I", "EN"), ("YERU", "EN")
_MOST = 2  # vowels that may differ, of a word of `_LONG` letters and more
_SHORT, _LONG, _INSERTING = 4, 5, 6  # letters of words that may have another vowel, several, one more


@functools.lru_cache(_CACHE)
def sound(word: str) -> str:
    """How a word sounds, in small letters: doubled letters are one, «о» is «у», «г» is «х»; «Цян» is not «Цянь»."""
    if not word:
        return ""
    heard = "".join(_of_letter(letter) for letter in word[:-1]) + (_of_letter(word[-1]) or word[-1])
    for two, one in _AS_ONE:
        heard = heard.replace(two, one)
    return "".join(letter for letter, _ in itertools.groupby(heard))


def same_sound(one: str, other: str) -> bool:
    """Whether two words sound the same in whatever spelling; short ones and those with digits or dots never do."""
    return min(len(one), len(other)) >= _LONG and one.isalpha() and other.isalpha() and sound(one) == sound(other)


@functools.lru_cache(_CACHE)
def alike(one: str, other: str, *, short: bool = False) -> bool:
    """Whether two given names, or with `short` two particles, can be one: other vowels of a sort, but not at their
    beginning, and none more at their end."""
    if not (one.isalpha() and other.isalpha()) or (min(len(one), len(other)) < _SHORT and not short):
        return False
    (consonants, vowels), (others, beside) = _split(one), _split(other)
    if consonants != others or (vowels[0] != beside[0] and not short):
        return False
    least = min(len(one), len(other))
    room = least >= _INSERTING
    costs = [_cost(a, b, room and n < len(vowels) - 1) for n, (a, b) in enumerate(zip(vowels, beside, strict=True))]
    return sum(costs) <= (_MOST if least >= _LONG else 1)


def softened(word: str) -> str:
    """How a longer word sounds when «г» before «е» and «и» is said as «ж»: «Рангел» is «Ранжел»."""
    if len(word) < _LONG or not word.isalpha():
        return word
    return sound(word).replace("he", "ze").replace("hi", "zi")


def is_of_father(one: str, other: str) -> bool:
    """Whether one word is the other in the Mongolian genitive: «Батмунхийн» and «Батмунх», «Жадамбын» and «Жадамба»."""
    short, full = sorted((one, other), key=len)
    letters = tuple(unicodedata.name(letter, "").rpartition(" LETTER ")[2] for letter in full[-3:])
    if len(short) < _SHORT or not (letters == _GENITIVE or letters[1:] == _HARD_GENITIVE):
        return False
    stem = sound(full[: -len(_GENITIVE if letters == _GENITIVE else _HARD_GENITIVE)])
    return sound(short).rstrip(_VOWELS) in {stem.rstrip(_VOWELS), stem.removesuffix("h").rstrip(_VOWELS)}


def is_closed(word: str) -> bool:
    """Whether a word ends in a consonant."""
    return sound(word)[-1:] not in _VOWELS


@functools.lru_cache(_CACHE)
def _split(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The consonants of a word, and what vowels stand before each and after the last; glides beside vowels go."""
    consonants, vowels = [], [""]
    for letter in sound(word):
        if letter in _VOWELS:
            vowels[-1] += letter
        else:
            consonants.append(letter)
            vowels.append("")
    glideless = [run.replace("i", "") or run[:1] for run in vowels]
    if len(word) < _INSERTING:
        glideless[-1] = vowels[-1]
    return tuple(consonants), tuple(glideless)


def _cost(one: str, other: str, room: bool) -> int:
    """0 for the same vowels, 1 for those of a sort, or for one that is left out where there is room."""
    if one == other:
        return 0
    if not one or not other:
        return 1 if room and len(one + other) == 1 else _MOST + 1
    near = {one, other} in _NEAR or (len(one) + len(other) == 3 and (one in other or other in one))
    return 1 if near else _MOST + 1


@functools.lru_cache(_CACHE)
def _of_letter(letter: str) -> str:
    name = unicodedata.name(letter, "").rpartition(" LETTER ")[2]
    return _SOUNDS.get(name, letter)
