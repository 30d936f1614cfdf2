"""An explanation on a terminal: the record, its rule, what was tried, the words and lexicon rows of its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from servanda.language.tables import EXAMPLE, Row
from servanda.report.entries import entry
from servanda.report.visible import one_line
from servanda.report.wording import kind_title

if TYPE_CHECKING:
    from rich.console import Console

    from servanda.reading.explain import Explanation, Match, Step

_AROUND = 120  # characters shown on each side of the evidence
_LONGEST_CELL = 48
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def render(explanation: Explanation, console: Console) -> None:
    """Print an explanation; nothing of the document reaches the terminal as a command."""
    _record(explanation, console)
    _evidence(explanation, console)
    _heading("Rule", console)
    for rule in explanation.rules:
        console.print(Padding(Text.assemble((rule.name, "bold"), f"  {one_line(rule.says)}"), (0, 0, 0, 2)))
        console.print(Padding(Text(rule.where, style="dim"), (0, 0, 0, 4)))
    _heading("Rules tried", console)
    for line in _steps(explanation.tried, explanation.record.evidence.start):
        console.print(Padding(Text(line), (0, 0, 0, 2)))
    _words(explanation, console)
    _rows(explanation.matches, console)


def row_words(row: Row) -> str:
    """A row of a table in one line: its cells by their columns, long ones cut, the example left out."""
    cells = ((name, cell) for name, cell in row.fields.items() if name != EXAMPLE and cell)
    return "; ".join(f"{name}: {shortened(cell)}" for name, cell in cells)


def shortened(cell: str) -> str:
    """A cell that is cut where it is long."""
    return cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + _ELLIPSIS


def _heading(title: str, console: Console) -> None:
    console.print()
    console.print(Text(title, style="bold underline"))


def _record(explanation: Explanation, console: Console) -> None:
    record = explanation.record
    shown = entry(record)
    state = f" ({shown.state})" if shown.state else ""
    console.print(Text(f"{one_line(shown.headline.text)}{state}", style="bold"))
    facts = [
        ("kind", kind_title(record.kind_of, 1).removeprefix("1 ")),
        *((field.label.lower(), str(field)) for field in shown.fields),
        ("document", explanation.document.name),
        ("id", record.id),
    ]
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in facts:
        grid.add_row(Text(label), Text(one_line(value)))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _evidence(explanation: Explanation, console: Console) -> None:
    evidence, text = explanation.record.evidence, explanation.document.text
    marks = ("", "") if console.color_system else ("[", "]")
    first, last = max(0, evidence.start - _AROUND), evidence.end + _AROUND
    before, after = text[first : evidence.start], text[evidence.end : last]
    if first and " " in before:
        before = _ELLIPSIS + before.partition(" ")[2]
    if last < len(text) and " " in after:
        after = after.rpartition(" ")[0] + _ELLIPSIS
    _heading(f"Evidence ({evidence.start}-{evidence.end})", console)
    words = Text.assemble(
        (one_line(before), "dim"), (f"{marks[0]}{one_line(evidence.exact)}{marks[1]}", "bold"), (one_line(after), "dim")
    )
    console.print(Padding(words, (0, 0, 0, 2)))


def _steps(tried: Iterable[Step], start: int) -> Iterator[str]:
    """One line a place: the rules that said no, then those that answered."""
    nothing = True
    for place, steps in groupby(tried, key=lambda step: step.place):
        nothing = False
        listed = list(steps)
        no = [step.rule for step in listed if step.answer == "no"]
        told = [f"{step.rule}: {step.answer}" for step in listed if step.answer != "no"]
        passed = [f"not {', '.join(no)}"] if no else []
        yield f"at {place} ({place - start:+}): {'; '.join([*passed, *told])}"
    if nothing:
        yield "The trace notes none within the evidence; `servanda read FILE --trace` prints all of it."


def _words(explanation: Explanation, console: Console) -> None:
    _heading("Words of the evidence", console)
    table = _table("Word", "Lemma", "Tag", "Relation", "Head", "Features")
    for word in explanation.words:
        features = " ".join(part.partition("=")[2] for part in word.features.split("|"))
        cells = (word.text, word.lemma, word.part_of_speech, word.relation, word.head, features)
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    console.print(table)


def _rows(matches: Iterable[Match], console: Console) -> None:
    listed = list(matches)
    shown = [match for match in listed if not match.is_function_word]
    _heading("Rows of the lexicon with these words", console)
    table = _table("Words", "Table and line", "Row")
    before = None
    for match in shown:
        place = (match.start, match.end)
        where = match.row.where.removeprefix("lexicon/")
        table.add_row(Text("" if place == before else one_line(match.text)), Text(where), Text(row_words(match.row)))
        before = place
    console.print(table)
    if len(listed) > len(shown):
        console.print(Text(f"{len(listed) - len(shown)} rows of function words are left out here; json has them."))


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, header_style="dim", pad_edge=True)
    for column in columns:
        table.add_column(column, overflow="fold", ratio=None if column != columns[-1] else 1, min_width=8)
    return table
