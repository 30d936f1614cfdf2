"""A series of figures laid out for a picture: where each stated figure stands, what it allows, whose word it is.

No drawing here: `servanda.report.chart` draws it.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from servanda.ledger.arithmetic import Finding
from servanda.ledger.rows import span
from servanda.ledger.series import Cell, Point, is_state
from servanda.model.amounts import amount_words, number_words, scale_of, unit_words
from servanda.model.vocabulary import UNDIRECTED
from servanda.report.visible import one_line
from servanda.report.wording import code_words, date_words, party_name

OTHERS = "others"
#: Findings that say of two figures that they cannot both be right.
DISAGREEMENTS = frozenset({"contradiction", "mirror", "difference"})

_SHARES = frozenset({"percent", "times"})
_REPORTERS = 6  # that are told apart; whoever comes after them is one of `OTHERS`
_REACH = 0.08  # of the greatest value: how far a line goes that has no end
_DIGITS = 6  # of a value in the scale of the axis
_YEAR = len("2024")
_SIGNS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator, unit and set of parties, in the order of their periods."""

    indicator: str
    parties: tuple[str, ...]
    unit: str
    points: tuple[Point, ...]

    @property
    def title(self) -> str:
        """What it is of: `Trade turnover: Kazakhstan – Uzbekistan`."""
        names = " – ".join(party_name(party) or party for party in self.parties)
        return f"{code_words(self.indicator)}: {names}" if names else code_words(self.indicator)

    @property
    def cells(self) -> int:
        """How many different values it tells, each period by itself."""
        return len({(p.cell.period, p.cell.kind, p.value) for p in self.points})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure in the picture, once for all documents in which one reporter states it; values in the axis's scale.

    `first` to `last` is its period, `day` where it stands in it; a target without a year has none of the three.
    """

    first: datetime.date | None
    day: datetime.date | None
    last: datetime.date | None
    value: float
    low: float
    high: float
    opens: Literal["", "up", "down"]
    reporter: str
    legend: str
    kind: str
    label: str
    amount: str
    period: str
    sources: str
    statements: tuple[str, ...]
    whole_year: bool
    below: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Two marks that cannot both be right, and the kind of finding that says so."""

    kind: str
    ends: tuple[Mark, Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """All that is drawn of a series, and what is told beside it."""

    series: Series
    marks: tuple[Mark, ...]
    floating: tuple[Mark, ...]
    links: tuple[Link, ...]
    legend: tuple[str, ...]
    years: range
    axis: str
    left_out: int

    @property
    def top(self) -> float:
        """The greatest number that has to find room."""
        return max((max(mark.value, mark.high) for mark in (*self.marks, *self.floating)), default=1.0)

    @property
    def bottom(self) -> float:
        """The least, nought where none is negative."""
        return min([0.0, *(min(mark.value, mark.low) for mark in (*self.marks, *self.floating))])

    def lines(self) -> list[list[Mark]]:
        """The whole years of each reporter who tells of more than one: the latest word on each year."""
        years: defaultdict[str, dict[datetime.date, Mark]] = defaultdict(dict)
        for mark in self.marks:
            if mark.whole_year and mark.first and not mark.opens:
                years[mark.reporter][mark.first] = mark
        return [list(told.values()) for told in years.values() if len(told) > 1]

    def notes(self) -> tuple[str, str]:
        """How to read it, and where it comes from."""
        kinds = {link.kind for link in self.links}
        told = ["Bar: the period. Vertical line: what rounding, “about” and “more than” allow."]
        if "contradiction" in kinds:
            told.append("Red: one reporter, two values.")
        if kinds - {"contradiction"}:
            told.append("Amber: two reporters, two values.")
        if self.left_out:
            told.append(f"{self.left_out} without a date: not shown.")
        sources = {point.statement.source for point in self.series.points}
        days = sorted({source.published for source in sources if source.published})
        when = f" of {date_words('/'.join(dict.fromkeys((days[0], days[-1]))))}" if days else ""
        if undated := sum(not source.published for source in sources):
            when += f", {undated if days else 'all'} undated"
        count = f"{_counted(len(self.series.points), 'figure')} in {_counted(len(sources), 'document')}"
        return " ".join(told), f"Source: {count}{when}. Made with Servanda."


def series(points: Sequence[Point], states: Sequence[str] = ()) -> list[Series]:
    """The series among some figures, what tells most first; changes and shares are in none.

    Parties without order stand in that of `states`.
    """
    groups: defaultdict[tuple[str, tuple[str, ...], str], list[Point]] = defaultdict(list)
    for point in points:
        if point.cell.kind != "change" and point.cell.unit not in _SHARES:
            groups[point.cell.indicator, point.cell.parties, point.cell.unit].append(point)
    found = [
        Series(indicator, _in_order(indicator, parties, states), unit, tuple(sorted(group, key=_order)))
        for (indicator, parties, unit), group in groups.items()
    ]
    return sorted(found, key=_rank)


def _in_order(indicator: str, parties: tuple[str, ...], states: Sequence[str]) -> tuple[str, ...]:
    if indicator not in UNDIRECTED:
        return parties
    return tuple(sorted(parties, key=lambda party: (states.index(party) if party in states else len(states), party)))


def _order(point: Point) -> tuple[datetime.date, str, str, str]:
    place = _place(point)
    return (place[0] if place else datetime.date.max, point.cell.period, point.statement.source.published,
            point.statement.id)  # fmt: skip


def _rank(told: Series) -> tuple[bool, bool, int, str, tuple[str, ...], str]:
    """Trade turnover of which several values are told, then what has most values; what means anything comes last."""
    turnover = told.indicator == "trade_turnover" and told.cells > 1
    return told.indicator == "other", not turnover, -told.cells, told.indicator, told.parties, told.unit


def plot(told: Series, findings: Sequence[Finding] = ()) -> Plot:
    """Lay a series out; findings about two of its figures link their marks."""
    groups = _distinct(told.points)
    placed = [group for group in groups if _place(group[0])]
    floating = [group for group in groups if not _place(group[0]) and group[0].cell.kind == "target"]
    drawn = [*placed, *floating]
    greatest = max((abs(group[0].value) for group in drawn), default=1.0)
    size, scale = scale_of(greatest)
    legend = _legend([group[0] for group in drawn])
    axis = _Axis(size, _REACH * (greatest or 1.0), legend)
    marks = [mark for day, crowd in _crowds(placed) for mark in _side_by_side(axis, day, crowd)]
    words = " ".join(part for part in (scale, unit_words(told.unit)) if part) or "number"
    days = [day for mark in marks for day in (mark.first, mark.last) if day] or _published(told.points)
    return Plot(
        series=told, marks=tuple(marks), floating=tuple(axis.mark(group, None) for group in floating),
        links=tuple(_links(marks, findings)), legend=legend, years=range(min(days).year, max(days).year + 1),
        axis=f"{code_words(told.indicator)}, {words}",
        left_out=len(told.points) - sum(map(len, drawn)),
    )  # fmt: skip


def _distinct(points: Sequence[Point]) -> list[list[Point]]:
    """The figures, those together that one reporter states alike, the earliest first."""
    groups: defaultdict[tuple[Cell, float, str, str], list[Point]] = defaultdict(list)
    for point in points:
        groups[point.cell, point.value, point.comparator, _teller(point)].append(point)
    return list(groups.values())


def _place(point: Point) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of its period; of its publication where no period is told, but for targets."""
    first, last = span(point.cell.period)
    if not point.cell.period and point.cell.kind != "target":
        first, last = span(point.statement.source.published)
    first, last = first or last, last or first
    return (first, last) if first and last else None


_Days = tuple[datetime.date, datetime.date]


def _crowds(placed: Sequence[list[Point]]) -> list[tuple[_Days, list[list[Point]]]]:
    """Figures by their period; those of one period have to stand side by side."""
    crowds: defaultdict[_Days, list[list[Point]]] = defaultdict(list)
    for group in placed:
        if days := _place(group[0]):
            crowds[days].append(group)
    return sorted(crowds.items())


def _side_by_side(axis: _Axis, days: _Days, crowd: list[list[Point]]) -> list[Mark]:
    """The marks of one period, the least value first, which has its label below, and the greatest above."""
    first, last = days
    crowd = sorted(crowd, key=lambda group: (group[0].value, _teller(group[0])))
    step = (last - first) / (len(crowd) + 1)
    marks = [axis.mark(group, (first, first + step * n, last)) for n, group in enumerate(crowd, 1)]
    lowest, highest = ([n for n, mark in enumerate(marks) if mark.label == marks[end].label] for end in (0, -1))
    above, below = _middle(highest), None if lowest == highest else _middle(lowest)
    return [
        replace(mark, label=mark.label if n in {above, below} else "", below=n == below) for n, mark in enumerate(marks)
    ]


def _middle(places: Sequence[int]) -> int:
    return places[(len(places) - 1) // 2]


@dataclass(frozen=True, slots=True)
class _Axis:
    """How values are scaled, how far a line without an end goes, and whom the legend names."""

    size: float
    reach: float
    legend: tuple[str, ...]

    def mark(self, group: Sequence[Point], days: tuple[datetime.date, datetime.date, datetime.date] | None) -> Mark:
        point, teller = group[0], _teller(group[0])
        low, high = point.low, point.high
        if point.cell.kind == "target":  # nobody rounds a target: what «at least» leaves open is all that it allows
            low, high = (point.value if math.isfinite(end) else end for end in (low, high))
        opens: Literal["", "up", "down"] = "" if math.isfinite(low + high) else "up" if math.isfinite(low) else "down"
        low = low if math.isfinite(low) else point.value - self.reach
        high = high if math.isfinite(high) else point.value + self.reach
        label = _SIGNS[point.comparator] + number_words(self._scaled(point.value))
        published = point.statement.source.published
        told = date_words(point.cell.period) or (f"told on {date_words(published)}" if published else "no date told")
        first, day, last = days or (None, None, None)
        return Mark(
            first=first, day=day, last=last, value=self._scaled(point.value), low=self._scaled(low),
            high=self._scaled(high), opens=opens, reporter=teller, kind=point.cell.kind, label=label, period=told,
            legend=teller if teller in self.legend else OTHERS,
            amount=amount_words(point.value, point.cell.unit, point.comparator),
            sources="; ".join(dict.fromkeys(one_line(p.statement.source.name) for p in group)),
            statements=tuple(p.statement.id for p in group),
            whole_year=len(point.cell.period) == _YEAR and point.cell.kind == "actual",
        )  # fmt: skip

    def _scaled(self, value: float) -> float:
        return round(value / self.size, _DIGITS)


def _links(marks: Sequence[Mark], findings: Sequence[Finding]) -> list[Link]:
    """The pairs of marks that cannot both be right, in the order of the findings, each once."""
    by_statement = {statement: mark for mark in marks for statement in mark.statements}
    found: dict[tuple[str, str], Link] = {}
    for finding in findings:
        ends = [by_statement[p.statement.id] for p in finding.points if p.statement.id in by_statement]
        if finding.kind in DISAGREEMENTS and len(ends) == 2 and ends[0] is not ends[1]:
            one, other = ends
            found.setdefault((one.statements[0], other.statements[0]), Link(finding.kind, (one, other)))
    return list(found.values())


def _legend(points: Sequence[Point]) -> tuple[str, ...]:
    """Who is named: states, then whoever tells most; `OTHERS` where some are left."""
    counts = Counter((not is_state(point.reporter), _teller(point)) for point in points)
    ranked = [name for _, name in sorted(counts, key=lambda key: (key[0], -counts[key], key[1]))]
    return tuple(ranked) if len(ranked) <= _REPORTERS else (*ranked[: _REPORTERS - 1], OTHERS)


def _teller(point: Point) -> str:
    """Whose word it is, a state by its English name."""
    name = point.reporter or point.statement.teller
    return (party_name(name) if is_state(name) else "") or one_line(name)


def _published(points: Sequence[Point]) -> list[datetime.date]:
    days = [span(point.statement.source.published)[1] for point in points]
    return [day for day in days if day] or [datetime.date(2000, 1, 1)]


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
