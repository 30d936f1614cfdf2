"""Encounters and undertakings of a ledger one after the other, so many at a time in memory."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from servanda.exchange.selection import Selection
from servanda.ledger.database import parcels
from servanda.ledger.encounters import Encounter, Report
from servanda.ledger.rows import span
from servanda.ledger.schema import cluster_parties, clusters, documents, members, runs
from servanda.ledger.settle import settle
from servanda.ledger.statements import Statement, by_key
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Event, Undertaking, fate
from servanda.ledger.working import known_states

_Told = list[tuple[Row[Any], Statement]]


@dataclass(frozen=True, slots=True)
class Met:
    """An encounter, and for each person whom its reports name the state for which he or she speaks, if known."""

    encounter: Encounter
    people: dict[str, str]

    @property
    def told(self) -> list[Statement]:
        """What its reports say, in the order of publication."""
        return [report.statement for report in self.encounter.reports]


def encounters(ledger: Ledger, only: Selection) -> Iterator[Met]:
    """The encounters that all of the states took part in, the earliest first.

    One is in when a report of it was published between the two dates; reports published after the last are not seen.
    """
    settle(ledger)
    with ledger.database.reading() as connection:
        for some in _clusters(connection, "encounter", only):
            people = known_states(connection, {name for told in some for _, s in told for name in _named(s)})
            for told in some:
                named = {name for _, s in told for name in _named(s)}
                own = {name: people[name] for name in sorted(named) if name in people}
                states = {name for name in named if name.isupper()} | set(own.values())
                reports = tuple(Report(statement, row.why, row.score) for row, statement in told)
                yield Met(Encounter(reports, tuple(sorted(states))), own)


def undertakings(ledger: Ledger, only: Selection, day: datetime.date) -> Iterator[Undertaking]:
    """The undertakings that name all of the states, the earliest first, as they stand on a day; dates as above."""
    settle(ledger)
    with ledger.database.reading() as connection:
        for some in _clusters(connection, "undertaking", only):
            for told in some:
                found = Undertaking([Event(row.step, s.source.published, s, row.why) for row, s in told])
                if found.promises:
                    found.fate, found.why = fate(found, day)
                    yield found


def _named(statement: Statement) -> list[str]:
    return list(statement.fields["participants"])


def number(ledger: Ledger) -> int:
    """How many encounters and undertakings there are."""
    with ledger.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(clusters)).scalar_one())


def _clusters(connection: Connection, sort: str, only: Selection) -> Iterator[list[_Told]]:
    """The members of the clusters that are in, in their order; some clusters at a time."""
    chosen = select(clusters.c.key).where(clusters.c.sort == sort).order_by(clusters.c.day, clusters.c.id)
    for state in only.states:
        named = select(cluster_parties.c.cluster).where(cluster_parties.c.party == state)
        chosen = chosen.where(clusters.c.key.in_(named))
    seen = dataclasses.replace(only, since="")
    for keys in parcels(list(connection.execute(chosen).scalars())):
        of = select(members).where(members.c.cluster.in_(keys)).order_by(members.c.cluster, members.c.ordinal)
        rows = connection.execute(of).all()
        statements = by_key(connection, sorted({row.record for row in rows}))
        grouped = {key: list(group) for key, group in itertools.groupby(rows, key=lambda row: int(row.cluster))}
        found = []
        for key in keys:
            told = [(row, statements[row.record]) for row in grouped.get(key, ()) if row.record in statements]
            told = [(row, s) for row, s in told if seen.holds(s.source.published)]
            if any(only.holds(s.source.published) for _, s in told):
                found.append(told)
        yield found


def day_of(ledger: Ledger, only: Selection) -> datetime.date:
    """The day on which the account is shown, and deadlines are held against: not today's, so that files stay the same.

    It is the last date chosen, else the last on which something was published, else that of the last reading.
    """
    if day := span(only.last)[1]:
        return day
    with ledger.database.reading() as connection:
        published: datetime.date | None = connection.execute(select(func.max(documents.c.since))).scalar()
        started: datetime.datetime | None = connection.execute(select(func.max(runs.c.started))).scalar()
    return published or (started.date() if started else datetime.date.min)
