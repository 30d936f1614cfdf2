"""Many readings made of a few real ones: each at another address, of other states and people, on another day.

The words stay as they are, and so does every place in the text; what is searched, joined and compared varies as it does
in an archive: two hundred states, a few pairs of which are told of most, some thousands of people, ten years of days.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import itertools
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from servanda.ledger.series import is_state
from servanda.model.records import KINDS, Reading, Record

_DAYS = 3_650  # over which the replicas are spread
_PUBLISHERS = 40
_FIRST = datetime.date(2016, 1, 1)
_STATES = 190
_PAIRS = 2_000
_FLAT = 20  # ranks: how much more is told of the first pair than of the others
_NAMESAKES = 300  # people, bodies and blocs made of one
_FULL = len("2016-01-01")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def replicas(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Endless: the readings over and over, the n-th of all always the same."""
    for number in itertools.count():
        yield replica(readings[number % len(readings)], number)


def pairs() -> list[tuple[str, str]]:
    """The pairs of states of which replicas tell, the one told of most first."""
    codes = [a + b for a, b in itertools.product("KABCDEFGHIJLMN", "ZABCDEFGHIJKLM")][:_STATES]
    drawn = random.Random(7).sample(list(itertools.combinations(codes, 2)), _PAIRS - 1)  # noqa: S311 - no secret
    return [("KZ", "KA"), *(pair for pair in drawn if pair != ("KZ", "KA"))]


def replica(reading: Reading, number: int) -> Reading:
    """The reading as if the text had stood at another address, on another day, and told of others."""
    day = (_FIRST + datetime.timedelta(days=number * 7919 % _DAYS)).isoformat()
    document = replace(
        reading.document,
        url=f"https://example.org/news/{number}",
        name=f"{reading.document.name}-{number}",
        publisher=f"agency {number % _PUBLISHERS}",
        published=day,
        published_from="metadata",
    )
    renamed = _renamed(reading, number)
    years = int(day[:4]) - int(reading.document.published[:4] or _FIRST.year)
    varied = {
        kind: tuple(_varied(record, document.id, renamed, (day, number, years)) for record in reading.of_kind(kind))
        for kind in KINDS
    }
    return replace(reading, document=document, **varied)  # type: ignore[arg-type]


def _varied(record: Record, document: str, renamed: Mapping[str, str], when: tuple[str, int, int]) -> Record:
    changed: dict[str, Any] = {"evidence": replace(record.evidence, document=document)}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(renamed.get(one, one) for one in value)
        elif isinstance(value, str) and value in renamed and field.name != "name":
            changed[field.name] = renamed[value]
    day, number, years = when
    for name in record.dates:
        changed[name] = _YEAR.sub(lambda year: str(int(year[0]) + years), getattr(record, name))
    if record.kind_of == "events" and len(record.main_fields()["date"]) == _FULL:
        changed["date"] = day
    if record.kind_of == "figures":
        changed["value"] = record.main_fields()["value"] * (100 + number % 50) / 100
    return replace(record, **changed)


def _renamed(reading: Reading, number: int) -> dict[str, str]:
    """Other states for the states, other people, bodies and blocs for those named."""
    chosen = _pair(number * 104_729 % 1_000_003 / 1_000_003)
    told = [f for record in reading.records() for f in _named(record)]
    states = list(dict.fromkeys(name for name in told if is_state(name)))
    further = (state for pair in pairs_once()[number % _PAIRS :] + pairs_once() for state in pair)
    new = dict(zip(states, dict.fromkeys([*chosen, *itertools.islice(further, 2 * len(states) + 8)]), strict=False))
    parties = {
        p for record in reading.records() for v in record.main_fields().values() if isinstance(v, list) for p in v
    }
    others = {name for name in told if " " in name or name in parties if not is_state(name)}
    return new | {name: f"{name}{number * 104_729 % 1_000_003 % _NAMESAKES}" for name in others}


def _named(record: Record) -> Iterator[str]:
    for value in (*record.main_fields().values(), record.speaker):
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _pair(share: float) -> tuple[str, str]:
    """The pair at this share of all that is told, 0 to 1: the weight of the n-th is 1 / (n + 20)."""
    return pairs_once()[bisect.bisect_left(_weights(), share * _weights()[-1])]


pairs_once = functools.cache(pairs)


@functools.cache
def _weights() -> list[float]:
    return list(itertools.accumulate(1 / (rank + _FLAT) for rank in range(_PAIRS)))
