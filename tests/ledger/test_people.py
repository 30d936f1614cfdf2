"""Names that one person bears are joined; different people with one surname stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.names import join, may_be
from servanda.ledger.people import posts
from servanda.ledger.store import Ledger
from servanda.model.document import Document, Evidence
from servanda.model.records import Office, Reading

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
Александр Турчин, А.А.Турчин, А. Турчин      => Александр Турчин = А.А.Турчин = А. Турчин
Хосе Диас Бермудес, Х. Диас, Хосе Диас       => Хосе Диас Бермудес = Хосе Диас = Х. Диас
Бруно Родригес Паррилья, Бруно Родригес, Дельси Родригес => Бруно Родригес Паррилья = Бруно Родригес; Дельси Родригес
Хайсам бен Тарек Аль Саид, Хайсам бен Тарек, Хайсам => Хайсам бен Тарек Аль Саид = Хайсам бен Тарек = Хайсам
Ильхам Гейдар оглу Алиев, И.Алиев, Ильхам Алиев => Ильхам Гейдар оглу Алиев = Ильхам Алиев = И.Алиев
Такэси Ивая, Ивая Такэси                     => Ивая Такэси = Такэси Ивая
Бахтиёр Саидов, Бахтиер Саидов               => Бахтиер Саидов = Бахтиёр Саидов
К.-Ж. Токаев, Касым-Жомарт Токаев            => Касым-Жомарт Токаев = К.-Ж. Токаев
Б. Токаев, Касым-Жомарт Токаев               => Касым-Жомарт Токаев; Б. Токаев
Александр, Александр Новак                   => Александр Новак; Александр
Джорджия Мелони, Джорджа Мелони, Дж. Мелони  => Джорджа Мелони = Джорджия Мелони = Дж. Мелони
Антонио Тайани, Антонио Таяни                => Антонио Таяни = Антонио Тайани
Александр Вучич, Александар Вучич            => Александр Вучич = Александар Вучич
Садыр Джапаров, Садыр Жапаров                => Садыр Жапаров = Садыр Джапаров
Тамим бен Хамад Аль-Тани, Тамим бин Хамад    => Тамим бен Хамад Аль-Тани = Тамим бин Хамад
Мухаммед бин Салман Аль Сауд, Абдалла бен Салман => Мухаммед бин Салман Аль Сауд; Абдалла бен Салман
Иван Ким Олег Цой, Иван Ким, Олег Цой        => Иван Ким Олег Цой = Иван Ким; Олег Цой
Ли Цян, Ли Цянь                              => Ли Цянь; Ли Цян
Хан Док Су, Хан Доксу                        => Хан Док Су = Хан Доксу
Мауру Виейра, Мауро Виейра, Марсел Виейра    => Мауро Виейра = Мауру Виейра; Марсел Виейра
Мурат Нуртлеу, Марат Нуртлеу                 => Марат Нуртлеу; Мурат Нуртлеу
Александр Ким, Александра Ким                => Александра Ким; Александр Ким
"""

# names with their states; `-` where no text tells it
STATES = """
Садыр Жапаров KG, Акылбек Жапаров -, Жапаров KG  => Садыр Жапаров = Жапаров; Акылбек Жапаров
Сергей Ким RU, Ким KR                            => Сергей Ким; Ким
Сергей Ким RU, С. Ким KR                         => Сергей Ким; С. Ким
Аббас Арагчи IR, С. А. Арагчи IR                 => Аббас Арагчи = С. А. Арагчи
Аббас Арагчи IR, С. А. Арагчи -                  => Аббас Арагчи; С. А. Арагчи
Никол Пашинян AM, Никола Пашиняна AM             => Никол Пашинян = Никола Пашиняна
Никол Пашинян -, Никола Пашиняна AM              => Никола Пашиняна; Никол Пашинян
Насер Бурита MA, Н. Буриту MA                    => Насер Бурита = Н. Буриту
Рустам Мамедов AZ, Рустам Мамедли AZ             => Рустам Мамедов; Рустам Мамедли
М. Алиев AZ, М. Алиева AZ                        => М. Алиев; М. Алиева
Денис Мантуров RU, Денис Валентинович Мантуров KZ => Денис Валентинович Мантуров = Денис Мантуров
Бадр Абделатты EG, Бадром Абделатты EG           => Бадр Абделатты = Бадром Абделатты
Ильхам Каримов AZ, Ильхам Керимов UZ             => Ильхам Каримов; Ильхам Керимов
Джорджия Мелони IT, Джорджа Мелони US            => Джорджия Мелони; Джорджа Мелони
Педро Санчес Перес ES, Санчес ES                 => Педро Санчес Перес = Санчес
Паула Рангел BR, Паула Ранжел BR                 => Паула Рангел = Паула Ранжел
Паула Рангел BR, Паула Ранжел PT                 => Паула Рангел; Паула Ранжел
Батмунхийн Цэцэг MN, Батмунх Цэцэг MN, Б. Цэцэг MN, О. Цэцэг MN => Батмунхийн Цэцэг = Батмунх Цэцэг = Б. Цэцэг; О. Цэцэг
Ухнаагийн Сух MN, Ухнаа Сух MN                   => Ухнаагийн Сух = Ухнаа Сух
Мартин Шульц DE, Марта Шульц DE                  => Мартин Шульц; Марта Шульц
"""


@pytest.mark.parametrize("line", STATES.strip().splitlines())
def test_the_state_tells_which_person_is_meant(line: str) -> None:
    names, _, expected = line.partition("=>")
    told = dict(pair.strip().rsplit(" ", 1) for pair in names.split(","))
    found = join(told, {name: state for name, state in told.items() if state != "-"})
    wanted = [sorted(part.strip() for part in person.split("=")) for person in expected.split(";")]
    assert sorted(sorted(person.names) for person in found) == sorted(wanted)


@pytest.mark.parametrize("line", PEOPLE.strip().splitlines())
def test_names_are_joined_to_people(line: str) -> None:
    names, _, expected = line.partition("=>")
    found = join(name.strip() for name in names.split(","))
    wanted = [sorted(part.strip() for part in person.split("=")) for person in expected.split(";")]
    assert sorted(sorted(person.names) for person in found) == sorted(wanted)
    assert {person.name for person in found} == {person.split("=")[0].strip() for person in expected.split(";")}


def test_of_several_of_one_state_a_post_tells_who_is_meant() -> None:
    names = ["Александр Лукашенко", "Виктор Лукашенко", "Лукашенко"]
    states = dict.fromkeys(names, "BY")
    posts = {
        "Александр Лукашенко": {"BY: президент"},
        "Лукашенко": {"BY: президент"},
        "Виктор Лукашенко": {"BY: депутат"},
    }
    told = [sorted(person.names) for person in join(names, states, posts=posts)]
    assert sorted(told) == [["Александр Лукашенко", "Лукашенко"], ["Виктор Лукашенко"]]
    assert len(join(names, states)) == 3


def test_a_name_alone_is_that_of_who_holds_its_post_and_not_that_of_another() -> None:
    names = ["Анвар Ибрагим", "Ибрагим Искандар", "Ибрагим"]
    states = dict.fromkeys(names, "MY")
    posts = {"Анвар Ибрагим": {"MY: премьер-министр"}, "Ибрагим Искандар": {"MY: король"}, "Ибрагим": {"MY: король"}}
    told = [sorted(person.names) for person in join(names, states, posts=posts)]
    assert sorted(told) == [["Анвар Ибрагим"], ["Ибрагим", "Ибрагим Искандар"]]


NAME = st.lists(st.sampled_from(["Иван", "Пётр", "Алиев", "И.", "Жапаров"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(NAME, max_size=8))
def test_every_name_has_one_person_in_whatever_order_they_come(names: list[str]) -> None:
    found = join(names)
    assert sorted(name for person in found for name in person.names) == sorted(set(names))
    assert [person.names for person in join(reversed(names))] == [person.names for person in found]
    assert all(name == person.name or may_be(name, person.name) for person in found for name in person.names)


def office(person: str, position: str, body: str, published: str) -> Reading:
    """A document that says who holds which post."""
    text = f"{position} {person}"
    document = Document(text=text, name=f"{person} {published}", url=f"u{published}", published=published)
    evidence = Evidence.cut(document, 0, len(document.text))
    told = Office(evidence=evidence, rule="test", person=person, position=position, body=body)
    return Reading(document=document, reader="test", offices=(told,))


def test_posts_are_told_with_the_first_and_the_last_day_that_tells_of_them(ledger: Ledger) -> None:
    run = ledger.begin("test")
    for reading in (
        office("Аскар Мамин", "Премьер-министр", "KZ", "2020-02-01"),
        office("Мамин", "премьер-министр", "KZ", "2021-05-01"),
        office("Алихан Смаилов", "Премьер-министр", "KZ", "2022-02-01"),
        office("Аскар Мамин", "Первый заместитель Премьер-министра", "KZ", "2018-03-01"),
        office("Аскар Мамин", "Премьер-министр", "KZ", ""),
    ):
        ledger.add(reading, run)
    told = [
        (p.name, [(post.position, post.first, post.last, post.documents) for post in p.posts]) for p in posts(ledger)
    ]
    assert told == [
        (
            "Аскар Мамин",
            [
                ("Первый заместитель Премьер-министра", "2018-03-01", "2018-03-01", 1),
                ("Премьер-министр", "2020-02-01", "2021-05-01", 3),
            ],
        ),
        ("Алихан Смаилов", [("Премьер-министр", "2022-02-01", "2022-02-01", 1)]),
    ]
    assert [p.names for p in posts(ledger, name="мамин")] == [["Аскар Мамин", "Мамин"]]
    assert posts(ledger, ["UZ"]) == []
    assert [p.name for p in posts(ledger, as_of="2020-12-31")] == ["Аскар Мамин"]
