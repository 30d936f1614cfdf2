"""`servanda rebuild`, and the bar that commands show while the ledger works in what is new."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from servanda.cli.ledger import LEDGER
from servanda.cli.messages import plural, say
from servanda.cli.progress import Bar

if TYPE_CHECKING:
    from servanda.ledger.store import Ledger

_LABELS = {
    "document": "Working in documents", "surname": "Joining people", "encounter": "Joining encounters",
    "undertaking": "Following promises", "figures": "Checking figures",
}  # fmt: skip


def work_in(ledger: Ledger, *, wanted: bool = True) -> None:
    """Work in what is stale, with a bar when it takes long; it may be interrupted, and goes on the next time."""
    from servanda.ledger.settle import settling

    for sort, steps in itertools.groupby(settling(ledger), key=lambda step: step.sort):
        with ExitStack() as stack:
            bar: Bar | None = None
            for step in steps:
                total = step.done + step.waiting
                bar = bar or stack.enter_context(Bar(total, wanted=wanted, label=_LABELS[sort]))
                bar.advance(step.done)


@contextmanager
def settled(address: str) -> Iterator[Ledger]:
    """The ledger at an address, with all that is stale worked in."""
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        work_in(ledger)
        yield ledger


@click.command(epilog="\b\nExamples:\n  servanda rebuild\n  servanda rebuild --goes-on --ledger kz.sqlite\n")
@LEDGER
@click.option("--goes-on", is_flag=True, help="Only go on where an interrupted rebuild, or add, stopped.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar, however long it takes.")
def rebuild(address: str, *, goes_on: bool, no_progress: bool) -> None:
    """Throw away all that was worked out from the documents, and work it out anew.

    Texts, records and judgements stay as they are, and so does what comes out, unless Servanda itself was changed. An
    interrupted rebuild loses nothing: whatever asks the ledger next, or --goes-on, does the rest.
    """
    from servanda.ledger.settle import rebuild as throw_away
    from servanda.ledger.settle import waiting
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        count = waiting(ledger).get("document", 0) if goes_on else throw_away(ledger)
        work_in(ledger, wanted=not no_progress)
    say(f"{plural(count, 'document')} worked in anew." if count else "Everything was worked in already.")
