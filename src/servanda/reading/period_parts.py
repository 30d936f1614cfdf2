"""What time expressions are made of: years, months, counted units of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from servanda.model import edtf
from servanda.reading import period_words as words
from servanda.reading.anchor import Anchor, joined
from servanda.reading.atoms import DASHES, Atom
from servanda.reading.cardinals import cardinal

Row = Sequence[Atom]
FIRST_YEAR, LAST_YEAR = 1000, 2199


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
    untold: bool = False  # «того же года»

    def of(self, anchor: Anchor) -> int | None:
        """The year itself; None where it cannot be told."""
        if self.untold:
            return None
        return self.number if self.number is not None else anchor.shifted_year(self.offset or 0)


def year_number(row: Row, n: int) -> int | None:
    atom = row[n] if n < len(row) else None
    if atom is None or atom.kind != "number" or len(atom.norm) != 4 or not atom.norm.isdigit() or atom.glued:
        return None
    year = int(atom.norm)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def year_word(row: Row, n: int) -> int | None:
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
    number = year_number(row, n)
    if number is not None:
        after = year_word(row, n + 1)
        return (after or n + 1), YearWords(number=number)
    abbreviated = words.this_year().at(row, n)
    if abbreviated is not None:
        return abbreviated[0], YearWords(offset=0)
    same = words.same_year().at(row, n)
    if same is not None:
        return same[0], YearWords(untold=True)
    offset = words.offset(row[n])
    after = year_word(row, n + 1) if offset is not None else None
    return (after, YearWords(offset=offset)) if after is not None else None


def month_range(row: Row, n: int) -> tuple[int, int, int] | None:
    """`январе`, `январе–августе`, `января по август`: the atom after it, first and last month."""
    first = words.month(row, n)
    if first is None:
        return None
    if n + 2 < len(row) and row[n + 1].norm in words.between() | set(DASHES) and not row[n + 1].gap:
        last = words.month(row, n + 2)
        if last is not None and row[n + 1].norm != ",":
            return n + 3, first, last
    return n + 1, first, first


def counted(row: Row, n: int, kind: str) -> tuple[int, int] | None:
    """`9 месяцев`, `пять лет`: the atom after it, and how many."""
    number = cardinal(row, n)
    if number is None or number.ending or number.scaled or number.high is not None:
        return None
    at = number.j
    if at >= len(row) or not words.is_kind(row[at], kind) or number.value != int(number.value):
        return None
    return at + 1, int(number.value)


def ordinal(row: Row, n: int) -> tuple[int, int] | None:
    """`первый`, `II`, `3-й`: the atom after it, and the number."""
    atom = row[n]
    if atom.kind == "number" and atom.norm.isdigit() and len(atom.norm) == 1:
        return n + 1, int(atom.norm)
    number = words.ordinals().get(atom.lemma) or words.ordinals().get(atom.norm)
    return (n + 1, number) if number else None


def months_of(year: YearWords, first: int, last: int) -> Callable[[Anchor], str]:
    def when(anchor: Anchor) -> str:
        number = year.of(anchor)
        return "" if number is None else joined(edtf.month(number, first), edtf.month(number, last))

    return when


def year_text(year: int | None) -> str:
    return "" if year is None else f"{year:04d}"


Rule = Callable[[Row, int], Found | None]


def longest(row: Row, n: int, rules: Sequence[Rule]) -> Found | None:
    """The longest answer of the rules at an atom; of equally long ones the first rule's."""
    best: Found | None = None
    for rule in rules:
        found = rule(row, n)
        if found is not None and (best is None or found.after > best.after):
            best = found
    return best
