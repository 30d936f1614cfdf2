"""What one mention of an event tells: who, when, where, and whether it is the event of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from servanda.model.edtf import bounds
from servanda.model.vocabulary import EventStatus
from servanda.reading import frames
from servanda.reading import parties as about
from servanda.reading.event_participants import PARTICIPANTS, Case, with_one_state
from servanda.reading.happenings import OF_THE_DAY, Mention
from servanda.reading.rules import first

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.periods import Period

FULL_DATE = 10  # characters
ACTS = frozenset({"signing", "invitation"})
SHOWN = frozenset({"opening", "exhibition", "performance"})
ENCOUNTERS = frozenset({"talks", "meeting", "call"})


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


def alone(m: Mention, main: tuple[str, ...], day: str) -> Gathered:
    """What one mention tells of its event; `day` is the one that the document reports."""
    ctx, people = m.ctx, m.names
    when = own_date(m) or (_earlier(day) if _day_before(m) else "")
    of_the_day = _of_the_day(m, main, when, day)
    case = Case(ctx, m, people, main, of_the_day)
    _, participants = first(ctx.trace, "events", PARTICIPANTS, case, ctx.doc[m.hit.i].idx) or ("", ())
    if not when and m.status == "happened" and (of_the_day or _going_on(m)):
        when = day
    words = ctx.frames(f"{ctx.adapter.code}/event_apart") if m.type in ENCOUNTERS else []
    apart = any(hit.i >= m.clause[0] and hit.j <= m.clause[1] for hit in words)
    return Gathered([m], participants, when, m.place, m.status, of_the_day, apart)


def _set_for(m: Mention, period: Period) -> bool:
    """«намечено на 2027 год», «саммит, запланированный на 2026 год»: the verb stands right before the year."""
    at = m.ctx.token_at(period.start).i
    planned = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "planned"})
    return at > 0 and m.ctx.doc[at - 1].lemma_ in planned


def _of_a_paper(ctx: Context, period: Period) -> bool:
    """«соглашения от 9 декабря 2010 года»."""
    at = ctx.token_at(period.core).i
    words = frames.words(f"{ctx.adapter.code}/complements", "word", **{"class": "dated"})
    return any(t.norm_ in words for t in ctx.doc[max(0, at - 1) : at + 1])


def _day_before(m: Mention) -> bool:
    """«накануне», «днем ранее», and not «накануне саммита»."""
    ctx, (i, j) = m.ctx, m.clause
    for hit in ctx.frames(f"{ctx.adapter.code}/event_day_before"):
        after = ctx.doc[hit.j] if hit.j < len(ctx.doc) else None
        if i <= hit.i < j and (after is None or after.morph.get("Case", []) != ["Gen"]):
            return True
    return False


def _earlier(day: str) -> str:
    """The day before a full date."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if len(day) == FULL_DATE else ""


def _going_on(m: Mention) -> bool:
    """«проходящий форум»: a participle of the present."""
    return any(
        t.morph.get("VerbForm", []) == ["Part"] and t.morph.get("Tense", []) == ["Pres"] for t in m.head.children
    )


def own_date(m: Mention) -> str:
    """The time expression nearest to the event's word that is no span of years."""
    ctx = m.ctx
    if m.type == "invitation":  # the time named is that of the visit
        return ""
    dated = [p for p in m.periods if p.edtf and p.kind not in ("name", "base", "since") and not _long(p.edtf)]
    dated = [p for p in dated if p.kind != "deadline" or m.status != "happened"]
    # «намечен на ноябрь» dates the event, «план на 2025 год» the plan
    dated = [p for p in dated if p.kind != "plan" or (m.status != "happened" and (len(p.edtf) > 4 or _set_for(m, p)))]
    dated = [p for p in dated if not _of_a_paper(ctx, p) and (p.kind != "now" or m.status == "happened")]
    if not dated:
        return ""
    at = ctx.doc[m.hit.i].idx
    nearest = min(dated, key=lambda p: (min(abs(p.start - at), abs(p.end - at)), p.start))
    return _to_come(nearest, ctx.published) if m.status != "happened" else nearest.edtf


def _to_come(period: Period, published: str) -> str:
    """«провести в октябре»: a month or day without a year, said of what is to come, is the next one."""
    if not period.anchored or "/" in period.edtf or len(period.edtf) < 7 or not published:
        return period.edtf
    if period.edtf >= published[: len(period.edtf)] or (period.edtf[:4] != published[:4] and period.kind != "deadline"):
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


def _held(m: Mention) -> bool:
    """«провели первое заседание»: told as done, whatever the adjective says."""
    verbs = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "happened"})
    return m.verb is not None and m.verb.lemma_ in verbs and m.verb.morph.get("Tense", []) == ["Past"]


def _long(edtf: str) -> bool:
    """An interval of more than two months is no event's date."""
    start, _, end = edtf.partition("/")
    if not end:
        return False
    if ".." in (start, end):
        return True
    return (bounds(end)[1] - bounds(start)[0]).days > 62


def _of_the_day(m: Mention, main: tuple[str, ...], date: str, day: str) -> bool:
    """Whether it is what the document reports: the talks of its main persons, with no other date."""
    ctx, people = m.ctx, m.names
    shown = m.type in SHOWN and bool(set(people) & set(main))
    if m.type not in OF_THE_DAY | ACTS and not shown:
        return False
    if (date and date not in (day, ctx.published)) or m.status != "happened":
        return False
    if (m.type in ACTS or shown) and not _done_here(ctx, m, main):
        return False
    passing = [h for h in ctx.frames(f"{ctx.adapter.code}/event_passing") if m.clause[0] <= h.i and h.j <= m.clause[1]]
    if passing and not (set(people) & set(main) and _held(m)):
        return False
    if not people and with_one_state(m):
        return False
    if m.type == "visit":
        return not people or any(name in main for name in people)
    return not people or bool(set(people) & set(main)) or m.hit.i < ctx.token_at(ctx.paragraphs[0][1]).i
