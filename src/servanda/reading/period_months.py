"""Rules of time expressions that name months, quarters, halves, seasons and the edges of a time."""

from __future__ import annotations

import functools

from servanda.model import edtf
from servanda.reading import period_words as words
from servanda.reading.anchor import Anchor, joined
from servanda.reading.period_parts import (
    Found,
    Row,
    YearWords,
    counted,
    longest,
    month_range,
    months_of,
    ordinal,
    year_reference,
    year_text,
    year_word,
)
from servanda.reading.period_years import UNITS, decade, relative_unit, years

MONTHS = 12


def months(row: Row, n: int) -> Found | None:
    """`в мае`, `январь–сентябрь 2024 года`, `в январе прошлого года`."""
    found = month_range(row, n)
    if found is None:
        return None
    at, first, last = found
    reference = year_reference(row, at)
    if reference is not None:
        after, year = reference
        if first > last:
            return Found(after, functools.partial(_over_new_year, year, first, last), "period", year.number is not None)
        return Found(after, months_of(year, first, last), "period", year.number is not None)
    if first == last and not _in_place(row, n):
        return None

    def when(anchor: Anchor) -> str:
        year = anchor.year_of_month(last)
        return "" if year is None else joined(edtf.month(year - (first > last), first), edtf.month(year, last))

    return Found(at, when, "period")


def _in_place(row: Row, n: int) -> bool:
    """A month alone is a time after a preposition (`в мае`) or an edge (`конец мая`) only."""
    return words.prepositions().before(row, n) is not None or (n > 0 and words.is_kind(row[n - 1], "edge"))


def _over_new_year(year: YearWords, first: int, last: int, anchor: Anchor) -> str:
    number = year.of(anchor)
    return "" if number is None else joined(edtf.month(number - 1, first), edtf.month(number, last))


def counted_months(row: Row, n: int) -> Found | None:
    """`8 месяцев этого года`, `первые 9 месяцев 2024 года`, `11 месяцев`: from January on."""
    at = n + 1 if words.group(row[n]) == "first" else n
    found = counted(row, at, "month") if at < len(row) else None
    if found is None or not 1 <= found[1] <= MONTHS:
        return None
    after, count = found
    reference = year_reference(row, after)
    if reference is not None:
        return Found(reference[0], months_of(reference[1], 1, count), "period", reference[1].number is not None)
    if at == n and not (n and words.before_count(row[n - 1])):
        return None

    def when(anchor: Anchor) -> str:
        if anchor.year is None:
            return ""
        year = anchor.year - (anchor.month is not None and anchor.month <= count)
        return joined(edtf.month(year, 1), edtf.month(year, count))

    return Found(after, when, "period")


def quarter_or_half(row: Row, n: int) -> Found | None:
    """`первый квартал 2024 года`, `II полугодие`, `первая половина этого года`."""
    number = ordinal(row, n)
    if number is None or number[0] >= len(row):
        return None
    at, which = number
    if words.is_kind(row[at], "quarter") and which <= 4:
        first, last = 3 * which - 2, 3 * which
    elif (words.is_kind(row[at], "half") or words.is_kind(row[at], "half_part")) and which <= 2:
        first, last = 6 * which - 5, 6 * which
    else:
        return None
    dotted = at + 1 < len(row) and row[at + 1].norm == "." and len(row[at].norm) <= 2
    after = at + 2 if dotted else at + 1
    reference = year_reference(row, after)
    if reference is not None:
        return Found(reference[0], months_of(reference[1], first, last), "period", reference[1].number is not None)
    if words.is_kind(row[at], "half_part"):
        after_year = year_word(row, after)
        return Found(after_year, months_of(YearWords(offset=0), first, last), "period") if after_year else None

    def when(anchor: Anchor) -> str:
        year = anchor.year_of_month(last)
        return "" if year is None else joined(edtf.month(year, first), edtf.month(year, last))

    return Found(after, when, "period")


def season(row: Row, n: int) -> Found | None:
    """`осенью 2024 года`, `весной этого года`, `прошлой осенью`, `летом`."""
    offset = words.offset(row[n]) if words.season(row[n]) is None else None
    at = n if offset is None else n + 1
    span = words.season(row[at]) if at < len(row) else None
    if span is None:
        return None
    first, last = span
    reference = year_reference(row, at + 1)
    if offset is not None and reference is None:
        return Found(at + 1, months_of(YearWords(offset=offset), first, last), "period")
    if reference is None:
        by_itself = words.is_kind(row[at], "season_adverb")
        return Found(at + 1, functools.partial(_season_near, span), "period") if by_itself else None
    year = reference[1]
    if last - first > 3:
        return Found(reference[0], lambda anchor: year_text(year.of(anchor)), "period", year.number is not None)
    return Found(reference[0], months_of(year, first, last), "period", year.number is not None)


def _season_near(span: tuple[int, int], anchor: Anchor) -> str:
    """The nearest such season that fits the direction of the sentence; winter belongs to two years: it is left open."""
    first, last = span
    year = anchor.year_of_month(last) if last - first < MONTHS - 1 else None
    return "" if year is None else joined(edtf.month(year, first), edtf.month(year, last))


def adjective(row: Row, n: int) -> Found | None:
    """`мартовские переговоры`, `прошлогодний саммит`, `сегодняшняя встреча`; a capital makes it a name."""
    found = words.adjectives().get(row[n].lemma)
    if found is None or row[n].kind != "word" or row[n].upper:
        return None
    names, number = found
    if names == "day":
        return Found(n + 1, lambda anchor: anchor.days_off(number), "instant")
    if names == "year":
        return Found(n + 1, lambda anchor: year_text(anchor.shifted_year(number)), "period")

    def when(anchor: Anchor) -> str:
        year = anchor.year_of_month(number)
        return "" if year is None else edtf.month(year, number)

    return Found(n + 1, when, "period")


def edge(row: Row, n: int) -> Found | None:
    """`начало года`, `конец 2026 года`, `середина декабря`: as coarse as the time that it is part of."""
    if not words.is_kind(row[n], "edge") or n + 1 >= len(row) or row[n + 1].gap:
        return None
    inner = longest(row, n + 1, (months, quarter_or_half, decade, years, relative_unit))
    if inner is not None:
        return inner
    after = year_word(row, n + 1)
    if after is not None:
        return Found(after, lambda anchor: year_text(anchor.year), "period")
    for kind, when in UNITS[:2]:
        if words.is_kind(row[n + 1], kind):
            return Found(n + 2, functools.partial(when, 0), "period")
    return None
