"""Cities, regions and venues: one line a case, the text and the places in it (`name/code/sort`; `-` none)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.russian import Russian
from servanda.language.tables import Row, table
from servanda.reading.places import find_places

if TYPE_CHECKING:
    from spacy.tokens import Doc

CASES = """
Встреча прошла в Астане. → Астана/KZ/city
Самолет вылетел из Рима в Алматы. → Рим/IT/city Алматы/KZ/city
Форум открылся в городе Караганде. → Караганда/KZ/city
Форум открылся в Нью-Йорке и Санкт-Петербурге. → Нью-Йорк/US/city Санкт-Петербург/RU/city
Гости посетили Нижний Новгород и Ростов-на-Дону. → Нижний Новгород/RU/city Ростов-на-Дону/RU/city
Самолет вылетел из Нижнего Новгорода. → Нижний Новгород/RU/city
Завод строится в Алматинской области. → Алматинская область/KZ/region
Заводы строятся в Алматинской и Жамбылской областях. → Алматинская область/KZ/region Жамбылская область/KZ/region
В Алматинской филармонии дали концерт. → -
Завод строится в Мартукском районе. → Мартукский район//region
Участники посетили месторождение Жаман-Кала. → месторождение Жаман-Кала//other
Добыча на Кашагане выросла. → Кашаган/KZ/other
Встреча прошла в Акорде. → Акорда/KZ/venue
Встреча прошла в Кремле. → Кремль/RU/venue
Встреча прошла в Белом доме. → Белый дом/US/venue
Корабли вышли в Каспийское море. → Каспийское море//region
Сборная Северной Ирландии прилетела вечером. → Северная Ирландия/GB/region
Грузы идут через порты Актау и Курык. → Актау/KZ/city Курык/KZ/city
Рост отмечен в Восточном Казахстане. → Восточный Казахстан/KZ/region
Казахстан и Италия расширяют сотрудничество. → -
Работа ведется по всей Республике. → -
Санкции Запада не помогли. → -
Писатель Джек Лондон родился в январе. → -
Того, кто ищет порту замену, ждет работа. → -
"""


def in_batches(russian: Russian, rows: list[Row], size: int = 60) -> Iterator[tuple[list[Row], Doc]]:
    """The examples of some rows as one text, a line each."""
    for n in range(0, len(rows), size):
        batch = rows[n : n + size]
        yield batch, next(iter(russian.annotate(["\n".join(row["example"] for row in batch)])))


def cases(block: str) -> list[tuple[str, str]]:
    lines = [line.split(" → ") for line in block.strip().splitlines()]
    return [(text, expected) for text, expected in lines]


@pytest.fixture(scope="module")
def russian() -> Russian:
    return Russian()


@pytest.mark.parametrize(("text", "expected"), cases(CASES))
def test_places(russian: Russian, text: str, expected: str) -> None:
    doc = next(iter(russian.annotate([text])))
    assert (" ".join(f"{p.name}/{p.code}/{p.sort}" for p in find_places(doc, russian.phrase)) or "-") == expected


def test_a_place_in_a_title_is_marked(russian: Russian) -> None:
    doc = next(iter(russian.annotate(["Артисты театра «Астана Опера» прилетели в Астану."])))
    assert [place.quoted for place in find_places(doc, russian.phrase)] == [True, False]


BLANK = spacy.blank("xx")


def test_every_form_of_every_place_is_found() -> None:
    """No tagger is asked: the forms alone must do. A name that several places bear is the first one's."""
    missed = []
    for row in table("ru/places"):
        for form in row["forms"].split("|"):
            text = f"Все знают, что {form} упомянуто здесь."
            if [text[p.start : p.end] for p in find_places(BLANK(text))] != [form] and not also_a_state(form):
                missed.append(f"{row.where}: {form}")
    assert missed == []


def also_a_state(form: str) -> bool:
    return any(form in row["forms"].split("|") for row in table("ru/state_names"))


def test_every_place_matches_its_example(russian: Russian) -> None:
    missed = []
    for rows, doc in in_batches(russian, list(table("ru/places"))):
        found = {doc.text.count("\n", 0, place.start) for place in find_places(doc, russian.phrase)}
        missed += [row.where for number, row in enumerate(rows) if number not in found and "weak" not in row["guard"]]
    assert missed == []


@pytest.mark.parametrize("name", ["ru/place_heads", "ru/not_places"])
def test_nouns_stand_in_their_examples(russian: Russian, name: str) -> None:
    rows = list(table(name))
    docs = russian.annotate(row["example"] for row in rows)
    word = table(name).columns[0]
    missed = [row.where for row, doc in zip(rows, docs, strict=True)
              if row[word] not in {form for token in doc for form in (token.lemma_, token.norm_)}]  # fmt: skip
    assert missed == []


@given(st.lists(st.sampled_from(["Рим", "Алматинской", "области", "-", " ", "\n", "«", "»", "Баку", ",", "и", "1"])))
def test_places_lie_in_the_text_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = find_places(BLANK(text))
    edges = [0, *(edge for p in places for edge in (p.start, p.end)), len(text)]
    assert edges == sorted(edges)
    assert all(p.name and p.i < p.j for p in places)
