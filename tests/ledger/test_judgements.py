"""Judgements are kept, superseded, taken back, and outlive the reading that they were made on; on both databases."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from servanda.errors import LedgerError
from servanda.ledger import stale
from servanda.ledger.judgements import (
    Judgement,
    Standing,
    by_reviewer,
    judge,
    judged,
    kinds_of,
    lapsed,
    of_item,
    standing,
    undo,
)
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Commitment, Event, Office, Project, Reading

TEXT = "Сегодня в Риме прошли переговоры. Завод построят к 2026 году. Завод уже строится."
NOTHING = Standing(frozenset(), {}, {}, frozenset(), frozenset(), frozenset())


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2026, 1, number, tzinfo=datetime.UTC)


def reading(name: str, *, date: str = "", twice: bool = False, reader: str = "one") -> Reading:
    """A document with an event (two at one place if asked), an office, a promise and a project."""
    document = Document(text=TEXT, name=name, url=f"https://example.org/{name}")
    event = Event(
        type="talks", participants=("KZ", "IT"), place="Рим", date=date, status="happened",
        evidence=document.evidence(0, 32), rule="talks_by_noun",
    )  # fmt: skip
    promise = Commitment(
        actors=("KZ",), modality="planned", action="построят завод", counterparts=("IT",), deadline="2026",
        sector="industry", evidence=document.evidence(34, 60), rule="future_tense",
    )  # fmt: skip
    project = Project(
        name="завод", parties=("KZ", "IT"), sector="industry", place="", stage="building",
        evidence=document.evidence(62, 81), rule="project_noun",
    )  # fmt: skip
    office = Office(person="Иван Петров", position="мэр", body="Рим", evidence=document.evidence(8, 15), rule="post")
    events = (event, replace(event, type="meeting")) if twice else (event,)
    return Reading(
        document=document, reader=reader, events=events, offices=(office,), commitments=(promise,), projects=(project,)
    )


@pytest.fixture
def kept(ledger: Ledger) -> dict[str, str]:
    """Two documents in a ledger: the ids of their records by name of the document and kind."""
    run = ledger.begin("one")
    found = {}
    for name in ("a", "b"):
        one = reading(name)
        ledger.add(one, run)
        found |= {f"{name}.{record.kind_of}": record.id for record in one.records()}
    return found


def say(ledger: Ledger, verdict: Any, record: str, other: str = "", **more: Any) -> int:
    return judge(
        ledger, Judgement(**{"reviewer": "aigul", "verdict": verdict, "record": record, "other": other} | more)
    )


def stands(ledger: Ledger, *documents: str) -> Standing:
    with ledger.database.reading() as connection:
        return standing(connection, documents or None)


def corrected(**changes: object) -> dict[str, object]:
    whole = {"type": "talks", "participants": ["KZ", "IT"], "place": "Рим", "date": "", "status": "happened"}
    return {**whole, **changes}


def test_nothing_stands_before_anybody_spoke(ledger: Ledger, kept: dict[str, str]) -> None:
    assert stands(ledger) == NOTHING
    assert (judged(ledger), kept["a.events"] == kept["b.events"]) == ([], False)


def test_a_judgement_tells_who_what_when_and_why(ledger: Ledger, kept: dict[str, str]) -> None:
    key = say(ledger, "reject", kept["a.events"], why=" a general wish ", made=day(3))
    (one,) = judged(ledger)
    assert (one.key, one.reviewer, one.verdict, one.record, one.other) == (key, "aigul", "reject", kept["a.events"], "")
    assert (one.why, one.made, one.kind, one.undone) == ("a general wish", day(3), "events", None)
    assert one.documents == (reading("a").document.id,)
    assert stands(ledger).rejected == {kept["a.events"]}


def test_a_judgement_says_that_its_documents_are_to_be_worked_out_anew(ledger: Ledger, kept: dict[str, str]) -> None:
    keys = [row.key for row in ledger.rows()]
    with ledger.database.writing() as connection:
        stale.forget(connection, "document", keys)
    key = say(ledger, "same", kept["a.events"], kept["b.events"])
    with ledger.database.writing() as connection:
        assert stale.take(connection, "document", 9) == [str(key) for key in keys]
    undo(ledger, key)
    with ledger.database.writing() as connection:
        assert stale.take(connection, "document", 9) == [str(key) for key in keys]


def test_the_last_word_of_a_reviewer_stands_and_undo_brings_back_the_one_before(
    ledger: Ledger, kept: dict[str, str]
) -> None:
    event = kept["a.events"]
    say(ledger, "reject", event, made=day(1))
    last = say(ledger, "accept", event, made=day(2))
    assert stands(ledger) == NOTHING
    taken = undo(ledger, last)
    assert (taken.verdict, stands(ledger).rejected) == ("accept", {event})
    assert [j.verdict for j in judged(ledger)] == ["reject"]
    assert [(j.verdict, bool(j.undone)) for j in judged(ledger, undone=True)] == [("reject", False), ("accept", True)]
    with pytest.raises(LedgerError, match="was taken back already; see servanda judgements list"):
        undo(ledger, last)
    with pytest.raises(LedgerError, match="judgement 999 is not there"):
        undo(ledger, 999)


def test_between_reviewers_the_newest_stands_but_unsure_displaces_nothing(ledger: Ledger, kept: dict[str, str]) -> None:
    event, office = kept["a.events"], kept["a.offices"]
    say(ledger, "reject", event, made=day(2))
    say(ledger, "accept", event, reviewer="bolat", made=day(1))
    assert stands(ledger).rejected == {event}
    say(ledger, "accept", event, reviewer="bolat", made=day(3))
    assert stands(ledger).rejected == frozenset()
    say(ledger, "reject", office, made=day(1))
    say(ledger, "unsure", office, reviewer="bolat", made=day(5))
    assert stands(ledger).rejected == {office}
    assert [(j.reviewer, j.verdict) for j in of_item(ledger, (office, ""))] == [
        ("aigul", "reject"),
        ("bolat", "unsure"),
    ]


def test_corrected_fields_stand_with_the_speaker_apart(ledger: Ledger, kept: dict[str, str]) -> None:
    say(ledger, "correct", kept["a.events"], fields=corrected(date="2025-09-29"))
    promise = {
        "actors": ["KZ"], "modality": "agreed", "action": "построят завод", "counterparts": ["IT"],
        "deadline": "2026", "sector": "industry",
    }  # fmt: skip
    say(ledger, "correct", kept["a.commitments"], fields={**promise, "speaker": "Петров"})
    found = stands(ledger)
    assert found.corrected == {kept["a.events"]: corrected(date="2025-09-29"), kept["a.commitments"]: promise}
    assert found.speakers == {kept["a.commitments"]: "Петров"}


def test_pairs_are_the_same_in_whatever_order_they_are_named(ledger: Ledger, kept: dict[str, str]) -> None:
    one, other = sorted([kept["a.events"], kept["b.events"]])
    say(ledger, "same", other, one, made=day(1))
    assert stands(ledger).same == {(one, other)}
    say(ledger, "different", one, other, made=day(2))
    assert (stands(ledger).same, stands(ledger).different) == (frozenset(), {(one, other)})
    say(ledger, "unsure", one, other, made=day(3))
    assert stands(ledger).different == {(one, other)}
    last = stands(ledger)
    assert last.unsure == frozenset()
    assert {j.verdict for j in judged(ledger)} == {"same", "different", "unsure"}


def test_a_promise_and_what_fulfils_it_may_be_judged_together(ledger: Ledger, kept: dict[str, str]) -> None:
    say(ledger, "different", kept["a.commitments"], kept["b.projects"])
    (one,) = judged(ledger)
    assert set(kinds_of(one)) == {"commitments", "projects"}
    assert stands(ledger).different == {one.item}
    say(ledger, "reject", kept["a.events"])
    assert kinds_of(judged(ledger)[-1]) == ("events", "events")


WRONG = [
    ({"verdict": "accept", "record": "0" * 16}, "no record has the id '0000000000000000'"),
    (
        {"verdict": "accept", "record": "a.events", "other": "b.events"},
        "'accept' cannot be said of two records; say one",
    ),
    ({"verdict": "same", "record": "a.events"}, "'same' cannot be said of one record; say one of: accept, reject"),
    ({"verdict": "same", "record": "a.events", "other": "a.events"}, "was named twice"),
    (
        {"verdict": "same", "record": "a.events", "other": "a.offices"},
        "they cannot be one; name two records of one kind",
    ),
    ({"verdict": "correct", "record": "a.events"}, "a correction, and nothing else, has fields"),
    ({"verdict": "reject", "record": "a.events", "fields": {"date": ""}}, "a correction, and nothing else, has fields"),
    (
        {"verdict": "correct", "record": "a.events", "fields": {"date": ""}},
        "a correction of events has the fields type,",
    ),
    ({"verdict": "accept", "record": "a.events", "reviewer": " "}, "a judgement needs a reviewer; name yourself"),
]


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_what_cannot_be_judged_is_said_and_not_kept(
    ledger: Ledger, kept: dict[str, str], given: dict[str, Any], says: str
) -> None:
    named = {name: kept.get(value, value) if isinstance(value, str) else value for name, value in given.items()}
    with pytest.raises(LedgerError) as caught:
        say(ledger, **named)
    assert says in str(caught.value)
    assert judged(ledger) == []


def test_what_stands_on_some_documents_is_found_without_the_rest(ledger: Ledger, kept: dict[str, str]) -> None:
    a, b = reading("a").document.id, reading("b").document.id
    say(ledger, "reject", kept["a.events"])
    say(ledger, "same", kept["a.offices"], kept["b.offices"])
    assert (stands(ledger, b).rejected, len(stands(ledger, b).same)) == (frozenset(), 1)
    assert (stands(ledger, a).rejected, len(stands(ledger, a).same)) == ({kept["a.events"]}, 1)


def read_anew(ledger: Ledger, given: Reading) -> str:
    """Read a document by another reader; the id of its first event now."""
    assert ledger.add(given, ledger.begin(given.reader)) == "reread"
    return given.events[0].id


def test_judgements_outlive_a_reading_that_gives_the_same(ledger: Ledger, kept: dict[str, str]) -> None:
    say(ledger, "reject", kept["a.events"])
    say(ledger, "correct", kept["b.events"], fields=corrected(place="Милан"))
    before = stands(ledger)
    for name in ("a", "b"):
        read_anew(ledger, reading(name, reader="two"))
    assert stands(ledger) == before


def test_corrections_and_pairs_go_over_to_what_is_read_at_the_same_place(ledger: Ledger, kept: dict[str, str]) -> None:
    say(ledger, "correct", kept["a.events"], fields=corrected(place="Милан"))
    say(ledger, "same", kept["a.events"], kept["b.events"])
    now = read_anew(ledger, reading("a", date="2025-09-29", reader="two"))
    assert now != kept["a.events"]
    found = stands(ledger)
    assert found.corrected == {now: corrected(place="Милан")}
    assert found.same == {tuple(sorted([now, kept["b.events"]]))}


def test_an_acceptance_or_rejection_ends_when_the_record_is_read_otherwise(
    ledger: Ledger, kept: dict[str, str]
) -> None:
    say(ledger, "reject", kept["a.events"])
    now = read_anew(ledger, reading("a", date="2025-09-29", reader="two"))
    assert stands(ledger) == NOTHING
    with ledger.database.reading() as connection:
        assert {id_: j.verdict for id_, j in lapsed(connection).items()} == {now: "reject"}
        assert by_reviewer(connection) == {"aigul": {}}
    assert [j.verdict for j in judged(ledger)] == ["reject"]
    again = read_anew(ledger, reading("a", reader="three"))
    assert (again, stands(ledger).rejected) == (kept["a.events"], {kept["a.events"]})


def test_where_two_records_stand_at_the_place_neither_gets_the_judgement(ledger: Ledger, kept: dict[str, str]) -> None:
    say(ledger, "correct", kept["a.events"], fields=corrected(place="Милан"))
    read_anew(ledger, reading("a", date="2025-09-29", twice=True, reader="two"))
    assert stands(ledger) == NOTHING


def test_a_moment_of_another_zone_is_kept_as_that_moment(ledger: Ledger, kept: dict[str, str]) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=5))
    say(ledger, "accept", kept["a.events"], made=datetime.datetime(2026, 1, 2, 3, tzinfo=zone))
    assert judged(ledger)[0].made == datetime.datetime(2026, 1, 1, 22, tzinfo=datetime.UTC)


def test_by_reviewer_tells_the_last_word_of_each(ledger: Ledger, kept: dict[str, str]) -> None:
    event = kept["a.events"]
    say(ledger, "reject", event)
    say(ledger, "accept", event)
    say(ledger, "reject", event, reviewer="bolat")
    with ledger.database.reading() as connection:
        found = by_reviewer(connection)
    assert {name: {on: j.verdict for on, j in given.items()} for name, given in found.items()} == {
        "aigul": {(event, ""): "accept"}, "bolat": {(event, ""): "reject"},
    }  # fmt: skip
