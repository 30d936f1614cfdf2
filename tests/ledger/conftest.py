"""Ledgers in real databases: a file of SQLite, and a database of a PostgreSQL that pip installed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.postgresql import start
from servanda.language.stems import stems
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

SAMPLES = Path(__file__).parents[2] / "samples"
NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    """Our samples, read."""
    found = Reader().read_many(documents([str(SAMPLES)]))
    return [reading for reading in found if isinstance(reading, Reading)]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL of this session's own."""
    running = start(tmp_path_factory.mktemp("postgresql"))
    yield running
    running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made: nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    running = request.getfixturevalue("server")
    name = f"ledger{next(NUMBERS)}"
    running.psql(f"CREATE DATABASE {name};")
    return str(running.get_uri(name))


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(address, stems) as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger, readings: list[Reading]) -> Ledger:
    """A ledger of the samples."""
    run = ledger.begin("a reader")
    for reading in readings:
        ledger.add(reading, run)
    ledger.end(run)
    return ledger
