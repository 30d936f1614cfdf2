"""`servanda lexicon`: the tables of words, checked and looked into."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.progress import Bar
from servanda.errors import LexiconError, ServandaError

if TYPE_CHECKING:
    from servanda.language.tables import Row

_CHECK_EPILOG = """\b
Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage.

\b
Examples:
  servanda lexicon check
  servanda lexicon check ru/events ru/stages
"""
_EPILOG = """\b
Examples:
  servanda lexicon check
  servanda lexicon show WORD
"""
_SHOW_EPILOG = """\b
Examples:
  servanda lexicon show WORD
  servanda lexicon show "WORD WORD"
"""


@click.group(epilog=_EPILOG)
def lexicon() -> None:
    """Check the tables of words, and show which of their rows a word touches."""


@lexicon.command(epilog=_CHECK_EPILOG)
@click.argument("names", nargs=-1, metavar="[TABLE]...")
@click.option("--no-examples", is_flag=True, help="Check the form alone, which takes a moment.")
@click.pass_context
def check(ctx: click.Context, /, names: tuple[str, ...], no_examples: bool) -> None:
    """Verify tables (all of them by default): header, columns, values, references, and every row by its example.

    Prints a line for everything that is wrong, with file and line.
    """
    wanted = _tables(names)
    wrong: list[str] = []
    with Bar(len(wanted), wanted=True, label="Checking") as bar:
        for name in wanted:
            for line in _wrong(name, with_examples=not no_examples):
                if line not in wrong:
                    wrong.append(line)
                    with bar.hidden():
                        click.echo(line)
            bar.advance()
    say(f"{plural(len(wanted), 'table')} checked, {plural(len(wrong), 'fault') if wrong else 'nothing wrong'}.")
    ctx.exit(SOME_NOT if wrong else ALL_READ)


def _wrong(name: str, *, with_examples: bool) -> Iterator[str]:
    from servanda.language import load
    from servanda.language.tables import table
    from servanda.reading.examples import missed

    try:
        found = table(name)
        rows: Sequence[Row] = missed(load("ru"), found) if with_examples else ()
    except LexiconError as error:
        yield str(error)
        return
    for row in rows:
        yield f"{row.where}: the row does not show in its example {row['example']!r}; mend either"


def _tables(names: tuple[str, ...]) -> tuple[str, ...]:
    """The tables named, as `ru/months` or `months`; all of them where none is."""
    from servanda.language import tables

    known = {short: name for name in tables.names() for short in (name.partition("/")[2], name)}
    unknown = [name for name in names if name.removesuffix(".tsv") not in known]
    if unknown:
        raise click.BadParameter(f"there is no table called {unknown[0]!r}; tables: {', '.join(tables.names())}")
    return tuple(known[name.removesuffix(".tsv")] for name in names) or tables.names()


@lexicon.command(epilog=_SHOW_EPILOG)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
def show(words: tuple[str, ...]) -> None:
    """Show the rows of all tables in which a word, or a row of words, stands in any of its forms."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from servanda.language.lookup import touched
    from servanda.report.explanation import row_words
    from servanda.report.visible import one_line

    phrase = " ".join(" ".join(words).split())
    rows = touched(phrase)
    if not rows:
        raise ServandaError(f"no table holds {phrase!r}", remedy="try the dictionary form, or another of its words")
    table = Table(box=SIMPLE_HEAD, header_style="dim")
    for column in ("Table and line", "Row", "Example"):
        table.add_column(column, overflow="fold")
    for row in rows:
        cells = (row.where.removeprefix("lexicon/"), row_words(row), row.fields.get("example", ""))
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    Console(file=sys.stdout, highlight=False).print(table)
