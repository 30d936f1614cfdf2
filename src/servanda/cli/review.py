"""`servanda review`: what is doubtful, laid before people."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.asked import States
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.parameters import Kinds
from servanda.cli.shown import FORM, show
from servanda.errors import ServandaError

if TYPE_CHECKING:
    from servanda.ledger.review import Entry
    from servanda.ledger.store import Ledger

_REASONS = ("pair", "finding", "record")


def _reviewer(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Who judges: as said, else as the system calls the user."""
    del ctx, param
    if name := value.strip():
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("nobody knows who judges: name yourself, --reviewer NAME") from error


REVIEWER = click.option(
    "--reviewer", default="", envvar="SERVANDA_REVIEWER", metavar="NAME", callback=_reviewer,
    help="Who judges; SERVANDA_REVIEWER is another way to say it, your user name the default.",
)  # fmt: skip


@click.command(
    epilog="\b\nExamples:\n  servanda review --reviewer aigul\n  servanda review -k figures,events --states KZ,UZ\n"
    "  servanda review --list -f csv\n  servanda review --reviewer bolat --second\n"
)
@LEDGER
@REVIEWER
@click.option("-k", "--kinds", type=Kinds(), default=(), metavar="KIND,...", help="Only records of these kinds.")
@click.option(
    "--states", type=States(), default=(), metavar="STATE,...", help="Only records that name all these states or blocs."
)
@click.option("--document", default="", metavar="NAME", help="Only records of this document, by its name or id.")
@click.option(
    "--only", type=click.Choice(_REASONS), default=None,
    help="pair: records that may be one; finding: figures that contradict or are in doubt; record: all others.",
)  # fmt: skip
@click.option("--second", is_flag=True, help="Only what another reviewer has judged, and you have not.")
@click.option("--open", "opened", is_flag=True, help="Show what others have judged; without it nobody sees that.")
@click.option("--list", "listed", is_flag=True, help="Print the queue instead of opening it.")
@click.option(
    "-n", "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Of --list: the most."
)
@FORM
@click.pass_context
def review(ctx: click.Context, /, address: str, reviewer: str, form: str, **options: Any) -> None:
    """Judge what is doubtful, the most doubtful first: accept, correct, reject, say same or different.

    Needs a terminal; --list prints the same queue, and `servanda judge` answers it. What you have judged does not come
    again. Exit codes of --list: 0 something is to judge, 1 nothing is, 3 the ledger cannot be read.
    """
    from servanda.cli.rebuild import settled, work_in
    from servanda.ledger.review import REASONS, Wanted, queue

    wanted = Wanted(
        reviewer=reviewer,
        kinds=tuple(kind for kind in options["kinds"] if kind != "topics"),
        states=options["states"],
        document=options["document"],
        reasons=(options["only"],) if options["only"] else REASONS,
        second=options["second"],
    )
    if not options["listed"]:
        _needs_terminal()
    with settled(address) as ledger:
        if not options["listed"]:
            from servanda.cli.desk import Desk

            desk = Desk(ledger, wanted, opened=options["opened"])
            desk.run()
            work_in(ledger)
            say(desk.summary)
            return
        found = queue(ledger, wanted, options["limit"])
        rows = [_listed(ledger, entry, opened=options["opened"]) for entry in found.entries]
    if form == "table":
        _print_queue(rows)
    else:
        show(rows, form, {})
    told = f"{found.judged:,} of {plural(found.records, 'record')} and {plural(found.judged_pairs, 'pair')} judged"
    say(f"{told} by {reviewer}." if rows else f"Nothing is left to judge: {told} by {reviewer}.")
    if found.recent:
        say(
            f"Pairs that are nearly one were sought among the {found.recent:,} events and promises published last; "
            "--states or -k looks further back."
        )
    ctx.exit(ALL_READ if rows else SOME_NOT)


def _needs_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "the queue needs a terminal, and this is none; print it by servanda review --list and answer it by "
            "servanda judge"
        )
    try:
        import textual  # noqa: F401
    except ImportError as error:
        raise ServandaError("textual is not installed", remedy="pip install 'servanda[review]'") from error


def _listed(ledger: Ledger, entry: Entry, *, opened: bool) -> dict[str, Any]:
    from servanda.ledger.exhibit import exhibits
    from servanda.ledger.judgements import of_item

    one, *two = exhibits(ledger, [name for name in entry.item if name])
    said = [f"{j.reviewer}: {j.verdict}" for j in of_item(ledger, entry.item)] if opened else []
    return {
        "id": one.id, "other": entry.item[1], "reason": entry.reason, "kind": entry.kind, "why": list(entry.why),
        "weight": round(entry.weight, 4), "quote": one.exact, "fields": one.fields, "name": one.source.name,
        "published": one.source.published, "other_quote": two[0].exact if two else "",
        "other_fields": two[0].fields if two else {}, "other_name": two[0].source.name if two else "",
        **({"said": said} if opened else {}),
    }  # fmt: skip


def _print_queue(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.text import Text

    from servanda.report.visible import one_line

    console = Console(file=sys.stdout, highlight=False)
    for row in rows:
        console.print(Text.assemble((row["kind"], "cyan"), "  ", (f"{row['id']} {row['other']}".strip(), "bold")))
        for why in [*row["why"], *row.get("said", ())]:
            console.print(Text(f"  {one_line(why)}", style="yellow"))
        for name, quote in ((row["name"], row["quote"]), (row["other_name"], row["other_quote"])):
            if quote:
                console.print(Text.assemble(f"  «{one_line(quote)}»", (f"  {one_line(name)}", "dim")))
        console.print()
