"""Dates, codes and names as they are read."""

from __future__ import annotations

import pytest

from servanda.language.tables import table
from servanda.report.wording import code_words, date_words, kind_title, party_code, party_name, party_names


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kz", "KZ"), ("Kazakhstan", "KZ"), ("казахстана", "KZ"), ("РК", ""), ("США", "US"),
        ("Guam", "GU"), ("GUAM", "GUAM"), (" Saudi  Arabia ", "SA"),
        ("Саудовской Аравии", "SA"), ("eaeu", "EAEU"), ("ЕАЭС", "EAEU"), ("central asia", "Central Asia"), ("XX", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_state_may_be_written_by_code_or_name(text: str, code: str) -> None:
    assert party_code(text) == code


def test_every_english_name_leads_back_to_its_code() -> None:
    assert [name for name in party_names() if party_name(party_code(name)) != name] == []
