"""Word tables matched against annotated text.

A table's `phrase` is a row of words, each a lemma or several (`достигнуть|достичь`), `=form` for one exact form,
`*` for up to three words between. A row matches inside one sentence. The longest match at a place wins.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc

from servanda.errors import LexiconError
from servanda.language.tables import Row, table

GAP = {"IS_PUNCT": False, "IS_SPACE": False, "OP": "?"}
GAP_WORDS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of a table found at the tokens [i, j)."""

    i: int
    j: int
    row: Row


def pattern(phrase: str, where: str = "") -> list[dict[str, Any]]:
    """The spaCy Matcher pattern of a phrase; LexiconError when it is empty or begins or ends with a gap."""
    words = phrase.split()
    if not words or words[0] == "*" or words[-1] == "*":
        raise LexiconError(f"{phrase!r} is no phrase", where=where, remedy="begin and end it with a word")
    out: list[dict[str, Any]] = []
    for word in words:
        if word == "*":
            out.extend(dict(GAP) for _ in range(GAP_WORDS))
        elif word.startswith("="):
            out.append({"NORM": {"IN": word[1:].split("|")}})
        else:
            out.append({"LEMMA": {"IN": word.split("|")}})
    return out


@functools.cache
def _matcher(name: str, column: str, vocab_id: int) -> Matcher:
    matcher = Matcher(_VOCABS[vocab_id])
    for number, row in enumerate(table(name)):
        matcher.add(str(number), [pattern(row[column], row.where)], greedy="LONGEST")
    return matcher


_VOCABS: dict[int, Any] = {}


def find(doc: Doc, name: str, column: str = "phrase", *, overlaps: bool = False) -> list[Hit]:
    """All rows of a table that stand in the text, in its order; of overlapping ones the longest unless `overlaps`."""
    _VOCABS[id(doc.vocab)] = doc.vocab
    rows = table(name).rows
    hits = [
        Hit(start, end, rows[int(doc.vocab.strings[key])])
        for key, start, end in _matcher(name, column, id(doc.vocab))(doc)
        if doc[start].sent == doc[end - 1].sent
    ]
    hits.sort(key=lambda hit: (hit.i, -hit.j, hit.row.line))
    if overlaps:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.i - hit.j, hit.i, hit.row.line)):
        if all(hit.j <= other.i or other.j <= hit.i for other in kept):
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
