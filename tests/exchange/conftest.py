"""Ledgers for the tests of exports: on both databases, of our samples, and of hostile documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.language.stems import stems
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from tests.exchange.hostile import hostile
from tests.ledger.conftest import address, filled, ledger, readings, server

__all__ = ["address", "filled", "ledger", "readings", "server"]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]) -> Iterator[Ledger]:
    """A ledger of our samples that nobody writes to."""
    yield from _made(tmp_path_factory.mktemp("samples"), readings)


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of hostile documents."""
    yield from _made(tmp_path_factory.mktemp("hostile"), hostile())


def _made(folder: Path, found: list[Reading]) -> Iterator[Ledger]:
    with Ledger(str(folder / "ledger.sqlite"), stems) as opened:
        run = opened.begin("a reader")
        for reading in found:
            opened.add(reading, run)
        opened.end(run)
        yield opened
