"""The date of a text by its dateline: a line of its own, the head of its first paragraph, or the line that ends it.

Looked for in this order: a line at the head that holds a full date and, at most, a time, a weekday and a city; what
stands before the text proper («Минск, 19 декабря 2023 года. …», «АСТАНА. 12 мая 2024 г. КАЗИНФОРМ – …»); a last line
of city and date, as joint statements end. A wrong date is worse than none: a date inside a sentence never counts, nor
does one without its year, and two that differ are none.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable

from servanda.language.tables import table

_LINES = 3  # lines with text, from the top, that are looked at
_LONGEST = 80  # characters of a line that is a dateline and nothing else
_HEAD = 160  # characters of a line in which its dateline must end
_WITHIN = 20_000  # characters in which another dateline would speak against the first
_EARLIEST = 1991  # a line with an older date is a heading about that day

_NAME = r"[А-ЯЁ][а-яёА-ЯЁ]+(?:-[А-ЯЁа-яё]+){0,3}"
_TIME = r"(?:в\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d)"
_BETWEEN = r"[\s,.|/•·–—:-]*"
_CUT = r"\s*[,.|/•·–—-]\s*"
_SENTENCE = r"(?=[«\"“„(\[–—-]?\s*[A-ZА-ЯЁ0-9])"  # what follows begins a sentence
_DASH = r"(?:[–—]|--?)\s+"
_MARKED = r"(?:«[^»\n]{2,60}»|\"[^\"\n]{2,60}\"|“[^”\n]{2,60}”|/[^/\n]{2,60}/|\([^)\n]{2,60}\))"
_SHOUTED = r"[A-ZА-ЯЁ][A-ZА-ЯЁ.]+(?:[- ][A-ZА-ЯЁ][A-ZА-ЯЁ.]*){0,3}"
_BARE = r"[A-ZА-ЯЁ][\w.-]*(?:\s[«\"]?[A-ZА-ЯЁ0-9][\w.»\"-]*){0,3}"


@functools.cache
def _months() -> dict[str, int]:
    return {form: int(row["number"]) for row in table("ru/months") for form in row.several("forms")}


@functools.cache
def _cities() -> frozenset[str]:
    """The names of cities, in lower case."""
    return frozenset(row["name"].lower() for row in table("ru/places") if row["sort"] in ("capital", "city"))


def _words(kind: str) -> str:
    """The words of a kind as alternatives, whatever their case."""
    return "|".join(re.escape(row["phrase"]) for row in table("ru/dateline_words") if row["kind"] == kind)


def _place(mark: str = "") -> str:
    """A city, with a second one or its country at most; a name of several words is one that the table of places has."""
    long = "|".join(re.escape(name) for name in sorted(_cities()) if " " in name)
    name = rf"(?:(?i:{long})|{_NAME})"
    country = rf"(?:\s*\({_NAME}(?: {_NAME}){{0,2}}\)|,\s*{_NAME}(?: {_NAME}){{0,2}}|\s*[/–—]\s*{name})"
    return rf"(?:(?i:{_words('city')})\s*)?(?P<city{mark}>{name}){country}?"


def _day(mark: str) -> str:
    """A full date; its groups end in `mark`."""
    months = "|".join(sorted(_months(), key=lambda form: (-len(form), form)))
    year = rf"(?P<y1{mark}>\d{{4}})(?:\s*(?:года|год|г(?!\w)))?(?!\d)"
    named = rf"(?P<d1{mark}>\d{{1,2}})\s+(?P<m1{mark}>{months})\.?,?\s+{year}"
    dotted = rf"(?P<d2{mark}>\d{{2}})[./](?P<m2{mark}>\d{{2}})[./](?P<y2{mark}>\d{{4}})(?!\d)"
    iso = rf"(?P<y3{mark}>\d{{4}})-(?P<m3{mark}>\d{{2}})-(?P<d3{mark}>\d{{2}})(?!\d)"
    return rf"(?i:{named}|{dotted}|{iso})"


@functools.cache
def _alone() -> re.Pattern[str]:
    """A line that is a dateline and nothing else."""
    weekday = rf"(?i:{_words('weekday')})"
    before = rf"[\s–—•-]*(?:(?i:{_words('publication')}|{weekday}){_BETWEEN}){{0,2}}"
    place = rf"(?:{_place()}{_CUT}(?:\|\s*)?)?(?:{_TIME}[\s,|/•·–—]+)?"
    after = rf"(?:\.?[\s,|/•·–—]+(?:{_TIME}|{weekday})){{0,2}}(?(city)|(?:\.?{_CUT}(?:\|\s*)?{_place('_')})?)"
    return re.compile(rf"{before}{place}{_day('')}{after}[\s.,]*")


@functools.cache
def _before_text() -> re.Pattern[str]:
    """A dateline at the head of a paragraph: a city with the date, or a date with an outlet, or one in figures."""
    outlet = rf"(?:(?i:{_words('outlet')})\s+)?"
    marked = rf"\.?\s*,?\s*{outlet}{_MARKED}\s*[.,:]?\s*(?:{_DASH})?"
    bare = rf"(?:\.?,\s*{outlet}{_BARE}|\.?\s+{outlet}{_SHOUTED}|\.\s*{outlet}{_SHOUTED})"
    issuer = rf"(?:{marked}|{bare}\s*(?:{_DASH}|\.\s+))"
    end = rf"(?:\.?\s*{_DASH}|\.\s+|\s*\|\s*){_SENTENCE}"
    time = rf"(?:[\s,|/•·–—]+{_TIME})?"
    placed = rf"{_place()}{_CUT}(?:{_TIME}[\s,|/•·–—]+)?{_day('')}{time}(?:(?P<outlet>{issuer}){_SENTENCE}|{end})"
    turned = rf"{_day('_')}{time}{_CUT}{_place('_')}(?:{issuer}{_SENTENCE}|{end})"
    issued = rf"{_day('__')}{time}(?:{marked}|{bare}\s*{_DASH}){_SENTENCE}"
    stamped = rf"(?=[\d./-]{{10}}){_day('___')}(?:,?\s+{_TIME}[\s.,|–—-]+|\s*[|–—]\s*|\.\s+){_SENTENCE}"
    return re.compile(rf"\s*(?:{placed}|{turned}|{issued}|{stamped})")


def dateline(text: str) -> str:
    """The date that a text's dateline names; EDTF, `""` for none or several."""
    lines = [line.strip() for line in text[:_WITHIN].split("\n") if line.strip()]
    last = text.rstrip()[-_LONGEST - 1 :].rpartition("\n")
    alone = _dates(_alone_in, lines[:_LINES])
    running = _dates(_running_in, lines) if _dates(_running_in, lines[:_LINES]) else []
    at_end = _dates(_signed_in, [last[2].strip()] if last[1] else [])
    dates = alone or running or at_end
    return dates[0] if len(dates) == 1 else ""


def _dates(find: Callable[[str], str], lines: Iterable[str]) -> list[str]:
    """What a way to find a date gives in some lines, sorted, once each."""
    return sorted({date for line in lines if (date := find(line))})


def _alone_in(line: str) -> str:
    found = _alone().fullmatch(line) if len(line) <= _LONGEST else None
    return _date(found) if found else ""


def _signed_in(line: str) -> str:
    """The date of a line by which a document ends: city and date."""
    found = _alone().fullmatch(line)
    return _date(found) if found and (found["city"] or found["city_"]) else ""


def _running_in(line: str) -> str:
    """The date before a paragraph's text; a city that no table has stands in capitals or has an outlet beside it."""
    found = _before_text().match(line[:_HEAD])
    if not found:
        return ""
    city = found["city"] or found["city_"] or ""
    known = not city or city.isupper() or found["outlet"] or city.lower() in _cities()
    return _date(found) if known else ""


def _date(found: re.Match[str]) -> str:
    """The date of the groups that `_day` has made; `""` for one that the calendar lacks, or one too old."""
    parts = {name.rstrip("_")[0]: value for name, value in found.groupdict().items() if value and name[1:2].isdigit()}
    month = _months().get(parts["m"].lower()) or int(parts["m"])
    try:
        date = datetime.date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return ""
    return date.isoformat() if date.year >= _EARLIEST else ""
