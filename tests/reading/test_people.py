# ruff: noqa: E501
"""Names gathered into persons: one line a case, the text and `name*mentions` of each person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from servanda.reading.context import Context

PERSONS = """
Министр провел беседу с министром финансов Сербии С.Мали. → С.Мали*1
Председатель Национальной ассамблеи Х. Родригес провел беседу. → Х. Родригес*1
Прибыл Луис Инасиу Лула да Силва. Лула да Силва посетил музей. Лула доволен. → Луис Инасиу Лула да Силва*3
Прибыл Масуд Пезешкиан. Визит Масуда Пезешкияна завершен. → Масуд Пезешкиан*2
Состоялась беседа с министром культуры Катара шейхом Мухаммедом бен Заидом аль-Нахайяном. → Мухаммед бен Заид аль-Нахайян*1
По приглашению Эмира Катара шейха Тамима бин Хамада Аль Тани прибыл гость. → Тамим бин Хамад Аль Тани*1
Шавкат Мирзиёев прибыл. Мирзиёева встретил посол. Переговоры с Шавкатом Мирзиёевым начались. → Шавкат Мирзиёев*3
Прибыл Шавкат Мирзиёев. Шавкат Миромонович посетил музей. → Шавкат Мирзиёев*2
Прибыл К. Токаев. Касым-Жомарт Токаев посетил музей. Визит Токаева завершен. → Касым-Жомарт Токаев*3
Прибыл К.Токаев. Переговоры с К.Токаевым начались. → К.Токаев*2
Урсула фон дер Ляйен прибыла. Фон дер Ляйен посетила музей. → Урсула фон дер Ляйен*2
Прибыл Ильхам Алиев. Мехрибан Алиева посетила музей. Алиева выступила с речью. → Ильхам Алиев*1; Мехрибан Алиева*2
Прибыл Ильхам Гейдар оглу Алиев. Речь Алиева слушали все. → Ильхам Гейдар оглу Алиев*2
Прибыл Си Цзиньпин. Беседа с Си Цзиньпином длилась час. → Си Цзиньпин*2
Прибыла Кэти Лич. По словам Лич, связи крепнут. Госпожа Лич уехала. → Кэти Лич*3
Ангела Меркель и Эмманюэль Макрон прибыли. Меркель и Макрон провели беседу. → Ангела Меркель*2; Эмманюэль Макрон*2
Прибыли Иван Петров и Анна Петрова. → Иван Петров*1; Анна Петрова*1
Прибыл Реджеп Тайип Эрдоган. Эрдогана встретил посол. → Реджеп Тайип Эрдоган*2
Прибыл Мухаммед бен Салман. Мухаммед бен Салман посетил музей. → Мухаммед бен Салман*2
Прибыл Карим Массимов. Массимову вручили книгу. Книгу вручили и Ивану Орлову. → Карим Массимов*2; Иван Орлов*1
Заседание прошло в правительстве РА. Министр РА Карапетян выступил с речью. → Карапетян*1
Посол Венгрии в РК встретил гостей. Министр встретился с Послом Венгрии в РК Отто Иваном Рона. → Отто Иван Рона*1
Президенты Путин и Токаев обсудили торговлю. → Путин*1; Токаев*1
Переговоры с президентом компании CNPC Ши Даганом прошли в Пекине. → Ши Даган*1
Президент и премьер-министр Италии Серджо Маттарелла и Джорджа Мелони приняли гостей. → Серджо Маттарелла*1; Джорджа Мелони*1
Министр принял Каталину Новак. → Каталина Новак*1
Виктор Орбан принял Ивана Орлова. → Виктор Орбан*1; Иван Орлов*1
В беседе с Ильхамом Алиевым Хакан Фидан выступил с речью. → Ильхам Алиев*1; Хакан Фидан*1
Прибыл Иванов И. И. Затем И. И. Иванов выступил с речью. → Иванов И. И.*2
Спикер Мажилиса Ерлан Кошанов прибыл. → Ерлан Кошанов*1
Г-н Смирнов прибыл. → Смирнов*1
Его Превосходительство посол Марко Росси прибыл. → Марко Росси*1
Прибыл «Иван Орлов», новый корабль флота. → Иван Орлов*1
"""
NOBODY = """
Казахстан и Италия дружат.
Встреча прошла в Акорде.
МИД и ООН провели встречу.
Президент прибыл.
"""
REFERENCES = """
Президент Казахстана Касым-Жомарт Токаев прибыл. Президент Казахстана устал. → Касым-Жомарт Токаев/name/Nom; Президент Казахстана/title/Nom
Визит Касым-Жомарта Токаева завершен. → Касым-Жомарта Токаева/name/Gen
Он встретился с Министром энергетики Азербайджана Парвизом Шахбазовым. → Парвизом Шахбазовым/name/Ins
Министр торговли Грузии Лела Чикован прибыла. Посол встретил министра. → Лела Чикован/name/Nom; министра/title/Acc
Глава государства Касым-Жомарт Токаев прибыл. Казахстан ждет гостей. Президент РК устал. → Касым-Жомарт Токаев/name/Nom; Президент РК/title/Nom
"""
TITLES_OF_NOBODY = "Президент Италии прибыл. Послы уехали."


def persons(ctx: Context) -> set[str]:
    return {f"{person.name}*{person.count}" for person in ctx.people.persons}


@pytest.mark.parametrize("line", PERSONS.strip().splitlines())
def test_persons_and_how_often_they_are_named(context: Callable[..., Context], line: str) -> None:
    text, expected = line.split(" → ")
    assert persons(context(text)) == set(expected.split("; "))


@pytest.mark.parametrize("text", NOBODY.strip().splitlines())
def test_nobody(context: Callable[..., Context], text: str) -> None:
    assert persons(context(text)) == set()


@pytest.mark.parametrize("line", REFERENCES.strip().splitlines())
def test_references_by_name_and_title(context: Callable[..., Context], line: str) -> None:
    text, expected = line.split(" → ")
    ctx = context(text)
    found = [f"{ctx.doc[r.i : r.j].text}/{r.how}/{r.case}" for r in ctx.people.references]
    assert "; ".join(found) == expected


def test_titles_whose_holder_the_text_does_not_name(context: Callable[..., Context]) -> None:
    assert context(TITLES_OF_NOBODY).people.references == []


def test_a_name_with_its_post_is_led_by_the_post(context: Callable[..., Context]) -> None:
    ctx = context("Вчера Президент Казахстана Касым-Жомарт Токаев прибыл.")
    assert [ctx.doc[r.first : r.j].text for r in ctx.people.references] == ["Президент Казахстана Касым-Жомарт Токаев"]


def test_references_between_two_places(context: Callable[..., Context]) -> None:
    text = "Прибыл Хакан Фидан. Его принял Виктор Орбан. Уехал Хакан Фидан."
    people = context(text).people
    assert [people.of(r).name for r in people.between(0, len(text))] == ["Хакан Фидан", "Виктор Орбан", "Хакан Фидан"]
    assert [people.of(r).name for r in people.between(20, 45)] == ["Виктор Орбан"]
    assert people.between(0, 10) == []


def test_a_person_by_name(context: Callable[..., Context]) -> None:
    people = context("Прибыл Хакан Фидан.").people
    assert people.named("Хакан Фидан") is people.persons[0]
    assert people.named("Фидан") is None


WORDS = [
    "Президент",
    "Казахстана",
    "Касым-Жомарт",
    "Токаев",
    "Токаева",
    ",",
    "и",
    "Виктор",
    "Орбан",
    "\n",
    ".",
    "–",
    "фон",
    "Ли",
    "К.",
]


@given(words=st.lists(st.sampled_from(WORDS), max_size=14))
@settings(max_examples=25)
def test_references_lie_in_the_text_in_order(context: Callable[..., Context], words: list[str]) -> None:
    ctx = context(" ".join(words))
    references = ctx.people.references
    assert [r.start for r in references] == sorted(r.start for r in references)
    for r in references:
        assert ctx.doc[r.i : r.j].start_char == r.start < r.end == ctx.doc[r.i : r.j].end_char
        assert r.first <= r.i < r.j
        assert ctx.people.of(r).name
    assert sum(person.count for person in ctx.people.persons) == sum(r.how == "name" for r in references)
