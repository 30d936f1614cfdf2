"""Readings on a terminal: a heading a document, a table a kind, the evidence within its context."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.model.document import CONTEXT, Evidence
from servanda.model.records import KINDS, Quotation, Reading, Record
from servanda.report.entries import Entry, entry, term
from servanda.report.visible import one_line
from servanda.report.wording import code_words, date_words, kind_title

#: From this width on every field has its own column; below, the fields stand under each other.
WIDE = 132
_LONGEST = 360  # characters of evidence shown; --explain shows all
_STYLES: dict[str, str] = {
    "figures": "blue",
    "events": "cyan",
    "offices": "magenta",
    "quotations": "white",
    "commitments": "red",
    "mechanisms": "magenta",
    "instruments": "yellow",
    "projects": "green",
    "routes": "cyan",
    "relations": "magenta",
}
_Cleaner = Callable[[str], str]


def render(readings: Sequence[Reading], console: Console, *, explain: bool = False) -> None:
    """Print readings to a console of any width; `explain` adds rule, id and place, and shows all evidence in full.

    Nothing of a document reaches the terminal as a command: controls and escape sequences are shown, not sent, and
    what the console's encoding cannot hold becomes `?`.
    """
    clean = _cleaner(console.encoding)
    for number, reading in enumerate(readings):
        if number:
            console.print()
        _heading(reading, console, clean)
        for kind in KINDS:
            records = reading.of_kind(kind)
            if records:
                console.print(_table(kind, records, console, clean, explain=explain))
        if not reading.records():
            console.print(Padding(Text("No records were read from this document.", style="dim"), (1, 0, 0, 2)))
    if len(readings) != 1:
        console.print(Text(_summary(readings), style="bold"))


def _cleaner(encoding: str) -> _Cleaner:
    """A function that makes a text fit for one line of a terminal of that encoding."""

    def clean(text: str) -> str:
        line = one_line(text)
        if encoding.lower().replace("-", "").startswith("utf"):
            return line
        return line.encode(encoding, "replace").decode(encoding)

    return clean


def _heading(reading: Reading, console: Console, clean: _Cleaner) -> None:
    document = reading.document
    console.print(Text(clean(document.title or document.name or document.id), style="bold underline"))
    found = {"metadata": " (from the page's metadata)", "text": " (from the text)"}.get(document.published_from, "")
    parties = ", ".join(
        f"{party.text} ({party.behind})" if party.short else party.text for party in map(term, reading.parties)
    )
    facts = (
        ("published", date_words(document.published) + found if document.published else "not known"),
        ("publisher", document.publisher),
        ("parties", parties),
        ("language", document.language),
        ("topics", ", ".join(code_words(topic).lower() for topic in reading.topics)),
        ("name", document.name if document.title else ""),
        ("source", document.url),
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in facts:
        if value:
            grid.add_row(Text(label), Text(clean(value)))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _table(kind: str, records: Sequence[Record], console: Console, clean: _Cleaner, *, explain: bool) -> Table:
    entries = [entry(record) for record in records]
    style = _STYLES[kind]
    wide = console.width >= WIDE
    labels = list(dict.fromkeys(field.label for shown in entries for field in shown.fields)) if wide else []
    table = Table(
        box=SIMPLE_HEAD if _is_unicode(console) else ASCII, width=console.width, show_lines=False, header_style="dim"
    )
    table.add_column(
        Text(kind_title(kind, len(records)), style=f"not dim bold {style}"), ratio=24 if wide else 40, overflow="fold"
    )
    for label in labels:
        table.add_column(label, ratio=12, overflow="fold")
    table.add_column("Evidence", ratio=44 if wide else 52, overflow="fold")
    marks = ("", "") if console.color_system else ("[", "]")
    for record, shown in zip(records, entries, strict=True):
        values = {field.label: str(field) for field in shown.fields}
        evidence = _evidence(record, clean, marks, whole=explain)
        if explain:
            place = f"{record.evidence.start}-{record.evidence.end}"
            evidence.append("\n" + clean(f"{record.rule} | {place} | {record.id}"), style="dim")
        table.add_row(
            _cell(shown, style, clean, stacked=not wide),
            *(Text(clean(values.get(label, ""))) for label in labels),
            evidence,
        )
        if record is not records[-1]:
            table.add_row()
    return table


def _cell(shown: Entry, style: str, clean: _Cleaner, *, stacked: bool) -> Text:
    """Headline and state, and under them the other fields where they have no columns of their own."""
    cell = Text(clean(shown.headline.text), style="bold")
    if shown.state:
        cell.append(clean(f" ({shown.state})"), style=f"not bold {style}")
    for field in shown.fields if stacked else ():
        cell.append(f"\n{field.label}: ", style="not bold dim")
        cell.append(clean(str(field)), style="not bold")
    return cell


def _evidence(record: Record, clean: _Cleaner, marks: tuple[str, str], *, whole: bool) -> Text:
    """The exact words in their context, which is dimmed; long ones are cut and say by how much.

    `marks` stand around the exact words where no style can set them off.
    """
    evidence = record.evidence
    exact = clean(evidence.exact)
    cut = 0 if whole else max(0, len(exact) - _LONGEST)
    if cut:
        exact = exact[:_LONGEST]
    tail = f" [+{cut} characters]" if cut else ""
    if isinstance(record, Quotation):  # the words of the speaker, whole: the context is the reporter's
        return Text(exact) + Text(tail, style="dim")
    before, after = _context(evidence)
    return Text.assemble(
        (clean(before), "dim"), (f"{marks[0]}{exact}{marks[1]}", "bold"), (tail or clean(after), "dim")
    )


def _context(evidence: Evidence) -> tuple[str, str]:
    """What stands before and after the evidence, cut at whole words where it was cut by length."""
    prefix, suffix = one_line(evidence.prefix), one_line(evidence.suffix)
    ellipsis = "\N{HORIZONTAL ELLIPSIS}"
    if len(evidence.prefix) >= CONTEXT and " " in prefix:
        prefix = ellipsis + prefix[prefix.index(" ") + 1 :]
    if len(evidence.suffix) >= CONTEXT and " " in suffix:
        suffix = suffix[: suffix.rindex(" ")] + ellipsis
    return prefix, suffix


def _is_unicode(console: Console) -> bool:
    return console.encoding.lower().startswith("utf")


def _summary(readings: Sequence[Reading]) -> str:
    counts = {kind: sum(len(reading.of_kind(kind)) for reading in readings) for kind in KINDS}
    records = ", ".join(kind_title(kind, count) for kind, count in counts.items() if count)
    return f"{len(readings)} documents: {records or 'no records'}"
