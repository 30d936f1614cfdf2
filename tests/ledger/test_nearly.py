"""Pairs that are nearly one: a little less than enough speaks for them, and nothing forbids it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from servanda.ledger.nearly import Near, nearly
from servanda.ledger.schema import links, records
from servanda.ledger.settle import settle
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Commitment, Event, Reading
from servanda.model.vocabulary import EventType

PEOPLE = ("Касым-Жомарт Токаев", "Джорджа Мелони")


def told(
    name: str,
    participants: Sequence[str],
    place: str,
    action: str,
    actors: Sequence[str],
    *,
    type_: EventType = "talks",
) -> Reading:
    """A report of talks on one day, and a promise."""
    document = Document(
        text="Переговоры прошли. Построят завод.", name=name, url=f"https://example.org/{name}", language="ru",
        published="2025-09-29",
    )  # fmt: skip
    event = Event(
        type=type_, participants=tuple(participants), place=place, date="2025-09-29", status="happened",
        evidence=document.evidence(0, 18), rule="talks",
    )  # fmt: skip
    promise = Commitment(
        actors=tuple(actors), modality="planned", action=action, counterparts=(), deadline="", sector="industry",
        evidence=document.evidence(19, 33), rule="future",
    )  # fmt: skip
    return Reading(document=document, reader="one", events=(event,), commitments=(promise,))


def found(ledger: Ledger, *readings: Reading) -> list[Near]:
    for reading in readings:
        ledger.add(reading, ledger.begin("one"))
    settle(ledger)
    with ledger.database.reading() as connection:
        return nearly(connection, list(connection.execute(select(records.c.key)).scalars()))


def test_a_little_less_than_enough_is_nearly_one(ledger: Ledger) -> None:
    one = told("a", ["KZ", "IT"], "", "построить завод удобрений", ["KZ"])
    other = told("b", ["KZ", "IT"], "", "открыть выставку", ["KZ"], type_="meeting")
    (near,) = found(ledger, one, other)
    assert (near.sort, near.score, near.why) == ("encounter", 2.0, "same states, same day")
    assert {near.one, near.other} == {one.events[0].id, other.events[0].id}


def test_what_is_one_is_not_nearly_one(ledger: Ledger) -> None:
    one = told("a", PEOPLE, "", "построить завод удобрений", ["KZ"])
    other = told("b", PEOPLE, "", "построить завод удобрений", ["KZ"])
    assert found(ledger, one, other) == []
    with ledger.database.reading() as connection:
        assert {row.sort for row in connection.execute(select(links))} == {"encounter", "undertaking"}


def test_what_something_forbids_is_not_nearly_one(ledger: Ledger) -> None:
    one = told("a", ["KZ", "IT"], "Рим", "построить завод удобрений", ["KZ"])
    other = told("b", ["KZ", "IT"], "Милан", "построить завод удобрений", ["UZ"])
    assert found(ledger, one, other) == []
