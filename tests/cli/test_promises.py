"""`servanda promises`: what was promised, and what became of it."""

from __future__ import annotations

import pytest

from tests.cli.asking import rows, run


def test_promises_are_told_with_their_history(samples_ledger: str) -> None:
    told = run(samples_ledger, "promises", "AZ", "TR", "--fate", "kept", "--as-of", "2026-01-01")
    assert told.exit_code == 0
    assert told.stderr == "1 promise: 1 kept.\n"
    assert "2025-03-05  kept" in told.stdout
    found = rows(samples_ledger, "promises", "--as-of", "2026-01-01")
    assert {row["fate"] for row in found} >= {"kept", "overdue", "open"}
    assert all(row["why"] and row["history"] for row in found)


def test_promises_of_a_sector_are_those_of_no_other(samples_ledger: str) -> None:
    found = rows(samples_ledger, "promises", "--sector", "energy")
    assert {row["sector"] for row in found} == {"energy"}


def test_a_long_table_is_cut_and_says_so(samples_ledger: str) -> None:
    cut = run(samples_ledger, "promises", "-n", "3")
    assert cut.stderr.startswith("The newest 3 promises: ")
    assert cut.stderr.endswith("; --all shows every one.\n")
    everything = rows(samples_ledger, "promises")
    assert len(everything) > 3
    assert len(rows(samples_ledger, "promises", "-n", "3")) == 3
    assert run(samples_ledger, "promises", "--all").stderr.startswith(f"{len(everything)} promises: ")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["NZ", "IS"], 1, "No such promise of NZ and IS is in the ledger."),
        (["XX"], 2, "'XX' is no state"),
        (["KZ", "--sector", "fishing"], 2, "'fishing' is not one of"),
        (["KZ", "--as-of", "soon"], 2, "'soon' is no date"),
    ],
)
def test_what_is_wrong_or_not_there_is_told(samples_ledger: str, words: list[str], code: int, said: str) -> None:
    done = run(samples_ledger, "promises", *words)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr
