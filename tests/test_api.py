"""The Python API: about ten names, loaded when they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import servanda
from servanda.errors import ServandaError
from servanda.model.document import Document
from servanda.model.records import KINDS, Figure, Reading

ROOT = Path(__file__).parents[1]
TEXT = "Товарооборот между Казахстаном и Узбекистаном в 2024 году достиг 4 млрд долларов."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return servanda.read(TEXT, published="2025-03-01", title="О <b>торговле</b>")


def in_a_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60)
    return done.stdout.strip()


def test_importing_loads_nothing_heavy() -> None:
    heavy = "spacy numpy slovnet pymorphy3 razdel trafilatura lxml gcld3 rich jinja2 pandas"
    code = f"import sys, servanda; servanda.__version__; print([m for m in {heavy.split()!r} if m in sys.modules])"
    assert in_a_new_process(code) == "[]"


def test_every_name_is_there() -> None:
    assert all(getattr(servanda, name) for name in servanda.__all__)
    assert set(servanda.__all__) <= set(dir(servanda))
    with pytest.raises(AttributeError, match="has no attribute 'rumours'"):
        servanda.rumours  # noqa: B018


def test_a_reading_becomes_frames(reading: Reading) -> None:
    pytest.importorskip("pandas")
    frame = reading.to_frame("figures")
    assert list(frame.columns[:3]) == ["document", "indicator", "parties"]
    assert list(frame.columns[-6:]) == ["speaker", "quote", "start", "end", "rule", "id"]
    assert len(frame) == len(reading.figures) == 1
    row = frame.iloc[0]
    assert (row["value"], row["unit"]) == (4_000_000_000, "USD")
    assert TEXT[row["start"] : row["end"]] == row["quote"]
    for kind in (*KINDS, "topics"):
        assert len(reading.to_frame(kind)) == len(getattr(reading, kind))
    with pytest.raises(ServandaError, match="there is no kind called 'rumours'"):
        reading.to_frame("rumours")


def test_without_pandas_a_sentence_says_how_to_get_it(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ServandaError, match=r"^pandas is not installed; pip install 'servanda\[pandas\]'$"):
        reading.to_frame("figures")


def test_notebooks_show_a_reading_with_everything_escaped(reading: Reading) -> None:
    html = reading._repr_html_()
    assert html is not None
    assert "О &lt;b&gt;торговле" in html
    assert "4 млрд" in html


def test_without_the_package_the_model_has_no_view() -> None:
    code = (
        "from servanda.model.records import Reading; from servanda.model.document import Document; "
        "print(Reading(document=Document('а'), reader='x')._repr_html_())"
    )
    assert in_a_new_process(code) == "None"


def test_readings_hold_typed_records(reading: Reading) -> None:
    assert isinstance(reading.figures[0], Figure)
    assert reading.document == Document(
        TEXT, language="ru", title="О <b>торговле</b>", published="2025-03-01", published_from="given"
    )
