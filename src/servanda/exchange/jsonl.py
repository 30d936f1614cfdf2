"""JSON Lines, lossless: a line a document with its text and all records, in the form of the guide; and back.

What `servanda read --format jsonl` prints, with `text`, `version` and `latest` added to `document`. After the documents
come lines for what could not be read, `{"refusal": {...}}`, and for what people judged, `{"judgement": {...}}`.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, get_args

from servanda.errors import ServandaError
from servanda.exchange import judged
from servanda.exchange.safe import exact_json
from servanda.exchange.selection import Kept, Selection, Written, kept, reading_of
from servanda.ledger.rows import record_of
from servanda.ledger.status import status
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import KINDS, RECORD_TYPES, Reading, Record
from servanda.model.vocabulary import TOPICS, DateSource

_HEAD = ("text", "name", "language", "title", "publisher", "url", "published", "published_from")
_MAIN = {
    cls.kind_of: [f.name for f in dataclasses.fields(cls) if f.name != "evidence"] for cls in RECORD_TYPES
}  # fmt: skip
_LONGEST = 64 << 20  # bytes of a line


def write(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the ledger, or what is chosen of it; `tick` is called for every document."""
    done = Written()
    for document in kept(ledger, dataclasses.replace(only, as_read=True)):
        into.write(exact_json(line(document)) + b"\n")
        done.add("document")
        done.add("record", len(document.records))
        tick()
    if only.everything:
        for refusal in status(ledger).refusals:
            into.write(exact_json({"refusal": dataclasses.asdict(refusal)}) + b"\n")
            done.add("refusal")
        for judgement in judged.judgements_of(ledger):
            into.write(exact_json({"judgement": judgement}) + b"\n")
            done.add("judgement")
    return done


def line(document: Kept) -> dict[str, Any]:
    """The object of one document."""
    whole = document.reading.to_dict()
    head = {**whole["document"], "text": document.document.text}
    whole["document"] = {**head, "version": document.version, "latest": document.latest}
    return whole


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read once, as a line tells it."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement, as a line tells it: a row of `judgements`."""

    row: dict[str, Any]


Line = Reading | Refused | Judged


def lines(source: IO[bytes]) -> Iterator[Line | ServandaError]:
    """What the lines of a file hold, one after the other; an error for each that is broken, with its number."""
    number = 0
    while raw := source.readline(_LONGEST + 1):
        number += 1
        if raw.strip():
            yield _told(raw, f"line {number}")


class Into:
    """Puts lines into a ledger, the readings of each reader in a run of their own; `end` ends the runs."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._runs: dict[str, int] = {}

    def add(self, told: Line) -> str:
        """Keep what a line tells: what became of a document (`new`, `known`, …), else the noun for it."""
        if isinstance(told, Reading):
            return self._ledger.add(told, self._run(told.reader))
        if isinstance(told, Judged):
            return "judgement" if judged.add(self._ledger, told.row) else "known judgement"
        self._ledger.refuse(told.name, told.reason, told.remedy, self._run(""))
        return "refusal"

    def end(self) -> None:
        """Nothing more comes."""
        for run in self._runs.values():
            self._ledger.end(run)

    def _run(self, reader: str) -> int:
        if reader not in self._runs:
            self._runs[reader] = self._ledger.begin(reader)
        return self._runs[reader]


def _told(raw: bytes, where: str) -> Line | ServandaError:
    if len(raw) > _LONGEST:
        return ServandaError(f"is longer than {_LONGEST:,} bytes", where=where)
    try:
        return _parsed(raw)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        told = f"lacks {error}" if isinstance(error, KeyError) else f"is no document of an export ({error})"
        return ServandaError(told, where=where, remedy="write the file anew with servanda export jsonl")
    except ServandaError as error:
        return ServandaError(f"holds what cannot be: {error}", where=where)


def _parsed(raw: bytes) -> Line:
    whole = json.loads(raw)
    if "judgement" in whole:
        return Judged(judged.checked(whole["judgement"]))
    if "refusal" in whole:
        return Refused(**{key: _text(value) for key, value in whole["refusal"].items()})
    head = whole["document"]
    told: dict[str, Any] = {name: _text(head[name]) for name in _HEAD}
    document = Document(**told)
    if document.id != head["id"]:
        raise ServandaError("the id is not that of the text and address")
    if document.published_from not in get_args(DateSource):
        raise ServandaError(f"{document.published_from!r} is no source of a date")
    found = [record for kind in KINDS for record in _records(document, kind, whole[kind])]
    if whole["topics"] != [topic for topic in whole["topics"] if topic in TOPICS]:
        raise ServandaError("a topic is none of the guide's")
    about = ([_text(party) for party in head["parties"]], whole["topics"])
    return reading_of(document, _text(head["reader"]), about, found)


def _records(document: Document, kind: str, told: list[dict[str, Any]]) -> Iterator[Record]:
    for one in told:
        place = (int(one["evidence"]["start"]), int(one["evidence"]["end"]))
        record = record_of(document, kind, place, {name: _value(name, one[name]) for name in _MAIN[kind]})
        if record.id != one["id"]:
            raise ServandaError(f"the id {one['id']} is not that of the record's place and fields")
        yield record


def _value(name: str, value: Any) -> Any:
    """A field of the type that the model has: nothing else may enter a ledger."""
    if name == "value":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise TypeError(f"{value!r} is no number")
        return value
    return [_text(part) for part in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
