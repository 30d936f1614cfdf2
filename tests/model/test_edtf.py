"""Dates as the guide writes them: one line a case."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import DateError
from servanda.model import edtf

GOOD = """
2025 → 2025-01-01 2025-12-31
2025-09 → 2025-09-01 2025-09-30
2025-02 → 2025-02-01 2025-02-28
2024-02 → 2024-02-01 2024-02-29
2025-12 → 2025-12-01 2025-12-31
2025-09-29 → 2025-09-29 2025-09-29
1991 → 1991-01-01 1991-12-31
0001 → 0001-01-01 0001-12-31
9999-12-31 → 9999-12-31 9999-12-31
"""
BAD = """
25 | 202 | 20255 | 2025-9 | 2025-00 | 2025-13 | 2025-09-31 | 2025-02-29 | 2025-09-00 | 2025-9-29
0000 | 2025-09-29T10:00 | 2025- | -2025 | 2025--09 | 29.09.2025 | 29/09/2025 | 2025/09/29 | сентябрь 2025
2025-09-29Z | 2025? | 2025~
٢٠٢٥ | 2025 г.
"""
INTERVALS = "2025-01/2025-08 | 2005/.. | ../2030 | 2005/2025-09-29 | 2025/2025 | 2025-09-29/2025-10-01"
NO_INTERVALS = """
.. | ../.. | / | 2025/ | /2025 | 2025/2024 | 2025-09-02/2025-09-01 | 2025/2026/2027 | 2025-13/2026 | 2025/вчера
2005/...
"""


def split(table: str) -> list[str]:
    return [cell.strip() for line in table.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize("line", GOOD.strip().splitlines())
def test_first_and_last_day(line: str) -> None:
    text, expected = line.split(" → ")
    assert " ".join(day.isoformat() for day in edtf.bounds(text)) == expected
    assert edtf.check(text) == text


@pytest.mark.parametrize("text", split(BAD))
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(DateError):
        edtf.bounds(text)
    with pytest.raises(DateError):
        edtf.check(text)


@pytest.mark.parametrize("text", ["", *split(INTERVALS)])
def test_intervals_and_nothing(text: str) -> None:
    assert edtf.check(text) == text


@pytest.mark.parametrize("text", split(NO_INTERVALS))
def test_what_is_no_interval(text: str) -> None:
    with pytest.raises(DateError):
        edtf.check(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2025-09-29", datetime.date(2025, 9, 29)), ("2025-09", None), ("2025", None), ("", None), ("2025-01/..", None)],
)
def test_the_day_of_a_full_date(text: str, expected: datetime.date | None) -> None:
    assert edtf.day(text) == expected


@given(st.dates(), st.dates())
def test_intervals_run_forward(one: datetime.date, two: datetime.date) -> None:
    first, last = sorted((one, two))
    joined = edtf.interval(first.isoformat(), last.isoformat())
    assert joined == (first.isoformat() if first == last else f"{first}/{last}")
    if first != last:
        with pytest.raises(DateError):
            edtf.interval(last.isoformat(), first.isoformat())


@given(st.dates())
def test_months_hold_their_days(date: datetime.date) -> None:
    first, last = edtf.bounds(edtf.month(date.year, date.month))
    assert first <= date <= last
    assert first.day == 1
    assert (last + datetime.timedelta(days=1)).day == 1 if last < datetime.date.max else True


@given(st.text(max_size=12))
def test_arbitrary_text_is_a_date_or_a_date_error(text: str) -> None:
    with contextlib.suppress(DateError):
        assert edtf.check(text) == text
