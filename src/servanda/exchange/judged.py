"""Judgements as they are kept, undone ones too: out of a ledger, and into another one that holds the same documents."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, select

from servanda.errors import ServandaError
from servanda.ledger.judgements import ADD, VERDICTS, note_touched
from servanda.ledger.missed import record_id
from servanda.ledger.schema import judgements
from servanda.ledger.store import Ledger
from servanda.model.fields import faults, names_of

_COLUMNS = tuple(column for column in judgements.c if column.name != "key")
_TIMES = ("made", "undone")
_NUMBERS = ("start", "end", "other_start", "other_end")
_MAY_LACK = frozenset({"undone", "other_start", "other_end", "fields"})


def judgements_of(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """All judgements as JSON objects, in the order in which they were made."""
    with ledger.database.reading() as connection:
        for row in connection.execute(select(*_COLUMNS).order_by(judgements.c.made, judgements.c.key)):
            yield {name: _iso(value) for name, value in row._mapping.items()}  # noqa: SLF001 - SQLAlchemy's own name


def checked(told: dict[str, Any]) -> dict[str, Any]:
    """The row of an object; ServandaError for what is no judgement."""
    row: dict[str, Any] = {}
    for column in _COLUMNS:
        value = told[column.name]
        if not _fits(column.name, value):
            raise ServandaError(f"{column.name} of a judgement cannot be {value!r}")
        row[column.name] = datetime.datetime.fromisoformat(value) if column.name in _TIMES and value else value
    if row["verdict"] not in VERDICTS:
        raise ServandaError(f"{row['verdict']!r} is no verdict")
    if row["verdict"] == ADD:
        _added(row)
    return row


def add(ledger: Ledger, row: dict[str, Any]) -> bool:
    """Keep a judgement that is not there yet; whether it was new."""
    same = [judgements.c[name] == row[name] for name in ("made", "reviewer", "verdict", "record", "other")]
    with ledger.database.writing() as connection:
        if connection.execute(select(judgements.c.key).where(*same)).first():
            return False
        connection.execute(insert(judgements).values(row))
        note_touched(connection, row)
        return True


def _added(row: dict[str, Any]) -> None:
    """ServandaError for a record added that the guide does not allow, or whose id is another's."""
    kind, fields = row["kind"], row["fields"]
    if not isinstance(fields, dict) or set(fields) != set(names_of(kind)) or faults(kind, fields):
        raise ServandaError(f"a record of {kind} that was added has other fields")
    if record_id(row["document"], kind, (row["start"], row["end"]), fields) != row["record"]:
        raise ServandaError(f"the id {row['record']} is not that of the record's place and fields")


def _fits(name: str, value: Any) -> bool:
    if value is None:
        return name in _MAY_LACK
    if name in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, dict if name == "fields" else str)


def _iso(value: Any) -> Any:
    if not isinstance(value, datetime.datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC).isoformat()
