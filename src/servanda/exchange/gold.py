"""Judged documents as gold files in the form of the guide: NAME.txt, and NAME.json beside it.

Rejected records are left out, corrected ones stand as corrected. What no reader has found is not there: such gold tells
how many of the records that are read are right, not how many are missed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from servanda.errors import ServandaError
from servanda.ledger.judgements import SPEAKER, Standing, by_reviewer, standing
from servanda.ledger.schema import documents, records
from servanda.ledger.store import Ledger
from servanda.model.fields import faults, names_of
from servanda.model.records import KINDS

_UNSAFE = '/\\:*?"<>|'  # not in the name of a file


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A document as gold: its text, the annotation, and each record that the guide has no place for, and why."""

    name: str
    text: str
    annotation: dict[str, Any]
    left_out: tuple[str, ...]

    @property
    def records(self) -> int:
        """How many records it has."""
        return sum(len(self.annotation[kind]) for kind in KINDS)


def gold(ledger: Ledger, *, partly: bool = False) -> list[GoldFile]:
    """The documents of which all records are judged, by name; `partly`: those of which some are, too, the rest as read.

    What is `unsure` counts as not judged.
    """
    with ledger.database.reading() as connection:
        judged = {on[0] for of_one in by_reviewer(connection).values() for on, j in of_one.items() if _settles(on, j)}
        stands = standing(connection)
        found = []
        for document in connection.execute(select(documents).where(documents.c.latest).order_by(documents.c.name)):
            rows = _records(connection, document.key)
            known = [row for row in rows if row.id in judged]
            if known and (partly or len(known) == len(rows)):
                found.append(_gold(document, rows, stands))
    return _named_apart(found)


def write(files: Sequence[GoldFile], folder: Path) -> None:
    """Write the files into a folder; ServandaError, and nothing written, when one of them is there already."""
    paths = [folder / f"{gold.name}{ending}" for gold in files for ending in (".txt", ".json")]
    there = [path for path in paths if path.exists()]
    if there:
        raise ServandaError(
            "is there already, and gold is not overwritten", where=str(there[0]), remedy="name another folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / f"{file.name}.txt").write_bytes(file.text.encode("utf-8", "replace"))
            text = json.dumps(file.annotation, ensure_ascii=False, indent=1) + "\n"
            (folder / f"{file.name}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise ServandaError(f"cannot be written ({told})", where=str(folder), remedy="name another folder") from error


def quote(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Words of one line, at [start, end) or around it, that the text has only once; None when no such words exist.

    Of evidence that runs over line ends the longest line is taken; it is lengthened word by word until it is unique.
    """
    pieces, at = [], start
    for line in text[start:end].split("\n"):
        pieces.append((len(line.strip()), -at, at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line) + 1
    _, _, start, end = max(pieces)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    while start < end and text.find(text[start:end]) != text.rfind(text[start:end]):
        wider = _wider(text, (start, end), (first, last))
        if wider == (start, end):
            return None
        start, end = wider
    return (start, end) if start < end else None


def _wider(text: str, span: tuple[int, int], line: tuple[int, int]) -> tuple[int, int]:
    """One word more, after the span or, at the end of the line, before it."""
    start, end = span
    if after := text[end : line[1]].rstrip():
        words = after.split(None, 1)
        return start, end + after.index(words[0]) + len(words[0])
    if before := text[line[0] : start].strip():
        return text.rindex(before.split()[-1], line[0], start), end
    return span


def _settles(on: tuple[str, str], judgement: Any) -> bool:
    return not on[1] and judgement.verdict != "unsure"


def _records(connection: Connection, document: int) -> Sequence[Row[Any]]:
    return connection.execute(select(records).where(records.c.document == document).order_by(records.c.ordinal)).all()


def _gold(document: Row[Any], rows: Sequence[Row[Any]], stands: Standing) -> GoldFile:
    annotation: dict[str, Any] = {
        "document": {
            "published": document.published, "language": document.language, "publisher": document.publisher.strip(),
            "parties": list(document.parties),
        },
        **{kind: [] for kind in KINDS},
    }  # fmt: skip
    left_out, posts = [], set()
    for row in rows:
        if row.id in stands.rejected:
            continue
        record = _record(row, stands)
        place = quote(document.text, row.start, row.end)
        wrong = faults(row.kind, record) if place else ["no words of its line stand in the text only once"]
        if wrong:
            left_out.append(f"{row.kind} {row.id}: {wrong[0]}")
            continue
        assert place  # noqa: S101 - there is none only where something is wrong
        record["quote"] = document.text[slice(*place)]
        post = tuple(record.get(name) for name in ("person", "position", "body"))
        if record in annotation[row.kind] or (row.kind == "offices" and post in posts):
            left_out.append(f"{row.kind} {row.id}: the same record stands there already")
            continue
        posts.add(post)
        annotation[row.kind].append(record)
    used = (record["sector"] for kind in ("commitments", "projects") for record in annotation[kind])
    annotation["topics"] = list(dict.fromkeys([*document.topics, *used]))
    return GoldFile(_file_name(document), document.text, annotation, tuple(left_out))


def _record(row: Row[Any], stands: Standing) -> dict[str, Any]:
    """The fields of a record as they stand."""
    fields: Mapping[str, Any] = stands.corrected.get(row.id) or row.as_read or row.fields
    read = {SPEAKER: row.speaker, **fields}
    if row.id in stands.speakers:
        read[SPEAKER] = stands.speakers[row.id]
    return {name: read[name] for name in names_of(row.kind)}


def _file_name(document: Row[Any]) -> str:
    name = "".join("-" if c in _UNSAFE or not c.isprintable() else c for c in document.name).strip(". ")
    return name or str(document.id)


def _named_apart(found: Sequence[GoldFile]) -> list[GoldFile]:
    """Two documents of one name get a number behind it."""
    seen: dict[str, int] = {}
    apart = []
    for file in found:
        seen[file.name] = seen.get(file.name, 0) + 1
        name = file.name if seen[file.name] == 1 else f"{file.name}-{seen[file.name]}"
        apart.append(GoldFile(name, file.text, file.annotation, file.left_out))
    return apart
