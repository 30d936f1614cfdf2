"""What may be written into a field, and what is said of what may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import ServandaError
from servanda.model import fields
from servanda.model.records import KINDS, RECORD_TYPES
from servanda.model.vocabulary import STATES

ALLOWED = [
    ("figures", "indicator", "exports", "exports"),
    ("figures", "parties", "KZ, UZ", ["KZ", "UZ"]),
    ("figures", "parties", "Central Asia", ["Central Asia"]),
    ("figures", "parties", "", []),
    ("figures", "value", "4400000000", 4400000000),
    ("figures", "value", "20 000 000", 20000000),
    ("figures", "value", "-3.5", -3.5),
    ("figures", "value", "4.4e9", 4400000000),
    ("figures", "unit", "USD", "USD"),
    ("figures", "unit", "cubic_metre", "cubic_metre"),
    ("figures", "period", "2025-01/2025-08", "2025-01/2025-08"),
    ("figures", "speaker", "", ""),
    ("events", "participants", "Министерство торговли, индустрии; KZ", ["Министерство торговли, индустрии", "KZ"]),
    ("events", "participants", "Токаев, Мирзиёев", ["Токаев", "Мирзиёев"]),
    ("events", "place", "Рим", "Рим"),
    ("offices", "body", "EU", "EU"),
    ("instruments", "stage", " signed ", "signed"),
    ("commitments", "deadline", "2005/..", "2005/.."),
]


@pytest.mark.parametrize(("kind", "name", "text", "value"), ALLOWED)
def test_what_may_be_written(kind: str, name: str, text: str, value: object) -> None:
    assert fields.parsed(kind, name, text) == value


REFUSED = [
    ("figures", "indicator", "export", "'export' is not in the list of the guide; did you mean exports?"),
    ("figures", "value", "4,4", "'4,4' is no number; write it out with a decimal point"),
    ("figures", "value", "nan", "'nan' is no number"),
    ("figures", "value", "", "figures.value: it is empty; write it out"),
    ("figures", "parties", "KZ, KZ", "'KZ; KZ' names somebody twice"),
    ("figures", "parties", "KX", "'KX' is no state's code; write that of ISO 3166"),
    ("figures", "parties", "kz", "'kz' is no state's code; write that of ISO 3166: KZ"),
    ("figures", "parties", "Казахстан", "'Казахстан' is no state, bloc or region; write its code"),
    ("figures", "unit", "млн", "'млн' is no unit"),
    ("figures", "period", "2025-13", "'2025-13' is no date (month must be in 1..12); write YYYY"),
    ("figures", "period", "2025/2024", "'2025/2024' ends before it begins; write YYYY, YYYY-MM"),
    ("events", "date", "вчера", "'вчера' is no date"),
    ("events", "dat", "2025", "events have no field 'dat'; did you mean date?"),
    ("events", "speaker", "X", "events have no field 'speaker'; fields: type, participants"),
    ("offices", "body", "XX", "'XX' is no state's code"),
    ("quotations", "speaker", " ", "it is empty, and the record says nothing without it"),
    ("routes", "name", "", "it is empty"),
    ("figure", "value", "1", "there is no kind called 'figure'; kinds: figures, events"),
]


@pytest.mark.parametrize(("kind", "name", "text", "says"), REFUSED)
def test_what_may_not_be_written_is_said_in_a_sentence(kind: str, name: str, text: str, says: str) -> None:
    with pytest.raises(ServandaError) as caught:
        fields.parsed(kind, name, text)
    assert says in str(caught.value)


def test_every_field_of_the_guide_is_known_and_no_other() -> None:
    assert {kind: len(fields.names_of(kind)) for kind in KINDS} == {
        "figures": 8, "events": 5, "offices": 3, "quotations": 1, "commitments": 7, "mechanisms": 3, "instruments": 5,
        "projects": 5, "routes": 1, "relations": 2,
    }  # fmt: skip
    for cls in RECORD_TYPES:
        dated = {name for name in fields.names_of(cls.kind_of) if name in cls.dates}
        assert dated == set(cls.dates)


def test_a_correction_holds_all_fields_and_changes_what_was_named() -> None:
    before = {"name": "Соглашение", "type": "agreement", "parties": ["KZ"], "date": "", "stage": "drafting"}
    after = fields.corrected("instruments", before, {"stage": "signed", "parties": "KZ, UZ"})
    assert after == {**before, "stage": "signed", "parties": ["KZ", "UZ"]}
    with pytest.raises(ServandaError, match="say so already; change one of them"):
        fields.corrected("instruments", before, {"stage": "drafting"})


def test_the_faults_of_a_whole_record_are_listed() -> None:
    assert fields.faults("relations", {"parties": ["KZ", "IT"], "level": "alliance"}) == []
    assert fields.faults("relations", {"parties": "KZ", "level": "friends"}) == [
        "relations.parties: 'KZ' is no list", "relations.level: 'friends' is not in the list of the guide",
    ]  # fmt: skip
    assert fields.faults("routes", {}) == ["routes.name: is missing"]
    assert fields.faults("figures", dict.fromkeys(fields.names_of("figures"), True))[2].endswith("True is no number")


@given(st.sampled_from(["figures", "events"]), st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused_in_one_line(kind: str, text: str) -> None:
    for name in fields.names_of(kind):
        try:
            value = fields.parsed(kind, name, text)
        except ServandaError as error:
            told = error
        else:
            fields.check(kind, name, value)
            continue
        assert told.sentence
        assert told.remedy


@given(st.lists(st.text("абвABC-. ", min_size=3).map(str.strip).filter(lambda w: len(w) > 2), min_size=1, unique=True))
def test_a_list_that_was_written_is_read_again(names: list[str]) -> None:
    text = fields.written(names)
    assert fields.parsed("events", "participants", text if ";" in text else f"{text};") == names


def test_states_are_those_of_iso_3166() -> None:
    assert len(STATES) == 249
    assert {"KZ", "IT", "UZ", "RS", "TR"} <= STATES


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_is_empty_until_its_fields_are_filled(kind: str) -> None:
    assert list(fields.empty(kind)) == list(fields.names_of(kind))
    assert {name: value for name, value in fields.empty(kind).items() if value} == (
        {"comparator": "="} if kind == "figures" else {}
    )
    with pytest.raises(ServandaError, match="it is empty"):
        fields.filled(kind, {})


def test_a_new_record_has_what_was_written_and_the_rest_empty() -> None:
    said = {"type": "talks", "participants": "KZ, IT", "status": "happened", "date": "2025-09"}
    assert fields.filled("events", said) == {
        "type": "talks", "participants": ["KZ", "IT"], "place": "", "date": "2025-09", "status": "happened",
    }  # fmt: skip
    with pytest.raises(ServandaError, match="events have no field 'plase'; did you mean place"):
        fields.filled("events", {**said, "plase": "Рим"})
