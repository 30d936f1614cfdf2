"""`servanda versions`: what became of the records of an article's earlier texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.asking import rows, run

ADDRESS = "https://example.org/news/1"
BEFORE = """АСТАНА. Товарооборот между Казахстаном и Узбекистаном в 2024 году достиг 4,3 млрд долларов.
Президент Казахстана Касым-Жомарт Токаев заявил, что стороны намерены довести товарооборот до 10 млрд долларов.
В Ташкенте открылся торговый дом."""
AFTER = BEFORE.replace("4,3", "4,2").replace("В Ташкенте открылся торговый дом.", "Стороны провели переговоры.")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with an article that was changed once."""
    folder: Path = tmp_path_factory.mktemp("versions")
    address = str(folder / "l.sqlite")
    for day, text in (("2025-05-05", BEFORE), ("2025-05-06", AFTER)):
        line = json.dumps({"text": text, "url": ADDRESS, "published": day, "name": "n1"}, ensure_ascii=False)
        (folder / f"{day}.jsonl").write_text(line + "\n", encoding="utf-8")
        assert run(address, "add", str(folder / f"{day}.jsonl")).exit_code == 0
    return address


def test_every_record_of_the_old_text_is_accounted_for(changed: str) -> None:
    found = rows(changed, "versions", ADDRESS)
    assert {row["standing"] for row in found} == {"unchanged", "changed", "withdrawn", "new"}
    value = next(row for row in found if row["standing"] == "changed" and row["kind"] == "figures")
    assert value["fields"] == {"value": [4_300_000_000, 4_200_000_000]}
    assert ["4,3" in value["words"][0], "4,2" in value["words"][1]] == [True, True]
    assert all(row["after"] is None for row in found if row["standing"] == "withdrawn")
    assert all(row["before"] is None for row in found if row["standing"] == "new")


def test_an_article_is_found_by_its_name_and_told_in_words(changed: str) -> None:
    told = run(changed, "versions", "n1")
    assert told.exit_code == 0
    assert "Version 1 of 2025-05-05 beside version 2: " in told.stdout
    assert "value: 4 300 000 000 → 4 200 000 000" in told.stdout
    assert "withdrawn" in told.stdout


def test_without_a_name_all_changed_articles_are_listed(changed: str, samples_ledger: str) -> None:
    listed = run(changed, "versions")
    assert (listed.exit_code, ADDRESS in listed.stdout) == (0, True)
    none = run(samples_ledger, "versions")
    assert (none.exit_code, none.stdout, none.stderr) == (1, "", "Every article of the ledger has one version.\n")


def test_status_counts_them(changed: str) -> None:
    told = run(changed, "status").stdout
    assert "1 earlier version (" in told
    numbers = json.loads(run(changed, "status", "--json").stdout)
    found = rows(changed, "versions", ADDRESS)
    assert numbers["changed"] == sum(row["standing"] == "changed" for row in found)
    assert numbers["withdrawn"] == sum(row["standing"] == "withdrawn" for row in found)


def test_a_name_that_nothing_has_gives_three(changed: str) -> None:
    done = run(changed, "versions", "n2")
    assert (done.exit_code, "no article is called 'n2'" in done.stderr) == (3, True)
