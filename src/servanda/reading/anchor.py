"""The day from which relative times are counted, and what years they come to."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from servanda.errors import DateError
from servanda.model import edtf

WEEK = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of publication, or as much of a date as the text itself fixes.

    `day` is known only from a full date. `ahead`: the sentence looks ahead (True), back (False), or neither (None).
    """

    year: int | None = None
    month: int | None = None
    day: datetime.date | None = None
    ahead: bool | None = None

    @classmethod
    def at(cls, date: str, *, ahead: bool | None = None) -> Anchor:
        """The anchor that an EDTF date gives; an empty one for `""` and intervals."""
        if not date or "/" in date:
            return cls(ahead=ahead)
        first, _ = edtf.bounds(date)
        return cls(first.year, first.month if len(date) > 4 else None, edtf.day(date), ahead)

    @property
    def text(self) -> str:
        """The anchor as EDTF."""
        if self.day is not None:
            return self.day.isoformat()
        if self.year is None:
            return ""
        return edtf.month(self.year, self.month) if self.month else f"{self.year:04d}"

    def shifted_year(self, offset: int) -> int | None:
        """The year so many after the anchor's."""
        return None if self.year is None else self.year + offset

    def shifted_month(self, offset: int) -> tuple[int, int] | None:
        """Year and month so many months after the anchor's."""
        if self.year is None or self.month is None:
            return None
        count = self.year * 12 + self.month - 1 + offset
        return count // 12, count % 12 + 1

    def year_of_month(self, month: int) -> int | None:
        """The year of a month named without one: the nearest that fits the direction of the sentence."""
        if self.year is None or self.month is None:
            return None
        here = self.year * 12 + self.month
        return self._chosen({year: year * 12 + month - here for year in self._years()})

    def year_of_day(self, month: int, day: int, weekday: int | None = None) -> int | None:
        """The year of a day named without one; a day of the week that is named with it must fit."""
        if self.day is None:
            return self.year_of_month(month)
        distances = {}
        for year in self._years():
            date = day_of(year, month, day)
            if date is not None and (weekday is None or date.weekday() == weekday):
                distances[year] = (date - self.day).days
        return self._chosen(distances)

    def _years(self) -> range:
        year = self.year or 0
        return range(max(datetime.MINYEAR, year - 1), min(datetime.MAXYEAR, year + 1) + 1)

    def _chosen(self, distances: dict[int, int]) -> int | None:
        """The year at the least distance; in the direction of the sentence where it has one."""
        if self.ahead is not None:
            fitting = {y: d for y, d in distances.items() if (d >= 0 if self.ahead else d <= 0)}
            distances = fitting or distances
        return min(distances, key=lambda year: (abs(distances[year]), year), default=None)

    def weekday(self, number: int) -> datetime.date | None:
        """The nearest such day of the week: before or on the anchor, after it where the sentence looks ahead."""
        if self.day is None:
            return None
        back = (self.day.weekday() - number) % WEEK
        return _moved(self.day, (WEEK - back) % WEEK if self.ahead else -back)

    def days_off(self, offset: int) -> str:
        """The day so many after the anchor, as EDTF; `""` without a full date."""
        date = _moved(self.day, offset) if self.day is not None else None
        return date.isoformat() if date is not None else ""

    def week(self, offset: int) -> str:
        """Monday to Sunday of the week so many after the anchor's."""
        if self.day is None:
            return ""
        monday = _moved(self.day, WEEK * offset - self.day.weekday())
        sunday = _moved(monday, WEEK - 1) if monday is not None else None
        return edtf.interval(monday.isoformat(), sunday.isoformat()) if monday and sunday else ""


def _moved(day: datetime.date, offset: int) -> datetime.date | None:
    """The day so many after a day; None beyond the calendar."""
    number = day.toordinal() + offset
    return datetime.date.fromordinal(number) if 1 <= number <= datetime.date.max.toordinal() else None


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None for the 31st of a short month and the like."""
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return datetime.date(year, month, day)


def joined(start: str, end: str) -> str:
    """`start/end` as EDTF; `""` when one is unknown or they stand the wrong way round."""
    if not start or not end:
        return ""
    try:
        return edtf.interval(start, end)
    except DateError:
        return ""


def valid(text: str) -> str:
    """The same EDTF, or `""` for what is no date (a year beyond 9999)."""
    try:
        return edtf.check(text)
    except DateError:
        return ""
