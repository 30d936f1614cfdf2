"""Encounters: one visit, meeting or session that several documents report is one, each report with its own words.

Reports are of one encounter when nothing that they say forbids it (`FORBIDDING`) and enough speaks for it (`SPEAKING`);
what they disagree on is kept side by side. A document tells its own events apart: two of one document are never joined.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from servanda.ledger.rows import span
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement

#: Types that reports give to one and the same encounter.
_KIN = (frozenset({"talks", "meeting", "summit", "visit"}), frozenset({"forum", "session", "summit"}))
_LATE = datetime.timedelta(days=4)  # after an event reports of it still come
_AHEAD = datetime.timedelta(days=45)  # before an event it is announced
_LONGEST = 800  # days: what is told of more than two years is no one encounter
_ENOUGH = 3.0


@dataclass(frozen=True, slots=True)
class Report:
    """An event with what is compared: states and people, the days on which it can have been."""

    statement: Statement
    states: frozenset[str]
    people: frozenset[str]
    first: datetime.date | None
    last: datetime.date | None

    @property
    def dated(self) -> bool:
        """Whether the text itself names the day, or month, of the event."""
        return bool(self.statement.fields["date"])


@dataclass(frozen=True, slots=True)
class Encounter:
    """The reports of one encounter, in the order of publication, and why they are taken together."""

    reports: tuple[Report, ...]
    why: tuple[str, ...]

    @property
    def id(self) -> str:
        """That of the first report."""
        return self.reports[0].statement.id

    def values(self, field: str) -> list[str]:
        """What the reports say of a field, each value once; more than one is a disagreement."""
        told = (report.statement.fields[field] for report in self.reports)
        flat = (value for one in told for value in (one if isinstance(one, list) else [one]))
        return list(dict.fromkeys(value for value in flat if value))

    @property
    def date(self) -> str:
        """The finest date that is told."""
        return max(self.values("date"), key=len, default="")

    @property
    def states(self) -> list[str]:
        """All states that take part, by name or by their people."""
        return sorted(frozenset().union(*(report.states for report in self.reports)))


def encounters(events: Sequence[Statement], states: Mapping[str, str]) -> list[Encounter]:
    """Events joined into encounters, the latest first; `states` tells whose people the participants are."""
    made: list[tuple[list[Report], list[str]]] = []
    by_month: defaultdict[str, list[int]] = defaultdict(list)
    for report in sorted((_report(event, states) for event in events), key=_when):
        months = _months(report)
        near = sorted({n for month in months for n in by_month[month]})
        (score, why), place = max(((_alike(made[n][0], report), -n) for n in near), default=((0.0, ""), 0))
        if score >= _ENOUGH:
            made[-place][0].append(report)
            made[-place][1].append(why)
        else:
            place = -len(made)
            made.append(([report], []))
        for month in months:
            by_month[month].append(-place)
    found = [Encounter(tuple(reports), tuple(why)) for reports, why in made]
    return sorted(found, key=lambda e: (e.date or e.reports[0].statement.source.published, e.id), reverse=True)


def _report(event: Statement, states: Mapping[str, str]) -> Report:
    told = [str(name) for name in event.fields["participants"]]
    people = frozenset(name for name in told if not is_state(name) and not name.isupper())
    nations = frozenset(name for name in told if name.isupper()) | {states[name] for name in people if name in states}
    first, last = span(event.fields["date"])
    if not event.fields["date"] and (published := span(event.source.published)[0]):
        planned = event.fields["status"] != "happened"
        first, last = (published, published + _AHEAD) if planned else (published - _LATE, published)
    return Report(event, nations, people, first, last)


def _months(report: Report) -> list[str]:
    """The months in which it can have been, `YYYY-MM`; none when nothing is known, or more than some years."""
    if not report.first or not report.last or (report.last - report.first).days > _LONGEST:
        return []
    count = (report.last.year - report.first.year) * 12 + report.last.month - report.first.month
    begin = report.first.year * 12 + report.first.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(begin, begin + count + 1)]


def _when(report: Report) -> tuple[datetime.date, str]:
    return report.first or datetime.date.max, report.statement.id


def _alike(reports: Sequence[Report], report: Report) -> tuple[float, str]:
    """The least that speaks for the report being of the same encounter as each of the others, and what it is."""
    told = [_compared(other, report) for other in reports]
    return min(told, key=lambda pair: pair[0])


def _compared(one: Report, other: Report) -> tuple[float, str]:
    if any(test(one, other) for test in FORBIDDING):
        return 0.0, ""
    features = [(test.__name__.replace("_", " "), weight) for test, weight in SPEAKING if test(one, other)]
    return sum(weight for _, weight in features), ", ".join(name for name, _ in features)


def of_one_document(one: Report, other: Report) -> bool:
    """A document has told its events apart."""
    return one.statement.source.id == other.statement.source.id


def on_other_days(one: Report, other: Report) -> bool:
    """The days on which they can have been do not meet, or nothing is known of them."""
    if not one.first or not other.first or not one.last or not other.last:
        return True
    return one.first > other.last or other.first > one.last


def at_other_places(one: Report, other: Report) -> bool:
    """Both name a place, and another one."""
    a, b = one.statement.fields["place"], other.statement.fields["place"]
    return bool(a and b) and a != b


def of_another_sort(one: Report, other: Report) -> bool:
    """Their types are never given to one encounter."""
    a, b = one.statement.fields["type"], other.statement.fields["type"]
    return a != b and not any({a, b} <= kin for kin in _KIN)


def of_others(one: Report, other: Report) -> bool:
    """Neither's states are among the other's, or each names as many people of its own as both have in common."""
    if one.states and other.states and not (one.states <= other.states or other.states <= one.states):
        return True
    strangers = min(len(one.people - other.people), len(other.people - one.people))
    return strangers > 0 and strangers >= len(one.people & other.people)


def same_people(one: Report, other: Report) -> bool:
    """They name a person both."""
    return bool(one.people & other.people)


def same_states(one: Report, other: Report) -> bool:
    """They name the same two states or more."""
    return len(one.states & other.states) > 1


def same_type(one: Report, other: Report) -> bool:
    """They call it the same."""
    return bool(one.statement.fields["type"] == other.statement.fields["type"])


def same_day(one: Report, other: Report) -> bool:
    """Both texts name the day, and the same one."""
    a, b = one.statement.fields["date"], other.statement.fields["date"]
    return bool(a) and a == b


def same_place(one: Report, other: Report) -> bool:
    """Both name the place."""
    a, b = one.statement.fields["place"], other.statement.fields["place"]
    return bool(a) and a == b


FORBIDDING: tuple[Callable[[Report, Report], bool], ...] = (
    of_one_document, of_another_sort, on_other_days, at_other_places, of_others,
)  # fmt: skip
SPEAKING: tuple[tuple[Callable[[Report, Report], bool], float], ...] = (
    (same_people, 1.5), (same_states, 1.0), (same_type, 1.0), (same_day, 1.0), (same_place, 0.5),
)  # fmt: skip
