"""How a figure is meant (actual, target, potential, change), its sign and its comparator."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from servanda.model.vocabulary import Comparator, FigureKind
from servanda.reading import frames
from servanda.reading.clauses import has, infinitive
from servanda.reading.figure_board import finite
from servanda.reading.figure_measured import SHARES, WEIGHED, Measured
from servanda.reading.figure_scope import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token


GROWTH = ("rise", "fall")
NEAR = 4  # words
TRADED = ("exports", "imports")
AIMS = ("target", "potential", "actual")


# -- kind -----------------------------------------------------------------------------------------------------------


def _aim(scope: Scope) -> str:
    """The nearest word of aim or possibility before the amount in its clause; in it or right after it, too."""
    after = (token for token in scope.doc[scope.right : scope.end] if token.pos_ == "VERB")
    around = (*reversed(scope.doc[scope.opens : scope.left]), *scope.leftward(), *after)
    weak = ""
    for token in around:
        sort = scope.board.aims.get(token.i, "")
        if sort == "enabled":
            sort = _enabled(scope, token)
        made = sort == "potential" and token.i and scope.board.word(scope.doc[token.i - 1], "link")
        if made and has(scope.doc[token.i - 1], "Tense", "Past"):
            sort = "actual"  # `это стало возможным благодаря …`
        if sort == "offer":
            sort = "target" if _raised(scope) else "potential"
        if sort == "reach":
            weak = "target"
        if sort in AIMS and not _turn_of_speech(scope, token):
            return sort
    return weak


def _raised(scope: Scope) -> bool:
    """`предложил увеличить … до десяти`: the amount is a level or a difference to be reached."""
    verb = scope.governor
    after = any(scope.board.growth.get(n) in (*GROWTH, "reach") for n in range(scope.right, scope.end))
    return after or (verb is not None and scope.board.growth.get(verb.i) in (*GROWTH, "reach"))


def _enabled(scope: Scope, token: Token) -> str:
    """`позволило` tells what was done, `позволит поставлять до 5 млн тонн` what can be, else `позволит` a target."""
    if has(token, "Tense", "Past"):
        return "actual"
    return "potential" if scope.amount.role == "to" and not _growth(scope) else "target"


def _turn_of_speech(scope: Scope, token: Token) -> bool:
    """`могу сказать`."""
    after = scope.doc[token.i + 1] if token.i + 1 < len(scope.doc) else token
    return has(token, "Person", "First") and infinitive(after) and after.lemma_ in _saying()


@functools.cache
def _saying() -> frozenset[str]:
    """Verbs that stand beside direct speech."""
    rows = frames.rows("ru/speech_verbs")
    return frozenset(verb for row in rows if "direct" in row.several("takes") for verb in row.several("verb"))


def _growth(scope: Scope) -> str:
    """`rise` or `fall` where a word of growth governs the amount, `""` otherwise."""
    if scope.amount.sign:
        return "fall" if scope.amount.sign == "-" else "rise"
    compared = scope.board.growth.get(scope.right, "")
    if compared == "level" and scope.amount.role == "by" and scope.amount.unit in SHARES:
        return "rise"  # `на 58% превышает`
    if compared in GROWTH and scope.amount.role == "by" and scope.doc[scope.right].pos_ not in ("NOUN", "VERB"):
        return compared
    for token in scope.leftward():
        sort = scope.board.growth.get(token.i, "")
        if sort in GROWTH:
            return sort
        if sort in ("level", "reach") and token.pos_ == "VERB" and not _measures_growth(scope, token.i):
            return ""
    for token in scope.doc[scope.right : min(scope.end, scope.right + 3)]:
        sort = scope.board.growth.get(token.i, "")
        if sort in GROWTH and (scope.amount.unit in SHARES or token.pos_ != "NOUN"):
            return sort
    return _growth_before(scope) if scope.amount.role == "by" and scope.continues else ""


def _growth_before(scope: Scope) -> str:
    """`Увеличились поставки … Например, в Германию – на 16,8%`: the growth of the sentence that this one continues."""
    begin, doc = scope.sentence[0], scope.doc
    if begin == 0 or any(finite(token) for token in doc[slice(*scope.sentence)]):
        return ""
    before = range(begin - 1, doc[begin - 1].sent.start - 1, -1)
    return next((sort for n in before if (sort := scope.board.growth.get(n, "")) in GROWTH), "")


def _measures_growth(scope: Scope, i: int) -> bool:
    """`рост составил 5 процентов`: a verb of level whose subject is growth."""
    return any(scope.board.growth.get(n) in GROWTH for n in range(scope.begin, i))


def _governed_by_the_past(scope: Scope) -> bool:
    """A predicate of the past or present, or a converb, that is no plan stands nearest before the amount."""
    verb = scope.governor
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return False
    if scope.board.aims.get(verb.i) in ("target", "potential"):
        return False
    told = has(verb, "Tense", "Past") and not has(verb, "VerbForm", "Part")
    short = has(verb, "Variant", "Short") and has(verb, "Tense", "Past")
    if _aims_on(scope, verb):
        return False
    return told or short or has(verb, "VerbForm", "Conv") or (finite(verb) and has(verb, "Tense", "Pres"))


def _aims_on(scope: Scope, verb: Token) -> bool:
    """`выразили заинтересованность в строительстве …`, `приближаются к цели в 5 млрд`: the aim follows the verb."""
    if scope.board.word(verb, "link") and any(scope.board.aims.get(token.i) == "target" for token in scope.leftward()):
        return True  # `целью является достижение …`
    reached = scope.board.growth.get(verb.i) in ("level", "reach")
    for token in scope.doc[verb.i + 1 : scope.opens]:
        sort = scope.board.aims.get(token.i)
        if sort == "potential" or (sort == "target" and token.pos_ == "NOUN" and not reached):
            return True
    return False


def _agreed_that(scope: Scope) -> bool:
    """`достигнута договоренность, что компании ввозят …`: a clause that hangs on a word of aim."""
    opener = scope.doc[scope.begin]
    if not scope.board.word(opener, "what") or opener.i < 2:
        return False
    return any(scope.board.aims.get(n) == "target" for n in range(max(0, opener.i - NEAR), opener.i))


def _future(scope: Scope) -> bool:
    """A verb of the future governs the amount, before or right after it."""
    verb = scope.governor
    if verb is not None and has(verb, "Tense", "Fut"):
        return True
    auxiliary = verb is not None and verb.i and has(scope.doc[verb.i - 1], "Tense", "Fut")
    if verb is None and any(has(token, "Tense", "Fut") for token in scope.leftward()):
        return True
    after = any(has(token, "Tense", "Fut") for token in scope.doc[scope.right : scope.end])
    return bool(auxiliary) or (after and (verb is None or not finite(verb)))


def sum_of_what_is(scope: Scope, measured: Measured) -> FigureKind | None:
    """`отказ от иска на сумму более 12 млрд долларов`: the sum of a thing that stands already."""
    return "actual" if scope.amount.role == "sum" and measured.indicator == "other" else None


def starting_point(scope: Scope, _: Measured) -> FigureKind | None:
    """`возрастет с одного до пяти миллионов тонн`: the first of the two is what there is."""
    return "actual" if scope.amount.role == "from" else None


def resumed(scope: Scope, _: Measured) -> FigureKind | None:
    """`увеличение торговли, которая достигла 2 млрд долларов, до 5 млрд`: the level that the growth before names."""
    outer = scope.resumes
    return "target" if outer is not None and (outer.pos_ == "NOUN" or infinitive(outer)) else None


def possible(scope: Scope, _: Measured) -> FigureKind | None:
    """`готов поставлять товары на сумму не менее 200 млн долларов`, `могут прилететь порядка 25 тыс. человек`."""
    open_ended = scope.amount.how == "doubling" and infinitive(scope.doc[scope.amount.first])
    if _aim(scope) != "potential" or (_plainly_past(scope) and not open_ended):
        return None
    return "potential"


def doubled(scope: Scope, _: Measured) -> FigureKind | None:
    """`удвоить товарооборот` is a target, `товарооборот удвоился` is none."""
    if scope.amount.how != "doubling":
        return None
    word = scope.doc[scope.amount.first]
    if has(word, "Tense", "Past") or (word.pos_ == "NOUN" and not _aim(scope)):
        return "change"
    return "target"


def aimed_at(scope: Scope, _: Measured) -> FigureKind | None:
    """`договорились довести …`, `предусматривает …`, `составит …`, `увеличить … до 10 млрд`."""
    verb = scope.governor
    if _agreed_that(scope) and not (verb is not None and has(verb, "Tense", "Past")):
        return "target"
    if _plainly_past(scope):
        return None
    if _aim(scope) == "target" or _future(scope) or (verb is not None and infinitive(verb) and _aim(scope) != "actual"):
        return "target"
    raised = verb is not None and scope.board.growth.get(verb.i) in (*GROWTH, "reach") and verb.pos_ == "NOUN"
    return "target" if raised and scope.amount.role == "to" else None


def not_yet_built(scope: Scope, _: Measured) -> FigureKind | None:
    """`строительство завода мощностью 33 тыс. тонн`: the capacity or price of what does not stand yet."""
    sorts = {m.sort for m in scope.before} & {"capacity", "value"}
    wanted = ("build", "project") if "capacity" in sorts else ("build",)
    for token in scope.leftward() if sorts else ():
        if scope.board.aims.get(token.i) in wanted and not has(token, "Tense", "Past"):
            return "target"
        if finite(token):
            return None
    return None


def to_be_built(scope: Scope, measured: Measured) -> FigureKind | None:
    """`приняты меры по строительству 70 хранилищ`: the number is that of a work that nobody tells to be going on."""
    before = scope.doc[scope.opens - 1] if scope.opens > scope.begin else None
    if measured.indicator != "other" or scope.amount.unit != "count" or before is None or before.pos_ != "NOUN":
        return None
    if scope.board.aims.get(before.i) != "build":
        return None
    above = [t for t in before.ancestors if t.i >= scope.sentence[0]][:1]
    going = any(scope.board.word(token, "going") for token in (*above, *before.children))
    return None if going else "target"


def both_aspects(scope: Scope, _: Measured) -> FigureKind | None:
    """`БелАЗ экспортирует 10 самосвалов`, `банк инвестирует $500 млн`: of both aspects, and nothing tells of a habit.

    Beside a verb of the future it is one itself; so it is with a sum that no time goes with.
    """
    verb = scope.governor
    if verb is None or not scope.board.word(verb, "both_aspects") or not (finite(verb) and has(verb, "Tense", "Pres")):
        return None
    sentence = scope.doc[slice(*scope.sentence)]
    if any(scope.board.word(token, "habit") for token in sentence):
        return None
    beside = any(has(token, "Tense", "Fut") for token in sentence)
    timed = scope.board.periods_between(sentence[0].idx, sentence[-1].idx + 1)
    return "target" if beside or (scope.amount.unit.isupper() and not timed) else None


def contracted(scope: Scope, measured: Measured) -> FigureKind | None:
    """`подписан контракт на экспорт 200 тыс. тонн`: what a document promises is still to come."""
    mention = measured.mention
    if mention is None or mention.sort not in ("flow", "measure") or grows(scope):
        return None
    if scope.amount.unit not in WEIGHED and not (scope.amount.unit == "count" and mention.indicator in TRADED):
        return None
    for token in scope.leftward():
        if scope.board.word(token, "documents"):
            return "target" if token.i < mention.i else None
        if finite(token):
            return None
    return None


def undertaking_without_a_verb(scope: Scope, _: Measured) -> FigureKind | None:
    """`Получение доступа к обогащению урана в размере 2,5 млн ЕРР в год.`"""
    first, last = scope.sentence
    words = [token for token in scope.doc[first:last] if not token.is_space]
    if any(finite(token) for token in words):
        return None
    return "target" if any(scope.board.aims.get(token.i) == "deed_noun" for token in words[:3]) else None


def grown(scope: Scope, _: Measured) -> FigureKind | None:
    """`вырос на 40%`, `увеличение добычи на 1 200 тонн`, `в 4,5 раза больше`, `(+7,5%)`."""
    amount = scope.amount
    if amount.unit in SHARES and (_growth(scope) or amount.how == "multiple" or amount.unit == "times"):
        return None if amount.role == "to" else "change"
    return "change" if amount.role == "by" and _growth(scope) else None


def stated(_: Scope, __: Measured) -> FigureKind | None:
    """Anything else is or was so."""
    return "actual"


def _plainly_past(scope: Scope) -> bool:
    return _governed_by_the_past(scope) and not _future(scope)


KINDS: tuple[Callable[[Scope, Measured], FigureKind | None], ...] = (
    sum_of_what_is, starting_point, resumed, possible, doubled, not_yet_built, to_be_built, contracted,
    both_aspects, aimed_at,
    undertaking_without_a_verb, grown, stated,
)  # fmt: skip


def kind_of(scope: Scope, measured: Measured) -> FigureKind:
    """The first rule's answer."""
    return next(kind for rule in KINDS if (kind := rule(scope, measured)) is not None)


def grows(scope: Scope) -> bool:
    """Whether a word of growth or fall governs an amount."""
    return bool(_growth(scope))


def falls(scope: Scope) -> bool:
    """Whether a change is a fall."""
    return _growth(scope) == "fall"


def comparator_of(scope: Scope) -> Comparator:
    """`до 10 млрд` is the level itself after a word of growth or reaching, an upper bound otherwise."""
    amount = scope.amount
    if amount.role != "to" or amount.comparator != "=":
        return amount.comparator
    around = (*(token.i for token in scope.leftward()), *range(scope.right, scope.end))
    moved = any(scope.board.growth.get(n) in (*GROWTH, "reach", "level") for n in around)
    return "=" if moved or amount.how == "multiple" or _apposed(scope) else "<="


def _apposed(scope: Scope) -> bool:
    """`поднять его вдвое – то есть до двадцати миллиардов`: growth stands before in the sentence."""
    floor = scope.sentence[0]
    return any(
        scope.board.growth.get(n) in (*GROWTH, "reach")
        and not any(m.sort in ("capacity", "value") for m in scope.before)
        for n in range(floor, scope.opens)
    )
