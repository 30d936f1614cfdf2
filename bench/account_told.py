"""What a ledger tells of the documents of the gold, in the form in which it is scored: groups, fates, findings."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from bench.account_gold import Gold, Named, Promise
from bench.account_scoring import Found, align
from bench.similarity import same_person, words
from servanda.ledger.account import account, meetings, promises
from servanda.ledger.arithmetic import Finding
from servanda.ledger.schema import names as known_names
from servanda.ledger.settle import settle
from servanda.ledger.statements import Statement, statements
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Undertaking

_NAMING = ("offices", "events", "quotations", "commitments", "figures")
#: A calculation of what a target would take is no doubt.
_NO_DOUBT = {"pace"}


@dataclass(slots=True)
class Told:
    """By the key of a gold mention that was read: the ledger's group, or the record's id (promises, figures)."""

    people: dict[str, str] = field(default_factory=dict)
    encounters: dict[str, str] = field(default_factory=dict)
    undertakings: dict[str, str] = field(default_factory=dict)
    promises: dict[str, str] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    findings: list[tuple[Finding, list[frozenset[str]]]] = field(default_factory=list)


def tell(ledger: Ledger, gold: Gold) -> Told:
    """Ask the ledger everything but fates, and align what it tells with the gold."""
    told = Told(people=_people(ledger, gold.people))
    events = [report for reports in gold.encounters.values() for report in reports]
    read = align(events, _found(statements(ledger, ["events"]), "type"))
    groups = {report.statement.id: e.id for e in meetings(ledger, ()) for report in e.reports}
    told.encounters = {key: groups.get(record, record) for key, record in read.items()}
    made = [mention for promise in gold.undertakings for mention, _ in promise.statements]
    told.promises = align(made, _found(statements(ledger, ["commitments"])))
    last = promises(ledger, (), datetime.date.max)
    groups = {event.statement.id: u.id for u in last for event in u.history if event.step != "kept"}
    steps = {event.statement.id: event.step for u in last for event in u.history if event.step != "kept"}
    told.undertakings = {key: groups.get(record, record) for key, record in told.promises.items()}
    told.steps = {key: steps.get(record, "") for key, record in told.promises.items()}
    told.figures = align(gold.figures, _found(statements(ledger, ["figures"])))
    by_record = {record: key for key, record in told.figures.items()}
    for finding in account(ledger).findings:
        if finding.kind not in _NO_DOUBT:
            keys = [frozenset({by_record.get(point.statement.id, "")} - {""}) for point in finding.points]
            told.findings.append((finding, keys))
    return told


def fates(ledger: Ledger, undertakings: Sequence[Promise], day: str, read: Mapping[str, str]) -> dict[str, str]:
    """What the ledger tells of undertakings on a day, by their gold id; nothing of those of which nothing was read.

    `read` gives the record of each gold statement that was read (`Told.promises`).
    """
    known: dict[str, Undertaking] = {}
    for undertaking in promises(ledger, (), datetime.date.fromisoformat(day), as_of=day):
        known |= {event.statement.id: undertaking for event in undertaking.history if event.step != "kept"}
    told: dict[str, str] = {}
    for promise in undertakings:
        held = [known[read[m.key]] for m, _ in promise.statements if m.key in read and read[m.key] in known]
        if held:
            told[promise.id] = max(held, key=lambda u: (sum(o is u for o in held), u.fate == "kept")).fate
    return told


def _found(told: Iterable[Statement], label: str = "") -> list[Found]:
    return [Found(s.id, s.source.name, s.start, s.end, s.fields[label] if label else "") for s in told]


def _people(ledger: Ledger, named: Sequence[Named]) -> dict[str, str]:
    """The person of the ledger of each gold mention whose name the reader gives in that document."""
    names: defaultdict[str, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
    for statement in statements(ledger, _NAMING):
        fields = statement.fields
        for name in {statement.speaker, fields.get("person", ""), *fields.get("participants", ())} - {""}:
            spans = names[statement.source.name].setdefault(name, [])
            if statement.kind == "offices":
                spans.append((statement.start, statement.end))
    settle(ledger)
    with ledger.database.reading() as connection:
        chosen = select(known_names.c.name, known_names.c.person)
        bearers = {str(name): str(person) for name, person in connection.execute(chosen)}
    told = {}
    for gold in named:
        document = gold.mention.document
        others = {o.name for o in named if o.mention.document == document and o.person != gold.person}
        own = {name: spans for name, spans in names[document].items() if name not in others}
        if name := _name_of(gold, own):
            told[gold.mention.key] = bearers.get(name, name)
    return told


def _name_of(gold: Named, names: Mapping[str, Sequence[tuple[int, int]]]) -> str:
    """The name by which the reader knows a person of a document: that of the gold, that of the place, the likest."""
    (start, end), *_ = gold.mention.spans
    scored = [
        (name == gold.name, any(s < end and start < e for s, e in spans), same_person(gold.name, name), name)
        for name, spans in names.items()
        if same_person(gold.name, name) > 0 and _may_be(gold.name, name)
    ]
    return max(scored, default=(False, False, 0.0, ""))[3]


def _may_be(one: str, other: str) -> bool:
    """Whether given names, or their initials, do not stand against each other."""
    mine, theirs = words(one), words(other)
    return len(mine) < 2 or len(theirs) < 2 or any(a[0] == b[0] for a in mine[:-1] for b in theirs[:-1])
