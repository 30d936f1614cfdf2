"""Agreement of reviewers: the share, and Cohen's kappa, as a hand works them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.agreement import agreement, disputed, kappa
from servanda.ledger.judgements import Judgement, judge
from servanda.ledger.store import Ledger

#: Verdicts of two on the same things, and kappa; the third is the worked example of Cohen's measure (20, 5, 10, 15).
KAPPAS = [
    ([], None),
    ([("accept", "accept")] * 3, None),
    ([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15, 0.4),
    ([("a", "a"), ("b", "b")], 1.0),
    ([("a", "b"), ("b", "a")], -1.0),
    ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
]


@pytest.mark.parametrize(("verdicts", "expected"), KAPPAS)
def test_kappa(verdicts: list[tuple[str, str]], expected: float | None) -> None:
    assert kappa(verdicts) == (None if expected is None else pytest.approx(expected))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_kappa_is_symmetric_and_within_its_bounds(verdicts: list[tuple[str, str]]) -> None:
    found, turned = kappa(verdicts), kappa([(b, a) for a, b in verdicts])
    assert found == turned
    assert found is None or -1 <= found <= 1


def ids(ledger: Ledger, kind: str, count: int) -> list[str]:
    with ledger.database.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT id FROM records WHERE kind = '{kind}' ORDER BY key LIMIT {count}")  # noqa: S608
        return [row.id for row in rows]


def test_reviewers_are_compared_by_kind_on_what_both_judged(filled: Ledger) -> None:
    routes, offices = ids(filled, "routes", 1), ids(filled, "offices", 4)

    def say(reviewer: str, verdict: str, record: str, other: str = "", fields: dict[str, str] | None = None) -> None:
        judge(
            filled,
            Judgement(reviewer=reviewer, verdict=verdict, record=record, other=other, fields=fields),  # type: ignore[arg-type]
        )

    for reviewer, verdicts in {"aigul": "accept reject accept", "bolat": "accept reject reject"}.items():
        for record, verdict in zip(offices, verdicts.split(), strict=False):
            say(reviewer, verdict, record)
        say(reviewer, "correct", routes[0], fields={"name": f"Север – Юг {reviewer}"})
        say(reviewer, "same", offices[0], offices[1])
    say("aigul", "accept", offices[3])
    say("chingiz", "accept", ids(filled, "events", 1)[0])
    rows = {row.kind: row for row in agreement(filled)}
    assert list(rows) == ["offices", "routes", "pairs of offices", "all"]
    assert {(row.one, row.other) for row in rows.values()} == {("aigul", "bolat")}
    assert (rows["offices"].judged, rows["offices"].raw, rows["offices"].kappa) == (
        3, pytest.approx(2 / 3), pytest.approx(0.4),
    )  # fmt: skip
    assert (rows["routes"].corrections, rows["routes"].alike, rows["routes"].raw, rows["routes"].kappa) == (
        1,
        0,
        1,
        None,
    )
    assert (rows["all"].judged, rows["all"].raw) == (5, 0.8)
    assert {on for on, _ in disputed(filled)} == {(offices[2], ""), (routes[0], "")}
    assert [[j.reviewer for j in told] for _, told in disputed(filled)] == [["aigul", "bolat"]] * 2


def test_one_reviewer_agrees_with_nobody(filled: Ledger) -> None:
    judge(filled, Judgement(reviewer="aigul", verdict="accept", record=ids(filled, "events", 1)[0]))
    assert agreement(filled) == []
    assert disputed(filled) == []
