"""Pairs that rules nearly took for one: nothing forbids it, and a little less than enough speaks for it.

They are sought among the records published last, since nothing of them is stored, and only by marks that few share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from servanda.ledger import encounters, undertakings
from servanda.ledger.database import parcels
from servanda.ledger.likeness import likeness, shared
from servanda.ledger.linking import restored
from servanda.ledger.schema import marks
from servanda.ledger.traits import EventTraits, PromiseTraits, Traits

_EVENTS = 2.0  # of what speaks for one encounter, 3 being enough
_PROMISES = 0.45  # of likeness, 0.6 being enough
_TOLD = 5  # words
_COMMON = 40  # records that share a mark: it says nothing


@dataclass(frozen=True, slots=True)
class Near:
    """Two records by their ids, what they would be one of, how much speaks for it, and what."""

    one: str
    other: str
    sort: str
    score: float
    why: str


def nearly(connection: Connection, keys: Sequence[int]) -> list[Near]:
    """The pairs among some records, by their keys, that nearly are one."""
    found: dict[int, Traits] = {}
    for key, told in restored(connection, keys, ("encounter", "promise")).items():
        found.update((key, traits) for traits in told if isinstance(traits, (EventTraits, PromiseTraits)))
    by_mark: defaultdict[int, list[int]] = defaultdict(list)
    for some in parcels(sorted(found)):
        for row in connection.execute(select(marks.c.mark, marks.c.record).where(marks.c.record.in_(some))):
            by_mark[row.mark].append(row.record)
    pairs = {
        (min(a, b), max(a, b))
        for sharing in by_mark.values() if len(sharing) <= _COMMON
        for n, a in enumerate(sharing) for b in sharing[:n]
    }  # fmt: skip
    return [near for a, b in sorted(pairs) for near in _compared(found[a], found[b])]


def _compared(one: Traits, other: Traits) -> Iterator[Near]:
    if isinstance(one, EventTraits) and isinstance(other, EventTraits):
        if encounters.same(one, other) or any(test(one, other) for test in encounters.FORBIDDING):
            return
        features = [
            (test.__name__.replace("_", " "), weight) for test, weight in encounters.SPEAKING if test(one, other)
        ]
        score = sum(weight for _, weight in features)
        if score >= _EVENTS:
            yield Near(one.id, other.id, "encounter", score, ", ".join(name for name, _ in features))
    elif isinstance(one, PromiseTraits) and isinstance(other, PromiseTraits):
        alike = likeness(one.words, other.words)
        apart = one.document == other.document or one.parties & other.parties not in (one.parties, other.parties)
        if alike >= _PROMISES and not apart and not undertakings.same(one, other):
            words = ", ".join(shared(one.words, other.words)[:_TOLD])
            yield Near(one.id, other.id, "undertaking", alike, f"alike in {words}")
