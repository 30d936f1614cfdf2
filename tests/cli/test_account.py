"""`servanda figures` and `check` as a user runs them, over our samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.asking import rows, run


def test_figures_name_whose_word_they_are(samples_ledger: str) -> None:
    found = rows(samples_ledger, "figures", "kz", "kg", "trade_turnover")
    assert {row["indicator"] for row in found} == {"trade_turnover"}
    assert {row["reporter"] for row in found} >= {"KG"}
    assert all(row["quote"] and row["published"] == "2025-08-22" for row in found)
    assert "trade_turnover" in run(samples_ledger, "figures", "KZ", "KG").stdout


def test_states_and_indicators_may_be_written_as_people_write_them(samples_ledger: str) -> None:
    plain = rows(samples_ledger, "figures", "KZ", "KG", "trade_turnover")
    assert rows(samples_ledger, "figures", "Казахстана", "Kyrgyzstan", "Trade-Turnover") == plain


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["KZ", "soon"], "'soon' is neither a state nor an indicator; write its ISO code or its name"),
        (["KZ", "trade_turnove"], "did you mean trade_turnover?"),
        (["ZZ"], "'ZZ' is neither a state nor an indicator"),
        (["KZ", "exports", "imports"], "name one indicator, not 2: exports, imports"),
        (["KZ", "--as-of", "2025-13"], "'2025-13' is no date"),
        (["KZ", "--chart", "figures.gif"], "ends in no form of chart; write one of .svg, .png, .html, .json"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(samples_ledger: str, words: list[str], said: str) -> None:
    done = run(samples_ledger, "figures", *words)
    assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_states_of_which_nothing_is_known_give_one(samples_ledger: str) -> None:
    none = run(samples_ledger, "figures", "NZ", "IS", "exports")
    assert (none.exit_code, "No figure of exports of NZ, IS is in the ledger." in none.stderr) == (1, True)


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>"), ("json", b"{")]
)
def test_figures_are_drawn_in_the_form_of_the_ending(
    samples_ledger: str, tmp_path: Path, ending: str, start: bytes
) -> None:
    target = tmp_path / f"turnover.{ending}"
    done = run(samples_ledger, "figures", "KZ", "KG", "trade_turnover", "--chart", str(target))
    assert done.exit_code == 0, done.stderr
    assert target.read_bytes().startswith(start)
    assert f"The chart in {target} shows " in done.stderr
    assert done.stderr.endswith(": Trade turnover: Kazakhstan – Kyrgyzstan.\n")


def test_a_chart_that_cannot_be_written_says_why(samples_ledger: str, tmp_path: Path) -> None:
    done = run(samples_ledger, "figures", "KZ", "KG", "--chart", str(tmp_path / "nowhere" / "c.svg"))
    assert (done.exit_code, "cannot be written" in done.stderr) == (3, True)


def test_two_values_of_one_reporter_are_named_with_their_words(samples_ledger: str) -> None:
    found = run(samples_ledger, "check", "KZ", "KG")
    assert found.exit_code == 1
    assert "contradiction" in found.stdout
    assert "1.7 billion USD and 1.5 billion USD differ by 12%" in found.stdout
    told = json.loads(run(samples_ledger, "check", "KZ", "KG", "-f", "json").stdout)
    one = next(row for row in told if row["finding"] == "contradiction")
    assert {statement["name"] for statement in one["statements"]} == {"kz-kg-council", "kg-kz-council"}


def test_check_says_when_there_is_more(samples_ledger: str) -> None:
    assert "--all shows every one" in run(samples_ledger, "check", "-n", "1").stderr
    assert "--all" not in run(samples_ledger, "check", "--all").stderr
