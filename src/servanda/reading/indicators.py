"""What a figure measures: ordered rules, each a named function that answers with an indicator or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from servanda.model.vocabulary import Indicator
from servanda.reading.clauses import has
from servanda.reading.figure_board import QUANTITIES, Mention, finite
from servanda.reading.figure_counts import (
    LEAST_SPELLED,
    counted_ellipsis,
    counted_growth,
    counted_noun,
    counted_people,
    counted_seats,
    counted_things,
    counted_units,
    counted_workers,
)
from servanda.reading.figure_measured import SHARES, WEIGHED, Measured, bilateral, fits, measured_by, money
from servanda.reading.figure_scope import Scope
from servanda.reading.figure_states import beside

LEAST_WEIGHT = 100  # smaller weights and areas of one state's own affairs are details
LEAST_SUM = 10_000  # smaller sums are prices and fees of somebody
NEAR = 6  # words
#: The class of nouns that make of an indicator something else when it depends on them (`время обработки грузов`).
HEADS = {
    "funding": "stock", "fdi": "stock", "freight_volume": "aspect", "passenger_volume": "aspect", "flights": "aspect",
    "production": "aspect",
}  # fmt: skip
#: Classes of `figure_words` that tell what happens to goods, and what their weight measures.
DEALS: tuple[tuple[str, Indicator], ...] = (("sell", "exports"), ("buy", "imports"), ("harvest", "production"))
SENTENCE = 60  # words before a sentence in which what it goes on with may be named
HEAD = 6  # words before a quantity in which the noun may stand that it depends on


def _taken_up(scope: Scope, mention: Mention) -> Measured | None:
    """What an anaphor stands for: the last quantity named before it."""
    floor = max(0, scope.sentence[0] - 120)
    last = scope.board.last_quantity(mention.i, floor)
    return replace(measured_by(last), mention=mention) if last is not None else None


# -- rules --------------------------------------------------------------------------------------------------------


def doubled_object(scope: Scope) -> Measured | None:
    """`удвоить двусторонний товарооборот`; the object may be a pronoun, or stand before."""
    if scope.amount.how != "doubling":
        return None
    for mention in [*scope.after[:2], *scope.before[:1]]:
        if mention.sort == "anaphor":
            return _taken_up(scope, mention)
        if mention.sort in ("measure", "flow") and mention.i - scope.right < NEAR:
            return measured_by(mention)
    return None


def restated(scope: Scope) -> Measured | None:
    """`полутора миллиардов долларов (1,7 млрд долл.)`: the same sum once more, in brackets."""
    before = scope.previous
    if before is None or not scope.bracketed or not money(scope.amount.unit) or not money(before.unit):
        return None
    gap = scope.ctx.document.text[before.end : scope.amount.start]
    if any(letter.isalpha() for letter in gap):
        return None
    return decide(Scope(scope.board, before))


def compared(scope: Scope) -> Measured | None:
    """`экспортировал 633 тыс. тонн зерна, что на 57% больше`: the quantity that was just named."""
    opener = scope.doc[scope.opens - 1] if scope.opens else None
    before = scope.previous
    if opener is None or before is None or scope.amount.unit not in SHARES or not scope.board.word(opener, "what"):
        return None
    return decide(Scope(scope.board, before))


def sum_named_after(scope: Scope) -> Measured | None:
    """`на 1,3 миллиарда долларов подписаны экспортные контракты`."""
    if not money(scope.amount.unit) or scope.amount.role not in ("by", "sum"):
        return None
    if any(m.sort in QUANTITIES for m in scope.before) or _moved(scope):
        return None
    for token in scope.doc[scope.right : scope.end]:
        if scope.board.word(token, "documents"):
            return Measured("agreements", Mention(token.i, token.i + 1, "agreements", "counted"))
    return None


def summed(scope: Scope) -> Measured | None:
    """`документы на сумму $3 млрд`, `проекты на $553 млн`, `товары на сумму не менее 200 млн долларов`."""
    if not money(scope.amount.unit) or scope.amount.role not in ("sum", "by", "at", ""):
        return None
    if scope.amount.role in ("by", "") and _moved(scope):
        return None
    if scope.amount.role == "" and not _valued(scope) and not scope.bracketed:
        return None
    nearest: Measured | None = None
    for token in scope.leftward():
        if scope.board.word(token, "documents") and _signed(scope, token.i):
            return Measured("agreements", Mention(token.i, token.i + 1, "agreements", "counted"))
        if nearest is None:
            nearest = _priced(scope, token.i)
        if finite(token) or (nearest is not None and scope.amount.role == ""):
            break
    return nearest


def _moved(scope: Scope) -> bool:
    """A word of growth or level stands before the amount, nearer than any predicate."""
    for token in scope.leftward():
        if token.i in scope.board.growth:
            return True
        if finite(token):
            return False
    return False


def _valued(scope: Scope) -> bool:
    """`стоимостью $2,6 млрд`: the price stands right before."""
    return any(m.sort == "value" and scope.left - m.j <= 2 for m in scope.before)


def _signed(scope: Scope, i: int) -> bool:
    """A document stands for its sum unless another predicate has come in between."""
    return not any(finite(token) and token.i > i + 1 for token in scope.leftward(i + 1))


def _priced(scope: Scope, i: int) -> Measured | None:
    """What a sum is the price of, when the token i names it."""
    token = scope.doc[i]
    if scope.board.word(token, "things"):
        return Measured("project_value", Mention(i, i + 1, "project_value", "counted"))
    if scope.bracketed:
        return None
    mention = scope.board.covering(i)
    if (
        mention is not None
        and mention.sort in ("measure", "flow", "flow_verb", "deed")
        and mention.indicator != "project_value"
    ):
        return measured_by(mention) if fits(mention.indicator, scope.amount.unit) else None
    if scope.board.word(token, "goods"):
        return Measured("exports", Mention(i, i + 1, "exports", "flow"))
    return None


def named_after(scope: Scope) -> Measured | None:
    """`17,8 млн долларов прямых инвестиций`, `297,5 млн приходится на экспорт`, `2 млрд – это импорт`."""
    for mention in scope.after:
        if mention.sort not in QUANTITIES or not fits(mention.indicator, scope.amount.unit):
            continue
        if scope.amount.unit == "count" and scope.amount.noun >= 0:
            continue
        between = scope.doc[scope.right : mention.i]
        direct = all(token.pos_ in ("ADJ", "DET") or _growth_noun(scope, token.i) for token in between)
        joined = any(scope.board.word(token, "copula") for token in between)
        raised = scope.amount.role in ("to", "in") and any(token.i in scope.board.growth for token in between)
        deed = mention.sort in ("deed", "flow_verb") and not any(m.sort in QUANTITIES for m in scope.before)
        if (
            (direct and mention.sort not in ("deed", "flow_verb", "goods"))
            or ((joined or raised) and not _named_close(scope))
            or deed
        ):
            return measured_by(mention)
    return None


def _growth_noun(scope: Scope, i: int) -> bool:
    return scope.board.growth.get(i) in ("rise", "fall") and scope.doc[i].pos_ == "NOUN"


def _named_close(scope: Scope) -> bool:
    """A quantity between the amount before and this one."""
    floor = scope.previous.last + 1 if scope.previous is not None else scope.begin
    return any(m.sort in ("measure", "flow", "flow_verb", "deed") and m.i >= floor for m in scope.before)


def sold_or_bought(scope: Scope) -> Measured | None:
    """`соседям продано 35 тысяч тонн цемента`: what is sold abroad, bought there or harvested, by weight."""
    verb = scope.governor
    if verb is None or scope.amount.unit not in WEIGHED:
        return None
    for sort, indicator in DEALS:
        if scope.board.word(verb, sort) and (indicator == "production" or bilateral(scope)):
            return Measured(indicator, Mention(verb.i, verb.i + 1, indicator, "deed"))
    return None


def listed_partner(scope: Scope) -> Measured | None:
    """`крупнейшие покупатели – Ирак (3,8 млрд долларов), Турция (2,3 млрд)`: a share of each state in a list."""
    if not (money(scope.amount.unit) or scope.amount.unit in WEIGHED) or beside(scope) is None:
        return None
    told = next((m for m in scope.before if m.sort in ("measure", "flow", "deed", "partner")), None)
    return measured_by(told) if told is not None and told.sort == "partner" else None


def named_before(scope: Scope) -> Measured | None:
    """`товарооборот составил 20 млрд долларов`, `Италия инвестировала 7 млрд долларов`: the nearest that fits."""
    weak: Measured | None = None
    for mention in scope.before:
        if mention.sort == "value" and money(scope.amount.unit) and weak is None:
            weak = _price(scope, mention)
        if mention.sort in ("anaphor", "mark"):
            found = _taken_up(scope, mention) if _anaphor_counts(scope, mention) else None
            if found is not None and fits(found.indicator, scope.amount.unit):
                return found
            continue
        if mention.sort not in QUANTITIES or not fits(mention.indicator, scope.amount.unit):
            continue
        if scope.amount.unit == "count" and not _counts_pieces(scope, mention):
            continue
        if mention.indicator == "other" and _where_to(scope, mention):
            continue
        if mention.indicator == "other" and (counted := _number_of(scope, mention)) is not None:
            return counted
        if mention.indicator != "other":
            costs = weak is not None and weak.mention is not None and _costs(weak.mention) and mention.sort != "deed"
            return weak if costs else _headed(scope, mention) or measured_by(mention)
        weak = weak if weak is not None and weak.indicator != "project_value" else measured_by(mention)
        if mention.sort == "measure":
            return weak
    return weak


def _number_of(scope: Scope, mention: Mention) -> Measured | None:
    """`число предприятий возросло вдвое`: what a number of things is a number of."""
    if not scope.board.word(scope.doc[mention.i], "quantity"):
        return None
    told = scope.board.between(mention.j, min(mention.j + NEAR, scope.opens), "counted")
    papers = told and scope.board.word(scope.doc[told[0].i], "papers")
    return measured_by(told[0]) if told and not papers and scope.amount.unit in SHARES else None


def _headed(scope: Scope, mention: Mention) -> Measured | None:
    """`стоимость реструктуризации займов`, `объем проблемных кредитов`: what is no flow, only named after one."""
    if mention.sort != "measure" or mention.indicator not in HEADS:
        return None
    for n in range(mention.i - 1, max(scope.begin, mention.i - HEAD) - 1, -1):
        token = scope.doc[n]
        if scope.board.word(token, HEADS[mention.indicator]):
            return Measured("other", Mention(n, n + 1, "other", "measure"))
        if token.pos_ not in ("ADJ", "DET", "NOUN", "ADP", "CCONJ") and not has(token, "VerbForm", "Part"):
            return None
    return None


def _costs(mention: Mention) -> bool:
    return mention.sort == "value"


def _price(scope: Scope, mention: Mention) -> Measured:
    """The price of something built together, or of anything else; the size of a fund is funding."""
    if mention.indicator not in ("project_value", "other"):
        return measured_by(mention)
    built = any(scope.board.word(token, "things") for token in scope.doc[scope.sentence[0] : scope.opens])
    return Measured("project_value" if built else "other", mention)


def _counts_pieces(scope: Scope, mention: Mention) -> bool:
    """`произведено 102 автобуса`: a bare number after the verb that produces, moves or sells the things counted."""
    governed = scope.governor is not None and mention.i <= scope.governor.i < mention.j
    living = scope.amount.noun >= 0 and has(scope.doc[scope.amount.noun], "Animacy", "Anim")
    listed = scope.previous is not None and scope.previous.first >= mention.j
    nearest = scope.previous.last + 1 if listed and scope.previous is not None else mention.j
    if living or scope.opens - nearest > NEAR:
        return False
    small = scope.amount.spelled and scope.amount.value < LEAST_SPELLED
    return mention.sort in ("deed", "flow", "flow_verb") and governed and not small


def _where_to(scope: Scope, mention: Mention) -> bool:
    """`вложить в экономику`: a noun after a preposition is no quantity."""
    before = scope.doc[mention.i - 1] if mention.i else None
    n = mention.i - 1
    while n > scope.begin and scope.doc[n].pos_ in ("ADJ", "DET"):
        n -= 1
    return before is not None and scope.doc[n].pos_ == "ADP"


def _anaphor_counts(scope: Scope, mention: Mention) -> bool:
    """A pronoun counts beside a word of growth or level; «данный показатель» always, «цель в …» before its number."""
    if mention.sort == "mark":
        return scope.opens <= mention.j
    if mention.j - mention.i > 1 or scope.doc[mention.i].pos_ == "NOUN":
        return True
    if any(n in scope.board.growth for n in range(scope.right, min(scope.end, scope.right + 2))):
        return True
    return scope.governor is not None and scope.governor.i in scope.board.growth


def carried(scope: Scope) -> Measured | None:
    """`…, а за 7 месяцев 2023 года составил 2,5 млрд долларов`: the quantity of the clause before."""
    if not _open_to_carrying(scope) or (scope.nominative(scope.begin, scope.opens) and not _size_of_which(scope)):
        return None
    last = scope.board.last_quantity(scope.begin, scope.sentence[0])
    if last is None and _takes_up_sentence(scope):
        last = scope.board.last_quantity(scope.sentence[0], max(0, scope.sentence[0] - SENTENCE))
    if last is None or not fits(last.indicator, scope.amount.unit):
        return None
    return replace(measured_by(last), mention=None, carried=True)


def _size_of_which(scope: Scope) -> bool:
    """`поставки зерна, объем которых достиг …`."""
    first = scope.doc[scope.begin : scope.begin + 2]
    return len(first) > 1 and scope.board.word(first[0], "size") and scope.board.word(first[1], "partitive")


def _open_to_carrying(scope: Scope) -> bool:
    unit = scope.amount.unit
    return money(unit) or unit in SHARES or unit in WEIGHED


def _takes_up_sentence(scope: Scope) -> bool:
    """`Из них …`, `В том числе …`, or a clause with a word of growth or level and no subject."""
    if scope.continues or not any(finite(token) for token in scope.doc[slice(*scope.sentence)]):
        return True
    return scope.governor is not None and scope.board.growth.get(scope.governor.i) in ("rise", "fall", "level")


def states_matter(scope: Scope) -> Measured | None:
    """A sum, a share or a quantity of goods that no other rule knows: `other` in a text about two states."""
    unit = scope.amount.unit
    if not (money(unit) or unit == "percent" or unit in WEIGHED) or scope.amount.how == "share":
        return None
    if money(unit) and scope.amount.value < LEAST_SUM:
        return None
    if unit in WEIGHED and scope.amount.value >= LEAST_WEIGHT:
        return Measured("other", Mention(scope.left, scope.right, "other", "goods"))
    return Measured("other") if bilateral(scope) else None


RULES: tuple[Callable[[Scope], Measured | None], ...] = (
    doubled_object, counted_noun, counted_ellipsis, counted_seats, counted_units, restated, compared, sum_named_after,
    summed, named_after, sold_or_bought, listed_partner, named_before, counted_growth, carried, counted_workers,
    counted_people, counted_things, states_matter,
)  # fmt: skip


def decide(scope: Scope) -> Measured | None:
    """The first rule's answer."""
    return next((found for rule in RULES if (found := rule(scope)) is not None), None)
