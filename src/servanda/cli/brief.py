"""`servanda brief`: the paper before a meeting."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from servanda.cli.asked import AS_OF, State, each_once, last_day
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import SOME_NOT, say
from servanda.cli.output import destination
from servanda.cli.rebuild import settled

if TYPE_CHECKING:
    from servanda.report.brief import Brief
    from servanda.report.chart import Chart

_FORMS = (".md", ".html", ".docx")


@click.command(epilog="\b\nExamples:\n  servanda brief KZ IT\n  servanda brief KZ IT --full -o kz-it.html\n")
@click.argument("states", nargs=-1, required=True, metavar="STATE...", type=State(), callback=each_once)
@LEDGER
@AS_OF
@click.option("--full", is_flag=True, help="Everything, instead of about two pages.")
@click.option(
    "-o", "--output", default="", metavar="FILE", type=click.Path(dir_okay=False),
    help="Write to FILE: Markdown (.md), a page (.html) or Word (.docx) by its ending.",
)  # fmt: skip
@click.pass_context
def brief(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, *, full: bool, output: str) -> None:
    """Write the paper before a meeting: relations, encounters, figures, promises, bodies, papers, projects, posts.

    Every line has the numbers of its sources, which are listed at the end.
    """
    from servanda.ledger.dossier import BRIEF, dossier
    from servanda.report import brief as paper

    ending = Path(output).suffix.lower()
    if output and ending not in _FORMS:
        raise click.UsageError(f"{output!r} ends in nothing known; write {', '.join(_FORMS[:-1])} or {_FORMS[-1]}")
    with settled(address) as ledger:
        found = dossier(ledger, states, last_day(as_of), as_of=as_of, most=0 if full else BRIEF)
    if found.empty:
        say(f"The ledger holds nothing on {' and '.join(states)} together.")
        ctx.exit(SOME_NOT)
    made = paper.brief(found, full=full)
    if output:
        with destination(output) as target:
            target.stream.write(_written(made, ending))
            target.keep()
        say(f"The paper is in {output}.")
    else:
        from servanda.report.paper import markdown

        _print_markdown(markdown(made))


def _written(made: Brief, ending: str) -> bytes:
    """The paper in the form of a file's ending, with a chart where it can be drawn."""
    from servanda.report import paper

    chart = _chart(made) if ending != ".md" else None
    if ending == ".docx":
        stream = io.BytesIO()
        paper.word(made, stream, chart.png() if chart else b"")
        return stream.getvalue()
    text = paper.page(made, chart.svg() if chart else "") if ending == ".html" else paper.markdown(made)
    return text.encode("utf-8")


def _chart(made: Brief) -> Chart | None:
    """The chart of the paper; None, and a word on it, when it cannot be drawn here."""
    from servanda.errors import ServandaError
    from servanda.report.chart import chart
    from servanda.report.paper import CHART_SIZE

    if made.series is None:
        return None
    try:
        return chart(made.series.plot, CHART_SIZE)
    except ServandaError as error:
        say(f"There is a table in place of the chart: {error}.")
        return None


def _print_markdown(text: str) -> None:
    """Laid out on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(highlight=False).print(Markdown(text))
