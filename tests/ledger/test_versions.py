"""Versions of an article: what became of each record of the texts before, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from servanda.errors import LedgerError
from servanda.ledger.statements import Source, Statement
from servanda.ledger.status import status
from servanda.ledger.store import Ledger
from servanda.ledger.versions import articles, changes, compared, counts
from servanda.model.records import Reading
from servanda.pipeline import read

ADDRESS = "https://example.org/news/1"
FIRST = (
    "Товарооборот между Казахстаном и Узбекистаном в 2024 году достиг 4,3 млрд долларов. "
    "В Ташкенте открылся торговый дом."
)
TEXTS = (FIRST, FIRST.replace("4,3", "4,2"), FIRST.partition(". ")[0].replace("4,3", "4,2") + ".")


@pytest.fixture(scope="module")
def texts() -> list[Reading]:
    return [read(text, f"2025-05-0{n}", url=ADDRESS) for n, text in enumerate(TEXTS, 1)]


@pytest.fixture
def changed(ledger: Ledger, texts: list[Reading]) -> Ledger:
    run = ledger.begin("a reader")
    assert [ledger.add(reading, run) for reading in texts] == ["new", "version", "version"]
    return ledger


def test_an_article_has_all_its_versions(changed: Ledger) -> None:
    (article,) = articles(changed)
    assert article.address == ADDRESS
    assert [(v.number, v.published, v.latest) for v in article.versions] == [
        (1, "2025-05-01", False), (2, "2025-05-02", False), (3, "2025-05-03", True)
    ]  # fmt: skip
    assert articles(changed, article.newest.document) == articles(changed, ADDRESS) == [article]


def test_each_record_is_unchanged_changed_or_withdrawn(changed: Ledger) -> None:
    (article,) = articles(changed)
    first = changes(changed, article, article.versions[0])
    figure = next(change for change in first if change.before and change.before.kind == "figures")
    assert (figure.standing, figure.fields) == ("changed", {"value": (4_300_000_000, 4_200_000_000)})
    assert figure.words
    assert ("4,3" in figure.words[0], "4,2" in figure.words[1]) == (True, True)
    assert {change.standing for change in first if change.before and change.before.kind != "figures"} == {"withdrawn"}
    assert {change.standing for change in changes(changed, article)} == {"unchanged", "withdrawn"}
    assert changes(changed, article, article.newest) == []


def test_status_counts_what_was_changed_and_withdrawn(changed: Ledger) -> None:
    counted = counts(changed)
    (article,) = articles(changed)
    old = [c for version in article.versions[:-1] for c in changes(changed, article, version) if c.before]
    assert sum(counted.values()) == len(old)
    numbers = status(changed)
    assert (numbers.changed, numbers.withdrawn) == (counted["changed"], counted["withdrawn"])
    assert numbers.versions == 2


def test_a_name_that_nothing_or_much_has_is_told(changed: Ledger, filled: Ledger) -> None:
    with pytest.raises(LedgerError, match="no article is called 'nothing'"):
        articles(changed, "nothing")
    single = articles(filled, "kz-kg-council")
    assert [len(article.versions) for article in single] == [1]
    assert changes(filled, single[0]) == []


def figure(value: float, words: str = "", **fields: object) -> Statement:
    source = Source("d", "d", "", "", "", "")
    told = {"indicator": "exports", "parties": ["KZ", "UZ"], "value": value, "unit": "USD", **fields}
    return Statement(f"r{value}", "figures", told, words or f"экспорт {value:g}", "", 0, 9, "", "test", source)


def test_the_nearest_records_are_taken_for_each_other() -> None:
    before = [figure(1), figure(2), figure(3, unit="tonne", indicator="freight_volume")]
    after = [figure(2), figure(1.5), figure(7, "ввоз кукурузы", indicator="imports", unit="EUR", parties=["RU"])]
    told = compared(before, after)
    assert [(c.standing, c.before and c.before.id, c.after and c.after.id) for c in told] == [
        ("changed", "r1", "r1.5"), ("unchanged", "r2", "r2"), ("withdrawn", "r3", None), ("new", None, "r7")
    ]  # fmt: skip


def test_another_speaker_is_a_change_and_another_place_is_none() -> None:
    one = figure(1)
    (moved,) = compared([one], [replace(one, start=50, end=59)])
    (said,) = compared([one], [replace(one, speaker="Токаев")])
    assert moved.standing == "unchanged"
    assert (said.standing, said.fields) == ("changed", {"speaker": ("", "Токаев")})
