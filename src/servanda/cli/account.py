"""`servanda figures` and `check`: what the documents of a ledger say together."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.parameters import Date
from servanda.cli.shown import FORM, show
from servanda.model import edtf
from servanda.model.vocabulary import Indicator

if TYPE_CHECKING:
    from servanda.ledger.arithmetic import Finding
    from servanda.ledger.series import Point
    from servanda.ledger.undertakings import Undertaking

FATES = ("overdue", "open", "underway", "silent", "kept")
AS_OF = click.option(
    "--as-of",
    type=Date(),
    default="",
    metavar="DATE",
    help="As it stood on that day: nothing published later, and nothing undated, is seen.",
)


@click.command(
    epilog="\b\nExamples:\n  servanda figures KZ UZ\n  servanda figures KZ UZ trade_turnover --as-of 2025-06\n"
)
@click.argument("words", nargs=-1, required=True, metavar="STATE... [INDICATOR]")
@LEDGER
@AS_OF
@FORM
@click.pass_context
def figures(ctx: click.Context, /, words: tuple[str, ...], address: str, as_of: str, form: str) -> None:
    """Show the figures that were stated of the states named, by indicator and period, each with whose word it is.

    INDICATOR is one of the guide's: trade_turnover, exports, imports, fdi, …
    """
    from servanda.ledger.account import account
    from servanda.pipeline import open as open_ledger

    states, indicator = _asked(words)
    with open_ledger(address) as ledger:
        found = account(ledger, states, indicator=indicator, as_of=as_of).points
    points = sorted(
        found, key=lambda p: (p.cell.indicator, p.cell.kind, p.cell.unit, p.cell.period, p.statement.source.published)
    )
    show([_row(point) for point in points], form, {
        "indicator": "Indicator", "period": "Period", "kind": "Kind", "stated": "Stated", "reporter": "Whose word",
        "published": "Published", "name": "Document",
    })  # fmt: skip
    if not points:
        say(f"No figure of {', '.join(states)} is in the ledger.")
    ctx.exit(ALL_READ if points else SOME_NOT)


@click.command(epilog="\b\nExamples:\n  servanda check\n  servanda check KZ UZ -f json\n")
@click.argument("states", nargs=-1, metavar="[STATE...]")
@LEDGER
@AS_OF
@FORM
@click.pass_context
def check(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str) -> None:
    """Name contradictions, mirror differences and doubts among the figures, each with its calculation and sources.

    Exit codes: 0 nothing is doubtful, 1 something is, 3 the ledger cannot be read.
    """
    from servanda.ledger.account import account
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        found = account(ledger, tuple(state.upper() for state in states), as_of=as_of).findings
    if form == "table":
        _print_findings(found)
    else:
        show([_flat(finding) for finding in found], form, {})
    doubtful = [finding for finding in found if finding.kind != "pace"]
    say(f"{len(doubtful):,} to look at." if doubtful else "Nothing contradicts or is in doubt.")
    ctx.exit(SOME_NOT if doubtful else ALL_READ)


@click.command(
    epilog="\b\nExamples:\n  servanda promises KZ UZ\n  servanda promises KZ --fate overdue --as-of 2026-01-01\n"
)
@click.argument("states", nargs=-1, metavar="[STATE...]")
@LEDGER
@AS_OF
@click.option("--fate", type=click.Choice(FATES), default=None, help="Only promises of which this became.")
@click.option("--sector", default="", metavar="SECTOR", help="Only promises of this sector.")
@FORM
@click.pass_context
def promises(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str, **only: Any) -> None:
    """Follow what was promised: made, repeated, moved, under way, kept, overdue or silent, each step with its words.

    Without --as-of a deadline counts as passed when today is later.
    """
    from servanda.ledger.account import promises as follow
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        found = follow(ledger, tuple(state.upper() for state in states), _day(as_of), as_of=as_of)
    wanted = [
        undertaking for undertaking in found
        if only["fate"] in (None, undertaking.fate) and only["sector"] in ("", undertaking.first.fields["sector"])
    ]  # fmt: skip
    if form == "table":
        _print_promises(wanted)
    else:
        show([_story(undertaking) for undertaking in wanted], form, {})
    fates: Counter[str] = Counter(undertaking.fate for undertaking in wanted)
    told = ", ".join(f"{fates[fate]:,} {fate}" for fate in FATES if fates[fate])
    say(f"{plural(len(wanted), 'promise')}: {told}." if wanted else "No promise of these is in the ledger.")
    ctx.exit(ALL_READ if wanted else SOME_NOT)


@click.command(epilog="\b\nExamples:\n  servanda encounters KZ IT\n  servanda encounters KZ --as-of 2025-06 -f csv\n")
@click.argument("states", nargs=-1, metavar="[STATE...]")
@LEDGER
@AS_OF
@FORM
@click.pass_context
def encounters(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str) -> None:
    """List visits, talks, meetings and the like, the latest first; what several documents report is one.

    Where the reports disagree, every value is shown.
    """
    from servanda.ledger.account import meetings
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        found = meetings(ledger, tuple(state.upper() for state in states), as_of=as_of)
    rows = [
        {
            "id": e.id, "date": " or ".join(e.values("date")), "type": " or ".join(e.values("type")),
            "participants": e.values("participants"), "place": " or ".join(e.values("place")),
            "status": " or ".join(e.values("status")), "reports": len(e.reports), "why": list(e.why),
            "published": e.reports[0].statement.source.published, "name": e.reports[0].statement.source.name,
            "statements": [report.statement.to_dict() for report in e.reports],
        }
        for e in found
    ]  # fmt: skip
    columns = {"date": "Date", "type": "Type", "participants": "Participants", "place": "Place", "reports": "Reports",
               "name": "First report"}  # fmt: skip
    show(rows, form, columns)
    ctx.exit(ALL_READ if rows else SOME_NOT)


@click.command(epilog="\b\nExample:\n  servanda who NAME\n")
@click.argument("name", nargs=-1, required=True)
@LEDGER
@AS_OF
@FORM
@click.pass_context
def who(ctx: click.Context, /, name: tuple[str, ...], address: str, as_of: str, form: str) -> None:
    """Tell which posts a person holds or held, as far as the documents say, and from when to when they say it."""
    from servanda.ledger.account import everybody
    from servanda.pipeline import open as open_ledger

    wanted = " ".join(name).casefold()
    with open_ledger(address) as ledger:
        found = [p for p in everybody(ledger, as_of=as_of) if any(wanted in n.casefold() for n in p.names)]
    rows = [
        {
            "name": person.name, "names": person.names, "position": post.position, "body": post.body,
            "first": post.first, "last": post.last, "documents": len({s.source.id for s in post.statements}),
            "statements": [statement.to_dict() for statement in post.statements],
        }
        for person in found for post in person.posts
    ]  # fmt: skip
    show(rows, form, {
        "name": "Name", "position": "Post", "body": "Of", "first": "First told", "last": "Last told",
        "documents": "Documents",
    })  # fmt: skip
    if not rows:
        say(f"No document tells of a post of {' '.join(name)}.")
    ctx.exit(ALL_READ if rows else SOME_NOT)


@click.command(epilog="\b\nExamples:\n  servanda brief KZ IT\n  servanda brief KZ IT --full -o kz-it.html\n")
@click.argument("states", nargs=-1, required=True, metavar="STATE...")
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
    from servanda.ledger.dossier import dossier
    from servanda.pipeline import open as open_ledger
    from servanda.report import brief as paper

    wanted = tuple(state.upper() for state in states)
    with open_ledger(address) as ledger:
        found = dossier(ledger, wanted, _day(as_of), as_of=as_of)
    if found.empty:
        say(f"The ledger holds nothing on {' and '.join(wanted)} together.")
        ctx.exit(SOME_NOT)
    made = paper.brief(found, full=full)
    ending = Path(output).suffix.lower()
    if not output:
        _print_markdown(paper.markdown(made))
    elif ending == ".docx":
        paper.word(made, Path(output))
    elif ending in {".md", ".html"}:
        Path(output).write_text(paper.page(made) if ending == ".html" else paper.markdown(made), encoding="utf-8")
    else:
        raise click.UsageError(f"{output!r} ends in nothing known; write .md, .html or .docx")
    if output:
        say(f"The paper is in {output}.")


def _day(as_of: str) -> datetime.date:
    """The last day of the date given, else today."""
    return edtf.bounds(as_of)[1] if as_of else datetime.datetime.now(datetime.UTC).date()


def _print_markdown(text: str) -> None:
    """Laid out on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(highlight=False).print(Markdown(text))


def _story(undertaking: Undertaking) -> dict[str, Any]:
    first = undertaking.first
    return {
        "id": undertaking.id, "fate": undertaking.fate, "why": undertaking.why, "actors": first.fields["actors"],
        "counterparts": first.fields["counterparts"], "sector": first.fields["sector"],
        "deadline": undertaking.deadline, "quote": first.exact,
        "history": [
            {"step": event.step, "date": event.date, "why": event.why, "statement": event.statement.to_dict()}
            for event in undertaking.history
        ],
    }  # fmt: skip


def _print_promises(found: Sequence[Undertaking]) -> None:
    from rich.console import Console
    from rich.text import Text

    from servanda.report.visible import one_line

    console = Console(file=sys.stdout, highlight=False)
    colours = {"kept": "green", "overdue": "bold red", "underway": "cyan", "silent": "dim", "open": "bold"}
    for undertaking in found:
        parties = ", ".join([*undertaking.first.fields["actors"], *undertaking.first.fields["counterparts"]])
        head = (undertaking.fate, colours[undertaking.fate])
        console.print(
            Text.assemble(head, f"  {parties}  {undertaking.first.fields['sector']}  {one_line(undertaking.why)}")
        )
        for event in undertaking.history:
            when, words = (
                f"  {event.date or 'not dated':<10}  {event.step:<8}  ",
                one_line(f"«{event.statement.exact}»"),
            )
            console.print(Text.assemble(when, words, (f"  {event.statement.source.name} {event.statement.id}", "dim")))
        console.print()


def _asked(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The states and the indicator among the words of a command."""
    from typing import get_args

    indicators = [word for word in words if word.lower() in get_args(Indicator)]
    states = tuple(word.upper() for word in words if word not in indicators)
    if len(indicators) > 1:
        raise click.UsageError(f"name one indicator, not {len(indicators)}: {', '.join(indicators)}")
    for state in states:
        if not state.isascii() or not state.isalpha():
            raise click.UsageError(f"{state!r} is neither a state's code nor one of: {', '.join(get_args(Indicator))}")
    return states, indicators[0].lower() if indicators else ""


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
    colours = {
        "contradiction": "bold red",
        "doubt": "bold yellow",
        "mirror": "cyan",
        "difference": "cyan",
        "pace": "dim",
    }
    for finding in found:
        console.print(Text.assemble((finding.kind, colours[finding.kind]), "  ", one_line(finding.sentence)))
        console.print(Text(f"  {one_line(finding.calculation)}", style="dim"))
        for point in finding.points:
            s = point.statement
            when, words = f"  {s.source.published or 'not dated':<10}  ", one_line(f"«{s.exact}»")
            console.print(Text.assemble(when, words, (f"  {s.source.name} {s.id}", "dim")))
        console.print()
