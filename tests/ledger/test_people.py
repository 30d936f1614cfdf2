"""Names that one person bears are joined; different people with one surname stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.people import join, may_be, people
from servanda.ledger.statements import Source, Statement

# names met in a ledger => the people, the names of one with `=` between
PEOPLE = """
Касым-Жомарт Токаев, Токаев, К. Токаев       => Касым-Жомарт Токаев = К. Токаев = Токаев
Ильхам Алиев, Мехрибан Алиева, Алиев, Алиева => Ильхам Алиев = Алиев; Мехрибан Алиева = Алиева
Садыр Жапаров, Акылбек Жапаров, Жапаров      => Садыр Жапаров; Акылбек Жапаров; Жапаров
Садыр Жапаров, Акылбек Жапаров, А. Жапаров   => Садыр Жапаров; Акылбек Жапаров = А. Жапаров
Касым-Жомарт Кемелевич Токаев, К.К. Токаев   => Касым-Жомарт Кемелевич Токаев = К.К. Токаев
Сергей Викторович Лавров, Сергей Лавров      => Сергей Викторович Лавров = Сергей Лавров
Сергей Лавров, Виктор Лавров                 => Сергей Лавров; Виктор Лавров
Си Цзиньпин, Си Цзиньпин                     => Си Цзиньпин
Канат БОЗУМБАЕВ, Канат Бозумбаев             => Канат Бозумбаев = Канат БОЗУМБАЕВ
"""


@pytest.mark.parametrize("line", PEOPLE.strip().splitlines())
def test_names_are_joined_to_people(line: str) -> None:
    names, _, expected = line.partition("=>")
    found = join(name.strip() for name in names.split(","))
    wanted = [sorted(part.strip() for part in person.split("=")) for person in expected.split(";")]
    assert sorted(sorted(person.names) for person in found) == sorted(wanted)
    assert {person.name for person in found} == {person.split("=")[0].strip() for person in expected.split(";")}


NAME = st.lists(st.sampled_from(["Иван", "Пётр", "Алиев", "И.", "Жапаров"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(NAME, max_size=8))
def test_every_name_has_one_person_in_whatever_order_they_come(names: list[str]) -> None:
    found = join(names)
    assert sorted(name for person in found for name in person.names) == sorted(set(names))
    assert [person.names for person in join(reversed(names))] == [person.names for person in found]
    assert all(name == person.name or may_be(name, person.name) for person in found for name in person.names)


def office(person: str, position: str, body: str, published: str) -> Statement:
    source = Source(published, published, "", "", published, "")
    fields = {"person": person, "position": position, "body": body}
    return Statement(f"{person}{published}", "offices", fields, person, "", 0, 1, "", "test", source)


def test_posts_are_told_with_the_first_and_the_last_day_that_tells_of_them() -> None:
    told = [
        office("Аскар Мамин", "Премьер-министр", "KZ", "2020-02-01"),
        office("Мамин", "премьер-министр", "KZ", "2021-05-01"),
        office("Алихан Смаилов", "Премьер-министр", "KZ", "2022-02-01"),
        office("Аскар Мамин", "Первый заместитель Премьер-министра", "KZ", "2018-03-01"),
        office("Аскар Мамин", "Премьер-министр", "KZ", ""),
    ]
    assert [(p.name, [(post.position, post.first, post.last) for post in p.posts]) for p in people(told)] == [
        (
            "Аскар Мамин",
            [
                ("Первый заместитель Премьер-министра", "2018-03-01", "2018-03-01"),
                ("Премьер-министр", "2020-02-01", "2021-05-01"),
            ],
        ),
        ("Алихан Смаилов", [("Премьер-министр", "2022-02-01", "2022-02-01")]),
    ]
