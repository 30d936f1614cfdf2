"""What a deed is worth as a promise: whether anybody could check it afterwards (guide, "commitments").

The words of action, what they are worth, and what they act upon stand in `lexicon/LANG/deeds.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading import clauses, frames, sectors
from servanda.reading.clauses import has

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

NOUNS_OF_DEED = ("concrete", "mild", "vague", "study")
FIELD = 2  # weight from which a sector word names a field
BEFORE = 6  # words before a verb in which its object may stand


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed: its head word and its tokens [i, j); `manner`: how it hangs on the words of promise."""

    head: int
    i: int
    j: int
    manner: str


def of_class(ctx: Context, token: Token, *classes: str) -> bool:
    """Whether a word stands in one of the classes of `deeds`."""
    name = f"{ctx.adapter.code}/deeds"
    return any(token.lemma_ in frames.words(name, "word", **{"class": sort}) for sort in classes)


def checkable(ctx: Context, token: Token) -> bool:
    """Whether a word of action names something that can be seen done."""
    return of_class(ctx, token, "concrete", "mild", "study")


def verb_of(ctx: Context, deed: Deed) -> Token:
    """The word that tells what is done: behind «продолжить» and the like, the infinitive that follows."""
    token = ctx.doc[deed.head]
    starts = of_class(ctx, token, "starting")
    if starts or (clauses.infinitive(token) and of_class(ctx, token, "mild", "concrete")):
        after = ctx.doc[deed.head + 1 : min(deed.head + 3, deed.j)]
        return next((t for t in after if clauses.infinitive(t)), token)
    return token


def object_of(ctx: Context, deed: Deed) -> Token | None:
    """What the deed is done to: the next noun, carriers skipped."""
    for token in ctx.doc[verb_of(ctx, deed).i + 1 : deed.j]:
        if token.pos_ in ("NOUN", "PROPN") and not of_class(ctx, token, "carrier"):
            return token
    return None


def specified(ctx: Context, deed: Deed) -> bool:
    """Whether a deed names something by which it could be checked: an amount, a date, a name, a field, a document."""
    span = ctx.doc[deed.i : deed.j]
    start, end = span.start_char, span.end_char
    if _counted(ctx, deed) or _points_back(ctx, deed) or _aims(ctx, deed):
        return True
    named = sectors.weights(ctx, start, end)
    return any(weight >= FIELD for topic, weight in named.items() if topic not in sectors.BROAD)


def _counted(ctx: Context, deed: Deed) -> bool:
    """An amount, a date or an organisation stands in it."""
    span = ctx.doc[deed.i : deed.j]
    start, end = span.start_char, span.end_char
    if any(start <= amount.start and amount.end <= end and not amount.reason for amount in ctx.amounts):
        return True
    if any(start <= period.start and period.end <= end and period.edtf for period in ctx.periods):
        return True
    return any(token.ent_type_ == "ORG" for token in span)


def _points_back(ctx: Context, deed: Deed) -> bool:
    """«по данным направлениям»: a field that was named before."""
    return any(
        of_class(ctx, token, "field") and of_class(ctx, ctx.doc[token.i - 1], "pointing")
        for token in ctx.doc[deed.head + 1 : deed.j]
    )


def _aims(ctx: Context, deed: Deed) -> bool:
    """«… в целях расширения номенклатуры», «… в рамках меморандума»: a second deed that could be checked, a paper."""
    words = _nouns(ctx, deed.head + 1, deed.j)
    for n, token in enumerate(words):
        if of_class(ctx, token, "paper"):
            return True
        after = words[n + 1] if n + 1 < len(words) else None
        if checkable(ctx, token) and after is not None and not _empty(ctx, after):
            return has(after, "Case", "Gen")
    return False


def _nouns(ctx: Context, i: int, j: int) -> list[Token]:
    return [token for token in ctx.doc[i:j] if token.pos_ in ("NOUN", "PROPN")]


def _empty(ctx: Context, token: Token) -> bool:
    return of_class(ctx, token, "general", "carrier", "part", "vague")


def general(ctx: Context, deed: Deed) -> bool:
    """A wish that nobody could check: «укреплять сотрудничество», «готовность к диалогу»."""
    return next((answer for rule in WISHES if (answer := rule(ctx, deed)) is not None), False)


def _bare_cooperation(ctx: Context, deed: Deed) -> bool | None:
    """«готовность к сотрудничеству»: of use only where the field is named, and never when it is more of the same."""
    if not of_class(ctx, verb_of(ctx, deed), "general"):
        return None
    return _goes_further(ctx, deed) or not specified(ctx, deed)


def _attention(ctx: Context, deed: Deed) -> bool | None:
    """«уделить внимание диверсификации торговли» is a deed, «уделить внимание сфере» is none."""
    if not of_class(ctx, ctx.doc[deed.head], "attentive"):
        return None
    around = ctx.doc[max(ctx.doc[deed.head].sent.start, deed.head - BEFORE) : deed.j]
    if not any(of_class(ctx, token, "attention") for token in around):
        return None
    nouns = [t for t in _nouns(ctx, deed.head, deed.j) if not of_class(ctx, t, "attention")]
    return not nouns or not checkable(ctx, nouns[0])


def _part_in_wish(ctx: Context, deed: Deed) -> bool | None:
    """«участвовать в укреплении мира»: a part in a wish is one."""
    if not of_class(ctx, verb_of(ctx, deed), "joining"):
        return None
    nouns = _nouns(ctx, verb_of(ctx, deed).i + 1, deed.j)
    return True if len(nouns) > 1 and of_class(ctx, nouns[0], "vague", "mild") and _empty(ctx, nouns[-1]) else None


def _promotion(ctx: Context, deed: Deed) -> bool | None:
    """«продвижение продукции на рынки», «популяризация туризма»: work without end, unless a number or date is set."""
    return not _counted(ctx, deed) if of_class(ctx, verb_of(ctx, deed), "promotion") else None


def _exchange_of_views(ctx: Context, deed: Deed) -> bool | None:
    """«обмен опытом в сфере торговли»: words, unless it is told of what the experience is, or a number stands."""
    head = verb_of(ctx, deed)
    what = object_of(ctx, deed)
    if what is None or not of_class(ctx, head, "exchange") or not of_class(ctx, what, "views"):
        return None
    after = ctx.doc[what.i + 1 : min(deed.j, what.i + 2)]
    if any(has(t, "Case", "Gen") for t in after):
        return None
    joined = deed.i > 0 and ctx.doc[deed.i - 1].pos_ == "CCONJ"  # «к сотрудничеству и обмену опытом в сфере …»
    return not _counted(ctx, deed) if joined else not specified(ctx, deed)


def _vague_deed(ctx: Context, deed: Deed) -> bool | None:
    """«укреплять отношения», «развивать проекты»; «развивать порт» can be checked."""
    if not of_class(ctx, verb_of(ctx, deed), "vague"):
        return None
    what = object_of(ctx, deed)
    if what is not None and what.pos_ == "PROPN":  # «экономические связи договорились укреплять Египет и …»
        before = ctx.doc[max(ctx.doc[deed.head].sent.start, deed.head - BEFORE) : deed.head]
        what = next((t for t in before if t.pos_ == "NOUN" and _empty(ctx, t)), what)
    return what is None or _empty(ctx, what) or _goes_further(ctx, deed)


def _building_of_relations(ctx: Context, deed: Deed) -> bool | None:
    """«строить партнерские отношения», «создать атмосферу доверия»: nothing that stands afterwards."""
    head = verb_of(ctx, deed)
    if not of_class(ctx, head, "making"):
        return None
    nouns = _nouns(ctx, head.i + 1, deed.j)
    own = next((t for t in nouns if has(t, "Case", "Acc", "Gen", "Nom")), None)
    return True if own is not None and of_class(ctx, own, "general") and not specified(ctx, deed) else None


def _mild_deed(ctx: Context, deed: Deed) -> bool | None:
    """«активизировать сотрудничество» counts where the field is named."""
    head = verb_of(ctx, deed)
    if not of_class(ctx, head, "mild", "study") or of_class(ctx, head, "concrete"):
        return None
    if of_class(ctx, head, "joining") and _goes_further(ctx, deed):
        return True
    what = object_of(ctx, deed)
    if what is not None and not of_class(ctx, what, "general", "carrier", "field"):
        return False
    return _goes_further(ctx, deed) or not specified(ctx, deed)


def _use_of_something_general(ctx: Context, deed: Deed) -> bool | None:
    """«реализовать скрытый потенциал», «использовать возможности»: of use only where the field is named."""
    if not of_class(ctx, verb_of(ctx, deed), "using"):
        return None
    what = next((t for t in ctx.doc[verb_of(ctx, deed).i + 1 : deed.j] if t.pos_ in ("NOUN", "PROPN")), None)
    return True if what is not None and of_class(ctx, what, "general") and not specified(ctx, deed) else None


def _goes_further(ctx: Context, deed: Deed) -> bool:
    return any(of_class(ctx, token, "further") for token in ctx.doc[max(0, deed.i - 3) : deed.head])


WISHES = (
    _attention,
    _exchange_of_views,
    _promotion,
    _part_in_wish,
    _bare_cooperation,
    _use_of_something_general,
    _building_of_relations,
    _vague_deed,
    _mild_deed,
)
