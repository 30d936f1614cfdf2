"""What a stated number allows, which periods are a year apart, and whose word a figure is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.series import allowed, by_cell, half_unit, is_state, months, points, year_before
from tests.ledger.stated import figure, stated

# value | comparator | from | to
ALLOWED = """
4.4e9   | =  | 4.35e9  | 4.45e9
4e9     | =  | 3.8e9   | 4.2e9
20e9    | =  | 19e9    | 21e9
1500    | =  | 1450    | 1550
1234    | =  | 1233.5  | 1234.5
40      | =  | 38      | 42
10.5    | =  | 10.45   | 10.55
-3.2    | =  | -3.25   | -3.15
0       | =  | 0       | 0
4.4e9   | >  | 4.35e9  | inf
4.4e9   | <= | -inf    | 4.45e9
1e9     | ~  | 0.9e9   | 1.1e9
"""

# period | the year before | months
PERIODS = """
2024            | 2023            | 12
2024-03         | 2023-03         | 1
2024-01/2024-08 | 2023-01/2023-08 | 8
2023-07/2024-06 | 2022-07/2023-06 | 12
2024-05-06      | 2023-05-06      | 0
2005/..         |                 | 0
                |                 | 0
"""


@pytest.mark.parametrize("line", ALLOWED.strip().splitlines())
def test_what_a_number_allows(line: str) -> None:
    value, comparator, low, high = (part.strip() for part in line.split("|"))
    assert allowed(float(value), comparator) == pytest.approx((float(low), float(high)))


@given(st.floats(-1e13, 1e13))
def test_no_rounding_hides_more_than_a_twentieth(value: float) -> None:
    assert 0 <= half_unit(value) <= abs(value) * 0.05


@pytest.mark.parametrize("line", PERIODS.strip("\n").splitlines())
def test_periods(line: str) -> None:
    period, before, count = (part.strip() for part in line.split("|"))
    assert (year_before(period), months(period)) == (before, int(count))


def test_flows_keep_the_order_of_their_parties() -> None:
    found = stated("""
        2024-01-01 -: trade_turnover KZ,UZ = 1e9 USD 2023 actual
        2024-01-01 -: trade_turnover UZ,KZ = 1e9 USD 2023 actual
        2024-01-01 -: exports KZ,UZ = 1e9 USD 2023 actual
        2024-01-01 -: exports UZ,KZ = 1e9 USD 2023 actual
    """)
    assert sorted(len(points) for points in by_cell(found).values()) == [1, 1, 2]


def test_a_reporter_is_the_state_of_the_speaker_where_it_is_known() -> None:
    found = stated("""
        2024-01-01 Токаев: fdi IT,KZ = 1e9 USD 2023 actual
        2024-01-01 Петров: fdi IT,KZ = 1e9 USD 2023 actual
        2024-01-01 -: fdi IT,KZ = 1e9 USD 2023 actual
    """)
    assert [(point.reporter, point.statement.teller) for point in found] == [
        ("KZ", "Токаев"), ("Петров", "Петров"), ("", "2024-01-01 -"),
    ]  # fmt: skip


def test_a_state_is_two_capitals() -> None:
    assert [is_state(name) for name in ("KZ", "Kz", "EAEU", "Сенат", "")] == [True, False, False, False, False]


def test_points_keep_the_order_and_the_words() -> None:
    statement = figure("2024-01-01 -: fdi IT,KZ = 1e9 USD 2023 actual")
    assert points([statement], {})[0].statement is statement
