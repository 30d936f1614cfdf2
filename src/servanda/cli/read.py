"""`servanda read`: documents in, records out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from servanda.cli.messages import close, plural, say
from servanda.cli.output import FORMATS, Writer, destination, writer
from servanda.cli.parameters import ALL_KINDS, PATHS, PUBLISHED, Kinds, one_thread_each
from servanda.cli.progress import Bar
from servanda.language import LANGUAGES
from servanda.model.records import Reading

if TYPE_CHECKING:
    from servanda.pipeline import NotRead, Outcome

_EPILOG = f"""\b
Kinds: {", ".join(ALL_KINDS[:6])},
       {", ".join(ALL_KINDS[6:])}

\b
Exit codes: 0 all was read, 1 something was not, 2 wrong usage, 3 nothing could be read.

\b
Examples:
  servanda read article.txt
  servanda read article.txt --published 2025-09-29 --kinds figures,events --explain
  servanda read archive/ page.html --format jsonl -o records.jsonl -j 2
  servanda read archive.jsonl --format html -o report.html
  cat article.txt | servanda read -
"""


@dataclass(slots=True)
class Tally:
    """What was read and what was not."""

    read: int = 0
    records: int = 0
    failed: list[NotRead] = field(default_factory=list)


@click.command(epilog=_EPILOG)
@PATHS
@click.option(
    "-f", "--format", "form", type=click.Choice(FORMATS), default="view", show_default=True,
    help="view: tables to look at; json: one array; jsonl: one object a document and line; html: one page.",
)  # fmt: skip
@click.option(
    "-o", "--output", default="-", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True),
    help="Write to FILE (whole or not at all) instead of standard output.",
)  # fmt: skip
@click.option("-k", "--kinds", type=Kinds(), default=ALL_KINDS, metavar="KIND,...", help="Only these kinds of record.")
@PUBLISHED
@click.option(
    "--language", type=click.Choice(LANGUAGES), default=None, help="Language of all documents; found out by default."
)
@click.option("--explain", is_flag=True, help="In the view, add the rule that made each record, its place and its id.")
@click.option("--trace", is_flag=True, help="On standard error, list the rules that were tried, with their answers.")
@click.option("-j", "--processes", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--no-progress", is_flag=True, help="Show no progress bar, however long it takes.")
@click.pass_context
def read(ctx: click.Context, /, paths: tuple[str, ...], form: str, output: str, **options: object) -> None:
    """Read files, folders and standard input (-) into records.

    A document is a plain text (UTF-8, UTF-16, Windows-1251 or KOI8-R), a web page, or an object with `text` in JSON or
    JSON Lines. Folders are walked through. Its date is taken from its metadata, from a mark or a dateline at its head.
    """
    one_thread_each()
    run = _Run(**options)  # type: ignore[arg-type]
    ctx.exit(run.execute(paths, form, output))


@dataclass(frozen=True, slots=True)
class _Run:
    """The options of one run that do not say where it reads and writes."""

    kinds: tuple[str, ...]
    published: str
    language: str | None
    explain: bool
    trace: bool
    processes: int
    no_progress: bool

    def execute(self, paths: tuple[str, ...], form: str, output: str) -> int:
        """Read and write; the exit code."""
        from servanda.pipeline import Reader, documents
        from servanda.sources import find
        from servanda.sources.files import expected

        found = find(paths)
        given = documents(found, published=self.published, language=self.language or "")
        outcomes = Reader(kinds=self.kinds, trace=self.trace).read_many(given, self.processes)
        tally = Tally()
        with destination(output) as place, Bar(expected(found), wanted=not self.no_progress) as bar:
            self._write(outcomes, writer(form, place.stream, self.kinds, explain=self.explain), bar, tally)
            if tally.read:
                place.keep()
        summary = f"{plural(tally.read, 'document')} read, {plural(tally.records, 'record')}"
        return close(tally.read, tally.failed, summary, found.passed_over)

    def _write(self, outcomes: Iterable[Outcome], into: Writer, bar: Bar, tally: Tally) -> None:
        for outcome in outcomes:
            bar.advance()
            if not isinstance(outcome, Reading):
                tally.failed.append(outcome)
                continue
            tally.read += 1
            tally.records += len(outcome.records())
            with bar.hidden():
                into.write(outcome)
                for line in outcome.trace:
                    say(f"{outcome.document.name}: {line}")
        with bar.hidden():
            into.end()
