"""What the reader says of a text, in the terms of FactRuEval-2016: entities of track 2, facts of track 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.factrueval_standard import BODY, PERSON, PLACE, Argument, Attribute, Entity, Fact, normal
from servanda.reading import events, localities
from servanda.reading.bodies import find_bodies
from servanda.reading.person_names import parts
from servanda.reading.state_words import state_words

if TYPE_CHECKING:
    from servanda.reading.context import Context


def attribute(name: str, value: str) -> Attribute:
    """An attribute of one value."""
    return Attribute(name, frozenset({normal(value)}))


def entities(ctx: Context) -> list[Entity]:
    """People, places and bodies."""
    return [*_people(ctx), *_places(ctx), *_bodies(ctx)]


def _people(ctx: Context) -> list[Entity]:
    out = []
    for person in ctx.people.persons:
        found = parts(ctx.adapter, person.name)
        pairs = (("firstname", found.given), ("patronymic", found.patronymic), ("lastname", found.surname))
        attributes = [attribute(name, value) for name, values in pairs for value in values]
        if attributes:
            out.append(Entity(PERSON, tuple(attributes), id=person.name))
    return out


def _places(ctx: Context) -> list[Entity]:
    return [Entity(PLACE, (attribute("name", p.name),), id=p.name) for p in localities.find_localities(ctx)]


def _bodies(ctx: Context) -> list[Entity]:
    return [Entity(BODY, (attribute("name", b.name),), id=b.name) for b in find_bodies(ctx)]


def facts(ctx: Context) -> list[Fact]:
    """Occupations and meetings."""
    return [*_occupations(ctx), *_meetings(ctx)]


def _argument(name: str, value: str) -> Argument:
    return Argument(name, frozenset({normal(value)}))


def _occupations(ctx: Context) -> list[Fact]:
    """Every post that a person holds or held in a body or place that is named, once."""
    out: list[Fact] = []
    names = {b.bloc: b.called for b in reversed(ctx.bodies) if b.bloc}
    names |= {p.code: p.name for p in reversed(localities.find_localities(ctx)) if p.code}
    for person in ctx.people.persons:
        seen: set[tuple[str, str]] = set()
        for held in sorted(person.held, key=lambda h: (not h.rule.startswith("post"), -len(h.body), h.start)):
            key = (ctx.doc[held.post.head].lemma_, held.body)
            if key in seen or ("" in held.body and (key[0], "") in seen):
                continue
            seen |= {key, (key[0], "")}
            where = names.get(held.body, "" if is_code(held.body) else held.body)
            if where:
                position = ctx.doc[slice(*held.post.core)].text
                pairs = (("who", person.name), ("position", position), ("where", where))
                out.append(Fact("occupation", tuple(_argument(*pair) for pair in pairs if pair[1])))
    return out


def is_code(body: str) -> bool:
    """Whether a body is a code of `world/parties`, no name."""
    return body in state_words().sorts


def _meetings(ctx: Context) -> list[Fact]:
    out = []
    names = {p.name for p in ctx.people.persons}
    for event in events.find(ctx):
        who = [name for name in event.participants if name in names]
        if event.type in ("meeting", "talks") and len(who) > 1:
            out.append(Fact("meeting", tuple(_argument("participant", name) for name in who)))
    return out
