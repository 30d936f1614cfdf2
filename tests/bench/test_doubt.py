"""How well doubt finds what is faulty, over numbers that can be counted by hand."""

from __future__ import annotations

import pytest

from bench.doubt import order, table, weighed
from servanda.model.records import KINDS

ORDERS = [
    ([(0.9, True), (0.1, False)], 1.0),
    ([(0.1, True), (0.9, False)], 0.0),
    ([(0.5, True), (0.5, False)], 0.5),
    ([(0.9, True), (0.5, False), (0.4, True), (0.3, False)], 0.75),
    ([(0.5, False)], 0.5),
]


@pytest.mark.parametrize(("found", "expected"), ORDERS)
def test_order(found: list[tuple[float, bool]], expected: float) -> None:
    assert order(found) == expected


def test_the_table_tells_the_quarters() -> None:
    found = [(n / 8, n > 5) for n in range(8)]
    assert table(found)[2:6] == [
        "| 1 | 2 | 2 | 100% |",
        "| 2 | 2 | 0 | 0% |",
        "| 3 | 2 | 0 | 0% |",
        "| 4 | 2 | 0 | 0% |",
    ]
    assert table(found)[-1].endswith("in 100% of all pairs.")


def test_records_are_weighed_with_their_siblings() -> None:
    empty = {kind: [] for kind in KINDS}
    routes = [{"name": "Север – Юг", "id": str(n), "rule": "x"} for n in range(2)]
    alone = list(weighed({"a": {**empty, "routes": routes[:1]}}, {"0"}))
    twice = list(weighed({"a": {**empty, "routes": routes}}, {"1"}))
    assert [bad for _, bad in alone + twice] == [True, False, True]
    assert twice[0][0] == twice[1][0] > alone[0][0]
