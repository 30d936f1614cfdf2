"""The account of some states: what all documents of a ledger say of them together, as it stood on some day."""

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
    """What was published up to `as_of` (EDTF, `""`: all) of the states; without states, of any."""
    offices = statements(ledger, ["offices"], until=as_of)
    figures = statements(ledger, ["figures"], states, label=indicator, until=as_of)
    found = points(figures, states_of(offices))
    return Account(tuple(states), tuple(found), tuple(findings(found)))


def promises(ledger: Ledger, states: Sequence[str], as_of: datetime.date) -> list[Undertaking]:
    """The undertakings that name all of the states, as they stood on a day, the newest first.

    They are worked out over the whole ledger: which promises are one does not hang on who is asked about.
    """
    until = as_of.isoformat()
    made = statements(ledger, ["commitments"], until=until)
    targets = statements(ledger, ["figures"], until=until)
    deeds = statements(ledger, FULFILLING, until=until)
    found = undertakings(Said(made, targets, deeds), Likeness([*made, *deeds], ledger.stemmer), as_of)
    return [undertaking for undertaking in found if undertaking.parties >= set(states)]


def meetings(ledger: Ledger, states: Sequence[str], *, as_of: str = "") -> list[Encounter]:
    """The encounters that all of the states took part in, the latest first; worked out over the whole ledger."""
    offices = statements(ledger, ["offices"], until=as_of)
    found = encounters(statements(ledger, ["events"], until=as_of), states_of(offices))
    return [encounter for encounter in found if set(encounter.states) >= set(states)]


def everybody(ledger: Ledger, *, as_of: str = "") -> list[Person]:
    """All people whom the documents give a post, their names joined."""
    return people(statements(ledger, ["offices"], until=as_of))
