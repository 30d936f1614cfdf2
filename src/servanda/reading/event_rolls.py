"""Rolls: «На встрече присутствовали …», «С чилийской стороны участие принимали …» add to an event told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import attendance, event_doers, frames

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.context import Context
    from servanda.reading.event_facts import Gathered
    from servanda.reading.frames import Hit
    from servanda.reading.happenings import Mention

#: What people are told to have been present at.
ATTENDED = event_doers.ENCOUNTERS | {"session", "ceremony"}


def calls_the_roll(m: Mention) -> bool:
    """The verb over an event's noun names those who were present."""
    if m.sort != "noun" or not attendance.at_it(m.ctx, m.head):
        return False
    verbs = {t.i for t in m.head.children if t.dep_ == "cop"} | ({m.verb.i} if m.verb is not None else set())
    return any(verbs & set(range(hit.i, hit.j)) for hit in _rolls(m.ctx))


def add(ctx: Context, gathered: Sequence[Gathered]) -> None:
    """Add those whom a roll names to its event: the one named in its sentence, or by its side the one told last."""
    for hit in _rolls(ctx):
        present = _present(ctx, hit)
        event = _event_of(ctx, hit, gathered) if present else None
        if event is not None:
            states = {state for name in present if (p := ctx.people.named(name)) is not None and (state := p.state)}
            kept = (name for name in event.participants if name not in states)
            event.participants = tuple(dict.fromkeys((*kept, *present)))


def _rolls(ctx: Context) -> Sequence[Hit]:
    return ctx.frames(f"{ctx.adapter.code}/event_rolls")


def _present(ctx: Context, hit: Hit) -> list[str]:
    """The names in the nominative of the sentence, up to a clause of its own; none in somebody's speech."""
    doc, sent = ctx.doc, ctx.doc[hit.i].sent
    if doc[hit.i].dep_.startswith("aux") or any(s.start <= doc[hit.i].idx < s.end for s in ctx.speech):
        return []
    past = any(t.morph.get("Tense", []) == ["Past"] for t in doc[hit.i : hit.j])
    end = next((t.i for t in doc[hit.j : sent.end] if t.pos_ == "SCONJ" or t.dep_ == "acl:relcl"), sent.end)
    named = [r for r in ctx.people.references if sent.start <= r.i and r.j <= end and r.case == "Nom"]
    return list(dict.fromkeys(ctx.people.of(r).name for r in named if r.how == "name")) if past else []


def _event_of(ctx: Context, hit: Hit, gathered: Sequence[Gathered]) -> Gathered | None:
    sent = ctx.doc[hit.i].sent
    met = [g for g in gathered if g.mentions[0].type in ATTENDED and g.status == "happened"]
    here = [g for g in met if any(sent.start <= m.hit.i < sent.end and calls_the_roll(m) for m in g.mentions)]
    nouns = (h for h in ctx.frames(f"{ctx.adapter.code}/events") if h.row["class"] == "noun")
    if here or any(sent.start <= h.i < sent.end for h in nouns):
        return here[0] if here else None
    sides = frames.words(f"{ctx.adapter.code}/post_sides", "word")
    if not any(t.lemma_ in sides for t in ctx.doc[sent.start : hit.j]):
        return None
    before = [
        g for g in met if g.mentions[0].hit.i < hit.i and g.mentions[0].type in event_doers.ENCOUNTERS | {"session"}
    ]
    return before[-1] if before else None
