"""Settling: what is stale is worked in, item by item, until nothing is; it may be cut off at any moment and goes on.

First the documents, one after the other; then what they touched: the people of a surname, the encounters and
undertakings that links hold together, the findings among figures of one indicator and the same parties. Each is a
function of what the documents tell and people judged, so that the order in which all this happens leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, cast, delete, insert, literal, or_, select, update

from servanda.ledger import encounters, namesakes, stale, undertakings
from servanda.ledger.arithmetic import RANKS, findings
from servanda.ledger.database import parcels
from servanda.ledger.joining import Link, Links, Placed, components
from servanda.ledger.judgements import standing
from servanda.ledger.linking import linked, restored
from servanda.ledger.names import Judged, Shelf, akin, join
from servanda.ledger.rows import span
from servanda.ledger.schema import cluster_parties, clusters, documents, members, metadata, names, parties, tallies
from servanda.ledger.schema import findings as found_table
from servanda.ledger.schema import stale as stale_table
from servanda.ledger.schema import traits as traits_table
from servanda.ledger.series import points
from servanda.ledger.statements import by_key
from servanda.ledger.store import Ledger
from servanda.ledger.traits import DeedTraits, EventTraits, PromiseTraits
from servanda.ledger.working import known_states, posts_by_tallies, states_by_tallies, take_out, verdicts, work_in

#: What is worked out, and nothing else: `rebuild` empties these.
DERIVED = (
    "cluster_parties", "members", "clusters", "links", "marks", "traits", "names", "tallies", "findings", "stale",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items of a sort were settled just now, and how many still wait."""

    sort: str
    done: int
    waiting: int


def waiting(ledger: Ledger) -> dict[str, int]:
    """How many items of each sort are still to be worked in; `document` counts documents."""
    with ledger.database.reading() as connection:
        return stale.waiting(connection)


def settle(ledger: Ledger) -> None:
    """Work in all that is stale; nothing is written when nothing is."""
    for _ in settling(ledger):
        pass


def settling(ledger: Ledger) -> Iterator[Progress]:
    """Work in all that is stale, a transaction at a time; tells after each what was done."""
    with ledger.database.reading() as connection:
        left = stale.waiting(connection)
    while left:
        done: list[Progress] = []
        with ledger.database.writing() as connection:
            ledger.database.alone(connection)
            for sort, (work, most) in STEPS.items():
                items = stale.take(connection, sort, most)
                if items:
                    work(connection, ledger, items)
                    left = stale.waiting(connection)
                    done.append(Progress(sort, len(items), left.get(sort, 0)))
                if left.get(sort):
                    break  # all of a sort goes before the next
            if not done:  # somebody else has worked it in meanwhile
                left = stale.waiting(connection)
        yield from done
        left = {sort: count for sort, count in left.items() if sort in STEPS}


def rebuild(ledger: Ledger) -> int:
    """Throw away all that is worked out, and note every document as stale; how many there are.

    `settling` then builds it anew. An interrupted rebuild goes on by settling, it need not begin again.
    """
    with ledger.database.writing() as connection:
        ledger.database.alone(connection)
        for name in DERIVED:
            connection.execute(delete(metadata.tables[name]))
        connection.execute(update(documents).values(settled=False))
        every = select(literal("document"), cast(documents.c.key, Text))
        connection.execute(insert(stale_table).from_select(["sort", "item"], every))
        return stale.waiting(connection).get("document", 0)


def _documents(connection: Connection, ledger: Ledger, items: Sequence[str]) -> None:
    keys = sorted(map(int, items))
    for row in connection.execute(select(documents).where(documents.c.key.in_(keys)).order_by(documents.c.key)).all():
        if row.settled:
            take_out(connection, row.key, ledger.stemmer)
        work_in(connection, row, ledger.stemmer)


def _surnames(connection: Connection, ledger: Ledger, items: Sequence[str]) -> None:
    """Whose names those of some surnames are; whose state has changed is looked at wherever it counts.

    A name that is given no state of its own has that of its bearer.
    """
    said = namesakes.judged(connection)
    known = _namesakes(connection, items, said)
    told = [row.name for row in known]
    there = _counted(connection, told)
    states = states_by_tallies(connection, sorted(there), ledger.stemmer)
    people = join(there, states, said, posts_by_tallies(connection, sorted(there)))
    bearers = {name: person.name for person in people for name in person.names}
    states |= {n: min(p.states) for p in people if len(p.states) == 1 for n in p.names if n not in states}
    new = [
        {"named": row.name, "person": bearers[row.name], "state": states.get(row.name, "")}
        for row in known
        if row.name in there and (bearers[row.name], states.get(row.name, "")) != (row.person, row.state)
    ]
    if new:
        connection.execute(update(names).where(names.c.name == bindparam("named")), new)
    for some in parcels([name for name in told if name not in there]):
        connection.execute(delete(names).where(names.c.name.in_(some)))
    _touched(connection, [row.name for row in known if row.state != states.get(row.name, "")])


def _namesakes(connection: Connection, surnames: Sequence[str], said: Judged) -> list[Row[Any]]:
    """The rows of all names of some surnames, and of those that can be or are said to be of the same people, however
    far that leads."""
    c = names.c
    new = list(connection.execute(select(names).where(c.surname.in_(surnames))))
    found = {row.name: row for row in new}
    while new:
        beside: dict[str, Row[Any]] = {}
        for some in parcels(new):
            words = {word for row in some for word in (row.surname, row.given, row.second) if word}
            lasts = {row.surname for row in some}
            begun = {row.second for row in some if row.second}
            alike = or_(c.surname.in_(words), c.second.in_(lasts | begun), c.given.in_(lasts))
            told = sorted({name for row in some for name in said.same.get(row.name, ())})
            alike = or_(alike, c.name.in_(told)) if told else alike
            beside |= {row.name: row for row in connection.execute(select(names).where(alike))}
        other = [row for name, row in sorted(beside.items()) if name not in found]
        shelf = Shelf[str]()
        for row in new:
            shelf.put(row.name, row.name)
        mates = {name for row in new for name in said.same.get(row.name, ())}
        new = [r for r in other if r.name in mates or any(akin(r.name, near) for near in shelf.beside(r.name))]
        found |= {row.name: row for row in new}
    return [found[name] for name in sorted(found)]


def _counted(connection: Connection, wanted: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in parcels(wanted):
        found |= set(connection.execute(select(tallies.c.name).where(tallies.c.name.in_(some))).scalars())
    return found


def _touched(connection: Connection, people: Sequence[str]) -> None:
    """What is to be worked out anew when the states of people change: their encounters, and the figures they stated."""
    for some in parcels(people):
        named = select(cluster_parties.c.cluster).where(cluster_parties.c.party.in_(some))
        met = _firsts(connection, connection.execute(named).scalars().all(), "encounter")
        stale.note(connection, "encounter", met)
        said = (
            select(traits_table.c.block)
            .join(parties, parties.c.record == traits_table.c.record)
            .where(parties.c.party.in_(some), parties.c.role == "speaker", traits_table.c.sort == "figure")
            .distinct()
        )
        stale.note(connection, "figures", connection.execute(said).scalars().all())


def _of_sort(connection: Connection, keys: Sequence[int], sort: str) -> list[int]:
    """Those of some clusters that are of a sort; the sort is looked at here, lest the database go through all of it."""
    found: list[int] = []
    for some in parcels(keys):
        of = select(clusters.c.key, clusters.c.sort).where(clusters.c.key.in_(some))
        found += [row.key for row in connection.execute(of) if row.sort == sort]
    return found


def _firsts(connection: Connection, keys: Sequence[int], sort: str) -> list[int]:
    """The first records of those of some clusters that are of a sort."""
    found: list[int] = []
    for some in parcels(_of_sort(connection, keys, sort)):
        first = select(members.c.record).where(members.c.cluster.in_(some), members.c.ordinal == 0)
        found += connection.execute(first).scalars().all()
    return found


def _encounters(connection: Connection, _: Ledger, items: Sequence[str]) -> None:
    held, links = _held_together(connection, {int(item) for item in items}, "encounter")
    found = restored(connection, held, ("encounter",))
    reports = {key: one for key, some in found.items() for one in some if isinstance(one, EventTraits)}
    judged = verdicts(standing(connection, {one.document for one in reports.values()}))
    groups: list[list[Placed[EventTraits]]] = []
    for keys in components(reports, [(a, b) for a, b, _ in links if a in reports and b in reports]):
        groups += encounters.clusters([reports[key] for key in keys], Links(links), judged)
    _replace(connection, "encounter", held)
    everybody = sorted({name for one in reports.values() for name in one.people})
    states = known_states(connection, everybody)
    _store(connection, [_encounter(group, states) for group in groups])


def _encounter(group: Sequence[Placed[Any]], states: dict[str, str]) -> _Made:
    told = [placed.traits for placed in group]
    dates = list(dict.fromkeys(one.date for one in told if one.date))
    people = sorted({name for one in told for name in one.people})
    nations = {state for one in told for state in one.states} | {states.get(name, "") for name in people}
    row = {
        "sort": "encounter", "id": told[0].id, "day": max(dates, key=len, default="") or told[0].published,
        "sector": "", "kept": False, "underway": False, "due": None, "heard": None,
    }  # fmt: skip
    return _Made(row, group, sorted({*people, *nations} - {""}))


def _undertakings(connection: Connection, _: Ledger, items: Sequence[str]) -> None:
    held, links = _held_together(connection, {int(item) for item in items}, "undertaking")
    by_deeds = linked(connection, held, ("deed",))
    found = restored(connection, {*held, *(deed for _, deed, _ in by_deeds)}, ("promise", "deed"))
    promises = {key: one for key in held for one in found.get(key, ()) if isinstance(one, PromiseTraits)}
    judged = verdicts(standing(connection, {one.document for some in found.values() for one in some}))
    groups: list[list[Placed[Any]]] = []
    every = Links({**links, **by_deeds})
    for keys in components(promises, [(a, b) for a, b, _ in links if a in promises and b in promises]):
        deeds = sorted({deed for promise, deed, _ in by_deeds if promise in keys})
        done = [one for deed in deeds for one in found.get(deed, ()) if isinstance(one, DeedTraits)]
        groups += undertakings.clusters([promises[key] for key in keys], done, every, judged)
    _replace(connection, "undertaking", held)
    _store(connection, [_undertaking(group) for group in groups])


def _undertaking(group: Sequence[Placed[Any]]) -> _Made:
    told = [placed.traits for placed in group]
    promises = [one for one in told if isinstance(one, PromiseTraits)]
    deadline = next((one.deadline for one in reversed(promises) if one.deadline), "")
    underway = any(undertakings.shows_work(p.step, getattr(p.traits, "modality", "")) for p in group)
    row = {
        "sort": "undertaking", "id": told[0].id, "day": told[-1].published, "sector": told[0].sector,
        "kept": group[-1].step == "kept", "underway": underway, "due": span(deadline)[1],
        "heard": span(told[-1].published)[1],
    }  # fmt: skip
    return _Made(row, group, sorted({party for one in told for party in one.parties}))


def _figures(connection: Connection, _: Ledger, items: Sequence[str]) -> None:
    for block in items:
        keys = list(connection.execute(select(traits_table.c.record).where(traits_table.c.block == block)).scalars())
        told = by_key(connection, keys)
        ids = {statement.id: key for key, statement in told.items()}
        ordered = sorted(told.values(), key=lambda s: (s.source.published, s.source.id, s.start, s.id))
        states = known_states(connection, {s.speaker for s in ordered})
        connection.execute(delete(found_table).where(found_table.c.block == block))
        rows = [
            {
                "block": block, "rank": RANKS.index(finding.kind), "kind": finding.kind, "rule": finding.rule,
                "sentence": finding.sentence, "calculation": finding.calculation,
                "figures": [ids[point.statement.id] for point in finding.points],
                "newest": max(point.statement.source.published for point in finding.points),
            }
            for finding in findings(points(ordered, states))
        ]  # fmt: skip
        if rows:
            connection.execute(insert(found_table), rows)


@dataclass(frozen=True, slots=True)
class _Made:
    """A row of `clusters` with its members and parties."""

    row: dict[str, Any]
    group: Sequence[Placed[Any]]
    parties: Sequence[str]


def _held_together(
    connection: Connection, keys: set[int], sort: str
) -> tuple[set[int], dict[tuple[int, int, str], Link]]:
    """The keys with all that links hold together with them, however far, and these links."""
    held, new = set(keys), set(keys)
    links: dict[tuple[int, int, str], Link] = {}
    while new:
        found = linked(connection, new, (sort,))
        links |= found
        new = {key for one, other, _ in found for key in (one, other)} - held
        held |= new
    return held, links


def _replace(connection: Connection, sort: str, keys: Collection[int]) -> None:
    """What these records were joined to is joined anew, and nothing of them waits any more."""
    for some in parcels(sorted(keys)):
        of = select(members.c.cluster).where(members.c.record.in_(some)).distinct()
        gone = _of_sort(connection, connection.execute(of).scalars().all(), sort)
        connection.execute(delete(clusters).where(clusters.c.key.in_(gone)))
        stale.forget(connection, sort, some)


def _store(connection: Connection, made: Sequence[_Made]) -> None:
    if not made:
        return
    new = insert(clusters).returning(clusters.c.id, clusters.c.key)
    keys = {row.id: row.key for row in connection.execute(new, [one.row for one in made])}
    told = [
        {
            "cluster": keys[one.row["id"]], "ordinal": n, "record": p.traits.key, "step": p.step, "score": p.score,
            "why": p.why,
        }
        for one in made for n, p in enumerate(one.group)
    ]  # fmt: skip
    connection.execute(insert(members), told)
    named = [{"cluster": keys[one.row["id"]], "party": party} for one in made for party in one.parties]
    if named:
        connection.execute(insert(cluster_parties), named)


#: What is settled in which order, and how many at a time.
STEPS: dict[str, tuple[Callable[[Connection, Ledger, Sequence[str]], None], int]] = {
    "document": (_documents, 20), "surname": (_surnames, 200), "encounter": (_encounters, 300),
    "undertaking": (_undertakings, 300), "figures": (_figures, 50),
}  # fmt: skip
