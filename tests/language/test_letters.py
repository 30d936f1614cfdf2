"""The letters of Russian: what is Russian is likelier than the same bytes in another encoding."""

from __future__ import annotations

import pytest

from servanda.language.letters import EDGE, likeness
from servanda.language.tables import Row, table
from tests.sources.paragraphs import PARAGRAPHS, SHORT


@pytest.mark.parametrize("row", table("ru/letter_pairs").rows, ids=lambda row: row["letter"])
def test_every_letter_of_the_table_stands_in_its_example(row: Row) -> None:
    letters = {entry.split("=")[0] for entry in row.several("next")}
    example = EDGE + row["example"].replace(" ", EDGE) + EDGE
    assert any(row["letter"] + letter in example for letter in letters)


def test_the_table_counts_a_million_pairs() -> None:
    counts = [int(entry.split("=")[1]) for row in table("ru/letter_pairs") for entry in row.several("next")]
    assert 990_000 < sum(counts) <= 1_000_000


@pytest.mark.parametrize("text", [*PARAGRAPHS, *SHORT])
def test_russian_is_likelier_than_its_misreading(text: str) -> None:
    misread = text.encode("windows-1251").decode("koi8-r")
    assert likeness(text).nats > likeness(misread).nats
    assert likeness(text).mean > -7.5


def test_a_text_without_pairs_has_no_mean() -> None:
    assert likeness("12 %").mean == float("-inf")
