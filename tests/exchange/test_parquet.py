"""Parquet: what pandas and pyarrow read is what the ledger holds."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from servanda.errors import ServandaError
from servanda.exchange.parquet import write
from servanda.exchange.selection import Selection, kept
from servanda.exchange.tables import rows, tables
from servanda.ledger.store import Ledger


def made(ledger: Ledger, folder: Path) -> Path:
    write(ledger, Selection(), folder, lambda: None)
    return folder


@pytest.mark.parametrize("name", ["samples", "attacked"])
def test_what_is_read_back_is_what_the_ledger_holds(request: pytest.FixtureRequest, tmp_path: Path, name: str) -> None:
    ledger: Ledger = request.getfixturevalue(name)
    folder = made(ledger, tmp_path / "parquet")
    expected: dict[str, list[dict[str, object]]] = {table.name: [] for table in tables()}
    for document in kept(ledger, Selection()):
        for table, row in rows(document):
            expected[table].append(row)
    for table_name, wanted in expected.items():
        assert pq.read_table(folder / f"{table_name}.parquet").to_pylist() == wanted
    assert all(expected[table.name] for table in tables())


def test_types_and_meanings_are_in_the_file(samples: Ledger, tmp_path: Path) -> None:
    folder = made(samples, tmp_path / "parquet")
    schema = pq.read_schema(folder / "figures.parquet")
    types = {name: str(schema.field(name).type) for name in ("value", "parties", "period", "period_first", "start")}
    assert types == {"value": "double", "parties": "list<element: string>", "period": "string",
                     "period_first": "date32[day]", "start": "int64"}  # fmt: skip
    assert schema.field("value").metadata[b"description"] == b"The number, multiplied out; a fall is negative."
    frame = pd.read_parquet(folder / "figures.parquet")
    assert frame.groupby("indicator").size()["trade_turnover"] > 5


def test_the_same_ledger_gives_the_same_bytes(samples: Ledger, tmp_path: Path) -> None:
    one, two = made(samples, tmp_path / "one"), made(samples, tmp_path / "two")
    assert all(path.read_bytes() == (two / path.name).read_bytes() for path in one.iterdir())


def test_without_pyarrow_it_is_said_what_to_install(
    samples: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ServandaError, match=r"pyarrow is not installed; pip install 'servanda\[parquet\]'"):
        made(samples, tmp_path / "parquet")
    assert list(tmp_path.iterdir()) == []
