"""Rules of time expressions: each reads one form at an atom and answers with what it comes to, or nothing.

The longest answer at a place wins; of equally long ones the rule that stands first in `RULES`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from servanda.model import edtf
from servanda.reading import period_words as words
from servanda.reading.anchor import Anchor, day_of, joined
from servanda.reading.atoms import DASHES, Atom
from servanda.reading.cardinals import cardinal

Row = Sequence[Atom]
MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1000, 2199
BRACKETS = frozenset("()[]")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: the atom after it, what it comes to against an anchor, and whether it needs one.

    `kind`: `period` (time that lasts), `stretch` (so does a week or month), `instant` (a day), `now`, `name` (a year in
    a name).
    """

    after: int
    when: Callable[[Anchor], str]
    kind: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class YearWords:
    """A year as the text names it: by its number or by its distance from the present one."""

    number: int | None = None
    offset: int | None = None

    def of(self, anchor: Anchor) -> int | None:
        """The year itself."""
        return self.number if self.number is not None else anchor.shifted_year(self.offset or 0)


# -- parts of expressions -----------------------------------------------------------------------------------------


def _year_number(row: Row, n: int) -> int | None:
    atom = row[n] if n < len(row) else None
    if atom is None or atom.kind != "number" or len(atom.norm) != 4 or not atom.norm.isdigit() or atom.glued:
        return None
    year = int(atom.norm)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _year_word(row: Row, n: int) -> int | None:
    """The atom after `год`, `г.`, `гг.`, an adjective before it (`учебный`) passed over; None when it is none."""
    if n < len(row) and row[n].lemma in words.of_kind("year_adjective"):
        n += 1
    if n >= len(row) or row[n].gap or not words.is_kind(row[n], "year"):
        return None
    dotted = len(row[n].norm) <= 2 and n + 1 < len(row) and row[n + 1].norm == "." and not row[n + 1].spaced
    return n + 2 if dotted else n + 1


def year_reference(row: Row, n: int) -> tuple[int, YearWords] | None:
    """`2024 года`, `2024`, `этого года`, `прошлого года`, `т.г.`: the atom after it, and the year."""
    if n >= len(row) or row[n].gap:
        return None
    number = _year_number(row, n)
    if number is not None:
        after = _year_word(row, n + 1)
        return (after or n + 1), YearWords(number=number)
    abbreviated = words.this_year().at(row, n)
    if abbreviated is not None:
        return abbreviated[0], YearWords(offset=0)
    offset = words.offset(row[n])
    after = _year_word(row, n + 1) if offset is not None else None
    return (after, YearWords(offset=offset)) if after is not None else None


def _month_range(row: Row, n: int) -> tuple[int, int, int] | None:
    """`январе`, `январе–августе`, `января по август`: the atom after it, first and last month."""
    first = words.month(row, n)
    if first is None:
        return None
    if n + 2 < len(row) and row[n + 1].norm in words.between() | set(DASHES) and not row[n + 1].gap:
        last = words.month(row, n + 2)
        if last is not None and row[n + 1].norm != ",":
            return n + 3, first, last
    return n + 1, first, first


def _counted(row: Row, n: int, kind: str) -> tuple[int, int] | None:
    """`9 месяцев`, `пять лет`: the atom after it, and how many."""
    number = cardinal(row, n)
    if number is None or number.ending or number.scaled or number.high is not None:
        return None
    at = number.j
    if at >= len(row) or not words.is_kind(row[at], kind) or number.value != int(number.value):
        return None
    return at + 1, int(number.value)


def _ordinal(row: Row, n: int) -> tuple[int, int] | None:
    """`первый`, `II`, `3-й`: the atom after it, and the number."""
    atom = row[n]
    if atom.kind == "number" and atom.norm.isdigit() and len(atom.norm) == 1:
        return n + 1, int(atom.norm)
    number = words.ordinals().get(atom.lemma) or words.ordinals().get(atom.norm)
    return (n + 1, number) if number else None


def _months_of(year: YearWords, first: int, last: int) -> Callable[[Anchor], str]:
    def when(anchor: Anchor) -> str:
        number = year.of(anchor)
        return "" if number is None else joined(edtf.month(number, first), edtf.month(number, last))

    return when


# -- rules --------------------------------------------------------------------------------------------------------


def numeric_date(row: Row, n: int) -> Found | None:
    """`03.04.2017`, `2025-09-29`."""
    if row[n].kind != "date":
        return None
    text = row[n].norm
    if text[2] not in "./" and text[1] not in "./":
        date = day_of(*(int(part) for part in text.split("-")))
    else:
        day, month, year = (int(part) for part in text.replace("/", ".").split("."))
        date = day_of(year + 2000 if year < 100 else year, month, day)
    if date is None:
        return None
    iso = date.isoformat()
    after = n + 1
    if after < len(row) and not row[after].gap:
        after = _year_word(row, after) or after
    return Found(after, lambda _: iso, "instant", explicit=True)


def day_and_month(row: Row, n: int) -> Found | None:
    """`15 марта 2024 года`, `6–9 ноября`, `21 и 22 октября т.г.`, `30 марта по 2 апреля`, `25-янв`."""
    first = _day(row, n)
    if first is None:
        return None
    at, last, month = n + 1, first, words.month(row, n + 1)
    if month is None and row[n].hyphen and row[n].suffix in words.months():
        month, at = words.months()[row[n].suffix], n
    head = month
    if n + 2 < len(row) and month is None and row[n + 1].norm in words.between() | set(DASHES):
        last, at = _day(row, n + 2) or 0, n + 3
        month = words.month(row, at)
        head = month
    elif month is not None and n + 4 < len(row) and row[n + 2].norm in words.between() | set(DASHES):
        second = words.month(row, n + 4)
        if _day(row, n + 3) and second and row[n + 2].norm != "," and row[n + 2].lemma not in words.listing():
            last, at, month = _day(row, n + 3) or 0, n + 4, second
    if not last or month is None or head is None:
        return None
    reference = year_reference(row, at + 1)
    after, year = reference if reference else (at + 1, None)
    when = functools.partial(_days, (head, first), (month, last), year)
    return Found(after, when, "instant", explicit=year is not None and year.number is not None)


def _day(row: Row, n: int) -> int | None:
    atom = row[n] if n < len(row) else None
    if atom is None or atom.kind != "number" or not atom.norm.isdigit() or len(atom.norm) > 2 or atom.glued:
        return None
    return int(atom.norm) if 1 <= int(atom.norm) <= 31 else None


def _days(first: tuple[int, int], last: tuple[int, int], year: YearWords | None, anchor: Anchor) -> str:
    number = year.of(anchor) if year else anchor.year_of_day(*last)
    if number is None:
        return ""
    begin, end = day_of(number - (first[0] > last[0]), *first), day_of(number, *last)
    return joined(begin.isoformat(), end.isoformat()) if begin and end else ""


def weekday(row: Row, n: int) -> Found | None:
    """`во вторник`, `в четверг, 10 января`, `в минувшую пятницу`."""
    offset = words.offset(row[n])
    at = n + 1 if offset is not None else n
    number = words.weekday(row, at)
    if number is None or n == 0 or not words.before_weekday(row[n - 1]):
        return None
    comma = at + 2 < len(row) and row[at + 1].norm in (",", "(")
    date = day_and_month(row, at + 2) if comma else None
    if date is not None:
        month = words.month(row, at + 3)
        day = _day(row, at + 2)
        if month and day and not date.explicit:
            return Found(date.after, functools.partial(_fitting_day, month, day, number), "instant")
        return date
    return Found(at + 1, functools.partial(_weekday, number, offset), "instant")


def _fitting_day(month: int, day: int, number: int, anchor: Anchor) -> str:
    year = anchor.year_of_day(month, day, number) or anchor.year_of_day(month, day)
    date = day_of(year, month, day) if year else None
    return date.isoformat() if date else ""


def _weekday(number: int, offset: int | None, anchor: Anchor) -> str:
    if offset is not None and offset != 0:
        anchor = Anchor(anchor.year, anchor.month, anchor.day, offset > 0)
    date = anchor.weekday(number)
    return date.isoformat() if date else ""


def months(row: Row, n: int) -> Found | None:
    """`в мае`, `январь–сентябрь 2024 года`, `в январе прошлого года`."""
    found = _month_range(row, n)
    if found is None:
        return None
    at, first, last = found
    reference = year_reference(row, at)
    if reference is not None:
        after, year = reference
        if first > last:
            return Found(after, functools.partial(_over_new_year, year, first, last), "period", year.number is not None)
        return Found(after, _months_of(year, first, last), "period", year.number is not None)
    if row[n].norm in words.doubtful_months() and first == last and not words.before_weekday(row[n - 1] if n else None):
        return None

    def when(anchor: Anchor) -> str:
        year = anchor.year_of_month(last)
        return "" if year is None else joined(edtf.month(year - (first > last), first), edtf.month(year, last))

    return Found(at, when, "period")


def _over_new_year(year: YearWords, first: int, last: int, anchor: Anchor) -> str:
    number = year.of(anchor)
    return "" if number is None else joined(edtf.month(number - 1, first), edtf.month(number, last))


def counted_months(row: Row, n: int) -> Found | None:
    """`8 месяцев этого года`, `первые 9 месяцев 2024 года`, `11 месяцев`: from January on."""
    at = n + 1 if words.group(row[n]) == "first" else n
    found = _counted(row, at, "month") if at < len(row) else None
    if found is None or not 1 <= found[1] <= MONTHS:
        return None
    after, count = found
    reference = year_reference(row, after)
    if reference is not None:
        return Found(reference[0], _months_of(reference[1], 1, count), "period", reference[1].number is not None)
    if at == n and not (n and words.before_count(row[n - 1])):
        return None

    def when(anchor: Anchor) -> str:
        if anchor.year is None or anchor.month is None:
            return ""
        year = anchor.year - (anchor.month <= count)
        return joined(edtf.month(year, 1), edtf.month(year, count))

    return Found(after, when, "period")


def quarter_or_half(row: Row, n: int) -> Found | None:
    """`первый квартал 2024 года`, `II полугодие`, `первая половина этого года`."""
    number = _ordinal(row, n)
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
        return Found(reference[0], _months_of(reference[1], first, last), "period", reference[1].number is not None)
    if words.is_kind(row[at], "half_part"):
        after_year = _year_word(row, after)
        return Found(after_year, _months_of(YearWords(offset=0), first, last), "period") if after_year else None

    def when(anchor: Anchor) -> str:
        year = anchor.year_of_month(last)
        return "" if year is None else joined(edtf.month(year, first), edtf.month(year, last))

    return Found(after, when, "period")


def years(row: Row, n: int) -> Found | None:
    """`2024 год`, `2016-2019 годах`, `2021 по 2023 год`, `(2013-2015)`, `в 1999-м`."""
    if row[n].kind == "fraction":
        return _double_year(row, n)
    first = _year_number(row, n)
    if first is None or (row[n].suffix and words.month_suffix(row[n])):
        return None
    last, at = first, n + 1
    if (
        n + 2 < len(row)
        and not row[n + 1].gap
        and (row[n + 1].norm in DASHES or row[n + 1].norm in words.listing_years())
    ):
        second = _year_number(row, n + 2)
        if second is not None and second > first:
            last, at = second, n + 3
        elif row[n + 1].norm in DASHES and _short_year(row, n + 2, first):
            last, at = _short_year(row, n + 2, first), n + 3
    elif _year_word(row, n + 1) and words.through_years(row, _year_word(row, n + 1) or 0):
        at_second = (_year_word(row, n + 1) or 0) + 1
        second = _year_number(row, at_second)
        if second is not None and second > first and _year_word(row, at_second + 1):
            last, at = second, at_second + 1
    after = _year_word(row, at)
    if after is None and not _bare_year(row, n, at, ranged=last != first):
        return None
    text = joined(f"{first:04d}", f"{last:04d}")
    return Found(after or at, lambda _: text, "period", explicit=True)


def _double_year(row: Row, n: int) -> Found | None:
    """`2024/25 учебном году`, `2024/2025 годах`."""
    first, _, second = row[n].norm.partition("/")
    after = _year_word(row, n + 1)
    if len(first) != 4 or len(second) not in (2, 4) or after is None:
        return None
    text = joined(first, first[: 4 - len(second)] + second)
    return Found(after, lambda _: text, "period", explicit=True) if text else None


def _short_year(row: Row, n: int, first: int) -> int:
    """`2024/25`-like second halves: two digits that continue the first year; 0 for none."""
    atom = row[n]
    if atom.kind != "number" or len(atom.norm) != 2 or not atom.norm.isdigit():
        return 0
    second = first // 100 * 100 + int(atom.norm)
    return second if first < second <= first + 20 and _year_word(row, n + 1) else 0


def _bare_year(row: Row, n: int, at: int, *, ranged: bool) -> bool:
    """A year without «год»: in brackets, after a preposition, or with an ending (`1999-м`); nothing counted after."""
    last = row[at - 1]
    before = row[n - 1] if n and not row[n].gap else None
    following = row[at] if at < len(row) and not row[at].gap else None
    if row[n].suffix and not row[n].hyphen:
        return False
    bracketed = before is not None and before.norm in BRACKETS and following is not None and following.norm in BRACKETS
    prepared = before is not None and words.before_year(before)
    closed = following is None or following.kind == "sign" or words.closes_year(following)
    return bracketed or (prepared and (closed or bool(last.suffix) or ranged)) or (ranged and prepared)


def relative_unit(row: Row, n: int) -> Found | None:
    """`прошлый год`, `этот месяц`, `следующая неделя`, `текущий квартал`, `т.г.`."""
    reference = year_reference(row, n) if row[n].kind != "number" else None
    if reference is not None:
        year = reference[1]
        return Found(reference[0], lambda anchor: _year_text(year.of(anchor)), "period")
    offset = words.offset(row[n])
    if offset is None or n + 1 >= len(row):
        return None
    for kind, when in _UNITS:
        if words.is_kind(row[n + 1], kind):
            return Found(n + 2, functools.partial(when, offset), "stretch")
    return None


def _year_text(year: int | None) -> str:
    return "" if year is None else f"{year:04d}"


def _month_at(offset: int, anchor: Anchor) -> str:
    found = anchor.shifted_month(offset)
    return edtf.month(*found) if found else ""


def _week_at(offset: int, anchor: Anchor) -> str:
    return anchor.week(offset)


def _part_at(size: int, offset: int, anchor: Anchor) -> str:
    """A quarter or half so many after the present one."""
    if anchor.year is None or anchor.month is None:
        return ""
    count = anchor.year * (MONTHS // size) + (anchor.month - 1) // size + offset
    year, part = divmod(count, MONTHS // size)
    return joined(edtf.month(year, part * size + 1), edtf.month(year, part * size + size))


_UNITS: tuple[tuple[str, Callable[[int, Anchor], str]], ...] = (
    ("month", _month_at),
    ("week", _week_at),
    ("quarter", functools.partial(_part_at, 3)),
    ("half", functools.partial(_part_at, 6)),
)


def last_or_next(row: Row, n: int) -> Found | None:
    """`последние три года`, `ближайшие пять лет`, `последний месяц`."""
    group = words.group(row[n])
    if group not in ("last", "next") or n + 1 >= len(row):
        return None
    for kind in ("year", "month", "week", "day"):
        found = _counted(row, n + 1, kind)
        if found is not None:
            return Found(found[0], functools.partial(_stretch, kind, found[1], group == "next"), "period")
        alone = words.is_kind(row[n + 1], kind) and words.singular(row[n + 1]) and group == "last"
        if alone:
            return Found(n + 2, functools.partial(_stretch, kind, 1, False), "period")
    return None


def _stretch(kind: str, count: int, ahead: bool, anchor: Anchor) -> str:
    """So much time before or after the anchor."""
    offset = count if ahead else -count
    other = _moved(kind, offset, anchor)
    here = _moved(kind, 0, anchor)
    return joined(here, other) if ahead else joined(other, here)


def _moved(kind: str, offset: int, anchor: Anchor) -> str:
    if kind == "year":
        return _year_text(anchor.shifted_year(offset))
    if kind == "month":
        return _month_at(offset, anchor)
    return anchor.days_off(offset * (7 if kind == "week" else 1))


def ago_or_through(row: Row, n: int) -> Found | None:
    """`два года назад`, `год назад`, `через пять лет`."""
    ahead = words.is_kind(row[n], "through")
    at = n + 1 if ahead else n
    for kind in ("year", "month", "week", "day"):
        found = _counted(row, at, kind) if at < len(row) else None
        if found is None and at < len(row) and words.is_kind(row[at], kind) and words.singular(row[at]):
            found = at + 1, 1
        if found is None:
            continue
        after, count = found
        past = after < len(row) and words.is_kind(row[after], "ago")
        if ahead or past:
            when = functools.partial(_moved, kind, count if ahead else -count)
            return Found(after if ahead else after + 1, when, "instant")
    return None


def moment(row: Row, n: int) -> Found | None:
    """`сегодня`, `вчера`, `завтра`, `в настоящее время`, `на сегодняшний день`."""
    found = words.moments().at(row, n)
    if found is None:
        return None
    after, name = found
    if name == "now":
        return Found(after, lambda anchor: anchor.text, "now")
    offset = words.MOMENT_OFFSETS[name]
    return Found(after, lambda anchor: anchor.days_off(offset), "instant")


def season(row: Row, n: int) -> Found | None:
    """`осенью 2024 года`, `весной этого года`, `лето 2023 года`."""
    span = words.season(row[n])
    reference = year_reference(row, n + 1) if span else None
    if span is None or reference is None:
        return None
    first, last = span
    year = reference[1]
    if last - first > 3:
        return Found(reference[0], lambda anchor: _year_text(year.of(anchor)), "period", year.number is not None)
    return Found(reference[0], _months_of(year, first, last), "period", year.number is not None)


def edge(row: Row, n: int) -> Found | None:
    """`начало года`, `конец 2026 года`, `середина декабря`: as coarse as the time that it is part of."""
    if not words.is_kind(row[n], "edge") or n + 1 >= len(row) or row[n + 1].gap:
        return None
    inner = longest(row, n + 1, (months, quarter_or_half, years, relative_unit))
    if inner is not None:
        return inner
    after = _year_word(row, n + 1)
    if after is not None:
        return Found(after, lambda anchor: _year_text(anchor.year), "period")
    for kind, when in _UNITS[:2]:
        if words.is_kind(row[n + 1], kind):
            return Found(n + 2, functools.partial(when, 0), "period")
    return None


def year_in_a_name(row: Row, n: int) -> Found | None:
    """`ЭКСПО-2017`, `CERAWeek 2025`."""
    atom = row[n]
    if atom.kind != "number" or len(atom.norm) != 4 or not atom.norm.isdigit() or atom.suffix:
        return None
    year, before = int(atom.norm), row[n - 1] if n else None
    named = atom.glued or (
        before is not None and before.kind == "word" and before.upper and before.norm.isascii() and not atom.gap
    )
    return Found(n + 1, lambda _: f"{year:04d}", "name") if named and 1900 <= year <= LAST_YEAR else None


Rule = Callable[[Row, int], Found | None]
RULES: tuple[Rule, ...] = (
    numeric_date, day_and_month, weekday, months, counted_months, quarter_or_half, years, relative_unit, last_or_next,
    ago_or_through, moment, season, edge, year_in_a_name,
)  # fmt: skip


def longest(row: Row, n: int, rules: Sequence[Rule] = RULES) -> Found | None:
    """The longest answer of the rules at an atom."""
    best: Found | None = None
    for rule in rules:
        found = rule(row, n)
        if found is not None and (best is None or found.after > best.after):
            best = found
    return best
