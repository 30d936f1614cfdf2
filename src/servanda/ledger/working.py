"""A document worked into the account, and taken out of it: its traits and marks, its links to others, its names.

Both happen within a transaction of the caller's, who sees to it that nobody else does the same at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from servanda.ledger import stale
from servanda.ledger.database import parcels, upsert
from servanda.ledger.joining import Verdicts
from servanda.ledger.judgements import SPEAKER, Standing, standing
from servanda.ledger.linking import keep, link, linked
from servanda.ledger.missed import bring
from servanda.ledger.names import given, is_person, second, surname
from servanda.ledger.nations import foremost, state_of
from servanda.ledger.rows import Stemmer, field_columns, field_parties
from servanda.ledger.schema import clusters, documents, links, marks, members, names, parties, records, tallies, traits
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement, keyed
from servanda.ledger.traits import block, traits_of

_NAMED = ("participants", "actors", "counterparts")
_POST = ": "  # between a state and a post in it


def work_in(connection: Connection, document: Row[Any], stemmer: Stemmer) -> None:
    """Work in what a document tells, as far as it stands by what people judged; `document` is its row."""
    bring(connection, document, stemmer)
    judged = standing(connection, [document.id])
    _apply(connection, document.key, judged)
    if document.latest:
        told = keyed(connection, document.key)
        found = traits_of(told, stemmer, document.language)
        keep(connection, found)
        made = link(connection, found, judged)
        stale.note(connection, "encounter", (one.key for one in found if one.sort == "encounter"))
        promises = {one.key for one in found if one.sort == "promise"}
        stale.note(connection, "undertaking", promises | {one for one, _, sort in made if sort == "deed"})
        stale.note(connection, "figures", {block(s) for _, s in told if s.kind == "figures"})
        _count(connection, [statement for _, statement in told], 1, stemmer)
        connection.execute(update(documents).where(documents.c.key == document.key).values(settled=True))


def take_out(connection: Connection, document: int, stemmer: Stemmer) -> None:
    """Take out what was worked in of a document, by its key; what was joined with it is to be joined anew."""
    told = keyed(connection, document)
    keys = {key for key, _ in told}
    for one, other, sort in linked(connection, keys, ("encounter", "undertaking", "deed")):
        of = "encounter" if sort == "encounter" else "undertaking"
        stale.note(connection, of, {one} if sort == "deed" else {one, other} - keys)
    for some in parcels(sorted(keys)):
        touched = list(connection.execute(select(members.c.cluster).where(members.c.record.in_(some))).scalars())
        _rejoin(connection, touched, keys)
        connection.execute(delete(clusters).where(clusters.c.key.in_(touched)))
        connection.execute(delete(traits).where(traits.c.record.in_(some)))
        connection.execute(delete(marks).where(marks.c.record.in_(some)))
        connection.execute(delete(links).where(or_(links.c.one.in_(some), links.c.other.in_(some))))
    stale.note(connection, "figures", {block(s) for _, s in told if s.kind == "figures"})
    _count(connection, [statement for _, statement in told], -1, stemmer)
    connection.execute(update(documents).where(documents.c.key == document).values(settled=False))


def verdicts(judged: Standing) -> Verdicts:
    """What people judged of pairs."""
    return Verdicts(judged.same, judged.different)


def _rejoin(connection: Connection, touched: Sequence[int], without: Iterable[int]) -> None:
    """What remains of clusters that are about to go is to be joined anew."""
    chosen = (
        select(members.c.record, clusters.c.sort, members.c.step)
        .join(clusters, members.c.cluster == clusters.c.key)
        .where(members.c.cluster.in_(touched))
    )
    gone = set(without)
    for record, sort, step in connection.execute(chosen).all():
        if record not in gone and step != "kept":
            stale.note(connection, sort, [record])


def _apply(connection: Connection, document: int, judged: Standing) -> None:
    """Bring the records of a document to what people said of them: rejected, corrected, or as they were read."""
    chosen = select(records).where(records.c.document == document)
    if not (judged.rejected or judged.corrected):
        chosen = chosen.where(or_(records.c.rejected, records.c.as_read.is_not(None)))
    for row in connection.execute(chosen).all():
        read = row.as_read or {**row.fields, SPEAKER: row.speaker}
        said = judged.corrected.get(row.id, {name: value for name, value in read.items() if name != SPEAKER})
        speaker = judged.speakers.get(row.id, read[SPEAKER])
        as_read = read if {**said, SPEAKER: speaker} != read else None
        rejected = row.id in judged.rejected
        if (row.rejected, row.fields, row.speaker) == (rejected, said, speaker):
            continue
        new = {**field_columns(said), "rejected": rejected, "fields": said, "speaker": speaker, "as_read": as_read}
        connection.execute(update(records).where(records.c.key == row.key).values(new))
        connection.execute(delete(parties).where(parties.c.record == row.key))
        if named := [{"record": row.key, "role": r, "party": p} for r, p in field_parties(said, speaker)]:
            connection.execute(insert(parties), named)


def _count(connection: Connection, statements: Sequence[Statement], by: int, stemmer: Stemmer) -> None:
    """Count who is named, and in posts of which bodies; whose names or state may change is to be looked at anew."""
    counted: Counter[tuple[str, str]] = Counter()
    for s in statements:
        office = s.kind == "offices"
        people = [s.fields["person"]] if office else [p for role in _NAMED for p in s.fields.get(role, ())]
        people += [s.speaker] if s.speaker else []
        counted.update((name, "") for name in people if is_name(name))
        if office and is_name(s.fields["person"]):
            counted[s.fields["person"], s.fields["body"]] += 1
            if is_state(s.fields["body"]):
                counted[s.fields["person"], _POST.join((s.fields["body"], s.fields["position"].casefold()))] += 1
    everybody = sorted({name for name, _ in counted})
    before = posts_by_tallies(connection, everybody)
    rows = [{"name": name, "body": body, "count": by * count} for (name, body), count in sorted(counted.items())]
    upsert(connection, tallies, rows, count=lambda new: tallies.c.count + new.count)
    known: dict[str, str] = {}
    for some in parcels(everybody):
        connection.execute(delete(tallies).where(tallies.c.name.in_(some), tallies.c.count <= 0))
        known |= {
            str(name): str(value)
            for name, value in connection.execute(select(names.c.name, names.c.state).where(names.c.name.in_(some)))
        }
    now = states_by_tallies(connection, everybody, stemmer)
    changed = {surname(name) for name in everybody if name not in known or known[name] != now.get(name, "")}
    held = posts_by_tallies(connection, everybody)
    changed |= {surname(name) for name in everybody if before.get(name) != held.get(name)}
    gone = {surname(name) for name in everybody} if by < 0 else set()
    new = [
        {"name": n, "surname": surname(n), "given": given(n), "second": second(n), "person": n, "state": ""}
        for n in everybody if n not in known
    ]  # fmt: skip
    upsert(connection, names, new if by > 0 else [])
    stale.note(connection, "surname", changed | gone)


def states_by_tallies(connection: Connection, wanted: Sequence[str], stemmer: Stemmer) -> dict[str, str]:
    """For each name the state of which most records say that he or she holds a post in it, or in a body of it."""
    told = [(name, body, count) for name, body, count in _tallied(connection, wanted) if _POST not in body]
    states = {body: state_of(body, stemmer) for body in sorted({body for _, body, _ in told})}
    return foremost((name, states[body], count) for name, body, count in told)


def posts_by_tallies(connection: Connection, wanted: Sequence[str]) -> dict[str, set[str]]:
    """For each name the posts that records give it, each with its state."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, body, _ in _tallied(connection, wanted):
        if _POST in body:
            found[name].add(body)
    return dict(found)


def _tallied(connection: Connection, wanted: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Names, bodies of posts (or state and post), and how many records tell them."""
    for some in parcels(wanted):
        rows = connection.execute(select(tallies).where(tallies.c.name.in_(some), tallies.c.body != ""))
        yield from ((str(name), str(body), int(count)) for name, body, count in rows)


def known_states(connection: Connection, people: Iterable[str]) -> dict[str, str]:
    """For each name the state for which he or she speaks, where it is known."""
    found: dict[str, str] = {}
    for some in parcels(sorted(people)):
        chosen = select(names.c.name, names.c.state).where(names.c.name.in_(some), names.c.state != "")
        found |= {str(name): str(value) for name, value in connection.execute(chosen)}
    return found


def is_name(name: str) -> bool:
    """Whether it can be a person's, and no state's."""
    return not is_state(name) and is_person(name)
