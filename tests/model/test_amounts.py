"""Amounts as people write them: exact ones lose no digit, rounded ones keep four."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.amounts import (
    amount_words,
    exact_amount,
    number_words,
    rounded_amount,
    scale_of,
    stated_amount,
    unit_words,
)


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "words", "exact"),
    [
        (20_000_000_000, "USD", "=", "20 billion USD", "20 000 000 000 USD"),
        (11_300_000_000.0, "USD", "=", "11.3 billion USD", "11 300 000 000 USD"),
        (1_844_036_360.12, "RUB", "=", "1 844 036 360.12 RUB", "1 844 036 360.12 RUB"),
        (1_500_000, "KZT", ">", "more than 1.5 million KZT", "1 500 000 KZT"),
        (500_000, "count", "~", "about 500 000", "500 000 count"),
        (2_000_000_000_000, "RUB", ">=", "at least 2 trillion RUB", "2 000 000 000 000 RUB"),
        (-3.5, "percent", "=", "−3.5 %", "−3.5 percent"),
        (70_000_000, "tonne", "<=", "up to 70 million tonnes", "70 000 000 tonne"),
        (1, "tonne", "<", "less than 1 tonne", "1 tonne"),
        (2, "times", "=", "2 times", "2 times"),
        (7, "", "=", "7", "7"),
        (float("inf"), "USD", "=", "inf USD", "inf USD"),
    ],
)
def test_amounts(value: float, unit: str, comparator: str, words: str, exact: str) -> None:
    assert amount_words(value, unit, comparator).replace("\u00a0", " ") == words
    assert exact_amount(value, unit).replace("\u00a0", " ") == exact


@pytest.mark.parametrize(("value", "words"), [(40, "+40 %"), (-7, "−7 %"), (0, "0 %")])
def test_a_change_has_its_sign(value: float, words: str) -> None:
    assert amount_words(value, "percent", change=True).replace("\u00a0", " ") == words


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**30), 10**30))
def test_all_digits_are_shown(value: float) -> None:
    assert Decimal(number_words(value).replace("\u00a0", "").replace("−", "-")) == Decimal(str(value))


@given(st.integers(-(10**16), 10**16))
def test_no_digit_is_lost_in_a_scaled_number(value: int) -> None:
    number, *scale = amount_words(value, "").replace("−", "-").split("\u00a0")
    scales = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
    if scale and scale[-1] in scales:
        digits = "".join([number, *scale[:-1]])
        assert Decimal(digits) * scales[scale[-1]] == value
    else:
        assert int("".join([number, *scale])) == value


# value | unit | as it is shown
ROUNDED = """
4.4e9    | USD     | 4.4 billion USD
20e9     | USD     | 20 billion USD
1.5e12   | KZT     | 1.5 trillion KZT
450e6    | USD     | 450 million USD
4.41236e9 | USD    | 4.412 billion USD
36500    | count   | 36 500
1200     | tonne   | 1200 tonne
40       | percent | 40 percent
7        |         | 7
"""


@pytest.mark.parametrize("line", ROUNDED.strip().splitlines())
def test_rounded_amounts_keep_four_digits(line: str) -> None:
    value, unit, shown = (part.strip() for part in line.split("|"))
    assert rounded_amount(float(value), unit).replace("\N{NO-BREAK SPACE}", " ") == shown


# value | unit | comparator | change | as it is shown
STATED = """
4.4e9 | USD     | >  |        | > 4.4 billion USD
40    | percent | =  | change | +40 percent
-7    | percent | =  | change | -7 percent
2     | times   | ~  | change | ~ 2 times
1.5e6 | KZT     | =  |        | 1.5 million KZT
"""


@pytest.mark.parametrize("line", STATED.strip().splitlines())
def test_stated_amounts_have_comparator_and_sign(line: str) -> None:
    value, unit, comparator, change, shown = (part.strip() for part in line.split("|"))
    assert stated_amount(float(value), unit, comparator, change=change == "change") == shown


@pytest.mark.parametrize(
    ("unit", "words"),
    [("percent", "%"), ("count", ""), ("tonne", "tonnes"), ("cubic_metre", "cubic metres"), ("times", "times"),
     ("USD", "USD"), ("teu", "teu"), ("percentage_point", "percentage points"), ("", "")],
)  # fmt: skip
def test_units(unit: str, words: str) -> None:
    assert unit_words(unit) == words
    assert [unit_words(unit, 1) for unit in ("tonne", "cubic_metre")] == ["tonne", "cubic metre"]


@given(st.floats(-1e15, 1e15))
def test_a_scale_leaves_what_is_scaled_above_one(value: float) -> None:
    size, word = scale_of(value)
    assert abs(value) / size >= 1 or (size, word) == (1.0, "")
