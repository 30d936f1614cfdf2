"""What is worked out: the same in any order, at once or day by day, after a rebuild, a cut, a new text, a judgement."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from bench.content import content
from servanda.language.stems import stems
from servanda.ledger import account
from servanda.ledger.judgements import Judgement, judge, undo
from servanda.ledger.schema import documents, findings, links, members, records
from servanda.ledger.settle import STEPS, rebuild, settle, settling, waiting
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from tests.ledger.joined import met, promised
from tests.ledgers import NUMBERS, Copies


def fill(ledger: Ledger, readings: Sequence[Reading], reader: str = "a reader") -> None:
    run = ledger.begin(reader)
    for reading in readings:
        ledger.add(reading, run)
    ledger.end(run)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction settles three items, so that there are many moments to be cut off at."""
    for sort, (work, _) in list(STEPS.items()):
        monkeypatch.setitem(STEPS, sort, (work, 3))


@pytest.fixture(scope="module")
def expected(samples: Ledger) -> dict[str, Any]:
    """What the samples come to, worked in at once."""
    return content(samples)


@pytest.fixture(scope="module")
def joined(readings: list[Reading], samples: Ledger) -> list[Reading]:
    """The samples of which something is joined with another document, or contradicts it."""
    with samples.database.reading() as connection:
        keys = {key for row in connection.execute(select(links.c.one, links.c.other)) for key in row}
        keys |= {key for row in connection.execute(select(findings.c.figures)) for key in row.figures}
        of = select(documents.c.id).join(records).where(records.c.key.in_(sorted(keys)))
        named = set(connection.execute(of).scalars())
    return [reading for reading in readings if reading.document.id in named]


@pytest.fixture(scope="module")
def at_once(joined: list[Reading], copies: Copies) -> dict[str, Any]:
    """What these come to, worked in at once."""
    with Ledger(copies.address("sqlite", next(NUMBERS), "blank"), stems) as ledger:
        fill(ledger, joined)
        settle(ledger)
        return content(ledger)


def test_the_account_is_what_it_would_be_in_memory(filled: Ledger) -> None:
    settle(filled)
    told = statements(filled, ["events", "offices"])
    groups = {tuple(placed.traits.id for placed in group) for group in met(told)}
    stored = {tuple(r.statement.id for r in e.reports) for e in account.meetings(filled, ())}
    assert stored == groups
    kinds = ["figures", "commitments", "events", "projects", "instruments", "mechanisms"]
    followed = {tuple((p.traits.id, p.step, p.why) for p in group) for group in promised(statements(filled, kinds))}
    assert {
        tuple((event.statement.id, event.step, event.why) for event in u.history)
        for u in account.promises(filled, (), datetime.date(2026, 1, 1))
    } == followed


def test_every_database_comes_to_the_same_and_a_rebuild_too(filled: Ledger, expected: dict[str, Any]) -> None:
    settle(filled)
    assert content(filled) == expected
    assert rebuild(filled) == len(list(filled.documents()))
    assert waiting(filled).keys() == {"document"}
    settle(filled)
    assert content(filled) == expected


@pytest.mark.usefixtures("small_steps")
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_documents_and_the_moments_of_settling_leave_no_trace(
    data: st.DataObject, joined: list[Reading], at_once: dict[str, Any], copies: Copies
) -> None:
    order = data.draw(st.permutations(joined))
    with Ledger(copies.address("sqlite", next(NUMBERS), "blank"), stems) as ledger:
        run = ledger.begin("a reader")
        for reading in order:
            ledger.add(reading, run)
            cut = settling(ledger)
            for _ in range(data.draw(st.integers(0, 2))):
                next(cut, None)
            cut.close()
        settle(ledger)
        assert content(ledger) == at_once


@pytest.mark.usefixtures("small_steps")
def test_what_is_cut_off_goes_on(filled: Ledger, expected: dict[str, Any]) -> None:
    rebuild(filled)
    cuts = 0
    while waiting(filled):
        cut = settling(filled)
        next(cut)
        cut.close()
        cuts += 1
    assert cuts > 20
    assert content(filled) == expected


def test_another_text_of_an_article_takes_the_place_of_the_first(filled: Ledger, readings: list[Reading]) -> None:
    ledger = filled
    first = next(r for r in readings if r.document.url and r.events)
    changed = replace(first.document, text=first.document.text + "\n")
    moved = {
        kind: tuple(replace(r, evidence=replace(r.evidence, document=changed.id)) for r in first.of_kind(kind))
        for kind in ("events", "offices", "figures")
    }
    empty = dict.fromkeys(
        ("commitments", "quotations", "projects", "instruments", "mechanisms", "routes", "relations"), ()
    )
    fill(ledger, [replace(first, document=changed, **moved, **empty)])
    settle(ledger)
    gone = {r.id for r in first.commitments}
    with ledger.database.reading() as connection:
        of = select(records.c.id).join(members, members.c.record == records.c.key)
        assert not gone & set(connection.execute(of).scalars())
    now = content(ledger)
    rebuild(ledger)
    settle(ledger)
    assert content(ledger) == now
    assert [row[1:] for row in now["tallies"]] != []


def test_a_document_that_is_read_anew_is_worked_in_anew(
    filled: Ledger, readings: list[Reading], expected: dict[str, Any]
) -> None:
    ledger = filled
    fewer = replace(readings[0], reader="another", figures=(), events=(), commitments=())
    fill(ledger, [fewer], "another")
    settle(ledger)
    assert content(ledger) != expected
    fill(ledger, [replace(readings[0], reader="a third")], "a third")
    settle(ledger)
    assert content(ledger) == expected


def test_a_record_judged_wrong_is_gone_until_the_judgement_is_undone(filled: Ledger, expected: dict[str, Any]) -> None:
    settle(filled)
    encounter = next(e for e in account.meetings(filled, ()) if len(e.reports) > 1)
    wrong = encounter.reports[1].statement.id
    key = judge(filled, Judgement(reviewer="Анна", verdict="reject", record=wrong, why="не было"))
    left = {r.statement.id for e in account.meetings(filled, ()) for r in e.reports}
    assert wrong not in left
    assert encounter.reports[0].statement.id in left
    rebuild(filled)
    assert wrong not in {r.statement.id for e in account.meetings(filled, ()) for r in e.reports}
    undo(filled, key)
    settle(filled)
    assert content(filled) == expected


def test_a_corrected_record_counts_as_corrected(filled: Ledger) -> None:
    (point, *_) = account.series(filled)
    fields = {**point.statement.fields, "value": 123456789}
    judge(filled, Judgement(reviewer="Анна", verdict="correct", record=point.statement.id, fields=fields))
    now = {p.statement.id: p.value for p in account.series(filled)}
    assert now[point.statement.id] == 123456789
    rebuild(filled)
    assert {p.statement.id: p.value for p in account.series(filled)} == now


def test_people_join_and_part_what_rules_did_not(filled: Ledger, expected: dict[str, Any]) -> None:
    settle(filled)
    joined = next(e for e in account.meetings(filled, ()) if len(e.reports) > 1)
    one, other = (report.statement.id for report in joined.reports[:2])
    apart = judge(filled, Judgement(reviewer="Анна", verdict="different", record=one, other=other))
    rebuild(filled)
    groups = [{r.statement.id for r in e.reports} for e in account.meetings(filled, ())]
    assert not any({one, other} <= group for group in groups)
    undo(filled, apart)
    single = [e for e in account.meetings(filled, ()) if len(e.reports) == 1]
    pair = (
        single[0].id,
        next(e.id for e in single if e.reports[0].statement.source != single[0].reports[0].statement.source),
    )
    key = judge(filled, Judgement(reviewer="Анна", verdict="same", record=pair[0], other=pair[1]))
    groups = [{r.statement.id for r in e.reports} for e in account.meetings(filled, ())]
    assert any(set(pair) <= group for group in groups)
    undo(filled, key)
    settle(filled)
    assert content(filled) == expected


def test_an_older_ledger_is_brought_to_this_revision_and_worked_in(address: str, readings: list[Reading]) -> None:
    with Ledger(address, stems) as ledger:
        fill(ledger, readings[:3])
        with ledger.database.writing() as connection:
            connection.execute(text("DELETE FROM stale"))
        rebuild(ledger)
        assert waiting(ledger) == {"document": 3}


@pytest.mark.usefixtures("small_steps")
def test_settling_ends_when_somebody_else_has_worked_everything_in(filled: Ledger) -> None:
    rebuild(filled)
    steps = settling(filled)
    assert next(steps).done == 3
    settle(filled)
    assert list(steps) == []
    assert waiting(filled) == {}
