"""Proof that a ledger still holds what was read: each text by its hash, each record by the words at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from servanda.ledger.rows import document_of, sha256
from servanda.ledger.schema import records
from servanda.ledger.store import Ledger
from servanda.model.records import identity


@dataclass(frozen=True, slots=True)
class Checked:
    """One document that was checked: how many records it has, and what is wrong with it and them."""

    name: str
    records: int
    faults: tuple[str, ...]


def verify(ledger: Ledger) -> Iterator[Checked]:
    """Check every document and record, in the order in which they were added.

    A text must have its hash and give its document's id; a record's place must lie in it, and the words there, with
    its kind and fields, must give the record's id.
    """
    for row in ledger.rows():
        faults = []
        document = document_of(row)
        if sha256(row.text) != row.sha256:
            faults.append("the text is not the one that was read: its hash is another")
        elif document.id != row.id:
            faults.append("the id is not that of this text and address")
        with ledger.database.reading() as connection:
            found = connection.execute(
                select(records).where(records.c.document == row.key).order_by(records.c.ordinal)
            ).all()
        for record in found:
            if not 0 <= record.start < record.end <= len(row.text):
                faults.append(f"{record.kind} {record.id}: [{record.start}, {record.end}) lies outside of the text")
            elif identity(row.id, record.kind, (record.start, record.end), _read(record)) != record.id:
                faults.append(f"{record.kind} {record.id}: its fields or its place were changed")
        yield Checked(row.name, len(found), tuple(faults))


def _read(record: Row[Any]) -> dict[str, Any]:
    """The main fields as they were read, whatever a person made of them since."""
    if record.as_read is None:
        return dict(record.fields)
    return {name: value for name, value in record.as_read.items() if name != "speaker"}
