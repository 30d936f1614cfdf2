"""Figures: numbers that somebody states about the world (guide, section «figures»).

An amount becomes a figure when a rule of `indicators` tells what it measures; `figure_kind` tells how it is meant,
`figure_period` when, `figure_parties` whom it is about. A range becomes two figures: at least the lower end, at most
the higher.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model.records import Figure
from servanda.reading import figure_identity, number_conditions, number_words
from servanda.reading.figure_board import Board
from servanda.reading.figure_kind import comparator_of, falls, grows, kind_of
from servanda.reading.figure_measured import WEIGHED, Measured, bilateral
from servanda.reading.figure_parties import parties_of
from servanda.reading.figure_period import period_of
from servanda.reading.figure_reporter import reporter_of
from servanda.reading.figure_scope import Scope
from servanda.reading.indicators import RULES
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from servanda.model.document import Evidence
    from servanda.reading.context import Context
    from servanda.reading.numbers import Amount
    from servanda.reading.periods import Period

KIND = "figures"
NAMED = ("measure", "counted", "value")  # sorts of words that say outright what a number is
RATE = 2  # tokens before a percentage in which the word for a rate stands
LONGEST = 160  # code points of evidence before an amount


def find(ctx: Context) -> list[Figure]:
    """The figures of a document, in the order of the text."""
    board = Board(ctx)
    figures: list[Figure] = []
    for amount in board.amounts:
        scope = Scope(board, _with_unit(ctx, amount))
        if not scope.amount.unit:
            continue
        answer = first(ctx.trace, KIND, RULES, scope, amount.start)
        if answer is None:
            continue
        rule, measured = answer[0], _refined(scope, answer[1])
        if not veto(ctx.trace, KIND, VETOES, (scope, measured), amount.start):
            figures.extend(_figures(scope, measured, rule))
    return figure_identity.once(ctx, figures)


def domestic_and_unnamed(candidate: tuple[Scope, Measured]) -> bool:
    """`other` counts where two states are concerned; of one state's own affairs only what the text names or weighs."""
    scope, measured = candidate
    if measured.indicator != "other" or bilateral(scope):
        return False
    mention = measured.mention
    named = mention is not None and (mention.sort in NAMED or scope.amount.unit in WEIGHED)
    return not ((named or measured.carried) and scope.board.main_state)


def price_of_one(candidate: tuple[Scope, Measured]) -> bool:
    """`14 тенге за 1 кВт·ч`: the unit of a price is no figure."""
    amount = candidate[0].amount
    return amount.role == "for" and amount.value == 1


def rate(candidate: tuple[Scope, Measured]) -> bool:
    """`кредит со ставкой 1,4%`, `под 2% годовых`: the price of money or goods is no figure about the world."""
    scope, _ = candidate
    if scope.amount.unit != "percent" or grows(scope):
        return False
    near = (*scope.doc[max(scope.begin, scope.opens - RATE) : scope.opens], *scope.doc[scope.right : scope.right + 1])
    return any(scope.board.word(token, "rates") for token in near)


VETOES: tuple[Callable[[tuple[Scope, Measured]], bool], ...] = (
    domestic_and_unnamed,
    price_of_one,
    rate,
)


def _with_unit(ctx: Context, amount: Amount) -> Amount:
    """A currency whose noun several states share is settled by the states of the document; `до десяти` counts."""
    if not amount.units:
        return replace(amount, unit="count") if _elliptic(ctx, amount) else amount
    ours = set(ctx.parties)
    fitting = [code for code in amount.units if number_words.tender(code) & ours]
    unit = fitting[0] if fitting and (not amount.unit or amount.unit not in fitting) else amount.unit
    return replace(amount, unit=unit)


def _elliptic(ctx: Context, amount: Amount) -> bool:
    """`число рейсов вырастет до 14`, `количество предприятий превысило 1,5 тыс.`: what is counted stands before."""
    if amount.unit or not isinstance(amount.value, int):
        return False
    if amount.role in ("to", "from") and not amount.scaled:
        return True
    return number_conditions.counted_before(ctx.doc, amount.first)


def _refined(scope: Scope, measured: Measured) -> Measured:
    """A percentage without growth is a share of something, not its size; a lone state's projects are not joint ones."""
    share = scope.amount.unit == "percent" and not grows(scope)
    alone = measured.indicator == "joint_projects" and not bilateral(scope)
    return replace(measured, indicator="other") if share or alone else measured


def _figures(scope: Scope, measured: Measured, rule: str) -> list[Figure]:
    kind = kind_of(scope, measured)
    amount = scope.amount
    parties = parties_of(scope, measured)
    period = period_of(scope, measured, kind)
    fall = kind == "change" and falls(scope)
    ends = [(amount.value, comparator_of(scope))]
    if amount.high is not None:
        ends = [(amount.value, ">="), (amount.high, "<=")]
    return [
        Figure(
            evidence=_evidence(scope, measured, period), rule=rule, speaker=reporter_of(scope.ctx, amount.core_start),
            indicator=measured.indicator, parties=parties, value=-value if fall else value, unit=amount.unit,
            comparator=comparator, period=period.edtf if period is not None else "", kind=kind,
        )
        for value, comparator in ends
    ]  # fmt: skip


def _evidence(scope: Scope, measured: Measured, period: Period | None) -> Evidence:
    """The shortest piece of the clause with time, indicator, verb and amount in it."""
    doc, amount = scope.doc, scope.amount
    begin, end = amount.start, amount.end
    begins = [scope.governor.idx] if scope.governor is not None else []
    if measured.mention is not None:
        begins.append(doc[measured.mention.i].idx)
        end = max(end, doc[measured.mention.j - 1].idx + len(doc[measured.mention.j - 1]))
    if period is not None:
        begins.append(period.start)
        end = max(end, period.end if period.start - amount.end <= 1 else end)
    floor = max(doc[scope.sentence[0]].idx, amount.start - LONGEST)
    if scope.previous is not None:
        floor = max(floor, scope.previous.end)
    begin = min([begin, *(place for place in begins if floor <= place < begin)])
    if amount.noun >= 0:
        end = max(end, doc[amount.noun].idx + len(doc[amount.noun]))
    return scope.ctx.evidence(begin, end)
