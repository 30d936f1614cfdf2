"""How far a post reaches: the words of each post of a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reading.tables import rows

if TYPE_CHECKING:
    from servanda.reading.context import Context

REACHES = r"""
Начался визит Яна Новака, главы МИД Чехии во Вьетнам. → главы МИД Чехии
Глава палестинской делегации на переговорах Ян Новак уехал. → Глава палестинской делегации
Посол Японии в России Масахару Коно уехал. → Посол Японии в России
Полпред президента РФ в округе Иван Петров уехал. → Полпред президента РФ в округе
Директор центра в области экологии Иван Петров уехал. → Директор центра в области экологии
Президент Чехии на встрече в Риге молчал. → Президент Чехии
"""
BODIES = r"""
Лидер оппозиции Иван Петров выступил. → -
Адвокат истцов Иван Петров выступил. → -
Иван Петров является руководителем этой страны. → -
Лидер партии «Рассвет» Иван Петров выступил. → партия «Рассвет»
Верховный представитель ЕС по иностранным делам Кая Каллас прибыла. → EU
Уполномоченный по правам человека в Чехии Иван Петров прибыл. → -
"""


@pytest.mark.parametrize(("text", "expected"), rows(REACHES))
def test_reach(context: Callable[..., Context], text: str, expected: str) -> None:
    ctx = context(text)
    assert "; ".join(ctx.doc[post.i : post.j].text for post in ctx.people.posts) == expected


@pytest.mark.parametrize(("text", "expected"), rows(BODIES))
def test_what_is_no_body(context: Callable[..., Context], text: str, expected: str) -> None:
    assert ("; ".join(post.body for post in context(text).people.posts) or "-") == expected
