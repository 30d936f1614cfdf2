"""The paper before a meeting: what a dossier holds, put into lines with numbered sources, on about two pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.ledger.dossier import Dossier
from servanda.ledger.statements import Source
from servanda.report.plot import Mark, Plot, plot, series
from servanda.report.sections import SECTIONS, Entry, Section, party
from servanda.report.wording import date_words

_CITED = 3  # sources of a line: the newest
_ROOM = 122  # lines of two pages of A4, by the layout of the page and of the Word document
_WIDE = 100  # letters of a line
_HEADING = 1.9  # lines
_CHART, _ROW = 17.0, 1.1  # lines that a chart takes, and a row of the table in its stead
_ROWS = 7  # of that table


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: a few strong words, the rest, and the numbers of its sources."""

    strong: str
    rest: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the paper: its lines, and how many were left out."""

    title: str
    lines: tuple[Line, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """The series that matters most: what to draw, and a table of the same: period, amount, whose word, its sources."""

    plot: Plot
    rows: tuple[tuple[str, str, str, tuple[int, ...]], ...]


@dataclass(slots=True)
class Brief:
    """Title, sections, and the sources by their numbers from 1 on; the series stands before the section of figures."""

    title: str
    subtitle: str
    parts: list[Part] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    series: Told | None = None


def brief(dossier: Dossier, *, full: bool = False) -> Brief:
    """Write a dossier up: what matters most of each section, on two pages (measured in lines), or everything."""
    entries = {section: list(section.entries(dossier)) for section in SECTIONS}
    drawn = _plot(dossier)
    shown = {statement for mark in (*drawn.marks, *drawn.floating) for statement in mark.statements} if drawn else set()
    entries = {section: [entry for entry in some if entry.figure not in shown] for section, some in entries.items()}
    kept = {
        section: len(entries[section]) if full else min(section.most, len(entries[section])) for section in SECTIONS
    }
    made = _made(dossier, drawn, entries, kept, full=full)
    while not full and _length(made) > _ROOM and (longest := _longest(kept)):
        kept[longest] -= 1
        made = _made(dossier, drawn, entries, kept, full=full)
    return made


def _longest(kept: Mapping[Section, int]) -> Section | None:
    """The section that can spare a line best: that which has most above its least."""
    spare = [section for section in SECTIONS if kept[section] > section.least]
    return max(spare, key=lambda section: kept[section] / section.most, default=None)


def _made(
    dossier: Dossier,
    drawn: Plot | None,
    entries: Mapping[Section, list[Entry]],
    kept: Mapping[Section, int],
    *,
    full: bool,
) -> Brief:
    names = " – ".join(map(party, dossier.states))
    made = Brief(names, f"As it stood on {date_words(dossier.day.isoformat())}")
    sources: dict[Source, int] = {}
    for section in SECTIONS:
        if section.has_series and drawn:
            made.series = _told(drawn, sources, full=full)
        chosen = entries[section][: kept[section]]
        lines = tuple(
            Line(entry.strong, entry.text(full=full), _numbers(entry.sources, sources, full=full)) for entry in chosen
        )
        if lines or (section.has_series and made.series):
            left = section.left(dossier, len(entries[section]), len(lines))
            made.parts.append(Part(section.title, lines, left))
    made.sources = list(sources)
    return made


def _numbers(cited: Sequence[Source], sources: dict[Source, int], *, full: bool) -> tuple[int, ...]:
    """The numbers of the sources of a line, in ascending order; new ones get the next."""
    chosen = dict.fromkeys(cited if full else cited[-_CITED:])
    return tuple(sorted(sources.setdefault(source, len(sources) + 1) for source in chosen))


def _plot(dossier: Dossier) -> Plot | None:
    """The series of which most is told, where a picture of it says more than a line."""
    among = series(dossier.figures, dossier.states)
    if not among or among[0].cells < 2:
        return None
    drawn = plot(among[0], dossier.findings)
    periods = {mark.first for mark in (*drawn.marks, *drawn.floating)}
    return drawn if len(periods) > 1 else None


def _told(drawn: Plot, sources: dict[Source, int], *, full: bool) -> Told:
    """The table of a plot: the newest periods, and targets, last."""
    of = {point.statement.id: point.statement.source for point in drawn.series.points}
    alike: dict[tuple[str, str], list[Mark]] = {}
    for mark in (*drawn.marks, *drawn.floating):
        kind = f" ({mark.kind})" if mark.kind != "actual" else ""
        alike.setdefault((mark.period + kind, mark.amount), []).append(mark)
    rows = []
    for (period, amount), marks in list(alike.items())[0 if full else -_ROWS :]:
        cited = [of[statement] for mark in marks for statement in mark.statements]
        rows.append((period, amount, ", ".join(mark.reporter for mark in marks), _numbers(cited, sources, full=full)))
    return Told(drawn, tuple(rows))


def _length(made: Brief) -> float:
    """How many lines of a printed page it takes, nearly."""
    series = max(_CHART, len(made.series.rows) * _ROW) if made.series else 0.0
    return 4 + series + sum(_lines(made))


def _lines(made: Brief) -> Iterator[float]:
    for part in made.parts:
        yield _HEADING + (0.8 if part.left else 0)
        for line in part.lines:
            yield math.ceil((len(line.strong) + len(line.rest) + 4 * len(line.sources)) / _WIDE)
    yield _HEADING
    for source in made.sources:
        yield 0.85 * math.ceil(
            (len(source.title or source.name) + len(source.publisher) + len(source.url) + 24) / _WIDE
        )
