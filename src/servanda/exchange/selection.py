"""What of a ledger is written, document by document: each with its records, so many at a time in memory."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from servanda.ledger.judgements import Standing, standing
from servanda.ledger.missed import RULE
from servanda.ledger.rows import document_of, record_of, span
from servanda.ledger.schema import documents, parties, records, runs
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import KINDS, Reading, Record

_AT_ONCE = 200  # documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is written: all of it, or what names all of these states and was published between two dates (EDTF).

    `as_of` is a last date too, and the day on which what is worked out (promises, encounters) is shown. Undated
    documents are in only when no date is given. `versions` adds the earlier texts of articles that changed.
    """

    states: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    as_of: str = ""
    kinds: tuple[str, ...] = KINDS
    versions: bool = False
    as_read: bool = False

    @property
    def last(self) -> str:
        """The last date of publication, EDTF; `""` for any."""
        ends = [(span(date)[1], date) for date in (self.until, self.as_of) if date]
        return min(ends, key=lambda pair: pair[0] or datetime.date.max)[1] if ends else ""

    @property
    def everything(self) -> bool:
        """Whether nothing of the ledger is left out."""
        return self.whole and self.versions and not self.since and not self.last

    @property
    def whole(self) -> bool:
        """Whether documents without a record are written too."""
        return not self.states and self.kinds == KINDS

    def holds(self, published: str) -> bool:
        """Whether something of this date of publication (EDTF) is in."""
        day, first, last = span(published)[0], span(self.since)[0], span(self.last)[1]
        if day is None:
            return not first and not last
        return (not first or day >= first) and (not last or day <= last)

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same on `documents`."""
        found: list[ColumnElement[bool]] = [] if self.versions else [documents.c.latest]
        if first := span(self.since)[0]:
            found.append(documents.c.since >= first)
        if last := span(self.last)[1]:
            found.append(documents.c.since <= last)
        for state in self.states:
            named = select(records.c.key).join(parties).where(parties.c.party == state)
            found.append(named.where(records.c.document == documents.c.key).correlate(documents).exists())
        return found


@dataclass(frozen=True, slots=True)
class Told:
    """A record under the id that it got when it was read, and whether a person has corrected it since."""

    record: Record
    id: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with the records that were chosen, in the order in which they were read.

    `version` counts the texts of its address; `added` is when the run began that read it.
    """

    document: Document
    parties: tuple[str, ...]
    topics: tuple[str, ...]
    reader: str
    version: int
    latest: bool
    added: datetime.datetime
    records: tuple[Told, ...]

    @property
    def reading(self) -> Reading:
        """What was read, as the reader gave it."""
        found = [told.record for told in self.records]
        return reading_of(self.document, self.reader, (self.parties, self.topics), found)


@dataclass(slots=True)
class Written:
    """What was written, by its name in the singular, and what the format had no place for, by the reason."""

    counts: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def add(self, noun: str, number: int = 1) -> None:
        """Count something that was written."""
        self.counts[noun] = self.counts.get(noun, 0) + number

    def leave(self, reason: str, number: int = 1) -> None:
        """Count something that was not."""
        self.left_out[reason] = self.left_out.get(reason, 0) + number


def total(ledger: Ledger, only: Selection) -> int:
    """How many documents `kept` looks at."""
    with ledger.database.reading() as connection:
        counted = select(func.count()).select_from(documents).where(*only.conditions())
        return int(connection.execute(counted).scalar_one())


def kept(ledger: Ledger, only: Selection, *, newest: bool = False) -> Iterator[Kept]:
    """The documents chosen, with their records, in the order in which they were added, or the newest first.

    All are of one state of the ledger.
    """
    with ledger.database.reading() as connection:
        judged = None if only.as_read else standing(connection)
        last: int | None = None
        while some := _documents(connection, only, last, newest=newest):
            last = some[-1].key
            told = _records(connection, only, [row.key for row in some])
            for row in some:
                found = _kept(row, told.get(row.key, []), judged)
                if found.records or only.whole:
                    yield found


def _documents(connection: Connection, only: Selection, after: int | None, *, newest: bool) -> Sequence[Row[Any]]:
    key = documents.c.key
    chosen = (
        select(documents, runs.c.started)
        .join(runs, documents.c.run == runs.c.key)
        .where(*only.conditions())
        .order_by(key.desc() if newest else key)
        .limit(_AT_ONCE)
    )
    if after is not None:
        chosen = chosen.where(key < after if newest else key > after)
    return connection.execute(chosen).all()


def _records(connection: Connection, only: Selection, keys: Sequence[int]) -> dict[int, list[Row[Any]]]:
    r = records.c
    chosen = (
        select(r.document, r.id, r.kind, r.start, r.end, r.speaker, r.rule, r.fields, r.as_read)
        .where(r.document.in_(keys))
        .order_by(r.document, r.ordinal)
    )
    if only.as_read:
        chosen = chosen.where(~r.rule.startswith(RULE))
    if only.kinds != KINDS:
        chosen = chosen.where(r.kind.in_(only.kinds))
    for state in only.states:
        named = select(parties.c.record).where(parties.c.record == r.key, parties.c.party == state)
        chosen = chosen.where(named.correlate(records).exists())
    rows: Iterable[Any] = connection.execute(chosen)
    return {key: list(group) for key, group in itertools.groupby(rows, key=lambda row: int(row.document))}


def _kept(row: Row[Any], told: Sequence[Row[Any]], judged: Standing | None) -> Kept:
    document = document_of(row)
    return Kept(
        document=document,
        parties=tuple(row.parties),
        topics=tuple(row.topics),
        reader=row.reader,
        version=row.version,
        latest=row.latest,
        added=row.started if row.started.tzinfo else row.started.replace(tzinfo=datetime.UTC),
        records=tuple(_told(document, r, judged) for r in told if judged is None or r.id not in judged.rejected),
    )


def _told(document: Document, row: Row[Any], judged: Standing | None) -> Told:
    fields = {"speaker": row.speaker, **(row.as_read or row.fields)}
    corrected = judged is not None and row.id in judged.corrected
    if judged is not None and corrected:
        fields |= judged.corrected[row.id]
        fields["speaker"] = judged.speakers.get(row.id, fields["speaker"])
    record = record_of(document, row.kind, (row.start, row.end), {**fields, "rule": row.rule})
    return Told(record, row.id, corrected)


def reading_of(
    document: Document, reader: str, told: tuple[Sequence[str], Sequence[str]], found: Sequence[Record]
) -> Reading:
    """A reading put together again; `told` are parties and topics of the document."""
    named, topics = told
    by_kind: dict[str, Any] = {kind: tuple(r for r in found if r.kind_of == kind) for kind in KINDS}
    return Reading(document=document, reader=reader, parties=tuple(named), topics=tuple(topics), **by_kind)  # type: ignore[arg-type]
