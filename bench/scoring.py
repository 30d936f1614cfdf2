"""Score readings against gold records: how many were found, and how many of these are right in their main fields.

Written from the guide of the gold standard; it gives the same numbers as the scorer that lies beside the guide (a test
holds the two together).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.similarity import (
    Span,
    overlap_of_shorter,
    overlap_of_whole,
    same_name,
    same_number,
    same_person,
    same_set,
    shared_part,
)
from servanda.model.records import KINDS
from servanda.model.vocabulary import UNDIRECTED

Fields = Mapping[str, Any]

#: The scorer beside the guide takes two more indicators without direction than the guide's text names.
SCORED_AS_SET = UNDIRECTED | {"passenger_volume", "flights"}
#: Event types that reports use for one and the same event.
EVENT_FAMILIES = (frozenset({"talks", "meeting", "summit", "session"}), frozenset({"statement", "briefing"}))


class GoldError(Exception):
    """A gold record or a reading cannot be scored; the sentence names document and kind."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A record with its place in the text, [start, end) in code points."""

    fields: Fields
    span: Span

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)

    def text(self, name: str) -> str:
        """A field as a string, `""` when it is missing."""
        return str(self.fields.get(name) or "")

    def names(self, name: str) -> list[str]:
        """A field as a list, empty when it is missing."""
        return list(self.fields.get(name) or [])


@dataclass(frozen=True, slots=True)
class Count:
    """Records of one kind: how many pairs were found, how many of these are exact, how many stand on each side."""

    found: int = 0
    exact: int = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.found + other.found, self.exact + other.exact, self.gold + other.gold, self.read + other.read)

    @property
    def precision(self) -> float:
        return self.found / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def found_f1(self) -> float:
        return self._f1(self.found)

    @property
    def exact_f1(self) -> float:
        return self._f1(self.exact)

    def _f1(self, hits: int) -> float:
        return 2 * hits / (self.gold + self.read) if hits else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that was missed, invented or read inexactly; the side that has none is None."""

    document: str
    kind: str
    gold: Fields | None
    read: Fields | None

    @property
    def verdict(self) -> str:
        if self.read is None:
            return "missed"
        return "invented" if self.gold is None else "inexact"


@dataclass(slots=True)
class Score:
    """The counts by kind of one document or of many, the topics apart, and every difference."""

    counts: dict[str, Count] = field(default_factory=lambda: dict.fromkeys(KINDS, Count()))
    topics: Count = field(default_factory=Count)
    differences: list[Difference] = field(default_factory=list)

    @property
    def overall(self) -> Count:
        """The sum over the kinds of record; topics stand outside of it."""
        return sum(self.counts.values(), Count())

    def rows(self) -> dict[str, Count]:
        """The counts in the order in which they are shown."""
        return {**self.counts, "overall": self.overall, "topics": self.topics}

    def add(self, other: Score) -> None:
        """Add the score of another document."""
        for kind, count in other.counts.items():
            self.counts[kind] += count
        self.topics += other.topics
        self.differences += other.differences


# --- whether a record that was read is the one that the gold has: likeness, 0 when it is another -------------------


def _found_figure(gold: Placed, read: Placed) -> float:
    same_amount = same_number(gold["value"], read["value"]) and gold["unit"] == read["unit"]
    if not same_amount or gold["indicator"] != read["indicator"]:
        return 0.0
    return 0.5 + 0.5 * overlap_of_shorter(gold.span, read.span)


def _found_event(gold: Placed, read: Placed) -> float:
    types = {gold["type"], read["type"]}
    if len(types) > 1 and not any(types <= family for family in EVENT_FAMILIES):
        return 0.0
    share = shared_part(gold.names("participants"), read.names("participants"), same_person)
    near = overlap_of_shorter(gold.span, read.span)
    return 0.6 * share + 0.4 * near if max(share, near) >= 0.5 else 0.0


def _found_office(gold: Placed, read: Placed) -> float:
    if not same_name(gold.text("position"), read.text("position"), 0.5):
        return 0.0
    return same_person(gold.text("person"), read.text("person"))


def _found_quotation(gold: Placed, read: Placed) -> float:
    share = overlap_of_whole(gold.span, read.span)
    return share if share >= 0.7 else 0.0


def _found_commitment(gold: Placed, read: Placed) -> float:
    share = overlap_of_shorter(gold.span, read.span)
    return share if share >= 0.5 and overlap_of_whole(gold.span, read.span) >= 0.2 else 0.0


def _found_named(gold: Placed, read: Placed) -> float:
    by_name = same_name(gold.text("name"), read.text("name"), 0.5)
    if by_name:
        return by_name
    return 0.5 if overlap_of_whole(gold.span, read.span) >= 0.6 else 0.0


def _found_relation(gold: Placed, read: Placed) -> float:
    return float(_same_parties(gold, read) and gold["level"] == read["level"])


# --- whether the main fields of a found record are right ------------------------------------------------------------


def _same_parties(gold: Placed, read: Placed) -> bool:
    return same_set(gold.names("parties"), read.names("parties"))


def _same_fields(gold: Placed, read: Placed, *names: str) -> bool:
    return all(gold[name] == read[name] for name in names)


def _exact_figure(gold: Placed, read: Placed) -> bool:
    undirected = gold["indicator"] in SCORED_AS_SET
    parties = _same_parties(gold, read) if undirected else gold["parties"] == read["parties"]
    return parties and _same_fields(gold, read, "kind", "period")


def _exact_event(gold: Placed, read: Placed) -> bool:
    share = shared_part(gold.names("participants"), read.names("participants"), same_person)
    return share >= 0.8 and _same_fields(gold, read, "date", "status")


def _exact_office(gold: Placed, read: Placed) -> bool:
    return bool(same_name(gold.text("body"), read.text("body"), 0.5))


def _exact_quotation(gold: Placed, read: Placed) -> bool:
    return bool(same_person(gold.text("speaker"), read.text("speaker")))


def _exact_commitment(gold: Placed, read: Placed) -> bool:
    return same_set(gold.names("actors"), read.names("actors")) and _same_fields(gold, read, "modality", "deadline")


def _exact_mechanism(gold: Placed, read: Placed) -> bool:
    return _same_parties(gold, read) and _same_fields(gold, read, "stage")


def _exact_instrument(gold: Placed, read: Placed) -> bool:
    return _same_parties(gold, read) and _same_fields(gold, read, "type", "date")


def _exact_project(gold: Placed, read: Placed) -> bool:
    return _same_parties(gold, read) and _same_fields(gold, read, "stage", "sector")


def _always(_gold: Placed, _read: Placed) -> bool:
    return True


FOUND: Mapping[str, Callable[[Placed, Placed], float]] = {
    "figures": _found_figure,
    "events": _found_event,
    "offices": _found_office,
    "quotations": _found_quotation,
    "commitments": _found_commitment,
    "mechanisms": _found_named,
    "instruments": _found_named,
    "projects": _found_named,
    "routes": _found_named,
    "relations": _found_relation,
}
EXACT: Mapping[str, Callable[[Placed, Placed], bool]] = {
    "figures": _exact_figure,
    "events": _exact_event,
    "offices": _exact_office,
    "quotations": _exact_quotation,
    "commitments": _exact_commitment,
    "mechanisms": _exact_mechanism,
    "instruments": _exact_instrument,
    "projects": _exact_project,
    "routes": _always,
    "relations": _always,
}


# --- documents ------------------------------------------------------------------------------------------------------


def place(record: Fields, text: str, where: str) -> Placed:
    """A record with its place: that of its evidence, else where its quote stands first; GoldError when nowhere."""
    evidence = record.get("evidence")
    if evidence is not None:
        return Placed(record, (int(evidence["start"]), int(evidence["end"])))
    quote = str(record["quote"])
    start = text.find(quote)
    if start < 0:
        raise GoldError(f"{where}: the quote does not stand in the text: {quote[:80]!r}")
    return Placed(record, (start, start + len(quote)))


def pair(kind: str, gold: Sequence[Placed], read: Sequence[Placed]) -> list[tuple[int, int]]:
    """Pairs of positions, the likest first, each record in one pair at most."""
    likeness = FOUND[kind]
    candidates = [(likeness(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    candidates.sort(key=lambda candidate: -candidate[0])
    paired: list[tuple[int, int]] = []
    free_gold, free_read = set(range(len(gold))), set(range(len(read)))
    for score, i, j in candidates:
        if score > 0 and i in free_gold and j in free_read:
            free_gold.remove(i)
            free_read.remove(j)
            paired.append((i, j))
    return paired


def score_kind(document: str, kind: str, gold: Sequence[Placed], read: Sequence[Placed]) -> Score:
    """The score of one kind in one document."""
    pairs = pair(kind, gold, read)
    inexact = [(i, j) for i, j in pairs if not EXACT[kind](gold[i], read[j])]
    paired_gold, paired_read = {i for i, _ in pairs}, {j for _, j in pairs}
    differences = [
        *(Difference(document, kind, g.fields, None) for i, g in enumerate(gold) if i not in paired_gold),
        *(Difference(document, kind, None, r.fields) for j, r in enumerate(read) if j not in paired_read),
        *(Difference(document, kind, gold[i].fields, read[j].fields) for i, j in inexact),
    ]
    score = Score(differences=differences)
    score.counts[kind] = Count(len(pairs), len(pairs) - len(inexact), len(gold), len(read))
    return score


def score_topics(gold: Sequence[str], read: Sequence[str]) -> Count:
    """Topics as sets: what both name is found, and exact."""
    mine, theirs = set(gold), set(read)
    both = len(mine & theirs)
    return Count(both, both, len(mine), len(theirs))


def score_document(name: str, text: str, gold: Fields, read: Fields | None) -> Score:
    """The score of a document's reading (`to_dict()` of it) against its gold; None stands for a document not read."""
    reading = read or {}
    total = Score(topics=score_topics(gold.get("topics", []), reading.get("topics", [])))
    for kind in KINDS:
        where = f"{name} {kind}"
        mine = [place(record, text, f"{where} (gold)") for record in gold.get(kind, [])]
        theirs = [place(record, text, f"{where} (read)") for record in reading.get(kind, [])]
        total.add(score_kind(name, kind, mine, theirs))
    return total
