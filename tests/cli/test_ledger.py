"""`servanda add`, `status`, `verify`, `search` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli import main
from tests.sources.paragraphs import PARAGRAPHS

TEXT = "\n".join(PARAGRAPHS)
FIGURE = "Министр сообщил, что товарооборот Казахстана и Узбекистана в 2023 году составил 4,4 млрд долларов."


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SERVANDA_LEDGER", raising=False)
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "talks.txt").write_text(TEXT, encoding="utf-8")
    (archive / "figure.txt").write_text(f" date 2024-02-03 \n{FIGURE}", encoding="utf-8")
    (archive / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_adding_tells_what_became_of_the_documents(folder: Path) -> None:
    first, again = run("add", "archive"), run("add", "archive")
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert "2 documents added" in first.stderr
    assert "1 not read" in first.stderr
    assert "empty.txt: is empty; leave it out" in first.stderr
    assert "2 documents there already, 0 records kept in servanda.sqlite" in again.stderr
    assert (folder / "servanda.sqlite").is_file()


def test_the_environment_names_the_ledger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_LEDGER", "other.sqlite")
    assert run("add", "archive/figure.txt").exit_code == 0
    assert [path.name for path in folder.glob("*.sqlite")] == ["other.sqlite"]
    assert "Documents   1" in run("status").stdout


def test_status_tells_what_is_there_and_what_was_not_read(folder: Path) -> None:
    run("add", "archive")
    told = run("status").stdout
    assert "Documents   2" in told
    assert "2024-02-03" in told
    assert "empty.txt: is empty; leave it out" in told
    numbers = json.loads(run("status", "--json").stdout)
    assert numbers["documents"] == 2
    assert numbers["refusals"] == [{"name": "archive/empty.txt", "reason": "is empty", "remedy": "leave it out"}]
    names = json.loads(run("status", "--documents", "--json").stdout)
    assert names[0]["name"] == "figure"


def test_verify_proves_and_finds_a_change(folder: Path) -> None:
    run("add", "archive/figure.txt")
    proven = run("verify")
    assert (proven.exit_code, "all as it was read" in proven.stderr) == (0, True)
    with sqlite3.connect("servanda.sqlite") as connection:
        connection.execute("UPDATE documents SET text = replace(text, '4,4', '5,5')")
    changed = run("verify")
    assert changed.exit_code == 1
    assert "figure: the text is not the one that was read: its hash is another" in changed.stderr


def test_search_shows_the_words_in_their_context(folder: Path) -> None:
    run("add", "archive")
    found = run("search", "товарооборотом", "узбекистан", "--kind", "figures")
    assert found.exit_code == 0
    assert "2024-02-03  figures" in found.stdout
    rows = json.loads(run("search", "товарооборот", "-f", "json", "--kind", "figures").stdout)
    marked = {row["name"]: [row["snippet"][a:b] for a, b in row["marks"]] for row in rows}
    assert marked["figure"] == ["товарооборот"]
    assert rows[0]["value"] == 4.4e9
    table = list(csv.DictReader(io.StringIO(run("search", "товарооборот", "-f", "csv").stdout)))
    assert {row["name"] for row in table} == set(marked)


@pytest.mark.parametrize("query", ['"', "*", "NEAR(", "'; --", "a OR", "-x"])
def test_no_query_is_an_error(folder: Path, query: str) -> None:
    run("add", "archive/figure.txt")
    found = run("search", "--", query)
    assert found.exit_code == 1
    assert found.stderr.startswith("Nothing holds all of these words")


def test_a_ledger_that_is_none_is_told_in_a_sentence(folder: Path) -> None:
    for words in (["status"], ["verify"], ["search", "x"]):
        missing = run(*words)
        assert (missing.exit_code, missing.stdout) == (3, "")
        assert "servanda.sqlite: is not there; make it with servanda add" in missing.stderr
    Path("letter.txt").write_text("Не база данных. " * 100, encoding="utf-8")
    wrong = run("add", "archive", "--ledger", "letter.txt")
    assert (wrong.exit_code, "letter.txt: is no ledger" in wrong.stderr) == (3, True)
