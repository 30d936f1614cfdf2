"""Encounters and promises as event data has them: who did what to whom, when; shared by PLOVER and CAMEO."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.exchange import joined
from servanda.exchange.places import Place, place, state_of
from servanda.exchange.selection import Selection, Written
from servanda.ledger.rows import span
from servanda.ledger.statements import Statement
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Undertaking

#: Types of event that take two sides, one of which may be the host.
_MEETING = frozenset({"visit", "talks", "meeting", "summit", "session", "forum"})
_HOSTED = frozenset({"visit", "talks", "meeting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event: `sort` is a type of event or the modality of a promise, the codes of both standards hang on it.

    `sources` and `targets` are codes of states and blocs; without targets all have done it together. `day` is that of
    the event where a text names it and it happened, else that on which it was first published. `time` is `future` for
    what is planned, `hypothetical` for what is proposed.
    """

    id: str
    sort: str
    day: datetime.date
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    host: str
    people: tuple[str, ...]
    time: str
    where: str
    located: Place | None
    sector: str
    reports: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """The statement that is named as the source."""
        return self.reports[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is coded: the selection, each report by itself instead of joined, and the day promises are held against."""

    only: Selection
    each_report: bool
    day: datetime.date


def coded(ledger: Ledger, asked: Asked, done: Written) -> Iterator[Coded]:
    """Encounters, then promises, the earliest first; what cannot be coded is counted in `done`."""
    for met in joined.encounters(ledger, asked.only):
        for some in [[one] for one in met.told] if asked.each_report else [met.told]:
            yield from _kept(_encounter(some, met.people), done)
    for undertaking in joined.undertakings(ledger, asked.only, asked.day):
        promises = undertaking.promises
        for some in [[one] for one in promises] if asked.each_report else [promises]:
            yield from _kept(_promise(some, undertaking), done)


def _kept(found: Coded | str, done: Written) -> Iterator[Coded]:
    if isinstance(found, str):
        done.leave(found)
    else:
        yield found


def _encounter(told: Sequence[Statement], people: Mapping[str, str]) -> Coded | str:
    """An encounter coded, or why it cannot be."""
    fields = _agreed(told)
    named = _values(told, "participants")
    states = tuple(sorted({n for n in named if n.isupper()} | {people[n] for n in named if n in people}))
    if not states:
        return "event without a state"
    day = _day(told, str(fields["date"]) if fields["status"] == "happened" else "")
    if day is None:
        return "event of no known day, told without a date"
    host = state_of(str(fields["place"])) if fields["type"] in _MEETING else ""
    visitors = tuple(state for state in states if state != host)
    hosted = fields["type"] in _HOSTED and host in states and bool(visitors)
    return Coded(
        id=told[0].id, sort=str(fields["type"]), day=day, sources=visitors if hosted else states,
        targets=(host,) if hosted else (), host=host, people=tuple(n for n in named if n in people or " " in n),
        time={"planned": "future", "proposed": "hypothetical"}.get(str(fields["status"]), ""),
        where=str(fields["place"]), located=place(str(fields["place"]), frozenset(states)), sector="",
        reports=tuple(told),
    )  # fmt: skip


def _promise(told: Sequence[Statement], undertaking: Undertaking) -> Coded | str:
    """A promise coded, or why it cannot be; joined ones by the statement that made them."""
    fields = told[0].fields
    sources = tuple(party for party in fields["actors"] if party.isupper())
    targets = tuple(party for party in fields["counterparts"] if party.isupper() and party not in sources)
    if not sources:
        return "promise without a state that acts"
    day = _day(told, "")
    if day is None:
        return "promise told without a date"
    return Coded(
        id=told[0].id if len(told) == 1 else undertaking.id, sort=str(fields["modality"]), day=day, sources=sources,
        targets=targets, host="", people=(told[0].speaker,) if told[0].speaker else (), time="", where="",
        located=None, sector=str(fields["sector"]), reports=tuple(told),
    )  # fmt: skip


def _agreed(told: Sequence[Statement]) -> dict[str, Any]:
    """What the reports say of each field: `happened` before what was planned, then the finest date, the first value."""
    status = next((s for s in ("happened", "planned", "proposed") for one in told if one.fields["status"] == s), "")
    first = {name: next(iter(_values(told, name)), "") for name in ("type", "place")}
    return {**first, "status": status, "date": max(_values(told, "date"), key=len, default="")}


def _values(told: Sequence[Statement], field: str) -> list[str]:
    every = (one.fields[field] for one in told)
    flat = (value for one in every for value in (one if isinstance(one, list) else [one]))
    return list(dict.fromkeys(value for value in flat if value))


def _day(told: Sequence[Statement], date: str) -> datetime.date | None:
    first, last = span(date)
    if first and first == last:
        return first
    published = [span(one.source.published) for one in told]
    return min((first for first, last in published if first and first == last), default=None)
