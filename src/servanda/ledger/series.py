"""Series: the figures stated for one indicator, pair and unit, each with what its words allow and whose word it is."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from servanda.ledger.rows import span
from servanda.ledger.statements import Statement
from servanda.model.vocabulary import UNDIRECTED

_ROUND = 0.05  # of a value: no rounding is taken to hide more
_ABOUT = 0.10  # of a value that is told with «about»
_STATE = 2  # letters of a state's code


@dataclass(frozen=True, slots=True)
class Cell:
    """What figures must share to be figures of one thing; the order of the parties counts for flows alone."""

    indicator: str
    parties: tuple[str, ...]
    unit: str
    period: str
    kind: str

    def at(self, period: str, kind: str = "", unit: str = "") -> Cell:
        """The cell beside it, of another period, kind or unit."""
        return Cell(self.indicator, self.parties, unit or self.unit, period, kind or self.kind)


@dataclass(frozen=True, slots=True)
class Point:
    """A stated figure: `low` to `high` is what rounding and comparator allow; `reporter` a state where it is known."""

    statement: Statement
    cell: Cell
    value: float
    low: float
    high: float
    reporter: str

    @property
    def comparator(self) -> str:
        """As the guide writes it."""
        return str(self.statement.fields["comparator"])

    def agrees(self, other: Point) -> bool:
        """Whether one number could be both."""
        return self.low <= other.high and other.low <= self.high


def points(figures: Iterable[Statement], states: Mapping[str, str]) -> list[Point]:
    """Figures as points; `states` tells whose word a speaker's is (`nations.states_of`)."""
    found = []
    for figure in figures:
        fields = figure.fields
        low, high = allowed(fields["value"], fields["comparator"])
        reporter = states.get(figure.speaker) or figure.speaker or figure.source.publisher
        found.append(Point(figure, _cell(fields), fields["value"], low, high, reporter))
    return found


def by_cell(found: Iterable[Point]) -> dict[Cell, list[Point]]:
    """Points by their cell, in the order given."""
    cells: defaultdict[Cell, list[Point]] = defaultdict(list)
    for point in found:
        cells[point.cell].append(point)
    return dict(cells)


def allowed(value: float, comparator: str) -> tuple[float, float]:
    """The least and the greatest number that a stated one may stand for: 4.4 is 4.35 to 4.45, > 4 has no end."""
    slack = abs(value) * _ABOUT if comparator == "~" else half_unit(value)
    if comparator in {">", ">="}:
        return value - slack, float("inf")
    if comparator in {"<", "<="}:
        return float("-inf"), value + slack
    return value - slack, value + slack


def half_unit(value: float) -> float:
    """Half of the last digit that is written, but no more than a twentieth of the value."""
    if not value:
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(min(0.5 * 10.0 ** int(exponent), abs(value) * _ROUND))


def is_state(name: str) -> bool:
    """Whether a name is a state's code (ISO 3166)."""
    return len(name) == _STATE and name.isascii() and name.isupper()


def months(period: str) -> int:
    """How many whole months an EDTF period spans; 0 for one that is open, unknown or shorter."""
    first, last = span(period)
    if not first or not last or first.day != 1 or (last + datetime.timedelta(1)).day != 1:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def year_before(period: str) -> str:
    """The same period of the year before; `""` for one that is open or unknown."""
    halves = period.split("/")
    if not period or ".." in halves:
        return ""
    return "/".join(f"{int(half[:4]) - 1:04d}{half[4:]}" for half in halves)


def _cell(fields: Mapping[str, object]) -> Cell:
    parties = tuple(map(str, fields["parties"]))  # type: ignore[call-overload]
    if fields["indicator"] in UNDIRECTED:
        parties = tuple(sorted(parties))
    names = (str(fields[name]) for name in ("unit", "period", "kind"))
    return Cell(str(fields["indicator"]), parties, *names)
