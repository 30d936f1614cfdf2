"""Agreement between reviewers: on how much of what two have judged both they say the same, and Cohen's kappa."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.ledger.judgements import Item, Judgement, by_reviewer
from servanda.ledger.store import Ledger

ALL = "all"  # the row of all kinds together


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two reviewers agree on the records (or pairs) of a kind; `kappa` is None where it is not defined.

    `raw` is 0 to 1, `kappa` -1 to 1 (Cohen 1960): 0 is what chance would give. `corrections`: how often both corrected,
    and `alike` how often to the same fields.
    """

    one: str
    other: str
    kind: str
    judged: int
    raw: float
    kappa: float | None
    corrections: int
    alike: int


def agreement(ledger: Ledger) -> list[Agreement]:
    """For each two reviewers who judged something both: by kind, pairs as `pairs of KIND`, all together at the end."""
    with ledger.database.reading() as connection:
        given = by_reviewer(connection)
    found = []
    for one, other in itertools.combinations(given, 2):
        kinds: defaultdict[str, list[tuple[Judgement, Judgement]]] = defaultdict(list)
        for on in sorted(given[one].keys() & given[other].keys()):
            both = given[one][on], given[other][on]
            kinds[_name(both[0])].append(both)
            kinds[ALL].append(both)
        names = sorted(kinds, key=lambda name: (name == ALL, name.startswith("pairs"), name))
        found += [_agreement(one, other, name, kinds[name]) for name in names]
    return found


def disputed(ledger: Ledger) -> list[tuple[Item, list[Judgement]]]:
    """What reviewers judge otherwise, each with the last judgement of everybody."""
    with ledger.database.reading() as connection:
        given = by_reviewer(connection)
    by_item: defaultdict[Item, list[Judgement]] = defaultdict(list)
    for of_one in given.values():
        for on, judgement in of_one.items():
            by_item[on].append(judgement)
    return [
        (on, told)
        for on, told in sorted(by_item.items())
        if any((one.says, _changed(one)) != (other.says, _changed(other)) for one, other in itertools.pairwise(told))
    ]


def kappa(verdicts: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of verdicts; None for none, and where both always say one and the same word."""
    total = len(verdicts)
    ones, others = Counter(a for a, _ in verdicts), Counter(b for _, b in verdicts)
    by_chance = sum(ones[word] * others[word] for word in sorted(ones))
    if by_chance == total * total:
        return None
    agreed = sum(a == b for a, b in verdicts) * total
    return (agreed - by_chance) / (total * total - by_chance)


def _agreement(one: str, other: str, kind: str, both: Sequence[tuple[Judgement, Judgement]]) -> Agreement:
    verdicts = [(a.says, b.says) for a, b in both]
    corrected = [(a, b) for a, b in both if a.verdict == b.verdict == "correct"]
    return Agreement(
        one, other, kind, len(both), sum(a == b for a, b in verdicts) / len(both), kappa(verdicts),
        len(corrected), sum(a.fields == b.fields for a, b in corrected),
    )  # fmt: skip


def _changed(judgement: Judgement) -> object:
    """The fields, where they were corrected."""
    return judgement.fields if judgement.verdict == "correct" else None


def _name(judgement: Judgement) -> str:
    return f"pairs of {judgement.kind}" if judgement.other else judgement.kind
