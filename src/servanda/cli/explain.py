"""`servanda explain`: how one record came to be."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from servanda.cli.messages import ALL_READ, NOTHING, say
from servanda.cli.parameters import PUBLISHED
from servanda.errors import DocumentError, LanguageError, ServandaError

if TYPE_CHECKING:
    from servanda.pipeline import NotRead
    from servanda.reading.explain import Explanation

_EPILOG = """\b
RECORD is the id of a record, or as much of its beginning as tells it apart. `servanda read FILE --explain`
and every other format print the ids. A date that was given to `read` must be given here as well.

\b
Examples:
  servanda read article.txt --explain
  servanda explain article.txt 5937a2b0
  servanda explain archive.jsonl 5937a2b0745b3505 --format json
"""


@click.command(epilog=_EPILOG)
@click.argument("path", metavar="PATH", type=click.Path(allow_dash=True))
@click.argument("record", metavar="RECORD")
@click.option(
    "-f", "--format", "form", type=click.Choice(("view", "json")), default="view", show_default=True,
    help="view: to look at; json: one object with all that is known.",
)  # fmt: skip
@PUBLISHED
@click.pass_context
def explain(ctx: click.Context, /, path: str, record: str, form: str, published: str) -> None:
    """Show how a record of a document (or of one in a folder or archive) came to be.

    Its evidence in context, the rule that made it and what that rule says of itself, the rules tried before, the
    words of the evidence as they were annotated, and the rows of the lexicon in which they stand.
    """
    found = _found(path, record, published)
    if form == "json":
        text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        ctx.exit(ALL_READ)
    from rich.console import Console

    from servanda.report.explanation import render

    render(found, Console(file=sys.stdout, highlight=False))


def _found(path: str, record: str, published: str) -> Explanation:
    """The first document of the path that gives the record; what cannot be read is named on the way."""
    from servanda.pipeline import NotRead, Reader, documents

    reader = Reader()
    read = 0
    failed: list[NotRead] = []
    for document in documents([path], published=published):
        if isinstance(document, NotRead):
            failed.append(document)
            continue
        try:
            found = reader.explain(document, record.lower())
        except (DocumentError, LanguageError) as error:
            failed.append(NotRead.of(error, document.name))
            continue
        if found:
            return found
        read += 1
    for failure in failed:
        say(str(failure))
    if not read:
        raise click.exceptions.Exit(NOTHING)
    raise ServandaError(
        f"no record of {read:,} document{'s' if read > 1 else ''} has an id that begins with {record!r}", where=path,
        remedy=f"list the ids by: servanda read {path} --explain",
    )  # fmt: skip
