"""Who takes part in an event: ordered rules from what its clause names to whom the document is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading import attendance, happenings
from servanda.reading import parties as about
from servanda.reading.happenings import Mention

if TYPE_CHECKING:
    from servanda.reading.context import Context

Names = tuple[str, ...]
THINGS = frozenset({"opening", "exhibition", "performance", "other"})


@dataclass(frozen=True, slots=True)
class Case:
    """A mention with the persons of its clause, the main persons of the document, and whether it is of the day."""

    ctx: Context
    m: Mention
    people: Names
    main: Names
    of_the_day: bool

    @property
    def collective(self) -> str:
        """What the clause says of both sides («стороны», «мы»)."""
        return about.collective_at(self.ctx, *self.m.clause)

    @property
    def side(self) -> str:
        """The state of whoever speaks here."""
        return self.ctx.side_at(self.ctx.doc[self.m.hit.i].idx)


def with_one_state(m: Mention) -> str:
    """«переговоры с Россией»: the state named as partner, or `""`."""
    if m.type not in happenings.MEETINGS or m.sort != "noun":
        return ""
    partner = next((s for s in m.ctx.states if s.i == m.hit.j + 1 and s.form == "name"), None)
    with_it = partner is not None and m.ctx.doc[partner.i].morph.get("Case", []) == ["Ins"]
    return partner.codes[0] if partner is not None and with_it else ""


def who_goes(c: Case) -> Names | None:
    """Of a visit the one who goes, and nobody else."""
    if c.m.type != "visit":
        return None
    return c.people or (_guest(c) if c.of_the_day else ())


def speaker_and_partner(c: Case) -> Names | None:
    """«мы с Президентом провели беседу»: the speaker and the one named."""
    speaker = c.ctx.speaker_at(c.ctx.doc[c.m.hit.i].idx)
    if not speaker or len(c.people) != 1 or speaker in c.people or c.collective != "we":
        return None
    return (speaker, *c.people) if c.ctx.people.named(speaker) is not None else None


def side_and_partner_state(c: Case) -> Names | None:
    """«переговоры с Россией»: the speaker's state, or the other party, and that state."""
    partner = with_one_state(c.m)
    if not partner or c.people:
        return None
    side = c.side or next((code for code in about.pair(c.ctx) if code != partner), "")
    return (side, partner) if side and side != partner else (partner,)


def main_people_of_the_day(c: Case) -> Names | None:
    """The talks that the document reports are those of its main persons."""
    if c.m.type not in happenings.MEETINGS or not c.of_the_day:
        return None
    if len(c.people) == 1 and len(c.main) == 2 and c.people[0] in c.main:
        return c.main
    return c.people or (c.m.own if len(c.m.own) > 2 else c.main) or about.pair(c.ctx)


def both_together(c: Case) -> Names | None:
    """«мы примем участие в церемонии», «президенты открыли завод»: the two main persons."""
    both = c.collective == "both" or (c.collective == "we" and c.m.type in happenings.OF_THE_DAY)
    acts = c.m.type in happenings.OF_THE_DAY or (c.m.type in THINGS and c.m.sort == "verb")
    return c.main if both and acts and not c.people and len(c.main) == 2 else None


def host_and_guest(c: Case) -> Names | None:
    """Of an invitation who invites and who is invited; of two main persons the other is the guest."""
    if c.m.type != "invitation" or not c.people:
        return None
    other = tuple(name for name in c.main if name not in c.people)
    return (*c.people, *other) if len(c.people) == 1 and c.people[0] in c.main else c.people


def named_in_the_event(c: Case) -> Names | None:
    """«саммит «Центральная Азия – Италия»», «Конференция ООН»."""
    gathering = c.m.type in ("summit", "forum")
    return c.m.own if c.m.type in attendance.SHOWS and c.m.own and (gathering or not c.people) else None


def persons_of_the_clause(c: Case) -> Names | None:
    """Whoever the clause names as doer or partner."""
    return c.people or None


def states_of_the_clause(c: Case) -> Names | None:
    """The states that the clause names, for what is shown or opened with the speaker's own and that of the place."""
    if len(c.m.states) >= 2:
        return c.m.states
    if c.m.type not in THINGS or c.collective in ("both", "we", "mutual"):
        return None
    i, j = c.m.clause
    there = [p.code for p in c.ctx.places if i <= p.i and p.j <= j and p.code]
    found = tuple(dict.fromkeys(code for code in (*c.m.states, c.side, *there) if code))
    return found[:2] or None


def states_of_the_document(c: Case) -> Names | None:
    """The document's two; one state that is none of them stays alone."""
    two = about.pair(c.ctx)
    return two if not c.m.states or c.m.states[0] in two else c.m.states


PARTICIPANTS = (
    who_goes,
    speaker_and_partner,
    side_and_partner_state,
    main_people_of_the_day,
    both_together,
    host_and_guest,
    named_in_the_event,
    persons_of_the_clause,
    states_of_the_clause,
    states_of_the_document,
)


def _guest(c: Case) -> Names:
    """Of the main persons the one who gives thanks for the welcome, else the one who is not at home."""
    ctx = c.ctx
    for hit in ctx.frames(f"{ctx.adapter.code}/hospitality"):
        sent = ctx.doc[hit.i].sent
        subject = [r for r in ctx.people.between(sent.start_char, sent.end_char) if r.case == "Nom"]
        if subject and ctx.people.of(subject[0]).name in c.main:
            return (ctx.people.of(subject[0]).name,)
    if not ctx.home:
        return ()
    guests = [n for n in c.main if (p := ctx.people.named(n)) is not None and p.state not in ("", ctx.home)]
    return tuple(guests[:1])
