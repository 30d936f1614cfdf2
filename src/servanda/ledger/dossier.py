"""Everything that a ledger holds on some states, put together for the paper before a meeting."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.ledger.account import everybody, meetings, promises
from servanda.ledger.arithmetic import Finding, findings
from servanda.ledger.encounters import Encounter
from servanda.ledger.people import Person
from servanda.ledger.series import Point, points, states_of
from servanda.ledger.statements import Statement, statements
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Undertaking


@dataclass(frozen=True, slots=True)
class Named:
    """A body, paper, project, route or level of relations by its name, with all that states it, the newest last."""

    name: str
    statements: tuple[Statement, ...]

    @property
    def newest(self) -> Statement:
        """What was stated of it last."""
        return self.statements[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The account of some states as it stood on a day; the newest of everything comes first."""

    states: tuple[str, ...]
    day: datetime.date
    relations: tuple[Named, ...]
    encounters: tuple[Encounter, ...]
    figures: tuple[Point, ...]
    findings: tuple[Finding, ...]
    promises: tuple[Undertaking, ...]
    mechanisms: tuple[Named, ...]
    instruments: tuple[Named, ...]
    projects: tuple[Named, ...]
    routes: tuple[Named, ...]
    people: tuple[Person, ...]

    @property
    def empty(self) -> bool:
        """Whether the ledger holds nothing on these states together."""
        return not (self.relations or self.encounters or self.figures or self.promises or self.mechanisms
                    or self.instruments or self.projects)  # fmt: skip


def dossier(ledger: Ledger, states: Sequence[str], day: datetime.date, *, as_of: str = "") -> Dossier:
    """All that was published of these states together; deadlines are held against `day`, `as_of` as in `account`."""

    def told(kind: str) -> list[Statement]:
        return statements(ledger, [kind], states, until=as_of)

    offices = statements(ledger, ["offices"], until=as_of)
    stated = points(told("figures"), states_of(offices))
    sources = {statement.source.id for kind in ("figures", "commitments", "events") for statement in told(kind)}
    routes = [s for s in statements(ledger, ["routes"], until=as_of) if s.source.id in sources]
    return Dossier(
        states=tuple(states),
        day=day,
        relations=_named(told("relations"), "level"),
        encounters=tuple(meetings(ledger, states, as_of=as_of)),
        figures=tuple(reversed(stated)),
        findings=tuple(findings(stated)),
        promises=tuple(promises(ledger, states, day, as_of=as_of)),
        mechanisms=_named(told("mechanisms"), "name"),
        instruments=_named(told("instruments"), "name"),
        projects=_named(told("projects"), "name"),
        routes=_named(routes, "name"),
        people=tuple(p for p in everybody(ledger, as_of=as_of) if any(post.body in states for post in p.posts)),
    )


def _named(told: Iterable[Statement], field: str) -> tuple[Named, ...]:
    """Statements by the name that they give, whatever its case; what was named last comes first."""
    groups: dict[str, list[Statement]] = {}
    for statement in told:
        groups.setdefault(" ".join(statement.fields[field].casefold().split()), []).append(statement)
    found = [Named(group[-1].fields[field], tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=lambda n: (n.newest.source.published, n.name), reverse=True))
