"""The JSON Schema of one object of the output, made from the model.

`python -m servanda.report.schema` prints it; `servanda.schema.json` beside this file is what it prints.
"""

from __future__ import annotations

import json
import sys
import types
import typing
from dataclasses import fields
from importlib import resources
from typing import Any, Literal, get_args, get_origin, get_type_hints

from servanda.model.records import RECORD_TYPES, Reading, Record
from servanda.model.vocabulary import DateSource, Topic

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHIPPED = "servanda.schema.json"
_SINGLE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
#: EDTF of ISO 8601-2, level 0, with open ends; `""` where the text does not say.
EDTF_PATTERN = rf"^({_SINGLE}|{_SINGLE}/{_SINGLE}|{_SINGLE}/\.\.|\.\./{_SINGLE})?$"

_ALL = "*"  # fields that several kinds have and that mean the same in all of them
#: What a field means, by kind and name, in the words of the guide.
MEANINGS: dict[tuple[str, str], str] = {
    (_ALL, "parties"): "States (ISO 3166-1 alpha-2), blocs (English abbreviation) or regions that it is about.",
    (_ALL, "speaker"): "Whose word it is; empty for the author's own.",
    (_ALL, "quote"): "The exact words that prove the record; equal to evidence.exact.",
    (_ALL, "evidence"): "Where the words stand.",
    (_ALL, "id"): "A hash of document, kind, span and main fields: a re-run gives the same.",
    (_ALL, "rule"): "The name of the rule that made the record.",
    (_ALL, "reader"): "The version of code and lexicon that read the document.",
    (_ALL, "name"): "The name as the text has it, in the nominative and in the fullest form that the text gives.",
    (_ALL, "sector"): "The sector that it belongs to.",
    (_ALL, "place"): "Where; a state is its code, a city stays in the language of the text.",
    ("figures", "indicator"): "What is counted.",
    ("figures", "parties"): "The states that the number is about, reporter first; for a flow, from first, to second.",
    ("figures", "value"): "The number, multiplied out; a fall is negative.",
    ("figures", "unit"): "ISO 4217 code of a currency, or percent, times, tonne, count, …",
    ("figures", "comparator"): "How the value bounds the true one; ~ is 'about'.",
    ("figures", "period"): "The time that the number is about (EDTF); empty where no time expression tells.",
    ("figures", "kind"): "Whether it is so, is to be reached, could be, or is a change of the indicator.",
    ("events", "type"): "What sort of event it is.",
    ("events", "participants"): "People, else states or bodies.",
    ("events", "date"): "When it takes place (EDTF).",
    ("events", "status"): "Whether it took place, will, or should.",
    ("offices", "person"): "The holder, in the nominative and the fullest form that the text gives.",
    ("offices", "position"): "The post.",
    ("offices", "body"): "The body of the post; for heads of state and government the code of the state.",
    ("commitments", "actors"): "Who is to act; of an invitation or an offer, who invites or offers.",
    ("commitments", "modality"): "How binding it is.",
    ("commitments", "action"): "The deed in one short clause, in the language of the text.",
    ("commitments", "counterparts"): "Towards whom.",
    ("commitments", "deadline"): "By when (EDTF).",
    ("mechanisms", "stage"): "Whether the body works, was founded of late, is being founded, or is proposed.",
    ("instruments", "type"): "What sort of document it is.",
    ("instruments", "date"): "When it was signed or adopted (EDTF).",
    ("instruments", "stage"): "Whether it is in force, signed of late, being drafted, or proposed.",
    ("projects", "stage"): "Whether it runs, is being built, is planned, or is proposed.",
    ("relations", "level"): "The level at which the text ranks the relationship.",
}

_DOCUMENT: dict[str, dict[str, Any]] = {
    "name": {"type": "string", "description": "The stem of the file's name, or the name that the source gave."},
    "id": {"type": "string", "pattern": "^[0-9a-f]{24}$", "description": "A hash of text and address."},
    "title": {"type": "string", "description": "The headline, where the source has one."},
    "url": {"type": "string", "description": "The address, where the document has one."},
    "published": {"type": "string", "pattern": EDTF_PATTERN, "description": "The publication date (EDTF)."},
    "published_from": {"enum": list(get_args(DateSource)), "description": "How the publication date was found."},
    "language": {"type": "string", "description": "The code of the language (ISO 639)."},
    "publisher": {"type": "string", "description": "The publisher, as the text or its metadata has it."},
    "parties": {
        "type": "array", "items": {"type": "string"}, "description": "The states and blocs that the document is about.",
    },
    "reader": {"type": "string", "description": MEANINGS[_ALL, "reader"]},
}  # fmt: skip
_EVIDENCE: dict[str, dict[str, Any]] = {
    "document": {"type": "string", "pattern": "^[0-9a-f]{24}$", "description": "The id of the document."},
    "start": {"type": "integer", "minimum": 0, "description": "First code point, counted in the document's text."},
    "end": {"type": "integer", "minimum": 1, "description": "The code point after the last one."},
    "exact": {"type": "string", "minLength": 1, "description": "The words themselves."},
    "prefix": {"type": "string", "maxLength": 32, "description": "Up to 32 characters before."},
    "suffix": {"type": "string", "maxLength": 32, "description": "Up to 32 characters after."},
}


def schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of one line of `--format jsonl`, which is `Reading.to_dict()`.

    A kind may be missing when only some were asked for; within a record every field stands, empty where the text
    does not say.
    """
    kinds = {
        cls.kind_of: {
            "type": "array",
            "items": {"$ref": f"#/$defs/{cls.__name__}"},
            "description": _sentence(cls),
        }
        for cls in RECORD_TYPES
    }
    topics = {"type": "array", "uniqueItems": True, "items": {"enum": list(get_args(Topic))}}
    return {
        "$schema": DIALECT,
        "$id": "urn:servanda:reading",
        "title": "Reading",
        "description": _sentence(Reading),
        "type": "object",
        "properties": {
            "document": {"$ref": "#/$defs/Document"},
            **kinds,
            "topics": {**topics, "description": "The sectors that the document deals with."},
        },
        "required": ["document"],
        "additionalProperties": False,
        "$defs": {
            "Document": _object(_DOCUMENT, "The document that was read."),
            "Evidence": _object(_EVIDENCE, "Exact words at an exact position (W3C Web Annotation selectors)."),
            **{cls.__name__: _record(cls) for cls in RECORD_TYPES},
        },
    }


def text() -> str:
    """The schema as the file that is shipped."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def shipped() -> str:
    """The file that is shipped, as it stands."""
    return (resources.files("servanda.report") / _SHIPPED).read_text(encoding="utf-8")


def _sentence(cls: type) -> str:
    """The first sentence of a class's docstring."""
    return (cls.__doc__ or "").strip().split("\n")[0]


def _object(properties: dict[str, dict[str, Any]], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _record(cls: type[Record]) -> dict[str, Any]:
    """The schema of one kind, from the fields and types of its class."""
    hints = get_type_hints(cls)
    own = [field.name for field in fields(cls) if field.name not in ("evidence", "rule", "speaker")]
    properties: dict[str, dict[str, Any]] = {}
    for name in own:
        pattern = {"pattern": EDTF_PATTERN} if name in cls.dates else {}
        properties[name] = {**_type(hints[name]), **pattern, "description": _meaning(cls.kind_of, name)}
    string = {"type": "string"}
    for name, what in (
        ("speaker", string),
        ("quote", {**string, "minLength": 1}),
        ("evidence", {"$ref": "#/$defs/Evidence"}),
        ("id", {**string, "pattern": "^[0-9a-f]{16}$"}),
        ("rule", string),
        ("reader", string),
    ):
        properties[name] = {**what, "description": _meaning(cls.kind_of, name)}
    return _object(properties, _sentence(cls))


def _meaning(kind: str, name: str) -> str:
    return MEANINGS.get((kind, name)) or MEANINGS[_ALL, name]


def _type(hint: Any) -> dict[str, Any]:
    """The schema of a field's type; TypeError for a type that no record has so far."""
    origin = get_origin(hint)
    if hint is str:
        return {"type": "string"}
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple and get_args(hint)[1:] == (...,):
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if origin in (types.UnionType, typing.Union) and set(get_args(hint)) == {int, float}:
        return {"type": "number"}
    raise TypeError(f"no schema for {hint!r}")


if __name__ == "__main__":
    sys.stdout.write(text())
