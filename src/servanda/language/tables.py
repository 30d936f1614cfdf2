"""The tables of words under `lexicon/`: tab-separated, with a header that tells where they come from.

A table begins with `# title:`, `# origin:`, `# licence:`, `# faults:` and `# columns:` lines (the last says what each
column may hold, see `servanda.language.columns`), then one line of column names, then rows. The last column of a word
table is `example`: a text in which the row must match. Every error names file and line; nothing is skipped in silence.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from servanda.errors import LexiconError
from servanda.language.columns import Column, declared

HEADER = ("title", "origin", "licence", "faults", "columns")
EXAMPLE = "example"


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
    declared: tuple[Column, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def words(self, column: str, **only: str) -> frozenset[str]:
        """All parts of a column, of the rows whose other columns have the values given."""
        rows = (row for row in self.rows if all(row[key] == value for key, value in only.items()))
        return frozenset(part for row in rows for part in row.several(column))


def parse(name: str, text: str) -> Table:
    """Read a table, all but its references to others; LexiconError names file and line of whatever is wrong."""
    lines = text.splitlines()
    header: dict[str, str] = {}
    places: dict[str, str] = {}
    body: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            key, _, value = (part.strip() for part in line.lstrip("# ").partition(":"))
            header.setdefault(key, value)
            places.setdefault(key, f"{name}:{number}")
        elif line.strip():
            body.append((number, line))
    missing = [key for key in HEADER if not header.get(key)]
    if missing:
        form = "# columns: word; class = a | b; note?; example" if missing == ["columns"] else f"# {missing[0]}: …"
        raise LexiconError(f"the header lacks {', '.join(missing)}", where=f"{name}:1", remedy=f"write '{form}'")
    columns = declared(header["columns"], places["columns"])
    if len(body) < 2:
        raise LexiconError("the table has no rows", where=f"{name}:{max(1, len(lines))}", remedy="restore them")
    rows = tuple(_rows(name, columns, body))
    _all_used(columns, rows, places["columns"])
    return Table(name, header, tuple(column.name for column in columns), rows, columns)


def _rows(name: str, columns: tuple[Column, ...], body: list[tuple[int, str]]) -> Iterator[Row]:
    """The rows below the line of column names, each checked by itself, and for being there once."""
    names = tuple(column.name for column in columns)
    first, line = body[0]
    if tuple(cell.strip() for cell in line.split("\t")) != names:
        raise LexiconError(
            f"the columns declared are {', '.join(names)}, and this line is another", where=f"{name}:{first}",
            remedy="make this line and '# columns:' agree",
        )  # fmt: skip
    if len(set(names)) != len(names):
        raise LexiconError("a column is named twice", where=f"{name}:{first}", remedy="rename one")
    seen: dict[tuple[str, ...], int] = {}
    for number, line in body[1:]:
        where = f"{name}:{number}"
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) != len(columns):
            raise LexiconError(
                f"{len(cells)} fields where {len(columns)} columns are named", where=where,
                remedy="put tabs between fields",
            )  # fmt: skip
        row = Row(dict(zip(names, cells, strict=True)), name, number)
        for column in columns:
            _checked(row, column)
        key = tuple(row[column] for column in names if column != EXAMPLE)
        if key in seen:
            raise LexiconError(f"the row of line {seen[key]} stands here again", where=where, remedy="drop one")
        seen[key] = number
        yield row


def _checked(row: Row, column: Column) -> None:
    if not row[column.name] and not column.may_be_empty:
        raise LexiconError(f"{column.name!r} is empty", where=row.where, remedy="fill it or drop the row")
    unknown = [part for part in row.several(column.name) if not column.knows(part)]
    if unknown and not column.refers:
        raise LexiconError(
            f"{unknown[0]!r} is no value of {column.name!r}", where=row.where,
            remedy="correct it, or add it in '# columns:' when the code knows it",
        )  # fmt: skip


def _all_used(columns: tuple[Column, ...], rows: tuple[Row, ...], where: str) -> None:
    """A value that no row has any more was lost with its last row."""
    for column in columns:
        used = {part for row in rows for part in row.several(column.name)}
        lost = [value for value in column.written if value not in used]
        if lost:
            raise LexiconError(
                f"no row has {lost[0]!r} in {column.name!r}", where=where, remedy="restore the row or drop the value"
            )


def referring(table: Table, other: Callable[[str], Table]) -> Table:
    """The same table when all rows that it refers to are there; `other` gives a table by its name (`world/parties`)."""
    for column in table.declared:
        if not column.refers:
            continue
        known = frozenset(part for name, key in column.refers for part in _key_parts(other(name), key, table))
        for row in table:
            lost = [part for part in row.several(column.name) if not column.knows(part) and part not in known]
            if lost:
                places = " or ".join(f"lexicon/{name}.tsv ({key})" for name, key in column.refers)
                raise LexiconError(
                    f"{lost[0]!r} in {column.name!r} stands in no row of {places}", where=row.where,
                    remedy="correct it, or add the row there",
                )  # fmt: skip
    return table


def _key_parts(table: Table, column: str, asking: Table) -> frozenset[str]:
    if column not in table.columns:
        raise LexiconError(
            f"{table.name} has no column {column!r}", where=f"{asking.name}:1", remedy="mend '# columns:'"
        )
    return table.words(column)


def _root() -> Traversable:
    return resources.files("servanda") / "lexicon"


def load(name: str, root: Traversable) -> Table:
    """The table NAME.tsv of a folder of tables, its references not looked at; LexiconError when there is none."""
    where = f"lexicon/{name}.tsv"
    try:
        data = (root / f"{name}.tsv").read_bytes()
    except FileNotFoundError as error:
        raise LexiconError("there is no such table", where=where) from error
    try:
        return parse(where, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LexiconError("is broken UTF-8", where=f"{where}:{line}", remedy="save it as UTF-8") from error


@functools.cache
def _parsed(name: str) -> Table:
    return load(name, _root())


@functools.cache
def table(name: str) -> Table:
    """The table `lexicon/NAME.tsv`, for instance `table("ru/months")`; LexiconError when there is none."""
    return referring(_parsed(name), _parsed)


def names_in(root: Traversable) -> tuple[str, ...]:
    """The names of all tables of a folder, in order."""
    folders = sorted((f for f in root.iterdir() if f.is_dir()), key=lambda f: f.name)
    return tuple(
        f"{folder.name}/{entry.name.removesuffix('.tsv')}"
        for folder in folders
        for entry in sorted(folder.iterdir(), key=lambda f: f.name)
        if entry.name.endswith(".tsv")
    )


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all tables that are shipped, in order."""
    return names_in(_root())


@functools.cache
def version() -> str:
    """A hash of all tables: it stands in every reading beside the version of the code."""
    digest = hashlib.blake2b(digest_size=4)
    root = _root()
    for name in names():
        digest.update(name.encode())
        digest.update((root / f"{name}.tsv").read_bytes())
    return digest.hexdigest()
