"""FollowTheMoney entities, a JSON object a line: people, posts, bodies, events, projects, articles and what joins them.

The schemata are those of followthemoney 4 (docs.alephdata.org); every entity is whole and stands once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from servanda.exchange import joined
from servanda.exchange.places import is_state
from servanda.exchange.safe import line, plain_json, xml
from servanda.exchange.selection import Kept, Selection, Told, Written, kept
from servanda.ledger.people import Person, posts
from servanda.ledger.rows import span
from servanda.ledger.store import Ledger
from servanda.report.wording import code_words, party_name

#: Kinds of record that no schema holds.
WITHOUT = ("figures", "quotations", "commitments", "instruments", "routes", "relations")
_LANGUAGES = {"ru": "rus", "en": "eng", "kk": "kaz", "uz": "uzb", "ky": "kir", "uk": "ukr", "be": "bel", "tg": "tgk"}
_NAMELESS = "without a name"  # what has to have one, and is told of with none but blanks

#: Entities that several things name: each is written where it is met first.
_SHARED = frozenset({"state", "body", "name", "person", "post"})

Entity = dict[str, Any]


def write(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the entities; `tick` is called for every document."""
    out = _Out(into)
    for document in kept(ledger, only):
        out.add(article(document))
        for told in document.records:
            if told.record.kind_of in WITHOUT:
                out.done.leave(f"{told.record.kind_of}: no schema holds them")
            for entity in _of_record(told):
                out.add(entity)
        tick()
    fullest: dict[str, str] = {}
    for person in posts(ledger, only.states, as_of=only.last):
        fullest |= dict.fromkeys(person.names, person.name)
        for entity in _of_person(person):
            out.add(entity)
    for met in joined.encounters(ledger, only):
        for entity in _of_encounter(met, fullest):
            out.add(entity)
    return out.done


class _Out:
    """Writes each entity once; keeps the ids of those that several things name."""

    def __init__(self, into: BinaryIO) -> None:
        self.done = Written()
        self._into = into
        self._seen: set[bytes] = set()

    def add(self, entity: Entity) -> None:
        """Write an entity, unless it stands there already."""
        sort, _, number = entity["id"].partition("-")
        if sort in _SHARED:
            if bytes.fromhex(number) in self._seen:
                return
            self._seen.add(bytes.fromhex(number))
        self._into.write(plain_json(entity) + b"\n")
        self.done.add("object")


def article(document: Kept) -> Entity:
    """The article itself, with its text."""
    d = document.document
    return _entity("Article", _article_id(d.id), {
        "title": [line(d.title)], "fileName": [line(d.name)], "publisher": [line(d.publisher)],
        "sourceUrl": [d.url] if d.url.startswith(("http://", "https://")) else [],
        "publishedAt": _days(d.published)[:1], "language": [_LANGUAGES.get(d.language, "")],
        "country": _countries(document.parties), "bodyText": [xml(d.text).strip()],
    })  # fmt: skip


def party(name: str) -> Entity:
    """A state as a public body, a bloc as an organization, any other name as that of a person or body."""
    if is_state(name):
        names = {"name": [party_name(name) or name], "country": _countries([name]), "jurisdiction": _countries([name])}
        return _entity("PublicBody", _id("state", name), names)
    if name.isupper() or party_name(name):
        return _entity("Organization", _id("body", name), {"name": [party_name(name) or name], "alias": [name]})
    return _entity("LegalEntity", _id("name", name), {"name": [line(name)]})


def _of_record(told: Told) -> Iterator[Entity]:
    """A project with its parties, or a standing body with its members."""
    record = told.record
    fields, proof = record.main_fields(), [_article_id(record.evidence.document)]
    if record.kind_of == "projects":
        project = _entity("Project", f"project-{told.id}", {
            "name": [line(fields["name"])], "country": _countries(fields["parties"]), "phase": [fields["stage"]],
            "keywords": [fields["sector"]], "address": [line(fields["place"])],
            "description": [xml(record.evidence.exact)], "proof": proof,
        })  # fmt: skip
        yield project
        yield from _joined(project, "ProjectParticipant", "project", "participant", fields["parties"])
    elif record.kind_of == "mechanisms":
        body = _entity("Organization", f"mechanism-{told.id}", {
            "name": [line(fields["name"])], "country": _countries(fields["parties"]), "status": [fields["stage"]],
            "description": [xml(record.evidence.exact)], "proof": proof,
        })  # fmt: skip
        yield body
        yield from _joined(body, "Membership", "organization", "member", fields["parties"])


def _joined(whole: Entity, schema: str, one: str, other: str, parties: Iterable[str]) -> Iterator[Entity]:
    for name in dict.fromkeys(parties):
        who = party(name)
        yield who
        proof = whole["properties"].get("proof", [])
        edge = {one: [whole["id"]], other: [who["id"]], "proof": proof}
        yield _entity(schema, _id("link", schema, whole["id"], who["id"]), edge)


def _of_person(person: Person) -> Iterator[Entity]:
    """A person with every post that the documents tell of."""
    countries = sorted({post.body for post in person.posts if is_state(post.body)})
    who = _entity("Person", _id("person", person.name), {
        "name": [line(person.name)], "alias": [line(name) for name in person.names if name != person.name],
        "position": sorted({line(post.position) for post in person.posts}), "country": _countries(countries),
    })  # fmt: skip
    yield who
    for post in person.posts:
        body = party(post.body) if post.body else None
        if body and body["schema"] == "LegalEntity":
            body = _entity("Organization", _id("body", post.body), {"name": [line(post.body)]})
        if body:
            yield body
        name = f"{post.position}, {party_name(post.body) or post.body}" if post.body else post.position
        held = _entity("Position", _id("post", post.position, post.body), {
            "name": [line(name)], "organization": [body["id"]] if body else [], "country": _countries([post.body]),
        })  # fmt: skip
        yield held
        told = f"told of from {post.first} to {post.last}" if post.first else "told of in undated documents"
        yield _entity("Occupancy", _id("occupancy", person.name, post.position, post.body), {
            "holder": [who["id"]], "post": [held["id"]], "summary": [told],
            "date": sorted({*_days(post.first)[:1], *_days(post.last)[:1]}),
            "description": [xml(s.exact) for s in post.statements],
            "proof": sorted({_article_id(s.source.id) for s in post.statements}),
        })  # fmt: skip


def _of_encounter(met: joined.Met, fullest: Mapping[str, str]) -> Iterator[Entity]:
    encounter = met.encounter
    names = encounter.values("participants")
    involved = []
    for name in [*encounter.states, *(name for name in names if name not in encounter.states)]:
        person = name in met.people or (not name.isupper() and not party_name(name) and " " in name)
        whole = fullest.get(name, name)
        who = _entity("Person", _id("person", whole), {"name": [line(whole)]}) if person else party(name)
        involved.append(who["id"])
        yield who
    first, last = span(encounter.date)
    places = encounter.values("place")
    title = f"{code_words(encounter.values('type')[0])}: {', '.join(party_name(s) or s for s in encounter.states)}"
    yield _entity("Event", f"encounter-{encounter.id}", {
        "name": [line(title.rstrip(": "))], "involved": list(dict.fromkeys(involved)), "date": _days(encounter.date),
        "startDate": [first.isoformat()] if first and first != last else [],
        "endDate": [last.isoformat()] if last and first != last else [],
        "location": [line(party_name(p) or p) for p in places], "country": _countries(places),
        "keywords": [*encounter.values("type"), *encounter.values("status")],
        "summary": list(dict.fromkeys(xml(s.exact) for s in met.told)),
        "proof": list(dict.fromkeys(_article_id(s.source.id) for s in met.told)),
    })  # fmt: skip


def _entity(schema: str, name: str, properties: dict[str, list[str]]) -> Entity:
    kept_values = {key: [v for v in dict.fromkeys(values) if v] for key, values in properties.items()}
    if "name" in kept_values and not kept_values["name"]:
        kept_values["name"] = [_NAMELESS]
    return {"id": name, "schema": schema, "properties": {key: values for key, values in kept_values.items() if values}}


def _id(sort: str, *parts: str) -> str:
    whole = "\n".join(parts).encode("utf-8", "surrogatepass")
    return f"{sort}-{hashlib.blake2b(sort.encode() + whole, digest_size=12).hexdigest()}"


def _article_id(document: str) -> str:
    return f"article-{document}"


def _countries(names: Iterable[str]) -> list[str]:
    return [name.lower() for name in names if is_state(name)]


def _days(date: str) -> list[str]:
    """A date as FollowTheMoney writes it: a year, month or day; the ends of an interval."""
    return [part for part in dict.fromkeys(date.split("/")) if part and part != ".."]
