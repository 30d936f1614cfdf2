"""Records that the reader missed and a person adds: judgements with the verdict `add`.

What is said is kept like any other judgement; `bring` puts the records into their document whenever that is worked in,
so that they outlive a rebuild and a new reading, are searched and joined like what was read, and go when it is undone.
Their rule says who added them. Once the reader finds the same, its own record stands, and the judgement accepts it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from servanda.errors import LedgerError
from servanda.ledger import rows, stale
from servanda.ledger.judgements import ADD, SPEAKER, aware
from servanda.ledger.schema import documents, judgements, parties, passages, records
from servanda.ledger.store import Ledger
from servanda.model.document import Document, normalise
from servanda.model.fields import check, names_of
from servanda.model.records import identity

#: How the rule of a record begins that a person added; the reviewer's name follows.
RULE = "added by "


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A record that stands in a document at [start, end), code points; `fields`: all of the guide, and the speaker.

    `document` is an id; an empty `made` is now.
    """

    reviewer: str
    document: str
    kind: str
    start: int
    end: int
    fields: dict[str, Any]
    why: str = ""
    made: datetime.datetime | None = None

    @property
    def id(self) -> str:
        """The id that the record would have, had it been read."""
        return record_id(self.document, self.kind, (self.start, self.end), self.fields)


def record_id(document: str, kind: str, place: tuple[int, int], fields: dict[str, Any]) -> str:
    """The id of a record by its document's id, kind, place and fields; the speaker is none of the main fields."""
    return identity(document, kind, place, {name: value for name, value in fields.items() if name != SPEAKER})


def place_of(document: Document, quote: str, at: int | None = None) -> tuple[int, int]:
    """Where words stand in a document, whatever white space is between them; of several places the one at `at`.

    LedgerError when they stand nowhere, or several times and it is not said which of them is meant.
    """
    words = normalise(quote).split()
    pattern = r"\s+".join(map(re.escape, words))
    found = [place.span() for place in re.finditer(pattern, document.text)] if words else []
    chosen = [place for place in found if at is None or place[0] == at]
    if len(chosen) == 1:
        return chosen[0]
    starts = ", ".join(str(start) for start, _ in found[:_TOLD]) + (", …" if len(found) > _TOLD else "")
    if not found:
        told, remedy = "do not stand in the text", "copy them as the document has them"
    else:
        told = f"stand in the text {len(found):,} times, at {starts}" if len(found) > 1 else f"stand at {starts}"
        remedy = "write more of them, or say which are meant: --at NUMBER"
    raise LedgerError(f"the words {' '.join(words)!r} {told}", where=document.name, remedy=remedy)


def tell(ledger: Ledger, missed: Missed) -> tuple[int, str]:
    """Keep that a record was missed; the key of the judgement, and the id of the record.

    It stands once the ledger is settled. ServandaError for fields that the guide does not allow, LedgerError for a
    document that is not there or is no newest version, words outside of it, and a record that is there already.
    """
    _fitting(missed)
    with ledger.database.writing() as connection:
        document = connection.execute(select(documents).where(documents.c.id == missed.document)).first()
        _standing_in(document, missed, ledger.database.where)
        _not_there(connection, missed, ledger.database.where)
        row = {
            "made": aware(missed.made), "reviewer": missed.reviewer.strip(),
            "verdict": ADD, "kind": missed.kind, "fields": missed.fields, "why": missed.why.strip(),
            "record": missed.id, "document": missed.document, "start": missed.start, "end": missed.end,
            "other": "", "other_document": "", "other_start": None, "other_end": None,
        }  # fmt: skip
        key = connection.execute(insert(judgements).values(row).returning(judgements.c.key)).scalar_one()
        stale.note(connection, "document", [document.key] if document else [])
        return int(key), missed.id


def bring(connection: Connection, document: Row[Any], stemmer: rows.Stemmer) -> None:
    """Bring the records of a document, which is not worked in, to what people added; `document` is its row."""
    j = judgements.c
    asked = select(judgements).where(j.document == document.id, j.verdict == ADD).order_by(j.made, j.key)
    said = connection.execute(asked).all()
    if not said:
        return
    of_it = select(records.c.key, records.c.id, records.c.rule).where(records.c.document == document.key)
    there = connection.execute(of_it.order_by(records.c.ordinal)).all()
    read = {row.id for row in there if not row.rule.startswith(RULE)}
    wanted: dict[str, Row[Any]] = {}
    for row in said:
        if not row.undone and row.record not in read and 0 <= row.start < row.end <= len(document.text):
            wanted.setdefault(row.record, row)
    added = [row for row in there if row.rule.startswith(RULE)]
    if [(row.id, row.rule) for row in added] == [(name, RULE + row.reviewer) for name, row in wanted.items()]:
        return
    for row in added:
        connection.execute(delete(records).where(records.c.key == row.key))
    if wanted:
        _insert(connection, document, list(wanted.values()), stemmer)


def _insert(connection: Connection, document: Row[Any], said: Sequence[Row[Any]], stemmer: rows.Stemmer) -> None:
    """Put what was said behind the records of the document, as a reading is put there."""
    whole = rows.document_of(document)
    last = connection.execute(select(func.max(records.c.ordinal)).where(records.c.document == document.key)).scalar()
    since = rows.span(document.published)[0]
    for ordinal, row in enumerate(said, 0 if last is None else last + 1):
        record = rows.record_of(whole, row.kind, (row.start, row.end), {**row.fields, "rule": RULE + row.reviewer})
        new = {**rows.record_row(record), "document": document.key, "ordinal": ordinal}
        key = connection.execute(insert(records).values(new).returning(records.c.key)).scalar_one()
        if named := [{"record": key, "role": r, "party": p} for r, p in rows.field_parties(row.fields, record.speaker)]:
            connection.execute(insert(parties), named)
        if ordinal + 1 < rows.MOST_PASSAGES:
            stems = rows.stemmed(rows.words(record), document.language, stemmer)
            place = rows.passage_key(since, document.key, ordinal + 1)
            found = {"key": place, "document": document.key, "record": key, "stems": stems}
            connection.execute(insert(passages).values(found))


def _fitting(missed: Missed) -> None:
    """LedgerError for nobody's word or missing fields, ServandaError for a value that the guide does not allow."""
    if not missed.reviewer.strip():
        raise LedgerError("a judgement needs a reviewer", remedy="name yourself: --reviewer NAME")
    names = names_of(missed.kind)
    if set(missed.fields) != set(names):
        raise LedgerError(f"a record of {missed.kind} has the fields {', '.join(names)}", remedy="name them all")
    for name in names:
        check(missed.kind, name, missed.fields[name])


def _standing_in(document: Row[Any] | None, missed: Missed, where: str) -> None:
    """LedgerError for words that do not stand in a document of the account."""
    if document is None:
        raise LedgerError(f"no document has the id {missed.document!r}", where=where, remedy=_DOCUMENTS)
    if not document.latest:
        raise LedgerError(
            f"{document.name} has been changed since", where=where, remedy="name the newest version: servanda versions"
        )
    if not 0 <= missed.start < missed.end <= len(document.text):
        raise LedgerError(f"[{missed.start}, {missed.end}) lies outside of the text", where=document.name)
    exact = document.text[missed.start : missed.end]
    if exact != exact.strip():
        raise LedgerError(f"{exact!r} has blanks around it", where=document.name, remedy="take the words alone")


def _not_there(connection: Connection, missed: Missed, where: str) -> None:
    """LedgerError for a record that was read, or that somebody has added already."""
    j, r = judgements.c, records.c
    by = connection.execute(select(j.reviewer).where(j.record == missed.id, j.verdict == ADD, j.undone.is_(None)))
    if reviewer := by.scalar():
        told = f"was added already by {reviewer}"
    elif connection.execute(select(r.key).where(r.id == missed.id, ~r.rule.startswith(RULE)).limit(1)).first():
        told = "was read already"
    else:
        return
    raise LedgerError(
        f"this record {told}", where=where, remedy=f"say what you think of it: servanda judge {missed.id} accept"
    )


_TOLD = 5  # places
_DOCUMENTS = "servanda status --documents lists them"
