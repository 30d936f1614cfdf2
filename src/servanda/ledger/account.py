"""The account of some states: what all documents of a ledger say of them together.

`as_of` (EDTF) shows it as it stood then: nothing published later is seen, and nothing without a date; `""` shows all.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.ledger.arithmetic import Finding, findings
from servanda.ledger.encounters import Encounter, encounters
from servanda.ledger.likeness import Likeness
from servanda.ledger.people import Person, people
from servanda.ledger.series import Point, points, states_of
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import FULFILLING, Said, Undertaking, undertakings


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of some states, and what is doubtful about them."""

    states: tuple[str, ...]
    points: tuple[Point, ...]
    findings: tuple[Finding, ...]


def account(ledger: Ledger, states: Sequence[str] = (), *, indicator: str = "", as_of: str = "") -> Account:
    """The figures of the states and what is doubtful about them; without states, of any."""
    offices = statements(ledger, ["offices"], until=as_of)
    figures = statements(ledger, ["figures"], states, label=indicator, until=as_of)
    found = points(figures, states_of(offices))
    return Account(tuple(states), tuple(found), tuple(findings(found)))


def promises(ledger: Ledger, states: Sequence[str], day: datetime.date, *, as_of: str = "") -> list[Undertaking]:
    """The undertakings that name all of the states, the newest first; `day` is the one that deadlines are held against.

    They are worked out over the whole ledger: which promises are one does not hang on who is asked about.
    """
    made = statements(ledger, ["commitments"], until=as_of)
    targets = statements(ledger, ["figures"], until=as_of)
    deeds = statements(ledger, FULFILLING, until=as_of)
    found = undertakings(Said(made, targets, deeds), Likeness([*made, *deeds], ledger.stemmer), day)
    return [undertaking for undertaking in found if undertaking.parties >= set(states)]


def meetings(ledger: Ledger, states: Sequence[str], *, as_of: str = "") -> list[Encounter]:
    """The encounters that all of the states took part in, the latest first; worked out over the whole ledger."""
    offices = statements(ledger, ["offices"], until=as_of)
    found = encounters(statements(ledger, ["events"], until=as_of), states_of(offices))
    return [encounter for encounter in found if set(encounter.states) >= set(states)]


def everybody(ledger: Ledger, *, as_of: str = "") -> list[Person]:
    """All people whom the documents give a post, their names joined."""
    return people(statements(ledger, ["offices"], until=as_of))
