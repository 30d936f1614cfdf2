"""When and where an event took place, as other sentences tell it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from servanda.reading import attendance
from servanda.reading.event_facts import own_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.context import Context
    from servanda.reading.event_facts import Gathered
    from servanda.reading.happenings import Mention

LEAD_SENTENCES = 6
LEAD_MENTIONS = 3
MOST_DAYS = 10  # between the event that a document reports and its publication
FULL = 10  # characters of a full date


def day_of_the_report(ctx: Context, mentions: Sequence[Mention]) -> str:
    """The day of what the document reports: a full date of an event in its first sentences, else of publication."""
    last = list(ctx.doc.sents)[:LEAD_SENTENCES][-1].end if len(ctx.doc) else 0
    for m in mentions[:LEAD_MENTIONS]:
        if m.hit.i >= last or m.status != "happened":
            continue
        told = own_date(m)
        if (
            len(told) == FULL
            and told.replace("-", "").isdigit()
            and (not ctx.published or _shortly_before(told, ctx.published))
        ):
            return told
    return ctx.published


def _shortly_before(told: str, published: str) -> bool:
    if len(published) != FULL:
        return told.startswith(published)
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(told)).days <= MOST_DAYS


def inherit(gathered: Sequence[Gathered]) -> None:
    """«по итогам переговоров подписано», «на форуме обсудили», «в тот же день»: time and place of what frames it."""
    for event in gathered:
        if event.of_the_day and event.date:
            _lend(event, gathered)
    for event in gathered:
        frame = _frame(event, gathered)
        if frame is None or event.status != frame.status:
            continue
        by_default = event.of_the_day and not any(own_date(m) for m in event.mentions)
        if frame.date and (by_default or not event.date):
            event.date = frame.date
        if not event.place and frame.mentions[0].type != "visit":
            event.place = frame.place


def _lend(event: Gathered, gathered: Sequence[Gathered]) -> None:
    """«на полях форума … встретился»: the gathering is held on the day of the meeting beside it."""
    frame = _frame(event, gathered)
    if frame is not None and not frame.date and frame.status == event.status and frame.mentions[0].type != "visit":
        frame.date = event.date


def _frame(event: Gathered, gathered: Sequence[Gathered]) -> Gathered | None:
    """The event in whose course another of the same clause took place; the one told before by «тогда же»."""
    m = event.mentions[0]
    i, j = m.clause
    for other in gathered:
        for mention in other.mentions if other is not event else ():
            near = i <= mention.hit.i < j and mention.sort == "noun"
            inside = m.sort == "noun" and mention.head.i in {t.i for t in m.head.subtree}
            if near and attendance.attends(mention) and not inside:
                return other
    same_day = m.ctx.frames(f"{m.ctx.adapter.code}/event_same_day")
    before = [g for g in gathered if g.mentions[0].hit.i < m.hit.i and g.date]
    return before[-1] if before and any(i <= hit.i < j for hit in same_day) else None
