"""JSON Lines and JSON: every object by itself."""

from __future__ import annotations

import io
import json

import pytest

from servanda.errors import DocumentError
from servanda.model.document import Document
from servanda.sources import jsonl
from servanda.sources.files import Origin
from servanda.sources.jsonl import lines, objects
from servanda.sources.text import Given
from tests.sources.paragraphs import PARAGRAPHS

TEXT = PARAGRAPHS[0]
ORIGIN = Origin("a.jsonl", "a", "lines")


def read(*entries: object, given: Given = Given()) -> list[Document | DocumentError]:  # noqa: B008 - it is frozen
    data = "\n".join(e if isinstance(e, str) else json.dumps(e, ensure_ascii=False) for e in entries)
    return list(lines(io.BytesIO(data.encode("utf-8", "surrogatepass")), ORIGIN, given))


def only(*entries: object) -> Document:
    (document,) = read(*entries)
    assert isinstance(document, Document)
    return document


def test_all_fields_are_taken() -> None:
    entry = {
        "id": "n-1", "text": TEXT, "title": " О\n комиссии ", "published": "2025-09-29T10:00:00+05:00",
        "url": "https://example.org/1", "publisher": "Вестник", "language": "ru", "views": 12,
    }  # fmt: skip
    document = only(entry)
    assert (document.name, document.title, document.publisher) == ("n-1", "О комиссии", "Вестник")
    assert (document.published, document.published_from) == ("2025-09-29", "metadata")
    assert (document.url, document.language, document.text) == ("https://example.org/1", "ru", TEXT)


@pytest.mark.parametrize(
    ("fields", "name"),
    [({}, "a-1"), ({"id": 7}, "7"), ({"id": "x", "name": "y"}, "y"), ({"id": None}, "a-1"), ({"name": ""}, "a-1")],
)
def test_the_name_is_that_of_the_object_or_of_its_place(fields: dict[str, object], name: str) -> None:
    assert only({"text": TEXT, **fields}).name == name


def test_null_is_nothing_and_a_date_given_goes_before() -> None:
    entry = {"text": TEXT, "published": None, "title": None}
    assert only(entry).published_from == "none"
    (document,) = read({"text": TEXT, "published": "rubbish"}, given=Given("2025"))
    assert isinstance(document, Document)
    assert (document.published, document.published_from) == ("2025", "given")


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("{", "a.jsonl:1: is no JSON (Expecting property name"),
        ('{"text": NaN', "a.jsonl:1: is no JSON"),
        ("1" * 5000, "a.jsonl:1: is no JSON (Exceeds the limit"),
        ("[" * 100_000, "a.jsonl:1: is nested too deeply"),
        ("[1]", "a.jsonl:1: is JSON, but no object"),
        ({"body": TEXT}, "a.jsonl:1: has no `text`"),
        ({"text": 5}, "a.jsonl:1: has a `text` that is no string"),
        ({"text": ""}, "a.jsonl:1: is empty"),
        ({"text": "Визит\x00"}, "a.jsonl:1: holds a NUL at 5 of its text"),
        ({"text": TEXT, "title": ["x"]}, "a.jsonl:1: has a `title` that is no string"),
        ({"text": TEXT, "id": True}, "a.jsonl:1: has a `id` that is no string"),
        (
            {"text": TEXT, "published": "29.09.2025"},
            "a.jsonl:1: says that it was published on '29.09.2025', which is no",
        ),
    ],
)
def test_a_line_that_is_no_document_is_named_and_the_next_is_read(entry: object, sentence: str) -> None:
    error, document = read(entry, {"text": TEXT})
    assert str(error).startswith(sentence)
    assert isinstance(error, DocumentError)
    assert error.remedy
    assert isinstance(document, Document)
    assert document.name == "a-2"


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    document = only('{"text": "Визит\\ud800 завершён", "title": "\\udfff"}')
    assert (document.text, document.title) == ("Визит\ufffd завершён", "?")


def test_empty_lines_are_nothing_and_an_empty_file_is_an_error() -> None:
    assert only("", {"text": TEXT}, "", "  ").name == "a-2"
    (error,) = read("", "")
    assert str(error) == "a.jsonl: is empty; leave it out"


def test_a_line_over_the_limit_is_skipped_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MOST_BYTES", 1000)
    error, document = read({"text": "x" * 5000}, {"text": "Визит завершён."})
    assert str(error).startswith("a.jsonl:1: the line is longer than")
    assert isinstance(document, Document)


def in_file(data: str) -> list[str]:
    results = objects(data.encode(), Origin("a.json", "a", "object"), Given())
    return [result.name if isinstance(result, Document) else str(result) for result in results]


@pytest.mark.parametrize(
    ("data", "results"),
    [
        ('{"text": "Визит завершён."}', ["a"]),
        ('[{"text": "Визит завершён."}, {"id": "x", "text": "Визит завершён."}]', ["a-1", "x"]),
        ("[]", ["a.json: is empty; leave it out"]),
        ("{}", ["a.json: is empty; leave it out"]),
    ],
)
def test_a_json_file_holds_one_object_or_a_list(data: str, results: list[str]) -> None:
    assert in_file(data) == results


def test_an_entry_that_is_no_document_is_named_by_its_number() -> None:
    error, name = in_file('[{"x": 1}, {"text": "Визит завершён."}]')
    assert error.startswith("a.json[1]: has no `text`; ")
    assert name == "a-2"
