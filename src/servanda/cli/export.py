"""`servanda export` and `import`: a ledger in the formats of other programs, and back out of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from servanda.cli.asked import AS_OF, STATES
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, NOTHING, SOME_NOT, plural, say
from servanda.cli.output import destination
from servanda.cli.parameters import Date, Kinds
from servanda.cli.progress import Bar
from servanda.model.records import KINDS

if TYPE_CHECKING:
    from servanda.exchange.selection import Selection, Written
    from servanda.ledger.store import Ledger

_MOST_REASONS = 12
#: Formats that show encounters and promises, and those whose steps these are, instead of documents.
_OF_EVENTS = frozenset({"plover", "cameo", "ical"})
_EPILOG = """\b
Examples:
  servanda export jsonl -o ledger.jsonl
  servanda export csv KZ UZ --since 2024 -o kz-uz
  servanda export plover --as-of 2025-12-31 -o events.tsv
"""

Command = Callable[..., Any]
#: Writes what is chosen of a ledger into a stream, calling the last for every step.
Writer = Callable[..., "Written"]


@click.group(epilog=_EPILOG)
def export() -> None:
    """Write the ledger in the format of another program; docs/exports/ has a page for each that says what is lost."""


def _common(command: Command) -> Command:
    """The states and options that all formats take."""
    for decorate in (
        click.option("--no-progress", is_flag=True, help="Show no progress bar, however long it takes."),
        AS_OF,
        click.option("--until", type=Date(), default="", metavar="DATE", help="Published on this date or before."),
        click.option("--since", type=Date(), default="", metavar="DATE", help="Published on this date or later."),
        LEDGER,
        STATES,
    ):
        command = decorate(command)
    return command


_FILE = click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True),
    help="Write to FILE, whole or not at all; - is standard output.",
)  # fmt: skip
_FOLDER = click.option(
    "-o", "--output", required=True, metavar="FOLDER", type=click.Path(file_okay=False),
    help="Write into FOLDER, which must not be there yet, or be of an earlier export.",
)  # fmt: skip
_KINDS = click.option("-k", "--kinds", type=Kinds(), default=KINDS, metavar="KIND,...", help="Only these kinds.")
_VERSIONS = click.option("--versions", is_flag=True, help="Earlier texts of articles that changed, too.")
_EACH = click.option("--each-report", is_flag=True, help="A row for each report, not one for all of an event.")


@export.command(
    epilog="\b\nExamples:\n  servanda export jsonl -o ledger.jsonl\n  servanda export jsonl KZ -o kz.jsonl\n"
)
@_common
@_FILE
@_KINDS
@click.option("--latest", is_flag=True, help="Leave out earlier texts of articles that changed.")
@click.pass_context
def jsonl(ctx: click.Context, /, output: str, *, latest: bool, **options: Any) -> None:
    """JSON Lines, nothing lost: documents with text and records, what was not read, judgements.

    `servanda import` makes the same ledger of it.
    """
    from servanda.exchange.jsonl import write

    _to_file(ctx, write, output, {**options, "versions": not latest})


@export.command(epilog="\b\nExample:\n  servanda export csv KZ UZ --since 2024 -o kz-uz\n")
@_common
@_FOLDER
@_KINDS
@_VERSIONS
@click.pass_context
def csv(ctx: click.Context, /, output: str, **options: Any) -> None:
    """CSV on the Web: a folder of tables, and csv-metadata.json with datatypes and keys."""
    from servanda.exchange.csvw import write

    _to_folder(ctx, write, output, options)


@export.command(epilog="\b\nExample:\n  servanda export parquet -o ledger-parquet\n")
@_common
@_FOLDER
@_KINDS
@_VERSIONS
@click.pass_context
def parquet(ctx: click.Context, /, output: str, **options: Any) -> None:
    """Apache Parquet: a folder with a file for each kind of record (needs the extra `parquet`)."""
    from servanda.exchange.parquet import write

    _to_folder(ctx, write, output, options)


@export.command(epilog="\b\nExample:\n  servanda export plover KZ --as-of 2025-12-31 -o events.tsv\n")
@_common
@_FILE
@_EACH
@click.pass_context
def plover(ctx: click.Context, /, output: str, *, each_report: bool, **options: Any) -> None:
    """PLOVER event rows in the columns of POLECAT, one for each encounter and promise."""
    from servanda.exchange.plover import write

    _to_events(ctx, write, output, options, each_report=each_report)


@export.command(epilog="\b\nExample:\n  servanda export cameo KZ --as-of 2025-12-31 -o events.tsv\n")
@_common
@_FILE
@_EACH
@click.pass_context
def cameo(ctx: click.Context, /, output: str, *, each_report: bool, **options: Any) -> None:
    """CAMEO event rows in the columns of Phoenix, one for each source and target."""
    from servanda.exchange.cameo import write

    _to_events(ctx, write, output, options, each_report=each_report)


@export.command(epilog="\b\nExample:\n  servanda export ftm -o entities.ftm.json\n")
@_common
@_FILE
@click.pass_context
def ftm(ctx: click.Context, /, output: str, **options: Any) -> None:
    """FollowTheMoney entities: people, posts, bodies, events, projects, articles."""
    from servanda.exchange.ftm import write

    _to_file(ctx, write, output, options)


@export.command(epilog="\b\nExample:\n  servanda export jsonld KZ IT -o kz-it.jsonld\n")
@_common
@_FILE
@_KINDS
@click.pass_context
def jsonld(ctx: click.Context, /, output: str, **options: Any) -> None:
    """JSON-LD: records as W3C Web Annotations, encounters and promises with their provenance (PROV-O)."""
    from servanda.exchange.linked import write

    _to_file(ctx, write, output, options)


@export.command(epilog="\b\nExample:\n  servanda export ical KZ UZ --as-of 2025-12-31 -o kz-uz.ics\n")
@_common
@_FILE
@click.pass_context
def ical(ctx: click.Context, /, output: str, **options: Any) -> None:
    """iCalendar: deadlines of promises, and events that are planned (needs the extra `calendar`)."""
    from servanda.exchange.ical import write

    _to_file(ctx, write, output, options)


@export.command(epilog="\b\nExample:\n  servanda export geojson KZ -o kz.geojson\n")
@_common
@_FILE
@click.pass_context
def geojson(ctx: click.Context, /, output: str, **options: Any) -> None:
    """GeoJSON: encounters and projects at their places, routes through the places of their names."""
    from servanda.exchange.geojson import write

    _to_file(ctx, write, output, options)


@export.command(epilog="\b\nExample:\n  servanda export atom KZ UZ -k commitments,events -o kz-uz.atom\n")
@_common
@_FILE
@_KINDS
@click.option(
    "-n", "--limit", type=click.IntRange(1, 100_000), default=200, show_default=True, help="The most records."
)
@click.pass_context
def atom(ctx: click.Context, /, output: str, *, limit: int, **options: Any) -> None:
    """Atom: a feed of the records that were added last."""
    from servanda.exchange.atom import write

    _to_file(ctx, write, output, options, limit=limit)


_TAKEN = {
    "new": ("document", ""), "version": ("new version", ""), "reread": ("document", " read anew"),
    "known": ("document", " there already"), "refusal": ("refusal", ""), "judgement": ("judgement", ""),
    "known judgement": ("judgement", " there already"),
}  # fmt: skip


@click.command("import", epilog="\b\nExample:\n  servanda import ledger.jsonl --ledger copy.sqlite\n")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@LEDGER
@click.option("--no-progress", is_flag=True, help="Show no progress bar, however long it takes.")
@click.pass_context
def import_(ctx: click.Context, /, path: str, address: str, *, no_progress: bool) -> None:
    """Put what `servanda export jsonl` wrote into a ledger; what is there already is left alone.

    Nothing is read anew: documents, records, judgements are those of the file, each proven by its hash. A broken line
    is named, and the others are taken. Exit codes: 0 all was taken, 1 something was not, 3 nothing was.
    """
    from collections import Counter

    from servanda.errors import ServandaError
    from servanda.exchange.jsonl import Into, lines
    from servanda.pipeline import open as open_ledger

    counted: Counter[str] = Counter()
    broken = 0
    with (
        open_ledger(address, create=True) as ledger,
        click.open_file(path, "rb") as source,
        Bar(None, wanted=not no_progress, label="Taking in") as bar,
    ):
        into = Into(ledger)
        for line in lines(source):
            bar.advance()
            if isinstance(line, ServandaError):
                broken += 1
                with bar.hidden():
                    say(f"{path}: {line}")
            else:
                counted[into.add(line)] += 1
        into.end()
    parts = [plural(counted[became], noun) + told for became, (noun, told) in _TAKEN.items() if counted[became]]
    parts += [f"{plural(broken, 'line')} not taken"] if broken else []
    say(f"{', '.join(parts) or 'Nothing to take'}: {address}.")
    taken = counted.total()
    ctx.exit((SOME_NOT if taken else NOTHING) if broken else ALL_READ)


def _to_file(ctx: click.Context, write: Writer, output: str, options: dict[str, Any], **more: Any) -> None:
    def written(ledger: Ledger, only: Selection, tick: Callable[[], None]) -> Written:
        with destination(output) as place:
            done = write(ledger, only, place.stream, tick, **more)
            place.keep()
            return done

    _run(ctx, written, output, options)


def _to_events(ctx: click.Context, write: Writer, output: str, options: dict[str, Any], *, each_report: bool) -> None:
    """To a file of event rows, whose writers take the day as well that promises are held against."""

    def written(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None]) -> Written:
        from servanda.exchange.coding import Asked
        from servanda.exchange.joined import day_of

        return write(ledger, Asked(only, each_report, day_of(ledger, only)), into, tick)

    _to_file(ctx, written, output, options)


def _to_folder(ctx: click.Context, write: Writer, output: str, options: dict[str, Any]) -> None:
    _run(ctx, lambda ledger, only, tick: write(ledger, only, Path(output), tick), output, options)


def _run(
    ctx: click.Context,
    write: Callable[[Ledger, Selection, Callable[[], None]], Written],
    output: str,
    options: dict[str, Any],
) -> None:
    """Open the ledger, write, and say what was written and what was not."""
    from servanda.cli.rebuild import work_in
    from servanda.exchange.joined import number
    from servanda.exchange.selection import Selection, total
    from servanda.pipeline import open as open_ledger

    name, address, wanted = ctx.info_name, options.pop("address"), not options.pop("no_progress")
    kinds = tuple(kind for kind in options.pop("kinds", KINDS) if kind in KINDS)
    only = Selection(kinds=kinds, **options)
    with open_ledger(address) as ledger:
        if name != "jsonl":  # which has what was read, and what was said beside it
            work_in(ledger, wanted=wanted)
        steps = number(ledger) if name in _OF_EVENTS else total(ledger, only)
        with Bar(steps, wanted=wanted, label="Writing") as bar:
            done = write(ledger, only, bar.advance)
    _tell(done, output)
    ctx.exit(ALL_READ if any(done.counts.values()) else SOME_NOT)


def _tell(done: Written, output: str) -> None:
    parts = [plural(count, noun) for noun, count in done.counts.items() if count]
    where = "" if output == "-" else f" to {output}"
    say(f"{', '.join(parts) or 'Nothing'} written{where}.")
    commonest = sorted(done.left_out.items(), key=lambda pair: (-pair[1], pair[0]))
    for reason, count in commonest[:_MOST_REASONS]:
        say(f"Left out: {count:,}  {reason}")
    if len(commonest) > _MOST_REASONS:
        say(f"Left out: {sum(count for _, count in commonest[_MOST_REASONS:]):,}  for other reasons")
