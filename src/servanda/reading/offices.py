"""Offices: who holds which post, one record a person and post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.records import Office
from servanda.reading.posts import OF_STATES

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.people import Held, Person


def former(person: Person, held: Held) -> bool:
    """A post no longer held is no office."""
    return held.post.former


def no_office(person: Person, held: Held) -> bool:
    """An occupation that is no office («солист театра»)."""
    return held.post.sort == "role"


def no_body(person: Person, held: Held) -> bool:
    """A post without state or body says too little («директор Имярек»)."""
    return not held.body


def no_name(person: Person, held: Held) -> bool:
    """A name must be more than initials."""
    return not any(len(word) > 2 and word[0].isalpha() for word in person.name.split())


CODE = 2  # letters of a state's code
VETOES = (former, no_office, no_body, no_name)


def find(ctx: Context) -> list[Office]:
    """One record a person and post; of several places the one that names both."""
    out: list[Office] = []
    for person in ctx.people.persons:
        seen: list[Held] = []
        for held in sorted(person.held, key=_clearest):
            name = next((veto.__name__ for veto in VETOES if veto(person, held)), "")
            if name or any(_same(held, other) for other in seen):
                ctx.trace.note("offices", name or "same_post", held.start, "vetoed")
                continue
            seen.append(held)
            out.append(
                Office(
                    evidence=ctx.evidence(held.start, held.end),
                    rule=held.rule,
                    speaker=ctx.speaker_at(held.start),
                    person=person.name,
                    position=held.position,
                    body=held.body,
                )
            )
    return sorted(out, key=lambda record: (record.evidence.start, record.evidence.end))


def _state(held: Held) -> str:
    """The state of a post, or `""`."""
    return held.body if len(held.body) == CODE and held.body.isupper() else "".join(held.post.codes[:1])


def _clearest(held: Held) -> tuple[bool, bool, int, int]:
    """A post beside its name, in full, comes before one that was inferred."""
    by_state = held.post.sort in OF_STATES and len(held.body) != CODE  # «глава МИД Чехии» after «министр … Чехии»
    alias = held.post.sort == "head_of_state_alias"
    return (not held.rule.startswith("post"), alias or by_state, -len(held.body), held.start)


def _same(held: Held, other: Held) -> bool:
    """The same post written otherwise: the same head word, and bodies of which one holds the other."""
    if held.post.sort == other.post.sort and held.post.sort in OF_STATES and _state(held) == _state(other) != "":
        return True  # «министр иностранных дел Чехии», «глава МИД Чехии»
    mine, theirs = held.position.lower().split(), other.position.lower().split()
    if held.post.sort in ("head_of_state", "head_of_state_alias") and other.post.sort == "head_of_state":
        return held.body == other.body
    if mine[:1] != theirs[:1]:
        return False
    return held.body == other.body or held.body.lower() in other.body.lower() or other.body.lower() in held.body.lower()
