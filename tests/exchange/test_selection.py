"""What of a ledger is written: by states and dates of publication, as people judged it, the newest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.exchange.selection import Selection, kept, total
from servanda.language.stems import stems
from servanda.ledger.judgements import Judgement, judge
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Reading
from tests.exchange.hostile import reading

HELD = [
    # since, until, as_of, published, whether it is in
    ("", "", "", "", True),
    ("", "", "", "2024", True),
    ("2024", "", "", "", False),
    ("", "2024", "", "", False),
    ("2024", "", "", "2024", True),
    ("2024-02", "", "", "2024", False),  # may be earlier: its first day is
    ("2024", "", "", "2023-12-31", False),
    ("", "2024-02", "", "2024-02-29", True),
    ("", "2024-02", "", "2024-03-01", False),
    ("", "2024", "2023-06", "2023-07-01", False),
    ("", "2023-06", "2024", "2023-07-01", False),
    ("2023", "", "2024", "2024-12-31", True),
]


@pytest.mark.parametrize(("since", "until", "as_of", "published", "inside"), HELD)
def test_dates_of_publication(
    ledger: Ledger, since: str, until: str, as_of: str, published: str, *, inside: bool
) -> None:
    only = Selection(since=since, until=until, as_of=as_of)
    assert only.holds(published) is inside
    run = ledger.begin("a reader")
    ledger.add(Reading(document=Document("Text.", published=published), reader="1"), run)
    assert len(list(kept(ledger, only))) == total(ledger, only) == inside


def test_states_choose_records_and_their_documents(filled: Ledger) -> None:
    found = list(kept(filled, Selection(states=("KZ", "KG"))))
    assert found
    for document in found:
        assert document.records
        for told in document.records:
            fields = told.record.main_fields()
            named = [p for value in fields.values() for p in (value if isinstance(value, list) else [value])]
            assert {"KZ", "KG"} <= {*named, told.record.speaker}
    every = list(kept(filled, Selection()))
    assert sum(len(d.records) for d in found) < sum(len(d.records) for d in every)


def test_the_newest_first_is_the_other_way_round(filled: Ledger) -> None:
    there = [document.document.id for document in kept(filled, Selection())]
    assert [document.document.id for document in kept(filled, Selection(), newest=True)] == there[::-1]
    assert len(there) > 15


def test_records_count_as_people_judged_them_without_settling(ledger: Ledger) -> None:
    ledger.add(reading(Document("Some words."), (0, 4), "a"), ledger.begin("a reader"))
    (before,) = kept(ledger, Selection())
    by_kind = {told.record.kind_of: told for told in before.records}
    figure, event = by_kind["figures"], by_kind["events"]
    fields = {**figure.record.main_fields(), "value": 8, "speaker": "Another"}
    judge(ledger, Judgement(reviewer="A", verdict="correct", record=figure.id, fields=fields))
    judge(ledger, Judgement(reviewer="A", verdict="reject", record=event.id))
    (after,) = kept(ledger, Selection())
    assert [told.id for told in after.records] == [told.id for told in before.records if told.id != event.id]
    (changed,) = [told for told in after.records if told.corrected]
    assert (changed.id, changed.record.main_fields()["value"], changed.record.speaker) == (figure.id, 8, "Another")
    (as_read,) = kept(ledger, Selection(as_read=True))
    assert as_read == before


def test_many_documents_are_taken_a_page_at_a_time(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "many.sqlite"), stems) as ledger:
        run = ledger.begin("a reader")
        for n in range(450):
            ledger.add(Reading(document=Document(f"Text {n}."), reader="1"), run)
        assert [d.document.text for d in kept(ledger, Selection())] == [f"Text {n}." for n in range(450)]
