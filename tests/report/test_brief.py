"""The paper before a meeting: every line is cited, what matters is there, and the short one fits two pages."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from servanda.language.stems import stems
from servanda.ledger.dossier import Dossier, dossier
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents
from servanda.report.brief import Brief, brief
from servanda.report.sections import Entry

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


def lines(paper: Brief) -> list[str]:
    return [f"{line.strong} {line.rest}" for part in paper.parts for line in part.lines]


def part(paper: Brief, title: str) -> list[str]:
    return [f"{line.strong} {line.rest}" for part in paper.parts if part.title == title for line in part.lines]


def test_every_line_is_cited_and_every_source_listed(told: Dossier) -> None:
    paper = brief(told)
    assert paper.title == "Kazakhstan – Kyrgyzstan"
    cited = {number for part in paper.parts for line in part.lines for number in line.sources}
    assert paper.series is not None
    cited |= {number for *_, numbers in paper.series.rows for number in numbers}
    assert cited == set(range(1, len(paper.sources) + 1))
    assert all(line.sources for part in paper.parts for line in part.lines)
    assert {source.name for source in paper.sources} == {"kz-kg-council", "kg-kz-council"}


@pytest.mark.parametrize("most", [8, 40])
def test_what_the_short_paper_does_not_need_is_not_read_and_yet_counted(
    ledger: Ledger, told: Dossier, most: int
) -> None:
    less = dossier(ledger, ["KZ", "KG"], DAY, most=most)
    assert less.fates == told.fates
    assert brief(less) == brief(told)


def test_the_short_paper_says_how_much_it_leaves_out(told: Dossier) -> None:
    short, full = brief(told), brief(told, full=True)
    assert [part.title for part in short.parts] == [part.title for part in full.parts]
    for some, everything in zip(short.parts, full.parts, strict=True):
        assert (len(some.lines) + some.left, everything.left) == (len(everything.lines), 0)
    assert len(lines(short)) < len(lines(full))


def test_a_long_quote_is_cut_at_a_word_unless_all_is_asked_for() -> None:
    entry = Entry("Open", "(KZ):", (), "слово " * 60)
    assert entry.text(full=True) == f"(KZ): «{' '.join(['слово'] * 60)}»"
    assert entry.text(full=False).endswith("слово …»")
    assert len(entry.text(full=False)) < 170


def test_what_matters_is_there(told: Dossier) -> None:
    paper = brief(told)
    text = "\n".join(lines(paper))
    for words in ("Садыр Жапаров", "Contradiction", "1.7 billion USD and 1.5 billion USD", "Strategic partnership"):
        assert words in text
    assert any(line.startswith("22 August 2025 — meeting or talks") for line in part(paper, "Last encounters"))
    assert any("last session 22 August 2025, Бишкек" in line for line in part(paper, "Bodies"))


def test_the_series_is_told_once(told: Dossier) -> None:
    paper = brief(told)
    assert paper.series is not None
    assert paper.series.plot.series.title == "Trade turnover: Kazakhstan – Kyrgyzstan"
    amounts = [amount.replace("\u00a0", " ") for _, amount, _, _ in paper.series.rows]
    assert {"1.7 billion USD", "1.5 billion USD", "3 billion USD"} <= set(amounts)
    figures = part(paper, "Figures")
    assert figures
    assert not any("1.7\u00a0billion" in line for line in figures)


def test_the_heads_of_both_states_come_first(told: Dossier) -> None:
    first, second, *_ = part(brief(told), "Who holds which post")
    assert "Токаев" in first
    assert "Жапаров" in second


def test_what_is_planned_is_ahead_until_its_day(samples: Ledger) -> None:
    before = brief(dossier(samples, ["BY", "VN"], datetime.date(2024, 1, 1)), full=True)
    assert any("2025 — session, Ханой (planned)" in line for line in part(before, "Encounters ahead"))
    assert any("next session 2025, Ханой" in line for line in part(before, "Bodies"))
    after = brief(dossier(samples, ["BY", "VN"], datetime.date(2026, 6, 1)), full=True)
    assert part(after, "Encounters ahead") == []
    assert any("session planned for 2025, Ханой: no report of it" in line for line in part(after, "Bodies"))


def test_a_ledger_without_the_states_gives_an_empty_dossier(ledger: Ledger) -> None:
    assert dossier(ledger, ["IS", "NZ"], DAY).empty
    assert dossier(ledger, ["KZ", "KG"], DAY, as_of="2020").empty


def test_the_paper_on_one_state_names_the_others(samples: Ledger) -> None:
    paper = brief(dossier(samples, ["KZ"], DAY), full=True)
    assert any("(with Kyrgyzstan; " in line for line in part(paper, "Bodies"))
    assert any("(with " in line for line in part(paper, "Figures"))
