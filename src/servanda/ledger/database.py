"""The one place that knows what differs between SQLite and PostgreSQL: opening, transactions, words, errors."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    Select,
    Table,
    column,
    create_engine,
    event,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from servanda.errors import LedgerError
from servanda.ledger.schema import passages

X = TypeVar("X")

#: The revision of the tables that this code reads and writes: the newest in `migrations/versions`.
REVISION = "0003"
VERSION_TABLE = "servanda_version"

_VALUES = 500  # in one question
_PATIENCE = 60  # seconds that a writer waits for another
_SQLITE_SAYS = (
    ("is not a database", "is no ledger", "name another file with --ledger"),
    ("malformed", "is damaged", "restore it from a copy, or add the documents to a new ledger"),
    ("readonly", "is read-only", "make the file and its folder writable, or copy the ledger"),
    ("unable to open", "cannot be opened", "look whether its folder exists and can be written to"),
    ("disk is full", "cannot grow: the disk is full", "make room and run the same command again; nothing is lost"),
    (
        "disk I/O",
        "cannot be read or written: the disk reports an error",
        "look at the disk, then run the command again",
    ),
    ("is locked", "is in use by another process", "wait until that one ends, then run the same command again"),
)
_POSTGRES_SAYS = (
    ("password authentication", "refuses this user or password", "look at the address"),
    ("does not exist", "has no such database or role", "create it first: createdb NAME"),
    (
        "permission denied",
        "does not let this user write there",
        "ask its keeper for the right, or name another database",
    ),
    ("read-only", "is read-only", "name the primary server"),
    ("No space left", "cannot grow: its disk is full", "make room and run the same command again; nothing is lost"),
)
_GONE = ("cannot be reached, or has gone away", "start it, then run the same command again; nothing is lost")


class Database:
    """An engine and what its kind of database does in its own way. LedgerError names the ledger and the remedy."""

    def __init__(self, address: str) -> None:
        """`address`: a file of SQLite, `sqlite:///FILE` or `postgresql://user:password@host/name`."""
        url = _url(address)
        self.sqlite = url.get_backend_name() == "sqlite"
        self.where = url.database or "" if self.sqlite else url.render_as_string(hide_password=True)
        if self.sqlite:
            self._engine = create_engine(url)
            event.listen(self._engine, "connect", _settle_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            try:
                self._engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
            except ImportError as error:
                remedy = "pip install 'servanda[postgresql]'"
                raise LedgerError("needs psycopg, which is not installed", where=self.where, remedy=remedy) from error

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, for tests and migrations."""
        return self._engine

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def exists(self) -> bool:
        """Whether there is anything at the address yet (a PostgreSQL that answers always is)."""
        return not self.sqlite or (bool(self.where) and Path(self.where).is_file())

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger from its beginning to its end."""
        with self._told(), self._engine.connect() as connection:
            level = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
            yield connection.execution_options(servanda_reads=True, **level)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is whole or not at all; on SQLite one at a time, the others wait."""
        with self._told(), self._engine.begin() as connection:
            yield connection

    def alone(self, connection: Connection) -> None:
        """Nobody else works in or takes out anything until the transaction ends; on SQLite nobody writes anyhow."""
        if not self.sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('servanda account'))"))

    def prepare(self) -> None:
        """Make the tables, or bring them to this revision; LedgerError for a database that is something else."""
        with self._told():
            with self._engine.connect() as connection:
                known = self._revision(connection.execution_options(servanda_reads=True))
            if known == REVISION:
                return
            from servanda.ledger.migrations import upgrade

            if self.sqlite:
                self._write_ahead()
            with self._engine.begin() as connection:
                if not self.sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('servanda'))"))
                if self._revision(connection) != REVISION:  # another process may have been quicker
                    upgrade(connection)

    def _write_ahead(self) -> None:
        """Readers and one writer do not wait for each other, for good."""
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    def _revision(self, connection: Connection) -> str:
        tables = set(inspect(connection).get_table_names())
        if VERSION_TABLE not in tables:
            if tables and self.sqlite:
                raise LedgerError(
                    "is a database of something else", where=self.where, remedy="name another file with --ledger"
                )
            if {"documents", "records", "runs"} & tables:
                raise LedgerError(
                    "holds tables of something else", where=self.where, remedy="give Servanda a database of its own"
                )
            return ""
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() or ""  # noqa: S608
        if found > REVISION:
            raise LedgerError(
                f"was written by a newer Servanda (its tables are of revision {found}, this one knows {REVISION})",
                where=self.where,
                remedy="update Servanda: pip install -U servanda",
            )
        return str(found)

    def matching(self, words: Sequence[Sequence[str]]) -> Select[Any]:
        """The keys of `passages` that hold of every word one of its stems, the greatest first.

        Stems are letters and digits: nothing in them can be an operator.
        """
        either, both, mark = (" OR ", " AND ", '"') if self.sqlite else (" | ", " & ", "'")
        wanted = both.join(f"({either.join(f'{mark}{stem}{mark}' for stem in stems)})" for stems in words)
        if self.sqlite:
            index = table("passage_words", column("rowid", BigInteger))
            found = select(index.c.rowid.label("key")).where(text("passage_words MATCH :stems"))
            return found.order_by(index.c.rowid.desc()).params(stems=wanted)
        holds = text("array_to_tsvector(string_to_array(passages.stems, ' ')) @@ CAST(:stems AS tsquery)")
        return select(passages.c.key).where(holds).order_by(passages.c.key.desc()).params(stems=wanted)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What the database says, in words of ours."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:  # of a raw connection too
            said = str(error.orig if isinstance(error, DBAPIError) else error)
            for sign, sentence, remedy in _SQLITE_SAYS if self.sqlite else _POSTGRES_SAYS:
                if sign.casefold() in said.casefold():
                    raise LedgerError(sentence, where=self.where, remedy=remedy) from error
            if self.sqlite or not isinstance(error, DBAPIError):
                raise
            if error.connection_invalidated or "connection" in said:
                raise LedgerError(_GONE[0], where=self.where, remedy=_GONE[1]) from error
            raise


def parcels(values: Sequence[X]) -> Iterator[Sequence[X]]:
    """So many values at a time as one question to any database may hold."""
    return (values[n : n + _VALUES] for n in range(0, len(values), _VALUES))


def marked(connection: Connection, asked: Sequence[tuple[int, int, int, int, int, int]]) -> Iterator[tuple[int, int]]:
    """Which records are kept under marks: each number asked with and a record that it finds.

    `asked`: number, mark, first day, last day, parties as bits, of which one's must be among the other's, and how many
    marks of the same number are the least.
    """
    if not asked:
        return
    if connection.dialect.name == "sqlite":
        found = connection.execute(_MARKED_SQLITE, {"asked": json.dumps(asked)})
    else:
        columns = zip(("n", "mark", "first", "last", "who", "least"), map(list, zip(*asked, strict=True)), strict=True)
        found = connection.execute(_MARKED_POSTGRES, dict(columns))
    yield from ((row[0], row[1]) for row in found)


_MARKED_SQLITE = text("""
    WITH asked AS MATERIALIZED (
        SELECT json_extract(value, '$[0]') AS n, json_extract(value, '$[1]') AS mark,
            json_extract(value, '$[2]') AS first, json_extract(value, '$[3]') AS last,
            json_extract(value, '$[4]') AS who, json_extract(value, '$[5]') AS least
        FROM json_each(:asked)
    )
    SELECT asked.n, marks.record FROM asked CROSS JOIN marks
    WHERE marks.mark = asked.mark AND marks.day BETWEEN asked.first AND asked.last
        AND (marks.who & ~asked.who = 0 OR asked.who & ~marks.who = 0)
    GROUP BY asked.n, marks.record HAVING count(*) >= min(asked.least)
""")
_MARKED_POSTGRES = text("""
    SELECT asked.n, marks.record FROM unnest(
        CAST(:n AS integer[]), CAST(:mark AS bigint[]), CAST(:first AS integer[]), CAST(:last AS integer[]),
        CAST(:who AS bigint[]), CAST(:least AS integer[])
    ) AS asked (n, mark, first, last, who, least)
    JOIN marks ON marks.mark = asked.mark AND marks.day BETWEEN asked.first AND asked.last
        AND (marks.who & ~asked.who = 0 OR asked.who & ~marks.who = 0)
    GROUP BY asked.n, marks.record HAVING count(*) >= min(asked.least)
""")


def upsert(connection: Connection, into: Table, rows: Sequence[dict[str, Any]], **change: Any) -> None:
    """Insert rows; where the key is there, change it instead (by the row that was to go in), or leave it."""
    make = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(into)
    key = [column.name for column in into.primary_key]
    if change:
        made = make.on_conflict_do_update(index_elements=key, set_={n: v(make.excluded) for n, v in change.items()})
    else:
        made = make.on_conflict_do_nothing(index_elements=key)
    if rows:
        connection.execute(made, list(rows))


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise LedgerError("is no address of a ledger", where=address.split("@")[-1], remedy=_ADDRESSES) from error
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise LedgerError(
            f"is in {url.get_backend_name()}, which keeps no ledger", where=url.render_as_string(), remedy=_ADDRESSES
        )
    return url


_ADDRESSES = "write a file name, or postgresql://user:password@host/database"


def _settle_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 begins no transactions of its own accord: _begin_sqlite does
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_PATIENCE * 1000}",
        "foreign_keys = ON",
        "synchronous = NORMAL",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("servanda_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
