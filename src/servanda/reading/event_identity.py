"""Which mentions tell of one and the same event, and which are too weak to tell of any by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import attendance, event_doers, event_rolls, frames, happenings, names, phrases, visits
from servanda.reading import event_company as company

if TYPE_CHECKING:
    from servanda.reading.event_facts import Gathered
    from servanda.reading.happenings import Mention

#: One encounter is called talks here and meeting there.
ENCOUNTERS = event_doers.ENCOUNTERS
#: What a bare «встреча» may point back to.
MET = happenings.MEETINGS | {"forum", "ceremony"}
#: Types of which a text tells many, kept apart by their own words.
NAMED = frozenset({"opening", "other", "exhibition", "forum", "performance", "summit", "ceremony"})

NUMBER = 2  # tokens before a session in which its number stands


def bare(m: Mention) -> bool:
    """«в ходе встречи», «эта поездка», «участники форума»: a noun that does not say which event it is."""
    if m.sort != "noun" or m.own or m.type in ("other", "opening"):
        return False
    doc, pointing = m.ctx.doc, frames.words(f"{m.ctx.adapter.code}/event_pointing", "word")
    if any(t.lemma_ not in pointing and t.pos_ != "DET" for t in doc[phrases.left(doc, m.head) : m.hit.i]):
        return False
    end = phrases.right(m.ctx, m.head, prepositions="event", start=m.hit.j)
    opened = {h.i: h.j for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.row["type"] in ("opening", "signing")}
    if end > m.hit.j and not (m.type == "ceremony" and opened.get(m.hit.j) == end):  # «на церемонии открытия»
        return False
    after = doc[m.hit.j] if m.hit.j < len(doc) else None
    partner = frames.words(f"{m.ctx.adapter.code}/event_partners", "word")
    return after is None or after.norm_ not in partner


def told(m: Mention) -> bool:
    """A verb of its own tells of it («состоялась», «провели»), or a word says that it is planned or proposed."""
    if m.sort != "noun" or m.status != "happened":
        return True
    held = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase")
    governed = m.head.dep_ in ("nsubj", "nsubj:pass", "obj", "obl", "appos", "conj")
    return m.verb is not None and governed and m.verb.lemma_ in held


def weak(m: Mention) -> bool:
    """A mention that tells of no event by itself: a bare noun or participle with nobody, no time and no verb."""
    if m.sort == "verb" and m.type == "signing" and attendance.describes(m.verb):
        return not (m.periods or m.place)
    if m.sort == "noun" and m.head.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_told_only", "word"):
        return not (told(m) or m.periods or m.place)
    if m.type == "visit" and m.names and m.place:
        return False  # «отчет министра о визите в Ригу»
    if bare(m) and m.status == "proposed" and not (m.names or m.periods or m.place):
        return True  # «возможность встречи»
    if told(m) or m.periods or attendance.carried(m.ctx, m.head) or _this(m):
        return False
    return bare(m) and not (m.names and attendance.attends(m))


def _this(m: Mention) -> bool:
    """«данный визит»: what goes on while it is spoken of."""
    pointing = frames.words(f"{m.ctx.adapter.code}/event_pointing", "word", **{"class": "this"})
    return m.type == "visit" and any(t.lemma_ in pointing for t in m.ctx.doc[max(0, m.hit.i - 2) : m.hit.i])


def the_one_told(gathered: list[Gathered], new: Gathered, m: Mention) -> Gathered | None:
    """The event told before to which a mention belongs."""
    if bare(m):
        latest = [g for g in reversed(gathered) if _points_to(g, new, m)]
        latest.sort(key=lambda g: (g.apart != new.apart, g.status != new.status, g.mentions[0].type != m.type))
        if latest:
            return latest[0]
    return next((old for old in gathered if one_event(old, new, m) and not summary(old.mentions[0])), None)


def summary(m: Mention) -> bool:
    """«провел ряд встреч»: a plural of which the text tells one by one."""
    if m.sort != "noun" or m.type not in ENCOUNTERS or m.head.morph.get("Number", []) != ["Plur"]:
        return False
    only_plural = frames.words(f"{m.ctx.adapter.code}/plural_events", "word")
    return m.head.lemma_ not in only_plural and not m.partners and len(m.names) < 2


def without_summaries(gathered: list[Gathered]) -> list[Gathered]:
    """The events without the plurals that only sum up what is told one by one."""
    met = [g for g in gathered if g.mentions[0].type in ENCOUNTERS and not summary(g.mentions[0])]
    told_apart = {name for g in met for name in g.participants}
    return [g for g in gathered if not (summary(g.mentions[0]) and set(g.participants) & told_apart)]


def _points_to(old: Gathered, new: Gathered, m: Mention) -> bool:
    """Nothing speaks against a bare noun meaning that event."""
    first = old.mentions[0]
    carried = attendance.carried(m.ctx, m.head)
    if not _kin(first, m) or (new.apart != old.apart and not carried) or (_this(m) and not old.of_the_day):
        return False
    if first.type == m.type and m.type in ("forum", "exhibition", "performance"):
        return True  # «Выставка продлится до марта»
    if old.status != new.status and (m.periods or not carried):
        return False
    if m.periods and not _one_time(old.date, new.date):
        return False
    if m.place and old.place and m.place != old.place and not carried:
        return False
    strangers = set(m.names) - set(old.participants)
    roll = event_rolls.calls_the_roll(m) and first.type in event_rolls.ATTENDED
    return carried or not strangers or roll or first.type in attendance.SHOWS or first.type == "session"


def _kin(old: Mention, new: Mention) -> bool:
    """The words of both may name one event: of one type and, where a text has many of the type, of one word."""
    if new.type == "meeting":
        return old.type in MET and (old.type in ENCOUNTERS or attendance.carried(new.ctx, new.head))
    if new.type in ENCOUNTERS:
        return old.type in ENCOUNTERS
    if new.type == "ceremony":
        return old.type in ("opening", "ceremony", "signing")
    if new.type == "summit" and old.type == "forum":
        return True
    if old.type != new.type:
        return False
    one, two = old.head.lemma_, new.head.lemma_
    return new.type not in NAMED or old.sort != "noun" or one.endswith(two) or two.endswith(one)


def _one_time(one: str, two: str) -> bool:
    return not one or not two or one.startswith(two) or two.startswith(one)


def one_event(old: Gathered, new: Gathered, m: Mention) -> bool:
    """Type, status, time and participants of both agree."""
    first = old.mentions[0]
    if (
        m.sort == "talk"
        and first.type == "session"
        and old.of_the_day == new.of_the_day
        and _states_of(m) == set(old.participants)
    ):
        return True  # «Состоялось заседание … Министры обсудили …»
    if m.sort == "talk" and not m.people and first.type in ENCOUNTERS and old.of_the_day and new.of_the_day:
        return True  # «принял посла … Стороны обсудили …»
    if first.type == m.type == "visit":
        return old.apart == new.apart and visits.one_journey(old, new, m)
    if first.type == m.type == "session" and old.participants == new.participants and numbered(first) & numbered(m):
        return True  # «15-е заседание … Подготовка к 15-му заседанию»
    mine, other = ("talks" if t in ENCOUNTERS - {"call"} else t for t in (first.type, m.type))
    if m.sort == "talk" and first.type in ENCOUNTERS:
        mine = other  # what they talked over on the telephone
    if mine != other or old.apart != new.apart or not _one_time(old.date, new.date):
        return False
    if old.status != new.status and not (old.of_the_day and new.of_the_day):
        return False
    if other == "signing":
        return old.date == new.date or not (m.people or m.periods) or old.participants == new.participants
    if other == "exhibition" and old.place and old.place == new.place:
        return True
    if other in NAMED - {"ceremony"}:
        told_only = frames.words(f"{m.ctx.adapter.code}/event_told_only", "word")
        again = first.sort == m.sort == "noun" and first.head.lemma_ == m.head.lemma_ in told_only and not m.periods
        return again or names.same(words(first), words(m))
    return _one_company(old, new, m)


def numbered(m: Mention) -> set[str]:
    """The numbers in digits before the event's noun («15-е заседание»)."""
    before = m.ctx.doc[max(m.clause[0], m.hit.i - NUMBER) : m.hit.i]
    words = (t.text for t in before if m.sort == "noun" and t.pos_ in ("ADJ", "NUM"))
    return {digits for word in words if (digits := "".join(c for c in word if c.isdigit()))}


def _states_of(m: Mention) -> set[str]:
    """The states for which the persons of a mention act."""
    persons = (m.ctx.people.named(name) for name in m.names)
    return {person.state for person in persons if person is not None and person.state}


def _one_company(old: Gathered, new: Gathered, m: Mention) -> bool:
    """Those who take part are the same, or fewer of them are named."""
    mine, theirs = set(old.participants), set(new.participants)
    several = company.groups(m).union(*(company.groups(told) for told in old.mentions))
    one_company = company.covered(m.ctx, mine, theirs, several) or company.covered(m.ctx, theirs, mine, several)
    if len(mine) > 1 and len(theirs) > 1 and not one_company:
        return False
    if old.of_the_day and (new.of_the_day or not (m.people or m.periods)):
        return True
    shared = mine & theirs or (one_company and len(mine) > 1 and len(theirs) > 1)
    return bool(shared) and (old.of_the_day == new.of_the_day or not new.date)


def words(m: Mention) -> str:
    """The event's own name: its word with attributes and complement."""
    if m.sort != "noun":
        return m.ctx.doc[m.hit.i : min(m.hit.j + 5, m.clause[1])].text
    left, right = phrases.left(m.ctx.doc, m.head), phrases.right(m.ctx, m.head, prepositions="body", start=m.hit.j)
    return m.ctx.doc[min(left, m.hit.i) : max(right, m.hit.j)].text
