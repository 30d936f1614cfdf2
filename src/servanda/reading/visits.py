"""Visits: which mentions tell of one journey, whether it is still ahead or already under way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from servanda.model.edtf import OPEN, bounds
from servanda.reading import attendance, frames
from servanda.reading import event_company as company
from servanda.reading.event_facts import own_date

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.event_facts import Gathered
    from servanda.reading.happenings import Mention

MOST_DAYS = 10  # between the arrival that a document reports and its publication
HEADLINE = 200  # characters of the longest headline
FULL = 10  # characters of a full date


def one_journey(old: Gathered, new: Gathered, m: Mention) -> bool:
    """The same guest in the same place at the same time; one under way may be told again as ahead."""
    mine, theirs = set(old.participants), set(new.participants)
    if not theirs or not mine:
        return old.of_the_day and old.status == new.status and (new.of_the_day or not (m.people or m.periods))
    if not (_may_go(m.ctx, mine, theirs) or _may_go(m.ctx, theirs, mine)):
        return False
    if not same_place(m.ctx, old.place, new.place) or not _meet(old.date, new.date):
        return False
    if _only_named(m) and new.status == "happened":
        return True
    if old.status == new.status:
        return old.of_the_day == new.of_the_day or not new.date or (bool(old.date) and bool(new.date))
    if {old.status, new.status} != {"happened", "planned"}:
        return "happened" not in (old.status, new.status)
    return _told_as_ahead(old, new, m)


def _may_go(ctx: Context, mine: set[str], theirs: set[str]) -> bool:
    """Each of some is among the others, or stands for one of them; a state alone for the only one without a state."""
    alone = [person for name in theirs if (person := ctx.people.named(name)) is not None and not person.state]
    unnamed = len(mine) == len(theirs) == len(alone) == 1 and all(ctx.people.named(name) is None for name in mine)
    return unnamed or company.covered(ctx, mine, theirs)


def arrived(old: Gathered, new: Gathered, m: Mention) -> None:
    """A journey that is told as ahead and as under way is under way; a time that is told dates it, and a city."""
    if {old.status, new.status} == {"happened", "planned"} and not (_only_named(m) and new.status == "happened"):
        told = own_date(m) or next((when for other in old.mentions if (when := own_date(other))), "")
        old.of_the_day = old.of_the_day or new.of_the_day
        old.status, old.date = "happened", told or old.date or new.date
    if any(p.name == new.place and p.code == old.place for p in m.ctx.places):
        old.place = new.place


def same_place(ctx: Context, one: str, two: str) -> bool:
    """One place, none told, or a city and its state."""
    if not one or not two or one == two:
        return True
    states = {p.name: p.code for p in ctx.places}
    return states.get(one) == two or states.get(two) == one


def _told_as_ahead(old: Gathered, new: Gathered, m: Mention) -> bool:
    """«прибыл с визитом … В рамках визита встретится», «посетит» in a headline: under way, but told as ahead."""
    done, ahead, mention = (old, new, m) if old.status == "happened" else (new, old, old.mentions[0])
    if not done.of_the_day and not _of_these_days(m.ctx, done.date):
        return False
    if ahead.date:
        return bool(done.date)
    return attendance.carried(m.ctx, mention.head) or _headline(mention) or _goes_on(mention)


def _only_named(m: Mention) -> bool:
    """«визит Президента придаст импульс»: a noun without place and time, of which no verb tells whether it was."""
    held = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase")
    told = m.verb is not None and m.verb.lemma_ in held
    return m.sort == "noun" and not (m.place or m.periods or told or attendance.carried(m.ctx, m.head))


def _goes_on(m: Mention) -> bool:
    """«визит завершится в среду», «визит продлится три дня»: what is to come is its end alone."""
    return (
        m.sort == "noun"
        and m.verb is not None
        and m.verb.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_lasting", "word")
    )


def _headline(m: Mention) -> bool:
    """One of the first lines of a text that goes on, short and without a full stop."""
    at = m.ctx.doc[m.hit.i].idx
    for start, end in m.ctx.paragraphs[:-1]:
        if end - start > HEADLINE or m.ctx.document.text[start:end].rstrip().endswith("."):
            return False
        if at < end:
            return True
    return False


def _of_these_days(ctx: Context, time: str) -> bool:
    """A day or days shortly before or after publication."""
    if len(time) < FULL or len(ctx.published) != FULL:
        return False
    return abs((date.fromisoformat(ctx.published) - _days(time)[0]).days) <= MOST_DAYS


def _meet(one: str, two: str) -> bool:
    """Two times of which one is unknown, or that have a day in common."""
    if not one or not two:
        return True
    (a, b), (c, d) = _days(one), _days(two)
    return a <= d and c <= b


def _days(time: str) -> tuple[date, date]:
    """First and last day of a date or an interval, open ends included."""
    start, _, end = time.partition("/")
    first = bounds(start)[0] if start != OPEN else date.min
    return first, bounds(end or start)[1] if (end or start) != OPEN else date.max
