"""What a figure measures: ordered rules, each a named function that answers with an indicator or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from servanda.model.vocabulary import Indicator
from servanda.reading.clauses import has
from servanda.reading.figure_scope import QUANTITIES, Mention, Scope, finite

MONEY_LIKE = frozenset({"trade_turnover", "fdi", "gross_investment", "project_value", "funding"})
COUNTED = frozenset({"companies", "students", "agreements", "jobs", "flights", "joint_projects", "population"})
SHARES = frozenset({"percent", "times", "percentage_point"})
WEIGHED = frozenset({
    "tonne", "centner", "ounce", "carat", "barrel", "cubic_metre", "cubic_kilometre", "hectare", "square_metre",
    "megawatt", "gigawatt", "kilowatt_hour", "megawatt_hour", "gigawatt_hour", "terawatt_hour", "gigacalorie", "teu",
    "swu", "tonne_kilometre", "passenger_kilometre",
})  # fmt: skip
ABOUT_PEOPLE = frozenset({"students", "jobs", "population"})
PIECES = frozenset({"production", "freight_volume", "flights"})
FEW = 10  # ranges below (`4-5 предприятий`) are turns of speech, too
LEAST_SPELLED = 5  # smaller counts in words («два документа») are turns of speech
LEAST_PEOPLE = 20
LEAST_SUM = 10_000  # smaller sums are prices and fees of somebody
NEAR = 6  # words
SAME = "same"


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator and the words that name it (None where they stand elsewhere)."""

    indicator: Indicator
    mention: Mention | None = None


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
    if unit == "hectare":
        return indicator == "other"
    if unit == "count":
        return indicator in ("production", "freight_volume", "population", "exports", "imports")
    return indicator not in MONEY_LIKE and indicator not in COUNTED and indicator != "trade_turnover"


def _measured(mention: Mention) -> Measured:
    return Measured(indicator_of(mention.indicator), mention)


def _taken_up(scope: Scope, mention: Mention) -> Measured | None:
    """What an anaphor stands for: the last quantity named before it."""
    floor = max(0, scope.sentence[0] - 120)
    last = scope.board.last_quantity(mention.i, floor)
    return replace(_measured(last), mention=mention) if last is not None else None


# -- rules --------------------------------------------------------------------------------------------------------


def doubled_object(scope: Scope) -> Measured | None:
    """`удвоить двусторонний товарооборот`; the object may be a pronoun, or stand before."""
    if scope.amount.how != "doubling":
        return None
    for mention in [*scope.after[:2], *scope.before[:1]]:
        if mention.sort == "anaphor":
            return _taken_up(scope, mention)
        if mention.sort in ("measure", "flow") and mention.i - scope.right < NEAR:
            return _measured(mention)
    return None


def counted_noun(scope: Scope) -> Measured | None:
    """`78 совместных проектов`, `более пятидесяти соглашений`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0:
        return None
    mention = scope.board.covering(noun)
    if mention is None or mention.sort not in ("counted", "made"):
        return None
    if mention.sort == "made" and not any(scope.board.word(token, "making") for token in scope.leftward()):
        return None
    small = scope.amount.spelled and scope.amount.value < LEAST_SPELLED and mention.indicator != "flights"
    few = scope.amount.high is not None and scope.amount.high < FEW
    return None if small or few or not _between_states(scope, noun) else _measured(mention)


def _between_states(scope: Scope, noun: int) -> bool:
    """Papers of any sort are agreements only where they are signed or belong to two sides."""
    if not scope.board.word(scope.doc[noun], "papers"):
        return True
    return any(scope.board.word(token, "signing") for token in scope.doc[slice(*scope.sentence)])


def counted_ellipsis(scope: Scope) -> Measured | None:
    """`увеличить число рейсов между столицами до десяти в неделю`: what is counted stands before."""
    if scope.amount.unit != "count" or scope.amount.noun >= 0:
        return None
    named = False
    mention = next((m for m in scope.before if m.sort == "counted"), None)
    for token in scope.doc[max(scope.begin, mention.i - NEAR) : mention.i] if mention is not None else ():
        named = named or scope.board.word(token, "quantity")
    return _measured(mention) if mention is not None and named else None


def counted_units(scope: Scope) -> Measured | None:
    """`количество контейнерных поездов достигнет 1000 единиц`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0 or not scope.board.word(scope.doc[noun], "pieces"):
        return None
    return next((_measured(m) for m in scope.before if m.indicator in PIECES), None)


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
        return _measured(mention) if fits(mention.indicator, scope.amount.unit) else None
    if scope.board.word(token, "goods"):
        return Measured("exports", Mention(i, i + 1, "exports", "flow"))
    return None


def named_after(scope: Scope) -> Measured | None:
    """`17,8 млн долларов прямых инвестиций`, `297,5 млн приходится на экспорт`, `2 млрд – это импорт`."""
    for mention in scope.after:
        if mention.sort not in QUANTITIES or not fits(mention.indicator, scope.amount.unit):
            continue
        between = scope.doc[scope.right : mention.i]
        direct = all(token.pos_ in ("ADJ", "DET") or _growth_noun(scope, token.i) for token in between)
        joined = any(scope.board.word(token, "copula") for token in between)
        deed = mention.sort in ("deed", "flow_verb") and not any(m.sort in QUANTITIES for m in scope.before)
        if (
            (direct and mention.sort not in ("deed", "flow_verb", "goods"))
            or (joined and not _named_close(scope))
            or deed
        ):
            return _measured(mention)
    return None


def _growth_noun(scope: Scope, i: int) -> bool:
    return scope.board.growth.get(i) in ("rise", "fall") and scope.doc[i].pos_ == "NOUN"


def _named_close(scope: Scope) -> bool:
    """A quantity between the amount before and this one."""
    floor = scope.previous.last + 1 if scope.previous is not None else scope.begin
    return any(m.sort in ("measure", "flow", "flow_verb", "deed") and m.i >= floor for m in scope.before)


def named_before(scope: Scope) -> Measured | None:
    """`товарооборот составил 20 млрд долларов`, `Италия инвестировала 7 млрд долларов`: the nearest that fits."""
    weak: Measured | None = None
    for mention in scope.before:
        if mention.sort == "value" and money(scope.amount.unit) and weak is None:
            weak = _price(scope, mention)
        if mention.sort == "anaphor":
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
        if mention.indicator != "other":
            return (
                weak if weak is not None and weak.mention is not None and _costs(weak.mention) else _measured(mention)
            )
        weak = weak if weak is not None and weak.indicator != "project_value" else _measured(mention)
        if mention.sort == "measure":
            return weak
    return weak


def _costs(mention: Mention) -> bool:
    return mention.sort == "value"


def _price(scope: Scope, mention: Mention) -> Measured:
    """The price of something built together, or of anything else."""
    built = any(scope.board.word(token, "things") for token in scope.doc[scope.begin : scope.opens])
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
    """A pronoun counts beside a word of growth or level; «данный показатель» always."""
    if mention.j - mention.i > 1 or scope.doc[mention.i].pos_ == "NOUN":
        return True
    if any(n in scope.board.growth for n in range(scope.right, min(scope.end, scope.right + 2))):
        return True
    return scope.governor is not None and scope.governor.i in scope.board.growth


def carried(scope: Scope) -> Measured | None:
    """`…, а за 7 месяцев 2023 года составил 2,5 млрд долларов`: the quantity of the clause before."""
    if scope.nominative(scope.begin, scope.opens) or not _open_to_carrying(scope):
        return None
    last = scope.board.last_quantity(scope.begin, scope.sentence[0])
    if last is None and _takes_up_sentence(scope):
        last = scope.board.last_quantity(scope.sentence[0], max(0, scope.sentence[0] - 60))
    if last is None or not fits(last.indicator, scope.amount.unit):
        return None
    return replace(_measured(last), mention=None)


def _open_to_carrying(scope: Scope) -> bool:
    unit = scope.amount.unit
    return money(unit) or unit in SHARES or unit in WEIGHED


def _takes_up_sentence(scope: Scope) -> bool:
    """`Из них …`, `В том числе …`, or a clause with a word of growth or level and no subject."""
    first = [token for token in scope.doc[scope.sentence[0] : scope.sentence[0] + 3] if not token.is_space]
    if any(scope.board.word(token, "partitive") for token in first):
        return True
    return scope.governor is not None and scope.board.growth.get(scope.governor.i) in ("rise", "fall", "level")


def counted_people(scope: Scope) -> Measured | None:
    """`с участием более 100 голландских промышленников`, `прибыли около шестисот представителей`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0 or not scope.board.people(scope.doc[noun], "people"):
        return None
    told = next((m for m in (*scope.before, *scope.after) if m.indicator in ABOUT_PEOPLE), None)
    if told is not None and (told.sort == "deed" or scope.opens - told.j <= 2):
        return _measured(told)
    if scope.amount.value < LEAST_PEOPLE or not bilateral(scope):
        return None
    gathered = any(scope.board.people(token, "gathering") for token in scope.doc[slice(*scope.sentence)])
    return Measured("other") if gathered else None


def states_matter(scope: Scope) -> Measured | None:
    """A sum, a share or a quantity of goods in a text about two states that no other rule knows: `other`."""
    unit = scope.amount.unit
    if not (money(unit) or unit == "percent" or unit in WEIGHED) or scope.amount.how == "share":
        return None
    if money(unit) and scope.amount.value < LEAST_SUM:
        return None
    if not bilateral(scope):
        return None
    return Measured("other")


def bilateral(scope: Scope) -> bool:
    """Whether the text is about two states, or the sentence names one that is not the author's own."""
    if scope.board.bilateral:
        return True
    first, last = scope.sentence
    return any(scope.ctx.home not in mention.codes for mention in scope.board.states_between(first, last))


RULES: tuple[Callable[[Scope], Measured | None], ...] = (
    doubled_object, counted_noun, counted_ellipsis, counted_units, restated, compared, sum_named_after, summed,
    named_after, named_before, carried, counted_people, states_matter,
)  # fmt: skip


def decide(scope: Scope) -> Measured | None:
    """The first rule's answer."""
    return next((found for rule in RULES if (found := rule(scope)) is not None), None)
