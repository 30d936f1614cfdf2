"""The deed of a commitment: where it hangs on the words that promise it.

How a frame takes its deed is named in `lexicon/LANG/commitment_frames.tsv` (column `deed`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.language.tables import table
from servanda.reading import clauses, frames, phrases
from servanda.reading.clauses import has
from servanda.reading.deed_worth import NOUNS_OF_DEED, of_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.reading.context import Context

CHAIN = 3  # carriers that may stand between the words of promise and the deed («вопрос о возможности строительства»)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed is looked for: the words of promise at the tokens [i, j), their clause [low, high)."""

    ctx: Context
    i: int
    j: int
    low: int
    high: int


# -- where the deed hangs ---------------------------------------------------------------------------------------------


def by_infinitive(place: Place) -> int | None:
    """«договорились увеличить»: the first infinitive after the words, else the one with which the clause begins."""
    doc = place.ctx.doc
    commas = 0
    for k in range(place.j, place.high):
        commas += doc[k].text == ","
        if clauses.infinitive(doc[k]) and commas % 2 == 0:  # an odd comma parts the infinitive from the words
            return _main(doc, k, place.high)
    for k in range(place.low, min(place.low + 3, place.i)):
        if clauses.infinitive(doc[k]):
            return k
    return None


def _main(doc: Doc, k: int, high: int) -> int:
    """The participle after «быть», else the infinitive itself."""
    if doc[k].pos_ == "AUX":
        for n in range(k + 1, min(k + 4, high)):
            if has(doc[n], "Variant", "Short") or clauses.infinitive(doc[n]):
                return n
    return k


def _after_preposition(place: Place, manner: str) -> int | None:
    ctx, doc = place.ctx, place.ctx.doc
    for row in table(f"{ctx.adapter.code}/deed_prepositions"):
        if row["deed"] != manner:
            continue
        for k in range(place.j, place.high):
            if doc[k].norm_ in row.several("word") and doc[k].pos_ == "ADP":
                head = _noun(doc, k + 1, place.high, row.several("case"))
                if head is not None and (deed := _carried(ctx, head, place.high)) is not None:
                    return deed
    return None


def _noun(doc: Doc, k: int, high: int, cases: tuple[str, ...]) -> int | None:
    """The noun of a group that begins at k, in one of the cases."""
    for n in range(k, min(k + 8, high)):
        token = doc[n]
        if token.pos_ in ("NOUN", "PROPN"):
            return n if has(token, "Case", *cases) else None
        if token.pos_ in ("ADP", "SCONJ", "PRON") or clauses.finite(token):
            return None
    return None


def _carried(ctx: Context, head: int, high: int) -> int | None:
    """The deed behind nouns that only carry it («вопрос строительства»); the noun itself when it is none of those."""
    doc = ctx.doc
    for _ in range(CHAIN):
        if not of_class(ctx, doc[head], "carrier"):
            return head
        inner = next((k for k in range(head + 1, min(head + 4, high)) if clauses.infinitive(doc[k])), None)
        if inner is not None:
            return inner
        skip = 2 if head + 1 < high and doc[head + 1].pos_ == "ADP" else 1
        after = _noun(doc, head + skip, high, ("Gen", "Loc", "Dat", "Ins", "Acc"))
        if after is None:
            return head
        head = after
    return head


def by_about(place: Place) -> int | None:
    """«договорились о проведении»."""
    return _after_preposition(place, "about")


def by_to(place: Place) -> int | None:
    """«готов к работе»."""
    return _after_preposition(place, "to")


def by_for(place: Place) -> int | None:
    """«пригласил на выставку»."""
    return _after_preposition(place, "for")


def by_aim(place: Place) -> int | None:
    """«ведется работа по открытию»."""
    return _after_preposition(place, "by")


def by_object(place: Place) -> int | None:
    """«предложил создание»: a noun of action in the accusative or genitive, none that hangs on a preposition."""
    return _bare_noun(place, ("Acc", "Gen", "Nom"))


def by_subject(place: Place) -> int | None:
    """«планируется проведение», «открытие планируется»: a noun of action as the subject."""
    found = _bare_noun(place, ("Nom", "Acc", "Gen"))
    if found is not None:
        return found
    span = clauses.subject(place.ctx, place.i)
    if span is None or span[0] >= place.i:
        return None
    head = next(
        (t.i for t in place.ctx.doc[span[0] : span[1]] if t.pos_ in clauses.NOMINAL and has(t, "Case", "Nom")), None
    )
    return head if head is not None and _planned_noun(place.ctx, head) else None


def _bare_noun(place: Place, cases: tuple[str, ...]) -> int | None:
    ctx, doc = place.ctx, place.ctx.doc
    k = place.j
    while k < place.high:
        token = doc[k]
        if token.pos_ == "ADP":
            k = _past_group(doc, k + 1, place.high)
        elif token.pos_ in ("NOUN", "PROPN"):
            if has(token, "Case", *cases) and _noun_of_deed(ctx, k):
                return _carried(ctx, k, place.high)
            if not has(token, "Case", "Dat", "Ins"):
                return None
            k = _past_group(doc, k, place.high)
        else:
            k += 1
    return None


def _past_group(doc: Doc, k: int, high: int) -> int:
    """The token after the noun of the group at k and the genitives that hang on it."""
    while k < high and doc[k].pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        k += 1
    k += 1
    while k < high and doc[k].pos_ in ("ADJ", "NOUN", "PROPN", "DET", "NUM") and has(doc[k], "Case", "Gen"):
        if doc[k].pos_ == "NOUN" and doc[k].dep_ in clauses.SUBJECTS:
            break
        k += 1
    return k


def _noun_of_deed(ctx: Context, n: int) -> bool:
    return of_class(ctx, ctx.doc[n], *NOUNS_OF_DEED, "carrier")


def _planned_noun(ctx: Context, n: int) -> bool:
    """What can be planned: a deed, a document, a thing to be built, an event."""
    return _noun_of_deed(ctx, n) or of_class(ctx, ctx.doc[n], "occasion", "document", "thing")


def by_clause(place: Place) -> int | None:
    """«договорились, что компании импортируют», «чтобы встреча прошла»: the predicate of the clause that follows."""
    ctx, doc = place.ctx, place.ctx.doc
    subordinators = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="subordinator")
    limit = doc[place.i].sent.end
    begin = next((k for k in range(place.j, min(place.j + 4, limit)) if doc[k].lemma_ in subordinators), None)
    if begin is None:
        return None
    purpose = doc[begin].lemma_ in frames.words(f"{ctx.adapter.code}/clause_words", "word", role="purpose")
    tense = ("Fut", "Past") if purpose else ("Fut",)
    for k in range(begin + 1, clauses.end(ctx, begin)):
        if has(doc[k], "Tense", *tense) and doc[k].pos_ == "VERB":
            return k
        if clauses.infinitive(doc[k]) and (doc[k].pos_ == "VERB"):
            return k
    return None


def by_dash(place: Place) -> int | None:
    """«поставлена задача – активизировать»."""
    doc = place.ctx.doc
    n = place.j
    if n + 1 < len(doc) and (doc[n].text in phrases.DASHES or doc[n].text == ":"):
        high = clauses.end(place.ctx, n + 1)
        return next((k for k in range(n + 1, min(n + 5, high)) if clauses.infinitive(doc[k])), None)
    return None


def by_future(place: Place) -> int | None:
    """«будет установлен», «будет поставляться»: the participle or infinitive of a future."""
    doc = place.ctx.doc
    for k in range(place.j, min(place.j + 5, place.high)):
        if clauses.infinitive(doc[k]) or (doc[k].pos_ == "VERB" and has(doc[k], "Variant", "Short")):
            return k
    return None


def by_itself(place: Place) -> int | None:
    """«прорабатывается проект»: the words are the deed."""
    return place.i


def by_last(place: Place) -> int | None:
    """«начат процесс создания»: the last word of the phrase, or what it carries."""
    doc, n = place.ctx.doc, place.j - 1
    if doc[n].pos_ == "ADP":  # «работает над созданием»
        noun = _noun(doc, n + 1, place.high, ("Ins",))
        return _carried(place.ctx, noun, place.high) if noun is not None else None
    if not of_class(place.ctx, doc[n], "carrier"):
        return n
    skip = 2 if n + 1 < place.high and doc[n + 1].pos_ == "ADP" else 1
    for k in range(n + 1, min(n + 4, place.high)):
        if clauses.infinitive(doc[k]):
            return k
    if n + 2 < len(doc) and doc[n + 1].text == "," and has(doc[n + 2], "VerbForm", "Part"):
        return n  # «поддержал инициативу, направленную на создание центра»
    inner = _noun(doc, n + skip, place.high, ("Gen", "Loc", "Dat"))
    return _carried(place.ctx, inner, place.high) if inner is not None else None


MANNERS: dict[str, Callable[[Place], int | None]] = {
    "inf": by_infinitive, "about": by_about, "to": by_to, "for": by_for, "by": by_aim, "that": by_clause,
    "dash": by_dash, "object": by_object, "subject": by_subject, "self": by_itself, "last": by_last,
    "future": by_future,
}  # fmt: skip


def head_of(place: Place, manners: tuple[str, ...]) -> tuple[int, str] | None:
    """The head of the deed and the manner in which it hangs: of those that a frame allows, the nearest to the right."""
    found = [
        (head, order, manner) for order, manner in enumerate(manners) if (head := MANNERS[manner](place)) is not None
    ]
    if not found:
        return None
    head, _, manner = min(found, key=lambda f: (f[0] < place.i, abs(f[0] - place.j), f[1]))
    return head, manner
