"""The account as DataFrames: every frame has its documented columns and types, with rows and without."""

from __future__ import annotations

import doctest
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from servanda.errors import ServandaError
from servanda.language.stems import stems
from servanda.ledger.frames import COLUMNS, KIND_COLUMNS
from servanda.ledger.search import Filter
from servanda.ledger.store import Ledger
from servanda.model.records import KINDS, Reading

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"

#: Each frame with an asking that finds something and one that finds nothing; `versions` needs a changed article.
ASKED: dict[str, tuple[Callable[[Any], pd.DataFrame], Callable[[Any], pd.DataFrame]]] = {
    "figures": (lambda f: f.figures("KZ", "KG"), lambda f: f.figures("IS", "NZ")),
    "findings": (lambda f: f.findings(), lambda f: f.findings("IS", "NZ")),
    "promises": (lambda f: f.promises(as_of="2026"), lambda f: f.promises("IS", "NZ")),
    "steps": (lambda f: f.steps("AZ", "TR"), lambda f: f.steps("IS", "NZ")),
    "encounters": (lambda f: f.encounters("KZ", "KG"), lambda f: f.encounters("IS", "NZ")),
    "posts": (lambda f: f.posts("KG"), lambda f: f.posts(name="никто")),
    "bodies": (lambda f: f.bodies("KZ"), lambda f: f.bodies("IS", "NZ")),
    "search": (lambda f: f.search("товарооборот"), lambda f: f.search("товарооборот", Filter(states=("IS", "NZ")))),
}


def types(frame: pd.DataFrame) -> dict[str, str]:
    return {name: str(of) for name, of in frame.dtypes.items()}


def test_every_frame_has_its_columns_and_types(filled: Ledger) -> None:
    for name, (some, nothing) in ASKED.items():
        found = some(filled.frames)
        assert types(found) == COLUMNS[name], name
        assert len(found) > 0, name
        assert types(nothing(filled.frames)) == COLUMNS[name], name
        assert nothing(filled.frames).empty, name
    assert types(filled.frames.documents()) == COLUMNS["documents"]
    assert types(filled.frames.versions()) == COLUMNS["versions"]


@pytest.mark.parametrize("kind", KINDS)
def test_records_have_the_fields_of_their_kind(filled: Ledger, kind: str) -> None:
    found = filled.frames.records(kind)
    assert types(found) == {"id": "string", **KIND_COLUMNS[kind], **COLUMNS["records"]}
    assert not found.empty
    assert not found["id"].eq("").any()


def test_figures_can_be_reckoned_with(filled: Ledger) -> None:
    found = filled.frames.figures("KZ", "KG", indicator="trade_turnover")
    levels = found[(found.kind == "actual") & (found.period == "2024")]
    assert sorted(levels.value) == [1.5e9, 1.7e9]
    assert (levels.low < levels.value).all()
    assert (levels.first_day == pd.Timestamp("2024-01-01")).all()
    assert (levels.last_day == pd.Timestamp("2024-12-31")).all()


def test_steps_belong_to_their_promises(filled: Ledger) -> None:
    promises, steps = filled.frames.promises("AZ", "TR", as_of="2026"), filled.frames.steps("AZ", "TR", as_of="2026")
    joined = steps.merge(promises, left_on="promise", right_on="id")
    assert len(joined) == len(steps)
    assert set(joined[joined.step == "kept"].fate) == {"kept"}


def test_a_kind_that_is_none_is_told(filled: Ledger) -> None:
    with pytest.raises(ServandaError, match="no kind called 'deeds'"):
        filled.frames.records("deeds")


def test_without_pandas_it_is_said_what_to_install(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ServandaError, match=r"pip install 'servanda\[pandas\]'"):
        filled.frames.documents()


def section() -> str:
    """The part of the page that is about frames."""
    page = PAGE.read_text(encoding="utf-8")
    return page[page.index("## As DataFrames") :].partition("\n## ")[0]


def test_the_page_shows_what_is_printed(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(str(tmp_path / "samples.sqlite"), stems) as ledger:
        run = ledger.begin("a reader")
        for reading in readings:
            ledger.add(reading, run)
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"^```pycon\n(.*?)^```$", section(), re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "frames", str(PAGE), 0)
    printed: list[str] = []
    assert doctest.DocTestRunner().run(example, out=printed.append).failed == 0, "".join(printed)


def test_the_page_names_every_column() -> None:
    for name, columns in COLUMNS.items():
        row = next(line for line in section().splitlines() if line.startswith(f"| `{name}"))
        told = row.replace("`", " ").replace(",", " ").split()
        assert set(columns) - set(told) - set(COLUMNS["records"]) == set(), name
