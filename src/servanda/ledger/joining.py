"""Joining: which records are of one thing, by links between two and by what people judged; the same in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from servanda.ledger.traits import Traits

T = TypeVar("T", bound=Traits)

#: The score of a link that a person drew; those of rules lie below.
JUDGED = 100.0


@dataclass(frozen=True, slots=True)
class Link:
    """That two records are of one thing: how much speaks for it, and what."""

    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A record in its place of an encounter or undertaking: which step it is, and why it is taken to belong there."""

    traits: T
    step: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Pairs of record ids, the lesser first, that a person judged to be the same, or different."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def forbid(self, one: Traits, others: Iterable[Traits]) -> bool:
        """Whether somebody judged a record to be different from one of the others."""
        return bool(self.different) and any(pair(one.id, other.id) in self.different for other in others)


class Links:
    """Links by the keys of both records, whichever comes first."""

    def __init__(self, found: Mapping[tuple[int, int, str], Link]) -> None:
        self._found = {frozenset((one, other)): link for (one, other, _), link in found.items()}

    def between(self, one: Traits, other: Traits) -> Link | None:
        """The link of two records, if there is one."""
        return self._found.get(frozenset((one.key, other.key)))

    def best(self, one: Traits, others: Iterable[Traits]) -> Link | None:
        """The strongest link of a record to any of the others."""
        found = [link for other in others if (link := self.between(one, other))]
        return max(found, key=lambda link: link.score, default=None)


def gather(
    ordered: Iterable[T], links: Links, verdicts: Verdicts, fits: Callable[[T, Sequence[T]], bool]
) -> list[list[tuple[T, Link | None]]]:
    """Records put together one after the other, each to the group that holds the one which it is likest to.

    The first of a group has no link. `fits` may keep a record out of a group; what people judged goes before it.
    """
    made: list[list[tuple[T, Link | None]]] = []
    for one in ordered:
        allowed: list[tuple[float, int, Link]] = []
        for number, group in enumerate(made):
            others = [other for other, _ in group]
            link = links.best(one, others)
            if link and not verdicts.forbid(one, others) and (link.score >= JUDGED or fits(one, others)):
                allowed.append((link.score, -number, link))
        if allowed:
            _, number, link = max(allowed, key=lambda entry: entry[:2])
            made[-number].append((one, link))
        else:
            made.append([(one, None)])
    return made


def components(keys: Iterable[int], linked: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Keys that links hold together, each group sorted, the groups by their least."""
    parent = {key: key for key in keys}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other in linked:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(key)].append(key)
    return list(groups.values())


def pair(one: str, other: str) -> tuple[str, str]:
    """Two ids, the lesser first."""
    return (one, other) if one < other else (other, one)
