"""Names of several words found in a text through tables of all their forms.

Texts and names are cut into pieces (runs of letters or digits, single marks), so that it does not matter how a
tokenizer treats hyphens and apostrophes. The longest name at a place wins.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from servanda.language.kept import Kept
from servanda.reading.once import tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PIECE = re.compile(r"[^\W_]+|[^\w\s]")
_GAP_AND_PIECE = re.compile(r"([\s_]*)([^\W_]+|[^\w\s])")
DASH = "-"
TITLE_WORDS = 8  # a name or title in quotation marks is not longer
# U+0451 is written as U+0435: the two dots are left out as often as not
_MARKS = str.maketrans("\u0451\u2019\u02bc`\u2013\u2014\u2212\u2011\u2010", "\u0435'''-----")


def fold(word: str) -> str:
    """Lower case, one apostrophe, one dash, no dots: the form in which pieces are compared."""
    key = word.lower()
    return key.replace("\u0451", "\u0435") if key.isalnum() else key.translate(_MARKS)


_folded = Kept(fold, 50_000)


class Piece(NamedTuple):
    """A run of letters or digits, or one mark, at [start, end) in code points."""

    text: str
    key: str
    start: int
    end: int
    gap: str  # the white space before it

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_piece = functools.partial(tuple.__new__, Piece)  # without a call of Python's for each


@functools.lru_cache(maxsize=1)
def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order; a list that all who ask share."""
    found = _GAP_AND_PIECE.findall(text)
    if not found:
        return []
    gaps, words = zip(*found, strict=True)
    bounds = list(itertools.accumulate(len(part) for pair in found for part in pair))
    return list(map(_piece, zip(words, map(_folded.__getitem__, words), bounds[::2], bounds[1::2], gaps, strict=True)))


NO_GUARDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for: its entry in the nominative, a code, a sort, and the guards of its row."""

    name: str
    code: str
    sort: str
    guards: frozenset[str] = NO_GUARDS
    exact: str = ""  # an abbreviation counts in these very letters only
    common: bool = False  # written without a capital letter, too


@dataclass(slots=True)
class Gazetteer:
    """All forms of all names, by their first piece; longer ones first."""

    by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = field(default_factory=dict)

    def add(self, forms: Iterable[str], name: Name) -> None:
        """Add the forms of a name."""
        for form in forms:
            folded = fold(form)
            keys = (folded,) if folded.isalnum() else tuple(PIECE.findall(folded))
            listed = self.by_first.get(keys[0])
            if listed is None:
                self.by_first[keys[0]] = [(keys, name)]
            else:
                listed.append((keys, name))

    def ready(self) -> Gazetteer:
        """Put longer forms first, of equal ones abbreviations; the rest keeps its order."""
        for listed in self.by_first.values():
            if len(listed) > 1:
                listed.sort(key=lambda pair: (-len(pair[0]), not pair[1].exact))
        return self

    def at(self, text: list[Piece], n: int) -> list[tuple[int, Name]]:
        """The names that begin at a piece, longest first, with the number of their pieces."""
        found = []
        for keys, name in self.by_first.get(text[n].key, ()):
            size = len(keys)
            run = text[n : n + size]
            if len(run) == size and (size == 1 or _same(run, keys)) and (name.common or _shape(run, name)):
                found.append((size, name))
        return found


def _same(run: list[Piece], keys: tuple[str, ...]) -> bool:
    return all(a.key == key for a, key in zip(run, keys, strict=True)) and not any("\n" in a.gap for a in run[1:])


def _shape(run: list[Piece], name: Name) -> bool:
    """A proper name has a capital letter somewhere, an abbreviation is written as it is."""
    if name.exact:
        return "".join(a.text for a in run) == name.exact
    return any(a.capital for a in run)


class Tokens:
    """From code points to tokens."""

    def __init__(self, doc: Doc) -> None:
        self._tokens = tokens_of(doc)
        self._starts = [token.idx for token in self._tokens]

    def at(self, char: int) -> Token:
        """The token in which a code point stands."""
        return self._tokens[bisect.bisect_right(self._starts, char) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The tokens [i, j) that cover [start, end)."""
        return bisect.bisect_right(self._starts, start) - 1, bisect.bisect_right(self._starts, end - 1)


@functools.lru_cache(maxsize=1)
def tokens_at(doc: Doc) -> Tokens:
    """The tokens of a document by code points."""
    return Tokens(doc)


def opens_sentence(token: Token) -> bool:
    """Whether a token is its sentence's first word (marks before it do not count)."""
    before = token.i - 1
    while before >= 0 and not token.doc[before + 1].is_sent_start:
        if token.doc[before].text[0].isalnum():
            return False
        before -= 1
    return True


_QUOTING = frozenset('«„»“”"')


def titles(text: list[Piece], finite: Callable[[Piece], bool]) -> list[bool]:
    """For each piece whether it stands inside a name or title in quotation marks: few words, no finite verb."""
    inside = [False] * len(text)
    opened: list[int] = []
    for n in [n for n, piece in enumerate(text) if piece.text in _QUOTING or "\n" in piece.gap]:
        piece = text[n]
        if "\n" in piece.gap:
            opened.clear()
        if piece.text in "«„":
            opened.append(n)
        elif piece.text in '»“”"':
            if opened and (piece.text != '"' or text[opened[-1]].text == '"'):
                first = opened.pop()
                if _is_title(text[first + 1 : n], finite):
                    inside[first + 1 : n] = [True] * (n - first - 1)
            elif piece.text in '“"':
                opened.append(n)
    return inside


def _is_title(text: list[Piece], finite: Callable[[Piece], bool]) -> bool:
    words = [piece for piece in text if piece.word]
    if not 0 < len(words) <= TITLE_WORDS or text[-1].text in ".!?\u2026,":
        return False
    return (words[0].capital or words[0].text[0].isdigit()) and not any(finite(piece) for piece in words)
