"""What the columns of a table of words may hold, as the table's own header declares it.

`# columns: phrase; class = verb | label; type = EventType; code? = world/parties.code; example` names every column in
its order. `?`: a cell may be empty. `=`: its parts come from a closed list: values written out, a list of the guide by
its name in `servanda.model.vocabulary`, or a column of another table, whose rows are thereby referred to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from servanda.errors import LexiconError
from servanda.model import vocabulary

_COLUMN = re.compile(r"(?P<name>\w+)(?P<empty>\?)?(?:\s*=\s*(?P<closed>\S.*))?")
_REFERENCE = re.compile(r"(?P<table>\w+/\w+)\.(?P<column>\w+)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, whether cells may be empty, and the closed list that its parts come from, if any.

    `written` are the values written out, `listed` those of the guide's lists, `refers` tables with their columns.
    """

    name: str
    may_be_empty: bool = False
    is_closed: bool = False
    written: tuple[str, ...] = ()
    listed: frozenset[str] = frozenset()
    refers: tuple[tuple[str, str], ...] = ()

    def knows(self, part: str) -> bool:
        """Whether a part of a cell is one of the values that need no other table."""
        return not self.is_closed or part in self.written or part in self.listed


def declared(line: str, where: str) -> tuple[Column, ...]:
    """The columns that a `# columns:` line declares; LexiconError for one that cannot be understood."""
    return tuple(_column(item.strip(), where) for item in line.split(";"))


def _column(item: str, where: str) -> Column:
    found = _COLUMN.fullmatch(item)
    if not found:
        raise LexiconError(f"{item!r} declares no column", where=where, remedy="write NAME, NAME? or NAME = a | b")
    written: list[str] = []
    listed: set[str] = set()
    refers: list[tuple[str, str]] = []
    for value in (found["closed"] or "").split("|"):
        reference = _REFERENCE.fullmatch(value.strip())
        if reference:
            refers.append((reference["table"], reference["column"]))
        elif value.strip()[:1].isupper() and hasattr(vocabulary, value.strip()):
            listed.update(get_args(getattr(vocabulary, value.strip())))
        elif value.strip():
            written.append(value.strip())
    return Column(
        found["name"],
        bool(found["empty"]),
        found["closed"] is not None,
        tuple(written),
        frozenset(listed),
        tuple(refers),
    )
