# ruff: noqa: E501
"""Rolls of those present, added to the event told before (`type|participants`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import events
from tests.reading.tables import rows

if TYPE_CHECKING:
    from servanda.reading.context import Context

ROLLS = r"""
В Риге состоялась встреча министра торговли Чехии Яна Новака с министром торговли Литвы Юрисом Озолсом. С чешской стороны во встрече приняли участие посол Петр Фиала и депутат Павел Кучера. → meeting|Ян Новак, Юрис Озолс, Петр Фиала, Павел Кучера
Президент Чехии Петр Павел встретился с министром торговли Литвы Юрисом Озолсом. На встрече также были министр торговли Чехии Ян Новак и посол Литвы Йонас Каунас. → meeting|Петр Павел, Юрис Озолс, Ян Новак, Йонас Каунас
Президент Чехии Петр Павел встретился с президентом Литвы Гитанасом Науседой. Президенты обсудили торговлю. С литовской стороны участие принимали Юрис Озолс и Павел Кучера. → meeting|Петр Павел, Гитанас Науседа, Юрис Озолс, Павел Кучера
Президент Чехии Петр Павел встретился с президентом Литвы Гитанасом Науседой. С литовской стороны выступит Юрис Озолс. → meeting|Петр Павел, Гитанас Науседа
"""


@pytest.mark.parametrize(("text", "expected"), rows(ROLLS))
def test_rolls(context: Callable[..., Context], text: str, expected: str) -> None:
    found = events.find(context(text, published="2025-09-29"))
    assert "; ".join(f"{e.type}|{', '.join(e.participants)}" for e in found) == expected
