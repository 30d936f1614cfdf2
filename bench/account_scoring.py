"""How the account of a ledger is scored against the gold of the stories (`bench/stories/README.md`): pure functions.

A gold mention is a place in a document. It is aligned with the record of its kind whose words overlap its own most;
what the ledger joined is then compared pair by pair. A mention for which the reader has no record counts as alone: the
score "of all" has it as the reader's miss, the score "of what was read" leaves it out.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

#: Types that two writers give to one and the same event.
KIN = (frozenset({"talks", "meeting", "summit"}), frozenset({"session", "forum"}), frozenset({"opening", "ceremony"}))
_MUST_OVERLAP = 0.5  # of the shorter words, when the types differ


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a document that the gold names: spans of code points, and the type of an event (else `""`)."""

    key: str
    document: str
    spans: tuple[tuple[int, int], ...]
    type: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record of the ledger: where its words stand."""

    id: str
    document: str
    start: int
    end: int
    type: str = ""


@dataclass(slots=True)
class Pairs:
    """Pairs of mentions that are one by the gold, by the ledger, and by both; the names of those that only one has."""

    gold: int = 0
    told: int = 0
    right: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    invented: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the pairs that the ledger joined, the share that is right; 1 when it joined none."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs of the gold, the share that the ledger joined; 1 when there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.gold + self.told
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Share:
    """How many of some things are right, and the names of those that are not."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, right: bool, name: str) -> None:
        """Count one."""
        self.of += 1
        self.right += right
        if not right:
            self.wrong.append(name)

    @property
    def value(self) -> float:
        """The share; 1 of none."""
        return self.right / self.of if self.of else 1.0


def align(mentions: Sequence[Mention], records: Sequence[Found]) -> dict[str, str]:
    """The id of the record of each mention that has one; a record serves one mention, the best overlaps go first."""
    by_document: defaultdict[str, list[Found]] = defaultdict(list)
    for record in records:
        by_document[record.document].append(record)
    scored = [
        (fit, mention.key, record.id)
        for mention in mentions
        for record in by_document[mention.document]
        if (fit := _fit(mention, record)) > 0
    ]
    taken: dict[str, str] = {}
    used: set[str] = set()
    for _, key, record_id in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if key not in taken and record_id not in used:
            taken[key] = record_id
            used.add(record_id)
    return taken


def _fit(mention: Mention, record: Found) -> float:
    """0 for what has no word in common; else the shared part of both, one more when their types agree."""
    best = 0.0
    kin = not mention.type or mention.type == record.type or any({mention.type, record.type} <= k for k in KIN)
    for start, end in mention.spans:
        shared = min(end, record.end) - max(start, record.start)
        if shared <= 0 or (not kin and shared < _MUST_OVERLAP * min(end - start, record.end - record.start)):
            continue
        best = max(best, shared / (max(end, record.end) - min(start, record.start)) + kin)
    return best


def pairs(gold: Mapping[str, Hashable], told: Mapping[str, Hashable], names: Mapping[str, str] | None = None) -> Pairs:
    """Compare two groupings of mentions; a mention without a group in `told` stands alone."""
    names = names or {}
    result = Pairs()
    for one, other in itertools.combinations(sorted(gold), 2):
        same = gold[one] == gold[other]
        joined = one in told and other in told and told[one] == told[other]
        result.gold += same
        result.told += joined
        result.right += same and joined
        pair = (names.get(one, one), names.get(other, other))
        if same and not joined:
            result.missed.append(pair)
        elif joined and not same:
            result.invented.append(pair)
    return result


def only(grouping: Mapping[str, Hashable], keys: Iterable[str]) -> dict[str, Hashable]:
    """A grouping of some of its mentions alone."""
    kept = set(keys)
    return {key: group for key, group in grouping.items() if key in kept}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction, mirror difference or doubt: by the gold, each side is figures any of which will do."""

    kind: str
    sides: tuple[frozenset[str], ...]
    name: str


def matches(gold: Doubt, kind: str, figures: Sequence[frozenset[str]]) -> bool:
    """Whether a finding of the ledger is that of the gold: its kind, no figure of another, two sides at the least.

    Each of `figures` is one point of the finding: the gold figures that its words overlap.
    """
    if kind != gold.kind:
        return False
    touched = {n for figure in figures for n, side in enumerate(gold.sides) if figure & side}
    every = all(any(figure & side for side in gold.sides) for figure in figures)
    return every and len(touched) >= min(2, len(gold.sides))
