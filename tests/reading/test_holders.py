# ruff: noqa: E501
"""Who holds which post, and by which rule it was bound: one line a case, `person|body|rule` of each binding."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from servanda.reading.context import Context

BINDINGS = r"""
Президент Казахстана Касым-Жомарт Токаев прибыл в Рим. → Касым-Жомарт Токаев|KZ|post_before_name
Премьер-министр Италии, госпожа Джорджа Мелони, прибыла в Астану. → Джорджа Мелони|IT|post_before_name
Касым-Жомарт Токаев, Президент Казахстана, прибыл в Рим. → Касым-Жомарт Токаев|KZ|post_after_name
Прибыл Хакан Фидан (министр иностранных дел Турции). → Хакан Фидан|TR|post_after_name
Лидер партии «Заря», депутат Сейма Латвии Янис Озолс прибыл. → Янис Озолс|партия «Заря»|post_before_post_and_name; Янис Озолс|Сейм Латвии|post_before_name
Президенты России и Сербии Владимир Путин и Александр Вучич провели беседу. → Владимир Путин|RU|posts_respectively; Александр Вучич|RS|posts_respectively
Министры торговли России и Сербии Иван Орлов и Милан Савич провели беседу. → Иван Орлов|RU|posts_respectively; Милан Савич|RS|posts_respectively
Президент Алиев прибыл в Астану. Президент Азербайджана посетил музей. → Алиев||post_before_name; Алиев|AZ|title_of_the_only_one
Сердар Бердымухамедов прибыл в Астану. Затем Сердар Бердымухамедов посетил музей. Президент Туркменистана остался доволен. → Сердар Бердымухамедов|TM|title_by_elimination
Президенты России и Сербии обсудили торговлю. Первым выступил Александр Вучич. Россию представил Президент России Владимир Путин. → Владимир Путин|RU|post_before_name; Александр Вучич|RS|title_of_the_one_named_next
Глава государства Касым-Жомарт Токаев принял посла. Казахстан ждет гостей. → Касым-Жомарт Токаев|KZ|post_before_name
Владимир Путин, президент Казахстана Касым-Жомарт Токаев и премьер Армении Никол Пашинян провели беседу. → Касым-Жомарт Токаев|KZ|post_before_name; Никол Пашинян|AM|post_before_name
Владимир Путин, президент России, Касым-Жомарт Токаев и Александр Лукашенко прибыли в Минск. → Владимир Путин|RU|post_after_name
Ильхам Алиев, президент Турции (НАТО) Реджеп Тайип Эрдоган и гости прибыли. → Реджеп Тайип Эрдоган|TR|post_before_name
Президент и премьер-министр Пакистана Асиф Али Зардари и Шахбаз Шариф направили поздравления. → Асиф Али Зардари|PK|posts_respectively; Шахбаз Шариф|PK|posts_respectively
Президенты Казахстана и России Токаев и Путин провели беседу. → Токаев|KZ|posts_respectively; Путин|RU|posts_respectively
Прибыли премьер-министр Пакистана Шахбаз Шариф и министр обороны Хаваджа Асиф. → Шахбаз Шариф|PK|post_before_name; Хаваджа Асиф|PK|post_beside_post
Прибыли премьер-министр Ирана Масуд Рази и министр иностранных дел Аббас Арагчи. → Масуд Рази|IR|post_before_name; Аббас Арагчи|IR|post_beside_post
МИД РФ: Россия рада. Прибыли премьер-министр Ирана Масуд Рази и министр иностранных дел Аббас Арагчи. → Масуд Рази|IR|post_before_name; Аббас Арагчи||post_before_name
МИД РФ: Россия рада. Министр обороны Иван Орлов посетил завод. → Иван Орлов|RU|bare_title_at_home
МИД РФ: Россия рада. Министр обороны Иван Орлов посетил Иран и Россию. → Иван Орлов||post_before_name
МИД РФ: Россия рада. Министр Иван Орлов посетил завод. → Иван Орлов||post_before_name
Визит Президента Токаева завершен. Казахстан рад гостям. МИД РК доволен. → Токаев|KZ|bare_title_at_home
Секретариат Президента Алиева и главы МИД Байрамова сообщил о визите. → Алиев||post_before_name; Байрамов|МИД|post_before_name
Прибыли премьер-министр Пакистана Шахбаз Шариф, министр обороны Хаваджа Асиф и министр торговли Исхак Дар. → Шахбаз Шариф|PK|post_before_name; Хаваджа Асиф|PK|post_beside_post; Исхак Дар|PK|post_beside_post
Прибыли президент Франции Поль Моро, канцлер Ганс Вебер и министр обороны Борис Кох. → Поль Моро|FR|post_before_name; Ганс Вебер||post_before_name; Борис Кох||post_before_name
С чешской стороны присутствовали министр торговли Ян Новак и посол Петр Фиала, с литовской – министр обороны Юрис Озолс. → Ян Новак|CZ|post_of_the_side; Петр Фиала|CZ|post_of_the_side; Юрис Озолс|LT|post_of_the_side
Армянская делегация во главе с премьер-министром Николаем Петровым прибыла в Ригу. → Николай Петров|AM|post_of_the_side
Вице-премьер и министр обороны Сербии Милош Вучевич прибыл. → Милош Вучевич|RS|post_before_post_and_name; Милош Вучевич|RS|post_before_name
Главы МИД Чехии и Литвы Ян Новак и Юрис Озолс прибыли. → Ян Новак|МИД Чехии|posts_respectively; Юрис Озолс|МИД Литвы|posts_respectively
Президенты России Владимир Путин и Казахстана Касым-Жомарт Токаев обсудили торговлю. → Владимир Путин|RU|post_before_names; Касым-Жомарт Токаев|KZ|posts_respectively
Супруга Президента Италии Лаура Росси посетила музей. → -
Министры и Анна Белова посетили музей. → -
Анна Белова\nПрезидент Казахстана прибыл в Рим. → -
"""
HOMES = """
Глава государства Касым-Жомарт Токаев прибыл. Казахстан ждет гостей. | | → KZ
Президент прибыл в Рим. Казахстан и Италия дружат. | https://news.example.kz/1 | → KZ
Президент прибыл в Рим. Казахстан и Италия дружат. | https://news.example.it/1 | → IT
Президент прибыл в Рим. Казахстан и Италия дружат. | https://news.example.de/1 | →
Президент прибыл в Рим. Казахстан и Италия дружат. | | Vestnik.kz → KZ
МИД РК: Казахстан и Италия дружат. | | → KZ
МИД РФ: Россия и Италия дружат. | | → RU
Казахстан и Италия дружат. | | →
"""
ALIASES = """
Глава государства Касым-Жомарт Токаев прибыл. Президент Казахстана устал. → Президент
Глава государства Шавкат Мирзиёев прибыл. Узбекистан ждет гостей. → Глава государства
"""


@pytest.mark.parametrize("line", BINDINGS.strip().splitlines())
def test_posts_are_bound_to_their_holders(context: Callable[..., Context], line: str) -> None:
    text, expected = line.replace("\\n", "\n").split(" → ")
    people = context(text).people
    found = {f"{person.name}|{held.body}|{held.rule}" for person in people.persons for held in person.held}
    assert found == (set() if expected == "-" else set(expected.split("; ")))


@pytest.mark.parametrize("line", HOMES.strip().splitlines())
def test_the_home_state(context: Callable[..., Context], line: str) -> None:
    known, _, expected = line.partition(" →")
    text, url, publisher = (cell.strip() for cell in f"{known} ".split("|"))
    assert context(text, url=url, publisher=publisher).home == expected.strip()


@pytest.mark.parametrize("line", ALIASES.strip().splitlines())
def test_the_head_of_state_is_called_as_the_text_calls_him(context: Callable[..., Context], line: str) -> None:
    text, expected = line.split(" → ")
    assert {held.position for person in context(text).people.persons for held in person.held} == {expected}


SPEAKER_GOES_ON = """Сердар Бердымухамедов принял послов и рассказал им о новых заводах и дорогах страны.
– Рынок растет на глазах у всех, – отметил Президент Туркменистана.
– Мы ждем новых заводов, – сказал Сердар Бердымухамедов."""


def test_one_speaker_under_name_and_title(context: Callable[..., Context]) -> None:
    people = context(SPEAKER_GOES_ON).people
    assert [(p.name, held.body) for p in people.persons for held in p.held] == [("Сердар Бердымухамедов", "TM")]


def test_the_words_that_prove_a_post(context: Callable[..., Context]) -> None:
    text = "Вчера Президент Казахстана Касым-Жомарт Токаев прибыл в Рим."
    held = context(text).people.persons[0].held[0]
    assert text[held.start : held.end] == "Президент Казахстана Касым-Жомарт Токаев"
