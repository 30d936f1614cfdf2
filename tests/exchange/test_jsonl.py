"""JSON Lines: out of a ledger and into another one, nothing lost, on both databases; broken lines are told."""

from __future__ import annotations

import datetime
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bench.content import content as account
from servanda.errors import ServandaError
from servanda.exchange.jsonl import Into, Line, lines, write
from servanda.exchange.selection import Selection, Written
from servanda.language.stems import stems
from servanda.ledger.judgements import Judgement, judge, judged, undo
from servanda.ledger.missed import Missed, place_of, tell
from servanda.ledger.namesakes import say
from servanda.ledger.people import posts
from servanda.ledger.schema import documents, judgements, parties, passages, records, refusals
from servanda.ledger.settle import settle
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from tests.exchange.hostile import hostile
from tests.exchange.hostile import readings as drawn

WHOLE = Selection(versions=True)
#: Numbers that a database gives, and what `settle` works out.
OWN = {"key", "run", "document", "record", "settled", "rejected", "as_read"}


def out(ledger: Ledger, only: Selection = WHOLE) -> tuple[bytes, Written]:
    into = io.BytesIO()
    done = write(ledger, only, into, lambda: None)
    return into.getvalue(), done


def back(ledger: Ledger, written: bytes) -> list[ServandaError]:
    """Take the lines in; the errors."""
    into, broken = Into(ledger), []
    for line in lines(io.BytesIO(written)):
        if isinstance(line, ServandaError):
            broken.append(line)
        else:
            into.add(line)
    into.end()
    return broken


def content(ledger: Ledger) -> dict[str, list[Any]]:
    """All that is kept, without the numbers that a database gives."""
    found: dict[str, list[Any]] = {}
    with ledger.database.reading() as connection:
        for table in (documents, records, refusals):
            columns = [c for c in table.c if c.name not in OWN]
            found[table.name] = [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.key))]
        named = select(records.c.id, records.c.ordinal, parties.c.role, parties.c.party).join(records)
        found["parties"] = sorted(tuple(row) for row in connection.execute(named))
        words = select(documents.c.id, passages.c.stems).join(documents)
        found["passages"] = sorted(tuple(row) for row in connection.execute(words))
        columns = [c for c in judgements.c if c.name not in {"key", "made", "undone"}]
        found["judgements"] = [tuple(row) for row in connection.execute(select(*columns).order_by(judgements.c.made))]
    return found


@pytest.fixture
def other(tmp_path: Path) -> Callable[[], Ledger]:
    made = iter(range(9))
    return lambda: Ledger(str(tmp_path / f"other{next(made)}.sqlite"), stems)


def test_the_samples_come_back_as_they_were(filled: Ledger, other: Callable[[], Ledger]) -> None:
    written, done = out(filled)
    assert done.counts["document"] == len(written.splitlines()) > 15
    with other() as copy:
        assert back(copy, written) == []
        assert content(copy) == content(filled)
        assert out(copy)[0] == written
        assert back(copy, written) == []
        assert content(copy) == content(filled)


def test_what_people_added_and_said_of_names_comes_back(filled: Ledger, other: Callable[[], Ledger]) -> None:
    document = filled.document("az-tr-pipeline")
    start, end = place_of(document, "Нахчыван", document.text.index("Нахчыван"))
    given = {"document": document.id, "kind": "routes", "start": start, "end": end, "fields": {"name": "Нахчыван"}}
    _, added = tell(filled, Missed(reviewer="aigul", **given))  # type: ignore[arg-type]
    one, two = "Ильхам Алиев", "Реджеп Тайип Эрдоган"
    say(filled, Judgement(reviewer="bolat", verdict="same", record=one, other=two))
    settle(filled)
    written, _ = out(filled)
    assert added in written.decode()
    with other() as copy:
        assert back(copy, written) == []
        settle(copy)
        assert [s.rule for s in statements(copy, ["routes"]) if s.id == added] == ["added by aigul"]
        assert {one, two} <= set(posts(copy, name=one)[0].names)
        assert account(copy) == account(filled)
        assert out(copy)[0] == written


@pytest.mark.parametrize(
    ("field", "value"), [("fields", {"name": ""}), ("fields", None), ("record", "0" * 16), ("kind", "roads")]
)
def test_an_added_record_that_cannot_be_is_refused(filled: Ledger, field: str, value: Any) -> None:
    document = filled.document("az-tr-pipeline")
    tell(filled, Missed(reviewer="a", document=document.id, kind="routes", start=6, end=10, fields={"name": "x"}))
    (line,) = [json.loads(line) for line in out(filled)[0].splitlines() if b'"judgement"' in line[:14]]
    line["judgement"][field] = value
    (error,) = lines(io.BytesIO(json.dumps(line).encode()))
    assert isinstance(error, ServandaError)
    assert "holds what cannot be" in str(error)


def test_from_sqlite_to_this_database_and_back(ledger: Ledger, samples: Ledger) -> None:
    written, _ = out(samples)
    assert back(ledger, written) == []
    assert out(ledger)[0] == written


def test_hostile_texts_come_back_as_they_were(ledger: Ledger, attacked: Ledger) -> None:
    written, _ = out(attacked)
    assert len(written.split(b"\n")) == len(hostile()) + 1
    assert back(ledger, written) == []
    assert content(ledger) == content(attacked)


@given(found=st.lists(drawn(), max_size=3))
@settings(max_examples=12, phases=[Phase.explicit, Phase.generate])  # a ledger each: no time to shrink
def test_any_ledger_comes_back_as_it_was(found: list[Reading]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(f"{folder}/a.sqlite", stems) as one,
        Ledger(f"{folder}/b.sqlite", stems) as two,
    ):
        into = Into(one)
        for reading in found:
            into.add(reading)
        into.end()
        written, _ = out(one)
        assert back(two, written) == []
        assert content(two) == content(one)
        assert out(two)[0] == written


def test_versions_refusals_and_judgements_come_back(
    ledger: Ledger, other: Callable[[], Ledger], readings: list[Reading]
) -> None:
    from dataclasses import replace

    one = next(r for r in readings if r.figures and r.events)
    document = replace(one.document, url="https://example.org/1")
    changed = replace(document, text=document.text + "\nЕще одна строка.")
    run = ledger.begin("a reader")
    for version in (document, changed):
        by_kind = {kind: tuple(replace(r, evidence=version.evidence(r.evidence.start, r.evidence.end))
                               for r in one.of_kind(kind)) for kind in ("figures", "events")}  # fmt: skip
        assert ledger.add(Reading(document=version, reader="1+a", **by_kind), run) in {"new", "version"}  # type: ignore[arg-type]
    ledger.refuse("broken.pdf", "is no text", "write it as text", run)
    with ledger.database.reading() as connection:
        newest = select(records.c.id, records.c.fields).join(documents).where(documents.c.latest)
        figure, event = (connection.execute(newest.where(records.c.kind == k)).first() for k in ("figures", "events"))
    assert figure
    assert event
    fields = {**figure.fields, "value": 7}
    judge(ledger, Judgement(reviewer="Айгуль", verdict="correct", record=figure.id, fields=fields, why="misread"))
    undo(ledger, judge(ledger, Judgement(reviewer="Айгуль", verdict="accept", record=event.id)))
    judge(ledger, Judgement(reviewer="B", verdict="reject", record=event.id,
                            made=datetime.datetime(2026, 1, 2, 3, 4, 5, 6, datetime.UTC)))  # fmt: skip
    settle(ledger)
    written, done = out(ledger)
    assert (done.counts["refusal"], done.counts["judgement"]) == (1, 3)
    with other() as copy:
        assert back(copy, written) == []
        settle(copy)
        assert content(copy) == content(ledger)
        assert out(copy)[0] == written
        assert [replace(j, key=0) for j in judged(copy, undone=True)] == [
            replace(j, key=0) for j in judged(ledger, undone=True)
        ]
        assert back(copy, written) == []
        assert len(judged(copy, undone=True)) == 3


def line_of(samples: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(out(samples)[0].splitlines()[0])
    return found


def changed_text(line: dict[str, Any]) -> None:
    line["document"]["text"] += "!"


def changed_record(line: dict[str, Any]) -> None:
    line["figures"][0]["value"] = 1


def outside(line: dict[str, Any]) -> None:
    line["figures"][0]["evidence"]["end"] = 10**9


def no_date(line: dict[str, Any]) -> None:
    line["figures"][0]["period"] = "2024-13"


def a_number_for_a_text(line: dict[str, Any]) -> None:
    line["figures"][0]["unit"] = 5


def a_text_for_a_number(line: dict[str, Any]) -> None:
    line["figures"][0]["value"] = "5"


def nothing_of_a_kind(line: dict[str, Any]) -> None:
    del line["routes"]


def no_topic(line: dict[str, Any]) -> None:
    line["topics"] = ["astrology"]


def no_source(line: dict[str, Any]) -> None:
    line["document"]["published_from"] = "the stars"


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (changed_text, "the id is not that of the text and address"),
        (changed_record, "is not that of the record's place and fields"),
        (outside, "lies outside of the text"),
        (no_date, "no date"),
        (a_number_for_a_text, "5 is no text"),
        (a_text_for_a_number, "'5' is no number"),
        (nothing_of_a_kind, "lacks 'routes'"),
        (no_topic, "a topic is none of the guide's"),
        (no_source, "'the stars' is no source of a date"),
    ],
)
def test_a_damaged_line_is_told_and_the_others_are_taken(
    samples: Ledger, other: Callable[[], Ledger], damage: Callable[[dict[str, Any]], None], told: str
) -> None:
    written, _ = out(samples)
    first, second = written.splitlines()[:2]
    line = json.loads(first)
    damage(line)
    with other() as copy:
        (error,) = back(copy, json.dumps(line).encode() + b"\n\n" + second + b"\n")
        assert error.where == "line 1"
        assert told in str(error)
        assert [d.id for d in copy.documents()] == [json.loads(second)["document"]["id"]]


@pytest.mark.parametrize(
    "raw",
    [b"{", b"[]", b"1", b"null", b'"x"', b"\xff\xfe", b"{}", b'{"document": 1}', b'{"judgement": {}}',
     b'{"judgement": []}', b'{"refusal": {"name": 1}}', b'{"refusal": {"who": "x"}}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_line_of_an_export_is_told(raw: bytes) -> None:
    (found,) = lines(io.BytesIO(raw))
    assert isinstance(found, ServandaError)
    assert found.where == "line 1"


@given(st.binary(max_size=200))
def test_any_bytes_give_lines_or_errors(raw: bytes) -> None:
    assert all(isinstance(line, (Line, ServandaError)) for line in lines(io.BytesIO(raw)))


def test_each_line_is_what_read_prints(samples: Ledger, readings: list[Reading]) -> None:
    by_name = {json.loads(line)["document"]["name"]: json.loads(line) for line in out(samples)[0].splitlines()}
    for reading in readings:
        line = by_name[reading.document.name]
        for name in ("text", "version", "latest"):
            del line["document"][name]
        assert line == json.loads(json.dumps(reading.to_dict()))
