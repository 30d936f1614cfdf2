"""Versions of an article: another text at the same address; what became of each record of the texts before.

A record of an old version stands unchanged when the newest version states the same in the same words, is changed when
it states something near to it (which fields, which words), and else is withdrawn. Nothing of an old version is lost.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Row, Select, select

from servanda.errors import LedgerError
from servanda.ledger.schema import documents
from servanda.ledger.statements import Statement, statements_of
from servanda.ledger.store import Ledger

Standing = Literal["unchanged", "changed", "withdrawn", "new"]

STANDINGS: tuple[Standing, ...] = ("unchanged", "changed", "withdrawn", "new")
_NEAR = 0.5  # likeness from which on a record is another form of one before


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article: its document, its number from 1 on, and when it was published (EDTF or `""`)."""

    document: str
    name: str
    number: int
    published: str
    latest: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a record in the newest version.

    `before` is None for a new record, `after` for a withdrawn one; `fields` names each main field that differs, with
    both values; `words` are both quotes where they differ.
    """

    standing: Standing
    before: Statement | None
    after: Statement | None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The versions of an article, the oldest first."""

    address: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        """The one that counts."""
        return self.versions[-1]


def articles(ledger: Ledger, address: str = "") -> list[Article]:
    """Articles of several versions, by address; or the one with this address, or a document of this name or id.

    LedgerError when nothing has the name, or several articles have it.
    """
    d = documents.c
    chosen: Select[Any] = select(d.id, d.name, d.url, d.version, d.published, d.latest).order_by(d.url, d.version)
    with ledger.database.reading() as connection:
        if address:
            named = (d.url == address) | (d.name == address) | (d.id == address)
            there = connection.execute(chosen.where(named)).all()
            rows = [*connection.execute(chosen.where(d.url.in_({row.url for row in there if row.url}))).all(),
                    *(row for row in there if not row.url)]  # fmt: skip
        else:
            several = select(d.url).where(d.url != "", ~d.latest)
            rows = list(connection.execute(chosen.where(d.url.in_(several))).all())
    found = _articles(rows)
    if address and len(found) != 1:
        told = "several articles are" if found else "no article is"
        raise LedgerError(
            f"{told} called {address!r}", where=ledger.database.where,
            remedy="give its address or id; see servanda status --documents",
        )  # fmt: skip
    return found


def _articles(rows: Iterable[Row[Any]]) -> list[Article]:
    groups: defaultdict[tuple[str, str], list[Version]] = defaultdict(list)
    for row in rows:
        version = Version(row.id, row.name, row.version, row.published, row.latest)
        groups[row.url, "" if row.url else row.id].append(version)
    return [Article(url or versions[0].name, tuple(versions)) for (url, _), versions in groups.items()]


def changes(ledger: Ledger, article: Article, version: Version | None = None) -> list[Change]:
    """What became, in the newest version, of the records of another one (the one before it), and what is new there."""
    before = version or (article.versions[-2] if len(article.versions) > 1 else article.newest)
    if before.latest:
        return []
    return compared(statements_of(ledger, before.document), statements_of(ledger, article.newest.document))


def counts(ledger: Ledger) -> dict[Standing, int]:
    """How many records of all old versions have which standing beside the newest version of their article."""
    counted: Counter[Standing] = Counter()
    for article in articles(ledger):
        for version in article.versions[:-1]:
            counted.update(change.standing for change in changes(ledger, article, version))
    return {standing: counted[standing] for standing in STANDINGS if standing != "new"}


def compared(before: Sequence[Statement], after: Sequence[Statement]) -> list[Change]:
    """The records of two texts side by side: those of the first in their order, then what the second has anew."""
    left = list(after)
    found: dict[int, Change] = {}
    for n, one in enumerate(before):
        same = next((other for other in left if _content(one) == _content(other)), None)
        if same:
            left.remove(same)
            found[n] = Change("unchanged", one, same)
    for n, other in _nearest({n: one for n, one in enumerate(before) if n not in found}, left):
        found[n] = _change(before[n], other)
        left.remove(other)
    told = [found.get(n) or Change("withdrawn", one, None) for n, one in enumerate(before)]
    return [*told, *(Change("new", None, other) for other in left)]


def _content(statement: Statement) -> tuple[str, dict[str, Any], str, str]:
    return statement.kind, statement.fields, statement.speaker, " ".join(statement.exact.split())


def _nearest(before: Mapping[int, Statement], after: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """Pairs of one kind that are near, the likest first, each record in one pair at the most."""
    pairs = [
        (_likeness(one, other), n, m)
        for n, one in before.items()
        for m, other in enumerate(after)
        if one.kind == other.kind
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    for likeness, n, m in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness < _NEAR:
            return
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield n, after[m]


def _likeness(one: Statement, other: Statement) -> float:
    """0 to 1: half for main fields that are equal, half for the words."""
    equal = sum(one.fields.get(name) == value for name, value in other.fields.items())
    words = difflib.SequenceMatcher(None, one.exact.split(), other.exact.split(), autojunk=False).ratio()
    return equal / (2 * len(other.fields)) + words / 2 if other.fields else words


def _change(one: Statement, other: Statement) -> Change:
    names = dict.fromkeys([*one.fields, *other.fields])
    differing = {
        name: (one.fields.get(name), other.fields.get(name))
        for name in names
        if one.fields.get(name) != other.fields.get(name)
    }
    if one.speaker != other.speaker:
        differing["speaker"] = (one.speaker, other.speaker)
    words = (one.exact, other.exact) if one.exact.split() != other.exact.split() else None
    return Change("changed", one, other, differing, words)
