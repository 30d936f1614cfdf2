"""A ledger: documents with their text and hash, and every record read out of them, behind one address."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, Self

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from servanda.errors import LedgerError
from servanda.ledger import rows, stale
from servanda.ledger.database import Database
from servanda.ledger.schema import documents, parties, passages, records, refusals, runs
from servanda.model.document import Document
from servanda.model.records import Reading

if TYPE_CHECKING:
    from servanda.ledger.frames import Frames

#: What became of a document: not met before, read anew by another reader, there already, a new text of an old address.
Added = Literal["new", "reread", "known", "version"]


class Ledger:
    """Documents and records in SQLite or PostgreSQL; one document is one transaction.

    Any number of processes may write at once: what one has added the others pass over. LedgerError tells what the
    database refuses, and what to do.
    """

    def __init__(self, address: str, stemmer: rows.Stemmer, *, create: bool = True) -> None:
        """Open the ledger at an address, making it when `create` allows; LedgerError when there is none."""
        self.database = Database(address)
        self.stemmer = stemmer
        if not create and not self.database.exists():
            raise LedgerError(
                "is not there", where=self.database.where, remedy="make it with servanda add, or name another: --ledger"
            )
        try:
            self.database.prepare()
        except LedgerError:
            self.database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    @property
    def frames(self) -> Frames:
        """The account as pandas DataFrames: `ledger.frames.figures("KZ", "UZ")`."""
        from servanda.ledger.frames import Frames

        return Frames(self)

    def begin(self, reader: str) -> int:
        """Note that a reader of this version begins a run; the run's key."""
        with self.database.writing() as connection:
            started = insert(runs).values(reader=reader, started=_now()).returning(runs.c.key)
            return int(connection.execute(started).scalar_one())

    def end(self, run: int) -> None:
        """Note that a run came to its end."""
        with self.database.writing() as connection:
            connection.execute(update(runs).where(runs.c.key == run).values(ended=_now()))

    def holds(self, document: Document, reader: str) -> bool:
        """Whether this version of the reader has read the document already, by the date that it has now."""
        with self.database.reading() as connection:
            return _same(_known(connection, document), document, reader)

    def add(self, reading: Reading, run: int) -> Added:
        """Keep a document and its records, all or nothing; what is there already by the same reader is left alone."""
        with self.database.writing() as connection:
            self._alone(connection, reading.document)
            there = _known(connection, reading.document)
            if _same(there, reading.document, reading.reader):
                return "known"
            outcome: Added
            if there:
                key, outcome = there.key, "reread"
                self._withdraw(connection, documents.c.key == key)
                connection.execute(delete(passages).where(passages.c.document == key))
                connection.execute(delete(records).where(records.c.document == key))
                again = {**rows.document_row(reading), "run": run}
                connection.execute(update(documents).where(documents.c.key == key).values(again))
            else:
                key, outcome = self._new(connection, reading, run)
            self._keep(connection, key, reading)
            stale.note(connection, "document", [key])
            connection.execute(delete(refusals).where(refusals.c.name == reading.document.name))
            return outcome

    def refuse(self, name: str, reason: str, remedy: str, run: int) -> None:
        """Keep what could not be read, and why: the last word on each name and reason stands."""
        with self.database.writing() as connection:
            connection.execute(delete(refusals).where(refusals.c.name == name, refusals.c.reason == reason))
            connection.execute(insert(refusals).values(name=name, reason=reason, remedy=remedy, run=run))

    def documents(self) -> Iterator[Document]:
        """All documents in the order in which they were added, old versions too."""
        return map(rows.document_of, self.rows())

    def rows(self, size: int = 200) -> Iterator[Row[Any]]:
        """The rows of `documents` in the order in which they were added, so many at a time in memory."""
        last = 0
        while True:
            with self.database.reading() as connection:
                some = connection.execute(
                    select(documents).where(documents.c.key > last).order_by(documents.c.key).limit(size)
                ).all()
            if not some:
                return
            yield from some
            last = some[-1].key

    def document(self, id_or_name: str) -> Document:
        """A document by its id or, when no other has it, its name; LedgerError when there is none, or several."""
        named = (documents.c.id == id_or_name) | (documents.c.name == id_or_name)
        with self.database.reading() as connection:
            found = connection.execute(select(documents).where(named).limit(2)).all()
        if len(found) == 1:
            return rows.document_of(found[0])
        told = "several documents are" if found else "no document is"
        raise LedgerError(
            f"{told} called {id_or_name!r}", where=self.database.where, remedy="see servanda status --documents"
        )

    def _alone(self, connection: Connection, document: Document) -> None:
        """Nobody else adds this document, or another version of it, until the transaction ends."""
        if not self.database.sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(document.url or document.id))))

    def _withdraw(self, connection: Connection, which: ColumnElement[bool]) -> None:
        """What these documents tell no longer counts."""
        from servanda.ledger.working import take_out

        self.database.alone(connection)
        for key in connection.execute(select(documents.c.key).where(which, documents.c.settled)).scalars().all():
            take_out(connection, key, self.stemmer)

    def _new(self, connection: Connection, reading: Reading, run: int) -> tuple[int, Added]:
        version, outcome = 1, "new"
        if url := reading.document.url:
            before = select(func.max(documents.c.version)).where(documents.c.url == url)
            if newest := connection.execute(before).scalar():
                version, outcome = newest + 1, "version"
                self._withdraw(connection, documents.c.url == url)
                connection.execute(update(documents).where(documents.c.url == url).values(latest=False))
        row = {**rows.document_row(reading), "run": run, "version": version, "latest": True}
        key = connection.execute(insert(documents).returning(documents.c.key), row).scalar_one()
        return int(key), outcome  # type: ignore[return-value]

    def _keep(self, connection: Connection, document: int, reading: Reading) -> None:
        language, since = reading.document.language, rows.span(reading.document.published)[0]
        found = reading.records()
        texts = [reading.document.title + "\n" + reading.document.text, *map(rows.words, found)]
        keys: list[int | None] = [None]
        if found:
            new = [{**rows.record_row(r), "document": document, "ordinal": n} for n, r in enumerate(found)]
            made = connection.execute(insert(records).returning(records.c.ordinal, records.c.key), new).all()
            keys += [key for _, key in sorted(made)]
        roles = [
            {"record": key, "role": role, "party": party}
            for key, record in zip(keys[1:], found, strict=True)
            for role, party in rows.field_parties(record.main_fields(), record.speaker)
        ]
        if roles:
            connection.execute(insert(parties), roles)
        connection.execute(
            insert(passages),
            [
                {
                    "key": rows.passage_key(since, document, n),
                    "document": document,
                    "record": key,
                    "stems": rows.stemmed(text, language, self.stemmer),
                }
                for n, (key, text) in enumerate(itertools.islice(zip(keys, texts, strict=True), rows.MOST_PASSAGES))
            ],
        )


def _known(connection: Connection, document: Document) -> Row[Any, Any, Any] | None:
    known = select(documents.c.key, documents.c.reader, documents.c.published).where(documents.c.id == document.id)
    return connection.execute(known).first()


def _same(there: Row[Any, Any, Any] | None, document: Document, reader: str) -> bool:
    return there is not None and there.reader == reader and document.published in ("", there.published)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
