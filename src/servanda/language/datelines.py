"""The date of a text by its dateline: a line at its head that holds a full date and, at most, a time and a city.

A wrong date is worse than none: a date inside a sentence never counts, nor do two that differ.
"""

from __future__ import annotations

import datetime
import functools
import re

from servanda.language.tables import table

_LINES = 3  # lines with text, from the top, that are looked at
_LONGEST = 80  # characters of a dateline
_EARLIEST = 1991  # a line with an older date is a heading about that day

_CITY = r"(?:[А-ЯЁ][а-яёА-ЯЁ]+(?: [А-ЯЁ][а-яёА-ЯЁ]+|-[А-ЯЁа-яё]+){0,2})"
_TIME = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?)"
_BETWEEN = r"[\s,.|/•·–—:-]*"


@functools.cache
def _months() -> dict[str, int]:
    return {form: int(row["number"]) for row in table("ru/months") for form in row.several("forms")}


@functools.cache
def _dateline() -> re.Pattern[str]:
    words = "|".join(re.escape(row["phrase"]) for row in table("ru/dateline_words"))
    months = "|".join(sorted(_months(), key=lambda form: (-len(form), form)))
    named = rf"(?P<day>\d{{1,2}})\s+(?P<month>{months})\.?,?\s+(?P<year>\d{{4}})(?:\s*(?:года|год|г\.?))?"
    dotted = r"(?P<day2>\d{2})[./](?P<month2>\d{2})[./](?P<year2>\d{4})"
    iso = r"(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})"
    date = rf"(?:{named}|{dotted}|{iso})"
    before = rf"(?:(?i:{words}){_BETWEEN}){{0,2}}(?:{_CITY}\s*[,.|/•·–—][\s|]*)?(?:{_TIME}[\s,|/•·–—]+)?"
    after = rf"(?:[\s,|/•·–—в]+{_TIME})?(?:\s*[,.|/•·–—][\s|]*{_CITY})?"
    return re.compile(rf"{before}(?i:{date}){after}[\s.,]*")


def dateline(text: str) -> str:
    """The date in a text's first lines where one of them holds nothing else; EDTF, `""` for none or several."""
    lines = [line.strip() for line in text[: 20 * _LONGEST].split("\n")]
    heads = [line for line in lines if line][:_LINES]
    dates = sorted({date for line in heads if len(line) <= _LONGEST and (date := _date(line))})
    return dates[0] if len(dates) == 1 else ""


def _date(line: str) -> str:
    found = _dateline().fullmatch(line)
    if not found:
        return ""
    year = found["year"] or found["year2"] or found["year3"]
    day = found["day"] or found["day2"] or found["day3"]
    month = _months()[found["month"].lower()] if found["month"] else int(found["month2"] or found["month3"])
    try:
        date = datetime.date(int(year), month, int(day))
    except ValueError:
        return ""
    return date.isoformat() if date.year >= _EARLIEST else ""
