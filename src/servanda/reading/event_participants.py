"""Who takes part in an event: ordered rules from what its clause names to whom the document is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading import attendance, frames, happenings, names
from servanda.reading import parties as about
from servanda.reading.happenings import Mention

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.frames import Hit
    from servanda.reading.posts import Post

Names = tuple[str, ...]
PAIR = 2
HEADS = frozenset({"head_of_state", "head_of_state_alias", "head_of_government"})
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
    own = tuple(name for name in c.m.delegation if name not in c.people)
    return (*own, *c.people) or (_guest(c) if c.of_the_day else ()) or _mission(c)


def _mission(c: Case) -> Names:
    """«торговая миссия»: the state that sends it."""
    words = frames.words(f"{c.ctx.adapter.code}/event_delegations", "word")
    return ((c.side or c.ctx.parties[0]),) if c.m.head.lemma_ in words and c.ctx.parties else ()


def blocs_at_a_summit(c: Case) -> Names | None:
    """«саммит ШОС», «саммит «Центральная Азия – Италия»»: those who are named in it."""
    wide = {code for m in c.ctx.states if m.sort != "state" for code in m.codes} & set(c.m.own)
    if c.m.type in ("session", "meeting", "talks"):
        nobody = not c.people and not c.m.partners and (len(c.main) < 2 or not c.of_the_day)
        return c.m.own if wide == set(c.m.own) and wide and nobody else None
    return c.m.own if c.m.type == "summit" and wide else None


def speaker_and_partner(c: Case) -> Names | None:
    """«мы с Президентом провели беседу», «рад встрече с министром»: the speaker and the one named."""
    start = c.ctx.doc[c.m.hit.i].idx
    speaker = c.ctx.speaker_at(start)
    if not speaker or len(c.people) != 1 or speaker in c.people or c.ctx.people.named(speaker) is None:
        return None
    spoken = any(item.start <= start < item.end for item in c.ctx.speech)
    with_somebody = c.m.type in happenings.MET_WITH and any(r.case == "Ins" for r in c.m.people) and not _his(c.m)
    return (speaker, *c.people) if c.collective == "we" or (spoken and with_somebody) else None


def _his(m: Mention) -> bool:
    """«он проведет встречу с министром»: a verb in the third person has another doer than the speaker."""
    third = m.verb is not None and m.verb.morph.get("Person", []) in (["3"], ["Third"])
    return third and m.head.dep_ in ("obj", "obl", "iobj")


def side_and_partner_state(c: Case) -> Names | None:
    """«переговоры с Россией»: the speaker's state, or the other party, and that state."""
    partner = with_one_state(c.m)
    if not partner or c.people:
        return None
    side = c.side or next((code for code in about.pair(c.ctx) if code != partner), "")
    return (side, partner) if side and side != partner else (partner,)


def holders_of_the_posts(c: Case) -> Names | None:
    """«встреча президентов Чехии и Дании», «министры Чехии и Дании провели переговоры»: who they are, or whose."""
    if c.m.type not in happenings.MEETINGS or c.m.sort != "noun" or len(c.people) >= PAIR:
        return None
    goes = [t.i for t in c.m.verb.children if t.dep_ == "nsubj"] if c.m.verb is not None else []
    near = (p for p in c.ctx.people.posts if c.m.hit.j <= p.i <= c.m.hit.j + 1 or p.head in goes)
    post = next((p for p in near if p.plural), None)
    if post is None or len(post.codes) != PAIR:
        return None
    holders = [_holder(c, post, code) or code for code in post.codes]
    mine = [_state(c, name) for name in c.people if c.m.status != "proposed"]
    if not mine and any(code in holders for code in post.codes):
        return post.codes
    return tuple(c.people[0] if code in mine else who for code, who in zip(post.codes, holders, strict=True))


def _holder(c: Case, post: Post, code: str) -> str:
    """By name the only one who holds such a post of a state, or `""`."""
    sorts = HEADS if post.sort == "leader" else {post.sort} - {"head"}
    held = [
        p.name
        for p in c.ctx.people.persons
        if any(h.post.sort in sorts and code in (h.body, *h.post.codes[:1]) for h in p.held)
    ]
    return held[0] if len(held) == 1 else ""


def the_two_and_a_third(c: Case) -> Names | None:
    """«главы государств проведут встречу с Президентом Чехии»: the main persons and the one named."""
    if len(c.people) != 1 or len(c.main) != 2 or c.people[0] in c.main or c.m.type not in happenings.MET_WITH:
        return None
    return (*c.main, *c.people) if c.collective == "both" else None


def with_partners(c: Case) -> Names | None:
    """«встретился с представителями компании «Восход»»: the one named, or his state, and the body or state."""
    known = {person.state for name in c.people if (person := c.ctx.people.named(name)) is not None}
    others = tuple(partner for partner in c.m.partners if partner not in known)
    if not others or c.collective == "both":
        return None
    own = (
        ()
        if c.people
        else (_who_meets(c) or c.side or next((code for code in c.ctx.parties if code not in others), ""),)
    )
    return tuple(dict.fromkeys(name for name in (*c.people, *own, *others) if name))


def _who_meets(c: Case) -> str:
    """«планирую встретиться с руководством страны»: the speaker by name."""
    start = c.ctx.doc[c.m.hit.i].idx
    spoken = any(item.start <= start < item.end for item in c.ctx.speech)
    speaker = c.ctx.speaker_at(start) if spoken and c.collective in ("we", "side") else ""
    return speaker if c.ctx.people.named(speaker) is not None else ""


def body_that_sits(c: Case) -> Names | None:
    """«заседание Правительства»."""
    return c.m.body or None


def state_that_votes(c: Case) -> Names | None:
    """Of an election the state in which it is held."""
    if c.m.type != "election":
        return None
    place = c.m.place if any(c.m.place in m.codes for m in c.ctx.states) else ""
    return tuple(code for code in (*c.m.own, place, *c.m.states, c.side, *c.ctx.parties) if code)[:1]


def main_people_of_the_day(c: Case) -> Names | None:
    """The talks that the document reports are those of its main persons."""
    if c.m.type not in happenings.MEETINGS or not c.of_the_day:
        return None
    alone = len(c.people) == 1 and c.people[0] in c.main and (len(c.main) == 2 or c.m.type == "session")
    if c.m.type == "summit" and c.people:
        return c.people
    shared = c.collective in ("mutual", "both") and len(c.main) < PAIR == len(c.ctx.parties)
    if shared and not c.people and c.m.type == "session":
        return _everybody(c)  # the session of a body of two states, of whose people the text names one
    if alone or (len(c.people) == 1 and attendance.met(c.m)):
        return _met_with(c)
    if len(c.m.own) > 2 or (len(c.m.own) == 2 and len(c.main) < 2):
        return c.people or c.m.own
    if c.collective == "both" and len(c.main) < 2 and not c.people:
        return _everybody(c) or c.main
    if c.collective == "both" and len(c.main) > PAIR and not c.people:
        return _two_before(c) or c.main
    return _and_the_other_state(c) or c.main or _everybody(c)


def _two_before(c: Case) -> Names:
    """«Телефонный разговор лидеров двух стран» where many are named: the two whom the sentence before names."""
    sent = c.ctx.doc[c.m.hit.i].sent
    if not sent.start:
        return ()
    before = c.ctx.doc[sent.start - 1].sent
    named = (r for r in c.ctx.people.between(before.start_char, before.end_char) if r.how == "name")
    found = tuple(dict.fromkeys(c.ctx.people.of(r).name for r in named))
    return found if len(found) == PAIR else ()


def _and_the_other_state(c: Case) -> Names:
    """One person who met somebody unnamed of a state that the clause names."""
    known = {_state(c, name) for name in c.people}
    others = [code for code in c.m.states if code not in known and code in c.ctx.parties]
    one = len(c.people) == 1 and c.m.type in ("meeting", "talks") and "" not in known
    return (*c.people, *others) if one and len(others) == 1 else c.people


def _met_with(c: Case) -> Names:
    """The main persons, where the other was named before; else the one of the other side who was."""
    ctx, at = c.ctx, c.ctx.doc[c.m.hit.i].idx
    before = [ctx.people.of(r) for r in ctx.people.references if r.start < at]
    others = [name for name in c.main if name != c.people[0]]
    if c.people[0] in c.main and (c.m.type == "session" or not before or any(p.name in others for p in before)):
        return c.main if c.m.type == "session" or len(c.main) == 2 else (*others[:1], *c.people)
    mine = ctx.people.named(c.people[0])
    if mine is not None and mine.name not in c.main:
        host = [name for name in others if name in {p.name for p in before} and _state(c, name) != mine.state]
        return (*host[:1], *c.people)
    other = [p.name for p in before if mine is not None and p.name != mine.name and p.state != mine.state]
    return (*other[-1:], *c.people) if other else c.main


def _state(c: Case, name: str) -> str:
    person = c.ctx.people.named(name)
    return person.state if person is not None else ""


def both_together(c: Case) -> Names | None:
    """«мы примем участие в церемонии», «президенты открыли завод»: the two main persons."""
    ahead = c.m.type in happenings.MET_WITH and c.m.status != "happened"
    both = c.collective == "both" or (c.collective == "we" and c.m.type in happenings.OF_THE_DAY and not ahead)
    acts = c.m.type in happenings.OF_THE_DAY or (c.m.type in THINGS and c.m.sort == "verb")
    return c.main if both and acts and not c.people and len(c.main) >= 2 else None


def signed_by_persons(c: Case) -> Names | None:
    """«президенты подписали», «мы подписали договор»: the main persons put their names to it."""
    if c.m.type != "signing" or c.m.sort != "verb" or c.people or len(c.main) < 2:
        return None
    i, j = c.m.clause
    persons = [h for h in c.ctx.collectives if i <= h.i < j and h.row["class"] in ("both", "we") and _heads(c, h)]
    return c.main if persons else None


def _heads(c: Case, hit: Hit) -> bool:
    """The word is for persons («президенты», «сопредседатели», «мы») and the subject of the verb."""
    words = c.ctx.doc[hit.i : hit.j]
    persons = hit.row["class"] == "we" or any(t.morph.get("Animacy", []) == ["Anim"] for t in words)
    return persons and c.m.verb is not None and any(t.head.i == c.m.verb.i and t.dep_ == "nsubj" for t in words)


def between_states(c: Case) -> Names | None:
    """«следующее заседание межправительственной комиссии»: what is still ahead is held by its states."""
    if c.m.type != "session" or c.m.status == "happened":
        return None
    return c.m.own if len(c.m.own) > 1 else _everybody(c)


def host_and_guest(c: Case) -> Names | None:
    """Of an invitation who invites and who is invited; of two main persons the other is the guest."""
    if c.m.type != "invitation" or not c.people:
        return None
    other = tuple(name for name in c.main if name not in c.people)
    return (*c.people, *other) if len(c.people) == 1 and c.people[0] in c.main else c.people


def named_in_the_event(c: Case) -> Names | None:
    """«саммит «Центральная Азия – Италия»», «Дни культуры Чехии» with the state where they are held."""
    gathering = c.m.type in ("summit", "forum")
    if c.m.type not in attendance.SHOWS or not c.m.own or (c.people and not gathering):
        return None
    return c.m.own if gathering or len(c.m.own) > 1 else _with_the_place(c, c.m.own[0])


def _with_the_place(c: Case, code: str) -> Names:
    """The state that shows itself with the one in which it does, else with the document's other."""
    i, j = c.m.reach
    there = [p.code for p in c.ctx.places if i <= p.i and p.j <= j and p.code not in ("", code)]
    state = [c.m.place] if c.m.place != code and any(c.m.place in m.codes for m in c.ctx.states) else []
    two = about.pair(c.ctx)
    other = [o for o in two if o != code] if code in two and len(two) > 1 else []
    return (code, *(state or there or other)[:1])


def two_of_the_sentence_before(c: Case) -> Names | None:
    """«Президент посетит Ригу по приглашению премьера. В ходе переговоров они …», where many states are named."""
    many = len(c.ctx.parties) > PAIR and c.m.type in happenings.MET_WITH and not c.of_the_day
    if not many or c.people or c.m.own or c.m.partners:
        return None
    found = _two_before(c)
    return found if len({_state(c, name) for name in found} - {""}) == PAIR else None


def the_other_of_the_two(c: Case) -> Names | None:
    """«переговоры с лидером Чехии Имяреком будут посвящены торговле»: the other one is whom the text is about."""
    if c.m.type not in happenings.MET_WITH or c.m.sort != "noun" or len(c.people) != 1 or not attendance.met(c.m):
        return None
    return c.main if len(c.main) == PAIR and c.people[0] in c.main else None


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
    """All that the document is about; one state that is none of them stays alone."""
    everybody = _everybody(c)
    i, j = c.m.reach
    there = tuple(p.code for p in c.ctx.places if i <= p.i and p.j <= j and p.code and p.name == c.m.place)
    if c.m.type == "forum" and there and there[0] not in c.ctx.parties:
        return there[:1]
    own = c.side or c.ctx.home or "".join(c.ctx.parties[:1])
    if c.m.type == "signing" and len(c.m.states) == 1 and own and own != c.m.states[0]:
        return (own, *c.m.states)  # «подписано соглашение с Чехией»
    return everybody if not c.m.states or c.m.states[0] in c.ctx.parties else c.m.states


PARTICIPANTS = (
    who_goes,
    state_that_votes,
    blocs_at_a_summit,
    body_that_sits,
    holders_of_the_posts,
    the_two_and_a_third,
    speaker_and_partner,
    with_partners,
    side_and_partner_state,
    main_people_of_the_day,
    between_states,
    both_together,
    signed_by_persons,
    host_and_guest,
    named_in_the_event,
    the_other_of_the_two,
    two_of_the_sentence_before,
    persons_of_the_clause,
    states_of_the_clause,
    states_of_the_document,
)


def _everybody(c: Case) -> Names:
    """The document's states, or the bloc of many."""
    two = about.pair(c.ctx)
    return names.everybody(c.ctx, c.m.hit.i) or two if len(c.ctx.parties) != 3 else c.ctx.parties


def _guest(c: Case) -> Names:
    """Of the main persons the one who gives thanks for the welcome, else the one who is not at home."""
    ctx = c.ctx
    for hit in ctx.frames(f"{ctx.adapter.code}/hospitality"):
        sent = ctx.doc[hit.i].sent
        subject = [r for r in ctx.people.between(sent.start_char, sent.end_char) if r.case == "Nom"]
        if subject and ctx.people.of(subject[0]).name in c.main:
            return (ctx.people.of(subject[0]).name,)
    there = _state_there(c)
    if there:
        away = [n for n in c.main if _state(c, n) not in ("", there)]
        return tuple(away) if len(away) == 1 else ()
    if not ctx.home:
        return ()
    guests = [n for n in c.main if (p := ctx.people.named(n)) is not None and p.state not in ("", ctx.home)]
    return tuple(guests[:1])


def _state_there(c: Case) -> str:
    """The state to which a visit goes, or `""`."""
    codes = (p.code for p in c.ctx.places if p.name == c.m.place)
    state = c.m.place if any(c.m.place in m.codes for m in c.ctx.states) else ""
    return state or next(codes, "")
