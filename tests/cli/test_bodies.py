"""`servanda bodies`: commissions and councils, and when they met."""

from __future__ import annotations

from tests.cli.asking import rows, run


def test_one_body_under_two_names_is_told_once(samples_ledger: str) -> None:
    found = rows(samples_ledger, "bodies", "KZ", "KG", "--as-of", "2025-12-31")
    council = next(row for row in found if len(row["names"]) > 1)
    assert set(council["parties"]) == {"KZ", "KG"}
    assert council["documents"] == 2
    assert council["last_session"] == "2025-08-22, Бишкек"
    assert council["why"] == []  # both names have the same words, but for those of the states
    assert len({row["id"] for row in found}) == len(found)


def test_business_councils_of_other_states_stay_apart(samples_ledger: str) -> None:
    found = [row for row in rows(samples_ledger, "bodies", "KZ") if "еловой совет" in row["name"]]
    pairs = [frozenset(row["parties"]) for row in found]
    assert len(pairs) > 1
    assert len(set(pairs)) == len(pairs)


def test_the_table_shows_sessions(samples_ledger: str) -> None:
    told = run(samples_ledger, "bodies", "BY", "VN", "--as-of", "2024-01-01")
    assert told.exit_code == 0
    assert "2023-12-19, Минск" in told.stdout
    assert "2025, Ханой" in told.stdout


def test_states_without_a_body_give_one(samples_ledger: str) -> None:
    done = run(samples_ledger, "bodies", "NZ", "IS")
    assert (done.exit_code, "No body of NZ and IS is in the ledger." in done.stderr) == (1, True)
