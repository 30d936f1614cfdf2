"""Events: one record an event and document, gathered from all its mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.model.edtf import bounds
from servanda.model.records import Event
from servanda.model.vocabulary import EventStatus
from servanda.reading import attendance, frames, happenings, names, phrases
from servanda.reading import parties as about
from servanda.reading.happenings import OF_THE_DAY, Mention
from servanda.reading.rules import veto

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.periods import Period

KIND = "events"
ACTS = frozenset({"signing", "invitation"})
THINGS = frozenset({"opening", "exhibition", "performance", "other"})
FAMILIES = {"meeting": "talks"}  # one encounter is called talks here and meeting there


@dataclass(slots=True)
class Gathered:
    """Mentions of one event, the clearest first."""

    mentions: list[Mention]
    participants: tuple[str, ...]
    date: str
    place: str
    status: EventStatus
    of_the_day: bool
    apart: bool


def find(ctx: Context) -> list[Event]:
    """Gather the mentions of each event and make one record of them."""
    main = happenings.main_people(ctx)
    gathered: list[Gathered] = []
    for mention in happenings.find(ctx):
        if veto(ctx.trace, KIND, VETOES, mention, ctx.doc[mention.hit.i].idx):
            continue
        _gather(gathered, _alone(ctx, mention, main), mention)
    place = next((g.place for g in gathered if g.of_the_day and g.place), "")
    return [_record(ctx, g, place) for g in gathered if g.participants]


# -- what is no event ---------------------------------------------------------------------------------------------


def many_in_general(m: Mention) -> bool:
    """«визиты», «встречи на высшем уровне»: a plural that names nobody and no day."""
    plural = m.sort == "noun" and m.head.morph.get("Number", []) == ["Plur"]
    only_plural = frames.words(f"{m.ctx.adapter.code}/plural_events", "word")
    if not plural or m.head.lemma_ in only_plural:
        return False
    return m.type == "visit" or not m.names and not any(len(p.edtf) == 10 for p in m.periods)


def denied(m: Mention) -> bool:
    """«не посетил», «встреча не состоялась»."""
    return m.verb is not None and any(
        t.dep_ == "advmod" and t.morph.get("Polarity", []) == ["Neg"] for t in m.verb.children
    )


def goes_without_a_person(m: Mention) -> bool:
    """«посетить» and «прибыть» of tourists, trains and goods."""
    return m.sort == "go" and not m.people


def only_possible(m: Mention) -> bool:
    """An infinitive without plan or proposal: it is said of no event."""
    return (
        m.verb is not None and m.sort != "noun" and m.verb.morph.get("VerbForm", []) == ["Inf"] and m.status == "happened"
    )


def signs_nothing(m: Mention) -> bool:
    """A signing whose clause names no document."""
    if m.type != "signing":
        return False
    i, j = m.clause
    documents = frames.words(f"{m.ctx.adapter.code}/documents", "word")
    return not any(t.lemma_ in documents for t in m.ctx.doc[i:j])


def opens_nothing_in_particular(m: Mention) -> bool:
    """«открывает возможности», «запуск процесса»: nothing with a name or place is opened."""
    if m.type != "opening":
        return False
    i, j = m.clause
    things = frames.words(f"{m.ctx.adapter.code}/openable", "word")
    return not any(t.lemma_ in things for t in m.ctx.doc[i:j])


def without_anybody(m: Mention) -> bool:
    """A meeting, visit or ceremony of nobody known, in a document about no two states."""
    return not m.people and not m.states and len(m.ctx.parties) < 2


def part_of_another(m: Mention) -> bool:
    """«первое заседание саммита», «церемония встречи»: the greater event is the one that counts."""
    if m.type in ("meeting", "signing") and m.head.dep_ == "nmod" and m.head.head.i == m.head.i - 2 + (
        m.ctx.doc[m.head.i - 1].i == m.head.head.i
    ):
        governing = [h for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.i <= m.head.head.i < h.j]
        if governing and governing[0].row["type"] == "ceremony":
            return True
    greater = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.row["type"] in ("summit", "forum")}
    return m.type in ("session", "meeting", "opening") and m.sort == "noun" and bool(greater & {m.hit.j, m.hit.j + 1})


def light_talk(m: Mention) -> bool:
    """«Президенты обсудили …» counts only where no talks, meeting or session is named."""
    if m.sort != "talk":
        return False
    named = any(
        h.row["type"] in happenings.MEETINGS and h.row["class"] != "talk"
        for h in m.ctx.frames(f"{m.ctx.adapter.code}/events")
    )
    return named or about.collective_at(m.ctx, *m.clause) != "both"


def receives_nobody(m: Mention) -> bool:
    """«принять участие», «принять решение»: a meeting only where a person is received."""
    return m.sort == "receive" and attendance.received(m) is None


def opens_an_event(m: Mention) -> bool:
    """«открыли выставку», «открыл форум»: the event itself counts, not its opening."""
    if m.type != "opening" or m.sort != "verb":
        return False
    i, j = m.clause
    shows = ("exhibition", "forum", "summit", "session", "performance", "meeting", "talks")
    return any(h.row["type"] in shows and i <= h.i < j for h in m.ctx.frames(f"{m.ctx.adapter.code}/events"))


def nothing_handed_over(m: Mention) -> bool:
    """«передать» of words, rights and greetings: an event only on a day that is named."""
    return m.sort == "gift" and not any(len(p.edtf) == 10 or p.kind == "instant" for p in m.periods)


def told_by_its_verb(m: Mention) -> bool:
    """«прибыл в Ригу с визитом»: verb and noun tell of one visit."""
    goes = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.row["class"] == "go"}
    return m.type == "visit" and m.sort == "noun" and m.verb is not None and m.verb.i in goes


def only_proposed_opening(m: Mention) -> bool:
    """What is to be opened one day is a commitment."""
    return m.type == "opening" and m.status == "proposed"


def only_mentioned(m: Mention) -> bool:
    """«статус партнера выставки»: the event serves another noun that carries no event."""
    if m.sort != "noun" or m.type not in ("exhibition", "forum", "summit", "performance") or m.head.dep_ != "nmod":
        return False
    above = m.head.head
    carriers = frames.words(f"{m.ctx.adapter.code}/event_carriers", "word")
    event_words = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events")}
    return above.pos_ == "NOUN" and above.lemma_ not in carriers and above.i not in event_words and m.head.morph.get(
        "Case"
    ) == ["Gen"] and above.i < m.head.i


def hoped_for(m: Mention) -> bool:
    """«за скорейшее открытие моста»: an opening that no verb tells of."""
    if m.type != "opening" or m.sort != "noun" or m.periods or m.head.morph.get("Case", []) == ["Nom"]:
        return False
    told = m.verb is not None and m.verb.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_status", "phrase")
    return not told and not attendance.attends(m)


def inside_a_title(m: Mention) -> bool:
    """«Международная выставка» inside a longer name, «группа встреч»: the word serves another noun."""
    head = m.head
    if m.sort != "noun" or head.dep_ != "nmod" or head.morph.get("Case", []) != ["Gen"]:
        return False
    above = head.head
    carriers = frames.words(f"{m.ctx.adapter.code}/event_carriers", "word")
    return (
        above.pos_ in ("NOUN", "PROPN")
        and above.lemma_ not in carriers
        and above.i == head.i - 1
        and above.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_topics", "word")
    )


VETOES = (
    many_in_general,
    denied,
    goes_without_a_person,
    only_possible,
    signs_nothing,
    opens_nothing_in_particular,
    without_anybody,
    part_of_another,
    light_talk,
    receives_nobody,
    opens_an_event,
    nothing_handed_over,
    told_by_its_verb,
    only_proposed_opening,
    only_mentioned,
    hoped_for,
    inside_a_title,
)


# -- one mention --------------------------------------------------------------------------------------------------


def _alone(ctx: Context, m: Mention, main: tuple[str, ...]) -> Gathered:
    """What one mention tells of its event."""
    date = _date(ctx, m)
    people = m.names
    of_the_day = _of_the_day(ctx, m, people, main, date)
    participants = _participants(ctx, m, people, main, of_the_day=of_the_day)
    if not date and m.status == "happened" and (of_the_day or _going_on(m)):
        date = ctx.published
    apart = any(hit.i >= m.clause[0] and hit.j <= m.clause[1] for hit in ctx.frames(f"{ctx.adapter.code}/event_apart"))
    return Gathered([m], participants, date, m.place, m.status, of_the_day, apart)


def _going_on(m: Mention) -> bool:
    """«проходящий форум»: a participle of the present."""
    return any(t.morph.get("VerbForm", []) == ["Part"] and t.morph.get("Tense", []) == ["Pres"] for t in m.head.children)


def _date(ctx: Context, m: Mention) -> str:
    """The time expression nearest to the event's word that is no span of years."""
    if m.type == "invitation":  # the time named is that of the visit
        return ""
    dated = [p for p in m.periods if p.edtf and p.kind not in ("name", "base", "since", "plan") and not _long(p.edtf)]
    dated = [p for p in dated if p.kind != "deadline" or m.status != "happened"]
    if not dated:
        return ""
    at = ctx.doc[m.hit.i].idx
    nearest = min(dated, key=lambda p: (min(abs(p.start - at), abs(p.end - at)), p.start))
    return _to_come(nearest, ctx.published) if m.status != "happened" else nearest.edtf


def _to_come(period: Period, published: str) -> str:
    """«провести в октябре»: a month or day without a year, said of what is to come, is the next one."""
    if not period.anchored or "/" in period.edtf or len(period.edtf) < 7 or not published:
        return period.edtf
    if period.edtf >= published[: len(period.edtf)] or period.edtf[:4] != published[:4] and period.kind != "deadline":
        past_year = int(period.edtf[:4]) == int(published[:4]) - 1
        if period.edtf >= published[: len(period.edtf)] or not past_year:
            return period.edtf
    return f"{int(period.edtf[:4]) + 1:04d}{period.edtf[4:]}"


def _done_here(ctx: Context, m: Mention, main: tuple[str, ...]) -> bool:
    """What the author tells as done, by the main persons or by nobody named, is of the day."""
    if any(s.start <= ctx.doc[m.hit.i].idx < s.end for s in ctx.speech) or m.verb is None:
        return False
    past = m.verb.morph.get("Tense", []) == ["Past"] or m.verb.morph.get("Variant", []) == ["Short"]
    two = set(about.pair(ctx))
    return past and (not m.names or bool(set(m.names) & set(main))) and (not m.states or bool(set(m.states) & two))


def _long(edtf: str) -> bool:
    """An interval of more than two months is no event's date."""
    start, _, end = edtf.partition("/")
    if not end:
        return False
    if ".." in (start, end):
        return True
    return (bounds(end)[1] - bounds(start)[0]).days > 62


def _of_the_day(ctx: Context, m: Mention, people: tuple[str, ...], main: tuple[str, ...], date: str) -> bool:
    """Whether it is what the document reports: the talks of its main persons, with no other date."""
    if m.type not in OF_THE_DAY | ACTS or (date and date != ctx.published) or m.status != "happened":
        return False
    if m.type in ACTS and not _done_here(ctx, m, main):
        return False
    if any(hit.i >= m.clause[0] and hit.j <= m.clause[1] for hit in ctx.frames(f"{ctx.adapter.code}/event_passing")):
        return False
    if not people and _with_one_state(m):
        return False
    if m.type == "visit":
        return not people or any(name in main for name in people)
    return not people or bool(set(people) & set(main)) or m.hit.i < ctx.token_at(ctx.paragraphs[0][1]).i


def _with_one_state(m: Mention) -> str:
    """«переговоры с Россией»: the state named as partner, or `""`."""
    if m.type not in happenings.MEETINGS or m.sort != "noun":
        return ""
    partner = next((s for s in m.ctx.states if s.i == m.hit.j + 1 and s.form == "name"), None)
    with_it = partner is not None and m.ctx.doc[partner.i].morph.get("Case", []) == ["Ins"]
    return partner.codes[0] if partner is not None and with_it else ""


def _participants(
    ctx: Context, m: Mention, people: tuple[str, ...], main: tuple[str, ...], *, of_the_day: bool
) -> tuple[str, ...]:
    if m.type == "visit":
        return people or (_visitor(ctx, main) if of_the_day else ())
    speaker = ctx.speaker_at(ctx.doc[m.hit.i].idx)
    if speaker and len(people) == 1 and speaker not in people and about.collective_at(ctx, *m.clause) == "we":
        if ctx.people.named(speaker) is not None:  # «мы с Президентом провели беседу»
            return speaker, *people
    partner = _with_one_state(m)
    if partner and not people:
        side = ctx.side_at(ctx.doc[m.hit.i].idx) or next((c for c in about.pair(ctx) if c != partner), "")
        return (side, partner) if side and side != partner else (partner,)
    if m.type in happenings.MEETINGS and of_the_day:
        if len(people) == 1 and len(main) == 2 and people[0] in main:
            return main
        return people or (m.own if len(m.own) > 2 else main) or about.pair(ctx)
    both = about.collective_at(ctx, *m.clause) in ("both", "we") and len(main) == 2
    if both and not people and m.type in happenings.OF_THE_DAY:
        return main
    if m.type == "invitation" and people:
        other = [name for name in main if name not in people]
        return (*people, *other) if len(people) == 1 and len(main) == 2 and people[0] in main else people
    if m.type in attendance.SHOWS and m.own and not people:
        return m.own
    if m.type in THINGS:
        together = m.sort == "verb" and about.collective_at(ctx, *m.clause) == "both" and len(main) == 2
        return people or (main if together else _sides(ctx, m))
    if people:
        return people
    if len(m.states) >= 2:
        return m.states
    return about.pair(ctx) if not m.states or m.states[0] in about.pair(ctx) else m.states


def _sides(ctx: Context, m: Mention) -> tuple[str, ...]:
    """Who opens, shows or performs: the states named, else the speaker's own and that of the place."""
    if len(m.states) >= 2 or about.collective_at(ctx, *m.clause) in ("both", "we", "mutual"):
        return m.states if len(m.states) >= 2 else about.pair(ctx)
    i, j = m.clause
    there = [p.code for p in ctx.places if i <= p.i and p.j <= j and p.code]
    side = ctx.side_at(ctx.doc[m.hit.i].idx)
    found = tuple(dict.fromkeys(code for code in (*m.states, side, *there) if code))
    return found[:2] or about.pair(ctx)


def _visitor(ctx: Context, main: tuple[str, ...]) -> tuple[str, ...]:
    """Of the main persons the one who gives thanks for the welcome, else the one who is not at home."""
    thanks = ctx.frames(f"{ctx.adapter.code}/hospitality")
    for hit in thanks:
        sent = ctx.doc[hit.i].sent
        subject = [r for r in ctx.people.between(sent.start_char, sent.end_char) if r.case == "Nom"]
        if subject and ctx.people.of(subject[0]).name in main:
            return (ctx.people.of(subject[0]).name,)
    guests = [n for n in main if (p := ctx.people.named(n)) is not None and p.state and p.state != ctx.home]
    return tuple(guests[:1])


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
    if other in ("exhibition", "forum") and old.place and old.place == new.place:
        return True
    if other in ("opening", "other", "exhibition", "forum", "performance", "summit"):
        return names.same(_words(old.mentions[0]), _words(mention))
    mine_named, new_named = set(old.mentions[0].names), set(mention.names)
    if len(mine_named) > 1 and len(new_named) > 1 and not (mine_named <= new_named or new_named <= mine_named):
        return False
    if old.of_the_day and new.of_the_day:
        return True
    if not mention.people and not mention.periods and old.of_the_day:
        return True
    return bool(set(old.participants) & set(new.participants)) and (old.of_the_day == new.of_the_day or not new.date)


def _points_back(old: Gathered, new: Gathered, mention: Mention) -> bool:
    """«В ходе встречи …», «на церемонии …» without names: the session or opening told before."""
    if mention.people or mention.periods or not (old.of_the_day or old.date == new.date) or new.apart or old.apart:
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
