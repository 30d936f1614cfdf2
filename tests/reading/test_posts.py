# ruff: noqa: E501
"""Posts: one line a case, the text and `words:class:position/body` of each post (`plural`, `former` where it is so)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.language.tables import table
from servanda.reading.posts import OF_STATES, find_posts

if TYPE_CHECKING:
    from servanda.reading.context import Context

POSTS = """
Президент Казахстана прибыл. → Президент Казахстана:head_of_state:Президент/KZ
Визит Президента Казахстана завершен. → Президента Казахстана:head_of_state:Президент/KZ
Глава государства принял посла. → Глава государства:head_of_state_alias:Глава государства/; посла:ambassador:посол/
Встреча с Министром иностранных дел Украины прошла. → Министром иностранных дел Украины:foreign_minister:Министр иностранных дел/UA
Казахстанский министр энергетики прибыл. → Казахстанский министр энергетики:minister:министр энергетики/KZ
Прибыл посол Казахстана в Нидерландах. → посол Казахстана в Нидерландах:ambassador:посол в Нидерландах/KZ
Президенты России и Сербии прибыли. → Президенты России и Сербии:head_of_state:Президенты/RU:plural
Прибыл бывший министр торговли Кубы. → министр торговли Кубы:minister:министр торговли/CU:former
Прибыл экс-посол Кубы. → экс-посол Кубы:ambassador:экс-посол/CU:former
Председатель Сената Парламента прибыл. → Председатель Сената Парламента:head:Председатель/Сенат Парламента
Президент компании «Азот» прибыл. → Президент компании «Азот»:head:Президент/компания «Азот»
Помощник Президента Казахстана прибыл. → Помощник Президента Казахстана:aide:Помощник Президента/KZ
Заместитель министра финансов Индии прибыл. → Заместитель министра финансов Индии:minister:Заместитель министра финансов/IN
И.о. главы МИД Литвы прибыл. → И.о. главы МИД Литвы:aide:И.о. главы/МИД Литвы
Директор по сотрудничеству с Азией Королевского клуба прибыл. → Директор по сотрудничеству с Азией Королевского клуба:head:Директор по сотрудничеству с Азией/Королевский клуб
Папа Римский прибыл. → Папа Римский:head_of_state:Папа Римский/VA
Министр инвестиций, промышленности и торговли Узбекистана прибыл. → Министр инвестиций, промышленности и торговли Узбекистана:minister:Министр инвестиций, промышленности и торговли/UZ
Президент и Премьер-министр Италии прибыли. → Президент:head_of_state:Президент/; Премьер-министр Италии:head_of_government:Премьер-министр/IT
Председатель правления АО «НК «Казатом» прибыл. → Председатель правления АО «НК «Казатом»:head:Председатель правления/АО «НК «Казатом»
Премьер-министр Республики Узбекистан прибыл. → Премьер-министр Республики Узбекистан:head_of_government:Премьер-министр/UZ
Король Королевства Саудовская Аравия прибыл. → Король Королевства Саудовская Аравия:head_of_state:Король/SA
Глава Республики Татарстан прибыл. → Глава Республики Татарстан:head:Глава/Республика Татарстан
Министр окружающей среды Монголии прибыл. → Министр окружающей среды Монголии:minister:Министр окружающей среды/MN
Постоянный представитель Армении при ООН прибыл. → Постоянный представитель Армении при ООН:ambassador:Постоянный представитель при ООН/AM
"""
NO_POSTS = """
Самолет вылетел в Рим.
Главная площадь открыта.
Председательство перешло к Литве.
Министерство открыто.
"""
CODES = """
Президент Казахстана прибыл. → KZ
Президенты России и Сербии прибыли. → RU RS
Посол Казахстана в Нидерландах прибыл. → KZ NL
Казахстанский министр прибыл. → KZ
Папа Римский прибыл. → VA
Президент ЕС прибыл. → EU
Помощник Президента Казахстана прибыл. → KZ
Директор Института языкознания прибыл. →
Мэр Стамбула прибыл. →
"""


def found(ctx: Context) -> str:
    return "; ".join(
        f"{ctx.doc[post.i : post.j].text}:{post.sort}:{post.position}/{post.body}"
        + ":plural" * post.plural
        + ":former" * post.former
        for post in find_posts(ctx)
    )


@pytest.mark.parametrize("line", POSTS.strip().splitlines())
def test_posts(context: Callable[..., Context], line: str) -> None:
    text, expected = line.split(" → ")
    assert found(context(text)) == expected


@pytest.mark.parametrize("text", NO_POSTS.strip().splitlines())
def test_no_posts(context: Callable[..., Context], text: str) -> None:
    assert found(context(text)) == ""


@pytest.mark.parametrize("line", CODES.strip().splitlines())
def test_states_of_a_post(context: Callable[..., Context], line: str) -> None:
    text, _, expected = line.partition(" →")
    assert [" ".join(post.codes) for post in find_posts(context(text))] == [expected.strip()]


def test_a_post_lies_in_one_sentence_and_holds_its_head(context: Callable[..., Context]) -> None:
    ctx = context("Президент Казахстана\nи Премьер-министр. Италии дорог министр торговли.")
    for post in find_posts(ctx):
        assert post.i <= post.head < post.j
        assert ctx.doc[post.i].sent == ctx.doc[post.j - 1].sent


def test_the_classes_of_the_table_are_those_that_the_reading_knows() -> None:
    rows = table("ru/posts").rows
    assert {row["takes"] for row in rows} == {"state", "portfolio", "ministry", "body"}
    assert {row["class"] for row in rows} >= OF_STATES
