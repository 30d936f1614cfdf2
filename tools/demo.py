"""Read the samples, print what was found, write the page that shows text and records: `make demo`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from servanda import Reader, Reading, documents
from servanda.model.records import KINDS
from servanda.report.page import render
from servanda.report.visible import one_line

ROOT = Path(__file__).resolve().parents[1]
_SHOWN = 58  # characters of an example


def documents_table(readings: Sequence[Reading]) -> Table:
    """One row a document: when, between whom, how many records."""
    table = Table("document", "published", "parties", title="What was read", title_justify="left", box=None)
    table.add_column("records", justify="right")
    for reading in readings:
        head = reading.document
        row = (head.name, head.published or "not known", ", ".join(reading.parties), str(len(reading.records())))
        table.add_row(*(one_line(cell) for cell in row))
    return table


def kinds_table(readings: Sequence[Reading]) -> Table:
    """One row a kind: how many records, and the longest words of proof that fit a line."""
    table = Table(title="What was found", title_justify="left", box=None)
    table.add_column("kind", min_width=max(map(len, KINDS)))
    table.add_column("records", justify="right", min_width=7)
    table.add_column("for instance", no_wrap=True, overflow="ellipsis")
    for kind in KINDS:
        words = [record.evidence.exact for reading in readings for record in reading.of_kind(kind)]
        example = max((text for text in words if len(text) <= _SHOWN), key=len, default="")
        table.add_row(kind, str(len(words)), one_line(example))
    return table


def main(page: Path) -> int:
    """Read, print, write; status 1 when a sample was not read."""
    outcomes = list(Reader().read_many(documents([ROOT / "samples"])))
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    console = Console(highlight=False, markup=False)
    for table in (documents_table(readings), kinds_table(readings)):
        console.print(table)
        console.print()
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render(readings, title="Servanda: the samples"), encoding="utf-8")
    print(f"The articles with their records beside them: {page}")
    print("Open it in a browser. Next: .venv/bin/servanda read --help")
    failures = [outcome for outcome in outcomes if not isinstance(outcome, Reading)]
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/report.html")))
