"""`servanda promises`: what was promised, and what became of it, step by step."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.asked import ALL, AS_OF, LIMIT, STATES, last_day, most
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.rebuild import settled
from servanda.cli.shown import FORM, show
from servanda.model.vocabulary import TOPICS

if TYPE_CHECKING:
    from servanda.ledger.undertakings import Undertaking

FATES = ("overdue", "open", "underway", "silent", "kept")
_COLOURS = {"kept": "green", "overdue": "bold red", "underway": "cyan", "silent": "dim", "open": "bold"}


@click.command(
    epilog="\b\nExamples:\n  servanda promises KZ UZ\n  servanda promises KZ --fate overdue --as-of 2026-01-01\n"
)
@STATES
@LEDGER
@AS_OF
@click.option("--fate", type=click.Choice(FATES), default=None, help="Only promises of which this became.")
@click.option(
    "--sector", type=click.Choice(TOPICS), default=None, metavar="SECTOR", help="Only promises of this sector."
)
@LIMIT
@ALL
@FORM
@click.pass_context
def promises(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str, **only: Any) -> None:
    """Follow what was promised: made, repeated, moved, under way, kept, overdue or silent, each step with its words.

    Without --as-of a deadline counts as passed when today is later.
    """
    from servanda.ledger.account import Wanted
    from servanda.ledger.account import promises as follow

    limit = most(only["limit"], form, everything=only["everything"])
    with settled(address) as ledger:
        wanted = Wanted(fate=only["fate"] or "", sector=only["sector"] or "", limit=limit and limit + 1)
        found = follow(ledger, states, last_day(as_of), as_of=as_of, only=wanted)
    shown = found[: limit or None]
    if form == "table":
        _print_promises(shown)
    else:
        show([_story(undertaking) for undertaking in shown], form, {})
    fates: Counter[str] = Counter(undertaking.fate for undertaking in shown)
    told = ", ".join(f"{fates[fate]:,} {fate}" for fate in FATES if fates[fate])
    if len(found) > len(shown):
        say(f"The newest {plural(len(shown), 'promise')}: {told}; --all shows every one.")
    else:
        say(f"{plural(len(shown), 'promise')}: {told}." if shown else _none(states))
    ctx.exit(ALL_READ if shown else SOME_NOT)


def _none(states: Sequence[str]) -> str:
    return f"No such promise of {' and '.join(states) or 'anybody'} is in the ledger."


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
    for undertaking in found:
        parties = ", ".join([*undertaking.first.fields["actors"], *undertaking.first.fields["counterparts"]])
        head = (undertaking.fate, _COLOURS[undertaking.fate])
        console.print(
            Text.assemble(head, f"  {parties}  {undertaking.first.fields['sector']}  {one_line(undertaking.why)}")
        )
        for event in undertaking.history:
            when = f"  {event.date or 'not dated':<10}  {event.step:<8}  "
            words = one_line(f"«{event.statement.exact}»")
            console.print(Text.assemble(when, words, (f"  {event.statement.source.name} {event.statement.id}", "dim")))
        console.print()
