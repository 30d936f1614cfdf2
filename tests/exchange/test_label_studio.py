"""Label Studio's tasks and labelling config, and its annotations back as judgements."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from servanda.errors import LedgerError, ServandaError
from servanda.exchange.label_studio import config, take, tasks
from servanda.language.stems import stems
from servanda.ledger.judgements import Judgement, judge, judged, undo
from servanda.ledger.settle import settle
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.fields import choices, is_list, names_of
from servanda.model.records import KINDS, Reading
from servanda.pipeline import Reader, documents

SAMPLES = Path(__file__).parents[2] / "samples"
Task = dict[str, Any]


@pytest.fixture(scope="module")
def reading() -> Reading:
    (found,) = Reader().read_many(documents([str(SAMPLES / "kz-kg-council.txt")]))
    assert isinstance(found, Reading)
    return found


@pytest.fixture
def ledger(tmp_path: Path, reading: Reading) -> Iterator[Ledger]:
    """One of our samples in a ledger."""
    with Ledger(str(tmp_path / "ledger.sqlite"), stems) as opened:
        opened.add(reading, opened.begin("a reader"))
        yield opened


def completed(ledger: Ledger, **more: Any) -> Task:
    """The one task with its prediction submitted as it is, as Label Studio exports it."""
    (task,) = copy.deepcopy(list(tasks(ledger)))
    annotation = {
        "id": 7, "completed_by": {"id": 1, "email": "aigul@example.org"}, "was_cancelled": False,
        "created_at": "2026-01-02T03:04:05.678901Z", "updated_at": "2026-01-02T03:05:00.000000Z",
        "result": task.pop("predictions")[0]["result"], **more,
    }  # fmt: skip
    return {"id": 3, "project": 1, **task, "annotations": [annotation], "predictions": []}


def exported(*given: Task) -> str:
    return json.dumps(list(given), ensure_ascii=False)


def results(task: Task, record: str) -> list[dict[str, Any]]:
    return [item for item in task["annotations"][0]["result"] if item["id"] == record]


def control(task: Task, record: str, name: str) -> dict[str, Any]:
    (found,) = [item for item in results(task, record) if item["from_name"] == name]
    return found


def of_kind(reading: Reading, kind: str) -> Any:
    return reading.of_kind(kind)[0]


def test_the_labelling_config_has_a_control_for_every_field() -> None:
    root = ElementTree.fromstring(config())  # noqa: S314 - our own
    assert [label.get("value") for label in root.iter("Label")] == list(KINDS)
    controls = {tag.get("name"): tag for tag in root.iter() if tag.get("perRegion") == "true"}
    assert set(controls) == {f"{k}_{name}" for k in KINDS for name in names_of(k)} | {"verdict", "why"}
    assert {tag.get("toName") for tag in controls.values()} == {"text"}
    for kind in KINDS:
        for name in names_of(kind):
            tag = controls[f"{kind}_{name}"]
            assert tuple(c.get("value") for c in tag.iter("Choice")) == choices(kind, name)
            assert (tag.tag == "TextArea" and tag.get("maxSubmissions") is None) == is_list(kind, name)


def test_a_task_holds_the_text_and_every_record_at_its_place(ledger: Ledger, reading: Reading) -> None:
    (task,) = tasks(ledger)
    assert task["data"]["text"] == reading.document.text
    assert task["data"]["servanda"]["document"] == reading.document.id
    result = task["predictions"][0]["result"]
    labels = [item for item in result if item["type"] == "labels"]
    assert [item["id"] for item in labels] == list(dict.fromkeys(record.id for record in reading.records()))
    for item in labels:
        place = item["value"]
        assert task["data"]["text"][place["start"] : place["end"]] == place["text"]
    assert {item["type"] for item in result} == {"labels", "choices", "textarea"}
    assert all(item["to_name"] == "text" for item in result)


def test_what_comes_back_untouched_is_accepted_once(ledger: Ledger, reading: Reading) -> None:
    text = exported(completed(ledger))
    done = take(ledger, text)
    ids = {record.id for record in reading.records()}
    assert (done.kept, done.known, done.left_out) == (len(ids), 0, [])
    assert {(j.record, j.verdict, j.reviewer) for j in judged(ledger)} == {
        (record, "accept", "aigul@example.org") for record in ids
    }
    assert {j.made.isoformat() for j in judged(ledger) if j.made} == {"2026-01-02T03:05:00+00:00"}
    again = take(ledger, text)
    assert (again.kept, again.known, len(judged(ledger))) == (0, len(ids), len(ids))
    undo(ledger, judged(ledger)[0].key)
    assert take(ledger, text).kept == 0


def test_gone_regions_are_rejected_and_changed_ones_corrected(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    event, office, figure = (of_kind(reading, kind) for kind in ("events", "offices", "figures"))
    result = task["annotations"][0]["result"]
    task["annotations"][0]["result"] = [item for item in result if item["id"] != event.id]
    control(task, office.id, "offices_position")["value"]["text"] = ["посол"]
    control(task, figure.id, "figures_parties")["value"]["text"] = ["KG", "KZ", "CN"]
    control(task, figure.id, "figures_value")["value"]["text"] = ["12.5"]
    control(task, figure.id, "figures_kind")["value"]["choices"] = ["target"]
    assert take(ledger, exported(task)).left_out == []
    found = {j.record: j for j in judged(ledger)}
    assert (found[event.id].verdict, found[office.id].verdict, found[figure.id].verdict) == (
        "reject",
        "correct",
        "correct",
    )
    assert found[office.id].fields == {**office.main_fields(), "position": "посол"}
    assert found[figure.id].fields == {
        **figure.main_fields(), "speaker": figure.speaker, "parties": ["KG", "KZ", "CN"], "value": 12.5,
        "kind": "target",
    }  # fmt: skip


def test_a_field_that_was_emptied_is_empty(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    event = next(event for event in reading.events if event.date)
    task["annotations"][0]["result"].remove(control(task, event.id, "events_date"))
    take(ledger, exported(task))
    assert next(j for j in judged(ledger) if j.record == event.id).fields == {**event.main_fields(), "date": ""}


def test_a_verdict_and_a_reason_may_be_said_instead(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    event, office = of_kind(reading, "events"), of_kind(reading, "offices")
    for record, verdict in ((event, "reject"), (office, "unsure")):
        place = {"start": record.evidence.start, "end": record.evidence.end}
        head = {"id": record.id, "to_name": "text"}
        task["annotations"][0]["result"] += [
            {**head, "from_name": "verdict", "type": "choices", "value": {**place, "choices": [verdict]}},
            {**head, "from_name": "why", "type": "textarea", "value": {**place, "text": ["told twice"]}},
        ]
    take(ledger, exported(task))
    found = {j.record: (j.verdict, j.why) for j in judged(ledger)}
    assert (found[event.id], found[office.id]) == (("reject", "told twice"), ("unsure", "told twice"))


def region(task: Task, id_: str, kind: str, place: tuple[int, int], /, **fields: list[str]) -> None:
    """Draw a region, as a person does: a label, and what is chosen or written in its controls."""
    head = {"id": id_, "to_name": "text"}
    at = {"start": place[0], "end": place[1]}
    result = task["annotations"][0]["result"]
    result.append({**head, "from_name": "kind", "type": "labels", "value": {**at, "labels": [kind]}})
    for name, told in fields.items():
        sort, key = ("choices", "choices") if choices(kind, name) else ("textarea", "text")
        result.append({**head, "from_name": f"{kind}_{name}", "type": sort, "value": {**at, key: told}})


def test_what_cannot_be_taken_over_is_named(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    figure = of_kind(reading, "figures")
    control(task, figure.id, "figures_unit")["value"]["text"] = ["млн"]
    region(task, "new", "events", (1, 4))
    region(task, "far", "routes", (10_000_000, 10_000_005), name=["Ош"])
    region(task, "odd", "roads", (0, 4))
    told = "\n".join(take(ledger, exported(task)).left_out)
    assert f"figures {figure.id}: figures.unit: 'млн' is no unit" in told
    assert "events at 1: events.type: it is empty" in told
    assert "routes at 10000000: " in told
    assert "lies outside of the text" in told
    assert "roads at 1: there is no kind called 'roads'" in told
    found = judged(ledger)
    assert figure.id not in {j.record for j in found}
    assert {j.verdict for j in found} == {"accept"}


def test_a_new_region_is_a_record_that_was_missed(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    text = reading.document.text
    start = text.index("Кыргызстан")
    region(task, "Dx_aB91ISN", "figures", (start - 1, start + 10), indicator=["other"], value=["2"], unit=["count"],
           kind=["actual"], parties=["KG", "KZ"])  # fmt: skip
    assert take(ledger, exported(task)).left_out == []
    settle(ledger)
    (said,) = [j for j in judged(ledger) if j.verdict == "add"]
    (added,) = [s for s in statements(ledger, ["figures"]) if s.id == said.record]
    assert (added.exact, added.rule) == ("Кыргызстан", "added by aigul@example.org")
    assert (added.fields["value"], added.fields["parties"], added.fields["comparator"]) == (2, ["KG", "KZ"], "=")
    before = len(judged(ledger))
    assert (take(ledger, exported(task)).kept, len(judged(ledger))) == (0, before)
    assert said.record in next(iter(tasks(ledger)))["data"]["servanda"]["records"]


def test_moved_words_and_another_label_are_a_record_rejected_and_one_added(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    event, office = of_kind(reading, "events"), of_kind(reading, "offices")
    for item in results(task, event.id):
        item["value"]["end"] += 3
    place = (office.evidence.start, office.evidence.end)
    task["annotations"][0]["result"] = [item for item in task["annotations"][0]["result"] if item["id"] != office.id]
    region(task, office.id, "routes", place, name=["Бишкек – Алматы"])
    assert take(ledger, exported(task)).left_out == []
    found = {j.record: j.verdict for j in judged(ledger)}
    assert (found[event.id], found[office.id]) == ("reject", "reject")
    settle(ledger)
    added = {s.kind: s for s in statements(ledger, ["events", "routes"]) if s.rule.startswith("added by")}
    assert (added["events"].start, added["events"].fields) == (event.evidence.start, event.main_fields())
    assert (added["routes"].fields, added["routes"].exact) == ({"name": "Бишкек – Алматы"}, office.evidence.exact)


def test_a_region_with_another_id_is_known_by_its_kind_and_place(ledger: Ledger, reading: Reading) -> None:
    task = completed(ledger)
    alone = next(
        record for record in reading.records()
        if sum((r.kind_of, r.evidence) == (record.kind_of, record.evidence) for r in reading.records()) == 1
    )  # fmt: skip
    for item in results(task, alone.id):
        item["id"] = "Dx_aB91ISN"
    assert take(ledger, exported(task)).left_out == []
    assert next(j.verdict for j in judged(ledger) if j.record == alone.id) == "accept"


def test_who_judged_is_as_label_studio_says_or_as_the_user_says(ledger: Ledger) -> None:
    take(ledger, exported(completed(ledger, completed_by=5)))
    take(ledger, exported(completed(ledger, completed_by=None)))
    take(ledger, exported(completed(ledger)), reviewer="bolat")
    assert {j.reviewer for j in judged(ledger)} == {"label-studio-5", "label-studio-somebody", "bolat"}


def test_skipped_tasks_and_unfinished_ones_say_nothing(ledger: Ledger) -> None:
    skipped = completed(ledger, was_cancelled=True)
    (untouched,) = tasks(ledger)
    assert take(ledger, exported(skipped, untouched)).kept == 0
    assert judged(ledger) == []


def test_corrections_of_people_are_no_prediction(ledger: Ledger, reading: Reading) -> None:
    before = list(tasks(ledger))
    office = of_kind(reading, "offices")
    fields = {**office.main_fields(), "position": "посол"}
    judge(ledger, Judgement(reviewer="aigul", verdict="correct", record=office.id, fields=fields))
    settle(ledger)
    assert statements(ledger, ["offices"])[0].fields["position"] == "посол"
    assert list(tasks(ledger)) == before


BAD = [
    ("{", "is no JSON"),
    ("[1]", "holds no tasks of Label Studio; export from Label Studio as JSON, not as JSON-MIN"),
    ('"x"', "holds no tasks of Label Studio"),
    ('[{"id": 1, "text": "x"}]', "task 1 is none of Servanda's; export tasks that Servanda wrote"),
    ('[{"data": {"text": "x", "servanda": {"document": 5}}}]', "task 1 is none of Servanda's"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_what_is_no_export_of_ours_is_refused_with_a_remedy(ledger: Ledger, text: str, says: str) -> None:
    with pytest.raises(ServandaError) as caught:
        take(ledger, text)
    assert says in str(caught.value)
    assert judged(ledger) == []


def test_a_document_of_another_ledger_is_refused(ledger: Ledger) -> None:
    task = completed(ledger)
    task["data"]["servanda"]["document"] = "0" * 24
    with pytest.raises(LedgerError, match=r"no document has the id '0000.*name the ledger from which the tasks came"):
        take(ledger, exported(task))
