# ruff: noqa: E501
"""Who takes part where the clause does not name the doer; published 2025-09-29 (`type|participants|place`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import events
from tests.reading.tables import rows

if TYPE_CHECKING:
    from servanda.reading.context import Context

PUBLISHED = "2025-09-29"
TOLD = r"""
Президент Ирана Масуд Рази прибыл в Минск, где встретится с президентом Чехии Петром Павлом. → visit|Масуд Рази|Минск; meeting|Масуд Рази, Петр Павел|Минск
Выступили министр торговли Чехии Ян Новак и министр торговли Литвы Юрис Озолс, которые встретились в Риге. → meeting|Ян Новак, Юрис Озолс|Рига
Президент Чехии Петр Павел прилетел в Баку. Затем он встретился с президентом Литвы Гитанасом Науседой. → visit|Петр Павел|Баку; meeting|Петр Павел, Гитанас Науседа|Баку
Президент Чехии Петр Павел прилетел в Баку. Запланирована его встреча с президентом Литвы Гитанасом Науседой. → visit|Петр Павел|Баку; meeting|Петр Павел, Гитанас Науседа|
Президент Чехии Петр Павел прилетел в Баку. В четверг он был принят президентом Литвы Гитанасом Науседой. → visit|Петр Павел|Баку; meeting|Петр Павел, Гитанас Науседа|Баку
Министр торговли Чехии Ян Новак принял сегодня в Риге своего литовского коллегу Юриса Озолса. → meeting|Ян Новак, Юрис Озолс|Рига
"""
#: A verb in the third person inside of a speech has another doer than the speaker.
NOT_TOLD = r"""
«Премьер-министр Петр Фиала посетит Ригу, где проведет встречу с Юрисом Озолсом», – сказал Ян Новак. → Ян Новак
Пресс-секретарь президента Чехии Ян Новак сообщил о планах президента Чехии Петра Павла посетить Ригу. → Ян Новак
"""


def found(ctx: Context) -> str:
    return "; ".join(f"{e.type}|{', '.join(e.participants)}|{e.place}" for e in events.find(ctx))


@pytest.mark.parametrize(("text", "expected"), rows(TOLD))
def test_doers_named_before_the_clause(context: Callable[..., Context], text: str, expected: str) -> None:
    assert found(context(text, published=PUBLISHED)) == expected


@pytest.mark.parametrize(("text", "name"), rows(NOT_TOLD))
def test_who_does_not_take_part(context: Callable[..., Context], text: str, name: str) -> None:
    assert name not in {who for e in events.find(context(text, published=PUBLISHED)) for who in e.participants}
