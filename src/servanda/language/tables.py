"""The tables of words under `lexicon/`: tab-separated, with a header that tells where they come from.

A table begins with `# title:`, `# origin:`, `# licence:` and `# faults:` lines, then one line of column names, then
rows. The last column of a word table is `example`: a text in which the row must match (tests read it).
Every error names file and line; nothing is skipped in silence.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from servanda.errors import LexiconError

HEADER = ("title", "origin", "licence", "faults")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its fields by column name, and where it stands."""

    fields: dict[str, str]
    table: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.fields[column]

    def several(self, column: str) -> tuple[str, ...]:
        """The parts of a field written with `|`."""
        return tuple(part.strip() for part in self.fields[column].split("|") if part.strip())

    @property
    def where(self) -> str:
        return f"{self.table}:{self.line}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words with its header."""

    name: str
    header: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def words(self, column: str, **only: str) -> frozenset[str]:
        """All parts of a column, of the rows whose other columns have the values given."""
        rows = (row for row in self.rows if all(row[key] == value for key, value in only.items()))
        return frozenset(part for row in rows for part in row.several(column))


def parse(name: str, text: str) -> Table:
    """Read a table; LexiconError names file and line of whatever is wrong."""
    header: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        if line.startswith("#"):
            key, _, value = line.lstrip("# ").partition(":")
            header.setdefault(key.strip(), value.strip())
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if not columns:
            columns = cells
            if len(set(columns)) != len(columns):
                raise LexiconError("a column is named twice", where=where)
            continue
        if len(cells) != len(columns):
            raise LexiconError(
                f"{len(cells)} fields where {len(columns)} columns are named",
                where=where,
                remedy="put tabs between fields",
            )
        if not cells[0]:
            raise LexiconError(f"{columns[0]!r} is empty", where=where, remedy="fill it or drop the row")
        key_cells = tuple(c for c, column in zip(cells, columns, strict=True) if column != "example")
        if key_cells in seen:
            raise LexiconError(f"the row of line {seen[key_cells]} stands here again", where=where, remedy="drop one")
        seen[key_cells] = number
        rows.append(Row(dict(zip(columns, cells, strict=True)), name, number))
    missing = [key for key in HEADER if key not in header]
    if missing:
        raise LexiconError(f"the header lacks {', '.join(missing)}", where=name, remedy="write '# origin: …' lines")
    if not rows:
        raise LexiconError("the table has no rows", where=name)
    return Table(name, header, columns, tuple(rows))


@functools.cache
def table(name: str) -> Table:
    """The table `lexicon/NAME.tsv`, for instance `table("ru/months")`; LexiconError when there is none."""
    path = resources.files("servanda") / "lexicon" / f"{name}.tsv"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LexiconError("there is no such table", where=f"lexicon/{name}.tsv") from error
    return parse(f"lexicon/{name}.tsv", text)


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all tables that are shipped, in order."""
    root = resources.files("servanda") / "lexicon"
    folders = sorted((f for f in root.iterdir() if f.is_dir()), key=lambda f: f.name)
    return tuple(
        f"{folder.name}/{entry.name.removesuffix('.tsv')}"
        for folder in folders
        for entry in sorted(folder.iterdir(), key=lambda f: f.name)
        if entry.name.endswith(".tsv")
    )


@functools.cache
def version() -> str:
    """A hash of all tables: it stands in every reading beside the version of the code."""
    digest = hashlib.blake2b(digest_size=4)
    root = resources.files("servanda") / "lexicon"
    for name in names():
        digest.update(name.encode())
        digest.update((root / f"{name}.tsv").read_bytes())
    return digest.hexdigest()
