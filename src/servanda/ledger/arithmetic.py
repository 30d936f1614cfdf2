"""What figures say together: contradictions, mirror differences, and doubts that show their calculation.

A check is a small function over the points of one indicator and set of parties; `CHECKS` is their list. What a check
cannot know (another scope of the same words, a revision by the statisticians) is the reader's to judge: every finding
names its statements.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.ledger.rows import span
from servanda.ledger.series import Cell, Point, by_cell, is_state, months, year_before
from servanda.model.amounts import rounded_amount, stated_amount

#: contradiction: one reporter, one cell, two values; mirror: two states name two values; doubt: the arithmetic does not
#: hold; pace: what a target would take.
FindingKind = Literal["contradiction", "mirror", "difference", "doubt", "pace"]
#: The kinds of findings, what matters most first.
RANKS: tuple[FindingKind, ...] = ("contradiction", "doubt", "mirror", "difference", "pace")

#: Indicators whose figures are of one thing when parties and period are the same; others count too many sorts of thing.
COMPARED = frozenset({
    "trade_turnover", "exports", "imports", "fdi", "freight_volume", "passenger_volume", "companies", "students",
    "population",
})  # fmt: skip
_OTHER_SCOPE = 3.0  # times: values so far apart are hardly of the same thing
_POINT = 0.5  # of a per cent: growth is told in rounded figures of rounded figures
_STEEP = 0.25  # growth a year that hardly any trade keeps up
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that somebody should see: a sentence, the calculation behind it, and the figures that it stands on."""

    kind: FindingKind
    rule: str
    sentence: str
    calculation: str
    points: tuple[Point, ...]

    @property
    def cell(self) -> Cell:
        """What it is about: the cell of its first figure."""
        return self.points[0].cell


def findings(points: Sequence[Point]) -> list[Finding]:
    """All that the checks find, by indicator and parties, in the order of the list of checks."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Point]] = defaultdict(list)
    for point in points:
        groups[point.cell.indicator, tuple(sorted(point.cell.parties))].append(point)
    found: list[Finding] = []
    for key in sorted(groups):
        for check in CHECKS:
            found.extend(check(groups[key]))
    found.extend(parts_and_whole(points))
    return found


def different_values(points: Sequence[Point]) -> Iterator[Finding]:
    """Two values for one cell that no rounding reconciles: a contradiction of one reporter, or a mirror difference."""
    for cell, stated in by_cell(points).items():
        if cell.indicator not in COMPARED or not cell.period:
            continue
        seen: set[tuple[str, str, float, float]] = set()
        for one, other in itertools.combinations(stated, 2):
            key = (one.reporter, other.reporter, one.value, other.value)
            if one.agrees(other) or key in seen or _of_other_scope(one, other):
                continue
            seen.add(key)
            yield _difference(cell, one, other)


def _of_other_scope(one: Point, other: Point) -> bool:
    """Figures far apart, or of one text and one reporter, are of different things: another product, another sort."""
    a, b = sorted((abs(one.value), abs(other.value)))
    same_text = one.statement.source == other.statement.source and one.reporter == other.reporter
    return same_text or b > _OTHER_SCOPE * a


def _difference(cell: Cell, one: Point, other: Point) -> Finding:
    what = f"{_name(cell)} in {cell.period}"
    values = f"{number(one)} and {number(other)}"
    share = abs(one.value - other.value) / max(abs(one.value), abs(other.value))
    calculation = f"{values} differ by {share:.0%}; with rounding {_range(one)} and {_range(other)}"
    kind: FindingKind = "difference"
    sentence = f"{what}: {_teller(one)} says {number(one)}, {_teller(other)} says {number(other)}"
    if one.reporter and one.reporter == other.reporter:
        kind, sentence = "contradiction", f"{what}: {_teller(one)} named two values, {values}"
    elif is_state(one.reporter) and is_state(other.reporter):
        kind = "mirror"
    return Finding(kind, "different_values", sentence, calculation, (one, other))


def growth_of_levels(points: Sequence[Point]) -> Iterator[Finding]:
    """«+40 %» beside the levels of the period and of the one before it, by whomever they were stated."""
    levels = by_cell(point for point in points if point.cell.kind == "actual")
    for change in points:
        cell = change.cell
        if cell.kind != "change" or cell.unit not in {"percent", "times"} or not cell.period:
            continue
        before = year_before(cell.period)
        for now_cell, now in levels.items():
            then = levels.get(now_cell.at(before), [])
            if now_cell.period == cell.period and now_cell.parties == cell.parties and then:
                yield from _growth(change, now, then)


def _growth(change: Point, now: Sequence[Point], then: Sequence[Point]) -> Iterator[Finding]:
    """No pair of the levels stated allows the change stated; the pair of which one reporter tells goes first."""
    pairs = sorted(
        itertools.product(now, then), key=lambda p: (p[0].reporter != p[1].reporter, p[1].reporter != change.reporter)
    )
    told = [(a, b, _ratio(a, b)) for a, b in pairs if b.low > 0]
    if not told or any(_fits(change, low, high) for _, _, (low, high) in told):
        return
    a, b, _ = told[0]
    real = a.value / b.value if change.cell.unit == "times" else (a.value / b.value - 1) * 100
    what = f"{_name(change.cell)} in {change.cell.period}"
    sentence = f"{what}: the growth stated, {number(change)}, is not that of the levels stated"
    calculation = (
        f"{number(a)} in {a.cell.period} after {number(b)} in {b.cell.period} is {_growth_word(real, change.cell.unit)}"
    )
    yield Finding("doubt", "growth_of_levels", sentence, calculation, (change, a, b))


def _ratio(now: Point, then: Point) -> tuple[float, float]:
    low = now.low / then.high if then.high != float("inf") else 0.0
    return max(low, 0.0), now.high / then.low


def _fits(change: Point, low: float, high: float) -> bool:
    if change.cell.unit == "times":
        return change.low <= high and low <= change.high
    return change.low - _POINT <= (high - 1) * 100 and (low - 1) * 100 <= change.high + _POINT


def part_of_a_year(points: Sequence[Point]) -> Iterator[Finding]:
    """Some months against the whole year before: growth is stated, and the pace is that of a fall."""
    levels = by_cell(
        point for point in points if point.cell.kind == "actual" and point.cell.unit not in {"percent", "times"}
    )
    for cell, stated in levels.items():
        count = months(cell.period)
        if not 0 < count < _YEAR or cell.indicator not in COMPARED:
            continue
        year = str(int(cell.period[:4]) - 1)
        for whole in levels.get(cell.at(year), [])[-1:]:
            part = stated[-1]
            pace = part.value / count * _YEAR
            grown = [p for p in points if p.cell.kind == "change" and p.cell.period == cell.period and p.value > 0]
            if grown and part.high / count * _YEAR < whole.low:
                sentence = f"{_name(cell)} in {cell.period}: growth is stated, and the pace is that of a fall"
                pace_told = f"{number(part)} in {count} months is {rounded_amount(pace, cell.unit)} a year"
                calculation = f"{pace_told}, after {number(whole)} in {year}"
                yield Finding("doubt", "part_of_a_year", sentence, calculation, (grown[-1], part, whole))


def doubling(points: Sequence[Point]) -> Iterator[Finding]:
    """«Double to 1 billion» says that it is half a billion now: beside the last level that was stated before."""
    for target in points:
        if target.cell.kind != "target" or target.cell.unit in {"percent", "times"}:
            continue
        beside = [p for p in points if p.cell.unit == "times" and p.value > 1 and _near(p, target)]
        level = _last_year(points, target)
        if not beside or not level:
            continue
        implied = target.value / beside[0].value
        apart = max(implied, level.value) > _OTHER_SCOPE * min(implied, level.value)
        if not apart and not level.low * 0.9 <= implied <= level.high * 1.1:
            sentence = f"{_name(target.cell)}: the target does not fit the level that was stated"
            calculation = (
                f"{number(target)} is {beside[0].value:g} times {rounded_amount(implied, target.cell.unit)}, "
                f"and {number(level)} was stated for {level.cell.period}"
            )
            yield Finding("doubt", "doubling", sentence, calculation, (target, beside[0], level))


def pace_to_target(points: Sequence[Point]) -> Iterator[Finding]:
    """What yearly growth would reach a target from the last level of a whole year; the newest target of a year only."""
    newest: dict[tuple[Cell, float], Point] = {}
    for point in points:
        if point.cell.kind == "target" and point.cell.unit not in {"percent", "times"}:
            newest[point.cell, point.value] = point
    for target in newest.values():
        level, end = _last_year(points, target), span(target.cell.period)[1]
        years = end.year - int(level.cell.period) if level and end else 0
        if not level or years <= 0 or level.value <= 0:
            continue
        need = (target.value / level.value) ** (1 / years) - 1
        if need <= 0:
            continue
        sentence = (
            f"{_name(target.cell)}: {number(target)} by {end.year if end else ''} takes {need:.0%} of growth a year"
        )
        if need > _STEEP:
            sentence += ", which hardly any trade keeps up"
        calculation = f"({number(target)} / {number(level)} in {level.cell.period}) ^ (1 / {years}) − 1 = {need:.1%}"
        yield Finding("pace", "pace_to_target", sentence, calculation, (target, level))


def parts_and_whole(points: Sequence[Point]) -> Iterator[Finding]:
    """Exports and imports of one reporter beside the turnover: their sum is the whole, and no part is more than it."""
    flows = [p for p in points if p.cell.kind == "actual" and p.cell.period and p.cell.unit not in {"percent", "times"}]
    whole = by_cell(p for p in flows if p.cell.indicator == "trade_turnover")
    for cell, turnovers in whole.items():
        parts = [p for p in flows if p.cell.indicator in {"exports", "imports"} and p.cell.period == cell.period
                 and p.cell.unit == cell.unit and tuple(sorted(p.cell.parties)) == cell.parties]  # fmt: skip
        for part in parts:
            if all(part.low > turnover.high for turnover in turnovers):
                turnover = turnovers[-1]
                sentence = f"{_name(part.cell)} in {cell.period}: the part is more than the whole"
                calculation = f"{part.cell.indicator} {number(part)} > turnover {number(turnover)}"
                yield Finding("doubt", "parts_and_whole", sentence, calculation, (part, turnover))
        yield from _sums(cell, turnovers, parts)


def _sums(cell: Cell, turnovers: Sequence[Point], parts: Sequence[Point]) -> Iterator[Finding]:
    for out, back in itertools.product(parts, parts):
        both = out.cell.indicator == "exports" and back.cell.indicator == "imports"
        if not both or out.statement.source != back.statement.source:
            continue
        low, high = out.low + back.low, out.high + back.high
        beside = [t for t in turnovers if t.statement.source == out.statement.source]
        if beside and not any(t.low <= high and low <= t.high for t in beside):
            sentence = f"{_name(cell)} in {cell.period}: exports and imports do not add up to the turnover"
            total = rounded_amount(out.value + back.value, cell.unit)
            calculation = f"{number(out)} + {number(back)} = {total}, and {number(beside[0])} is stated"
            yield Finding("doubt", "parts_and_whole", sentence, calculation, (beside[0], out, back))


CHECKS: tuple[Callable[[Sequence[Point]], Iterable[Finding]], ...] = (
    different_values, growth_of_levels, part_of_a_year, doubling, pace_to_target,
)  # fmt: skip


def number(point: Point) -> str:
    """The value with its unit and comparator, as a person writes it: `> 4.4 billion USD`, `+40 percent`."""
    return stated_amount(point.value, point.cell.unit, point.comparator, change=point.cell.kind == "change")


def _growth_word(value: float, unit: str) -> str:
    return f"{value:.2g} times" if unit == "times" else f"{value:+.1f} percent"


def _range(point: Point) -> str:
    unit, ends = point.cell.unit, (point.low, point.high)
    return " to ".join(rounded_amount(end, unit) if abs(end) != float("inf") else "any" for end in ends)


def _name(cell: Cell) -> str:
    return f"{cell.indicator.replace('_', ' ')} of {' and '.join(cell.parties) or 'nobody named'}"


def _teller(point: Point) -> str:
    return point.reporter or point.statement.teller


def _near(one: Point, other: Point) -> bool:
    """Whether their words overlap or follow each other closely, in one document."""
    a, b = one.statement, other.statement
    return a.source == b.source and max(a.start, b.start) - min(a.end, b.end) < 40


def _last_year(points: Sequence[Point], target: Point) -> Point | None:
    """The newest level of a whole year that was stated no later than the target."""
    told = target.statement.source.published
    levels = [
        p for p in points
        if p.cell.kind == "actual" and p.cell.unit == target.cell.unit and len(p.cell.period) == 4
        and p.cell.parties == target.cell.parties and (not told or p.statement.source.published <= told)
    ]  # fmt: skip
    return max(levels, key=lambda p: (p.cell.period, p.statement.source.published), default=None)
