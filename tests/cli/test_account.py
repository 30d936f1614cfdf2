"""`servanda figures`, `check`, `promises`, `encounters`, `who` as a user runs them, over our samples."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("account") / "samples.sqlite")
    done = CliRunner().invoke(main, ["add", str(SAMPLES), "--ledger", made])
    assert done.exit_code == 0, done.stderr
    return made


def run(address: str, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--ledger", address])


def test_figures_name_whose_word_they_are(address: str) -> None:
    found = run(address, "figures", "kz", "kg", "trade_turnover", "-f", "json")
    assert found.exit_code == 0
    rows = json.loads(found.stdout)
    assert {row["indicator"] for row in rows} == {"trade_turnover"}
    assert {row["reporter"] for row in rows} >= {"KG"}
    assert all(row["quote"] and row["published"] == "2025-08-22" for row in rows)
    assert "trade_turnover" in run(address, "figures", "KZ", "KG").stdout


def test_a_word_that_is_no_state_and_no_indicator_is_told(address: str) -> None:
    wrong = run(address, "figures", "KZ", "trade-turnover")
    assert wrong.exit_code == 2
    assert "'TRADE-TURNOVER' is neither a state's code nor one of: trade_turnover, exports" in wrong.stderr
    none = run(address, "figures", "NZ", "IS")
    assert (none.exit_code, "No figure of NZ, IS is in the ledger." in none.stderr) == (1, True)


def test_two_values_of_one_reporter_are_named_with_their_words(address: str) -> None:
    found = run(address, "check", "KZ", "KG")
    assert found.exit_code == 1
    assert "contradiction" in found.stdout
    assert "1.7 billion USD and 1.5 billion USD differ by 12%" in found.stdout
    rows = json.loads(run(address, "check", "KZ", "KG", "-f", "json").stdout)
    one = next(row for row in rows if row["finding"] == "contradiction")
    assert {statement["name"] for statement in one["statements"]} == {"kz-kg-council", "kg-kz-council"}


def test_promises_are_told_with_their_history(address: str) -> None:
    told = run(address, "promises", "AZ", "TR", "--fate", "kept", "--as-of", "2026-01-01")
    assert told.exit_code == 0
    assert told.stderr == "1 promise: 1 kept.\n"
    assert "2025-03-05  kept" in told.stdout
    rows = json.loads(run(address, "promises", "--as-of", "2026-01-01", "-f", "json").stdout)
    assert {row["fate"] for row in rows} >= {"kept", "overdue", "open"}
    assert all(row["why"] and row["history"] for row in rows)


def test_encounters_are_listed_once(address: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run(address, "encounters", "KZ", "KG", "-f", "csv").stdout)))
    assert max(int(row["reports"]) for row in rows) == 2
    assert len({row["id"] for row in rows}) == len(rows)


def test_who_tells_posts(address: str) -> None:
    found = run(address, "who", "жапаров")
    assert found.exit_code == 0
    assert "Садыр Жапаров" in found.stdout
    nobody = run(address, "who", "Никто")
    assert (nobody.exit_code, nobody.stderr) == (1, "No document tells of a post of Никто.\n")


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_brief_is_written_in_the_form_of_its_ending(address: str, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"brief.{ending}"
    done = run(address, "brief", "kz", "kg", "--as-of", "2026-01-01", "-o", str(target))
    assert (done.exit_code, done.stderr) == (0, f"The paper is in {target}.\n")
    start = {"md": b"# Kazakhstan", "html": b"<!doctype html>", "docx": b"PK"}[ending]
    assert target.read_bytes().startswith(start)


def test_a_brief_that_cannot_be_written_says_why(address: str) -> None:
    assert run(address, "brief", "KZ", "KG").stdout.startswith("# Kazakhstan \u2013 Kyrgyzstan\n")
    nothing = run(address, "brief", "IS", "NZ")
    assert (nothing.exit_code, nothing.stderr) == (1, "The ledger holds nothing on IS and NZ together.\n")
    wrong = run(address, "brief", "KZ", "KG", "-o", "brief.pdf")
    assert (wrong.exit_code, "write .md, .html or .docx" in wrong.stderr) == (2, True)
