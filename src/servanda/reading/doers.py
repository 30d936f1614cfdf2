"""Whom words stand for as doers: states by their codes, bodies by their names; and whom a statement is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from servanda.reading import clauses, frames, parties, phrases
from servanda.reading.clauses import has

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

Span = tuple[int, int]
OWN = frozenset({"planned", "offered", "invited", "supported"})  # «мы» is the speaker's own side
ISO = 2  # letters of a state's code; a bloc's or region's is longer
SCENE = 2  # sentences back in which «В Казахстане …» still sets the scene
LEAD = 250  # code points with which a document says whom it is about
SHARE = 0.2  # a state named less often than that, against the other, is no partner of the whole document


# -- what a group of words stands for ----------------------------------------------------------------------------------


def actor_class(ctx: Context, token: Token) -> str:
    for sort in ("organ", "official", "people", "body"):
        if token.lemma_ in frames.words(f"{ctx.adapter.code}/actor_nouns", "word", **{"class": sort}):
            return sort
    return ""


def named(ctx: Context, span: Span, modality: str) -> tuple[str, ...]:
    """The states or bodies that a group of words stands for; `()` where it stands for none.

    A commission acts under its own name, a ministry for its state, «мы» for the speaker's side or for both.
    """
    head = next((t for t in ctx.doc[span[0] : span[1]] if t.pos_ in clauses.NOMINAL), None)
    if head is None:
        return ()
    if head.pos_ == "PRON":
        return _pronoun(ctx, head, modality)
    sort = actor_class(ctx, head)
    if sort == "body":
        return (_name(ctx, head, span[1]),)
    codes = _codes(ctx, span)
    if codes and (has(head, "Number", "Sing") or len(codes) > 1 or len(codes[0]) > ISO):
        return persons(ctx, span) or codes
    found = ctx.actors_at(*span)
    if found:
        return found
    if sort in ("organ", "official"):
        return _organ(ctx, head, span, sort)
    if sort == "people":
        return _people(ctx, head, span, modality)
    return persons(ctx, span) or _capital(ctx, head)


def _codes(ctx: Context, span: Span) -> tuple[str, ...]:
    words = ctx.doc[span[0] : span[1]]
    return ctx.states_in(words.start_char, words.end_char)


def persons(ctx: Context, span: Span) -> tuple[str, ...]:
    """The states for which the people named act."""
    words = ctx.doc[span[0] : span[1]]
    people = [ctx.people.of(r) for r in ctx.people.between(words.start_char, words.end_char)]
    return tuple(dict.fromkeys(person.state for person in people if person.state))


def _pronoun(ctx: Context, head: Token, modality: str) -> tuple[str, ...]:
    if has(head, "Person", "1"):
        return _ours(ctx, head, modality)
    if has(head, "Person", "3") and has(head, "Number", "Plur"):
        return () if modality == "proposed" else parties.pair(ctx, ctx.side_at(head.idx))
    if not has(head, "Person", "3"):
        return ()
    floor = ctx.paragraph(max(0, ctx.paragraph(head.idx)[0] - 1))[0]
    before = ctx.people.between(floor, head.idx)
    state = next((ctx.people.of(r).state for r in reversed(before) if ctx.people.of(r).state), "")
    return (state,) if state else ()


def _organ(ctx: Context, head: Token, span: Span, sort: str) -> tuple[str, ...]:
    """«правительствам» are those of both; a minister stands for his state, the head of a firm for the firm."""
    side = ctx.side_at(head.idx) or ctx.home or next(iter(ctx.parties), "")
    if sort == "organ":
        if has(head, "Number", "Plur"):
            return parties.pair(ctx, side)
        return (side,) if side else ()
    people = persons(ctx, span)
    if people:
        return people
    firm = next((t for t in ctx.doc[head.i + 1 : span[1]] if t.ent_type_ == "ORG"), None)
    theirs = firm is not None and actor_class(ctx, firm) in ("", "body", "people")
    if firm is not None and theirs and not ctx.people.between(head.idx, firm.idx):
        return (ctx.doc[firm.i : _entity_end(firm)].text,)
    return (side,) if side else ()


def _entity_end(token: Token) -> int:
    n = token.i + 1
    while n < len(token.doc) and token.doc[n].ent_iob_ == "I":
        n += 1
    return n


def _people(ctx: Context, head: Token, span: Span, modality: str) -> tuple[str, ...]:
    """«наши ученые»: those of the speaker, or of both; a firm with a name acts under it."""
    if any(has(token, "Person", "1") or token.pos_ == "DET" for token in ctx.doc[span[0] : head.i]):
        return _ours(ctx, head, modality)
    after = head.i + 1
    quoted = after < len(ctx.doc) and (phrases.opens(ctx.doc, after) or ctx.doc[after].ent_type_ == "ORG")
    return (_name(ctx, head, span[1]),) if quoted else ()


def _ours(ctx: Context, token: Token, modality: str) -> tuple[str, ...]:
    side = ctx.side_at(token.idx)
    if side and (modality in OWN or has(token, "Number", "Sing")):
        return (side,)
    return partners(ctx, side)


def _capital(ctx: Context, head: Token) -> tuple[str, ...]:
    """«Белград» as the doer is the state."""
    return next((m.codes for m in ctx.states if m.i <= head.i < m.j), ())


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
            before = i - 1 if i > 0 and not has(doc[i - 1], "VerbForm", "Part") else i - 2
            if before >= low and doc[before].pos_ == "ADP":
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


# -- where nobody is named ---------------------------------------------------------------------------------------------


def partners(ctx: Context, side: str) -> tuple[str, ...]:
    """The document's two, when it is about both of them; else the side alone.

    A state that is named once, and not where the document begins, is mentioned in passing.
    """
    two = parties.pair(ctx, side)
    told = [m for m in ctx.states if m.form != "capital" and m.sort != "bloc" and not m.weak]
    counts = Counter(code for m in told for code in m.codes)
    leading = {code for m in told if m.start < LEAD for code in m.codes}
    if len(two) > 1:
        less, more = sorted(two, key=lambda code: counts[code])
        often = counts[less] >= SHARE * counts[more] and (counts[less] > 1 or less in leading)
        if any(set(two) <= set(m.codes) for m in ctx.states) or (counts[less] and often):
            return two
    own = side or (two[0] if two else "")
    return (own,) if own else ()


def states(ctx: Context, start: int, end: int, side: str) -> tuple[str, ...]:
    """States named in [start, end), blocs left out; a foreign capital or city stands for its state here."""
    found = (
        code
        for m in ctx.states
        if start <= m.start
        and m.end <= end
        and m.sort != "bloc"
        and not m.quoted
        and not (m.form == "capital" and side in m.codes)
        and (m.sort == "state" or m.codes[0] in ctx.parties)
        for code in m.codes
    )
    return tuple(dict.fromkeys(found))


def of_statement(ctx: Context, low: int, high: int) -> tuple[str, ...]:
    """The states that a statement without a doer is about, the reporter's own among them."""
    words = ctx.doc[low:high]
    start, end = words.start_char, words.end_char
    side = ctx.side_at(start) or ctx.home
    if parties.collective_at(ctx, low, high) in ("both", "mutual", "we"):
        return _meant(ctx, words[0].sent.start_char, end, side)
    for begin, close in ((start, end), (words[0].sent.start_char, start)):
        codes = states(ctx, begin, close, side)
        if codes:
            return _completed(ctx, codes, side)
    return _scene(ctx, low) or partners(ctx, side)


def _meant(ctx: Context, start: int, end: int, side: str) -> tuple[str, ...]:
    """«совместные проекты»: of the states that the sentence names so far, else of the document's two."""
    told = states(ctx, start, end, "")
    if len(told) == 1 and side and told[0] != side:
        return side, told[0]
    return told if len(told) > 1 else partners(ctx, side)


def _completed(ctx: Context, codes: tuple[str, ...], side: str) -> tuple[str, ...]:
    """The states named, the reporter's own added; where that is unknown, the document's two for one of them."""
    two = parties.pair(ctx, side)
    if not side and len(codes) == 1 and codes[0] in two:
        return partners(ctx, codes[0])
    return codes if side in codes or side not in two else (side, *codes)


def _scene(ctx: Context, low: int) -> tuple[str, ...]:
    """«В Казахстане …»: the one state with which a sentence shortly before begins, while no other is named since."""
    sent = ctx.doc[low].sent
    floor = ctx.paragraph(ctx.doc[low].idx)[0]
    for _ in range(SCENE):
        if sent.start == 0 or ctx.doc[sent.start - 1].sent.start_char < floor:
            return ()
        sent = ctx.doc[sent.start - 1].sent
        codes = ctx.states_in(sent.start_char, sent.end_char)
        if codes:
            first = next(m for m in ctx.states if m.start >= sent.start_char)
            opening = first.i - sent.start <= 2 and ctx.doc[first.i - 1].pos_ == "ADP"
            return codes if opening and len(codes) == 1 and not parties.collective_at(ctx, sent.start, sent.end) else ()
    return ()
