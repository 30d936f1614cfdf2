"""Who is to act in a commitment, and towards whom: states, or bodies by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import clauses, frames, parties, phrases
from servanda.reading.clauses import has

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

Span = tuple[int, int]
OWN = frozenset({"planned", "offered", "invited", "supported"})  # «мы» is the speaker's own side
SCENE = 2  # sentences back in which «В Казахстане …» still sets the scene


def _class(ctx: Context, token: Token) -> str:
    for sort in ("organ", "people", "body"):
        if token.lemma_ in frames.words(f"{ctx.adapter.code}/actor_nouns", "word", **{"class": sort}):
            return sort
    return ""


def _head(ctx: Context, span: Span) -> Token | None:
    """The first noun or pronoun of a group that is no attribute."""
    return next((t for t in ctx.doc[span[0] : span[1]] if t.pos_ in clauses.NOMINAL), None)


def named(ctx: Context, span: Span, modality: str) -> tuple[str, ...]:
    """The states or bodies that a group of words stands for; `()` where it stands for none.

    A commission acts under its own name, a ministry for its state, «мы» for the speaker's side or for both.
    """
    head = _head(ctx, span)
    if head is None:
        return ()
    start, end = ctx.doc[span[0] : span[1]].start_char, ctx.doc[span[0] : span[1]].end_char
    if parties.collective_at(ctx, *span) == "we" and head.pos_ == "PRON":
        return _ours(ctx, head, modality)
    sort = _class(ctx, head)
    if sort == "body":
        return (_name(ctx, head, span[1]),)
    found = ctx.actors_at(*span)
    if found:
        return found
    if sort == "organ" or ctx.people.between(start, end):
        side = ctx.side_at(start) or ctx.home
        return (side,) if side else ()
    if sort == "people":
        return _people(ctx, head, span, modality)
    return _anaphor(ctx, head)


def _people(ctx: Context, head: Token, span: Span, modality: str) -> tuple[str, ...]:
    """«наши ученые»: those of the speaker, or of both; a firm with a name acts under it."""
    if any(token.pos_ == "DET" for token in ctx.doc[span[0] : head.i]):
        return _ours(ctx, head, modality)
    quoted = head.i + 1 < len(ctx.doc) and (
        phrases.opens(ctx.doc, head.i + 1) or ctx.doc[head.i + 1].ent_type_ == "ORG"
    )
    return (_name(ctx, head, span[1]),) if quoted else ()


def _ours(ctx: Context, token: Token, modality: str) -> tuple[str, ...]:
    side = ctx.side_at(token.idx)
    if modality in OWN and side:
        return (side,)
    return parties.pair(ctx, side) or ((side,) if side else ())


def _anaphor(ctx: Context, head: Token) -> tuple[str, ...]:
    """«он», «они»: the person spoken of last, or both sides."""
    if head.pos_ != "PRON" or not has(head, "Person", "3"):
        return ()
    if has(head, "Number", "Plur"):
        return parties.pair(ctx, ctx.side_at(head.idx))
    before = ctx.people.between(ctx.paragraph(max(0, ctx.paragraph(head.idx)[0] - 1))[0], head.idx)
    state = next((ctx.people.of(r).state for r in reversed(before) if ctx.people.of(r).state), "")
    return (state,) if state else ()


def _name(ctx: Context, head: Token, limit: int) -> str:
    i = phrases.left(ctx.doc, head)
    j = min(limit, max(head.i + 1, phrases.right(ctx, head, prepositions="body")))
    return ctx.adapter.phrase(ctx.doc[i:j])


def addressee(ctx: Context, low: int, high: int) -> Span | None:
    """The group in the dative between two tokens that no preposition governs: to whom something is given to do."""
    doc = ctx.doc
    for token in doc[low:high]:
        if token.pos_ in clauses.NOMINAL and has(token, "Case", "Dat"):
            i = phrases.left(doc, token)
            if (
                i > 0
                and doc[i - 1].pos_ == "ADP"
                or (i > 0 and has(doc[i - 1], "VerbForm", "Part") and doc[i - 2].pos_ == "ADP")
            ):
                continue
            return i, max(token.i + 1, min(high, phrases.right(ctx, token, prepositions="body")))
    return None


def genitive(ctx: Context, n: int, high: int) -> Span | None:
    """The group in the genitive right after a noun («готовность Украины …»)."""
    doc = ctx.doc
    for k in range(n + 1, min(n + 4, high)):
        token = doc[k]
        if token.pos_ in clauses.NOMINAL:
            return (n + 1, k + 1) if has(token, "Case", "Gen") else None
        if token.pos_ not in ("ADJ", "DET"):
            return None
    return None


def of_statement(ctx: Context, low: int, high: int) -> tuple[str, ...]:
    """The states that a statement without a doer is about, the reporter's own among them."""
    span = ctx.doc[low:high]
    start, end = span.start_char, span.end_char
    side = ctx.side_at(start) or ctx.home
    both = parties.pair(ctx, side)
    codes = ctx.states_in(start, end)
    if parties.collective_at(ctx, low, high) in ("both", "mutual", "we"):
        return both or codes
    if codes:
        own = side in codes or not side or len(codes) > 1
        return codes if own else (side, *codes)
    return _scene(ctx, low) or both


def _scene(ctx: Context, low: int) -> tuple[str, ...]:
    """«В Казахстане …»: the one state with which a sentence shortly before begins, while no other is named since."""
    sent = ctx.doc[low].sent
    floor = ctx.paragraph(ctx.doc[low].idx)[0]
    for _ in range(SCENE + 1):
        codes = ctx.states_in(sent.start_char, sent.end_char)
        if codes:
            begins = next((m for m in ctx.states if m.start >= sent.start_char), None)
            opening = begins is not None and begins.i - sent.start <= 2 and ctx.doc[begins.i - 1].pos_ == "ADP"
            mixed = parties.collective_at(ctx, sent.start, sent.end)
            return codes if opening and len(codes) == 1 and not mixed else ()
        if sent.start == 0 or ctx.doc[sent.start - 1].sent.start_char < floor:
            return ()
        sent = ctx.doc[sent.start - 1].sent
    return ()


def others(ctx: Context, actors: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those named beside the actors, else the other side of the document when one state acts."""
    beside = tuple(code for code in codes if code not in actors)
    if beside or len(actors) != 1:
        return beside
    return tuple(code for code in parties.pair(ctx) if code not in actors and actors[0] in parties.pair(ctx))
