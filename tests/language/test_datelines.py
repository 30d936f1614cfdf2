"""Datelines: lines at the head that hold a full date and nothing but a time and a city."""

from __future__ import annotations

import pytest

from servanda.language.datelines import dateline
from servanda.language.tables import Row, table


@pytest.mark.parametrize("row", table("ru/dateline_words").rows, ids=lambda row: row["phrase"])
def test_every_word_stands_before_the_date_of_its_example(row: Row) -> None:
    assert row["phrase"] in row["example"].lower()
    assert dateline(row["example"]).startswith("2024-03-")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("15 марта 2024 года", "2024-03-15"),
        ("15 марта 2024 г.", "2024-03-15"),
        ("15 Марта, 2024", "2024-03-15"),
        ("15.03.2024", "2024-03-15"),
        ("15.03.2024, 10:45", "2024-03-15"),
        ("2024-03-15", "2024-03-15"),
        ("10:45, 15 марта 2024", "2024-03-15"),
        ("15 марта 2024 в 10:45", "2024-03-15"),
        ("Астана, 15 марта 2024 года", "2024-03-15"),
        ("АСТАНА. 15 марта 2024 г.", "2024-03-15"),
        ("Рио-де-Жанейро, 15 марта 2024", "2024-03-15"),
        ("15 марта 2024 | 12:30 | Москва", "2024-03-15"),
        ("О встрече министров\n15 марта 2024 года\nМинистры встретились.", "2024-03-15"),
        ("15 марта 2024\n15.03.2024", "2024-03-15"),
        ("15 марта 2024 года состоялась встреча.", ""),
        ("Встреча прошла 15 марта 2024 года", ""),
        ("Встреча Прошла 15 марта 2024 года", ""),
        ("15 марта", ""),
        ("март 2024 года", ""),
        ("9 мая 1945 года", ""),
        ("32 марта 2024 года", ""),
        ("31.02.2024", ""),
        ("15 марта 2024\n16 марта 2024", ""),
        ("Первая строка\nВторая строка\nТретья строка\n15 марта 2024 года", ""),
        ("15 марта 2024 – 17 марта 2024", ""),
        ("", ""),
    ],
)
def test_datelines(text: str, date: str) -> None:
    assert dateline(text) == date


def test_long_lines_take_no_time() -> None:
    assert dateline("А " * 100_000) == ""
    assert dateline("А-" * 100_000) == ""
