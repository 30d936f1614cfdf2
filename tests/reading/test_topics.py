"""Topics: one line a case, the text and the sectors that it deals with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.model.vocabulary import TOPICS
from servanda.reading import topics

if TYPE_CHECKING:
    from servanda.reading.context import Context

CASES = """
Товарооборот вырос, стороны обсудили торговлю. → trade
Стороны обсудили энергетику и поставки газа. → energy
Построены железная дорога и порт. → transport
Открыт филиал университета. → education
Дни культуры пройдут осенью, театр поедет на гастроли. → culture
Сельское хозяйство и зерно стали главной темой. → agriculture
Стороны обсудили искусственный интеллект. → ai
Парламент одобрил закон, депутаты встретились. → parliament
Туризм и курорты развиваются. → tourism
Больница построена, врачи довольны. → health
Водные ресурсы распределены. → water
Геологоразведка и рудник важны для двух стран. → mining
Терроризм осужден, безопасность укреплена. → security
Инвестиции выросли. → investment
Миграция и визы стали темой встречи. → migration
Космодром открыт, спутник запущен. → space
Банк выдал кредит. → finance
Цифровизация ускоряется. → digital
Климат и экология требуют внимания. → environment
Религиозные лидеры встретились в мечети. → religion
Чемпионат по футболу начался. → sport
Встреча прошла в теплой атмосфере. → -
Министр сельского хозяйства Литвы прибыл в Ригу. → -
Министр энергетики Польши встретил коллегу. → -
Исламская Республика Иран приняла гостей. → -
Гость поблагодарил за теплый прием. → -
Он родился в Риге и живет в Вене. → -
Переговоры длились два часа. → -
Президент прибыл с визитом. → -
Стороны договорились о новой встрече. → -
Министр транспорта Чили выступил с речью. → -
Посол вручил верительные грамоты. → -
Делегация возложила венок. → -
Министр здравоохранения Кубы завершил поездку. → -
"""


@pytest.mark.parametrize(("text", "expected"), [tuple(line.split(" → ")) for line in CASES.strip().splitlines()])
def test_topics(context: Callable[..., Context], text: str, expected: str) -> None:
    assert (" ".join(topics.find(context(text))) or "-") == expected


def test_sectors_of_records_are_topics_in_the_order_of_the_guide(context: Callable[..., Context]) -> None:
    found = topics.find(context("Товарооборот вырос."), used=["sport", "energy"])
    assert found == ["trade", "energy", "sport"]
    assert found == [topic for topic in TOPICS if topic in found]
