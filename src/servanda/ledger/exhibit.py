"""A record as a reviewer has to see it: as it was read, its words in their paragraph, its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from servanda.errors import LedgerError
from servanda.ledger.schema import documents, records
from servanda.ledger.statements import Source
from servanda.ledger.store import Ledger
from servanda.model.fields import names_of

_ENOUGH = 200  # characters before the words: with fewer the paragraph before is shown as well
_MOST = 1500  # characters on either side: no paragraph is shown beyond


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A record with its context, which begins at `offset` in the text; the words of the evidence are
    `context[start:end]`, code points.

    `fields`: all fields of the guide as they were read, `speaker` among them where the guide has one.
    """

    id: str
    kind: str
    rule: str
    fields: dict[str, Any]
    context: str
    start: int
    end: int
    offset: int
    source: Source

    @property
    def exact(self) -> str:
        """The words of the evidence."""
        return self.context[self.start : self.end]


def full_id(ledger: Ledger, beginning: str) -> str:
    """The one id that begins so; LedgerError when there is none, or several."""
    wanted = beginning.strip().lower()
    if wanted.isalnum() and wanted.isascii():
        asked = select(records.c.id).where(records.c.id.startswith(wanted)).distinct().order_by(records.c.id).limit(4)
        with ledger.database.reading() as connection:
            found = list(connection.execute(asked).scalars())
        if len(found) == 1:
            return str(found[0])
        if found:
            raise LedgerError(
                f"several records have an id that begins with {wanted!r}: {', '.join(found[:3])}"
                + (", …" if len(found) > 3 else ""),
                where=ledger.database.where, remedy="write more of it",
            )  # fmt: skip
    raise LedgerError(
        f"no record has an id that begins with {beginning!r}", where=ledger.database.where,
        remedy="servanda review --list prints the ids, and servanda search WORD -f json",
    )  # fmt: skip


def exhibits(ledger: Ledger, ids: Sequence[str]) -> list[Exhibit]:
    """The records of these ids, in this order; LedgerError for one that is not there."""
    asked = (
        select(records, documents).join(documents, records.c.document == documents.c.key).where(records.c.id.in_(ids))
    )
    columns = [records.c[n] for n in ("id", "kind", "rule", "fields", "as_read", "speaker", "start", "end")]
    columns += [documents.c[n] for n in ("name", "title", "publisher", "published", "url", "text")]
    asked = asked.with_only_columns(*columns, documents.c.id.label("document_id"))
    with ledger.database.reading() as connection:
        found = {row.id: _exhibit(row) for row in connection.execute(asked)}
    for wanted in ids:
        if wanted not in found:
            raise LedgerError(f"no record has the id {wanted!r}", where=ledger.database.where)
    return [found[wanted] for wanted in ids]


def _exhibit(row: Row[Any]) -> Exhibit:
    begin, stop = context(row.text, row.start, row.end)
    told = {"speaker": row.speaker, **(row.as_read or row.fields)}
    fields = {name: told[name] for name in names_of(row.kind)}
    source = Source(row.document_id, row.name, row.title, row.publisher, row.published, row.url)
    text = row.text[begin:stop]
    return Exhibit(row.id, row.kind, row.rule, fields, text, row.start - begin, row.end - begin, begin, source)


def context(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraphs of [start, end) begin and end, with the one before when the words begin near the margin."""
    begin = text.rfind("\n", 0, start) + 1
    if start - begin < _ENOUGH:
        before = text[:begin].rstrip("\n")
        begin = before.rfind("\n") + 1 if before else 0
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return max(begin, start - _MOST), min(stop, end + _MOST)
