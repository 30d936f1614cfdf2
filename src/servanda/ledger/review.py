"""The queue of review: what is doubtful first, in an order that the same ledger and the same judgements always give.

First pairs of records that a rule joined, or nearly joined, those next to the border first; then the figures of
contradictions and doubts; then records, by the share of the like that is expected to be wrong, the greatest first.
"""

from __future__ import annotations

import functools
import heapq
import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Select, exists, func, select
from sqlalchemy.orm import aliased

from servanda.ledger.database import parcels
from servanda.ledger.doubt import Experience, doubts
from servanda.ledger.joining import JUDGED
from servanda.ledger.judgements import Item, Judgement, by_reviewer, item, lapsed
from servanda.ledger.nearly import Near, nearly
from servanda.ledger.schema import documents, findings, links, members, parties, records
from servanda.ledger.settle import settle
from servanda.ledger.store import Ledger

#: Why something is in the queue: a pair that may be one, a figure that another speaks against, a record by itself.
Reason = Literal["pair", "finding", "record"]
REASONS: tuple[Reason, ...] = get_args(Reason)

_DOUBTED = ("contradiction", "doubt")  # findings that somebody should look at; a mirror or a pace is none
_LOOKED_AT = "another reviewer has looked at it"
_AS = {"encounter": "one encounter", "undertaking": "one promise", "deed": "a promise and what fulfils it"}
_KINDS = {"encounter": "events", "undertaking": "commitments"}
_RECENT = 2000  # records among which pairs that are nearly one are sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reviewer wants to see; empty: all. `second`: only what another has judged, and this reviewer has not."""

    reviewer: str
    kinds: Collection[str] = ()
    states: Collection[str] = ()
    document: str = ""
    reasons: Collection[str] = REASONS
    second: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to judge: a record, or two; `why` says what is doubtful, the weightiest first.

    `weight`: of a pair its score as a multiple of the least of its sort, of a record the share of the like that is
    expected not to be right in every field, else 0.
    """

    item: Item
    reason: Reason
    kind: str
    why: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Queue:
    """The first entries; how many records the filter leaves; how many of these, and how many pairs, are judged.

    `recent`: pairs that are nearly one were sought among so many records published last; 0: among all.
    """

    entries: tuple[Entry, ...]
    records: int
    judged: int
    judged_pairs: int
    recent: int = 0


def queue(ledger: Ledger, wanted: Wanted, limit: int = 200) -> Queue:
    """What a reviewer has to judge yet, the most doubtful first; LedgerError for a document that is not there."""
    settle(ledger)
    document = ledger.document(wanted.document).id if wanted.document else ""
    chosen = _Chosen(wanted, document)
    with ledger.database.reading() as connection:
        all_judged = by_reviewer(connection)
        mine = frozenset(all_judged.pop(wanted.reviewer, {}))
        found: dict[Item, Entry] = {}
        if wanted.second:
            given = _judged_by_others(connection, chosen, all_judged)
        else:
            given = _doubtful(connection, chosen, mine, limit)
        for entry in given:
            if entry.item not in mine:
                found.setdefault(entry.item, entry)
            if len(found) == limit:
                break
        own = sum(len(chosen.among(connection, some)) for some in parcels(sorted(i[0] for i in mine if not i[1])))
        pairs = sum(1 for i in mine if i[1])
        return Queue(tuple(found.values()), chosen.count(connection), own, pairs, chosen.recent)


class _Chosen:
    """The records that a reviewer wants to see, of the newest versions."""

    def __init__(self, wanted: Wanted, document: str) -> None:
        self.reasons = wanted.reasons
        self.recent = 0
        self._wanted = wanted
        self._document = document

    def of(self, columns: Iterable[Any], table: Any = records) -> Select[Any]:
        """A question for columns of the wanted records and of `documents`."""
        r = table.c
        chosen = select(*columns).select_from(table.join(documents, r.document == documents.c.key))
        chosen = chosen.where(documents.c.id == self._document if self._document else documents.c.latest)
        if self._wanted.kinds:
            chosen = chosen.where(r.kind.in_(sorted(self._wanted.kinds)))
        for state in self._wanted.states:
            chosen = chosen.where(r.key.in_(select(parties.c.record).where(parties.c.party == state)))
        return chosen

    def count(self, connection: Connection) -> int:
        """How many there are."""
        return int(connection.execute(self.of([func.count()])).scalar_one())

    def among(self, connection: Connection, ids: Collection[str]) -> dict[str, str]:
        """Which of these records are wanted, with their kind."""
        rows = connection.execute(self.of([records.c.id, records.c.kind]).where(records.c.id.in_(ids)))
        return {row.id: row.kind for row in rows}


def _doubtful(connection: Connection, chosen: _Chosen, mine: Collection[Item], limit: int) -> Iterator[Entry]:
    if "pair" in chosen.reasons:
        yield from _pairs(connection, chosen, limit + len(mine))
    if "finding" in chosen.reasons:
        yield from _findings(connection, chosen)
    if "record" in chosen.reasons:
        yield from _records(connection, chosen, mine, limit)


def _pairs(connection: Connection, chosen: _Chosen, most: int) -> Iterator[Entry]:
    """Pairs that rules joined (at most so many of each sort) or nearly joined, those next to the border first."""
    second = aliased(records)
    one, two = aliased(members), aliased(members)
    both = (one.c.record == links.c.one) & (two.c.record == links.c.other)
    together = exists().where(both, one.c.cluster == two.c.cluster)
    columns = (
        links.c.score, links.c.why, records.c.id, records.c.kind, second.c.id.label("other"),
        second.c.kind.label("other_kind"), together.label("together"),
    )  # fmt: skip
    asked = chosen.of(columns).join(links, links.c.one == records.c.key).join(second, second.c.key == links.c.other)
    asked = asked.order_by(links.c.score, records.c.id, second.c.id).limit(most)
    near = _nearly(connection, chosen)
    found = []
    for sort, told_as in _AS.items():
        rows = connection.execute(asked.where(links.c.sort == sort)).all()
        least = rows[0].score if rows else max((n.score for n in near if n.sort == sort), default=1.0)
        for row in rows:
            told = "joined" if row.together else "alike, but not joined"
            why = f"{told} as {told_as}, score {row.score:.2f}: {row.why}"
            why = _LOOKED_AT if row.score >= JUDGED else why  # how it was judged is not told
            first = row.kind if row.id < row.other else row.other_kind
            kind = row.kind if row.kind == row.other_kind else f"{first}/{_other(first, row)}"
            found.append(Entry(item(row.id, row.other), "pair", kind, (why,), row.score / least))
        for n in near:
            if n.sort == sort:
                why = f"nearly joined as {told_as}, score {n.score:.2f}: {n.why}"
                found.append(Entry(item(n.one, n.other), "pair", _KINDS[sort], (why,), n.score / least))
    yield from sorted(found, key=lambda entry: (round(abs(entry.weight - 1), 6), entry.item))


def _nearly(connection: Connection, chosen: _Chosen) -> list[Near]:
    """The pairs that nearly are one, among the wanted records that were published last."""
    r = records.c
    asked = chosen.of([r.key]).where(r.kind.in_(sorted(_KINDS.values())), ~r.rejected)
    asked = asked.order_by(documents.c.since.desc().nulls_last(), r.key.desc()).limit(_RECENT)
    keys = connection.execute(asked).scalars().all()
    chosen.recent = _RECENT if len(keys) == _RECENT else 0
    return nearly(connection, keys)


def _other(first: str, row: Any) -> str:
    return str(row.other_kind if first == row.kind else row.kind)


def _findings(connection: Connection, chosen: _Chosen) -> Iterator[Entry]:
    """The figures on which contradictions and doubts stand."""
    f = findings.c
    asked = select(f.kind, f.sentence, f.figures).where(f.kind.in_(_DOUBTED)).order_by(f.rank, f.newest.desc(), f.key)
    rows = list(connection.execute(asked))
    keys = sorted({key for row in rows for key in row.figures})
    wanted: dict[int, Any] = {}
    for some in parcels(keys):
        of_these = chosen.of([records.c.key, records.c.id, records.c.kind]).where(records.c.key.in_(some))
        wanted |= {row.key: row for row in connection.execute(of_these)}
    for row in rows:
        for key in row.figures:
            if key in wanted:
                yield Entry((wanted[key].id, ""), "finding", wanted[key].kind, (f"{row.kind}: {row.sentence}",), 0.0)


def _records(connection: Connection, chosen: _Chosen, mine: Collection[Item], limit: int) -> Iterator[Entry]:
    """Records by themselves: first those judged before and read otherwise since, then by doubt."""
    again = lapsed(connection)
    known: dict[str, str] = {}
    for some in parcels(sorted(again)):
        known |= chosen.among(connection, some)
    for record in sorted(known):
        why = f"{again[record].verdict} was said of it by {again[record].reviewer}, and it is read otherwise since"
        yield Entry((record, ""), "record", known[record], (why,), 1.0)
    experience = Experience.of(connection)
    r = records.c
    asked = chosen.of([r.id, r.kind, r.rule, r.fields, r.as_read, r.document]).order_by(r.document, r.ordinal)
    rows = connection.execution_options(yield_per=2000).execute(asked)
    weighed = ((-round(d.weight, 6), n, d) for n, d in enumerate(_weighed(rows, experience)) if (d.id, "") not in mine)
    for _, _, doubted in heapq.nsmallest(limit, weighed, key=lambda found: found[:2]):
        told = (*doubted.why, experience.told(doubted.kind, doubted.rule))
        yield Entry((doubted.id, ""), "record", doubted.kind, told, doubted.weight)


class _Doubted(NamedTuple):
    id: str
    kind: str
    rule: str
    weight: float
    why: tuple[str, ...]


def _weighed(rows: Iterable[Any], experience: Experience) -> Iterator[_Doubted]:
    """Each record with its doubt; rows come document by document."""
    expected = functools.cache(experience.expected)
    for _, siblings in itertools.groupby(rows, key=lambda row: row.document):
        of_one = list(siblings)
        found = [(row.kind, row.as_read or row.fields, expected(row.kind, row.rule)) for row in of_one]
        for row, (weight, why) in zip(of_one, doubts(found), strict=True):
            yield _Doubted(row.id, row.kind, row.rule, weight, why)


def _judged_by_others(
    connection: Connection, chosen: _Chosen, judged: dict[str, dict[Item, Judgement]]
) -> Iterator[Entry]:
    """What others have judged, in the order in which they did; their verdicts are not told."""
    first: dict[Item, Judgement] = {}
    for given in judged.values():
        for on, judgement in given.items():
            known = first.setdefault(on, judgement)
            first[on] = min(known, judgement, key=lambda j: (str(j.made), j.key))
    wanted: dict[str, str] = {}
    for some in parcels(sorted({i[0] for i in first})):
        wanted |= chosen.among(connection, some)
    for on, judgement in sorted(first.items(), key=lambda pair: (str(pair[1].made), pair[1].key)):
        if on[0] in wanted:
            reason: Reason = "pair" if on[1] else "record"
            if reason in chosen.reasons:
                yield Entry(on, reason, judgement.kind, (f"judged by {judgement.reviewer}",), 0.0)
