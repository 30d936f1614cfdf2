"""The conjuncts of a deed: a list is so many deeds, a pair joined by a conjunction is one, but for two full clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import clauses, frames
from servanda.reading.clauses import has
from servanda.reading.deed_worth import NOUNS_OF_DEED, Deed, of_class
from servanda.reading.groups import attribute

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context
    from servanda.reading.deeds import Place


_FULL = 2  # nouns
LISTED = ("inf", "about", "to", "that", "dash")


def split(place: Place, head: int, manner: str) -> list[Deed]:
    """The deeds of a coordination, each for itself; a pair joined by «и» is one deed, unless each says a good deal.

    «о проведении Дней культуры, расширении обменов, налаживании сотрудничества» are three, «построить в Лахоре завод
    и открыть рейсы между столицами» are two, «разработать и подписать план» is one.
    """
    ctx, doc = place.ctx, place.ctx.doc
    high = clauses.end(ctx, head)
    heads = [head]
    if manner in LISTED:
        heads += _conjuncts(place, head, max(high, place.high))
    pair = len(heads) == 2 and not _comma_between(ctx, *heads) and not _each_full(ctx, *heads)
    if len(heads) == 1 or pair:
        return [Deed(head, head, clauses.whole_end(ctx, heads[-1]), manner)]
    heads = [at for n, at in enumerate(heads) if not n or not _twin(doc, heads[n - 1], at)]
    deeds = []
    for n, at in enumerate(heads):
        begin = head if n == 0 else _opening(doc, at)
        close = _closing(doc, _opening(doc, heads[n + 1])) if n + 1 < len(heads) else clauses.whole_end(ctx, at)
        deeds.append(Deed(at, begin, close, manner))
    return deeds


def _twin(doc: Doc, before: int, at: int) -> bool:
    """«в разведке и эксплуатации месторождений»: two bare words for one deed."""
    return at == before + 2 and doc[at - 1].pos_ == "CCONJ"


def _each_full(ctx: Context, a: int, b: int) -> bool:
    """Two infinitives, each with two nouns or more of its own."""
    doc = ctx.doc
    if not (clauses.infinitive(doc[a]) and clauses.infinitive(doc[b])):
        return False
    own = (doc[a + 1 : _closing(doc, _opening(doc, b))], doc[b + 1 : clauses.whole_end(ctx, b)])
    return all(sum(token.pos_ in ("NOUN", "PROPN") for token in words) >= _FULL for words in own)


def paired(place: Place, deed: Deed) -> list[Deed]:
    """The same deed cut at each of its conjuncts, whether or not they are recorded apart."""
    heads = [deed.head]
    if deed.manner in LISTED:
        heads += _conjuncts(place, deed.head, max(deed.j, place.high))
    ends = [*heads[1:], max(deed.j, clauses.end(place.ctx, heads[-1]))]
    starts = [deed.i, *heads[1:]]
    return [Deed(head, i, j, deed.manner) for head, i, j in zip(heads, starts, ends, strict=True)]


def _conjuncts(place: Place, head: int, high: int) -> list[int]:
    doc = place.ctx.doc
    heads: list[int] = []
    k = head + 1
    limit = doc[head].sent.end
    while k < limit:
        if k >= high and (behind := _behind_participle(place.ctx, high)) is not None:
            k, high = behind, clauses.end(place.ctx, behind)
        if k >= high and not _goes_on(place.ctx, high, k):
            break
        if _same_kind(place.ctx, doc[k], doc[head]) and _joined(doc, k):
            heads.append(k)
            high = max(high, clauses.end(place.ctx, k))
        k += 1
    return heads


def _goes_on(ctx: Context, high: int, k: int) -> bool:
    """Whether an infinitive goes on after an adversative comma («…, а за десять лет поднять его вдвое»)."""
    doc = ctx.doc
    adversative = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="adversative")
    if high + 1 >= len(doc) or doc[high].text != "," or doc[high + 1].lemma_ not in adversative:
        return False
    return not any(clauses.finite(token) or token.text in ("—", "–", ";") for token in doc[high + 1 : k + 1])


def _behind_participle(ctx: Context, comma: int) -> int | None:
    """Where the list goes on behind a closed participle («… моста, соединяющего берега, и ремонте дорог»)."""
    doc = ctx.doc
    if comma + 1 >= len(doc) or doc[comma].text != ",":
        return None
    opener = doc[comma + 1]
    if not has(opener, "VerbForm", "Part") or not attribute(opener) or opener.head.i > comma:
        return None
    for token in doc[comma + 2 : opener.sent.end - 1]:
        if clauses.finite(token):
            return None
        if token.text == ",":
            return token.i + 1 if doc[token.i + 1].pos_ == "CCONJ" else None
    return None


def _same_kind(ctx: Context, token: Token, head: Token) -> bool:
    if clauses.infinitive(head):
        return clauses.infinitive(token) and not clauses.infinitive(ctx.doc[token.i - 1])
    if head.pos_ == "NOUN" and token.pos_ == "NOUN" and has(head, "Case", "Loc", "Dat"):
        return has(token, "Case", *head.morph.get("Case", [])) and of_class(ctx, token, *NOUNS_OF_DEED)
    return False


def _joined(doc: Doc, k: int) -> bool:
    """Whether a comma or conjunction stands before the word's own group."""
    n = _opening(doc, k) - 1
    if n < 0 or (doc[n].text != "," and doc[n].pos_ != "CCONJ"):
        return False
    return not any(_stands_alone(doc, token) for token in doc[n + 1 : k])


def _stands_alone(doc: Doc, token: Token) -> bool:
    """A predicate, or a noun that no preposition governs: what follows is another clause."""
    if clauses.finite(token) or has(token, "Case", "Nom"):
        return True
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("nmod", "flat:name"):
        return False
    n = token.i - 1
    while n > token.sent.start and doc[n].pos_ in ("ADJ", "DET", "NUM"):
        n -= 1
    return doc[n].pos_ != "ADP"


def _opening(doc: Doc, k: int) -> int:
    """The first token of the conjunct of the word at k, after its comma or conjunction."""
    n = k
    while n > doc[k].sent.start and doc[n - 1].text != "," and doc[n - 1].pos_ != "CCONJ":
        n -= 1
        if k - n > 10:
            return k
    return n


def _closing(doc: Doc, n: int) -> int:
    while n > 0 and (doc[n - 1].text == "," or doc[n - 1].pos_ in ("CCONJ", "SPACE")):
        n -= 1
    return n


def _comma_between(ctx: Context, a: int, b: int) -> bool:
    """Whether a comma parts two conjuncts; «, а также» joins them as «и» does."""
    doc = ctx.doc
    opening = _opening(doc, b)
    between = doc[_closing(doc, opening) : opening]
    added = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="addition")
    also = any(token.norm_ in added for token in doc[opening : min(b, opening + 2)])
    return any(token.text == "," for token in between) and not also
