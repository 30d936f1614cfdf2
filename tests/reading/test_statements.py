# ruff: noqa: E501
"""Whom a statement without a doer is about: one line a case, the text, the ⟦statement⟧ and the states."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import statements

if TYPE_CHECKING:
    from servanda.reading.context import Context

CASES = """
Казахстан, Азербайджан, Грузия и Турция провели встречу. Казахстан, Азербайджан, Грузия и Турция связаны путем. ⟦Необходимо расширять порты⟧. → KZ AZ GE TR
Президенты Сербии и Венгрии провели встречу. Сербия и Венгрия – соседи. ⟦Планируется построить мост⟧. → RS HU
Президенты Сербии и Венгрии провели встречу. Сербия и Венгрия – соседи. ⟦Соглашение между ЕАЭС и Индией будет подписано⟧. → EAEU IN
Президенты Сербии и Венгрии провели встречу. Сербия и Венгрия – соседи. ⟦Странам ШОС предложен план⟧. → SCO
Президенты Сербии и Венгрии провели встречу.¶В Сербии растет спрос на дороги. ⟦Планируется построить мост⟧. → RS
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_whom_it_is_about(context: Callable[..., Context], line: str) -> None:
    marked, expected = line.replace("¶", "\n").split(" → ")
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    ctx = context(re.sub("[⟦⟧]", "", marked))
    span = ctx.span(start, end)
    assert statements.of_statement(ctx, span.start, span.end) == tuple(expected.split())


def test_the_company_is_that_of_the_scene(context: Callable[..., Context]) -> None:
    text = "Министры Казахстана, Азербайджана и Узбекистана открыли форум. Стороны договорились построить мост."
    ctx = context(f"Президенты Казахстана и Азербайджана провели встречу. Казахстан и Азербайджан – соседи.\n{text}")
    assert statements.company(ctx, ctx.document.text.index("Стороны"), "KZ") == ("KZ", "AZ", "UZ")
