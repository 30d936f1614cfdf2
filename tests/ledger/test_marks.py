"""Marks lead two records that may be of one thing to each other, whichever of them is worked in later."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest

from servanda.ledger import encounters, undertakings
from servanda.ledger.marks import kept, within
from servanda.ledger.statements import Source, Statement
from servanda.ledger.traits import DeedTraits, EventTraits, PromiseTraits, Traits
from servanda.model.records import KINDS, Reading, Record
from tests.ledger.joined import drawn, seeks

_LATER = (1, 40, 500)  # days after which a document is told again


def _stated(readings: Sequence[Reading]) -> list[Statement]:
    return [
        Statement(
            r.id, r.kind_of, r.main_fields(), r.evidence.exact, "", r.evidence.start, r.evidence.end, r.speaker, r.rule,
            Source(d.id, d.name, d.title, d.publisher, d.published, d.url),
        )
        for reading in readings for d in [reading.document] for r in reading.records()
    ]  # fmt: skip


def _told_again(reading: Reading, days: int) -> Reading:
    """The same records in a document of another address, published later."""
    day = datetime.date.fromisoformat(reading.document.published[:10]) + datetime.timedelta(days)
    document = replace(reading.document, url=f"{reading.document.url}?{days}", published=day.isoformat())
    kinds = {k: tuple(_moved(record, document.id) for record in reading.of_kind(k)) for k in KINDS}
    return replace(reading, document=document, **kinds)  # type: ignore[arg-type]


def _moved(record: Record, document: str) -> Record:
    return replace(record, evidence=replace(record.evidence, document=document))


@pytest.fixture(scope="module")
def traits(readings: Sequence[Reading]) -> list[Traits]:
    """Those of some samples, told again on other days."""
    some = [reading for reading in readings if len(reading.document.published) >= len("2024-01-01")][:8]
    return drawn(_stated([*some, *(_told_again(reading, days) for days in _LATER for reading in some)]))


def test_whatever_the_rules_join_is_sought_by_both(traits: Sequence[Traits]) -> None:
    joined = [pair for pair in itertools.permutations(traits, 2) if _alike(*pair)]
    assert {(one.sort, other.sort) for one, other in joined} >= {("encounter", "encounter"), ("promise", "promise")}
    assert [pair for pair in joined if not seeks(*pair) or not seeks(*pair[::-1])] == []


def test_what_is_sought_is_a_small_part(traits: Sequence[Traits]) -> None:
    marked = [one for one in traits if kept(one)][:120]
    pairs = list(itertools.combinations(marked, 2))
    assert 0 < sum(seeks(*pair) for pair in pairs) < len(pairs) / 10


def _alike(one: Traits, other: Traits) -> bool:
    if one.document == other.document or not within(one, other):
        return False
    if isinstance(one, EventTraits):
        return isinstance(other, EventTraits) and encounters.same(one, other) is not None
    if isinstance(one, PromiseTraits) and isinstance(other, PromiseTraits):
        return undertakings.same(one, other) is not None
    return isinstance(one, PromiseTraits) and isinstance(other, DeedTraits) and bool(undertakings.fulfils(one, other))


@pytest.mark.parametrize(
    ("told", "repeated", "near"),
    [
        ("2024-01-10", "2025-12-30", True), ("2024-01-10", "2026-02-01", False), ("", "2026-02-01", True),
        ("2024", "2025-06", True),
    ],
)  # fmt: skip
def test_promises_told_years_apart_are_two(traits: Sequence[Traits], told: str, repeated: str, near: bool) -> None:
    promise = next(one for one in traits if isinstance(one, PromiseTraits) and one.words and one.parties)
    one, other = replace(promise, published=told), replace(promise, published=repeated, document="another")
    assert within(one, other) is near
    assert seeks(one, other) is near
