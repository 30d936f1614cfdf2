"""A record of every kind as an entry."""

from __future__ import annotations

import dataclasses

import pytest

from servanda.model.records import Figure
from servanda.report.entries import entry
from tests.report.made import visit


@pytest.mark.parametrize(
    ("kind", "headline", "state", "fields"),
    [
        (
            "figures",
            "more than 250 million USD",
            "actual",
            {"Indicator": "Trade turnover", "Parties": "BY, VN", "Period": "2025"},
        ),
        ("events", "Visit", "happened", {"Date": "5 March 2026", "Place": "Ханой", "Participants": "Анна Лозович"}),
        ("offices", "Анна Лозович", "", {"Position": "Министр торговли", "Body": "BY"}),
        ("quotations", "Анна Лозович", "", {}),
        (
            "commitments",
            "построить завод по сборке тракторов",
            "agreed",
            {"Actors": "BY, VN", "Deadline": "until 2027", "Sector": "Industry", "Speaker": "Анна Лозович"},
        ),
        ("mechanisms", "белорусско-вьетнамская межправительственная комиссия", "active", {"Parties": "BY, VN"}),
        (
            "instruments",
            "меморандум о сотрудничестве в области логистики",
            "signed",
            {"Type": "Memorandum", "Parties": "BY, VN", "Date": "5 March 2026"},
        ),
        (
            "projects",
            "завод по сборке тракторов",
            "planned",
            {"Sector": "Industry", "Place": "Хынгйен", "Parties": "BY, VN", "Speaker": "Анна Лозович"},
        ),
        ("routes", "Север – Юг", "", {}),
        ("relations", "Strategic partnership", "", {"Parties": "BY, VN", "Speaker": "Анна Лозович"}),
    ],
)  # fmt: skip
def test_entries(kind: str, headline: str, state: str, fields: dict[str, str]) -> None:
    shown = entry(visit().of_kind(kind)[0])
    assert shown.headline.text.replace("\u00a0", " ") == headline
    assert shown.state == state
    assert {field.label: str(field) for field in shown.fields} == fields


def test_a_code_has_its_name_behind_it() -> None:
    parties = entry(visit().figures[0]).fields[1].terms
    assert [(party.text, party.behind, party.short) for party in parties] == [
        ("BY", "Belarus", True),
        ("VN", "Vietnam", True),
    ]


@pytest.mark.parametrize(
    ("changes", "headline", "parties"),
    [
        ({"indicator": "fdi", "parties": ("IT", "KZ")}, "more than 250 million USD", "IT → KZ"),
        ({"indicator": "jobs", "unit": "count", "value": 300}, "more than 300 jobs", "BY, VN"),
        ({"indicator": "other", "unit": "count", "value": 300}, "more than 300", "BY, VN"),
    ],
)
def test_figures(changes: dict[str, object], headline: str, parties: str) -> None:
    figure = visit().figures[0]
    shown = entry(dataclasses.replace(figure, **changes))  # type: ignore[arg-type]
    assert isinstance(figure, Figure)
    assert (shown.headline.text.replace("\u00a0", " "), str(shown.fields[1])) == (headline, parties)


def test_an_unknown_speaker_is_said_to_be_unknown() -> None:
    quotation = dataclasses.replace(visit().quotations[0], speaker="")
    assert entry(quotation).headline.text == "Speaker unknown"


@pytest.mark.parametrize(
    ("kind", "field", "headline"), [("events", "type", "Other event"), ("relations", "level", "Other level")]
)
def test_other_is_never_left_alone(kind: str, field: str, headline: str) -> None:
    record = dataclasses.replace(visit().of_kind(kind)[0], **{field: "other"})  # type: ignore[arg-type]
    assert entry(record).headline.text == headline
