"""Records that a person adds count like those that were read, outlive all but undoing, and say who added them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bench.content import content
from servanda.errors import ServandaError
from servanda.ledger.agreement import agreement, disputed
from servanda.ledger.judgements import Judgement, judge, judged, standing, undo
from servanda.ledger.missed import Missed, tell
from servanda.ledger.people import posts
from servanda.ledger.proof import verify
from servanda.ledger.schema import records
from servanda.ledger.search import Filter, search
from servanda.ledger.settle import rebuild, settle
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Office, Reading

TEXT = "Министр Иван Петров прибыл в Рим. Его встретил посол Анна Орлова."
DOCUMENT = Document(text=TEXT, name="visit", url="https://example.org/visit", published="2025-03-01", language="ru")
READ = Office(person="Иван Петров", position="министр", body="KZ", evidence=DOCUMENT.evidence(0, 19), rule="post")
AMBASSADOR = {"person": "Анна Орлова", "position": "посол", "body": "KZ"}
START = TEXT.index("посол")


def reading(document: Document = DOCUMENT, *offices: Office, reader: str = "one") -> Reading:
    return Reading(document=document, reader=reader, offices=offices or (READ,))


def office(**changes: Any) -> Missed:
    whole = {"reviewer": "aigul", "document": DOCUMENT.id, "kind": "offices", "start": START, "end": len(TEXT) - 1}
    return Missed(
        **whole | {"fields": AMBASSADOR, "made": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)} | changes
    )


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    """A ledger of one document with one record, worked in."""
    ledger.add(reading(), ledger.begin("one"))
    settle(ledger)
    return ledger


def told(ledger: Ledger) -> list[tuple[str, str, str]]:
    settle(ledger)
    return [(s.fields["person"], s.exact, s.rule) for s in statements(ledger, ["offices"])]


def found_by(ledger: Ledger, words: str) -> list[str]:
    return [hit.statement.id for hit in search(ledger, words, Filter(kind="offices")) if hit.statement]


def test_a_record_that_was_missed_enters_the_account_like_one_that_was_read(kept: Ledger) -> None:
    key, id_ = tell(kept, office(why="the reader knows no ambassadors"))
    assert told(kept) == [
        ("Иван Петров", "Министр Иван Петров", "post"), ("Анна Орлова", "посол Анна Орлова", "added by aigul"),
    ]  # fmt: skip
    assert [person.name for person in posts(kept, ["KZ"])] == ["Анна Орлова", "Иван Петров"]
    assert found_by(kept, "послы Орлова") == [id_]
    assert [(checked.records, checked.faults) for checked in verify(kept)] == [(2, ())]
    (said,) = judged(kept)
    assert (said.key, said.verdict, said.record, said.kind, said.fields) == (key, "add", id_, "offices", AMBASSADOR)
    assert (said.reviewer, said.why) == ("aigul", "the reader knows no ambassadors")


def test_it_is_the_record_that_would_have_been_read(ledger: Ledger) -> None:
    found = Office(**AMBASSADOR, evidence=DOCUMENT.evidence(START, len(TEXT) - 1), rule="post")
    ledger.add(reading(DOCUMENT, READ, found), ledger.begin("one"))
    settle(ledger)
    assert office().id == found.id
    with pytest.raises(ServandaError, match="this record was read already; say what you think of it: servanda judge"):
        tell(ledger, office())


def test_undoing_takes_it_out_again_without_a_trace(kept: Ledger) -> None:
    before = content(kept)
    key, _ = tell(kept, office())
    settle(kept)
    assert content(kept) != before
    undo(kept, key)
    assert len(told(kept)) == 1
    assert content(kept) == before
    assert found_by(kept, "послы Орлова") == []


def test_it_outlives_rebuilds_and_readings_until_the_reader_finds_it(kept: Ledger) -> None:
    _, id_ = tell(kept, office())
    both, account = told(kept), content(kept)
    rebuild(kept)
    assert told(kept) == both
    assert content(kept) == account
    kept.add(reading(reader="two"), kept.begin("two"))
    assert told(kept) == both
    assert content(kept) == account
    found = Office(**AMBASSADOR, evidence=DOCUMENT.evidence(START, len(TEXT) - 1), rule="by_post")
    kept.add(reading(DOCUMENT, READ, found, reader="three"), kept.begin("three"))
    assert told(kept) == [both[0], ("Анна Орлова", "посол Анна Орлова", "by_post")]
    undo(kept, judged(kept)[0].key)
    assert [(name, rule) for name, _, rule in told(kept)] == [("Иван Петров", "post"), ("Анна Орлова", "by_post")]
    assert id_ == found.id


def test_another_text_of_the_article_has_it_not(kept: Ledger) -> None:
    tell(kept, office())
    changed = replace(DOCUMENT, text=TEXT + " Да.")
    kept.add(reading(changed, replace(READ, evidence=changed.evidence(0, 19))), kept.begin("one"))
    assert [name for name, _, _ in told(kept)] == ["Иван Петров"]
    with pytest.raises(ServandaError, match="visit has been changed since; name the newest version"):
        tell(kept, office(fields={**AMBASSADOR, "body": "IT"}))


def test_others_may_correct_reject_and_accept_it(kept: Ledger) -> None:
    _, id_ = tell(kept, office())
    settle(kept)
    judge(kept, Judgement(reviewer="bolat", verdict="correct", record=id_, fields={**AMBASSADOR, "body": "IT"}))
    assert [person.name for person in posts(kept, ["IT"])] == ["Анна Орлова"]
    assert [checked.faults for checked in verify(kept)] == [()]
    judge(kept, Judgement(reviewer="bolat", verdict="reject", record=id_))
    assert len(told(kept)) == 1
    assert [[j.verdict for j in of_one] for _, of_one in disputed(kept)] == [["add", "reject"]]
    judge(kept, Judgement(reviewer="bolat", verdict="accept", record=id_))
    assert len(told(kept)) == 2
    assert disputed(kept) == []
    assert {(row.kind, row.judged, row.raw) for row in agreement(kept)} == {("offices", 1, 1.0), ("all", 1, 1.0)}


def test_several_stand_in_the_order_in_which_they_were_told(kept: Ledger) -> None:
    later = office(fields={**AMBASSADOR, "position": "гость"}, made=datetime.datetime(2026, 1, 3, tzinfo=datetime.UTC))
    earlier = office(reviewer="bolat", fields={**AMBASSADOR, "person": "Орлова"})
    _, last = tell(kept, later)
    settle(kept)
    key, first = tell(kept, earlier)
    settle(kept)

    def added() -> list[tuple[str, int, str]]:
        with kept.database.reading() as connection:
            asked = select(records).where(records.c.ordinal > 0).order_by(records.c.ordinal)
            return [(row.id, row.ordinal, row.rule) for row in connection.execute(asked)]

    assert added() == [(first, 1, "added by bolat"), (last, 2, "added by aigul")]
    undo(kept, key)
    settle(kept)
    assert added() == [(last, 1, "added by aigul")]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"reviewer": " "}, "a judgement needs a reviewer; name yourself"),
    ({"document": "0" * 24}, "no document has the id '000000000000000000000000'; servanda status --documents"),
    ({"kind": "posts"}, "there is no kind called 'posts'"),
    ({"fields": {"person": "Анна Орлова"}}, "a record of offices has the fields person, position, body"),
    ({"fields": {**AMBASSADOR, "body": "XX"}}, "offices.body: 'XX' is no state's code"),
    ({"fields": {**AMBASSADOR, "person": ""}}, "offices.person: it is empty"),
    ({"end": 10_000}, "lies outside of the text"),
    ({"start": START - 1}, "' посол Анна Орлова' has blanks around it; take the words alone"),
]


@pytest.mark.parametrize(("changes", "says"), WRONG)
def test_what_cannot_be_added_is_said_and_not_kept(kept: Ledger, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ServandaError) as caught:
        tell(kept, office(**changes))
    assert says in str(caught.value)
    assert judged(kept) == []


def test_nobody_adds_what_another_has_added(kept: Ledger) -> None:
    key, id_ = tell(kept, office())
    with pytest.raises(ServandaError, match=f"was added already by aigul; say what you think .* judge {id_} accept"):
        tell(kept, office(reviewer="bolat"))
    undo(kept, key)
    tell(kept, office(reviewer="bolat"))
    assert told(kept)[1][2] == "added by bolat"


def test_it_is_no_correction_and_no_rejection(kept: Ledger) -> None:
    tell(kept, office())
    settle(kept)
    with kept.database.reading() as connection:
        stands = standing(connection)
    assert (stands.rejected, stands.corrected) == (frozenset(), {})
