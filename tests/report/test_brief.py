"""The paper before a meeting: every line is cited, nothing of a text becomes markup, and it fits two pages."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from servanda.language.stems import stems
from servanda.ledger.dossier import Dossier, dossier
from servanda.ledger.statements import Source
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents
from servanda.report.brief import Brief, Line, brief, markdown, page, word

SAMPLES = Path(__file__).parents[2] / "samples"
DAY = datetime.date(2026, 1, 1)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = Ledger(str(tmp_path_factory.mktemp("brief") / "l.sqlite"), stems)
    run = made.begin("r")
    names = [str(SAMPLES / name) for name in ("kz-kg-council.txt", "kg-kz-council.txt")]
    for reading in Reader().read_many(documents(names)):
        assert isinstance(reading, Reading)
        made.add(reading, run)
    return made


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> Dossier:
    return dossier(ledger, ["KZ", "KG"], DAY)


def test_every_line_is_cited_and_every_source_listed(told: Dossier) -> None:
    paper = brief(told)
    assert paper.title == "Kazakhstan – Kyrgyzstan"
    cited = {number for _, lines, _ in paper.sections for line in lines for number in line.sources}
    assert cited == set(range(1, len(paper.sources) + 1))
    assert all(line.sources for _, lines, _ in paper.sections for line in lines)
    assert {source.name for source in paper.sources} == {"kz-kg-council", "kg-kz-council"}


def test_the_short_paper_says_how_much_it_leaves_out(told: Dossier) -> None:
    short, full = brief(told), brief(told, full=True)
    assert [title for title, _, _ in short.sections] == [title for title, _, _ in full.sections]
    for (_, some, left), (_, everything, none) in zip(short.sections, full.sections, strict=True):
        assert (len(some) + left, none) == (len(everything), 0)
        assert len(some) <= 5
    assert len(markdown(short)) < 2 * 4_000  # signs of two pages
    assert len(markdown(short)) < len(markdown(full))


def test_what_matters_is_there(told: Dossier) -> None:
    text = markdown(brief(told)).replace("\\", "")
    for words in (
        "Садыр Жапаров",
        "Trade turnover",
        "Contradiction",
        "1.7 billion USD and 1.5 billion USD",
        "## Sources",
    ):
        assert words in text


def test_a_ledger_without_the_states_gives_an_empty_dossier(ledger: Ledger) -> None:
    assert dossier(ledger, ["IS", "NZ"], DAY).empty
    assert dossier(ledger, ["KZ", "KG"], DAY, as_of="2020").empty


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    source = Source("d", text, "", "", "", "")
    paper = Brief("T", "S", [("Section", [Line(text, text, (1,))], 0)], [source])
    tags = re.findall(r"<(/?\w+)", MarkdownIt("commonmark", {"html": False}).render(markdown(paper)))
    assert set(tags) <= {
        "h1",
        "/h1",
        "h2",
        "/h2",
        "p",
        "/p",
        "ul",
        "/ul",
        "ol",
        "/ol",
        "li",
        "/li",
        "strong",
        "/strong",
    }


def test_the_page_asks_for_nothing_from_outside(told: Dossier) -> None:
    html = page(brief(told))
    assert html.startswith("<!doctype html>")
    assert not re.search(r"(src|href)=|@import|url\(", html)


def test_the_word_document_has_the_same_lines(told: Dossier, tmp_path: Path) -> None:
    import docx

    paper = brief(told)
    word(paper, tmp_path / "b.docx")
    lines = [p.text for p in docx.Document(str(tmp_path / "b.docx")).paragraphs]
    for _, entries, _ in paper.sections:
        for entry in entries:
            assert any(line.startswith(f"{entry.strong} {entry.rest}".strip()) for line in lines)
