"""CSV on the Web: read back by the library `csvw` as its metadata says, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest
from csvw import CSVW, TableGroup
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import ServandaError
from servanda.exchange.csvw import METADATA, write
from servanda.exchange.safe import harmless, plain, xml
from servanda.exchange.selection import Selection, kept
from servanda.exchange.tables import DOCUMENTS, rows, tables
from servanda.ledger.store import Ledger

FORMULAS = [
    ("=1+1", "'=1+1"),
    ("+7", "'+7"),
    ("-2+3", "'-2+3"),
    ("-2.5", "-2.5"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\n=1", "'\n=1"),
    ("\uff1d1", "'\uff1d1"),
    ("'=1", "''=1"),
    ("'quoted'", "'quoted'"),
    ("a=1", "a=1"),
    ("\N{EN DASH} said", "\N{EN DASH} said"),
    ("", ""),
]


def made(ledger: Ledger, folder: Path, only: Selection | None = None) -> Path:
    write(ledger, only or Selection(), folder, lambda: None)
    return folder


@pytest.fixture(params=["samples", "attacked"])
def any_ledger(request: pytest.FixtureRequest) -> Ledger:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Ledger)
    return found


def test_the_folder_is_valid_by_the_rules_of_csvw(any_ledger: Ledger, tmp_path: Path) -> None:
    folder = made(any_ledger, tmp_path / "csv")
    found = CSVW(str(folder / METADATA), validate=True)
    assert (found.is_valid, [str(warning.message) for warning in found.warnings]) == (True, [])
    group = TableGroup.from_file(str(folder / METADATA))
    assert group.check_referential_integrity() is True
    assert {table.name for table in tables()} == {str(table.url).removesuffix(".csv") for table in group.tables}


def test_what_is_read_back_is_what_the_ledger_holds(any_ledger: Ledger, tmp_path: Path) -> None:
    group = TableGroup.from_file(str(made(any_ledger, tmp_path / "csv") / METADATA))
    expected: dict[str, list[dict[str, object]]] = {table.name: [] for table in tables()}
    for document in kept(any_ledger, Selection()):
        for name, row in rows(document):
            expected[name].append(row)
    for table in group.tables:
        name = str(table.url).removesuffix(".csv")
        found = [{key: restored(value) for key, value in row.items()} for row in table.iterdicts(strict=True)]
        assert found == [{key: shown(value) for key, value in row.items()} for row in expected[name]]
    assert expected[DOCUMENTS]


def restored(value: object) -> object:
    if isinstance(value, list):
        return plain("|".join(value)) or None
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, datetime.datetime):
        return value.date()
    return float(value) if hasattr(value, "as_tuple") else value  # type: ignore[arg-type]


def shown(value: object) -> object:
    """A value as CSV can hold it: no controls, no empty texts, no bar within a part of a list."""
    if isinstance(value, list):
        return "|".join(xml(part).replace("|", "\N{BROKEN BAR}") for part in value) or None
    if isinstance(value, str):
        return xml(value).replace("\r\n", "\n") or None
    return value


def test_no_cell_begins_like_a_formula(attacked: Ledger, tmp_path: Path) -> None:
    folder = made(attacked, tmp_path / "csv")
    closed = {c.name for table in tables() for c in table.columns if c.values}
    seen = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for name, text in row.items():
                    seen += text.startswith("'=")
                    assert name in closed or not text.startswith(("=", "+", "@", "\t", "\r", "\n", "\uff1d"))
                    assert name in {"value"} | closed or not text.startswith("-")
    assert seen


@pytest.mark.parametrize(("text", "written"), FORMULAS)
def test_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    assert harmless(text) == written
    assert plain(written) == text


@given(st.text(st.sampled_from("=+-@'\t\ra1.\uff0b"), max_size=8))
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert plain(harmless(text)) == text


def test_the_same_ledger_gives_the_same_bytes(samples: Ledger, tmp_path: Path) -> None:
    one, two = made(samples, tmp_path / "one"), made(samples, tmp_path / "two")
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted([METADATA, *(f"{table.name}.csv" for table in tables())])
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_a_folder_of_an_earlier_export_is_replaced_and_no_other(samples: Ledger, tmp_path: Path) -> None:
    folder = made(samples, tmp_path / "csv", Selection(kinds=("figures",)))
    before = (folder / "events.csv").read_bytes()
    made(samples, folder)
    assert (folder / "events.csv").read_bytes() != before
    (folder / "thesis.docx").touch()
    with pytest.raises(ServandaError, match=r"holds other files \(thesis.docx\)"):
        made(samples, folder)
    (tmp_path / "file").touch()
    for target in (tmp_path / "file", tmp_path / "no" / "such"):
        with pytest.raises(ServandaError):
            made(samples, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csv", "file"]
