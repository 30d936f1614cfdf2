"""Rules of time expressions that name years, and stretches of time before and after the present."""

from __future__ import annotations

import functools
from collections.abc import Callable

from servanda.model import edtf
from servanda.reading import period_words as words
from servanda.reading.anchor import Anchor, joined
from servanda.reading.atoms import DASHES
from servanda.reading.cardinals import cardinal
from servanda.reading.period_parts import (
    FIRST_YEAR,
    LAST_YEAR,
    Found,
    Row,
    year_number,
    year_reference,
    year_text,
    year_word,
)

MONTHS = 12
BRACKETS = frozenset("()[]")
TEN, LAST_CENTURY = 10, 1900
LONGEST = 500  # units of time that may be counted back or ahead


def years(row: Row, n: int) -> Found | None:
    """`2024 год`, `2016-2019 годах`, `2021 по 2023 год`, `(2013-2015)`, `в 1999-м`."""
    if row[n].kind == "fraction":
        return _double_year(row, n)
    first = year_number(row, n)
    if first is None or (row[n].suffix and words.month_suffix(row[n])):
        return None
    last, at = first, n + 1
    if (
        n + 2 < len(row)
        and not row[n + 1].gap
        and (row[n + 1].norm in DASHES or row[n + 1].norm in words.listing_years())
    ):
        second = year_number(row, n + 2)
        if second is not None and second > first:
            last, at = second, n + 3
        elif row[n + 1].norm in DASHES and _short_year(row, n + 2, first):
            last, at = _short_year(row, n + 2, first), n + 3
    elif year_word(row, n + 1) and words.through_years(row, year_word(row, n + 1) or 0):
        at_second = (year_word(row, n + 1) or 0) + 1
        second = year_number(row, at_second)
        if second is not None and second > first and year_word(row, at_second + 1):
            last, at = second, at_second + 1
    after = year_word(row, at)
    if after is None and not _bare_year(row, n, at, ranged=last != first):
        return None
    text = joined(f"{first:04d}", f"{last:04d}")
    return Found(after or at, lambda _: text, "period", explicit=True)


def _double_year(row: Row, n: int) -> Found | None:
    """`2024/25 учебном году`, `2024/2025 годах`."""
    first, _, second = row[n].norm.partition("/")
    after = year_word(row, n + 1)
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
    return second if first < second <= first + 20 and year_word(row, n + 1) else 0


def _bare_year(row: Row, n: int, at: int, *, ranged: bool) -> bool:
    """A year without «год»: in brackets, after a preposition, or with an ending (`1999-м`); nothing counted after."""
    last = row[at - 1]
    before = row[n - 1] if n and not row[n].gap else None
    following = row[at] if at < len(row) and not row[at].gap else None
    if row[n].suffix and not row[n].hyphen:
        return False
    bracketed = _bracketed(row, n, -1) and _bracketed(row, at - 1, 1)
    prepared = before is not None and words.before_year(before)
    closed = following is None or following.kind == "sign" or words.closes_year(following)
    return bracketed or (prepared and (closed or bool(last.suffix) or ranged)) or (ranged and prepared)


def _bracketed(row: Row, n: int, step: int) -> bool:
    """A bracket stands beside the atom, or years and commas up to one («(1994, 1997)»)."""
    at = n + step
    while 0 <= at < len(row) and not row[max(at, at - step)].gap:
        if row[at].norm in BRACKETS:
            return True
        if row[at].norm not in (",", ";") and not words.listing_years() >= {row[at].norm} and not year_number(row, at):
            return False
        at += step
    return False


def decade(row: Row, n: int) -> Found | None:
    """`1990-х годов`, `в середине 1970-х`, `90-х годов`."""
    atom = row[n]
    if atom.kind != "number" or not atom.hyphen or atom.suffix not in words.of_kind("decade_ending"):
        return None
    after = year_word(row, n + 1)
    led = n > 0 and (words.before_year(row[n - 1]) or words.is_kind(row[n - 1], "edge"))
    if not atom.norm.isdigit() or int(atom.norm) % TEN or not (after or (led and len(atom.norm) == 4)):
        return None
    first = int(atom.norm) if len(atom.norm) == 4 else LAST_CENTURY + int(atom.norm)
    if not (FIRST_YEAR <= first <= LAST_YEAR) or (len(atom.norm) != 4 and len(atom.norm) != 2):
        return None
    text = f"{first:04d}/{first + TEN - 1:04d}"
    return Found(after or n + 1, lambda _: text, "period", explicit=True)


def relative_unit(row: Row, n: int) -> Found | None:
    """`прошлый год`, `этот месяц`, `следующая неделя`, `текущий квартал`, `т.г.`."""
    reference = year_reference(row, n) if row[n].kind != "number" else None
    if reference is not None:
        year = reference[1]
        return Found(reference[0], lambda anchor: year_text(year.of(anchor)), "period")
    offset = words.offset(row[n])
    if offset is None or n + 1 >= len(row):
        return None
    for kind, when in UNITS:
        if words.is_kind(row[n + 1], kind):
            return Found(n + 2, functools.partial(when, offset), "stretch")
    return None


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


UNITS: tuple[tuple[str, Callable[[int, Anchor], str]], ...] = (
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
    found = _length(row, n + 1)
    if found is None or (group == "next" and found[0] == n + 2):
        return None
    after, count, kind = found
    return Found(after, functools.partial(_stretch, kind, count, group == "next"), "period")


def _length(row: Row, n: int) -> tuple[int, int, str] | None:
    """`пять лет`, `2 недели`, `год`, `полгода`: the atom after it, how many, of what."""
    if words.is_kind(row[n], "half_year_word"):
        return n + 1, 6, "month"
    number = cardinal(row, n)
    whole = number is not None and not (number.ending or number.scaled or number.high) and number.value <= LONGEST
    at = number.j if number is not None else n
    if at >= len(row) or (number is not None and not (whole and number.value == int(number.value))):
        return None
    for kind in ("year", "month", "week", "day"):
        if words.is_kind(row[at], kind) and (number is not None or words.singular(row[at])):
            return at + 1, int(number.value) if number is not None else 1, kind
    return None


def _stretch(kind: str, count: int, ahead: bool, anchor: Anchor) -> str:
    """So much time before or after the anchor."""
    offset = count if ahead else -count
    other = _moved(kind, offset, anchor)
    here = _moved(kind, 0, anchor)
    return joined(here, other) if ahead else joined(other, here)


def _moved(kind: str, offset: int, anchor: Anchor) -> str:
    if kind == "year":
        return year_text(anchor.shifted_year(offset))
    if kind == "month":
        return _month_at(offset, anchor)
    return anchor.days_off(offset * (7 if kind == "week" else 1))


def ago_or_through(row: Row, n: int) -> Found | None:
    """`два года назад`, `год назад`, `через пять лет`."""
    ahead = words.is_kind(row[n], "through")
    at = n + 1 if ahead else n
    found = _length(row, at) if at < len(row) else None
    if found is None:
        return None
    after, count, kind = found
    if not ahead and not (after < len(row) and words.is_kind(row[after], "ago")):
        return None
    when = functools.partial(_moved, kind, count if ahead else -count)
    return Found(after if ahead else after + 1, when, "instant")


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
