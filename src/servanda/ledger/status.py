"""What a ledger holds, in numbers: documents, records, languages, publishers, dates, and what was not read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from servanda.ledger.schema import documents, records, refusals, runs
from servanda.ledger.store import Ledger
from servanda.ledger.versions import counts
from servanda.model.records import KINDS


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be read, why, and what to do about it."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The numbers of a ledger; each dictionary counts documents, and `kinds` records.

    `changed` and `withdrawn` count records of earlier versions by what the newest version makes of them.
    """

    address: str
    documents: int
    versions: int
    changed: int
    withdrawn: int
    undated: int
    first: str
    last: str
    kinds: dict[str, int]
    languages: dict[str, int]
    publishers: dict[str, int]
    readers: dict[str, int]
    unfinished_runs: int
    refusals: tuple[Refusal, ...]


def status(ledger: Ledger) -> Status:
    """Count; old versions of an article count under `versions` alone."""
    latest = documents.c.latest
    before = counts(ledger)
    with ledger.database.reading() as connection:
        by_kind = select(records.c.kind, func.count()).join(documents).where(latest).group_by(records.c.kind)
        kinds: dict[str, int] = {row[0]: row[1] for row in connection.execute(by_kind)}
        first, last = connection.execute(select(func.min(documents.c.since), func.max(documents.c.since))).one()
        return Status(
            address=ledger.database.where,
            documents=_number(connection, latest),
            versions=_number(connection, ~latest),
            changed=before["changed"],
            withdrawn=before["withdrawn"],
            undated=_number(connection, latest & (documents.c.published == "")),
            first=str(first or ""),
            last=str(last or ""),
            kinds={kind: kinds[kind] for kind in KINDS if kind in kinds},
            languages=_counted(connection, documents.c.language),
            publishers=_counted(connection, documents.c.publisher),
            readers=_counted(connection, documents.c.reader),
            unfinished_runs=int(
                connection.execute(select(func.count()).select_from(runs).where(runs.c.ended.is_(None))).scalar_one()
            ),
            refusals=tuple(
                Refusal(row.name, row.reason, row.remedy)
                for row in connection.execute(select(refusals).order_by(refusals.c.name, refusals.c.reason))
            ),
        )


def _number(connection: Connection, condition: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(documents).where(condition)).scalar_one())


def _counted(connection: Connection, column: ColumnElement[str]) -> dict[str, int]:
    """Values with their numbers of documents, the commonest first."""
    count = func.count()
    rows = connection.execute(
        select(column, count).where(documents.c.latest).group_by(column).order_by(count.desc(), column)
    )
    return {str(value): int(number) for value, number in rows}


def listed(ledger: Ledger) -> list[dict[str, object]]:
    """Name, date, parties, publisher and id of every document, the newest first."""
    wanted = [documents.c[name] for name in ("name", "published", "parties", "publisher", "title", "url", "id")]
    with ledger.database.reading() as connection:
        rows = connection.execute(
            select(*wanted).where(documents.c.latest).order_by(documents.c.since.desc().nulls_last(), documents.c.name)
        )
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's own public name
