"""Encounters: one visit, meeting or session that several documents report is one, each report with its own words.

Two reports are of one encounter when nothing that they say forbids it (`FORBIDDING`) and enough speaks for it
(`SPEAKING`); what they disagree on is kept side by side. A document tells its own events apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from servanda.ledger.joining import Link, Links, Placed, Verdicts, gather
from servanda.ledger.likeness import FEW, likeness
from servanda.ledger.names import begin_alike, may_be
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement
from servanda.ledger.traits import NAMED, OF_THINGS, EventTraits

#: Types that reports give to one and the same encounter.
_KIN = (
    frozenset({"talks", "meeting", "summit"}),
    frozenset({"forum", "session", "summit"}),
    frozenset({"opening", "ceremony"}),
)
_ENOUGH = 3.0
_LIKE, _UNLIKE = 0.6, 0.3  # likeness of the words that name a thing
_FEW_DAYS = datetime.timedelta(days=4)
_SOON = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Report:
    """A statement of an encounter, and why it is taken to be one of it; the first one has no reason."""

    statement: Statement
    why: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Encounter:
    """The reports of one encounter, in the order of publication, and the states that take part."""

    reports: tuple[Report, ...]
    states: tuple[str, ...]

    @property
    def id(self) -> str:
        """That of the first report."""
        return self.reports[0].statement.id

    @property
    def why(self) -> tuple[str, ...]:
        """Why the reports are taken together: one reason for each but the first."""
        return tuple(report.why for report in self.reports[1:])

    def values(self, field: str) -> list[str]:
        """What the reports say of a field, each value once; more than one is a disagreement."""
        told = (report.statement.fields[field] for report in self.reports)
        flat = (value for one in told for value in (one if isinstance(one, list) else [one]))
        return list(dict.fromkeys(value for value in flat if value))

    @property
    def date(self) -> str:
        """The finest date that is told."""
        return max(self.values("date"), key=len, default="")


def same(one: EventTraits, other: EventTraits) -> Link | None:
    """What speaks for two reports being of one encounter, when it is enough."""
    if any(test(one, other) for test in FORBIDDING):
        return None
    features = [(test.__name__.replace("_", " "), weight) for test, weight in SPEAKING if test(one, other)]
    score = sum(weight for _, weight in features)
    return Link(score, ", ".join(name for name, _ in features)) if score >= _ENOUGH else None


def clusters(reports: Sequence[EventTraits], links: Links, verdicts: Verdicts) -> list[list[Placed[EventTraits]]]:
    """Linked reports put together: each, in the order of publication, to the ones that it is likest to.

    What forbids it with any of them forbids it with all, unless a person judged otherwise.
    """
    groups = gather(sorted(reports, key=lambda r: r.order), links, verdicts, _fits)
    return [
        [Placed(one, "report", link.score if link else 0.0, link.why if link else "") for one, link in group]
        for group in groups
    ]


def _fits(report: EventTraits, others: Sequence[EventTraits]) -> bool:
    return not any(test(other, report) for other in others for test in FORBIDDING)


def of_one_document(one: EventTraits, other: EventTraits) -> bool:
    """A document has told its events apart."""
    return one.document == other.document


def on_other_days(one: EventTraits, other: EventTraits) -> bool:
    """The days on which they can have been do not meet, or nothing is known of them."""
    if not one.first or not other.first or not one.last or not other.last:
        return True
    return one.first > other.last or other.first > one.last


def at_other_places(one: EventTraits, other: EventTraits) -> bool:
    """Both name a place, and another one; a city may lie in the state that the other names, a palace in the city."""
    if not one.place or not other.place or one.place == other.place:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    return bool(one.country) == bool(other.country) and is_state(one.place) == is_state(other.place)


def of_another_sort(one: EventTraits, other: EventTraits) -> bool:
    """Their types are never given to one encounter."""
    return one.type != other.type and not any({one.type, other.type} <= kin for kin in _KIN)


def of_others(one: EventTraits, other: EventTraits) -> bool:
    """Neither's states are among the other's, or each names as many people of its own as both have in common."""
    if one.states and other.states and not (one.states <= other.states or other.states <= one.states):
        return True
    common = _both(one, other)
    strangers = min(len(one.people), len(other.people)) - common
    return strangers > 0 and strangers >= common


def of_another_thing(one: EventTraits, other: EventTraits) -> bool:
    """What is opened or shown is told, and is not the same."""
    told = one.type in OF_THINGS and other.type in OF_THINGS and min(len(one.words), len(other.words)) >= FEW
    return told and likeness(one.words, other.words) < _UNLIKE


def same_people(one: EventTraits, other: EventTraits) -> bool:
    """They name a person both."""
    return _both(one, other) > 0


def same_two_people(one: EventTraits, other: EventTraits) -> bool:
    """They name two people both, or more: who met whom."""
    return _both(one, other) > 1


def same_states(one: EventTraits, other: EventTraits) -> bool:
    """They name the same two states or more."""
    return len(one.states & other.states) > 1


def same_type(one: EventTraits, other: EventTraits) -> bool:
    """They call it the same."""
    return one.type == other.type


def same_day(one: EventTraits, other: EventTraits) -> bool:
    """Both texts name the day, and the same one."""
    return bool(one.date) and one.date == other.date


def near_day(one: EventTraits, other: EventTraits) -> bool:
    """Not both name the same day, and yet it can only have been within a few days."""
    if not (one.first and one.last and other.first and other.last) or same_day(one, other):
        return False
    return max(one.last - one.first, other.last - other.first) <= _FEW_DAYS


def foretold(one: EventTraits, other: EventTraits) -> bool:
    """One text announces a visit without a day, and the other tells that it took place."""
    first, later = sorted((one, other), key=lambda report: report.published)
    visit = first.type == "visit" and later.status == "happened"
    return visit and first.status != "happened" and not first.date


def soon_after(one: EventTraits, other: EventTraits) -> bool:
    """One text announces without a day who will meet whom, and the other tells within days that both met."""
    first, later = sorted((one, other), key=lambda report: report.published)
    if first.status == "happened" or first.date or later.status != "happened" or not (first.first and later.last):
        return False
    return _both(one, other) > 1 and later.last - first.first <= _SOON


def same_thing(one: EventTraits, other: EventTraits) -> bool:
    """What is opened, shown or signed is the same by its words."""
    return one.type in NAMED and other.type in NAMED and likeness(one.words, other.words) >= _LIKE


def same_place(one: EventTraits, other: EventTraits) -> bool:
    """Both name the place."""
    return bool(one.place) and one.place == other.place


def _both(one: EventTraits, other: EventTraits) -> int:
    """How many people of one the other names too, in whatever form of their names."""
    return sum(any(may_be(a, b) or _in_one_post(one, a, other, b) for b in other.people) for a in one.people)


def _in_one_post(one: EventTraits, name: str, other: EventTraits, beside: str) -> bool:
    """Whether two names that begin alike are those of one holder of a post: a foreign name is written in many ways."""
    post = one.posts.get(name, "")
    return bool(post) and post == other.posts.get(beside) and begin_alike(name, beside)


FORBIDDING: tuple[Callable[[EventTraits, EventTraits], bool], ...] = (
    of_one_document, of_another_sort, on_other_days, at_other_places, of_others, of_another_thing,
)  # fmt: skip
SPEAKING: tuple[tuple[Callable[[EventTraits, EventTraits], bool], float], ...] = (
    (same_people, 1.5), (same_two_people, 0.5), (same_states, 1.0), (same_type, 1.0), (same_day, 1.0), (near_day, 0.5),
    (same_place, 0.5), (same_thing, 2.0), (foretold, 0.5), (soon_after, 1.0),
)  # fmt: skip
