"""Rules of time expressions that name a day."""

from __future__ import annotations

import functools

from servanda.reading import period_words as words
from servanda.reading.anchor import Anchor, day_of, joined
from servanda.reading.atoms import DASHES
from servanda.reading.period_parts import Found, Row, YearWords, year_reference, year_word


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
        after = year_word(row, after) or after
    return Found(after, lambda _: iso, "instant", explicit=True)


def day_and_month(row: Row, n: int) -> Found | None:
    """`15 марта 2024 года`, `6–9 ноября`, `21 и 22 октября т.г.`, `30 марта по 2 апреля`, `25-янв`."""
    first = _day(row, n)
    if first is None:
        return None
    at, last, month = n + 1, first, words.month(row, n + 1)
    over_night = n + 1 < len(row) and row[n + 1].norm in words.of_kind("overnight") and n > 0
    over_night = over_night and words.is_kind(row[n - 1], "overnight_from")
    if month is None and row[n].hyphen and row[n].suffix in words.months():
        month, at = words.months()[row[n].suffix], n
    head = month
    if n + 2 < len(row) and month is None and (over_night or row[n + 1].norm in words.between() | set(DASHES)):
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
    after, year = reference or (at + 1, None)
    when = functools.partial(_days, (head, first), (month, last), year)
    return Found(after, when, "instant", explicit=year is not None and year.number is not None)


def _day(row: Row, n: int) -> int | None:
    atom = row[n] if n < len(row) else None
    if atom is not None and atom.kind == "word":
        return words.days().get(atom.norm)
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
    comma = at + 2 < len(row) and (row[at + 1].norm in (",", "(") or row[at + 1].norm in DASHES)
    begin = at + 2 if comma else at + 1
    date = day_and_month(row, begin) if begin < len(row) and not row[at + 1].gap else None
    if date is not None:
        month = words.month(row, begin + 1)
        day = _day(row, begin)
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
