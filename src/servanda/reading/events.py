"""Events: one record an event and document, gathered from all its mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.records import Event
from servanda.reading import attendance, event_rolls, happenings, phrases, visits
from servanda.reading import event_company as company
from servanda.reading import event_identity as identity
from servanda.reading import event_setting as setting
from servanda.reading.event_conditions import VETOES
from servanda.reading.event_facts import Gathered, alone
from servanda.reading.happenings import Mention
from servanda.reading.rules import veto

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "events"


def find(ctx: Context) -> list[Event]:
    """Gather the mentions of each event and make one record of them."""
    main = attendance.main_people(ctx)
    mentions = [m for m in happenings.find(ctx) if not veto(ctx.trace, KIND, VETOES, m, ctx.doc[m.hit.i].idx)]
    day = setting.day_of_the_report(ctx, mentions)
    gathered: list[Gathered] = []
    for mention in mentions:
        _gather(gathered, alone(mention, main, day), mention)
    gathered = identity.without_summaries(gathered)
    setting.inherit(gathered)
    event_rolls.add(ctx, gathered)
    place = next((g.place for g in gathered if g.of_the_day and g.place), "")
    return [_record(ctx, g, place) for g in gathered if g.participants]


# -- many mentions --------------------------------------------------------------------------------------------------


def _gather(gathered: list[Gathered], new: Gathered, mention: Mention) -> None:
    old = identity.the_one_told(gathered, new, mention)
    if old is None:
        if not identity.weak(mention):
            gathered.append(new)
        return
    bare = identity.bare(mention)
    old.mentions.append(mention)
    if mention.type == "visit" and not bare:
        visits.arrived(old, new, mention)
    if not old.participants or (not bare and _tells_more(old, new, mention)):
        old.participants = new.participants
    same = old.status == new.status and (mention.periods or not bare)
    old.date = old.date or (new.date if same else "")
    old.place = old.place or new.place
    if old.status == "proposed" and new.status == "planned":
        old.status = new.status
    old.of_the_day = old.of_the_day or (new.of_the_day and not bare and old.status == new.status)


def _tells_more(old: Gathered, new: Gathered, mention: Mention) -> bool:
    """Persons where so far only states were named, or more of them."""
    named = {name for m in old.mentions for name in m.names}
    persons = bool(mention.people) and set(new.participants) >= set(mention.names)
    if (
        persons
        and not named & set(old.participants)
        and not any(mention.ctx.people.named(name) for name in old.participants)
    ):
        return True
    if _names_who(old, new, mention):
        return True
    more = len(new.participants) > len(old.participants)
    return more and (not old.of_the_day or set(new.participants) > set(old.participants))


def _names_who(old: Gathered, new: Gathered, m: Mention) -> bool:
    """A state stood for somebody whom this mention names."""
    left, named = set(old.participants) - set(new.participants), set(new.participants) - set(old.participants)
    states = {name for name in left if m.ctx.people.named(name) is None}
    return (
        bool(named) and states == left != set() and company.covered(m.ctx, set(old.participants), set(new.participants))
    )


def _record(ctx: Context, g: Gathered, place: str) -> Event:
    best = max(
        g.mentions, key=lambda m: (len(set(m.names) & set(g.participants)), bool(m.place or m.periods), -m.hit.i)
    )
    start, end = _evidence(ctx, best)
    first = g.mentions[0]
    return Event(
        evidence=ctx.evidence(start, end),
        rule=f"{first.type}_by_{first.sort}" + ("_of_the_day" if g.of_the_day else ""),
        speaker=ctx.speaker_at(start),
        type=first.type,
        participants=g.participants,
        place=g.place or (place if g.of_the_day and first.type != "visit" else ""),
        date=g.date,
        status=g.status,
    )


def _evidence(ctx: Context, m: Mention) -> tuple[int, int]:
    """The event's word with the participants, place and time of its clause that stand near."""
    i, j = m.hit.i, max(m.hit.j, m.head.i + 1)
    left = [r.i for r in m.people if r.i < i and i - r.i <= 12]
    right = [r.j for r in m.people if r.j > j and r.i - j <= 8]
    i, j = min([i, *left]), max([j, *right])
    clause = m.clause
    if m.sort != "noun" or m.type in ("signing", "opening", "forum", "exhibition", "summit", "session", "other"):
        i, j = _with_object(m, i, j)
    for p in ctx.places:
        if clause[0] <= p.i and p.j <= clause[1] and 0 <= p.i - j <= 4:
            j = p.j
    for s in ctx.states:
        if clause[0] <= s.i and s.j <= clause[1] and 0 <= s.i - j <= 3:
            j = s.j
    last = ctx.doc[j - 1]
    return ctx.doc[i].idx, last.idx + len(last.text)


def _with_object(m: Mention, i: int, j: int) -> tuple[int, int]:
    """The verb with the noun that it is said of, or the noun with its complement."""
    ctx, clause = m.ctx, m.clause
    if m.sort == "noun":
        left, right = phrases.left(ctx.doc, m.head), phrases.right(ctx, m.head, prepositions="body", start=m.hit.j)
        return min(i, left), max(j, min(right, clause[1]))
    for token in m.head.children:
        if token.dep_ in ("obj", "nsubj:pass", "nsubj") and token.pos_ == "NOUN" and clause[0] <= token.i < clause[1]:
            right = phrases.right(ctx, token, prepositions="document")
            if token.i - j < 8 and i - token.i < 12:
                i, j = min(i, phrases.left(ctx.doc, token)), max(j, min(right, clause[1]))
    return i, j
