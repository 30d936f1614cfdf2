"""Sectors: one line a case, the piece of text and the sector that it deals with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.language.tables import table
from servanda.model.vocabulary import TOPICS
from servanda.reading import sectors

if TYPE_CHECKING:
    from servanda.reading.context import Context

CASES = """
Объем взаимной торговли вырос. → trade
Стороны открыли торговый дом в Риге. → trade
Пошлины на товары снижены. → trade
Соглашение о поощрении инвестиций подписано. → investment
Фонд прямых инвестиций начал работу. → investment
Созданы условия для иностранных инвесторов. → investment
Развивается промышленная кооперация. → industry
Завод по сборке тракторов запущен. → industry
Судостроение получило заказы. → industry
Поставки зерна и муки продолжаются. → agriculture
Ветеринарные сертификаты согласованы. → agriculture
Сельское хозяйство кормит оба народа. → agriculture
Транзит нефти и газа обсужден. → energy
Строительство атомной электростанции начато. → energy
Возобновляемые источники энергии внедряются. → energy
Водные ресурсы трансграничных рек распределены. → water
Водоснабжение сел улучшено. → water
Транспортный коридор через Каспий расширяется. → transport
Пункты пропуска модернизированы. → transport
Прямое авиасообщение восстановлено. → transport
Месторождение меди разведано геологами. → mining
Редкоземельные металлы востребованы. → mining
Банки расширили кредитование. → finance
Расчеты в национальных валютах выросли. → finance
Туристы заполнили гостиницы. → tourism
Цифровизация государственных услуг продолжается. → digital
Телекоммуникационные сети построены. → digital
Искусственный интеллект помогает врачам. → ai
Академия наук изучила рукописи. → science
Студенты учатся в университетах. → education
Филиал университета открыт. → education
Дни культуры пройдут в Вене. → culture
Памятник поэту установлен. → culture
Больница получила вакцину. → health
Климат меняется, выбросы растут. → environment
Борьба с терроризмом продолжается. → security
Вооруженные силы провели маневры. → security
Межпарламентские связи крепнут, депутаты встретились. → parliament
Съезд религий собрал духовенство. → religion
Межрегиональный форум губернаторов прошел. → regional
Реформа ООН обсуждена на Генеральной Ассамблее. → multilateral
Безвизовый режим для граждан введен. → migration
Спортсмены выступили на чемпионате. → sport
Космодром Байконур принял ракету. → space
Гуманитарная помощь пострадавшим доставлена. → humanitarian
Пенсии повышены. → humanitarian
"""
FALLBACK = """
Развивается туризм. | По данному направлению создана группа. → tourism
Подписан меморандум о поставках газа. | Документ вступил в силу. → energy
Гости прибыли вечером. | Встреча прошла тепло. → multilateral
"""


def cases(text: str) -> list[tuple[str, str]]:
    lines = (line.split(" → ") for line in text.strip().splitlines())
    return [(left, right) for left, right in lines]


@pytest.mark.parametrize(("text", "expected"), cases(CASES))
def test_sector_of_a_sentence(context: Callable[..., Context], text: str, expected: str) -> None:
    assert sectors.sector(context(text), 0, len(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases(FALLBACK))
def test_where_a_piece_says_nothing_what_stands_before_does(
    context: Callable[..., Context], text: str, expected: str
) -> None:
    before, piece = text.split(" | ")
    whole = f"{before} {piece}"
    assert sectors.sector(context(whole), len(before) + 1, len(whole)) == expected


def test_the_first_of_two_equals_is_taken(context: Callable[..., Context]) -> None:
    text = "Проекты в сферах туризма и спорта."
    assert list(sectors.weights(context(text), 0, len(text))) == ["tourism", "sport"]
    assert sectors.sector(context(text), 0, len(text)) == "tourism"


def test_words_are_counted_within_the_piece_only(context: Callable[..., Context]) -> None:
    text = "Туризм растет. Спорт тоже."
    assert sectors.weights(context(text), text.index("Спорт"), len(text)) == {"sport": 3}


def test_the_words_are_found_once(context: Callable[..., Context]) -> None:
    ctx = context("Туризм растет.")
    assert sectors.sector_words(ctx) is sectors.sector_words(ctx)


def test_every_topic_has_words_and_every_weight_is_known() -> None:
    rows = table("ru/sectors").rows
    assert {topic for row in rows for topic in row.several("topic")} == set(TOPICS)
    assert {row["weight"] for row in rows} <= {"1", "2", "3"}
