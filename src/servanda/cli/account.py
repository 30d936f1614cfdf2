"""`servanda figures` and `check`: what the documents of a ledger say together in numbers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from servanda.cli.asked import ALL, AS_OF, LIMIT, STATES, most, near
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.output import destination
from servanda.cli.rebuild import settled
from servanda.cli.shown import FORM, show
from servanda.model.vocabulary import Indicator

if TYPE_CHECKING:
    from servanda.ledger.account import Account
    from servanda.ledger.arithmetic import Finding
    from servanda.ledger.series import Point

_COLOURS = {"contradiction": "bold red", "doubt": "bold yellow", "mirror": "cyan", "difference": "cyan", "pace": "dim"}


@click.command(
    epilog="\b\nExamples:\n  servanda figures KZ UZ\n  servanda figures KZ UZ trade_turnover --as-of 2025-06\n"
    "  servanda figures KZ UZ trade_turnover --chart turnover.svg\n"
)
@click.argument("words", nargs=-1, required=True, metavar="STATE... [INDICATOR]")
@LEDGER
@AS_OF
@click.option(
    "--chart", default="", metavar="FILE", type=click.Path(dir_okay=False),
    help="Draw the figures too: a picture (.svg, .png), a page (.html) or Vega-Lite (.json) by the ending of FILE.",
)  # fmt: skip
@FORM
@click.pass_context
def figures(ctx: click.Context, /, words: tuple[str, ...], address: str, as_of: str, form: str, chart: str) -> None:
    """Show the figures that were stated of the states named, by indicator and period, each with whose word it is.

    INDICATOR is one of the guide's: trade_turnover, exports, imports, fdi, … A chart shows one of them: what most is
    told of when none is named.
    """
    from servanda.ledger.account import account

    states, indicator = _asked(words)
    if chart:
        _check_form(chart)
    with settled(address) as ledger:
        found = account(ledger, states, indicator=indicator, as_of=as_of)
    points = sorted(
        found.points,
        key=lambda p: (p.cell.indicator, p.cell.kind, p.cell.unit, p.cell.period, p.statement.source.published),
    )
    show([_row(point) for point in points], form, {
        "indicator": "Indicator", "period": "Period", "kind": "Kind", "stated": "Stated", "reporter": "Whose word",
        "published": "Published", "name": "Document",
    })  # fmt: skip
    if not points:
        what = f"figure of {indicator}" if indicator else "figure"
        say(f"No {what} of {', '.join(states)} is in the ledger.")
    elif chart:
        _draw(found, chart)
    ctx.exit(ALL_READ if points else SOME_NOT)


@click.command(epilog="\b\nExamples:\n  servanda check\n  servanda check KZ UZ -f json\n")
@STATES
@LEDGER
@AS_OF
@LIMIT
@ALL
@FORM
@click.pass_context
def check(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str, **many: Any) -> None:
    """Name contradictions, mirror differences and doubts among the figures, each with its calculation and sources.

    Exit codes: 0 nothing is doubtful, 1 something is, 3 the ledger cannot be read.
    """
    from servanda.ledger.account import checked

    limit = most(many["limit"], form, everything=many["everything"])
    with settled(address) as ledger:
        every = checked(ledger, states, as_of=as_of, limit=limit and limit + 1)
    found = every[: limit or None]
    if form == "table":
        _print_findings(found)
    else:
        show([_flat(finding) for finding in found], form, {})
    doubtful = [finding for finding in found if finding.kind != "pace"]
    more = "; --all shows every one" if len(every) > len(found) else ""
    say(f"{len(doubtful):,} to look at{more}." if doubtful else "Nothing contradicts or is in doubt.")
    ctx.exit(SOME_NOT if doubtful else ALL_READ)


def _asked(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The states and the indicator among the words of a command."""
    from servanda.report.wording import party_code

    known = get_args(Indicator)
    states: list[str] = []
    indicators: list[str] = []
    for word in words:
        if (name := word.lower().replace("-", "_")) in known:
            indicators.append(name)
        elif code := party_code(word):
            states.append(code)
        else:
            raise click.UsageError(f"{word!r} is neither a state nor an indicator; {near(word, *known)}")
    if len(indicators) > 1:
        raise click.UsageError(f"name one indicator, not {len(indicators)}: {', '.join(indicators)}")
    return tuple(states), "".join(indicators)


def _check_form(chart: str) -> None:
    from servanda.report.chart import FORMS

    if Path(chart).suffix.lower() not in FORMS:
        raise click.UsageError(f"{chart!r} ends in no form of chart; write one of {', '.join(FORMS)}")


def _draw(found: Account, path: str) -> None:
    """Write the chart of the series that tells most, and say what is on it."""
    from servanda.report.chart import chart
    from servanda.report.plot import plot, series

    among = series(found.points, found.states)
    if not among:
        say("Nothing can be drawn: there are only changes and shares, and no levels.")
        return
    laid_out = plot(among[0], found.findings)
    with destination(path) as target:
        target.stream.write(chart(laid_out).to_bytes(Path(path).suffix.lower()))
        target.keep()
    shown = len(among[0].points) - laid_out.left_out
    say(f"The chart in {path} shows {shown} of {plural(len(found.points), 'figure')}: {among[0].title}.")


def _row(point: Point) -> dict[str, Any]:
    from servanda.ledger.arithmetic import number

    return {**point.statement.to_dict(), "stated": number(point), "reporter": point.reporter or point.statement.teller}


def _flat(finding: Finding) -> dict[str, Any]:
    return {
        "finding": finding.kind, "rule": finding.rule, "sentence": finding.sentence, "calculation": finding.calculation,
        "statements": [point.statement.to_dict() for point in finding.points],
    }  # fmt: skip


def _print_findings(found: Sequence[Finding]) -> None:
    from rich.console import Console
    from rich.text import Text

    from servanda.report.visible import one_line

    console = Console(file=sys.stdout, highlight=False)
    for finding in found:
        console.print(Text.assemble((finding.kind, _COLOURS[finding.kind]), "  ", one_line(finding.sentence)))
        console.print(Text(f"  {one_line(finding.calculation)}", style="dim"))
        for point in finding.points:
            s = point.statement
            when, words = f"  {s.source.published or 'not dated':<10}  ", one_line(f"«{s.exact}»")
            console.print(Text.assemble(when, words, (f"  {s.source.name} {s.id}", "dim")))
        console.print()
