"""The account of some states: what all documents of a ledger say of them together.

`as_of` (EDTF) shows it as it stood then: nothing published later is seen, and nothing without a date; `""` shows all.
What is stale is worked in before anything is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select

from servanda.ledger.arithmetic import Finding, findings
from servanda.ledger.database import parcels
from servanda.ledger.encounters import Encounter, Report
from servanda.ledger.rows import span
from servanda.ledger.schema import cluster_parties, clusters, members
from servanda.ledger.schema import findings as finding_table
from servanda.ledger.series import Point, points
from servanda.ledger.settle import settle
from servanda.ledger.statements import Statement, by_key, statements
from servanda.ledger.store import Ledger
from servanda.ledger.traits import block
from servanda.ledger.undertakings import SILENCE, Event, Fate, Undertaking, fate
from servanda.ledger.working import known_states

_Members = dict[int, list[tuple[Row[Any], Statement]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which promises: of one fate, of one sector, so many at the most; `""` and 0 for all."""

    fate: Fate | Literal[""] = ""
    sector: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of some states, and what is doubtful about them."""

    states: tuple[str, ...]
    points: tuple[Point, ...]
    findings: tuple[Finding, ...]


def account(ledger: Ledger, states: Sequence[str] = (), *, indicator: str = "", as_of: str = "") -> Account:
    """The figures of the states and what is doubtful about them; without states, of any."""
    stated = series(ledger, states, indicator=indicator, as_of=as_of)
    return Account(tuple(states), tuple(stated), tuple(_findings_among(ledger, stated, as_of)))


def series(ledger: Ledger, states: Sequence[str] = (), *, indicator: str = "", as_of: str = "") -> list[Point]:
    """The figures of the states in the order of publication."""
    settle(ledger)
    figures = statements(ledger, ["figures"], states, label=indicator, until=as_of)
    return _as_points(ledger, figures)


def checked(ledger: Ledger, states: Sequence[str] = (), *, as_of: str = "", limit: int = 0) -> list[Finding]:
    """What is doubtful about the figures of the states, or of any; what matters most, and is newest, comes first."""
    if not states and not as_of:
        settle(ledger)
        chosen = select(finding_table)
        order = (finding_table.c.rank, finding_table.c.newest.desc(), finding_table.c.sentence, finding_table.c.key)
        return _restored(ledger, chosen.order_by(*order).limit(limit or None))
    found = _findings_among(ledger, series(ledger, states, as_of=as_of), as_of)
    return found[: limit or None]


def promises(
    ledger: Ledger, states: Sequence[str], day: datetime.date, *, as_of: str = "", only: Wanted | None = None
) -> list[Undertaking]:
    """The undertakings that name all of the states, the newest first; `day` is the one that deadlines are held against.

    An earlier day (`as_of`) sees the steps told until then, as if nothing had come later.
    """
    settle(ledger)
    wanted = only or Wanted()
    chosen = _chosen("undertaking", states)
    if wanted.sector:
        chosen = chosen.where(clusters.c.sector == wanted.sector)
    if wanted.fate and not as_of:
        chosen = chosen.where(_fated(day) == wanted.fate)
    found = []
    for told in _told(ledger, chosen.limit(None if as_of else wanted.limit or None), as_of).values():
        undertaking = Undertaking([Event(row.step, s.source.published, s, row.why) for row, s in told])
        undertaking.fate, undertaking.why = fate(undertaking, day)
        if undertaking.promises and wanted.fate in ("", undertaking.fate):
            found.append(undertaking)
    found.sort(key=lambda u: (u.history[-1].date, u.id), reverse=True)
    return found[: wanted.limit or None]


def fates(ledger: Ledger, states: Sequence[str], day: datetime.date) -> dict[str, int]:
    """How many undertakings name all of the states, by what became of them by a day."""
    settle(ledger)
    fated = _fated(day).label("fate")
    counted = select(fated, func.count()).where(clusters.c.key.in_(_named("undertaking", states))).group_by(fated)
    with ledger.database.reading() as connection:
        return {str(name): int(count) for name, count in connection.execute(counted)}


def meetings(ledger: Ledger, states: Sequence[str], *, as_of: str = "", limit: int = 0) -> list[Encounter]:
    """The encounters that all of the states took part in, the latest first; `limit` is the most that are given."""
    settle(ledger)
    chosen = _chosen("encounter", states)
    told = _told(ledger, chosen.limit(None if as_of else limit or None), as_of)
    nations = _states(ledger, told)
    found = [
        Encounter(tuple(Report(statement, row.why, row.score) for row, statement in some), nations[key])
        for key, some in told.items()
    ]
    found.sort(key=lambda e: (e.date or e.reports[0].statement.source.published, e.id), reverse=True)
    return found[: limit or None]


def _chosen(sort: str, states: Iterable[str]) -> Select[Any]:
    """The keys of clusters that name all of the states, the newest first."""
    return _named(sort, states).order_by(clusters.c.day.desc(), clusters.c.id.desc())


def _named(sort: str, states: Iterable[str]) -> Select[Any]:
    chosen = select(clusters.c.key).where(clusters.c.sort == sort)
    for state in states:
        named = select(cluster_parties.c.cluster).where(cluster_parties.c.party == state)
        chosen = chosen.where(clusters.c.key.in_(named))
    return chosen


def _fated(day: datetime.date) -> ColumnElement[str]:
    """What became of an undertaking by a day, as `undertakings.fate` tells it."""
    c = clusters.c
    silent = and_(c.due.is_(None), c.heard < day - SILENCE)
    return case(
        (c.kept, "kept"), (c.due < day, "overdue"), (c.underway, "underway"), (silent, "silent"), else_="open"
    )  # fmt: skip


def _told(ledger: Ledger, chosen: Select[Any], as_of: str) -> _Members:
    """The members of clusters with their statements, in their order; clusters of which nothing is seen are left out."""
    last = span(as_of)[1]
    with ledger.database.reading() as connection:
        keys = list(connection.execute(chosen).scalars())
        rows: list[Row[Any]] = []
        for some in parcels(keys):
            of = select(members).where(members.c.cluster.in_(some)).order_by(members.c.cluster, members.c.ordinal)
            rows += connection.execute(of).all()
        told = by_key(connection, sorted({row.record for row in rows}))
    found: _Members = {key: [] for key in keys}
    for row in rows:
        statement = told[row.record]
        first = span(statement.source.published)[0]
        if not as_of or (first and last and first <= last):
            found[row.cluster].append((row, statement))
    return {key: some for key, some in found.items() if some}


def _states(ledger: Ledger, told: _Members) -> dict[int, tuple[str, ...]]:
    """The states that take part in each encounter, by name or by their people."""
    people = {name for some in told.values() for _, s in some for name in s.fields["participants"]}
    with ledger.database.reading() as connection:
        of = known_states(connection, people)
    found = {}
    for key, some in told.items():
        named = {name for _, s in some for name in s.fields["participants"]}
        found[key] = tuple(sorted({n for n in named if n.isupper()} | {of[n] for n in named if n in of}))
    return found


def _as_points(ledger: Ledger, figures: Sequence[Statement]) -> list[Point]:
    with ledger.database.reading() as connection:
        return points(figures, known_states(connection, {figure.speaker for figure in figures}))


def _findings_among(ledger: Ledger, stated: Sequence[Point], as_of: str) -> list[Finding]:
    """What is stored of the figures' blocks, or, when an earlier day is asked for, what these alone give."""
    if as_of:
        return findings(stated)
    blocks = sorted({block(point.statement) for point in stated})
    found: list[Finding] = []
    ids = {point.statement.id for point in stated}
    for some in parcels(blocks):
        chosen = select(finding_table).where(finding_table.c.block.in_(some)).order_by(finding_table.c.key)
        found += _restored(ledger, chosen)
    return [finding for finding in found if any(point.statement.id in ids for point in finding.points)]


def _restored(ledger: Ledger, chosen: Select[Any]) -> list[Finding]:
    with ledger.database.reading() as connection:
        rows = connection.execute(chosen).all()
        told = by_key(connection, sorted({key for row in rows for key in row.figures}))
    of = dict(zip(told, _as_points(ledger, list(told.values())), strict=True))
    return [
        Finding(row.kind, row.rule, row.sentence, row.calculation, tuple(of[key] for key in row.figures))
        for row in rows
    ]
