"""Dates, amounts and names as they are read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.tables import table
from servanda.report.wording import (
    amount_words,
    code_words,
    date_words,
    exact_amount,
    kind_title,
    number_words,
    party_name,
)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("", ""),
        ("2025", "2025"),
        ("2025-09", "September 2025"),
        ("2025-09-29", "29 September 2025"),
        ("2025-01/2025-08", "January–August 2025"),
        ("2025-05-01/2025-05-05", "1–5 May 2025"),
        ("2025-05-30/2025-06-02", "30 May–2 June 2025"),
        ("2024-12/2025-02", "December 2024 – February 2025"),
        ("2021/2023", "2021–2023"),
        ("2005/2025-09-29", "2005 – 29 September 2025"),
        ("2005/..", "since 2005"),
        ("../2030-06", "until June 2030"),
    ],
)
def test_dates(date: str, words: str) -> None:
    assert date_words(date) == words


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


@pytest.mark.parametrize(
    ("code", "name"),
    [("KZ", "Kazakhstan"), ("TR", "Türkiye"), ("EAEU", "Eurasian Economic Union"), ("Central Asia", ""), ("ZZZ", "")],
)
def test_party_names(code: str, name: str) -> None:
    assert party_name(code) == name


def test_every_bloc_that_can_be_read_has_its_full_name() -> None:
    missing = [row["code"] for row in table("world/parties") if row["sort"] == "bloc" and not party_name(row["code"])]
    assert missing == [], "add them to lexicon/world/organisations.tsv"


@pytest.mark.parametrize(
    ("code", "words"),
    [("trade_turnover", "Trade turnover"), ("fdi", "Foreign direct investment"), ("underway", "Under way")],
)
def test_codes(code: str, words: str) -> None:
    assert code_words(code) == words


@pytest.mark.parametrize(
    ("kind", "count", "title"),
    [("figures", 1, "1 figure"), ("quotations", 2, "2 quotations"), ("routes", 0, "0 routes")],
)
def test_counts(kind: str, count: int, title: str) -> None:
    assert kind_title(kind, count) == title
