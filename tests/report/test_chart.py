"""Charts as files: the same bytes for the same figures, letters of all alphabets, nothing from outside."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from servanda.errors import ServandaError
from servanda.ledger.arithmetic import findings
from servanda.report.chart import FORMS, Chart, chart
from servanda.report.plot import plot, series
from tests.ledger.stated import stated
from tests.report.test_plot import LEVELS

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</script><script>x()</script>"


def drawn(lines: str = LEVELS) -> Chart:
    points = stated(lines)
    return chart(plot(series(points, ["KZ", "UZ"])[0], findings(points)))


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


@pytest.mark.parametrize("form", FORMS)
def test_the_same_figures_give_the_same_bytes(form: str) -> None:
    assert drawn().to_bytes(form) == drawn().to_bytes(form)


def test_another_process_in_another_zone_gives_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.report.test_chart import drawn; made = drawn(); "
        "print(hashlib.sha256(made.png()).hexdigest(), hashlib.sha256(made.svg().encode()).hexdigest())"
    )
    surroundings = {"TZ": "Asia/Almaty", "PYTHONHASHSEED": "2"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=surroundings, cwd=ROOT)
    here = (drawn().png(), drawn().svg().encode())
    assert done.stdout.split() == [hashlib.sha256(found).hexdigest() for found in here]


def test_the_picture_says_what_it_shows() -> None:
    told = texts(drawn().svg())
    assert {"Trade turnover: Kazakhstan – Uzbekistan", "Trade turnover, billion USD", "Whose word", "Kazakhstan",
            "2022", "2030", "4.4", "> 2", "target 12, no year told"} <= set(told)  # fmt: skip
    assert any("Source: 6 figures in 6 documents" in text for text in told)


def test_letters_of_other_alphabets_are_there() -> None:
    told = texts(drawn("2024-02-03 Өзбекұлы: exports KZ,UZ = 2e9 USD 2023 actual").svg())
    assert "Өзбекұлы" in told


def test_a_picture_is_a_picture() -> None:
    png = drawn().png()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    assert 1200 < width < 1800
    assert 600 < height < 1000


def test_nothing_that_a_text_says_becomes_code() -> None:
    lines = LEVELS.replace("Мирзиёев", HOSTILE)
    made = drawn(lines)
    svg = made.svg()
    assert HOSTILE in "".join(texts(svg))
    assert "<script" not in svg
    assert made.html().count("</script>") == drawn().html().count("</script>")


def test_the_page_shows_the_chart_and_asks_for_nothing_from_outside(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "chart.html"
    page.write_bytes(drawn(LEVELS.replace("Мирзиёев", HOSTILE)).to_bytes(".html"))
    asked: list[str] = []
    complaints: list[str] = []
    tab = browser.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(page.as_uri())
    tab.wait_for_selector("svg.marks")
    shown = tab.text_content("svg.marks")
    tab.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert complaints == []
    assert "Trade turnover" in (shown or "")


def test_a_form_that_is_none_is_told() -> None:
    with pytest.raises(ServandaError, match=r"'.gif' is no form of chart; end the name in .svg, .png, .html, .json"):
        drawn().to_bytes(".gif")


def test_without_altair_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ServandaError, match=r"pip install 'servanda\[charts\]'"):
        drawn()
