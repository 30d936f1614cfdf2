"""The samples: every gold record stands in its text, in the form of the guide, with values of its lists."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from servanda.model import edtf
from servanda.model import vocabulary as words
from servanda.model.document import Document
from servanda.model.records import RECORD_TYPES
from servanda.sources import Source, sources

SAMPLES = Path(__file__).parents[1] / "samples"
CHECK = Path(__file__).parents[2] / "shared" / "gold" / "check.py"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.json"))

#: Files in another encoding than UTF-8; all others are UTF-8.
ENCODINGS = {"by-vn-commission": "koi8-r", "kz-cn-forum": "windows-1251", "uz-jp-ambassador": "utf-16-le"}

SPOKEN = {"figures", "quotations", "commitments"}  # the kinds whose `speaker` the guide has
LISTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("figures", "indicator"): get_args(words.Indicator),
    ("figures", "comparator"): get_args(words.Comparator),
    ("figures", "kind"): get_args(words.FigureKind),
    ("events", "type"): get_args(words.EventType),
    ("events", "status"): get_args(words.EventStatus),
    ("commitments", "modality"): get_args(words.Modality),
    ("commitments", "sector"): words.TOPICS,
    ("mechanisms", "stage"): get_args(words.MechanismStage),
    ("instruments", "type"): get_args(words.InstrumentType),
    ("instruments", "stage"): get_args(words.InstrumentStage),
    ("projects", "sector"): words.TOPICS,
    ("projects", "stage"): get_args(words.ProjectStage),
    ("relations", "level"): get_args(words.Level),
}
NAMES_OF_PARTIES = {"parties", "participants", "actors", "counterparts"}
MAY_BE_EMPTY = {"place", "date", "period", "deadline", "speaker"}
KINDS = {
    cls.kind_of: {f.name for f in fields(cls)} - {"evidence", "rule", "speaker"} | {"quote"}
    | ({"speaker"} if cls.kind_of in SPOKEN else set())
    for cls in RECORD_TYPES
}  # fmt: skip
DATES = {cls.kind_of: cls.dates for cls in RECORD_TYPES}


@cache
def read(name: str) -> Source:
    """The text of a sample as `servanda read` takes it."""
    beside = [path for path in SAMPLES.glob(f"{name}.*") if path.suffix in {".txt", ".html"}]
    assert len(beside) == 1, f"{name}: one text stands beside the gold"
    (source,) = sources(beside)
    return source


def document(name: str) -> Document:
    result = read(name).result
    assert isinstance(result, Document), str(result)
    return result


@cache
def gold(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def every(name: str) -> list[tuple[str, dict[str, Any]]]:
    """All records of a sample with their kinds."""
    return [(kind, record) for kind in KINDS for record in gold(name)[kind]]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_decoded_and_russian(name: str) -> None:
    assert read(name).encoding == ENCODINGS.get(name, "utf-8")
    assert document(name).language == "ru"
    assert "\N{REPLACEMENT CHARACTER}" not in document(name).text


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_has_the_guides_form(name: str) -> None:
    whole = gold(name)
    assert list(whole) == ["document", *KINDS, "topics"]
    assert set(whole["document"]) == {"published", "language", "publisher", "parties"}
    for kind, record in every(name):
        assert set(record) == KINDS[kind], (kind, record)
        for field, value in record.items():
            if field in NAMES_OF_PARTIES:
                assert isinstance(value, list), (kind, record)
                assert all(isinstance(party, str) and party for party in value), (kind, record)
            elif field == "value":
                assert isinstance(value, (int, float)), (kind, record)
                assert not isinstance(value, bool), (kind, record)
            else:
                assert isinstance(value, str), (kind, record)
                assert value or field in MAY_BE_EMPTY, (kind, field, record)


@pytest.mark.parametrize("name", NAMES)
def test_values_come_from_the_guides_lists(name: str) -> None:
    for kind, record in every(name):
        for field, value in record.items():
            assert value in LISTS.get((kind, field), (value,)), (kind, field, value)
        if kind == "figures":
            assert re.fullmatch(r"[A-Z]{3}|[a-z][a-z_]*", record["unit"]), record
    topics = gold(name)["topics"]
    assert set(topics) <= set(words.TOPICS)
    assert len(topics) == len(set(topics))
    assert {record["sector"] for _, record in every(name) if "sector" in record} <= set(topics)


@pytest.mark.parametrize("name", NAMES)
def test_dates_are_edtf(name: str) -> None:
    edtf.check(gold(name)["document"]["published"])
    for kind, record in every(name):
        for field in DATES[kind]:
            edtf.check(record[field])


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_once_in_the_text_on_one_line(name: str) -> None:
    text = document(name).text
    for kind, record in every(name):
        assert text.count(record["quote"]) == 1, (kind, record["quote"])
        assert "\n" not in record["quote"], (kind, record["quote"])
        assert record["quote"] == record["quote"].strip(), (kind, record["quote"])


@pytest.mark.parametrize("name", NAMES)
def test_no_record_stands_twice(name: str) -> None:
    records = [json.dumps([kind, record], sort_keys=True) for kind, record in every(name)]
    assert len(records) == len(set(records))
    posts = [(record["person"], record["position"], record["body"]) for record in gold(name)["offices"]]
    assert len(posts) == len(set(posts))


@pytest.mark.parametrize("name", NAMES)
def test_people_have_one_name_in_a_document(name: str) -> None:
    holders = {record["person"] for record in gold(name)["offices"]}
    speakers = {record["speaker"] for _, record in every(name) if record.get("speaker")}
    assert speakers <= holders, "who speaks in a sample has a post in it"


@pytest.mark.parametrize("name", NAMES)
def test_the_date_that_the_file_tells_is_the_golds(name: str) -> None:
    found = document(name)
    if found.published_from != "none":
        assert found.published == gold(name)["document"]["published"]


def test_the_web_page_gives_its_date_and_its_article_alone() -> None:
    page = document("uz-fr-exhibition")
    assert read("uz-fr-exhibition").form == "page"
    assert (page.published, page.published_from, page.publisher) == ("2022-11-22", "metadata", "Самаркандский листок")
    for word in ("Архив номеров", "Музейная неделя", "Контакты"):
        assert word not in page.text


def test_one_session_is_reported_by_two_sides_with_two_figures() -> None:
    ours, theirs = gold("kz-kg-council"), gold("kg-kz-council")
    sessions = [
        {(event["date"], *sorted(event["participants"])) for event in side["events"] if event["type"] == "session"}
        for side in (ours, theirs)
    ]
    assert sessions[0] & sessions[1]
    turnover = [
        {f["value"] for f in side["figures"] if (f["indicator"], f["period"]) == ("trade_turnover", "2024")}
        for side in (ours, theirs)
    ]
    assert turnover == [{1_700_000_000}, {1_500_000_000}]
    assert ours["document"]["publisher"] != theirs["document"]["publisher"]


def test_one_promise_is_made_repeated_and_kept() -> None:
    def energy_promises(name: str) -> set[tuple[str, str, str]]:
        return {
            (c["modality"], c["deadline"], " ".join(sorted(c["actors"])))
            for c in gold(name)["commitments"]
            if c["sector"] == "energy"
        }

    promise = ("planned", "2024", "AZ TR")
    assert promise in energy_promises("az-tr-nakhchivan")
    assert promise in energy_promises("az-tr-ankara")
    assert promise not in energy_promises("az-tr-pipeline")
    stages = [
        {p["stage"] for p in gold(name)["projects"] if p["sector"] == "energy"}
        for name in ("az-tr-nakhchivan", "az-tr-ankara", "az-tr-pipeline")
    ]
    assert stages == [{"building"}, {"building"}, {"running"}]


def test_the_readme_lists_every_sample_with_its_states() -> None:
    page = (SAMPLES / "README.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `([a-z-]+)\.\w+` \| ([^|]+) \| ([^|]+) \|", page, re.MULTILINE)
    assert sorted(name for name, *_ in table) == NAMES
    for name, states, published in table:
        assert set(gold(name)["document"]["parties"]) <= set(states.split(", ")), name
        assert published == (gold(name)["document"]["published"] or "none"), name


@pytest.mark.skipif(not CHECK.is_file(), reason="the shared checker of gold files is not beside the project")
@pytest.mark.parametrize("name", NAMES)
def test_the_shared_checker_finds_nothing(name: str, tmp_path: Path) -> None:
    """The checker reads UTF-8 texts: it is given each sample's text as decoded or extracted."""
    (tmp_path / f"{name}.txt").write_bytes(document(name).text.encode("utf-8"))
    (tmp_path / f"{name}.json").write_bytes((SAMPLES / f"{name}.json").read_bytes())
    assert shared_checker().check(tmp_path / f"{name}.json") == []


@cache
def shared_checker() -> Any:
    spec = importlib.util.spec_from_file_location("shared_gold_check", CHECK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the shared folder is read-only
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module
