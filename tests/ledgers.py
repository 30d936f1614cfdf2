"""Ledgers in real databases, for all tests: a file of SQLite, and a database of a PostgreSQL that pip installed.

A blank ledger and one of our samples are made once for each, and copied for the tests.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from bench.postgresql import start
from servanda.language.stems import stems
from servanda.ledger.settle import settle
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

SAMPLES = Path(__file__).parents[1] / "samples"
NUMBERS = itertools.count(1)
Kind = Literal["sqlite", "postgresql"]


@dataclass
class Server:
    """A PostgreSQL of this session's own."""

    running: Any
    keeper: Any  # a connection that makes databases

    def create(self, name: str, like: str = "") -> str:
        """A new database, empty or a copy of another that nobody uses; its address."""
        self.keeper.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{like}"' if like else ""))
        return str(self.running.get_uri(name))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that need not outlive the machine: it waits for no disk.

    Its folder is none of pytest's: another session that begins would close that to the user whom the server runs as.
    """
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="servanda-postgresql-"))
    running = start(folder / "data")
    with psycopg.connect(running.get_uri(), autocommit=True) as keeper:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            keeper.execute(f"ALTER SYSTEM SET {setting} = off")
        keeper.execute("SELECT pg_reload_conf()")
        yield Server(running, keeper)
    running.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    """Our samples, read."""
    found = Reader().read_many(documents([str(SAMPLES)]))
    return [reading for reading in found if isinstance(reading, Reading)]


class Copies:
    """Ledgers to be copied, made when the first is asked for; each is a file or the name of a database."""

    def __init__(self, folder: Path, request: pytest.FixtureRequest) -> None:
        self._folder = folder
        self._request = request
        self._made: dict[tuple[Kind, str], str] = {}

    def address(self, kind: Kind, number: int, content: str = "") -> str:
        """Where a ledger may be made, or a copy of one that has this content lies: `blank` or `filled`."""
        like = self._like(kind, content) if content else ""
        if kind == "postgresql":
            return self._server.create(f"ledger{number}", like)
        made = self._folder / f"{number}.sqlite"
        if like:
            shutil.copyfile(like, made)
        return str(made)

    @property
    def _server(self) -> Server:
        found: Server = self._request.getfixturevalue("server")
        return found

    def _like(self, kind: Kind, content: str) -> str:
        if (kind, content) not in self._made:
            number = next(NUMBERS)
            address = self.address(kind, number, "blank" if content == "filled" else "")
            with Ledger(address, stems) as ledger:
                if content == "filled":
                    fill(ledger, self._request.getfixturevalue("readings"))
            self._made[kind, content] = f"ledger{number}" if kind == "postgresql" else address
        return self._made[kind, content]


def fill(ledger: Ledger, readings: list[Reading]) -> None:
    """Add readings and work them in."""
    run = ledger.begin("a reader")
    for reading in readings:
        ledger.add(reading, run)
    ledger.end(run)
    settle(ledger)


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Copies:
    """Ledgers to be copied."""
    return Copies(tmp_path_factory.mktemp("ledgers"), request)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """The database of a test: each runs on both."""
    found: Kind = request.param
    return found


@pytest.fixture
def address(copies: Copies, kind: Kind) -> str:
    """Where a ledger may be made: nothing is there yet."""
    return copies.address(kind, next(NUMBERS))


@pytest.fixture
def ledger(copies: Copies, kind: Kind) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(copies.address(kind, next(NUMBERS), "blank"), stems) as opened:
        yield opened


@pytest.fixture
def filled(copies: Copies, kind: Kind) -> Iterator[Ledger]:
    """A ledger of the samples, all worked in, which a test may change."""
    with Ledger(copies.address(kind, next(NUMBERS), "filled"), stems) as opened:
        yield opened


@pytest.fixture(scope="session")
def samples(copies: Copies) -> Iterator[Ledger]:
    """A ledger of our samples in SQLite that nobody changes."""
    with Ledger(copies.address("sqlite", next(NUMBERS), "filled"), stems) as opened:
        yield opened


@pytest.fixture
def unsettled(ledger: Ledger, readings: list[Reading]) -> Ledger:
    """A ledger of the samples of which nothing is worked in."""
    run = ledger.begin("a reader")
    for reading in readings:
        ledger.add(reading, run)
    ledger.end(run)
    return ledger
