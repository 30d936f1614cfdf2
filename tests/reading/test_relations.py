# ruff: noqa: E501  (one line a case)
"""Relations: one line a case, the text and the ranks in it (`parties | level`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import relations

if TYPE_CHECKING:
    from servanda.reading.context import Context
from tests.reading.tables import prove, rows

PUBLISHED = "2024-05-20"

CASES = """
Япония – всесторонний стратегический партнер Монголии. → JP MN | comprehensive_strategic_partnership
Перу – ключевой торговый и инвестиционный партнер Чили. → PE CL | other
Отношения Казахстана и Италии вышли на уровень стратегического партнерства. → KZ IT | strategic_partnership
Вьетнам и Беларусь установили всеобъемлющее стратегическое партнерство. → VN BY | comprehensive_strategic_partnership
Китай и Узбекистан развивают всепогодное всестороннее стратегическое партнерство. → CN UZ | comprehensive_strategic_partnership
Отношения вечного всестороннего стратегического партнерства Казахстана и Китая крепнут. → KZ CN | comprehensive_strategic_partnership
Казахстан и США продолжают расширенное стратегическое партнерство. → KZ US | enhanced_strategic_partnership
Турция и Азербайджан подняли отношения на уровень союзничества. → TR AZ | alliance
Казахстан для Кыргызстана – надежный союзник. → KZ KG | alliance
Союзнические отношения между Казахстаном и Узбекистаном крепнут. → KZ UZ | alliance
Япония – стратегический партнер Монголии. → JP MN | strategic_partnership
Стратегические отношения между Сербией и Венгрией развиваются. → RS HU | strategic_partnership
Италия является крупнейшим торговым партнером Албании. → IT AL | other
Германия – главный торговый партнер Польши. → DE PL | other
Армения и Грузия развивают добрососедские отношения. → AM GE | good_neighbourhood
Латвия – добрый сосед Эстонии. → LV EE | good_neighbourhood
Отношения Турции и Грузии строятся на добрососедстве. → TR GE | good_neighbourhood
Иран – важный и надежный партнер Омана. → IR OM | other
Индия – надежный друг Вьетнама. → IN VN | other
Братские отношения Турции и Азербайджана крепнут. → TR AZ | other
Россия и Индия развивают особо привилегированное стратегическое партнерство. → RU IN | strategic_partnership
Отношения стратегического партнерства и союзничества Казахстана и Узбекистана крепнут. → KZ UZ | strategic_partnership ; KZ UZ | alliance
Министры Грузии и Армении подтвердили приверженность Декларации о стратегическом партнерстве. → GE AM | strategic_partnership
Франция и Узбекистан подтвердили статус стратегических партнеров. → FR UZ | strategic_partnership
Дружественные отношения между Кубой и Мексикой крепнут. → CU MX | other
Посол Кореи назвал Монголию приоритетным партнером Кореи. → KR MN | other
Стратегическое партнерство между Польшей и Румынией отметил министр Польши. → PL RO | strategic_partnership
Китай стал ключевым партнером Пакистана. → CN PK | other
Стратегическое партнерство Египта и Греции отметил посол Египта. → EG GR | strategic_partnership
Казахстан и Азербайджан – надежные стратегические партнеры. → KZ AZ | strategic_partnership
Посол Ирака подписал Договор о стратегическом партнерстве с Ираном. → -
Совет стратегического партнерства Сербии и Венгрии провел заседание. → -
США и их союзники ввели пошлины, заявил министр Канады. → -
Компания ищет торговых партнеров. → -
Китай занимает третье место среди торговых партнеров Албании. → -
АО «Восток» стало стратегическим партнером фирмы «Запад». → -
Стратегия развития Литвы и Польши утверждена. → -
Партнеры встретились в Ливане и Египте. → -
Подписано Соглашение о расширенном партнерстве Казахстана и Японии. → -
Футбольный союз Литвы и Латвии провел турнир. → -
Сосед посла Чили приехал из Перу. → -
Дружба двух писателей из Молдовы и Румынии длилась годы. → -
Стратегические запасы нефти Индии и Китая выросли. → -
Добрые соседи помогли семье. → -
Торговые партнеры клуба обсудили контракт. → -
"""


@pytest.mark.parametrize(("text", "expected"), rows(CASES))
def test_relations(context: Callable[..., Context], text: str, expected: str) -> None:
    found = relations.find(context(text, published=PUBLISHED))
    shown = [f"{' '.join(r.parties)} | {r.level}" for r in found]
    assert (" ; ".join(shown) or "-") == expected


def test_evidence_is_the_text_at_its_place(context: Callable[..., Context]) -> None:
    prove(relations.find, (context(text, published=PUBLISHED) for text, _ in rows(CASES)))


def test_a_friendly_word_gives_way_to_a_rank(context: Callable[..., Context]) -> None:
    text = "Казахстан и Италия – стратегические партнеры. Италия – надежный партнер Казахстана."
    assert [r.level for r in relations.find(context(text))] == ["strategic_partnership"]


def test_a_rank_by_figures_stands_beside_it(context: Callable[..., Context]) -> None:
    text = "Казахстан и Италия – стратегические партнеры. Италия – крупнейший торговый партнер Казахстана."
    assert [r.level for r in relations.find(context(text))] == ["strategic_partnership", "other"]
