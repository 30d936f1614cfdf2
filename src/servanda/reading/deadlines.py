"""By when a promise is to be kept (guide, "commitments": `deadline`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.errors import DateError
from servanda.model import edtf
from servanda.reading import period_words

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.periods import Period

MONTH = 7  # code points of an EDTF month
NONE = frozenset({"base", "name", "now"})
BEFOREHAND = frozenset({"deadline", "plan", "instant", "period"})  # kinds that count before the evidence, too
ACTS = frozenset({"deadline", "plan"})  # those that count before a finished act


def deadline(ctx: Context, low: int, start: int, end: int, *, first: int | None = None, done: int = 0) -> str:
    """The time by which, at which or from which it is to be done, EDTF or `""`.

    `done`: where words of promise begin that tell of a finished act («4 марта поручил …»), whose own time stands
    before them; 0 where they do not. `first`: where the first deed of a list begins; what stands in it is its own.

    The first of the evidence [start, end) that is not past; else one between `low`, where the clause begins, and the
    evidence («к 2030 году …»). Offsets are code points.
    """
    ahead = start if first is None else min(start, first)
    told = [d for d in ctx.periods if d.kind not in NONE and (d.start >= done or d.kind in ACTS)]
    inside = [d for d in told if start <= d.start and d.end <= end]
    before = [d for d in told if low <= d.start and d.end <= ahead and d.kind in BEFOREHAND]
    dates = (_date(ctx, period) for period in [*inside, *before])
    return next((date for date in dates if date and _ahead(date, ctx.published)), "")


def _date(ctx: Context, period: Period) -> str:
    """The whole of a time within which it is to be done, the end of one up to which, the beginning of one from which.

    A day or month named without its year is the next one: nothing is promised for the past.
    """
    whole = period.kind == "period" and edtf.OPEN not in period.edtf
    date = period.edtf if whole else period.first if period.kind == "since" else period.last
    if date and not _ahead(date, ctx.published) and _without_year(ctx, period):
        return _year_on(date)
    return date


def _without_year(ctx: Context, period: Period) -> bool:
    year = period_words.of_kind("year")
    words = ctx.span(period.start, period.end)
    named = any(token.norm_ in period_words.months() for token in words)
    return period.anchored and named and not any(t.lemma_ in year or t.norm_.rstrip(".") in year for t in words)


def _year_on(date: str) -> str:
    """The same days of the next year; `""` for the 29th of February."""
    parts = [f"{int(part[:4]) + 1:04d}{part[4:]}" for part in date.split("/")]
    try:
        return edtf.check("/".join(parts))
    except DateError:
        return ""


def _ahead(date: str, published: str) -> bool:
    if not published:
        return True
    begin, _, end = date.rpartition("/")
    if begin and begin < end[:MONTH] == published[:MONTH]:
        return False  # «за последние 20 месяцев»
    return edtf.bounds(date.rpartition("/")[2])[1] >= edtf.bounds(published.partition("/")[0])[0]
