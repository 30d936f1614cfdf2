"""The text as numbers and words side by side, and word lists matched on them.

Tokens of a language do not cut numbers as they are written (`3 200`, `5–7`, `1.844.036,12`, `56-й`), so numbers in
digits are cut from the text first; what is left are the tokens. Offsets are code points.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from servanda.reading.once import text_of, tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

T = TypeVar("T")
Kind = Literal["word", "sign", "number", "date", "clock", "fraction"]

THIN = "\u0020\u00a0\u2007\u2009\u202f"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
CHAIN = 8  # numbers that one token may hold (`5–7`, `03.04.2017`)
LONGEST = 40  # characters; more digits in a row are no number
ABBREVIATION = 6  # a full stop may follow a word shorter than this without ending anything

_LITERAL = re.compile(
    rf"""(?=\d)(?:(?P<date>\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})(?!\d)|\d{{4}}-\d{{2}}-\d{{2}}(?!\d))
    |(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d))
    |(?P<spaced>\d{{1,3}}(?:[{THIN}]\d{{3}})+(?:[.,]\d{{1,2}})?(?![\d]))
    |(?P<pointed>\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?(?!\d)|\d{{1,3}}(?:\.\d{{3}})+,\d+(?!\d))
    |(?P<comma>\d{{1,3}}(?:,\d{{3}}){{2,}}(?:\.\d+)?(?!\d)|\d{{1,3}}(?:,\d{{3}})+\.\d+(?!\d))
    |(?P<apostrophe>\d{{1,3}}(?:['\u2019]\d{{3}})+(?:[.,]\d+)?(?!\d))
    |(?P<fraction>\d+/\d+)
    |(?P<plain>\d+(?:[.,]\d+)?))""",
    re.VERBOSE | re.ASCII,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SUFFIX = re.compile(rf"[{DASHES}]?([^\W\d_]+)")
_POINT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)


@dataclass(slots=True)  # never changed; a frozen one takes thrice as long to make
class Atom:
    """A word, a sign or a number in digits.

    `first`, `last`: indexes of the tokens that it covers. `suffix`: letters joined to a number (`й` in `56-й`), by a
    hyphen when `hyphen`. `glued`: a number joined to a word before it (`COP29`). `gap`: a new line stands before it;
    `spaced`: white space does. `upper`: its first letter is a capital. `clause`: a verb, a pronoun or a proper name,
    with which a clause goes on, and no noun that can be counted.
    """

    start: int
    end: int
    kind: Kind
    norm: str
    lemma: str
    first: int
    last: int
    value: Decimal | None = None
    suffix: str = ""
    hyphen: bool = False
    glued: bool = False
    gap: bool = False
    spaced: bool = False
    upper: bool = False
    clause: bool = False

    @property
    def forms(self) -> tuple[str, str]:
        """What a word list may name it by."""
        return self.lemma, self.norm

    @property
    def digits(self) -> bool:
        """A number, date, clock or fraction in digits."""
        return self.kind not in ("word", "sign")


class Whole(Atom):
    """A whole token as an atom; what few ask for is worked out when they ask."""

    __slots__ = ("_before", "_text", "_token")
    value = None
    suffix = ""
    hyphen = glued = digits = False

    def __init__(self, token: Token, text: str, before: int) -> None:
        """`before`: where the atom before it ends in the text."""
        self._token, self._text, self._before = token, text, before
        self.norm = norm = token.norm_
        self.lemma = token.lemma_ or norm

    @property
    def kind(self) -> Kind:  # type: ignore[override]
        return "word" if self._text[self._token.idx].isalpha() else "sign"

    @property
    def start(self) -> int:  # type: ignore[override]
        return self._token.idx

    @property
    def end(self) -> int:  # type: ignore[override]
        return self._token.idx + len(self._token.text)

    @property
    def first(self) -> int:  # type: ignore[override]
        return self._token.i

    @property
    def last(self) -> int:  # type: ignore[override]
        return self._token.i

    @property
    def gap(self) -> bool:  # type: ignore[override]
        return _flags(self._text, self._before, self._token.idx)[0]

    @property
    def spaced(self) -> bool:  # type: ignore[override]
        return _flags(self._text, self._before, self._token.idx)[1]

    @property
    def upper(self) -> bool:  # type: ignore[override]
        return self._text[self._token.idx].isupper()

    @property
    def clause(self) -> bool:  # type: ignore[override]
        return _goes_on(self._token)


@functools.lru_cache(maxsize=1)
def atoms_of(doc: Doc) -> list[Atom]:
    """The atoms of an annotated text, white space left out; a list that all who ask share."""
    text = text_of(doc)
    literals = _literals(text)
    starts = [literal.start for literal in literals] + [len(text)]
    out: list[Atom] = []
    at, before = 0, 0
    for token in tokens_of(doc):
        if token.is_space:
            continue
        begin = token.idx
        end = begin + len(token.text)
        while starts[at] < begin and literals[at].end <= begin:
            at += 1
        if starts[at] < end:
            _cut(text, token, literals[at : at + CHAIN], out)
            before = max(end, out[-1].end)
        else:
            out.append(Whole(token, text, before))
            before = end
    return out


def _cut(text: str, token: Token, literals: Sequence[Atom], out: list[Atom]) -> None:
    """A token with numbers in it: the numbers, and what is left before, between and after them."""
    begin, end = token.idx, token.idx + len(token)
    inside = [literal for literal in literals if literal.start < end]
    for literal in inside:
        if literal.start < begin:
            out[-1] = replace(out[-1], last=token.i)
            continue
        before = out[-1].end if out else 0
        _signs(text, max(begin, before), literal.start, token, out)
        flags = _flags(text, out[-1].end if out else 0, literal.start)
        out.append(replace(literal, first=token.i, last=token.i, gap=flags[0], spaced=flags[1]))
    _signs(text, inside[-1].end + _suffix_length(text, inside[-1]), end, token, out)


def _flags(text: str, before: int, start: int) -> tuple[bool, bool]:
    """Whether a new line, and any white space, stands before an atom."""
    return (start > before and "\n" in text[before:start]), (start > before or before == 0)


def _literals(text: str) -> list[Atom]:
    out = []
    linked = "://" in text or "www." in text.lower()
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if linked else []
    for found in _LITERAL.finditer(text):
        kind = found.lastgroup or "plain"
        start, end = found.span()
        if any(begin <= start < close for begin, close in addresses):
            continue
        suffix = _SUFFIX.match(text, end)
        glued = start > 0 and (
            text[start - 1].isalpha() or (text[start - 1] in DASHES and start > 1 and text[start - 2].isalpha())
        )
        out.append(
            Atom(
                start=start, end=end, kind=_KINDS.get(kind, "number"), norm=found.group(), lemma=found.group(),
                first=0, last=0, value=_value(kind, found.group()), glued=glued,
                suffix=suffix.group(1).lower().replace("\u0451", "\u0435") if suffix else "",
                hyphen=bool(suffix and suffix.group()[0] in DASHES),
            )
        )  # fmt: skip
    return out


_KINDS: dict[str, Kind] = {"date": "date", "clock": "clock", "fraction": "fraction"}


def _value(kind: str, written: str) -> Decimal | None:
    if kind in _KINDS or len(written) > LONGEST:
        return None
    if kind == "pointed":
        written = written.replace(".", "").replace(",", ".")
    elif kind == "comma":
        written = written.replace(",", "")
    else:
        written = re.sub(rf"[{THIN}'\u2019]", "", written).replace(",", ".")
    return Decimal(written)


def point_group(written: str) -> bool:
    """Whether `1.500` may be one thousand five hundred (the decimal sign of Russian is the comma)."""
    return _POINT_GROUP.fullmatch(written) is not None


def _suffix_length(text: str, literal: Atom) -> int:
    found = _SUFFIX.match(text, literal.end) if literal.suffix and literal.hyphen else None
    return len(found.group()) if found else 0


def _signs(text: str, start: int, end: int, token: Token, out: list[Atom]) -> None:
    """What is left of a token beside a number: letters as one word, the rest sign by sign."""
    for part in re.finditer(r"[^\W\d_]+|\S", text[start:end]):
        begin = start + part.start()
        norm = part.group().lower().replace("\u0451", "\u0435")
        kind: Kind = "word" if norm[0].isalpha() else "sign"
        gap, spaced = _flags(text, out[-1].end if out else 0, begin)
        out.append(
            Atom(begin, begin + len(norm), kind, norm, norm, token.i, token.i, gap=gap, spaced=spaced,
                 upper=text[begin].isupper())
        )  # fmt: skip


def _goes_on(token: Token) -> bool:
    """A finite verb, short participle, pronoun or proper name."""
    if token.pos_ in ("VERB", "AUX"):
        return token.morph.get("VerbForm", []) == ["Fin"] or token.morph.get("Variant", []) == ["Short"]
    return token.pos_ in ("PRON", "PROPN")


def parts(atom: Atom) -> list[Atom]:
    """The parts of a word with hyphens or dashes, the dashes as signs between them."""
    out = []
    for found in re.finditer(rf"[{DASHES}]|[^{DASHES}]+", atom.norm):
        start, norm = atom.start + found.start(), found.group()
        kind: Kind = "sign" if norm in DASHES else "word"
        out.append(
            Atom(
                start, start + len(norm), kind, norm, norm, atom.first, atom.last, gap=atom.gap, upper=atom.upper,
                clause=atom.clause,
            )
        )  # fmt: skip
    return out


class Phrases(Generic[T]):
    """Phrases of lemmas or forms, each with a value; a full stop after an abbreviation is passed over."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            words = tuple(phrase.split())
            self._first.setdefault(words[0], []).append((words, value))
            self._last.setdefault(words[-1], []).append((words, value))
        for index in (self._first, self._last):
            for rows in index.values():
                rows.sort(key=lambda row: -len(row[0]))

    @property
    def firsts(self) -> Collection[str]:
        """The words with which they begin."""
        return self._first.keys()

    def at(self, row: Sequence[Atom], n: int) -> tuple[int, T] | None:
        """Index after the longest phrase that begins at the atom n, and its value."""
        best: tuple[int, T] | None = None
        if n >= len(row):
            return None
        atom, listed = row[n], self._first
        for form in (atom.lemma, atom.norm):
            for words, value in listed.get(form, ()):
                end = _match(row, n, words)
                if end > (best[0] if best else 0):
                    best = end, value
        return best

    def before(self, row: Sequence[Atom], n: int) -> tuple[int, T] | None:
        """Index at which the longest phrase begins that ends right before the atom n, and its value."""
        best: tuple[int, T] | None = None
        last = n - 1
        if last >= 0 and row[last].norm == "." and last >= 1 and len(row[last - 1].norm) < ABBREVIATION:
            last -= 1
        if last < 0 or (n < len(row) and row[n].gap):
            return None
        for form in row[last].forms:
            for words, value in self._last.get(form, ()):
                begin = _match_back(row, last, words)
                if begin >= 0 and (best is None or begin < best[0]):
                    best = begin, value
        return best


def _match(row: Sequence[Atom], n: int, words: tuple[str, ...]) -> int:
    """Index after the phrase, or -1."""
    at = n
    for count, word in enumerate(words):
        if count and at < len(row) and row[at].norm == "." and len(row[at - 1].norm) < ABBREVIATION:
            at += 1
        if at >= len(row) or word not in row[at].forms or (count and row[at].gap):
            return -1
        at += 1
    if at < len(row) and row[at].norm == "." and _abbreviated(row, at):
        at += 1
    return at


def _abbreviated(row: Sequence[Atom], dot: int) -> bool:
    """A full stop that belongs to an abbreviation: no vowel-ended word, not the end of the sentence as far as seen."""
    word = row[dot - 1]
    if not word.norm.isalpha() or len(word.norm) >= ABBREVIATION or row[dot].spaced:
        return False
    return dot + 1 < len(row) and not row[dot + 1].gap and word.norm == word.lemma


def _match_back(row: Sequence[Atom], last: int, words: tuple[str, ...]) -> int:
    """Index at which the phrase that ends with the atom `last` begins, or -1."""
    at = last
    for count, word in enumerate(reversed(words)):
        if count and at >= 1 and row[at].norm == "." and len(row[at - 1].norm) < ABBREVIATION:
            at -= 1
        if at < 0 or word not in row[at].forms or (count and row[at + 1].gap):
            return -1
        at -= 1
    return at + 1
