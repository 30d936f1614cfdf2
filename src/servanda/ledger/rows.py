"""A reading as rows: what of it is searched gets a column of its own, all of it stays in `fields`."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any, Protocol

from servanda.model import edtf
from servanda.model.document import Document
from servanda.model.records import RECORD_TYPES, Reading, Record

_TYPES = {cls.kind_of: cls for cls in RECORD_TYPES}
_LABELS = ("indicator", "type", "person", "modality", "name", "level")
_STAGES = ("stage", "status", "kind")
_DATES = ("period", "date", "deadline")
_DOCUMENTS, _PLACES = 27, 14  # bits in the number of a passage, beside 22 for the day
#: Passages of one document; records beyond are found by the document that they stand in.
MOST_PASSAGES = 1 << _PLACES
_ROLES = ("parties", "participants", "actors", "counterparts", "person", "body")


class Stemmed(Protocol):
    """A word at [start, end) of a text, code points, the stems that it is found by, how much it tells and which stem
    stands for words of its sense, what it is in a name: `party`, `term`, `noun` or `other`, and of which names of
    states it is part, each with its code and a stem of each of its words."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def stems(self) -> tuple[str, ...]: ...

    @property
    def weight(self) -> float: ...

    @property
    def sense(self) -> str: ...

    @property
    def part(self) -> str: ...

    @property
    def states(self) -> frozenset[tuple[str, frozenset[str]]]: ...


class Stemmer(Protocol):
    """A text and its language to its words (`servanda.language.stems`; the ledger knows no language)."""

    def __hash__(self) -> int: ...

    def __call__(self, text: str, language: str) -> Iterable[Stemmed]: ...


def document_row(reading: Reading) -> dict[str, Any]:
    """The columns of `documents` that a reading fills."""
    document = reading.document
    first, _ = span(document.published)
    text = document.text
    return {
        "id": document.id, "name": document.name, "language": document.language, "title": document.title,
        "publisher": document.publisher, "url": document.url, "published": document.published,
        "published_from": document.published_from, "since": first, "text": text, "sha256": sha256(text),
        "parties": list(reading.parties), "topics": list(reading.topics), "reader": reading.reader,
    }  # fmt: skip


def document_of(row: Any) -> Document:
    """The document of a row of `documents`."""
    names = ("text", "name", "language", "title", "publisher", "url", "published", "published_from")
    return Document(**{name: getattr(row, name) for name in names})


def record_of(document: Document, kind: str, place: tuple[int, int], fields: dict[str, Any]) -> Record:
    """A record put together again out of its main fields, speaker and rule; EvidenceError when its place is none."""
    values: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in fields.items()}
    return _TYPES[kind](evidence=document.evidence(*place), **values)


def record_row(record: Record) -> dict[str, Any]:
    """The columns of `records` that a record fills, but for its document, ordinal and key."""
    fields = record.main_fields()
    return {
        "id": record.id, "kind": record.kind_of, "start": record.evidence.start, "end": record.evidence.end,
        "speaker": record.speaker, "rule": record.rule, "fields": fields, **field_columns(fields),
    }  # fmt: skip


def field_columns(fields: dict[str, Any]) -> dict[str, Any]:
    """The columns of `records` that repeat main fields, to be searched by."""
    first, last = span(_first(fields, _DATES))
    return {
        "label": _first(fields, _LABELS), "value": fields.get("value"), "unit": fields.get("unit", ""), "since": first,
        "until": last, "sector": fields.get("sector", ""), "stage": _first(fields, _STAGES),
    }  # fmt: skip


def field_parties(fields: dict[str, Any], speaker: str) -> list[tuple[str, str]]:
    """Role and party of everybody whom a record names, its speaker too, each once."""
    pairs = [("speaker", speaker)]
    for role in _ROLES:
        value = fields.get(role, ())
        pairs += [(role, party) for party in ([value] if isinstance(value, str) else value)]
    return [pair for pair in dict.fromkeys(pairs) if pair[1]]


def words(record: Record) -> str:
    """What of a record is searched by its words: the evidence, the speaker, names and posts."""
    fields = record.main_fields()
    named = [str(fields[name]) for name in ("name", "person", "position", "body", "place") if fields.get(name)]
    named += [party for role in ("participants", "actors") for party in fields.get(role, ()) if " " in party]
    return "\n".join([record.evidence.exact, record.speaker, *named])


def passage_key(published: datetime.date | None, document: int, place: int) -> int:
    """The number of a passage: those of newer documents are greater, the document's own (place 0) than its records'."""
    day = published.toordinal() if published else 0
    return ((day << _DOCUMENTS) + document << _PLACES) + MOST_PASSAGES - 1 - place


def stemmed(text: str, language: str, stemmer: Stemmer) -> str:
    """The stems of a text, sorted, each once, blanks between."""
    return " ".join(sorted({stem for word in stemmer(text, language) for stem in word.stems}))


def span(date: str) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of an EDTF date or interval; None where it is open or unknown."""
    if not date:
        return None, None
    start, _, end = date.partition("/")
    return _bound(start, 0), _bound(end or start, 1)


def sha256(text: str) -> str:
    """Of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: object) -> str:
    """JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _bound(date: str, which: int) -> datetime.date | None:
    return None if date == edtf.OPEN else edtf.bounds(date)[which]


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((str(fields[name]) for name in names if fields.get(name)), "")
