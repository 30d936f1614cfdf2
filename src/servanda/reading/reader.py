"""The reader: one document in, one Reading out."""

from __future__ import annotations

import importlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from servanda.language import tables
from servanda.model.document import Document
from servanda.model.records import KINDS, Reading, Record
from servanda.reading.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

VERSION = "0.1.0"


def read(
    document: Document, doc: Doc, adapter: Adapter, *, kinds: Collection[str] | None = None, trace: bool = False
) -> Reading:
    """Read the records of the kinds asked for (all of them by default) out of an annotated document.

    `doc` is the adapter's annotation of `document.text`. The records of a kind come in the order of the text.
    """
    ctx = Context(document, doc, adapter, trace=trace)
    wanted = [kind for kind in (*KINDS, "topics") if kinds is None or kind in kinds]
    found: dict[str, Any] = {}
    for kind in wanted:
        try:
            module = importlib.import_module(f"servanda.reading.{kind}")
        except ModuleNotFoundError as e:
            if f"reading.{kind}" not in str(e):
                raise
            continue
        if kind == "topics":
            used = [r.sector for k in ("commitments", "projects") for r in found.get(k, ())]
            found[kind] = tuple(module.find(ctx, used))
        else:
            found[kind] = _in_order(module.find(ctx))
    return Reading(
        document=document,
        reader=f"{VERSION}+{tables.version()}",
        parties=ctx.parties,
        trace=tuple(ctx.trace.lines),
        **found,
    )


def _in_order(records: list[Record]) -> tuple[Record, ...]:
    """Sorted by place; the same record twice is one."""
    unique = {record.id: record for record in records}
    return tuple(sorted(unique.values(), key=lambda r: (r.evidence.start, r.evidence.end, r.id)))
