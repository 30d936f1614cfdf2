"""Enumerations of documents: which follow one another in a row, and what then governs them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import instrument_series, mentions

if TYPE_CHECKING:
    from servanda.reading.context import Context

# text → for every document, whether it stands in a row
ROWS = """
Подписаны соглашение о визах, меморандум о туризме и план работы. → + + +
Подписаны соглашение о визах, а также меморандум о туризме. → + +
Подписано соглашение о визах, меморандум обсудили позже. → - -
Подписано соглашение о визах. Меморандум готовится. → - -
Стороны выполняют план и подписание договора откладывают. → - -
Стороны примут план или дорожную карту. → -
"""


@pytest.mark.parametrize(("text", "expected"), [tuple(line.split(" → ")) for line in ROWS.strip().splitlines()])
def test_rows(context: Callable[..., Context], text: str, expected: str) -> None:
    found = instrument_series.joined(mentions.find(context(text), "instruments", "document"))
    assert " ".join("+" if mention.in_row else "-" for mention in found) == expected


def test_what_governs_the_first_governs_all(context: Callable[..., Context]) -> None:
    made = context("Подписаны соглашение о визах между Литвой и Латвией, меморандум о туризме и план мероприятий.")
    found = instrument_series.joined(mentions.find(made, "instruments", "document"))
    assert [mention.around.close("sign") for mention in found] == [True, True, True]
