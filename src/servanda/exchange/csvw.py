"""CSV on the Web: a folder of CSV files, and `csv-metadata.json` that says what their columns mean (W3C, 2015).

A text cell that a spreadsheet would take for a formula gets an apostrophe before it; `safe.plain` takes it off again.
"""

from __future__ import annotations

import contextlib
import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from servanda.exchange.folder import whole
from servanda.exchange.safe import harmless, xml
from servanda.exchange.selection import Selection, Written, kept
from servanda.exchange.tables import Column, Table, rows, tables
from servanda.ledger.store import Ledger

METADATA = "csv-metadata.json"
SEPARATOR = "|"
_INSTEAD = "\N{BROKEN BAR}"  # of a separator within a part
_DATATYPES = {
    "text": "string", "list": "string", "integer": "integer", "number": "number", "date": "date", "flag": "boolean",
}  # fmt: skip


def write(ledger: Ledger, only: Selection, target: Path, tick: Callable[[], None]) -> Written:
    """Write the folder; `tick` is called for every document."""
    done = Written()
    files = {f"{table.name}.csv": table for table in tables()}
    with whole(target, [METADATA, *files]) as folder, contextlib.ExitStack() as opened:
        writers: dict[str, Any] = {}
        for name, table in files.items():
            stream = opened.enter_context((folder / name).open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
            writers[table.name].writerow([column.name for column in table.columns])
        columns = {table.name: table.columns for table in tables()}
        for document in kept(ledger, only):
            for table_name, row in rows(document):
                writers[table_name].writerow([cell(row[column.name], column) for column in columns[table_name]])
                done.add("row")
            tick()
        opened.close()
        (folder / METADATA).write_text(json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return done


def cell(value: Any, column: Column) -> Any:
    """A value as it is written; those of closed lists (a comparator may be `=`) stay as they are."""
    if value is None:
        return ""
    if column.sort == "flag":
        return "true" if value else "false"
    if column.sort == "date":
        return value.isoformat()
    if column.sort in {"integer", "number"}:
        return value
    if column.sort == "list":
        return harmless(SEPARATOR.join(xml(part).replace(SEPARATOR, _INSTEAD) for part in value))
    return value if value in column.values else harmless(xml(value))


def metadata() -> dict[str, Any]:
    """The table group: every table with its columns, datatypes and keys."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "doubleQuote": True, "header": True},
        "tables": [_table(table) for table in tables()],
    }


def _table(table: Table) -> dict[str, Any]:
    keys = [
        {"columnReference": c.name, "reference": {"resource": f"{c.to}.csv", "columnReference": "id"}}
        for c in table.columns if c.to
    ]  # fmt: skip
    made: dict[str, Any] = {"columns": [_column(column) for column in table.columns], "primaryKey": "id"}
    if table.name != "documents":
        made["primaryKey"] = ["id", "document"]
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.about,
        "tableSchema": {**made, **({"foreignKeys": keys} if keys else {})},
    }


def _column(column: Column) -> dict[str, Any]:
    base = _DATATYPES[column.sort]
    pattern = "|".join(map(re.escape, column.values)) if column.values else column.pattern.strip("^$")
    made: dict[str, Any] = {
        "name": column.name, "titles": column.name, "dc:description": column.about,
        "datatype": {"base": base, "format": pattern} if pattern else base,
    }  # fmt: skip
    if column.sort == "list":
        made["separator"] = SEPARATOR
    if column.required:
        made["required"] = True
    return made
