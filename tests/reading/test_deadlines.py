"""Deadlines: one line a case, the sentence with the ⟦evidence⟧ and the time by which it is to be done."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading.deadlines import deadline

if TYPE_CHECKING:
    from servanda.reading.context import Context

PUBLISHED = "2025-10-06"
CASES = """
⟦Министерствам поручено до 1 апреля подготовить план⟧. → 2026-04-01
⟦Поручено до конца июня подготовить план⟧. → 2026-06
⟦Стороны договорились провести в ноябре выставку⟧. → 2025-11
⟦Порт планируется открыть в первом квартале 2026 года⟧. → 2026-01/2026-03
К 2030 году ⟦планируется открыть порт⟧. → 2030
⟦Рейсы откроются с 1 июня 2026 года⟧. → 2026-06-01
⟦Стороны намерены завершить ремонт порта, начатый в прошлом году⟧. →
⟦Порт, открытый в мае 2020 года, будет расширен до 2028 года⟧. → 2028
⟦Стороны договорились открыть порт в ближайшее время⟧. →
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_by_when(context: Callable[..., Context], line: str) -> None:
    marked, _, expected = line.partition(" →")
    opened, text = marked.index("⟦"), re.sub("[⟦⟧]", "", marked)
    ctx = context(text, published=PUBLISHED)
    assert deadline(ctx, 0, opened, marked.index("⟧") - 1) == expected.strip()


def test_a_month_without_a_year_needs_a_day_of_publication(context: Callable[..., Context]) -> None:
    text = "Поручено до 1 апреля подготовить план."
    assert deadline(context(text, published=""), 0, 0, len(text)) == ""
