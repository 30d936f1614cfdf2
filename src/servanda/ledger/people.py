"""People across documents: the posts that texts say somebody holds, over time, under all of his or her names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from servanda.ledger.database import parcels
from servanda.ledger.rows import span
from servanda.ledger.schema import documents, names, parties, records
from servanda.ledger.settle import settle
from servanda.ledger.statements import Statement, by_key
from servanda.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the texts name it: the first and the last day of publication that tells of it, in how many documents.

    `statements` are the one that was read first and the one that was read last.
    """

    position: str
    body: str
    first: str
    last: str
    documents: int
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Person:
    """Somebody by the fullest name that is known, with all names met; posts in the order in which they were told of."""

    name: str
    names: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


def posts(
    ledger: Ledger, states: Sequence[str] = (), *, name: str = "", as_of: str = "", most: int = 0
) -> list[Person]:
    """Everybody who holds a post in one of these states, or in any, with all posts there; by the last word of the name.

    `name` is a part of any of a person's names; `as_of` an EDTF date: nothing published later is seen. `most`: so
    many of each state at the most, those whose posts most documents tell of.
    """
    settle(ledger)
    held = _held(states)
    if last := span(as_of)[1]:
        held = held.where(documents.c.since <= last)
    with ledger.database.reading() as connection:
        if name:
            held = held.where(records.c.label.in_(_names(connection, name)))
        rows = connection.execute(held).all()
        known = _bearers(connection, {row.label for row in rows})
        rows = _most_told(rows, known, most) if most else rows
        told = by_key(connection, sorted({key for row in rows for key in (row.oldest, row.newest)}))
    found: dict[str, Person] = {}
    for row in sorted(rows, key=lambda r: (r.label, r.body, r.position)):
        person = found.setdefault(known[row.label][0], Person(*known[row.label]))
        _add(person, row, told)
    for person in found.values():
        person.posts.sort(key=lambda post: (post.first or "9999", post.position))
    return sorted(found.values(), key=lambda person: (person.name.split()[-1:], person.name))


def _most_told(rows: Sequence[Row[Any]], known: Mapping[str, tuple[str, list[str]]], most: int) -> list[Row[Any]]:
    """The rows of those people of each state of whom most documents tell."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counted[row.body][known[row.label][0]] += row.documents
    chosen = {
        (body, name)
        for body, told in counted.items()
        for name, _ in sorted(told.items(), key=lambda one: (-one[1], one[0]))[:most]
    }
    return [row for row in rows if (row.body, known[row.label][0]) in chosen]


def _held(states: Sequence[str]) -> Select[Any]:
    """Person, post and body of offices, with what is counted of them."""
    position = records.c.fields["position"].as_string().label("position")
    body = records.c.fields["body"].as_string().label("body")
    counted = (
        func.min(func.nullif(documents.c.published, "")).label("first"),
        func.max(documents.c.published).label("last"),
        func.count(records.c.document.distinct()).label("documents"),
        func.min(records.c.key).label("oldest"),
        func.max(records.c.key).label("newest"),
    )
    chosen = (
        select(records.c.label, position, body, *counted)
        .select_from(records.join(documents))
        .where(documents.c.latest, ~records.c.rejected, records.c.kind == "offices")
        .group_by(records.c.label, position, body)
    )
    if states:
        of = select(parties.c.record).where(parties.c.role == "body", parties.c.party.in_(list(states)))
        chosen = chosen.where(records.c.key.in_(of))
    return chosen


def _names(connection: Connection, part: str) -> list[str]:
    """All names of the people of whom one name holds these letters, whatever their case."""
    wanted = part.casefold()
    known = connection.execute(select(names.c.name, names.c.person)).all()
    people = {person for name, person in known if wanted in name.casefold()}
    return sorted(name for name, person in known if person in people)


def _bearers(connection: Connection, told: Iterable[str]) -> dict[str, tuple[str, list[str]]]:
    """For each name the fullest one of the person, and all of them."""
    found: dict[str, tuple[str, list[str]]] = {}
    for some in parcels(sorted(told)):
        fullest = {
            str(name): str(value)
            for name, value in connection.execute(select(names.c.name, names.c.person).where(names.c.name.in_(some)))
        }
        every: defaultdict[str, list[str]] = defaultdict(list)
        of = select(names.c.name, names.c.person).where(names.c.person.in_(sorted(set(fullest.values()))))
        for name, person in connection.execute(of):
            every[person].append(name)
        for name in some:
            person = fullest.get(name, name)
            found[name] = person, sorted(every.get(person, [name]), key=lambda n: (-len(n.split()), -len(n), n))
    return found


def _add(person: Person, row: Row[Any], told: Mapping[int, Statement]) -> None:
    """Add a post, or what another form of it or of the name tells to one that is there."""
    statements = tuple(told[key] for key in dict.fromkeys((row.oldest, row.newest)))
    new = Post(row.position, row.body, row.first or "", row.last, row.documents, statements)
    for n, post in enumerate(person.posts):
        if (post.position.casefold(), post.body) == (new.position.casefold(), new.body):
            dates = sorted(filter(None, (post.first, new.first, post.last, new.last))) or [""]
            both = (post.statements[0], statements[-1])
            person.posts[n] = Post(post.position, post.body, dates[0], dates[-1], post.documents + new.documents, both)
            return
    person.posts.append(new)
