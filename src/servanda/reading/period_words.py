"""The word tables of time expressions."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from servanda.language.tables import table
from servanda.reading.atoms import DASHES, Atom, Phrases

MOMENT_OFFSETS = {"today": 0, "yesterday": -1, "before_yesterday": -2, "tomorrow": 1, "after_tomorrow": 2}


@functools.cache
def of_kind(kind: str) -> frozenset[str]:
    """The words of one kind of the table `date_words`."""
    return table("ru/date_words").words("words", kind=kind)


def is_kind(atom: Atom, kind: str) -> bool:
    """Whether an atom is a word of this kind, by lemma or form; abbreviations and plurals of `год` included."""
    found = of_kind(kind)
    return atom.kind == "word" and (atom.lemma in found or atom.norm in found)


def between() -> frozenset[str]:
    """What stands between two days or months."""
    return of_kind("between")


def listing() -> frozenset[str]:
    """Words that put two days side by side (`15 марта и 2 апреля` is no stretch of time)."""
    return of_kind("listing")


def listing_years() -> frozenset[str]:
    """What stands between two years that make one stretch."""
    return of_kind("through_years") | frozenset(DASHES)


def through_years(row: Sequence[Atom], n: int) -> bool:
    """`2021 года по 2023 год`: the word between."""
    return n < len(row) and row[n].norm in of_kind("through_years") and not row[n].gap


def month_suffix(atom: Atom) -> bool:
    """Whether a year is cut by letters that are no ending of an ordinal (`2024-й` is a year, `2000-летие` is none)."""
    return atom.hyphen and atom.suffix not in of_kind("year_ending")


@functools.cache
def months() -> dict[str, int]:
    """Number of a month by its forms."""
    return {form: int(row["number"]) for row in table("ru/months") for form in row.several("forms")}


def month(row: Sequence[Atom], n: int) -> int | None:
    """The month at an atom."""
    if n >= len(row) or row[n].kind != "word" or row[n].gap:
        return None
    return months().get(row[n].norm)


@functools.cache
def _weekdays() -> dict[str, int]:
    return {form: int(row["number"]) for row in table("ru/weekdays") for form in row.several("forms")}


def weekday(row: Sequence[Atom], n: int) -> int | None:
    """The day of the week at an atom (Monday is 0)."""
    return _weekdays().get(row[n].norm) if n < len(row) else None


def before_weekday(atom: Atom | None) -> bool:
    """A preposition that a day of the week or a month must follow."""
    return atom is not None and atom.norm in of_kind("before_weekday")


def before_year(atom: Atom) -> bool:
    """A preposition after which four digits are a year."""
    return atom.norm in of_kind("before_year")


def closes_year(atom: Atom) -> bool:
    """A word that may follow a year without «год»."""
    return atom.clause or atom.norm in of_kind("closes_year")


def before_count(atom: Atom) -> bool:
    """A preposition after which a number of months counts from January (`за 9 месяцев`)."""
    return atom.norm in of_kind("before_count")


@functools.cache
def _relative() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in table("ru/relative_times"):
        for word in row.several("words"):
            out[word] = (*out.get(word, ()), row["kind"], row["offset"])
    return out


def offset(atom: Atom) -> int | None:
    """How many years, months, weeks after the present one an adjective points (`прошлый`: -1)."""
    found = _relative().get(atom.norm, ())
    return int(found[found.index("offset") + 1]) if "offset" in found else None


def group(atom: Atom) -> str:
    """`last`, `next` or `first` for an adjective before a number of years, months, …"""
    found = _relative().get(atom.norm, ())
    return next((kind for kind in ("last", "next", "first") if kind in found), "")


def singular(atom: Atom) -> bool:
    """Whether a unit of time stands in the singular."""
    return atom.norm in of_kind("singular")


@functools.cache
def this_year() -> Phrases[str]:
    """Abbreviations of «this year»."""
    return Phrases((row["phrase"], "") for row in table("ru/moments") if row["moment"] == "this_year")


@functools.cache
def moments() -> Phrases[str]:
    """Words for the day of publication and its neighbours."""
    rows = (row for row in table("ru/moments") if row["moment"] in MOMENT_OFFSETS or row["moment"] == "now")
    return Phrases((row["phrase"], row["moment"]) for row in rows)


@functools.cache
def same_year() -> Phrases[str]:
    """Words for the year of another time, which only the text around can tell («того же года»)."""
    return Phrases((row["phrase"], "") for row in table("ru/moments") if row["moment"] == "same_year")


@functools.cache
def adjectives() -> dict[str, tuple[str, int]]:
    """Adjectives of time: by lemma what they name (`month`, `year`, `day`), and which or how far off."""
    rows = table("ru/time_adjectives")
    return {word: (row["names"], int(row["number"])) for row in rows for word in row.several("words")}


@functools.cache
def days() -> dict[str, int]:
    """Ordinals of the days of a month, in words."""
    return {word: int(row["number"]) for row in table("ru/day_ordinals") for word in row.several("words")}


@functools.cache
def ordinals() -> dict[str, int]:
    """Ordinals of quarters and halves."""
    return {word: int(row["number"]) for row in table("ru/ordinals") for word in row.several("words")}


@functools.cache
def _seasons() -> dict[str, tuple[int, int]]:
    rows = table("ru/seasons")
    return {word: (int(row["first"]), int(row["last"])) for row in rows for word in row.several("words")}


def season(atom: Atom) -> tuple[int, int] | None:
    """First and last month of a season."""
    return _seasons().get(atom.lemma) or _seasons().get(atom.norm)


@functools.cache
def prepositions() -> Phrases[str]:
    """Words before a time that say what it is."""
    return Phrases((row["phrase"], row["kind"]) for row in table("ru/period_prepositions"))


@functools.cache
def plans() -> frozenset[str]:
    """Words by which a sentence looks ahead."""
    return table("ru/plans").words("words")


@functools.cache
def time_words() -> frozenset[str]:
    """Forms into which a word with a hyphen may be cut (`январе-августе`)."""
    return frozenset(months())


@functools.cache
def openers() -> frozenset[str]:
    """Every word with which a time expression can begin; those of moments («в настоящее время») left out."""
    parts = ("edge", "through", "singular", "half_year_word", "year", "month", "week", "day")
    return frozenset().union(
        months(), _weekdays(), _seasons(), _relative(), ordinals(), table("ru/numbers").words("forms"), adjectives(),
        days(),
        *(of_kind(part) for part in parts),
    )  # fmt: skip


@functools.cache
def all_moments() -> Phrases[str]:
    """Every phrase of the table `moments`."""
    return Phrases((row["phrase"], row["moment"]) for row in table("ru/moments"))
