"""The bounds of a text, and its date by mark or dateline."""

from __future__ import annotations

import pytest

from servanda.errors import DateError, DocumentError
from servanda.sources.text import LONGEST_RUN, MOST_CHARACTERS, About, Given, date, document, readable
from tests.sources.paragraphs import KAZAKH, PARAGRAPHS

ARTICLE = PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        (" \n\t\u00a0\n", "is empty"),
        ("«»“”\"'", "holds no words, only signs"),
        ("\u200f\u200e\u202e", "holds no words, only signs"),
        ("\u0301\u0308\u0306", "holds no words, only signs"),
        ("😀🤝🇰🇿", "holds no words, only signs"),
        ("12 345,6 %", "holds no words, only signs"),
        ("а" * (LONGEST_RUN + 1), "holds 10,001 characters without a space from 0 on"),
        ("Встреча " + "x" * 20_000, "holds 20,000 characters without a space from 8 on"),
        ("да " * (MOST_CHARACTERS // 3 + 1), "is 2,000,001 characters long, and 2,000,000 is the most"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        readable(text, "a.txt")
    assert str(caught.value).startswith(f"a.txt: {sentence}; ")


@pytest.mark.parametrize(
    "text",
    [ARTICLE, f"\u200f{ARTICLE}\u202e", f"😀 {ARTICLE}", "Президент\u0301 прибыл", f"«{ARTICLE}»", "а" * LONGEST_RUN],
)
def test_odd_signs_within_a_text_are_kept(text: str) -> None:
    assert readable(text, "a.txt") == text


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    assert readable("Визит\ud800 завершён", "a.txt") == "Визит\ufffd завершён"


@pytest.mark.parametrize(
    ("head", "about", "given", "published", "source"),
    [
        (" date 2025-10-21 ", "", "", "2025-10-21", "text"),
        ("date 2025-10-21\n", "", "", "2025-10-21", "text"),
        (" date 2025-10-21 ", "2025-10", "", "2025-10", "metadata"),
        (" date 2025-10-21 ", "2025-10", "2024", "2024", "given"),
        ("21 октября 2025 года\n", "", "", "2025-10-21", "text"),
        ("21 октября 2025 года ", "", "", "", "none"),
        ("update 2025-10-21 ", "", "", "", "none"),
        (" date 2025-10-211 ", "", "", "", "none"),
        ("", "", "", "", "none"),
    ],
)
def test_the_date_and_how_it_was_found(head: str, about: str, given: str, published: str, source: str) -> None:
    made = document(head + ARTICLE, About("a", published=about), Given(given), "a.txt")
    assert (made.published, made.published_from) == (published, source)
    assert made.text == head + ARTICLE


def test_a_mark_that_is_no_date_is_an_error_unless_a_date_is_given() -> None:
    text = " date 2025-02-30 " + ARTICLE
    with pytest.raises(DocumentError, match=r"^a\.txt: says that it was published on '2025-02-30', which is no date; "):
        document(text, About("a"), Given(), "a.txt")
    assert document(text, About("a"), Given("2025-03-01"), "a.txt").published == "2025-03-01"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-09-29", "2025-09-29"),
        ("2025-09-29T21:40:00+05:00", "2025-09-29"),
        ("2025-09-29 21:40", "2025-09-29"),
        ("2025-09", "2025-09"),
        (" 2025 ", "2025"),
    ],
)
def test_dates_of_metadata_are_cut_to_the_day(value: str, expected: str) -> None:
    assert date(value, "a") == expected


@pytest.mark.parametrize("value", ["29.09.2025", "yesterday", "2025-13", "2025-02-30T10:00", "T10:00"])
def test_other_dates_of_metadata_are_errors(value: str) -> None:
    with pytest.raises(DocumentError, match="which is no date; correct it"):
        date(value, "a")


def test_a_given_date_that_is_none_is_an_error_of_the_caller() -> None:
    with pytest.raises(DateError):
        Given("2025-02-30")


def test_the_language_is_found_unless_it_is_known() -> None:
    assert document(ARTICLE, About("a"), Given(), "a").language == "ru"
    assert document(KAZAKH, About("a"), Given(), "a").language == "kk"
    assert document(KAZAKH, About("a", language="ky"), Given(), "a").language == "ky"
    assert document(KAZAKH, About("a", language="ky"), Given(language="ru"), "a").language == "ru"
