"""Links: every pair of records of different documents that is alike, by what both tell or by what a person judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, insert, or_, select

from servanda.ledger import encounters, undertakings
from servanda.ledger.database import marked, parcels
from servanda.ledger.joining import JUDGED, Link
from servanda.ledger.judgements import Standing
from servanda.ledger.marks import kept, sought, within
from servanda.ledger.schema import links, marks, records, traits
from servanda.ledger.traits import DeedTraits, EventTraits, FigureTraits, PromiseTraits, Traits

_SORTS: dict[str, type[Traits]] = {sort.sort: sort for sort in (EventTraits, PromiseTraits, DeedTraits, FigureTraits)}
#: What is joined, by the sorts that a link holds together.
_JOINED = {
    ("encounter", "encounter"): "encounter", ("promise", "promise"): "undertaking", ("promise", "deed"): "deed",
}  # fmt: skip
_Keys = tuple[int, int, str]


def keep(connection: Connection, found: Sequence[Traits]) -> None:
    """Keep the traits of a document's records, and the marks by which others find them."""
    rows = [
        {
            "record": one.key, "sort": one.sort, "compared": one.packed(),
            "block": one.block if isinstance(one, FigureTraits) else "",
        }
        for one in found
    ]  # fmt: skip
    if rows:
        connection.execute(insert(traits), rows)
    if under := sorted((mark, day, one.key, who) for one in found for mark, day, who in kept(one)):
        names = ("mark", "day", "record", "who")
        connection.execute(insert(marks), [dict(zip(names, row, strict=True)) for row in under])


def link(connection: Connection, found: Sequence[Traits], judged: Standing) -> list[_Keys]:
    """Link a document's records to those of others; the keys and sorts of the links made."""
    made = dict(_alike(connection, found)) | dict(_judged_same(connection, found, judged))
    if made:
        rows = [
            {"one": one, "other": other, "sort": sort, "score": link.score, "why": link.why}
            for (one, other, sort), link in sorted(made.items())
        ]
        connection.execute(insert(links), rows)
    return sorted(made)


def linked(connection: Connection, keys: Collection[int], sorts: Iterable[str]) -> dict[_Keys, Link]:
    """The links, of some sorts, of records with any others."""
    found: dict[_Keys, Link] = {}
    wanted = sorted(sorts)
    for some in parcels(sorted(keys)):
        for column in (links.c.one, links.c.other):
            for row in connection.execute(select(links).where(column.in_(some), links.c.sort.in_(wanted))):
                found[row.one, row.other, row.sort] = Link(row.score, row.why)
    return found


def restored(connection: Connection, keys: Collection[int], sorts: Iterable[str]) -> dict[int, list[Traits]]:
    """The traits of records, of some sorts, by key."""
    found: defaultdict[int, list[Traits]] = defaultdict(list)
    wanted = sorted(sorts)
    for some in parcels(sorted(keys)):
        chosen = select(traits).where(traits.c.record.in_(some), traits.c.sort.in_(wanted)).order_by(traits.c.sort)
        for row in connection.execute(chosen):
            found[row.record].append(_SORTS[row.sort].unpacked(row.record, row.compared))
    return dict(found)


def _alike(connection: Connection, found: Sequence[Traits]) -> Iterator[tuple[_Keys, Link]]:
    """The pairs of the document's records and others that are alike."""
    own = {one.key for one in found}
    asked = [(one, wanted) for one in found for wanted in sought(one)]
    rows = [(n, *row) for n, (_, wanted) in enumerate(asked) for row in wanted.asked()]
    near: defaultdict[str, defaultdict[int, list[Traits]]] = defaultdict(lambda: defaultdict(list))
    for n, other in marked(connection, rows):
        one, wanted = asked[n]
        if other not in own:
            near[wanted.sort][other].append(one)
    for sort in sorted(near):
        for key, told in sorted(restored(connection, near[sort], (sort,)).items()):
            pairs = ((one, there) for there in told for one in near[sort][key])
            yield from (pair for one, there in pairs if (pair := _compared(one, there)))


def _compared(one: Traits, other: Traits) -> tuple[_Keys, Link] | None:
    """What makes two records one, if anything does; a promise goes before its deed, else the one told first."""
    one, other = _ordered(one, other)
    if not within(one, other):
        return None
    found = None
    if isinstance(one, EventTraits) and isinstance(other, EventTraits):
        found = encounters.same(one, other)
    elif isinstance(one, PromiseTraits) and isinstance(other, PromiseTraits):
        found = undertakings.same(one, other)
    elif isinstance(one, PromiseTraits) and isinstance(other, DeedTraits):
        found = undertakings.fulfils(one, other)
    return ((one.key, other.key, _JOINED[one.sort, other.sort]), found) if found else None


def _judged_same(connection: Connection, found: Sequence[Traits], judged: Standing) -> Iterator[tuple[_Keys, Link]]:
    """The pairs that somebody judged to be the same; the other record may not be worked in yet, then it will link."""
    by_id: defaultdict[str, list[Traits]] = defaultdict(list)
    for one in found:
        by_id[one.id].append(one)
    pairs = [(a, b) for pair in sorted(judged.same) for a, b in (pair, pair[::-1]) if a in by_id and b not in by_id]
    chosen = select(records.c.key, records.c.id).where(or_(records.c.id.in_([b for _, b in pairs])))
    keys: defaultdict[str, list[int]] = defaultdict(list)
    for row in connection.execute(chosen) if pairs else ():
        keys[row.id].append(row.key)
    others = restored(connection, [key for some in keys.values() for key in some], ("encounter", "promise", "deed"))
    for a, b in pairs:
        for one in by_id[a]:
            for other in (trait for key in keys[b] for trait in others.get(key, ())):
                first, second = _ordered(one, other)
                if sort := _JOINED.get((first.sort, second.sort)):
                    yield (first.key, second.key, sort), Link(JUDGED, "judged to be the same")


def _ordered(one: Traits, other: Traits) -> tuple[Traits, Traits]:
    if one.sort != other.sort:
        return (one, other) if one.sort == "promise" else (other, one)
    return (one, other) if one.order < other.order else (other, one)
