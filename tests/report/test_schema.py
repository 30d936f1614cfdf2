"""The schema is that of the model, is shipped as it is made, and holds what readings give."""

from __future__ import annotations

import copy
import dataclasses
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from servanda.model import edtf
from servanda.model.records import KINDS, RECORD_TYPES
from servanda.report import schema
from tests.report.made import empty, hostile, visit

VALIDATOR = Draft202012Validator(schema.schema())


def output(kinds: tuple[str, ...] = (*KINDS, "topics")) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(visit().to_dict(kinds), ensure_ascii=False))
    return read


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.schema())


def test_the_shipped_file_is_what_the_model_gives() -> None:
    assert schema.shipped() == schema.text(), "run: python -m servanda.report.schema > …/report/servanda.schema.json"


def test_output_is_valid() -> None:
    VALIDATOR.validate(output())


@pytest.mark.parametrize("reading", [empty(), hostile()], ids=["empty", "hostile"])
def test_odd_output_is_valid(reading: Any) -> None:
    VALIDATOR.validate(json.loads(json.dumps(reading.to_dict())))


@pytest.mark.parametrize("kind", [*KINDS, "topics"])
def test_output_of_one_kind_is_valid(kind: str) -> None:
    read = output((kind,))
    assert set(read) == {"document", kind}
    VALIDATOR.validate(read)


@pytest.mark.parametrize("cls", RECORD_TYPES, ids=lambda cls: cls.__name__)
def test_every_field_of_a_record_is_there_and_described(cls: Any) -> None:
    properties = schema.schema()["$defs"][cls.__name__]["properties"]
    own = {field.name for field in dataclasses.fields(cls)}
    assert own | {"quote", "id", "reader"} == set(properties)
    assert all(meaning["description"] for meaning in properties.values())


def test_no_meaning_is_left_over() -> None:
    names = {
        (cls.kind_of, name) for cls in RECORD_TYPES for name in schema.schema()["$defs"][cls.__name__]["properties"]
    }
    assert [key for key in schema.MEANINGS if key not in names and not any(key[1] == name for _, name in names)] == []


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("figures", "indicator", "turnover"),
        ("figures", "value", "250 млн"),
        ("figures", "period", "в прошлом году"),
        ("figures", "parties", "BY"),
        ("events", "date", "05.03.2026"),
        ("commitments", "deadline", "../.."),
        ("commitments", "sector", ""),
        ("offices", "id", "0"),
        ("routes", "quote", ""),
        ("routes", "colour", "red"),
    ],
)
def test_wrong_output_is_not_valid(kind: str, field: str, value: Any) -> None:
    read = copy.deepcopy(output())
    read[kind][0][field] = value
    assert not VALIDATOR.is_valid(read)


@pytest.mark.parametrize("date", ["", "2025", "2025-09", "2025-09-29", "2025/2026-01", "2005/..", "../2030"])
def test_every_date_of_the_model_fits_the_pattern(date: str) -> None:
    assert edtf.check(date) == date
    assert Draft202012Validator({"type": "string", "pattern": schema.EDTF_PATTERN}).is_valid(date)
