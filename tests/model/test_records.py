"""Records and readings: the keys of the guide, ids that a second run gives again, dates that are dates."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import DateError, ServandaError
from servanda.model import vocabulary
from servanda.model.document import Document, Evidence
from servanda.model.records import (
    KINDS,
    RECORD_TYPES,
    Commitment,
    Event,
    Figure,
    Instrument,
    Mechanism,
    Office,
    Project,
    Quotation,
    Reading,
    Record,
    Relation,
    Route,
)

DOCUMENT = Document(text="Переговоры прошли в Риме. Товарооборот вырос.", name="talks", published="2025-09-29")
EVIDENCE = DOCUMENT.evidence(0, 10)

#: What the guide lists for each kind, `quote` and `speaker` besides.
FIELDS = """
figures: indicator parties value unit comparator period kind
events: type participants place date status
offices: person position body
quotations:
commitments: actors modality action counterparts deadline sector
mechanisms: name parties stage
instruments: name type parties date stage
projects: name parties sector place stage
routes: name
relations: parties level
"""


def figure(evidence: Evidence = EVIDENCE, **other: Any) -> Figure:
    values = {
        "indicator": "trade_turnover", "parties": ("KZ", "IT"), "value": 5, "unit": "percent", "comparator": "=",
        "period": "2025-01/2025-08", "kind": "change", "rule": "grown_by", "speaker": "Имярек",
    }  # fmt: skip
    return Figure(evidence=evidence, **(values | other))


def event(evidence: Evidence = EVIDENCE, **other: Any) -> Event:
    values = {
        "type": "talks", "participants": ("KZ", "IT"), "place": "Рим", "date": "2025-09-29",
        "status": "happened", "rule": "r",
    }  # fmt: skip
    return Event(evidence=evidence, **(values | other))


def commitment(evidence: Evidence = EVIDENCE, **other: Any) -> Commitment:
    values = {
        "actors": ("KZ",), "modality": "planned", "action": "построить порт", "counterparts": (), "deadline": "2030",
        "sector": "transport", "rule": "r",
    }  # fmt: skip
    return Commitment(evidence=evidence, **(values | other))


def instrument(evidence: Evidence = EVIDENCE, **other: Any) -> Instrument:
    values = {"name": "Договор", "type": "treaty", "parties": ("KZ", "IT"), "date": "", "stage": "signed", "rule": "r"}
    return Instrument(evidence=evidence, **(values | other))


ONE_EACH: dict[str, Record] = {
    "figures": figure(),
    "events": event(),
    "offices": Office(evidence=EVIDENCE, rule="r", person="Имярек", position="Президент", body="KZ"),
    "quotations": Quotation(evidence=EVIDENCE, rule="r", speaker="Имярек"),
    "commitments": commitment(),
    "mechanisms": Mechanism(evidence=EVIDENCE, rule="r", name="Комиссия", parties=("KZ", "IT"), stage="active"),
    "instruments": instrument(),
    "projects": Project(
        evidence=EVIDENCE, rule="r", name="порт", parties=(), sector="trade", place="", stage="running"
    ),
    "routes": Route(evidence=EVIDENCE, rule="r", name="Север – Юг"),
    "relations": Relation(evidence=EVIDENCE, rule="r", parties=("KZ", "IT"), level="alliance"),
}
READING = Reading(
    document=DOCUMENT, reader="0", parties=("KZ", "IT"), topics=("trade",), **{k: (r,) for k, r in ONE_EACH.items()}
)


@pytest.mark.parametrize("line", FIELDS.strip().splitlines())
def test_the_fields_are_those_of_the_guide(line: str) -> None:
    kind, _, fields = line.partition(":")
    assert list(ONE_EACH[kind].main_fields()) == fields.split()
    assert set(ONE_EACH[kind].to_dict()) == {*fields.split(), "speaker", "quote", "evidence", "id", "rule"}


def test_every_kind_has_its_type_and_its_line() -> None:
    assert tuple(line.partition(":")[0] for line in FIELDS.strip().splitlines()) == KINDS
    assert [type(ONE_EACH[cls.kind_of]) for cls in RECORD_TYPES] == list(RECORD_TYPES)


def test_a_reading_as_one_object() -> None:
    whole = READING.to_dict()
    assert list(whole) == ["document", *KINDS, "topics"]
    assert set(whole["document"]) == {
        "name", "id", "title", "url", "published", "published_from", "language", "publisher", "parties", "reader",
    }  # fmt: skip
    assert whole["document"]["parties"] == ["KZ", "IT"]
    assert whole["topics"] == ["trade"]
    assert json.loads(json.dumps(whole, ensure_ascii=False)) == whole


def test_only_the_kinds_asked_for() -> None:
    assert list(READING.to_dict(("offices", "topics"))) == ["document", "offices", "topics"]
    assert READING.of_kind("offices") == (ONE_EACH["offices"],)
    assert READING.records() == tuple(ONE_EACH[kind] for kind in KINDS)


def test_quote_and_place_agree() -> None:
    record = ONE_EACH["events"].to_dict()
    assert record["quote"] == record["evidence"]["exact"] == "Переговоры"
    assert DOCUMENT.text[record["evidence"]["start"] : record["evidence"]["end"]] == record["quote"]


@pytest.mark.parametrize("date", ["2025-13", "29 сентября", "2026/2025", "2025-09-31", "..", "сегодня"])
@pytest.mark.parametrize(
    ("build", "field"), [(figure, "period"), (event, "date"), (commitment, "deadline"), (instrument, "date")]
)
def test_no_record_has_a_date_that_is_none(build: Callable[..., Record], field: str, date: str) -> None:
    with pytest.raises(DateError):
        build(**{field: date})


@pytest.mark.parametrize("date", ["", "2025", "2025-09", "2025-09-29", "2005/..", "2025-01/2025-08"])
def test_a_record_may_have_any_date_of_the_guide(date: str) -> None:
    assert figure(period=date).period == event(date=date).date == date


DIFFERENT = [
    figure(value=6), figure(parties=("IT", "KZ")), figure(period=""), figure(kind="actual"), event(),
    figure(DOCUMENT.evidence(0, 11)), figure(DOCUMENT.evidence(1, 10)),
    figure(Document(text="Переговоры").evidence(0, 10)),
]  # fmt: skip


def test_ids_tell_records_apart() -> None:
    assert len({record.id for record in [figure(), *DIFFERENT]}) == 1 + len(DIFFERENT)


@given(st.text(max_size=20), st.text(max_size=20))
def test_neither_rule_nor_speaker_changes_the_id(rule: str, speaker: str) -> None:
    assert replace(figure(), rule=rule, speaker=speaker).id == figure().id


def test_ids_are_the_same_in_every_process() -> None:
    code = "from tests.model.test_records import ONE_EACH; print([record.id for record in ONE_EACH.values()])"
    here = str([record.id for record in ONE_EACH.values()])
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=env)
        assert done.stdout.strip() == here


def test_a_reading_holds_no_view_of_its_own() -> None:
    assert replace(READING, trace=("a line",)) == READING


def test_a_frame_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ServandaError, match="kinds: figures, "):
        READING.to_frame("visits")


@pytest.mark.parametrize("kind", [*KINDS, "topics"])
def test_a_frame_has_one_row_a_record(kind: str) -> None:
    pytest.importorskip("pandas")
    frame = READING.to_frame(kind)
    assert len(frame) == 1
    assert frame["document"].tolist() == ["talks"]
    if kind != "topics":
        assert frame["quote"].tolist() == ["Переговоры"]
        assert frame["id"].tolist() == [ONE_EACH[kind].id]


@pytest.mark.parametrize("codes", [vocabulary.CAMEO, vocabulary.PLOVER], ids=["CAMEO", "PLOVER"])
def test_every_event_type_and_modality_has_its_code(codes: dict[str, str]) -> None:
    assert set(codes) == {*get_args(vocabulary.EventType), *get_args(vocabulary.Modality)}


def test_what_has_no_direction_is_an_indicator() -> None:
    assert set(get_args(vocabulary.Indicator)) >= vocabulary.UNDIRECTED
    assert get_type_hints(Figure)["indicator"] == vocabulary.Indicator
