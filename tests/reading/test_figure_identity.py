# ruff: noqa: E501  (one line a case)
"""One figure told twice: how many of two sentences are left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import figures

if TYPE_CHECKING:
    from servanda.reading.context import Context
from tests.reading.tables import rows

CASES = """
Товарооборот Чехии и Перу достиг 2 млрд долларов. В 2024 году товарооборот Чехии и Перу достиг 2 млрд долларов. → 1
В 2023 году товарооборот Чехии и Перу достиг 2 млрд долларов. В 2024 году товарооборот Чехии и Перу достиг 2 млрд долларов. → 2
Товарооборот Чехии и Перу достиг 2 млрд долларов. Товарооборот Чехии и Перу намерены довести до 2 млрд долларов. → 2
Товарооборот Чехии и Перу достиг 2 млрд долларов. Товарооборот Чехии и Перу превысил 2 млрд долларов. → 2
Товарооборот Чехии с Перу в 2024 году достиг 2,9 млрд долларов ¶ Чехия и Перу торгуют. Объем товарооборота Чехии за прошлый год достиг 2,9 млрд долларов. → 1
Товарооборот Чехии и Перу достиг 2 млрд долларов. Товарооборот Чехии и Чили достиг 2 млрд долларов. → 2
"""


@pytest.mark.parametrize(("text", "left"), rows(CASES))
def test_how_many_are_left(context: Callable[..., Context], text: str, left: str) -> None:
    assert len(figures.find(context(text.replace(" ¶ ", "\n\n"), published="2025-03-10"))) == int(left)


def test_the_one_with_its_time_is_kept(context: Callable[..., Context]) -> None:
    text = "Товарооборот Чехии и Перу достиг 2 млрд долларов. В 2024 году товарооборот Чехии и Перу достиг 2 млрд долларов."
    (figure,) = figures.find(context(text, published="2025-03-10"))
    assert figure.period == "2024"
