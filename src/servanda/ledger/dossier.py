"""Everything that a ledger holds on some states, put together for the paper before a meeting."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from servanda.ledger.account import Wanted, account, fates, meetings, promises
from servanda.ledger.arithmetic import Finding
from servanda.ledger.bodies import Body, joined
from servanda.ledger.encounters import Encounter
from servanda.ledger.naming import name_of
from servanda.ledger.people import Person, posts
from servanda.ledger.rows import Stemmer
from servanda.ledger.series import Point
from servanda.ledger.statements import Statement, beside, statements
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Fate, Undertaking

#: How many promises of each fate, and people of each state, a dossier for the short paper holds.
BRIEF = 40
_NAMED = ("relations", "mechanisms", "instruments", "projects")


@dataclass(frozen=True, slots=True)
class Named:
    """A paper, project, route or level of relations by its name, with all that states it, the newest last."""

    name: str
    statements: tuple[Statement, ...]

    @property
    def newest(self) -> Statement:
        """What was stated of it last."""
        return self.statements[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The account of some states as it stood on a day; the newest of everything comes first.

    `fates` counts all promises by what became of them, even those that are left out.
    """

    states: tuple[str, ...]
    day: datetime.date
    relations: tuple[Named, ...]
    encounters: tuple[Encounter, ...]
    figures: tuple[Point, ...]
    findings: tuple[Finding, ...]
    promises: tuple[Undertaking, ...]
    fates: Mapping[str, int]
    bodies: tuple[Body, ...]
    instruments: tuple[Named, ...]
    projects: tuple[Named, ...]
    routes: tuple[Named, ...]
    people: tuple[Person, ...]

    @property
    def empty(self) -> bool:
        """Whether the ledger holds nothing on these states together."""
        return not (self.relations or self.encounters or self.figures or self.promises or self.bodies
                    or self.instruments or self.projects)  # fmt: skip


def dossier(ledger: Ledger, states: Sequence[str], day: datetime.date, *, as_of: str = "", most: int = 0) -> Dossier:
    """All that was published of these states together; deadlines are held against `day`, `as_of` as in `account`.

    `most`: so many promises of each fate and people of each state at the most; 0 for all.
    """
    followed = _promises(ledger, states, day, as_of, most)
    stated = account(ledger, states, as_of=as_of)
    told: dict[str, list[Statement]] = {kind: [] for kind in _NAMED}
    encounters = meetings(ledger, states, as_of=as_of)
    for statement in statements(ledger, _NAMED, states, until=as_of):
        told[statement.kind].append(statement)
    return Dossier(
        states=tuple(states),
        day=day,
        relations=_named(told["relations"], "level"),
        encounters=tuple(encounters),
        figures=tuple(reversed(stated.points)),
        findings=stated.findings,
        promises=tuple(followed),
        fates=fates(ledger, states, day) if most and not as_of else Counter(one.fate for one in followed),
        bodies=tuple(joined(ledger, told["mechanisms"], encounters)),
        instruments=_named(told["instruments"], "name", ledger.stemmer),
        projects=_named(told["projects"], "name", ledger.stemmer),
        routes=_named(beside(ledger, "routes", states, until=as_of), "name", ledger.stemmer),
        people=tuple(posts(ledger, states, as_of=as_of, most=most)),
    )


def _promises(ledger: Ledger, states: Sequence[str], day: datetime.date, as_of: str, most: int) -> list[Undertaking]:
    if not most or as_of:
        return promises(ledger, states, day, as_of=as_of)
    chosen = (promises(ledger, states, day, only=Wanted(fate=fate, limit=most)) for fate in get_args(Fate))
    return [undertaking for some in chosen for undertaking in some]


def _named(told: Iterable[Statement], field: str, stemmer: Stemmer | None = None) -> tuple[Named, ...]:
    """Statements by the name that they give, in whatever case (by its code without a stemmer); the newest comes first.

    A paper, project or route by a shorter name may be another one: only the same words are one name.
    """
    groups: dict[object, list[Statement]] = {}
    for statement in told:
        name = statement.fields[field]
        groups.setdefault(name_of(name, stemmer).key if stemmer else name, []).append(statement)
    found = [Named(group[-1].fields[field], tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=lambda n: (n.newest.source.published, n.name), reverse=True))
