"""Many readings made of few: real ones, each time under another address, publisher and date, with ids of their own."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from servanda.model.records import KINDS, Reading

_DAYS = 3_650  # over which the replicas are spread
_PUBLISHERS = 40
_FIRST = datetime.date(2016, 1, 1)


def replicas(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Endless: the readings over and over, the n-th of all always the same."""
    for number in itertools.count():
        yield replica(readings[number % len(readings)], number)


def replica(reading: Reading, number: int) -> Reading:
    """The reading as if the text had stood at another address, on another day; its figures are other ones, too."""
    day = _FIRST + datetime.timedelta(days=number * 7919 % _DAYS)
    document = replace(
        reading.document,
        url=f"https://example.org/news/{number}",
        name=f"{reading.document.name}-{number}",
        publisher=f"agency {number % _PUBLISHERS}",
        published=day.isoformat(),
        published_from="metadata",
    )
    varied: dict[str, Any] = {}
    for kind in KINDS:
        moved = (replace(r, evidence=replace(r.evidence, document=document.id)) for r in reading.of_kind(kind))
        varied[kind] = tuple(moved)
    varied["figures"] = tuple(replace(f, value=f.value * (100 + number % 50) / 100) for f in varied["figures"])
    return replace(reading, document=document, **varied)
