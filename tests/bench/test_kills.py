"""A few of the kills of `bench.kills`, on both databases; the command makes two hundred on each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import kills
from bench.postgresql import start
from servanda.model.records import Reading


@pytest.fixture(scope="module")
def some() -> list[Reading]:
    return kills.made(40)


def test_replicas_have_ids_of_their_own_and_words_of_the_original(some: list[Reading]) -> None:
    assert len({reading.document.id for reading in some}) == 40
    ids = [record.id for reading in some for record in reading.records()]
    assert len(set(ids)) == len(ids)
    for reading in some:
        for record in reading.records():
            record.evidence.verify(reading.document)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_kill_loses_nothing_and_doubles_nothing(tmp_path: Path, some: list[Reading], database: str) -> None:
    address, server = str(tmp_path / "ledger.sqlite"), None
    if database == "postgresql":
        server = start(tmp_path / "data")
        server.psql("CREATE DATABASE kills;")
        address = server.get_uri("kills")
    outcome = kills.kill(address, some, 8)
    if server:
        server.cleanup()
    assert outcome.faults == ()
    assert outcome.kills == 8
    assert any(0 < there < len(some) for there in outcome.there)
