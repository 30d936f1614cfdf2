"""`servanda add`, `status`, `verify`, `search`: the ledger filled, counted, proven and searched."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.asked import States
from servanda.cli.messages import ALL_READ, SOME_NOT, close, plural, say
from servanda.cli.parameters import ALL_KINDS, PATHS, PUBLISHED, Date, one_thread_each
from servanda.cli.progress import Bar
from servanda.cli.shown import FORM, show
from servanda.model.vocabulary import TOPICS

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.ledger.search import Hit
    from servanda.ledger.status import Status

LEDGER = click.option(
    "--ledger", "address", default="servanda.sqlite", show_default=True, envvar="SERVANDA_LEDGER", metavar="ADDRESS",
    help="A file, or postgresql://user:password@host/database; SERVANDA_LEDGER is another way to say it.",
)  # fmt: skip
_BECAME = {"new": "added", "version": "added as new versions", "reread": "read anew", "known": "there already"}


@click.command(
    epilog="\b\nExamples:\n  servanda add archive/ page.html\n  servanda add archive.jsonl -j 2 --ledger kz.sqlite\n"
)
@PATHS
@LEDGER
@PUBLISHED
@click.option("-j", "--processes", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar, however long it takes.")
@click.pass_context
def add(ctx: click.Context, /, paths: tuple[str, ...], address: str, **options: Any) -> None:
    """Read files, folders and standard input (-) and keep them, with their records, in the ledger.

    Safe to repeat, to interrupt and to run twice at once: what is there already is not read again, and a second run
    goes on where the first stopped. Another text from the same address is kept as a new version of the article.
    """
    from servanda.cli.rebuild import work_in
    from servanda.pipeline import NotRead, documents
    from servanda.pipeline import add as add_documents
    from servanda.pipeline import open as open_ledger
    from servanda.sources import find
    from servanda.sources.files import expected

    one_thread_each()
    found = find(paths)
    counted: Counter[str] = Counter()
    failed: list[NotRead] = []
    records = 0
    wanted = not options["no_progress"]
    with open_ledger(address, create=True) as ledger:
        given = documents(found, published=options["published"])
        with Bar(expected(found), wanted=wanted) as bar:
            for outcome in add_documents(ledger, given, options["processes"]):
                bar.advance()
                if isinstance(outcome, NotRead):
                    failed.append(outcome)
                else:
                    counted[outcome.became] += 1
                    records += outcome.records
        work_in(ledger, wanted=wanted)
    parts = [f"{plural(counted[word], 'document')} {told}" for word, told in _BECAME.items() if counted[word]]
    summary = f"{', '.join(parts) or 'No document'}, {plural(records, 'record')} kept in {address}"
    ctx.exit(close(counted.total(), failed, summary, found.passed_over))


@click.command(epilog="\b\nExamples:\n  servanda status\n  servanda status --documents --ledger kz.sqlite\n")
@LEDGER
@click.option("--documents", is_flag=True, help="List the documents, each with name, date, parties and id.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(address: str, *, documents: bool, as_json: bool) -> None:
    """Tell what the ledger holds: documents, records, languages, publishers, dates, and what was not read and why."""
    from servanda.ledger.status import listed
    from servanda.ledger.status import status as count
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        if documents:
            columns = {
                "name": "Name",
                "published": "Published",
                "parties": "Parties",
                "publisher": "Publisher",
                "id": "Id",
            }
            show(listed(ledger), "json" if as_json else "table", columns)
            return
        found = count(ledger)
    if as_json:
        from dataclasses import asdict

        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        _print_status(found)


def _earlier(found: Status) -> str:
    """What is told of earlier versions, when there are any."""
    if not found.versions:
        return ""
    told = f"{plural(found.changed, 'record')} changed and {found.withdrawn:,} withdrawn since"
    return f", {plural(found.versions, 'earlier version')} ({told}: see servanda versions)"


def _print_status(found: Status) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from servanda.report.visible import one_line

    def commonest(counts: dict[str, int], most: int = 6) -> str:
        told = [f"{value or 'not known'} {number:,}" for value, number in list(counts.items())[:most]]
        return ", ".join([*told, f"{len(counts) - most} more"] if len(counts) > most else told) or "none"

    facts = {
        "Ledger": found.address,
        "Documents": f"{found.documents:,}" + _earlier(found),
        "Published": (f"{found.first} to {found.last}" if found.first else "not known")
        + (f"; {found.undated:,} undated" if found.undated else ""),
        "Records": f"{sum(found.kinds.values()):,}: {commonest(found.kinds, 12)}",
        "Languages": commonest(found.languages),
        "Publishers": commonest(found.publishers),
        "Read by": commonest(found.readers),
        "Not read": f"{len(found.refusals):,}",
        "Cut off": f"{found.unfinished_runs:,} runs",
    }
    table = Table.grid(padding=(0, 2))
    for name, value in facts.items():
        table.add_row(Text(name, style="dim"), Text(one_line(value)))
    Console(file=sys.stdout, highlight=False).print(table)
    for refusal in found.refusals:
        click.echo(one_line(f"  {refusal.name}: {refusal.reason}" + (f"; {refusal.remedy}" if refusal.remedy else "")))


@click.command(epilog="\b\nExample:\n  servanda verify --ledger kz.sqlite\n")
@LEDGER
@click.option("--no-progress", is_flag=True, help="Show no progress bar, however long it takes.")
@click.pass_context
def verify(ctx: click.Context, /, address: str, *, no_progress: bool) -> None:
    """Prove that every text is the one that was read, and that every record's words stand at their place in it.

    Exit codes: 0 all is proven, 1 something is not, 3 the ledger cannot be read.
    """
    from servanda.ledger.proof import verify as prove
    from servanda.ledger.status import status as count
    from servanda.pipeline import open as open_ledger

    records = checked = faults = 0
    with open_ledger(address) as ledger:
        total = count(ledger)
        with Bar(total.documents + total.versions, wanted=not no_progress) as bar:
            for document in prove(ledger):
                bar.advance()
                checked, records, faults = checked + 1, records + document.records, faults + len(document.faults)
                for fault in document.faults:
                    with bar.hidden():
                        say(f"{document.name}: {fault}")
    verdict = f"{plural(faults, 'fault')} found" if faults else "all as it was read"
    say(f"{plural(checked, 'document')}, {plural(records, 'record')}: {verdict}.")
    ctx.exit(SOME_NOT if faults else ALL_READ)


@click.command(
    epilog="\b\nExamples:\n  servanda search WORD --states KZ,UZ\n  servanda search WORD -k projects --since 2024\n"
)
@click.argument("query", nargs=-1, required=True)
@LEDGER
@click.option(
    "-k",
    "--kind",
    type=click.Choice([k for k in ALL_KINDS if k != "topics"]),
    default=None,
    help="Only records of this kind.",
)
@click.option(
    "--states", type=States(), default=(), metavar="STATE,...", help="Only records that name all these states or blocs."
)
@click.option("--person", default="", metavar="NAME", help="Only records that name this person; a surname will do.")
@click.option(
    "--sector", type=click.Choice(TOPICS), default=None, metavar="SECTOR", help="Only records of this sector."
)
@click.option("--publisher", default="", metavar="NAME", help="Only what this publisher wrote.")
@click.option("--since", type=Date(), default="", metavar="DATE", help="Published on this date or later.")
@click.option("--until", type=Date(), default="", metavar="DATE", help="Published on this date or before.")
@click.option("-n", "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="The most hits.")
@FORM
@click.pass_context
def search(ctx: click.Context, /, query: tuple[str, ...], address: str, limit: int, form: str, **only: Any) -> None:
    """Find documents and records that hold every word of QUERY, in any of its forms; the newest first.

    Exit codes: 0 something was found, 1 nothing was, 3 the ledger cannot be read.
    """
    from servanda.ledger.search import Filter
    from servanda.ledger.search import search as find
    from servanda.pipeline import open as open_ledger

    kind, sector = only.pop("kind") or "", only.pop("sector") or ""
    with open_ledger(address) as ledger:
        hits = find(ledger, " ".join(query), Filter(kind=kind, sector=sector, **only), limit)
    if form == "table":
        from rich.console import Console

        console = Console(file=sys.stdout, highlight=False)
        for hit in hits:
            _print_hit(hit, console)
    else:
        show([_flat(hit) for hit in hits], form, {})
    if not hits:
        say(f"Nothing holds all of these words: {' '.join(query)}.")
    ctx.exit(ALL_READ if hits else SOME_NOT)


def _print_hit(hit: Hit, console: Console) -> None:
    from rich.text import Text

    from servanda.report.visible import one_line

    source, said = hit.source, hit.statement
    head = Text.assemble(
        (source.published or "not dated", "bold"), "  ", (said.kind if said else "document", "cyan"), "  ",
        one_line(source.title or source.name), "  ", (said.id if said else source.id, "dim"),
    )  # fmt: skip
    snippet = Text(one_line(hit.snippet))
    for start, end in hit.marks:
        snippet.stylize("bold yellow", start, end)
    console.print(head)
    console.print(snippet)
    console.print()


def _flat(hit: Hit) -> dict[str, Any]:
    source = hit.source
    origin = {
        "document": source.id, "name": source.name, "title": source.title, "publisher": source.publisher,
        "published": source.published, "url": source.url,
    }  # fmt: skip
    said = hit.statement.to_dict() if hit.statement else {}
    return {**origin, "kind": "", "id": "", **said, "snippet": hit.snippet, "marks": [list(mark) for mark in hit.marks]}
