"""Dates as the guide writes them: EDTF level 0 (ISO 8601-2), `""` for unknown.

`2025`, `2025-09`, `2025-09-29`, intervals `2025-01/2025-08`, open ends `2005/..`.
"""

from __future__ import annotations

import calendar
import datetime
import re

from servanda.errors import DateError

_SINGLE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
OPEN = ".."


def bounds(text: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a single date; DateError when it is none."""
    found = _SINGLE.fullmatch(text)
    if not found:
        raise DateError(f"{text!r} is no date", remedy="write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        first = datetime.date(year, month, day)
    except ValueError as error:
        raise DateError(f"{text!r} is no date ({error})", remedy="write YYYY, YYYY-MM or YYYY-MM-DD") from error
    if found[3]:
        return first, first
    last_month = month if found[2] else 12
    return first, datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])


def check(text: str) -> str:
    """The same text when it is an EDTF date or interval or `""`; DateError otherwise."""
    if not text:
        return text
    halves = text.split("/")
    if len(halves) > 2 or (len(halves) == 1 and halves[0] == OPEN):
        raise DateError(f"{text!r} is no EDTF date or interval")
    known = [bounds(half) for half in halves if half != OPEN]
    if not known:
        raise DateError(f"{text!r} is an interval without an end")
    if len(known) == 2 and known[0][0] > known[1][0]:
        raise DateError(f"{text!r} ends before it begins")
    return text


def day(text: str) -> datetime.date | None:
    """The day that a full date names; None for anything coarser, an interval or `""`."""
    if len(text) != 10 or "/" in text:
        return None
    return bounds(text)[0]


def interval(start: str, end: str) -> str:
    """`start/end`, or the one date when both are the same."""
    return check(start if start == end else f"{start}/{end}")


def month(year: int, number: int) -> str:
    """`YYYY-MM`."""
    return f"{year:04d}-{number:02d}"
