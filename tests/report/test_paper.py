"""The brief as Markdown, page and Word: nothing of a text becomes markup, and two pages are two pages."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from servanda.ledger.arithmetic import findings
from servanda.ledger.dossier import dossier
from servanda.ledger.statements import Source
from servanda.ledger.store import Ledger
from servanda.report.brief import Brief, Line, Part, Told, brief
from servanda.report.chart import chart
from servanda.report.paper import CHART_SIZE, markdown, page, word
from servanda.report.plot import plot, series
from tests.ledger.stated import stated
from tests.report.test_plot import LEVELS

TAGS = {"h1", "h2", "p", "ul", "ol", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"}


def series_of(words: str = "Kazakhstan") -> Told:
    points = stated(LEVELS)
    return Told(plot(series(points)[0], findings(points)), (("2023", "4.4 billion USD", words, (1,)),))


def paper(words: str = "words", lines: int = 1) -> Brief:
    line = Line(words, words, (1,))
    source = Source("d", words, words, "", "2024", "https://example.org/1")
    parts = [Part("Last encounters", (line,) * lines, 2), Part("Figures", (line,) * lines)]
    return Brief("Kazakhstan – Uzbekistan", "As it stood", parts, [source], series_of(words))


def test_the_table_stands_among_the_figures() -> None:
    text = markdown(paper())
    assert text.index("## Figures") < text.index("| 2023 | 4.4 billion USD | words | [1] |") < text.index("## Sources")
    assert "- … and 2 more" in text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown(paper(text)))
    assert set(re.findall(r"</?(\w+)", html)) <= TAGS
    assert html.count("<tr>") == 2


def test_the_page_has_the_chart_in_place_of_the_table_and_asks_for_nothing() -> None:
    with_table = page(paper())
    assert "<table>" in with_table
    html = page(paper(), chart(series_of().plot).svg())
    assert html.startswith("<!doctype html>")
    assert "<table>" not in html
    assert html.count("<svg") == 1
    assert "Sources of the chart: [1]" in html
    assert not re.search(r"(src|href)=|@import|url\((?!#)", html)


def test_the_word_document_has_the_same_lines_and_the_picture() -> None:
    import docx

    for drawing, pictures, tables in ((chart(series_of().plot).png(), 1, 0), (b"", 0, 1)):
        stream = io.BytesIO()
        word(paper("\x01слова"), stream, drawing)
        made = docx.Document(stream)
        assert (len(made.inline_shapes), len(made.tables)) == (pictures, tables)
        told = [paragraph.text for paragraph in made.paragraphs]
        assert "␁слова ␁слова [1]" in told
        assert told[0] == "Kazakhstan – Uzbekistan"


@pytest.mark.parametrize("pair", [("KZ", "KG"), ("AZ", "TR")])
def test_a_short_paper_is_printed_on_two_pages(
    samples: Ledger, browser: Any, tmp_path: Path, pair: tuple[str, str]
) -> None:
    made = brief(dossier(samples, pair, datetime.date(2026, 1, 1)))
    assert made.series is not None
    (tmp_path / "b.html").write_text(page(made, chart(made.series.plot, CHART_SIZE).svg()), encoding="utf-8")
    tab = browser.new_page()
    tab.goto((tmp_path / "b.html").as_uri())
    printed = tab.pdf(prefer_css_page_size=True)
    tab.set_viewport_size({"width": 390, "height": 844})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert 1 <= len(re.findall(rb"/Type */Page\b", printed)) <= 2
    assert wide <= 390
