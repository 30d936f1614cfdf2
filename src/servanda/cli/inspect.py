"""`servanda inspect`: how each file is understood, before anything is read out of it."""

from __future__ import annotations

import sys

import click

from servanda.cli.messages import close, plural
from servanda.cli.parameters import PATHS, PUBLISHED

_TITLES_FROM = 110  # columns of a terminal from which on titles are shown
_EPILOG = """\b
Example:
  servanda inspect archive/ page.html
"""


@click.command(epilog=_EPILOG)
@PATHS
@PUBLISHED
@click.pass_context
def inspect(ctx: click.Context, /, paths: tuple[str, ...], published: str) -> None:
    """List how files, folders and standard input (-) are understood: form, encoding, language, date.

    Nothing is read out of them; files that cannot be read are named as `servanda read` would name them.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from servanda.errors import DocumentError
    from servanda.pipeline import NotRead
    from servanda.report.visible import one_line
    from servanda.sources import Given, find, sources

    found = find(paths)
    console = Console(file=sys.stdout, highlight=False)
    with_titles = console.width >= _TITLES_FROM
    table = Table(box=SIMPLE_HEAD, header_style="dim")
    table.add_column("Name", overflow="fold", min_width=16)
    for label in ("Form", "Language", "Published"):
        table.add_column(label, no_wrap=True)
    table.add_column("Characters", no_wrap=True, justify="right")
    if with_titles:
        table.add_column("Title", overflow="fold")
    failed: list[NotRead] = []
    for source in sources(found, Given(published)):
        document = source.result
        if isinstance(document, DocumentError):
            failed.append(NotRead.of(document))
            continue
        date = f"{document.published} ({document.published_from})" if document.published else "not known"
        cells = [document.name, f"{source.form}, {source.encoding}", document.language, date, f"{len(document.text):,}"]
        table.add_row(*(Text(one_line(cell)) for cell in [*cells, document.title][: len(table.columns)]))
    if table.row_count:
        console.print(table)
    ctx.exit(close(table.row_count, failed, f"{plural(table.row_count, 'document')} found", found.passed_over))
