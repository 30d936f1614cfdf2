"""The reader: one document in, one Reading out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from servanda.language import tables
from servanda.model.document import Document
from servanda.model.records import KINDS, Reading, Record
from servanda.reading import (
    commitments,
    events,
    figures,
    instruments,
    mechanisms,
    offices,
    projects,
    publisher,
    quotations,
    relations,
    routes,
    topics,
)
from servanda.reading.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter
    from servanda.language.annotation import Annotation

VERSION = "0.1.0"

FINDERS: dict[str, Callable[[Context], Sequence[Record]]] = {
    "figures": figures.find,
    "events": events.find,
    "offices": offices.find,
    "quotations": quotations.find,
    "commitments": commitments.find,
    "mechanisms": mechanisms.find,
    "instruments": instruments.find,
    "projects": projects.find,
    "routes": routes.find,
    "relations": relations.find,
}


def read(
    document: Document,
    doc: Annotation | Doc,
    adapter: Adapter,
    *,
    kinds: Collection[str] | None = None,
    trace: bool = False,
) -> Reading:
    """Read the records of the kinds asked for (all of them by default) out of an annotated document.

    `doc` is the adapter's annotation of `document.text`. The records of a kind come in the order of the text.
    """
    ctx = Context(document, doc, adapter, trace=trace)
    wanted = [kind for kind in (*KINDS, "topics") if kinds is None or kind in kinds]
    found: dict[str, Any] = {}
    for kind in wanted:
        if kind == "topics":
            sectors = [r.sector for r in (*found.get("commitments", ()), *found.get("projects", ()))]
            found[kind] = tuple(topics.find(ctx, sectors))
        else:
            found[kind] = _in_order(FINDERS[kind](ctx))
    if not document.publisher:
        document = replace(document, publisher=publisher.find(ctx))
    return Reading(
        document=document,
        reader=f"{VERSION}+{tables.version()}",
        parties=ctx.parties,
        trace=tuple(ctx.trace.lines),
        **found,
    )


def _in_order(records: Sequence[Record]) -> tuple[Record, ...]:
    """Sorted by place; the same record twice is one."""
    unique = {record.id: record for record in records}
    return tuple(sorted(unique.values(), key=lambda r: (r.evidence.start, r.evidence.end, r.id)))
