"""A record as an entry to be read: a headline, a mark of its state, and its other fields in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from servanda.model.amounts import amount_words, exact_amount
from servanda.model.records import (
    Commitment,
    Event,
    Figure,
    Instrument,
    Mechanism,
    Office,
    Project,
    Quotation,
    Record,
    Relation,
    Route,
)
from servanda.report.wording import code_words, date_words, party_name

#: Indicators whose first party sends and whose second receives (guide, "figures").
_FLOWS = frozenset({"exports", "fdi"})
#: Indicators that say what a bare count counts.
_COUNTED = frozenset({"agreements", "companies", "flights", "jobs", "joint_projects", "students"})


@dataclass(frozen=True, slots=True)
class Term:
    """Words to show, what stands behind them (`""`: nothing more), and what they are.

    `own`: the document's own words, in its language; `short`: a code, for which `behind` is the name.
    """

    text: str
    behind: str = ""
    own: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its label, with its terms and what stands between them."""

    label: str
    terms: tuple[Term, ...]
    joint: str = ", "

    def __str__(self) -> str:
        return self.joint.join(term.text for term in self.terms)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in words; fields that the text leaves open are left out."""

    headline: Term
    state: str
    fields: tuple[Field, ...]


def entry(record: Record) -> Entry:
    """A record as an entry; the speaker is its last field, but heads a quotation."""
    made = _ENTRIES[record.kind_of](record)
    fields = made.fields
    if not isinstance(record, Quotation):
        fields = (*fields, *_names("Speaker", [record.speaker]))
    return Entry(made.headline, made.state, tuple(field for field in fields if field.terms))


def term(name: str) -> Term:
    """A party, person or place: a code with the name behind it, else the name as the text has it."""
    full = party_name(name)
    return Term(name, full, own=not name.isascii(), short=bool(full))


def _names(label: str, names: Iterable[str], joint: str = ", ") -> tuple[Field]:
    return (Field(label, tuple(term(name) for name in names if name), joint),)


def _date(label: str, date: str) -> tuple[Field]:
    return (Field(label, (Term(date_words(date), date),) if date else ()),)


def _words(label: str, code: str) -> tuple[Field]:
    return (Field(label, (Term(code_words(code)),) if code else ()),)


def _state(code: str) -> str:
    return code_words(code).lower()


def _type(code: str, noun: str) -> Term:
    """A type as a headline; "other" alone says nothing, "Other event" does."""
    return Term(f"Other {noun}" if code == "other" else code_words(code))


def _figure(record: Figure) -> Entry:
    words = amount_words(record.value, record.unit, record.comparator, change=record.kind == "change")
    if record.unit == "count" and record.indicator in _COUNTED and record.value != 1:
        words = f"{words} {code_words(record.indicator).lower()}"
    flow = record.indicator in _FLOWS and len(record.parties) == 2
    return Entry(
        Term(words, exact_amount(record.value, record.unit)),
        _state(record.kind),
        (
            *_words("Indicator", record.indicator),
            *_names("Parties", record.parties, " \N{RIGHTWARDS ARROW} " if flow else ", "),
            *_date("Period", record.period),
        ),
    )


def _event(record: Event) -> Entry:
    return Entry(
        _type(record.type, "event"),
        _state(record.status),
        (
            *_date("Date", record.date),
            *_names("Place", [record.place]),
            *_names("Participants", record.participants),
        ),
    )


def _office(record: Office) -> Entry:
    return Entry(term(record.person), "", (*_names("Position", [record.position]), *_names("Body", [record.body])))


def _quotation(record: Quotation) -> Entry:
    return Entry(term(record.speaker) if record.speaker else Term("Speaker unknown"), "", ())


def _commitment(record: Commitment) -> Entry:
    return Entry(
        term(record.action) if record.action else Term(code_words(record.modality)),
        _state(record.modality),
        (
            *_names("Actors", record.actors),
            *_names("Counterparts", record.counterparts),
            *_date("Deadline", record.deadline),
            *_words("Sector", record.sector),
        ),
    )


def _mechanism(record: Mechanism) -> Entry:
    return Entry(term(record.name), _state(record.stage), _names("Parties", record.parties))


def _instrument(record: Instrument) -> Entry:
    return Entry(
        term(record.name),
        _state(record.stage),
        (*_words("Type", record.type), *_names("Parties", record.parties), *_date("Date", record.date)),
    )


def _project(record: Project) -> Entry:
    return Entry(
        term(record.name),
        _state(record.stage),
        (
            *_words("Sector", record.sector),
            *_names("Place", [record.place]),
            *_names("Parties", record.parties),
        ),
    )


def _route(record: Route) -> Entry:
    return Entry(term(record.name), "", ())


def _relation(record: Relation) -> Entry:
    return Entry(_type(record.level, "level"), "", _names("Parties", record.parties))


_ENTRIES: dict[str, Callable[[Any], Entry]] = {
    Figure.kind_of: _figure,
    Event.kind_of: _event,
    Office.kind_of: _office,
    Quotation.kind_of: _quotation,
    Commitment.kind_of: _commitment,
    Mechanism.kind_of: _mechanism,
    Instrument.kind_of: _instrument,
    Project.kind_of: _project,
    Route.kind_of: _route,
    Relation.kind_of: _relation,
}
