"""The account worked out in memory, all at once and without a database: what a ledger must come to, step by step."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from servanda.language.stems import stems
from servanda.ledger import encounters, undertakings
from servanda.ledger.joining import Link, Links, Placed, Verdicts, components
from servanda.ledger.marks import Sought, kept, sought, within
from servanda.ledger.statements import Statement
from servanda.ledger.traits import DeedTraits, EventTraits, PromiseTraits, Traits, traits_of

T = TypeVar("T", bound=Traits)


def drawn(told: Sequence[Statement]) -> list[Traits]:
    """The traits of all statements, document by document; the n-th statement has the key n."""
    by_document: defaultdict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for key, statement in enumerate(told):
        by_document[statement.source.id].append((key, statement))
    return [trait for some in by_document.values() for trait in traits_of(some, stems)]


def candidates(traits: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Pairs of different documents of which one seeks the other, each once, the one told first before the other."""
    for one, other in itertools.combinations(traits, 2):
        if one.document != other.document and seeks(one, other):
            yield (one, other) if one.order < other.order else (other, one)


def seeks(one: Traits, other: Traits) -> bool:
    """Whether the marks of one lead it to the other."""
    under = kept(other)
    return any(_meets(wanted, under) for wanted in sought(one) if wanted.sort == other.sort)


def _meets(wanted: Sought, under: Sequence[tuple[int, int, int]]) -> bool:
    first, last = wanted.days or (0, 10**9)
    met = [mark for mark, day, who in under if mark in wanted.marks and (first <= day <= last or not day)
           and (not who & ~wanted.who or not wanted.who & ~who)]  # fmt: skip
    return len(met) >= wanted.least


def met(told: Sequence[Statement]) -> list[list[Placed[EventTraits]]]:
    """The events of these statements as encounters."""
    reports = [one for one in drawn(told) if isinstance(one, EventTraits)]
    found = {(a.key, b.key, "encounter"): link for a, b in candidates(reports) if (link := encounters.same(a, b))}
    groups = []
    by_key = {one.key: one for one in reports}
    for keys in components(by_key, [(a, b) for a, b, _ in found]):
        groups += encounters.clusters([by_key[key] for key in keys], Links(found), Verdicts())
    return groups


def promised(told: Sequence[Statement]) -> list[list[Placed[PromiseTraits | DeedTraits]]]:
    """The commitments of these statements as undertakings, with what keeps them."""
    every = [one for one in drawn(told) if isinstance(one, PromiseTraits | DeedTraits)]
    found: dict[tuple[int, int, str], Link] = {}
    for a, b in candidates(every):
        if within(a, b) and (link := _compared(a, b)):
            found[a.key, b.key, ""] = link
    promises = {one.key: one for one in every if isinstance(one, PromiseTraits)}
    deeds = [one for one in every if isinstance(one, DeedTraits)]
    groups = []
    for keys in components(promises, [(a, b) for a, b, _ in found if a in promises and b in promises]):
        groups += undertakings.clusters([promises[key] for key in keys], deeds, Links(found), Verdicts())
    return groups


def _compared(a: PromiseTraits | DeedTraits, b: PromiseTraits | DeedTraits) -> Link | None:
    if isinstance(a, PromiseTraits):
        return undertakings.same(a, b) if isinstance(b, PromiseTraits) else undertakings.fulfils(a, b)
    return undertakings.fulfils(b, a) if isinstance(b, PromiseTraits) else None
