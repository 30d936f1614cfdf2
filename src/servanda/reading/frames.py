"""Word tables matched against annotated text.

A table's `phrase` is a row of words, each a lemma or several (`достигнуть|достичь`), `=form` for one exact form,
`*` for up to three words between. A row matches inside one sentence. The longest match at a place wins.

spaCy's Matcher does the same and was used first; with thousands of alternatives it took half of the reading
(docs/decisions/0004-own-phrase-index.md), so rows are found here by an index of their first words.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.errors import LexiconError
from servanda.language.tables import Row, table
from servanda.reading.once import tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

GAP_WORDS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of a table found at the tokens [i, j)."""

    i: int
    j: int
    row: Row


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase: lemmas or exact forms that it may be; `gap`: up to three words may stand before it."""

    lemmas: frozenset[str]
    forms: frozenset[str]
    gap: bool


def pattern(phrase: str, where: str = "") -> tuple[Word, ...]:
    """The words of a phrase; LexiconError when it is empty or begins or ends with a gap."""
    words = phrase.split()
    if not words or words[0] == "*" or words[-1] == "*":
        raise LexiconError(f"{phrase!r} is no phrase", where=where, remedy="begin and end it with a word")
    out: list[Word] = []
    for n, word in enumerate(words):
        if word == "*":
            continue
        exact = word.startswith("=")
        alternatives = frozenset(word.removeprefix("=").split("|"))
        none: frozenset[str] = frozenset()
        gap = n > 0 and words[n - 1] == "*"
        out.append(Word(none if exact else alternatives, alternatives if exact else none, gap))
    return tuple(out)


class _Rows:
    """Numbers of the rows that begin with a word: those of it alone, by the lemma or form of the next, the rest."""

    __slots__ = ("alone", "by_form", "by_lemma", "loose")

    def __init__(self) -> None:
        self.alone: list[int] = []
        self.by_lemma: dict[str, list[int]] = {}
        self.by_form: dict[str, list[int]] = {}
        self.loose: list[int] = []  # a gap follows

    def add(self, number: int, words: tuple[Word, ...]) -> None:
        """Add a row."""
        if len(words) == 1:
            self.alone.append(number)
        elif words[1].gap:
            self.loose.append(number)
        else:
            for lemma in words[1].lemmas:
                self.by_lemma.setdefault(lemma, []).append(number)
            for form in words[1].forms:
                self.by_form.setdefault(form, []).append(number)

    def at(self, i: int, text: Columns) -> list[int]:
        """The rows of several words that may stand at a token."""
        if i + 1 == len(text.lemmas):
            return []
        return [*self.loose, *self.by_lemma.get(text.lemmas[i + 1], ()), *self.by_form.get(text.forms[i + 1], ())]


@dataclass(frozen=True, slots=True)
class _Index:
    """A table's rows by the lemma or the form of their first word, and the words of each row."""

    patterns: tuple[tuple[Word, ...], ...]
    by_lemma: dict[str, _Rows]
    by_form: dict[str, _Rows]


@functools.cache
def _index(name: str, column: str) -> _Index:
    patterns = tuple(pattern(row[column], row.where) for row in table(name))
    by_lemma: dict[str, _Rows] = {}
    by_form: dict[str, _Rows] = {}
    for number, words in enumerate(patterns):
        for lemma in words[0].lemmas:
            by_lemma.setdefault(lemma, _Rows()).add(number, words)
        for form in words[0].forms:
            by_form.setdefault(form, _Rows()).add(number, words)
    return _Index(patterns, by_lemma, by_form)


@dataclass(frozen=True, slots=True)
class Columns:
    """Lemmas, forms and sentence numbers of a document's tokens; whether a gap may pass over each.

    `by_lemma`, `by_form`: the places of each lemma and form.
    """

    lemmas: list[str]
    forms: list[str]
    sentences: list[int]
    passable: list[bool]
    by_lemma: dict[str, list[int]]
    by_form: dict[str, list[int]]


def columns(doc: Doc) -> Columns:
    """The columns that phrases are matched against."""
    sentences = [n for n, sentence in enumerate(doc.sents) for _ in range(sentence.start, sentence.end)]
    tokens = tokens_of(doc)
    passable = [not (token.is_punct or token.is_space) for token in tokens]
    lemmas, forms = [t.lemma_ for t in tokens], [t.norm_ for t in tokens]
    return Columns(lemmas, forms, sentences, passable, _places(lemmas), _places(forms))


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for n, word in enumerate(words):
        places.setdefault(word, []).append(n)
    return places


def _end(words: tuple[Word, ...], n: int, at: int, text: Columns) -> int:
    """The last token after the phrase when its word number n stands at `at`; 0 where it does not."""
    word = words[n]
    if text.lemmas[at] not in word.lemmas and text.forms[at] not in word.forms:
        return 0
    if n + 1 == len(words):
        return at + 1
    best, last = 0, len(text.lemmas)
    for after in range(at + 1, min(last, at + 2 + (GAP_WORDS if words[n + 1].gap else 0))):
        if text.sentences[after] != text.sentences[at] or (after > at + 1 and not text.passable[after - 1]):
            break
        best = max(best, _end(words, n + 1, after, text))
    return best


def find(
    doc: Doc, name: str, column: str = "phrase", *, overlaps: bool = False, text: Columns | None = None
) -> list[Hit]:
    """All rows of a table that stand in the text, in its order; of overlapping ones the longest unless `overlaps`.

    `text` spares the columns being made anew for every table.
    """
    text = text or columns(doc)
    index, rows = _index(name, column), table(name).rows
    hits: list[Hit] = []
    for places, listed in ((text.by_lemma, index.by_lemma), (text.by_form, index.by_form)):
        for word in places.keys() & listed.keys():  # in any order: the hits are sorted below
            found = listed[word]
            for i in places[word]:
                hits.extend(Hit(i, i + 1, rows[number]) for number in found.alone)
                for number in found.at(i, text):
                    end = _end(index.patterns[number], 0, i, text)
                    if end:
                        hits.append(Hit(i, end, rows[number]))
    hits.sort(key=lambda hit: (hit.i, -hit.j, hit.row.line))
    return hits if overlaps or len(hits) < 2 else _longest(hits)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of hits that overlap the longest, then the first, then the row that comes first in the table."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.i - hit.j, hit.i, hit.row.line)):
        if taken.isdisjoint(range(hit.i, hit.j)):
            taken.update(range(hit.i, hit.j))
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.i)


@functools.cache
def words(name: str, column: str, **only: str) -> frozenset[str]:
    """All words of a table's column, of the rows whose other columns have the values given."""
    return table(name).words(column, **only)


@functools.cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of a table, in its order."""
    return table(name).rows
