"""Records with their origin: who published them when, and whose word they are."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, case, func, select

from servanda.ledger.database import parcels
from servanda.ledger.rows import span
from servanda.ledger.schema import documents, parties, records
from servanda.ledger.store import Ledger

BEFORE = 160  # characters of the text before a statement that are kept with it


@dataclass(frozen=True, slots=True)
class Source:
    """The document in which a statement stands."""

    id: str
    name: str
    title: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A record of the newest version of a document, with its exact words, those before them, and its source."""

    id: str
    kind: str
    fields: dict[str, Any]
    exact: str
    before: str
    start: int
    end: int
    speaker: str
    rule: str
    source: Source

    @property
    def teller(self) -> str:
        """Whose word it is: the speaker's, else the publisher's, else that of the document by its name."""
        return self.speaker or self.source.publisher or self.source.name

    def to_dict(self) -> dict[str, Any]:
        """Flat, for programs: the guide's fields beside the words, their place and their source."""
        s = self.source
        return {
            "id": self.id, "kind": self.kind, **self.fields, "speaker": self.speaker, "quote": self.exact,
            "start": self.start, "end": self.end, "rule": self.rule, "document": s.id, "name": s.name,
            "title": s.title, "publisher": s.publisher, "published": s.published, "url": s.url,
        }  # fmt: skip


def statements(
    ledger: Ledger, kinds: Collection[str], states: Sequence[str] = (), *, label: str = "", until: str = ""
) -> list[Statement]:
    """The records of some kinds that name all of these states, in the order of publication; the undated come first.

    `label` is an indicator, type, modality or name; `until` an EDTF date: nothing published later is seen.
    """
    chosen = _chosen().where(documents.c.latest, ~records.c.rejected, records.c.kind.in_(sorted(kinds)))
    with ledger.database.reading() as connection:
        chosen = chosen.where(*_naming(connection, states))
        if label:
            chosen = chosen.where(records.c.label == label)
        if last := span(until)[1]:
            chosen = chosen.where(documents.c.since <= last)
        return [_statement(row) for row in connection.execute(chosen)]


def beside(ledger: Ledger, kind: str, states: Sequence[str], *, until: str = "") -> list[Statement]:
    """The records of a kind in the documents that have a record which names all of these states."""
    chosen = _chosen().where(documents.c.latest, ~records.c.rejected, records.c.kind == kind)
    other = records.alias()
    with ledger.database.reading() as connection:
        there = select(other.c.document).where(*_naming(connection, states, other))
        chosen = chosen.where(records.c.document.in_(there))
        if last := span(until)[1]:
            chosen = chosen.where(documents.c.since <= last)
        return [_statement(row) for row in connection.execute(chosen)]


def _naming(connection: Connection, states: Sequence[str], of: FromClause = records) -> list[ColumnElement[bool]]:
    """Conditions on records that name all of the states; the state that the fewest name is looked up first."""
    counts = {
        state: connection.execute(select(func.count()).where(parties.c.party == state)).scalar_one() for state in states
    }
    rarest, *others = sorted(counts, key=lambda state: (counts[state], state)) or [""]
    conditions: list[ColumnElement[bool]] = []
    if rarest:
        conditions.append(of.c.key.in_(select(parties.c.record).where(parties.c.party == rarest)))
    for state in others:
        named = select(parties.c.record).where(parties.c.record == of.c.key, parties.c.party == state)
        conditions.append(named.correlate(of).exists())
    return conditions


def statements_of(ledger: Ledger, document: str) -> list[Statement]:
    """The records of a document by its id, be it the newest version or not, in the order in which they were read."""
    with ledger.database.reading() as connection:
        return [_statement(row) for row in connection.execute(_chosen().where(documents.c.id == document))]


def keyed(connection: Connection, document: int) -> list[tuple[int, Statement]]:
    """The records of a document by its key that nobody judged wrong, each with its key, in the order of reading."""
    chosen = _chosen().where(records.c.document == document, ~records.c.rejected)
    return [(row.key, _statement(row)) for row in connection.execute(chosen)]


def by_key(connection: Connection, keys: Sequence[int]) -> dict[int, Statement]:
    """Statements by the keys of their records."""
    found: dict[int, Statement] = {}
    for some in parcels(keys):
        for row in connection.execute(_chosen().where(records.c.key.in_(some))):
            found[row.key] = _statement(row)
    return found


@functools.cache
def _chosen() -> Select[Any]:
    d, r = documents.c, records.c
    exact = func.substr(d.text, r.start + 1, r.end - r.start).label("exact")
    origin = (d.id.label("document_id"), d.name, d.title, d.publisher, d.published, d.url)
    begin = case((r.start > BEFORE, r.start - BEFORE), else_=0)
    before = func.substr(d.text, begin + 1, r.start - begin).label("before")
    columns = (r.key, r.id, r.kind, r.fields, exact, before, r.start, r.end, r.speaker, r.rule, *origin)
    return select(*columns).select_from(records.join(documents)).order_by(d.since.asc().nulls_first(), d.id, r.ordinal)


def _statement(row: Row[Any]) -> Statement:
    source = Source(row.document_id, row.name, row.title, row.publisher, row.published, row.url)
    own = (row.id, row.kind, row.fields, row.exact, row.before, row.start, row.end, row.speaker, row.rule)
    return Statement(*own, source)
