"""Marks: by which records that may be of one thing find each other, without comparing all with all.

A record is kept under marks, with a day and its parties, and seeks others under marks between two days whose parties
are among its own, or the other way round. Of two that the rules can join, whichever is worked in later finds the other.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import operator
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.ledger.likeness import marking
from servanda.ledger.names import given, second, surname
from servanda.ledger.rows import span
from servanda.ledger.traits import NAMED, DeedTraits, EventTraits, PromiseTraits, Traits

_FEW_DAYS = 8  # an event is told to have been on one of so many, or it is looked for by month
_SLACK = 3  # days that the rules may allow two reports to be apart
_LONGEST = 800  # days: what is told of more than two years is no one encounter
_MANY = 6  # states: of more the first ones mark a report
_YEAR = 365
_REPEATED = 2 * _YEAR  # a promise of which nobody speaks for longer is made anew
_DONE_AFTER, _DONE_BEFORE = 6 * _YEAR, _YEAR  # what keeps a promise is told so long after it
_BITS = 63
_TWO = 2  # words of a promise that another must share
#: How many days before and after a record those of a sort may have been told with which it is compared.
_NEAR = {
    ("promise", "promise"): (_REPEATED, _REPEATED), ("promise", "deed"): (_DONE_BEFORE, _DONE_AFTER),
    ("deed", "promise"): (_DONE_AFTER, _DONE_BEFORE),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """Records of a sort that are kept under at least so many of these marks between two days; `days` None: any day.

    `who`: the parties as bits, of which one's must be among the other's; 0 when it may be anybody.
    """

    sort: str
    marks: frozenset[int]
    days: tuple[int, int] | None
    who: int = 0
    least: int = 1

    def asked(self) -> Iterator[tuple[int, int, int, int, int]]:
        """Each mark with first day, last day, parties and `least`; once more for what was told on an unknown day."""
        for mark in sorted(self.marks):
            yield (mark, *(self.days or (0, _LAST)), self.who, self.least)
            if self.days and self.days[0] > 0:
                yield mark, 0, 0, self.who, self.least


_LAST = 9999 * 366


def kept(one: Traits) -> list[tuple[int, int, int]]:
    """The marks under which a record is kept, each with its day as a number, 0 when it is unknown, and its parties."""
    if isinstance(one, EventTraits):
        found, day = _event_marks(one) if _is_short(one) else _by_month(one), _event_days(one)[0]
    elif isinstance(one, PromiseTraits | DeedTraits):
        found = [_number(one.sort, about) for about in itertools.chain(_words(one), _alone(one))]
        day = _day(one.published)
    else:
        return []
    return [(mark, day, _who(one)) for mark in sorted(set(found))]


def sought(one: Traits) -> Iterator[Sought]:
    """What a record is to be compared with."""
    if isinstance(one, EventTraits):
        yield from _encounters(one)
    elif isinstance(one, PromiseTraits | DeedTraits):
        yield from (found for own, sort in _NEAR if own == one.sort for found in _told(one, sort))


def within(one: Traits, other: Traits) -> bool:
    """Whether two were told near enough to be of one thing; what is undated may have been told any day."""
    near, day, then = _NEAR.get((one.sort, other.sort)), _day(one.published), _day(other.published)
    return not near or not day or not then or day - near[0] <= then <= day + near[1]


def _encounters(event: EventTraits) -> Iterator[Sought]:
    """Those of some days by these days, those of which less is known by month."""
    first, last = _event_days(event)
    if first:
        short = frozenset(_event_marks(event))
        yield Sought("encounter", short, (first - _FEW_DAYS - _SLACK, last + _SLACK), _who(event))
        yield Sought("encounter", frozenset(_by_month(event)), None, _who(event))


def _told(one: PromiseTraits | DeedTraits, sort: str) -> Iterator[Sought]:
    near, day = _NEAR[one.sort, sort], _day(one.published)
    days = (day - near[0], day + near[1]) if day else None
    for about, least in ((_words, _TWO), (_alone, 1)):
        if marks := frozenset(_number(sort, mark) for mark in about(one)):
            yield Sought(sort, marks, days, _who(one) if one.sort == sort else 0, least)


def _event_marks(event: EventTraits) -> list[int]:
    return [_number("encounter", about) for about in _about(event)] if _event_days(event)[0] else []


def _by_month(event: EventTraits) -> list[int]:
    return [_number("encounter", f"{about} {month}") for about in _about(event) for month in _months(event)]


def _about(event: EventTraits) -> list[str]:
    """Each two states, each word of a name that can be a surname, what is opened, shown or signed."""
    pairs = itertools.combinations(sorted(event.states)[:_MANY], 2)
    people = {word for name in event.people for word in _surnames(name)}
    what = marking(event.words) if event.type in NAMED else ()
    return [*(f"{a} {b}" for a, b in pairs), *sorted(people), *what]


def _surnames(name: str) -> tuple[str, ...]:
    """The last word of a name; of three or more the first two as well: a surname can stand there."""
    words = (surname(name), second(name), given(name) if second(name) else "")
    return tuple(word for word in words if word)


def _event_days(event: EventTraits) -> tuple[int, int]:
    """The first and the last day on which it can have been; zeros when nothing is known, or more than some years."""
    if not event.first or not event.last or (event.last - event.first).days > _LONGEST:
        return 0, 0
    return event.first.toordinal(), event.last.toordinal()


def _is_short(event: EventTraits) -> bool:
    first, last = _event_days(event)
    return last - first <= _FEW_DAYS


def _months(event: EventTraits) -> list[str]:
    """The months in which it can have been, `YYYY-MM`."""
    if not event.first or not event.last or not _event_days(event)[0]:
        return []
    count = (event.last.year - event.first.year) * 12 + event.last.month - event.first.month
    begin = event.first.year * 12 + event.first.month - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(begin, begin + count + 1)]


def _words(one: PromiseTraits | DeedTraits) -> Iterator[str]:
    """Each weighty word, with each party."""
    return (f"{party} {word}" for party in sorted(one.parties) for word in marking(one.words))


def _alone(one: PromiseTraits | DeedTraits) -> Iterator[str]:
    """What is enough alone: each target and thing that is counted, with each party; whom an invitation invites, and
    whose guests came."""
    if isinstance(one, DeedTraits):
        yield from (f"visit {state}" for state in sorted(one.states) if one.guests)
        return
    yield from (f"{party} {aim}" for party in sorted(one.parties) for aim in sorted(one.aims | one.things))
    if one.modality == "invited":
        yield from (f"visit {party}" for party in sorted(one.parties.difference(one.actors)))


def _who(one: EventTraits | PromiseTraits | DeedTraits) -> int:
    """States or parties as bits; of two records that can be of one thing those of one are among those of the other."""
    parties = one.states if isinstance(one, EventTraits) else one.parties
    return functools.reduce(operator.or_, (1 << _number("party", party) % _BITS for party in parties), 0)


@functools.lru_cache(1024)
def _day(published: str) -> int:
    first = span(published)[0]
    return first.toordinal() if first else 0


def _number(sort: str, mark: str) -> int:
    """A mark under which a record of a sort is kept, as a number of 63 bits."""
    return int.from_bytes(hashlib.blake2b(f"{sort} {mark}".encode(), digest_size=8).digest()) >> 1
