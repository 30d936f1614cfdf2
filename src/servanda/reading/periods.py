"""Time expressions of a text, resolved to EDTF against the day of publication.

Where that is missing, a date that the text itself fixes takes its place, for years only: the one explicit year of the
same paragraph before the expression, else the full date with which the text begins.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from servanda.model import edtf
from servanda.reading import period_words as words
from servanda.reading.anchor import Anchor, joined, valid
from servanda.reading.atoms import Atom
from servanda.reading.cardinals import number_row
from servanda.reading.once import text_of
from servanda.reading.period_parts import Found
from servanda.reading.period_rules import longest, openings

if TYPE_CHECKING:
    from spacy.tokens import Doc

HEAD = 400  # code points from the beginning in which a full date dates the whole text


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression at the code points [start, end), its preposition included.

    `edtf` is `""` where it cannot be resolved. `kind`: `period`, `instant`, `since` (open start of something that
    lasts), `deadline` (up to a time), `base` (what something is compared with), `plan` («на 2025 год»), `now`
    («в настоящее время»), `name` (a year in a name). `anchored`: it took an anchor outside of the expression.
    `core`: where the expression begins without its preposition.
    """

    start: int
    end: int
    edtf: str
    kind: str
    anchored: bool
    core: int

    @property
    def first(self) -> str:
        """The first end of an interval, or the date itself."""
        return self.edtf.partition("/")[0]

    @property
    def last(self) -> str:
        """The last end of an interval, or the date itself; `""` for an open one."""
        return self.edtf.rpartition("/")[2].replace(edtf.OPEN, "")


@dataclass(frozen=True, slots=True)
class _Place:
    """An expression where it was found: the atoms [begin, found.after), with what its preposition says."""

    begin: int
    core: int
    found: Found
    kind: str


def find_periods(doc: Doc, published: str) -> list[Period]:
    """Every time expression in the order of the text, against an EDTF date or `""`."""
    row = number_row(doc, words.time_words())
    places = _places(row)
    resolver = _Resolver(doc, row, published)
    periods = [resolver.resolve(place) for place in places]
    return _closed(doc, periods)


def _places(row: Sequence[Atom]) -> list[_Place]:
    out: list[_Place] = []
    done = 0
    for n in openings(row):
        found = longest(row, n) if n >= done else None
        if found is None:
            continue
        begin, kind = _preposition(row, n, found)
        place = _Place(max(begin, out[-1].found.after if out else 0), n, found, "period" if kind == "stretch" else kind)
        if out and place.begin < n and _continues(out[-1], place):
            place = _merged(out.pop(), place)
        out.append(place)
        done = max(found.after, n + 1)
    return out


def _continues(one: _Place, two: _Place) -> bool:
    """`с декабря 2023 | по февраль 2024 года`: a start and an end side by side."""
    return one.kind == "since" and two.kind in ("until", "deadline") and one.found.after == two.begin


def _merged(one: _Place, two: _Place) -> _Place:
    def when(anchor: Anchor) -> str:
        return joined(one.found.when(anchor).partition("/")[0], two.found.when(anchor).rpartition("/")[2])

    explicit = one.found.explicit and two.found.explicit
    return _Place(one.begin, one.core, Found(two.found.after, when, "period", explicit), "period")


def _preposition(row: Sequence[Atom], n: int, found: Found) -> tuple[int, str]:
    """Where an expression begins with its preposition, and its kind by it."""
    before = words.prepositions().before(row, n)
    if before is None or found.kind in ("name", "now"):
        return n, found.kind
    begin, kind = before
    if kind == "period":
        return begin, found.kind
    if kind == "at":
        return begin, "instant" if words.is_kind(row[n], "edge") else _STANDS_AT.get(found.kind, found.kind)
    if kind == "since" and _is_range(row, found):
        return begin, found.kind
    return begin, kind


#: What «на» makes of a time: «на 2025 год» is a plan, «на 1 января» a day.
_STANDS_AT = {"period": "plan"}


def _is_range(row: Sequence[Atom], found: Found) -> bool:
    """`с 6 по 9 ноября`, `с января по август`, `с 2020 по 2025 год`: both ends are in the expression."""
    probe = found.when(Anchor(2001, 1, None))
    return "/" in probe


class _Resolver:
    """Resolves expressions one after another; explicit dates on the way may become anchors."""

    def __init__(self, doc: Doc, row: Sequence[Atom], published: str) -> None:
        self._doc = doc
        self._text = text_of(doc)
        self._row = row
        self._published = published
        self._paragraph: list[Period] = []
        self._dateline: Period | None = None
        self._end = 0

    def resolve(self, place: _Place) -> Period:
        """The expression as a period of the text."""
        start, end = self._row[place.begin].start, self._last(place.found.after - 1)
        if "\n" in self._text[self._end : start]:
            self._paragraph = []
        anchor = Anchor() if place.found.explicit else self._anchor(place)
        text = valid(place.found.when(anchor))
        anchored = not place.found.explicit and place.kind != "name"
        kind = "deadline" if place.kind == "until" else place.kind
        period = Period(start, end, text, kind, anchored and bool(text), self._row[place.core].start)
        if place.kind == "since" and text:
            period = replace(period, edtf=self._since(text, place))
        self._remember(period, place)
        self._end = end
        return period

    def _last(self, n: int) -> int:
        atom = self._row[n] if self._row[n].norm != "." else self._row[n - 1]
        suffix = len(atom.suffix) + 1 if atom.suffix and atom.hyphen else 0
        return atom.end + suffix

    def _remember(self, period: Period, place: _Place) -> None:
        if not place.found.explicit or place.kind not in ("period", "instant") or "/" in period.edtf:
            return
        self._paragraph.append(period)
        if self._dateline is None and edtf.day(period.edtf) and period.start < HEAD:
            self._dateline = period

    def _anchor(self, place: _Place) -> Anchor:
        ahead = self._ahead(self._row[place.core].first)
        if self._published:
            return Anchor.at(self._published, ahead=ahead)
        if self._row[place.core].lemma in words.of_kind("edge"):
            return Anchor()
        years = {period.edtf[:4] for period in self._paragraph}
        if len(years) == 1:
            last = self._paragraph[-1].edtf
            return replace(Anchor.at(last[:7], ahead=ahead), day=None)
        if not years and self._dateline is not None:
            return replace(Anchor.at(self._dateline.edtf[:7], ahead=ahead), day=None)
        return Anchor()

    def _ahead(self, token: int) -> bool | None:
        """Whether the sentence around a token looks ahead, back, or neither."""
        sentence = self._doc[token].sent
        future = any("Fut" in word.morph.get("Tense", []) for word in sentence)
        planned = any(word.lemma_ in words.plans() for word in sentence)
        past = any("Past" in word.morph.get("Tense", []) for word in sentence)
        if planned or (future and not past):
            return True
        return False if past and not future else None

    def _since(self, text: str, place: _Place) -> str:
        """From a time to the day of publication; open where that is unknown or earlier."""
        first = text.partition("/")[0]
        if words.is_kind(self._row[place.core], "beginning"):
            first += "-01-01"[len(first) - 4 :]
        return joined(first, self._published) or f"{first}/{edtf.OPEN}"


def _closed(doc: Doc, periods: list[Period]) -> list[Period]:
    """`сначала с 1 января 2016 года …, потом с 1 апреля 2017 года`: the first ends where the second begins."""
    out, text = list(periods), text_of(doc)
    for n, (one, two) in enumerate(itertools.pairwise(periods)):
        if one.kind != "since" or two.kind != "since" or not one.edtf or not two.edtf:
            continue
        if any(mark in text[one.end : two.start] for mark in ".\n") or one.first >= two.first:
            continue
        out[n] = replace(one, edtf=joined(one.first, two.first) or one.edtf)
    return out
