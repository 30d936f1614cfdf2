"""Apache Parquet: a folder with a file for each table, types and meanings of the columns within (extra `parquet`)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from servanda.exchange.extras import needed
from servanda.exchange.folder import whole
from servanda.exchange.safe import utf8
from servanda.exchange.selection import Selection, Written, kept
from servanda.exchange.tables import Column, Table, rows, tables
from servanda.ledger.store import Ledger

_AT_ONCE = 5_000  # rows of a group
_TEXTS = 500  # documents of a group: their texts are long


def write(ledger: Ledger, only: Selection, target: Path, tick: Callable[[], None]) -> Written:
    """Write the folder; `tick` is called for every document."""
    pyarrow = needed("pyarrow", "parquet")
    done = Written()
    with whole(target, [f"{table.name}.parquet" for table in tables()]) as folder, contextlib.ExitStack() as opened:
        files = {table.name: opened.enter_context(_File(pyarrow, folder, table)) for table in tables()}
        for document in kept(ledger, only):
            for name, row in rows(document):
                files[name].add(row)
                done.add("row")
            tick()
    return done


class _File:
    """One table as it is written, a group of rows at a time."""

    def __init__(self, pyarrow: Any, folder: Path, table: Table) -> None:
        self._pyarrow = pyarrow
        self._columns = table.columns
        self._most = _TEXTS if table.name == "documents" else _AT_ONCE
        self._schema = pyarrow.schema(
            [_field(pyarrow, column) for column in table.columns], metadata={"description": table.about}
        )
        self._path = folder / f"{table.name}.parquet"
        self._waiting: list[dict[str, Any]] = []

    def __enter__(self) -> _File:
        parquet = needed("pyarrow.parquet", "parquet")
        self._writer = parquet.ParquetWriter(self._path, self._schema, compression="zstd")
        return self

    def __exit__(self, *_: object) -> None:
        if self._waiting:
            self._flush()
        self._writer.close()

    def add(self, row: dict[str, Any]) -> None:
        """One more row."""
        self._waiting.append({column.name: _value(row[column.name], column) for column in self._columns})
        if len(self._waiting) >= self._most:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._pyarrow.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting.clear()


def _field(pyarrow: Any, column: Column) -> Any:
    types = {
        "text": pyarrow.string(), "list": pyarrow.list_(pyarrow.string()), "integer": pyarrow.int64(),
        "number": pyarrow.float64(), "date": pyarrow.date32(), "flag": pyarrow.bool_(),
    }  # fmt: skip
    told = {"description": column.about}
    return pyarrow.field(column.name, types[column.sort], nullable=not column.required, metadata=told)


def _value(value: Any, column: Column) -> Any:
    if column.sort == "text":
        return utf8(value)
    if column.sort == "list":
        return [utf8(part) for part in value]
    return float(value) if column.sort == "number" else value
