"""The time that a figure is about: in its sentence, at the head of its list, or in the sentence that it continues."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model.edtf import bounds
from servanda.reading.clauses import has
from servanda.reading.figure_board import finite
from servanda.reading.figure_scope import OPENING, Scope

if TYPE_CHECKING:
    from servanda.model.vocabulary import FigureKind
    from servanda.reading.figure_measured import Measured
    from servanda.reading.periods import Period

MONTH = 7  # code points of an EDTF month
ADJACENT = 3  # code points between an amount and a time that belongs to it
BACK = 2  # sentences before a figure from which its time may come
_YEAR = re.compile(r"\d{4}(?=-|/|$)", re.ASCII)
TRADE = frozenset({"trade_turnover", "exports", "imports"})
NOT_OWN = ("base", "name")
LEVELS = ("level", "rise", "fall")
TOLD = ("actual", "change")


def period_of(scope: Scope, measured: Measured, kind: FigureKind) -> Period | None:
    """The time that a figure is about; None where the text gives none."""
    periods = _in_sentence(scope)
    told = _with_years_before(scope, periods) if kind == "actual" else periods
    usable = [p for p in told if p.kind not in NOT_OWN and not _base_of(scope, p, kind) and not _gone(scope, p, kind)]
    chosen = _bracketed(scope, periods) or _after(scope, usable)
    if scope.resumes is not None:
        return chosen
    chosen = chosen or _before(scope, usable)
    if chosen is None and kind in TOLD:
        told_here = [p for p in usable if not _in_other_brackets(scope, p)]
        chosen = _head_of_list(scope) or (None if told_here else _carried(scope, measured))
    if chosen is None and scope.bracketed and scope.previous is not None:
        return period_of(Scope(scope.board, scope.previous), measured, kind)
    if chosen is not None and (_over(scope, chosen, kind) or _of_no_day(scope, chosen)):
        return None
    return chosen


def _with_years_before(scope: Scope, periods: list[Period]) -> list[Period]:
    """`в июле 2024 года …, а за аналогичный период прошлого года …`: the second is the same span a year before."""
    out: list[Period] = []
    for period in periods:
        opener = scope.ctx.token_at(period.start - 1) if period.start else None
        same = period.kind == "base" and opener is not None and scope.board.word(opener, "during")
        before = next((p for p in reversed(out) if p.kind == "period" and p.edtf), None)
        if same and before is not None:
            earlier = _YEAR.sub(lambda year: str(int(year[0]) - 1), before.edtf)
            out.append(replace(period, edtf=earlier, kind="period"))
        else:
            out.append(period)
    return out


def _in_sentence(scope: Scope) -> list[Period]:
    first, last = scope.sentence
    return scope.board.periods_between(scope.doc[first].idx, scope.doc[last - 1].idx + 1)


def _over(scope: Scope, period: Period, kind: FigureKind) -> bool:
    """What is aimed at cannot lie before the day of publication, nor at it."""
    if kind in TOLD:
        return False
    if kind == "target" and period.kind in ("now", "since"):
        return True
    published = scope.ctx.published
    return bool(published and period.last) and period.last[:4] < published[:4]


def _gone(scope: Scope, period: Period, kind: FigureKind) -> bool:
    """`4 марта поручил довести …`: a time that is over is when it was aimed at, not when it is to be reached."""
    published = scope.ctx.published
    if kind in TOLD or not published or not period.last or period.kind not in ("period", "instant"):
        return False
    until_now = "/" in period.edtf and period.first < period.last[:MONTH] == published[:MONTH]  # «за последний год»
    return until_now or bounds(period.last)[1] <= bounds(published)[0]


def _of_no_day(scope: Scope, period: Period) -> bool:
    """`в настоящее время` is the day of publication, and no time where that is unknown."""
    return period.kind == "now" and not scope.ctx.published


def _base_of(scope: Scope, period: Period, kind: FigureKind) -> bool:
    """`+7,5% к 2021 году`, `на 58% превышает показатель прошлого года`: what a change is measured from."""
    gap = period.start - scope.amount.end
    before = scope.doc[max(0, scope.ctx.token_at(period.start).i - 1)]
    level = gap > 0 and scope.board.word(before, "size")
    return kind == "change" and (level or (period.kind == "deadline" and 0 <= gap <= ADJACENT))


def _bracketed(scope: Scope, periods: list[Period]) -> Period | None:
    """`по сравнению с 2020 годом (2,3 млн)`: the time right before the bracket that the amount opens."""
    if not scope.bracketed:
        return None
    text, start = scope.ctx.document.text, scope.amount.start
    return next((p for p in periods if p.end < start and text[p.end : start].strip() == "("), None)


def _in_other_brackets(scope: Scope, period: Period) -> bool:
    """`составила $23 млрд (+7,5% к 2021 году)`: a time in brackets in which the amount does not stand."""
    text, (first, last) = scope.ctx.document.text, scope.sentence
    opened = text.rfind("(", scope.doc[first].idx, period.start)
    closed = text.find(")", period.end, scope.doc[last - 1].idx + 1)
    within = opened >= 0 and closed >= 0 and ")" not in text[opened : period.start]
    return within and not opened < scope.amount.start < closed


# -- in the sentence --------------------------------------------------------------------------------------------------


def _before(scope: Scope, periods: list[Period]) -> Period | None:
    """The nearest time before the amount in its sentence that no other predicate has taken."""
    before = (p for p in reversed(periods) if p.end <= scope.amount.start)
    return next((period for period in before if not _taken(scope, period)), None)


def _taken(scope: Scope, period: Period) -> bool:
    """Whether a time before the amount belongs to something else: a bracket, words in quotation marks, a predicate."""
    doc = scope.doc
    first, last = scope.ctx.token_at(period.start).i, scope.ctx.token_at(period.end - 1).i
    between = doc[last + 1 : scope.left]
    if _bracket_closed(period, scope) or _in_closed_quotes(scope, period) or _what_is_now(scope, period, last):
        return True
    if any(token.text == ";" for token in between):
        return any(finite(token) for token in doc[scope.sentence[0] : first])
    owner = False
    for token in reversed(doc[scope.sentence[0] : first]):
        if token.text in (",", ":", "(") or token.pos_ == "CCONJ" or finite(token):
            owner = finite(token)
            break
    return owner and any(finite(token) for token in between)


def _bracket_closed(period: Period, scope: Scope) -> bool:
    """A bracket in which the time stands is closed before the amount."""
    depth = 0
    for mark in scope.ctx.document.text[period.end : scope.amount.start]:
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return True
    return False


def _what_is_now(scope: Scope, period: Period, last: int) -> bool:
    """`в 2023 году товарооборот вырос, а в стране действуют 95 предприятий`: the present takes no time of the past."""
    if any(scope.board.word(token, "present") for token in scope.doc[last + 1 : scope.left]):
        return True
    verb = scope.governor
    if verb is None or last >= scope.begin or not (finite(verb) and has(verb, "Tense", "Pres")):
        return False
    return any(finite(token) and has(token, "Tense", "Past") for token in scope.doc[last + 1 : scope.begin])


def _in_closed_quotes(scope: Scope, period: Period) -> bool:
    between = scope.ctx.document.text[period.end : scope.amount.start]
    return "\u00bb" in between and "\u00ab" not in between.split("\u00bb", 1)[0]


def _after(scope: Scope, periods: list[Period]) -> Period | None:
    """A time that follows the amount in its clause: `5 млрд долларов в 2024 году`, `до 10 млрд к 2030 году`."""
    period = next((p for p in periods if p.start >= scope.amount.end), None)
    if period is None:
        return None
    between = scope.ctx.document.text[scope.amount.end : period.start].removeprefix(".")
    if between.strip() in OPENING:
        return period
    token = scope.ctx.token_at(period.start).i
    if token >= scope.sentence[1] or token > scope.end or any(mark in between for mark in ",;()\n."):
        return None
    if period.kind == "deadline" or not between.strip() or not _own_time_before(scope, periods):
        return period
    return None


def _own_time_before(scope: Scope, periods: list[Period]) -> bool:
    """Whether the clause names a time before the amount already."""
    start = scope.doc[scope.begin].idx
    return any(start <= p.start and p.end <= scope.amount.start for p in periods)


# -- before the sentence ----------------------------------------------------------------------------------------------


def _head_of_list(scope: Scope) -> Period | None:
    """The time of the line with a colon above the items of a list."""
    text, at = scope.ctx.document.text, scope.doc[scope.sentence[0]].idx
    lines = [span for span in scope.ctx.paragraphs if span[0] <= at]
    for start, end in reversed(lines[:-1]):
        if text[start:end].rstrip().endswith(":"):
            told = [p for p in scope.board.periods_between(start, end) if p.kind not in NOT_OWN]
            return told[-1] if told else None
        if not _item(text[start:end]):
            return None
    return None


def _item(line: str) -> bool:
    """Whether a line is an item of a list: it opens with a sign or a small letter, or ends with a semicolon."""
    line = line.strip()
    return line.endswith((";", ",")) or not line[:1].isupper()


def _carried(scope: Scope, measured: Measured) -> Period | None:
    """The time of the sentence that this one continues."""
    first = scope.sentence[0]
    if "\n" in scope.doc[first - 1].text if first else True:
        return None
    for rule in TIES:
        if rule(scope, measured):
            return _of_sentences_before(scope, measured)
    return None


def _of_sentences_before(scope: Scope, measured: Measured) -> Period | None:
    """The last time of the nearest sentence before in the paragraph that tells one of the past or of a whole year."""
    begin = scope.sentence[0]
    floor = scope.ctx.paragraph(scope.doc[begin].idx)[0]
    for _ in range(BACK):
        if begin == 0 or scope.doc[begin - 1].idx < floor:
            return None
        sentence = scope.doc[begin - 1].sent
        told = scope.board.periods_between(max(floor, sentence.start_char), scope.doc[begin].idx)
        own = [p for p in told if p.kind in ("period", "instant", "since", "now")]
        if own:
            return own[-1]
        if not _family_named(scope, measured, sentence.start, begin):
            return None
        begin = sentence.start
    return None


def _same_family(scope: Scope, measured: Measured) -> bool:
    """`Экспорт достиг …` after a sentence on trade: the same kind of quantity, told of the past."""
    if scope.told_of_now:
        return False
    begin = scope.sentence[0]
    return _family_named(scope, measured, scope.doc[begin - 1].sent.start, begin)


def _family_named(scope: Scope, measured: Measured, begin: int, end: int) -> bool:
    """Whether the tokens [begin, end) name a quantity of the same family."""
    family = TRADE if measured.indicator in TRADE or _share(scope, measured) else {measured.indicator} - {"other"}
    return any(m.indicator in family and m.sort in ("measure", "flow", "deed") for m in scope.board.between(begin, end))


def _share(scope: Scope, measured: Measured) -> bool:
    """`Доля Турции составила 12 процентов`."""
    return measured.indicator == "other" and scope.amount.unit == "percent"


def _opens_with_a_tie(scope: Scope, _: Measured) -> bool:
    return scope.continues


def _same_period(scope: Scope, _: Measured) -> bool:
    """`за указанный период`, `в это время`."""
    tokens = scope.doc[scope.begin : max(scope.end, scope.right)]
    return any(
        scope.board.word(token, "span") and token.i and scope.board.word(scope.doc[token.i - 1], "said")
        for token in tokens
    )


def _after_a_heading(scope: Scope, _: Measured) -> bool:
    """`В 2024 году страны открыли … Объем торговли составил …`: a level of the past after a time before any verb."""
    verb, begin = scope.governor, scope.sentence[0]
    if (
        verb is None
        or not has(verb, "Tense", "Past")
        or scope.board.growth.get(verb.i) not in ("level", "rise", "fall")
    ):
        return False
    before = scope.doc[begin - 1].sent
    head = next((token.idx for token in before if finite(token)), before.end_char)
    told = scope.board.periods_between(before.start_char, head)
    return any(p.kind == "period" and not p.anchored for p in told)


TIES: tuple[Callable[[Scope, Measured], bool], ...] = (
    _same_family, _opens_with_a_tie, _same_period, _after_a_heading,
)  # fmt: skip
