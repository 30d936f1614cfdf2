# ruff: noqa: E501
"""Where persons are named: names that the tagger splits or invents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.reading.tables import rows

if TYPE_CHECKING:
    from servanda.reading.context import Context

NAMES = r"""
Состоялась встреча Ильхама Алиева с Президентом Турецкой Республики Реджепом Тайипом Эрдоганом. → Реджеп Тайип Эрдоган; Ильхам Алиев
Как сообщает Азертадж, на встрече обсудили торговлю. → -
Министр встретился с министром иностранных дел КНР Ван И. Китайский министр уехал. → Ван И
Об этом сообщил представитель президента Чехии Бахтиер Хакимов. → Бахтиер Хакимов
На встрече глав дорог К. АЛПЫСБАЕВА и Д. ГУРБАНОВА обсудили тарифы. Канат Алпысбаев принял Джавида Гурбанова. → Канат Алпысбаев; Джавид Гурбанов
Президенты Токаев и Мирзиёев открыли завод. → Токаев; Мирзиёев
"""


@pytest.mark.parametrize(("text", "expected"), rows(NAMES))
def test_names(context: Callable[..., Context], text: str, expected: str) -> None:
    assert ("; ".join(p.name for p in context(text).people.persons) or "-") == expected


def test_of_names_that_share_a_post_only_the_first_is_led_by_it(context: Callable[..., Context]) -> None:
    ctx = context("Президенты Токаев и Мирзиёев открыли завод.")
    assert [(r.first, r.i) for r in ctx.people.references] == [(0, 1), (3, 3)]
