"""Proof: whatever is changed behind the ledger's back is found, and named."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from servanda.ledger.proof import verify
from servanda.ledger.store import Ledger
from servanda.model.records import Reading

# what somebody changed | what is told of it
CHANGES = """
UPDATE documents SET text = text || '.' WHERE key = 2                          | its hash is another
UPDATE documents SET url = 'https://example.org/other' WHERE key = 2           | the id is not that of this text
UPDATE records SET "end" = "end" + 1 WHERE document = 2 AND ordinal = 0        | its fields or its place were changed
UPDATE records SET "end" = 10000000 WHERE document = 2 AND ordinal = 0         | lies outside of the text
UPDATE records SET kind = 'other' WHERE document = 2 AND ordinal = 0           | its fields or its place were changed
UPDATE records SET fields = '{"value": 1}' WHERE document = 2 AND ordinal = 0  | its fields or its place were changed
"""


def test_what_was_read_is_proven(filled: Ledger, readings: list[Reading]) -> None:
    checked = list(verify(filled))
    assert [(c.name, c.records, c.faults) for c in checked] == [
        (reading.document.name, len(reading.records()), ()) for reading in readings
    ]


@pytest.mark.parametrize("line", CHANGES.strip().splitlines())
def test_a_change_is_found(filled: Ledger, line: str) -> None:
    change, told = (part.strip() for part in line.rsplit("|", 1))
    with filled.database.writing() as connection:
        connection.execute(text(change))
    faults = [fault for checked in verify(filled) for fault in checked.faults]
    assert len(faults) == 1
    assert told in faults[0]
