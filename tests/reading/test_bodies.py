"""Bodies: one line a case, the text and the name of each body with the number of its mentions where it is not one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading.bodies import find_bodies

if TYPE_CHECKING:
    from servanda.reading.context import Context

BODIES = """
Госдума приняла закон. → Госдума
Парламент Греции принял закон. Депутаты парламента Греции уехали. → Парламент Греции*2
Об этом сообщил МИД Японии. → МИД Японии
Украинское правительство внесло план. → Украинское правительство
Новый парламент Грузии собрался. → парламент Грузии
Съезд партии «Рассвет» открыт. «Рассвет» объявил итоги. → Рассвет*2
Компания Google открыла офис. → Google
Союз координационных советов (СКС) открыл съезд. → Союз координационных советов
В ООН обсудили план. Организация Объединенных Наций внесла проект. → Организация Объединенных Наций*2
СМИ сообщили о визите. →
Правительство собралось утром. →
Россия и Чили подписали договор. →
Состоялась встреча председателя Счетной комиссии М.Петрова с послом. → Счетная комиссия
"""


@pytest.mark.parametrize("line", BODIES.strip().splitlines())
def test_bodies(line: str, context: Callable[..., Context]) -> None:
    text, _, expected = line.partition(" →")
    found = [f"{b.name}*{len(b.mentions)}" if len(b.mentions) > 1 else b.name for b in find_bodies(context(text))]
    assert "; ".join(found) == expected.strip()


def test_mentions_never_overlap(context: Callable[..., Context]) -> None:
    ctx = context("Московское отделение движения «Мир» и комитет Сената Франции по торговле открыли съезд ООН.")
    assert ctx.bodies
    assert all(one.j <= two.i for one, two in zip(ctx.bodies, ctx.bodies[1:], strict=False))
