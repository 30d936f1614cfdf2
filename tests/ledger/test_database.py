"""What is no ledger, cannot be opened or goes away: one sentence each, and nothing is touched."""

from __future__ import annotations

import os
import resource
import sqlite3
from pathlib import Path

import pytest

from bench.postgresql import start
from servanda.errors import LedgerError
from servanda.language.stems import stems
from servanda.ledger.store import Ledger

ADDRESSES = """
mysql://u:secret@host/x                | keeps no ledger
nothing://x                            | is no address of a ledger
postgresql://u:secret@127.0.0.1:1/none | cannot be reached
"""


@pytest.mark.parametrize("line", ADDRESSES.strip().splitlines())
def test_addresses_that_are_none(line: str) -> None:
    address, sentence = (part.strip() for part in line.split("|"))
    with pytest.raises(LedgerError, match=sentence) as raised:
        Ledger(address, stems)
    assert "secret" not in str(raised.value)
    assert raised.value.remedy


def test_a_ledger_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is not there"):
        Ledger(str(tmp_path / "none.sqlite"), stems, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Уважаемый господин министр! " * 100, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="is no ledger"):
        Ledger(str(path), stems)
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE wares (name TEXT)")
    with pytest.raises(LedgerError, match="something else"):
        Ledger(str(path), stems)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("wares",)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened") as raised:
        Ledger(str(tmp_path / "no" / "such" / "ledger.sqlite"), stems)
    assert "folder" in raised.value.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(str(path), stems).close()
    path.chmod(0o400)
    with Ledger(str(path), stems) as opened, pytest.raises(LedgerError, match="read-only"):
        opened.begin("r")


def test_a_disk_that_takes_nothing_more(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in (0, 60_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            with pytest.raises(LedgerError, match=r"disk (is full|reports an error)"):
                Ledger(str(tmp_path / f"{room}.sqlite"), stems).close()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        with Ledger(str(tmp_path / f"{room}.sqlite"), stems) as opened:
            assert opened.begin("r") == 1


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(str(path), stems) as opened:
        opened.begin("r")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    for beside in tmp_path.glob("ledger.sqlite-*"):
        beside.unlink()
    with pytest.raises(LedgerError, match=r"damaged|no ledger"):
        Ledger(str(path), stems)


def test_a_postgresql_that_goes_away_in_the_middle(tmp_path: Path) -> None:
    server = start(tmp_path / "data")
    server.psql("CREATE DATABASE gone;")
    with Ledger(server.get_uri("gone"), stems) as opened:
        opened.begin("r")
        server.cleanup()
        with pytest.raises(LedgerError, match="gone away"):
            opened.begin("r")
