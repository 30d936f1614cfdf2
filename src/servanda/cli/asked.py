"""What is asked of a ledger: which states, and as of which day."""

from __future__ import annotations

import datetime
import difflib
from typing import Any

import click

from servanda.cli.parameters import Date
from servanda.model import edtf

MOST = 50  # entries of a table

AS_OF = click.option(
    "--as-of",
    type=Date(),
    default="",
    metavar="DATE",
    help="As it stood on that day: nothing published later, and nothing undated, is seen.",
)

LIMIT = click.option(
    "-n", "--limit", type=click.IntRange(1), default=None, metavar="N",
    help=f"The most that are shown: {MOST} in a table unless told otherwise, everything in the other forms.",
)  # fmt: skip
ALL = click.option("--all", "everything", is_flag=True, help="Show everything.")


class State(click.ParamType[str]):
    """A state, bloc or region by its code or its name."""

    name = "state"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code that records use; the name may be English, or in the language of the documents in any case."""
        from servanda.report.wording import party_code

        code = party_code(str(value))
        if not code:
            self.fail(f"{str(value)!r} is no state; {near(str(value))}", param, ctx)
        return code


class States(click.ParamType[tuple[str, ...]]):
    """States, blocs or regions with commas between them."""

    name = "states"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Their codes, each once."""
        if isinstance(value, tuple):
            return value
        named = [part.strip() for part in str(value).split(",") if part.strip()]
        return tuple(dict.fromkeys(State().convert(name, param, ctx) for name in named))


def each_once(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """States that are named twice count once."""
    del ctx, param
    return tuple(dict.fromkeys(value))


STATES = click.argument("states", nargs=-1, metavar="[STATE...]", type=State(), callback=each_once)


def near(word: str, *others: str) -> str:
    """What may have been meant instead of a word: a state's name or one of the others; else how to write a state."""
    from servanda.report.wording import party_names

    known = {name.casefold(): name for name in (*others, *party_names())}
    close = difflib.get_close_matches(word.casefold(), known, n=3, cutoff=0.7)
    if close:
        return f"did you mean {' or '.join(known[name] for name in close)}?"
    return "write its ISO code or its name: KZ, kz, Kazakhstan"


def last_day(as_of: str) -> datetime.date:
    """The last day of the date given, else today."""
    return edtf.bounds(as_of)[1] if as_of else datetime.datetime.now(datetime.UTC).date()


def most(limit: int | None, form: str, *, everything: bool) -> int:
    """How many entries are wanted, 0 for all."""
    return 0 if everything else limit or (MOST if form == "table" else 0)
