"""`servanda encounters`: what several documents report is one."""

from __future__ import annotations

import csv
import io

from tests.cli.asking import run


def test_encounters_are_listed_once(samples_ledger: str) -> None:
    found = list(csv.DictReader(io.StringIO(run(samples_ledger, "encounters", "KZ", "KG", "-f", "csv").stdout)))
    assert max(int(row["reports"]) for row in found) == 2
    assert len({row["id"] for row in found}) == len(found)


def test_a_long_table_is_cut_and_says_so(samples_ledger: str) -> None:
    assert "The latest 2; --all shows every one." in run(samples_ledger, "encounters", "KZ", "-n", "2").stderr


def test_states_that_never_met_give_one(samples_ledger: str) -> None:
    done = run(samples_ledger, "encounters", "NZ", "IS")
    assert (done.exit_code, done.stderr) == (1, "No encounter of NZ and IS is in the ledger.\n")
