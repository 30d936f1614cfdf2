"""The rules of time expressions: each reads one form at an atom and answers with what it comes to, or nothing.

The longest answer at a place wins; of equally long ones the rule that stands first in `RULES`.
"""

from __future__ import annotations

from servanda.reading import period_parts
from servanda.reading import period_words as words
from servanda.reading.period_days import day_and_month, moment, numeric_date, weekday
from servanda.reading.period_months import adjective, counted_months, edge, months, quarter_or_half, season
from servanda.reading.period_parts import Found, Row, Rule
from servanda.reading.period_years import ago_or_through, decade, last_or_next, relative_unit, year_in_a_name, years

RULES: tuple[Rule, ...] = (
    numeric_date, day_and_month, weekday, months, counted_months, quarter_or_half, decade, years, relative_unit,
    last_or_next, ago_or_through, moment, season, adjective, edge, year_in_a_name,
)  # fmt: skip


def openings(row: Row) -> list[int]:
    """Indexes of the atoms with which a time expression may begin; most words and signs begin none."""
    openers, moments = words.openers(), words.all_moments()
    first = moments.firsts
    return [
        n
        for n, atom in enumerate(row)
        if atom.norm in openers
        or atom.lemma in openers
        or atom.digits
        or ((atom.norm in first or atom.lemma in first) and moments.at(row, n) is not None)
    ]


def longest(row: Row, n: int) -> Found | None:
    """The longest answer of the rules at an atom."""
    return period_parts.longest(row, n, RULES)
