"""The queue of review over our samples, on both databases: what comes first, what comes again, what does not."""

from __future__ import annotations

from typing import Any

import pytest

from servanda.errors import LedgerError
from servanda.ledger.judgements import Judgement, judge, judged, undo
from servanda.ledger.review import Entry, Wanted, queue
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.records import KINDS, Reading


def entries(ledger: Ledger, limit: int = 2000, **wanted: Any) -> list[Entry]:
    return list(queue(ledger, Wanted(**{"reviewer": "aigul"} | wanted), limit).entries)


def say(ledger: Ledger, entry: Entry, verdict: Any, reviewer: str = "aigul", **more: Any) -> int:
    record, other = entry.item
    return judge(ledger, Judgement(reviewer=reviewer, verdict=verdict, record=record, other=other, **more))


def test_pairs_come_first_then_contradictions_then_records_by_doubt(filled: Ledger) -> None:
    found = entries(filled)
    reasons = [entry.reason for entry in found]
    assert reasons == sorted(reasons, key=["pair", "finding", "record"].index)
    assert set(reasons) == {"pair", "finding", "record"}
    pairs = [entry for entry in found if entry.reason == "pair"]
    from_border = [round(abs(entry.weight - 1), 6) for entry in pairs]
    assert from_border == sorted(from_border)
    assert any(entry.why[0].startswith("nearly joined as one ") for entry in pairs)
    assert all("score" in entry.why[0] and entry.item[0] < entry.item[1] for entry in pairs)
    assert any(entry.why[0].startswith("joined as one encounter, score 3.") for entry in pairs)
    assert any("contradiction: " in entry.why[0] for entry in found if entry.reason == "finding")
    weights = [round(entry.weight, 6) for entry in found if entry.reason == "record"]
    assert weights == sorted(weights, reverse=True)
    assert all(entry.why for entry in found)


def test_every_record_comes_once(filled: Ledger) -> None:
    every = {statement.id for statement in statements(filled, KINDS)}
    found = entries(filled)
    assert {entry.item[0] for entry in found if not entry.item[1]} == every
    assert len({entry.item for entry in found}) == len(found)
    assert queue(filled, Wanted(reviewer="aigul"), 5).records == len(every)


def test_the_order_is_always_the_same(filled: Ledger) -> None:
    assert entries(filled) == entries(filled)
    assert entries(filled, 7) == entries(filled)[:7]


def test_what_was_judged_does_not_come_again_unless_it_is_taken_back(filled: Ledger) -> None:
    pair, *_ = before = entries(filled)
    record = before[-1]
    key = say(filled, pair, "same")
    say(filled, record, "accept")
    found = queue(filled, Wanted(reviewer="aigul"), 2000)
    assert {pair.item, record.item} & {entry.item for entry in found.entries} == set()
    assert (found.judged, found.judged_pairs) == (1, 1)
    assert pair.item in {entry.item for entry in entries(filled, reviewer="bolat")}
    undo(filled, key)
    assert entries(filled)[0].item == pair.item


def test_the_second_reviewer_sees_what_the_first_has_judged_and_not_how(filled: Ledger) -> None:
    chosen = [entry for entry in entries(filled) if entry.reason == "record"][3:6]
    for entry in chosen:
        say(filled, entry, "reject", why="a secret")
    assert [entry.item for entry in entries(filled, reviewer="bolat", second=True)] == [entry.item for entry in chosen]
    assert {why for entry in entries(filled, reviewer="bolat", second=True) for why in entry.why} == {"judged by aigul"}
    assert entries(filled, second=True) == []
    say(filled, chosen[0], "accept", "bolat")
    assert [e.item for e in entries(filled, reviewer="bolat", second=True)] == [entry.item for entry in chosen[1:]]


def test_filters(filled: Ledger) -> None:
    of_kinds = entries(filled, kinds=("offices", "events"), reasons=("record",))
    assert {entry.kind for entry in of_kinds} == {"offices", "events"}
    named = {statement.id for statement in statements(filled, KINDS, ["KZ", "KG"])}
    assert {entry.item[0] for entry in entries(filled, states=("KZ", "KG"), reasons=("record",))} == named
    assert {entry.reason for entry in entries(filled, reasons=("pair",))} == {"pair"}
    document = next(filled.documents())
    of_one = entries(filled, document=document.name, reasons=("record",))
    assert {entry.item[0] for entry in of_one} == {
        s.id for s in statements(filled, KINDS) if s.source.id == document.id
    }
    with pytest.raises(LedgerError, match="no document is called 'nowhere'"):
        entries(filled, document="nowhere")


def test_what_was_rejected_and_is_read_otherwise_comes_again_with_the_reason(
    filled: Ledger, readings: list[Reading]
) -> None:
    given = next(reading for reading in readings if reading.offices)
    office = given.offices[0]
    judge(filled, Judgement(reviewer="aigul", verdict="reject", record=office.id))
    fields = {f: getattr(given, f) for f in ("document", "parties", "topics", *KINDS)}
    changed = type(office)(
        person=office.person, position=office.position, body="другой орган", evidence=office.evidence, rule=office.rule
    )
    others = tuple(o for o in given.offices if (o.evidence.start, o.evidence.end) != _place(office))
    anew = Reading(**{**fields, "offices": (changed, *others)}, reader="another")
    assert filled.add(anew, filled.begin("another")) == "reread"
    first = entries(filled, reasons=("record",))[0]
    assert first.item == (changed.id, "")
    assert first.why == ("reject was said of it by aigul, and it is read otherwise since",)
    assert [j.verdict for j in judged(filled)] == ["reject"]


def _place(office: Any) -> tuple[int, int]:
    return office.evidence.start, office.evidence.end


def test_it_is_said_when_pairs_are_sought_among_the_newest_alone(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert queue(filled, Wanted(reviewer="aigul")).recent == 0
    monkeypatch.setattr("servanda.ledger.review._RECENT", 20)
    assert queue(filled, Wanted(reviewer="aigul")).recent == 20
    assert queue(filled, Wanted(reviewer="aigul", kinds=("routes",))).recent == 0
    assert queue(filled, Wanted(reviewer="aigul", reasons=("record",))).recent == 0
