"""Label Studio: records as tasks with predictions, its labelling config, and its annotations back as judgements.

A record is a region of `Text` with a label (its kind) and a per-region control for each field; the region's id is the
record's (https://labelstud.io/guide/task_format). Offsets are code points, which Label Studio counts as well (its pull
request 1559). A region that is gone was rejected, one with other values corrected, a new one is a record that was
missed, all others are accepted.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from sqlalchemy import select

from servanda.errors import LedgerError, ServandaError
from servanda.ledger.judgements import ADD, SPEAKER, Judgement, Verdict, judge, judged
from servanda.ledger.missed import Missed, record_id, tell
from servanda.ledger.schema import documents, records
from servanda.ledger.store import Ledger
from servanda.model.fields import check, choices, empty, is_list, names_of, parsed, written
from servanda.model.records import KINDS

KIND, TEXT, VERDICT, WHY = "kind", "text", "verdict", "why"  # names of tags in the config
_SAID = ("reject", "unsure")  # what may be said of a region beside its fields


@dataclass(slots=True)
class Imported:
    """What became of Label Studio's annotations: judgements kept, said before, and what could not be taken over."""

    kept: int = 0
    known: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Region:
    """What an annotation says of one region."""

    id: str
    kind: str
    start: int
    end: int
    values: Mapping[str, list[str]]

    def new(self, document: str, fields: dict[str, Any]) -> str:
        """The id of the record that was missed there."""
        return record_id(document, self.kind, (self.start, self.end), fields)


def config() -> str:
    """The labelling config (XML): a label for each kind, and for a selected region the fields of its kind."""
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Style").text = ".htx-text { white-space: pre-wrap; }"
    _tag(view, "Header", value="$name", size="5")
    labels = _tag(view, "Labels", name=KIND, toName=TEXT, choice="single", showInline="true")
    for kind in KINDS:
        _tag(labels, "Label", value=kind)
    _tag(view, "Text", name=TEXT, value="$text")
    for kind in KINDS:
        shown = _tag(view, "View", visibleWhen="region-selected", whenTagName=KIND, whenLabelValue=kind)
        for name in names_of(kind):
            _control(shown, f"{kind}_{name}", name, choices(kind, name), several=is_list(kind, name))
    always = _tag(view, "View", visibleWhen="region-selected")
    _control(always, VERDICT, "instead of the fields", _SAID, several=False)
    _control(always, WHY, "why", (), several=False)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def tasks(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """One task a document, in the order in which they were added; its records, as they were read, are a prediction."""
    for row in ledger.rows():
        if not row.latest:
            continue
        with ledger.database.reading() as connection:
            asked = select(records).where(records.c.document == row.key).order_by(records.c.ordinal)
            found = {record.id: record for record in connection.execute(asked)}
        result = [item for record in found.values() for item in _items(record, row.text)]
        data = {name: getattr(row, name) for name in ("text", "name", "title", "publisher", "published", "url")}
        yield {
            "data": {**data, "servanda": {"document": row.id, "records": list(found)}},
            "predictions": [{"model_version": f"servanda {row.reader}", "result": result}],
        }


def take(ledger: Ledger, text: str, *, reviewer: str = "") -> Imported:
    """Keep what an export of Label Studio (JSON, not JSON-MIN) says as judgements; saying it twice keeps it once.

    The reviewer is the e-mail address or number of who completed it, or `reviewer` for all. What cannot be taken over
    (a value that the guide does not allow) is named. ServandaError for a file that is no such export.
    """
    done = Imported()
    last = {(j.reviewer, *j.item): j for j in judged(ledger, undone=True)}
    for number, task in enumerate(_tasks(text), 1):
        data = task.get("data")
        mark = data.get("servanda") if isinstance(data, dict) else None
        if not isinstance(mark, dict) or not isinstance(mark.get("document"), str):
            raise ServandaError(
                f"task {number} is none of Servanda's", remedy="export tasks that Servanda wrote, as JSON"
            )
        seen, whole = _records(ledger, mark["document"])
        for annotation in task.get("annotations") or task.get("completions") or ():
            if annotation.get("was_cancelled"):
                continue
            who = reviewer or _who(annotation)
            when = _when(annotation)
            for verdict, on, fields, why in _verdicts(_regions(annotation, whole), seen, mark, done):
                record = on if isinstance(on, str) else on.new(mark["document"], fields or {})
                said = Judgement(reviewer=who, verdict=verdict, record=record, fields=fields, why=why, made=when)
                before = last.get((who, *said.item))
                if before and _same(before, said):
                    done.known += 1
                    continue
                try:
                    _keep(ledger, said, on, mark["document"])
                except LedgerError as error:
                    if not isinstance(on, _Region):
                        raise
                    done.left_out.append(f"{on.kind} at {on.start}: {error}")
                    continue
                last[who, *said.item] = said
                done.kept += 1
    return done


def _keep(ledger: Ledger, said: Judgement, on: str | _Region, document: str) -> None:
    """Keep a judgement on a record that is there, or on a region where one was missed."""
    if isinstance(on, _Region):
        place = {"document": document, "kind": on.kind, "start": on.start, "end": on.end}
        tell(ledger, Missed(reviewer=said.reviewer, fields=said.fields or {}, why=said.why, made=said.made, **place))  # type: ignore[arg-type]
    else:
        judge(ledger, said)


def _tag(parent: ElementTree.Element, tag: str, /, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, attributes)


def _control(parent: ElementTree.Element, name: str, title: str, options: Sequence[str], *, several: bool) -> None:
    """The control of a field: choices of a closed list, else lines of text, one for each value."""
    _tag(parent, "Header", value=title, size="6")
    shared = {"name": name, "toName": TEXT, "perRegion": "true"}
    if options:
        control = _tag(parent, "Choices", **shared, choice="single", showInline="true")
        for option in options:
            _tag(control, "Choice", value=option)
    else:
        most = {} if several else {"maxSubmissions": "1"}
        _tag(parent, "TextArea", **shared, **most, editable="true", rows="1")


def _items(record: Any, text: str) -> Iterator[dict[str, Any]]:
    """The results of a record: its label, then a value for each field that is not empty."""
    place = {"start": record.start, "end": record.end}
    head = {"id": record.id, "to_name": TEXT}
    exact = text[record.start : record.end]
    yield {**head, "from_name": KIND, "type": "labels", "value": {**place, "text": exact, "labels": [record.kind]}}
    fields = {SPEAKER: record.speaker, **(record.as_read or record.fields)}
    for name in names_of(record.kind):
        value = fields[name]
        told = [str(part) for part in value] if is_list(record.kind, name) else [written(value)]
        if not any(told):
            continue
        type_, key = ("choices", "choices") if choices(record.kind, name) else ("textarea", "text")
        yield {**head, "from_name": f"{record.kind}_{name}", "type": type_, "value": {**place, key: told}}


def _tasks(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ServandaError(f"is no JSON ({error})", remedy="export from Label Studio as JSON") from error
    found = [found] if isinstance(found, dict) else found
    if not isinstance(found, list) or not all(isinstance(task, dict) for task in found):
        raise ServandaError(
            "holds no tasks of Label Studio", remedy="export from Label Studio as JSON, not as JSON-MIN"
        )
    return found


def _records(ledger: Ledger, document: str) -> tuple[dict[str, Any], str]:
    """The records of a document by id, and its text; LedgerError for one that is not in the ledger."""
    with ledger.database.reading() as connection:
        asked = select(documents.c.key, documents.c.text).where(documents.c.id == document)
        known = connection.execute(asked).first()
        if known is None:
            raise LedgerError(
                f"no document has the id {document!r}", where=ledger.database.where,
                remedy="name the ledger from which the tasks came: --ledger",
            )  # fmt: skip
        told = select(records).where(records.c.document == known.key).order_by(records.c.ordinal)
        return {record.id: record for record in connection.execute(told)}, known.text


_Said = tuple[Verdict, "str | _Region", dict[str, Any] | None, str]


def _verdicts(
    regions: Iterable[_Region], seen: Mapping[str, Any], mark: Mapping[str, Any], done: Imported
) -> Iterator[_Said]:
    """Verdict, record or region, fields and reason of everything that an annotation says."""
    met = set()
    for region in regions:
        record = _record(region, seen)
        if record is None and region.id in mark.get("records", ()):
            done.left_out.append(f"{region.kind} at {region.start}: is not read so any more")
            continue
        moved = record and (record.kind, record.start, record.end) != (region.kind, region.start, region.end)
        try:
            said = _judged(region, None if moved else record)
        except ServandaError as error:
            done.left_out.append(f"{region.kind} {record.id if record else f'at {region.start}'}: {error}")
            met |= {record.id} if record else set()
            continue
        if record and not (moved and said[0] == ADD):
            met.add(record.id)
        yield said
    for id_ in mark.get("records", ()):
        if id_ in seen and id_ not in met:
            yield "reject", id_, None, ""


def _judged(region: _Region, record: Any | None) -> _Said:
    """What a region says of the record of its kind and place, or that one was missed there; ServandaError for a bad
    field."""
    why = " ".join(region.values.get(WHY, ()))
    said = region.values.get(VERDICT, [""])[0]
    if record is None:
        return ADD, region, _filled(region), why
    if said in _SAID:
        return ("unsure" if said == "unsure" else "reject"), record.id, None, why
    fields = _corrected(record, region)
    return ("correct" if fields else "accept"), record.id, fields, why


def _regions(annotation: Mapping[str, Any], text: str) -> Iterator[_Region]:
    """The regions of an annotation, without blanks around, each with its label and the values of its controls."""
    by_id: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for item in annotation.get("result") or ():
        if isinstance(item, dict) and isinstance(item.get("value"), dict) and "id" in item:
            by_id[str(item["id"])].append(item)
    for id_, items in by_id.items():
        label = next((item for item in items if item.get("type") == "labels" and item["value"].get("labels")), None)
        if label is not None:
            values = {str(item.get("from_name")): _values(item) for item in items if item is not label}
            value = label["value"]
            start, end = int(value["start"]), int(value["end"])
            words = text[start:end]
            start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
            yield _Region(id_, str(value["labels"][0]), start, end, values)


def _values(item: Mapping[str, Any]) -> list[str]:
    """The values of a per-region control."""
    told = item["value"].get("choices" if item.get("type") == "choices" else "text", ())
    return [str(part).strip() for part in ([told] if isinstance(told, str) else told) if str(part).strip()]


def _record(region: _Region, seen: Mapping[str, Any]) -> Any | None:
    """The record of a region: by its id, else the only one of its kind at its place."""
    if region.id in seen:
        return seen[region.id]
    at = (region.kind, region.start, region.end)
    there = [record for record in seen.values() if (record.kind, record.start, record.end) == at]
    return there[0] if len(there) == 1 else None


def _corrected(record: Any, region: _Region) -> dict[str, Any] | None:
    """All fields where some say something else, else None; ServandaError for what the guide does not allow."""
    before = {SPEAKER: record.speaker, **(record.as_read or record.fields)}
    after = {}
    for name in names_of(record.kind):
        told = region.values.get(f"{record.kind}_{name}", [])
        after[name] = before[name]
        if is_list(record.kind, name):
            if told != list(before[name]):
                check(record.kind, name, told)
                after[name] = told
        elif " ".join(told) != written(before[name]):
            after[name] = parsed(record.kind, name, " ".join(told))
    return after if any(after[name] != before[name] for name in after) else None


def _filled(region: _Region) -> dict[str, Any]:
    """All fields of a record that is new; ServandaError for what the guide does not allow."""
    fields = empty(region.kind)
    for name in fields:
        told = region.values.get(f"{region.kind}_{name}", [])
        if is_list(region.kind, name):
            check(region.kind, name, told)
            fields[name] = told
        elif told or name != "comparator":
            fields[name] = parsed(region.kind, name, " ".join(told))
    return fields


def _who(annotation: Mapping[str, Any]) -> str:
    """Who completed an annotation: the e-mail address, else the number that Label Studio gave."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return str(by) if isinstance(by, str) and by else f"label-studio-{by or 'somebody'}"


def _when(annotation: Mapping[str, Any]) -> datetime.datetime | None:
    told = annotation.get("updated_at") or annotation.get("created_at")
    try:
        return datetime.datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _same(before: Judgement, said: Judgement) -> bool:
    """Whether it was said before: the last word of the reviewer is the same, or was taken back later."""
    added = before.verdict == ADD and said.verdict == "accept"
    fields = before.fields if before.verdict == said.verdict else None
    same = (added or before.verdict == said.verdict) and (fields, before.why) == (said.fields, said.why or before.why)
    return same and (not before.undone or (said.made is not None and said.made <= before.undone))
