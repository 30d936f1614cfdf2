"""Events: one record an event and document, gathered from all its mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.records import Event
from servanda.reading import happenings, names, phrases
from servanda.reading.event_conditions import VETOES
from servanda.reading.event_facts import Gathered, alone
from servanda.reading.happenings import Mention
from servanda.reading.rules import veto

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "events"
FAMILIES = {"meeting": "talks"}  # one encounter is called talks here and meeting there


def find(ctx: Context) -> list[Event]:
    """Gather the mentions of each event and make one record of them."""
    main = happenings.main_people(ctx)
    gathered: list[Gathered] = []
    for mention in happenings.find(ctx):
        if veto(ctx.trace, KIND, VETOES, mention, ctx.doc[mention.hit.i].idx):
            continue
        _gather(gathered, alone(ctx, mention, main), mention)
    place = next((g.place for g in gathered if g.of_the_day and g.place), "")
    return [_record(ctx, g, place) for g in gathered if g.participants]


# -- many mentions --------------------------------------------------------------------------------------------------


def _gather(gathered: list[Gathered], new: Gathered, mention: Mention) -> None:
    for old in gathered:
        if _one_event(old, new, mention):
            old.mentions.append(mention)
            if len(new.participants) > len(old.participants) and not old.of_the_day:
                old.participants = new.participants
            old.date = old.date or new.date
            old.place = old.place or new.place
            old.of_the_day = old.of_the_day or new.of_the_day
            return
    gathered.append(new)


def _one_event(old: Gathered, new: Gathered, mention: Mention) -> bool:
    mine, other = old.mentions[0].type, mention.type
    if mine == other in ("exhibition", "forum") and len(names.stems(_words(mention))) == 1:
        return True  # «Выставка продлится до марта»
    if _points_back(old, new, mention):
        return True
    if FAMILIES.get(mine, mine) != FAMILIES.get(other, other) or old.apart != new.apart:
        return False
    if old.status != new.status and not (old.of_the_day and new.of_the_day):
        return False
    if old.date and new.date and not (old.date.startswith(new.date) or new.date.startswith(old.date)):
        return False
    if other == "signing":
        return old.date == new.date or not (mention.people or mention.periods) or old.participants == new.participants
    if other == "exhibition" and old.place and old.place == new.place:
        return True
    if other in ("opening", "other", "exhibition", "forum", "performance", "summit"):
        return names.same(_words(old.mentions[0]), _words(mention))
    mine_named, new_named = set(old.participants), set(new.participants)
    if len(mine_named) > 1 and len(new_named) > 1 and not (mine_named <= new_named or new_named <= mine_named):
        return False
    if old.of_the_day and new.of_the_day:
        return True
    if not mention.people and not mention.periods and old.of_the_day:
        return True
    return bool(set(old.participants) & set(new.participants)) and (old.of_the_day == new.of_the_day or not new.date)


def _points_back(old: Gathered, new: Gathered, mention: Mention) -> bool:
    """«В ходе встречи …», «на церемонии …» without names: the session or opening told before."""
    if len(names.stems(_words(mention))) != 1:
        return False
    strangers = set(mention.names) - set(old.participants)
    dated = [p for p in mention.periods if p.edtf and p.edtf != old.date]
    if strangers or dated or not (old.of_the_day or old.date == new.date) or new.apart or old.apart:
        return False
    mine = old.mentions[0].type
    if mention.type == "meeting":
        return new.of_the_day and mine in happenings.MEETINGS
    return mention.type == "ceremony" and mine in ("opening", "ceremony", "signing")


def _words(m: Mention) -> str:
    """The event's own name: its word with attributes and complement."""
    if m.sort != "noun":
        return m.ctx.doc[m.hit.i : min(m.hit.j + 5, m.clause[1])].text
    left, right = phrases.left(m.ctx.doc, m.head), phrases.right(m.ctx, m.head, prepositions="body", start=m.hit.j)
    return m.ctx.doc[min(left, m.hit.i) : max(right, m.hit.j)].text


def _record(ctx: Context, g: Gathered, place: str) -> Event:
    best = max(g.mentions, key=lambda m: (len(m.people) > 0, bool(m.place or m.periods), -m.hit.i))
    start, end = _evidence(ctx, best)
    first = g.mentions[0]
    return Event(
        evidence=ctx.evidence(start, end),
        rule=f"{first.type}_by_{first.sort}" + ("_of_the_day" if g.of_the_day else ""),
        speaker=ctx.speaker_at(start),
        type=first.type,
        participants=g.participants,
        place=g.place or (place if g.of_the_day else ""),
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
