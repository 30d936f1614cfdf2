"""The tables of a ledger, whatever the file: one of documents, and one of each kind of record."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from servanda.exchange.selection import Kept, Told
from servanda.ledger.rows import span
from servanda.model.records import RECORD_TYPES, Record
from servanda.model.vocabulary import TOPICS, DateSource
from servanda.report.schema import EDTF_PATTERN, schema

Sort = Literal["text", "list", "integer", "number", "date", "flag"]
DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means, and of what sort its cells are; `values` is a closed list, `pattern` what they match.

    `required` cells are never empty. `to` names the table whose `id` they hold.
    """

    name: str
    sort: Sort
    about: str
    values: tuple[str, ...] = ()
    pattern: str = ""
    required: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns in order; `id` is its key."""

    name: str
    about: str
    columns: tuple[Column, ...]


_HEAD = (
    Column("id", "text", "A hash of the text and its address.", required=True),
    Column("name", "text", "The file's name without its ending, or what the source calls it."),
    Column("title", "text", "The headline."),
    Column("publisher", "text", "Who published it."),
    Column("url", "text", "Its address."),
    Column("published", "text", "When it was published (EDTF).", pattern=EDTF_PATTERN),
    Column("published_first", "date", "The first day of that date."),
    Column("published_from", "text", "Where the date comes from.", values=get_args(DateSource)),
    Column("language", "text", "ISO 639 code."),
    Column("parties", "list", "The states and blocs that it is about."),
    Column("topics", "list", "The sectors that it deals with.", values=TOPICS),
    Column("reader", "text", "The version of code and lexicon that read it."),
    Column("version", "integer", "Which text of its address it is, from 1.", required=True),
    Column("latest", "flag", "Whether no newer text of its address is known.", required=True),
    Column("text", "text", "The text, in which the places of records are counted in code points.", required=True),
)
_PLACE = (
    Column("id", "text", "A hash of document, kind, place and fields as they were read.", required=True),
    Column("document", "text", "The document.", required=True, to=DOCUMENTS),
    Column("start", "integer", "Where the words begin, in code points from 0.", required=True),
    Column("end", "integer", "Where they end.", required=True),
    Column("quote", "text", "The exact words that prove it.", required=True),
)
_LAST = (
    Column("speaker", "text", "Whose word it is; empty for the author's own."),
    Column("rule", "text", "The rule that made it.", required=True),
    Column("corrected", "flag", "Whether a person corrected its fields.", required=True),
)


@functools.cache
def tables() -> tuple[Table, ...]:
    """All tables, the documents first."""
    parts = schema()["$defs"]
    kinds = (Table(cls.kind_of, parts[cls.__name__]["description"], _columns(cls)) for cls in RECORD_TYPES)
    return (Table(DOCUMENTS, "The documents, with their texts.", _HEAD), *kinds)


def rows(kept: Kept) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a document and its records, each with the name of its table."""
    d = kept.document
    yield DOCUMENTS, {
        "id": d.id, "name": d.name, "title": d.title, "publisher": d.publisher, "url": d.url,
        "published": d.published, "published_first": span(d.published)[0], "published_from": d.published_from,
        "language": d.language, "parties": list(kept.parties), "topics": list(kept.topics), "reader": kept.reader,
        "version": kept.version, "latest": kept.latest, "text": d.text,
    }  # fmt: skip
    for told in kept.records:
        yield told.record.kind_of, _row(told)


def _row(told: Told) -> dict[str, Any]:
    record, e = told.record, told.record.evidence
    dated: dict[str, datetime.date | None] = {}
    for name in record.dates:
        dated[f"{name}_first"], dated[f"{name}_last"] = span(getattr(record, name))
    return {
        "id": told.id, "document": e.document, "start": e.start, "end": e.end, "quote": e.exact,
        **record.main_fields(), **dated, "speaker": record.speaker, "rule": record.rule, "corrected": told.corrected,
    }  # fmt: skip


def _columns(cls: type[Record]) -> tuple[Column, ...]:
    about = schema()["$defs"][cls.__name__]["properties"]
    types = get_type_hints(cls)
    own: list[Column] = []
    for field in fields(cls):
        if field.name in {"evidence", "rule", "speaker"}:
            continue
        told, of = str(about[field.name]["description"]), types[field.name]
        if field.name in cls.dates:
            own += [
                Column(field.name, "text", told, pattern=EDTF_PATTERN),
                Column(f"{field.name}_first", "date", "The first day of that date; empty where it is open."),
                Column(f"{field.name}_last", "date", "Its last day; empty where it is open."),
            ]
        elif get_origin(of) is tuple:
            own.append(Column(field.name, "list", told))
        elif field.name == "value":
            own.append(Column(field.name, "number", told, required=True))
        else:
            own.append(Column(field.name, "text", told, values=get_args(of) if get_origin(of) is Literal else ()))
    return (*_PLACE, *own, *_LAST)
