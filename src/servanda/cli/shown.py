"""Rows as people or programs want them: a table on the terminal, JSON or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import click

FORMS = ("table", "json", "csv")
FORM = click.option(
    "-f", "--format", "form", type=click.Choice(FORMS), default="table", show_default=True,
    help="table: to look at; json: one array of objects; csv: with a header.",
)  # fmt: skip

#: Columns that are never broken.
_WHOLE = frozenset({"id", "published", "period", "indicator", "stated", "first", "last", "proposed", "founded"})

Row = Mapping[str, Any]


def show(rows: Sequence[Row], form: str, columns: Mapping[str, str]) -> None:
    """Print rows to standard output; a table has the columns named, key and heading, the other forms every field.

    A table of no rows is not printed: the command says what is not there.
    """
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif form == "csv":
        _csv(rows, columns)
    elif rows:
        _table(rows, columns)


def text(value: Any) -> str:
    """A cell: lists with commas, numbers with spaces between thousands, nothing for None."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(text, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,.12g}".replace(",", "\N{NO-BREAK SPACE}")
    return "" if value is None else str(value)


def _csv(rows: Sequence[Row], columns: Mapping[str, str]) -> None:
    names = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        values = (row.get(name, "") for name in names)
        writer.writerow([json.dumps(v, ensure_ascii=False) if isinstance(v, (list, dict)) else v for v in values])


def _table(rows: Sequence[Row], columns: Mapping[str, str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from servanda.report.visible import one_line

    table = Table(box=SIMPLE_HEAD, header_style="dim")
    numeric = {name for name in columns if all(isinstance(row.get(name), (int, float)) for row in rows)}
    for name, heading in columns.items():
        side: Literal["left", "right"] = "right" if name in numeric and rows else "left"
        table.add_column(heading, overflow="fold", justify=side, no_wrap=name in _WHOLE)
    for row in rows:
        table.add_row(*(Text(one_line(text(row.get(name)))) for name in columns))
    Console(file=sys.stdout, highlight=False).print(table)
