"""What a figure measures, and in which units each indicator can be measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from servanda.model.vocabulary import Indicator
from servanda.reading.figure_board import Mention
from servanda.reading.figure_scope import Scope

MONEY_LIKE = frozenset({"trade_turnover", "fdi", "gross_investment", "project_value", "funding"})
COUNTED = frozenset({"companies", "students", "agreements", "jobs", "flights", "joint_projects", "population"})
SHARES = frozenset({"percent", "times", "percentage_point"})
WEIGHED = frozenset({
    "tonne", "centner", "ounce", "carat", "barrel", "cubic_metre", "cubic_kilometre", "hectare", "square_metre",
    "megawatt", "gigawatt", "kilowatt_hour", "megawatt_hour", "gigawatt_hour", "terawatt_hour", "gigacalorie", "teu",
    "swu", "tonne_kilometre", "passenger_kilometre",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator and the words that name it (None where they stand elsewhere; `carried`: in the clause before)."""

    indicator: Indicator
    mention: Mention | None = None
    carried: bool = False


def money(unit: str) -> bool:
    """Whether a unit is a currency."""
    return len(unit) == 3 and unit.isupper()


def indicator_of(word: str) -> Indicator:
    """The word as one of the guide's list; `other` for anything else."""
    for known in get_args(Indicator):
        if known == word:
            return known  # type: ignore[no-any-return]
    return "other"


def fits(indicator: str, unit: str) -> bool:
    """Whether an indicator can be measured in a unit."""
    if unit in SHARES or not unit:
        return True
    if money(unit):
        return indicator not in COUNTED and indicator not in ("passenger_volume", "freight_volume")
    if unit in ("hectare", "kilometre"):
        return indicator == "other"
    if unit == "count":
        return indicator in ("production", "freight_volume", "population", "exports", "imports")
    return indicator == "trade_turnover" or (indicator not in MONEY_LIKE and indicator not in COUNTED)


def measured_by(mention: Mention) -> Measured:
    """What a mention names."""
    return Measured(indicator_of(mention.indicator), mention)


def bilateral(scope: Scope) -> bool:
    """Whether the text is about two states, or the sentence names one that is not the author's own."""
    if scope.board.bilateral:
        return True
    first, last = scope.sentence
    return any(scope.ctx.home not in mention.codes for mention in scope.board.states_between(first, last))
