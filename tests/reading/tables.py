"""Tables of cases: a text, an arrow, and what is read out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from servanda.model.records import Record
from servanda.reading.context import Context


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines of a table, each cut at its arrows."""
    return [tuple(line.split(" → ")) for line in table.strip().splitlines()]


def prove(find: Callable[[Context], Sequence[Record]], contexts: Iterable[Context]) -> None:
    """Every record has a rule, and evidence that is the text at its place."""
    found = 0
    for ctx in contexts:
        for record in find(ctx):
            record.evidence.verify(ctx.document)
            assert record.rule
            found += 1
    assert found
