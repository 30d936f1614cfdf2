"""How doubtful a record is by itself: what is known of its rule and kind, and what speaks against this one.

The number is the share of such records that is expected not to be right in every field. It starts from the judgements
that people made in this ledger on records of the rule; where these are few, from those on the kind; and where these are
few, from the judgement of 244 records in docs/quality.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from servanda.ledger.judgements import standing
from servanda.ledger.schema import judgements, records

Fields = Mapping[str, Any]
Test = Callable[[str, Fields], str]

#: Records judged, and right in every field, by kind: both sets of docs/quality.md together.
_BEFORE: dict[str, tuple[int, int]] = {
    "figures": (44, 15), "events": (64, 29), "offices": (58, 48), "quotations": (10, 9), "commitments": (22, 16),
    "mechanisms": (8, 8), "instruments": (15, 12), "projects": (12, 6), "routes": (5, 5), "relations": (6, 5),
}  # fmt: skip
_TRUST = 10  # records judged that weigh as much as what is known without them


@dataclass(frozen=True, slots=True)
class Experience:
    """How many records of each rule and kind were judged, and how many of them wrong or inexact."""

    judged: Counter[tuple[str, str]]
    wrong: Counter[tuple[str, str]]

    @classmethod
    def of(cls, connection: Connection) -> Experience:
        """From what stands of the judgements."""
        stands = standing(connection)
        bad = stands.rejected | set(stands.corrected)
        of_one = (judgements.c.other == "") & judgements.c.verdict.in_(("accept", "reject", "correct"))
        asked = (
            select(records.c.id, records.c.kind, records.c.rule)
            .join(judgements, judgements.c.record == records.c.id)
            .where(of_one & judgements.c.undone.is_(None))
            .distinct()
        )
        judged: Counter[tuple[str, str]] = Counter()
        wrong: Counter[tuple[str, str]] = Counter()
        for row in connection.execute(asked):
            for key in ((row.kind, row.rule), (row.kind, "")):
                judged[key] += 1
                wrong[key] += row.id in bad
        return cls(judged, wrong)

    def expected(self, kind: str, rule: str) -> float:
        """The share of a rule's records that is expected to be wrong or inexact, 0 to 1."""
        seen, right = _BEFORE.get(kind, (0, 0))
        share = (seen - right + 1) / (seen + 2)  # Laplace's rule: nothing is certain after ten records
        for key in ((kind, ""), (kind, rule)):
            share = (self.wrong[key] + _TRUST * share) / (self.judged[key] + _TRUST)
        return share

    def told(self, kind: str, rule: str) -> str:
        """Where the expectation comes from, in words."""
        share = f"of {kind} like it {self.expected(kind, rule):.0%} are expected to need a hand"
        seen = self.judged[kind, rule]
        return f"{share} (of its rule {self.wrong[kind, rule]} of {seen} judged did)" if seen else share


def doubts(found: Sequence[tuple[str, Fields, float]]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The doubt of each record of a document, 0 to 1, and what speaks against it; given: kind, fields, expectation."""
    alike = Counter((kind, _likeness(kind, fields)) for kind, fields, _ in found)
    for kind, fields, expected in found:
        right, told = 1 - expected, []
        if kind in _SAME and alike[kind, _likeness(kind, fields)] > 1:
            right *= 1 - _TOLD_TWICE
            told.append(f"another record of its document has the same {' and '.join(_SAME[kind])}")
        for test, weight in AGAINST:
            if says := test(kind, fields):
                right *= 1 - weight
                told.append(says)
        yield 1 - right, tuple(told)


def _likeness(kind: str, fields: Fields) -> tuple[Any, ...]:
    """What two records of one document do not share unless one thing is told twice."""
    return tuple(fields[name] for name in _SAME.get(kind, ()))


def names_nobody(kind: str, fields: Fields) -> str:
    """Nobody is named whom it is about."""
    missing = [role for role in ("parties", "participants", "actors") if role in fields and not fields[role]]
    return f"it names no {missing[0]}" if missing else ""


def names_one_side(kind: str, fields: Fields) -> str:
    """A paper with one party alone."""
    return "it names one of its parties only" if kind == "instruments" and len(fields["parties"]) == 1 else ""


def names_states_alone(kind: str, fields: Fields) -> str:
    """A meeting of states whose people are not named."""
    people = [name for name in fields.get("participants", ()) if " " in name]
    return "it names states, and nobody who came" if fields.get("participants") and not people else ""


def has_no_time(kind: str, fields: Fields) -> str:
    """The period, date or day is not known."""
    missing = [name for name in ("period", "date") if fields.get(name) == ""]
    return f"it has no {missing[0]}" if missing else ""


def has_no_place(kind: str, fields: Fields) -> str:
    """The place of an event is not known."""
    return "it has no place" if kind == "events" and not fields["place"] else ""


def has_one_name(kind: str, fields: Fields) -> str:
    """A person is named by one word."""
    return "the person is named by one word" if kind == "offices" and " " not in fields["person"] else ""


def is_of_no_body(kind: str, fields: Fields) -> str:
    """The post is of no body."""
    return "the post is of no body" if kind == "offices" and not fields["body"] else ""


def is_of_no_listed_sort(kind: str, fields: Fields) -> str:
    """The list of the guide has no word for it."""
    found = [name for name in ("indicator", "type", "level") if fields.get(name) == "other"]
    return f"its {found[0]} is none of the list" if found else ""


_SAME: dict[str, tuple[str, ...]] = {
    "figures": ("indicator", "value"), "events": ("type", "date"), "offices": ("person",), "mechanisms": ("name",),
    "instruments": ("name",), "projects": ("name",), "routes": ("name",),
}  # fmt: skip
#: What speaks against a record, and how much of the likelihood of its being right it takes away: on our gold sets
#: (852 records) events without people, time or place are inexact twice to three times as often as others. The other
#: weights are small where these sets show no difference, and taken from docs/quality.md where they have no case.
AGAINST: tuple[tuple[Test, float], ...] = (
    (names_states_alone, 0.2), (has_no_time, 0.2), (names_nobody, 0.2), (has_one_name, 0.2), (is_of_no_body, 0.2),
    (has_no_place, 0.1), (names_one_side, 0.1), (is_of_no_listed_sort, 0.05),
)  # fmt: skip
_TOLD_TWICE = 0.1  # the same of a record that is like another one of its document
