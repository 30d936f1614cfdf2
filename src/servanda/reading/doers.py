"""Whom words stand for as doers: states by their codes, bodies by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import clauses, frames, parties, phrases, statements
from servanda.reading.clauses import has

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

Span = tuple[int, int]
NAME = 6  # words of a name in quotation marks
BACK = 2  # sentences
OWN = frozenset({"planned", "offered", "invited", "supported"})  # «мы» is the speaker's own side


def actor_class(ctx: Context, token: Token) -> str:
    for sort in ("organ", "official", "people", "body"):
        if token.lemma_ in frames.words(f"{ctx.adapter.code}/actor_nouns", "word", **{"class": sort}):
            return sort
    return ""


def is_peer(ctx: Context, token: Token) -> bool:
    """«коллега», «партнер», «сторона»: the other side."""
    return token.lemma_ in frames.words(f"{ctx.adapter.code}/actor_nouns", "word", **{"class": "peer"})


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
    quoted = _in_marks(ctx, span)
    if quoted:
        return (quoted,)
    if sort == "people" and phrases.opens(ctx.doc, head.i + 1) and not _codes(ctx, (span[0], head.i)):
        return (_name(ctx, head, span[1]),)
    if sort == "body":
        return _bodies(ctx, head, span[1])
    whole, span = span, _own_words(ctx, span, head)
    codes = _codes(ctx, span)
    if codes and (has(head, "Number", "Sing") or len(codes) > 1 or len(codes[0]) > statements.ISO):
        return persons(ctx, span) or codes
    found = _together(ctx, whole) or ctx.actors_at(*whole)
    if found:
        return found
    if sort in ("organ", "official"):
        return _organ(ctx, head, span, sort)
    if sort == "people":
        return _people(ctx, head, span, modality)
    return persons(ctx, span) or _capitals(ctx, span, head) or _firm(ctx, head)


def _in_marks(ctx: Context, span: Span) -> str:
    """«Турецкие авиалинии»: a firm that has nothing but its name; `""` for a speech that begins here."""
    before = span[0] - 1
    if before < 0 or not phrases.opens(ctx.doc, before):
        return ""
    words = ctx.doc[span[0] : phrases.quoted_end(ctx.doc, before)]
    return words.text if 0 < len(words) <= NAME and not any(clauses.finite(token) for token in words) else ""


def _together(ctx: Context, span: Span) -> tuple[str, ...]:
    """«стороны», «участники», «главы государств»: the sides of the scene, when the words name none themselves."""
    meant = any(h.row["class"] == "both" and h.i < span[1] and span[0] < h.j for h in ctx.collectives)
    if not meant or len(_codes(ctx, span)) > 1:
        return ()
    char = ctx.doc[span[0]].idx
    return statements.company(ctx, char, ctx.side_at(char))


def _codes(ctx: Context, span: Span) -> tuple[str, ...]:
    words = ctx.doc[span[0] : span[1]]
    return ctx.states_in(words.start_char, words.end_char)


def persons(ctx: Context, span: Span) -> tuple[str, ...]:
    """The states for which the people named act."""
    words = ctx.doc[span[0] : span[1]]
    people = [ctx.people.of(r) for r in ctx.people.between(words.start_char, words.end_char)]
    return tuple(dict.fromkeys(person.state for person in people if person.state))


def holds_a_post(ctx: Context, span: Span) -> bool:
    """One person who holds a post, named in the words given."""
    words = ctx.doc[span[0] : span[1]]
    people = [ctx.people.of(r) for r in ctx.people.between(words.start_char, words.end_char)]
    return len({person.name for person in people}) == 1 and bool(people[0].held)


def met_before(ctx: Context, word: Token, host: tuple[str, ...]) -> tuple[str, ...]:
    """«коллега»: the one state besides the host's that the sentences just before name, or whose people they do."""
    sent = word.sent
    for _ in range(BACK):
        if sent.start == 0:
            return ()
        sent = ctx.doc[sent.start - 1].sent
        found = (*ctx.states_in(sent.start_char, sent.end_char), *persons(ctx, (sent.start, sent.end)))
        others = tuple(dict.fromkeys(code for code in found if code not in host))
        if others:
            return others if len(others) == 1 else ()
    return ()


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
    side = ctx.side_at(head.idx) or statements.own(ctx)
    if sort == "organ":
        if has(head, "Number", "Plur"):
            return statements.company(ctx, head.idx, side)
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
    return statements.company(ctx, token.idx, side) if modality == "agreed" else statements.partners(ctx, side)


def _own_words(ctx: Context, span: Span, head: Token) -> Span:
    """«Россия в связи с ростом поставок в Лаос»: a state or official ends where an adverbial begins."""
    state = any(m.i <= head.i < m.j and m.sort == "state" for m in ctx.states)
    if not state and actor_class(ctx, head) != "official":
        return span
    withs = frames.words(f"{ctx.adapter.code}/event_together", "word")
    stop = next((t.i for t in ctx.doc[head.i : span[1]] if t.pos_ == "ADP" and t.norm_ not in withs), span[1])
    return span[0], stop


def _capitals(ctx: Context, span: Span, head: Token) -> tuple[str, ...]:
    """«Белград» as the doer is the state, «Рига и Баку» are two."""
    if not any(m.i <= head.i < m.j for m in ctx.states):
        return ()
    named = [m for m in ctx.states if span[0] <= m.i and m.j <= span[1] and m.form == "capital" and not m.quoted]
    return tuple(dict.fromkeys(code for m in named for code in m.codes))


def _firm(ctx: Context, head: Token) -> tuple[str, ...]:
    """«БЕЛАЗ» as the doer: a firm known by its short name."""
    short = head.pos_ == "PROPN" and head.ent_type_ == "ORG" and head.ent_iob_ == "B"
    return (ctx.doc[head.i : _entity_end(head)].text,) if short else ()


def _bodies(ctx: Context, head: Token, limit: int) -> tuple[str, ...]:
    """A body by its name, and the one that «и» joins to it («Фонд и Лувр»)."""
    i, j = _extent(ctx, head, limit)
    first = _fullest(ctx, head, i, j)
    if j + 1 < limit and ctx.doc[j].pos_ == "CCONJ":
        second = next((t for t in ctx.doc[j + 1 : limit] if t.pos_ in ("NOUN", "PROPN")), None)
        if second is not None and (second.ent_type_ == "ORG" or second.text[0].isupper()):
            return first, _fullest(ctx, second, *_extent(ctx, second, limit))
    return (first,)


def _fullest(ctx: Context, head: Token, i: int, j: int) -> str:
    """The name of a body at [i, j); of a bare noun the fuller name that stood before («Комиссия», «наш комитет»)."""
    if j - i == 1 or ctx.doc[i].pos_ in ("DET", "PRON"):
        for token in reversed(ctx.doc[: head.i]):
            if token.lemma_ == head.lemma_:
                a, b = _extent(ctx, token, len(ctx.doc))
                if b - a > 1 and any(t.text[0].isupper() for t in ctx.doc[a:b] if t.i > token.sent.start):
                    return ctx.adapter.phrase(ctx.doc[a:b])
    return ctx.adapter.phrase(ctx.doc[i:j])


def _extent(ctx: Context, head: Token, limit: int) -> Span:
    i = phrases.left(ctx.doc, head)
    return i, min(limit, max(head.i + 1, phrases.right(ctx, head, prepositions="body")))


def _name(ctx: Context, head: Token, limit: int) -> str:
    return ctx.adapter.phrase(ctx.doc[slice(*_extent(ctx, head, limit))])


def addressee(ctx: Context, low: int, high: int) -> Span | None:
    """The group in the dative between two tokens that no preposition governs: to whom something is given to do."""
    doc = ctx.doc
    for token in doc[low:high]:
        given = token.dep_ == "iobj" and has(token, "Case", "Gen", "Loc")  # «комиссии» sounds the same
        if token.pos_ in clauses.NOMINAL and (given or has(token, "Case", "Dat")):
            i = phrases.left(doc, token)
            before = i - 1 if i > 0 and not has(doc[i - 1], "VerbForm", "Part") else i - 2
            if before >= low and doc[before].pos_ == "ADP":
                continue
            return i, max(token.i + 1, min(high, phrases.right(ctx, token, prepositions="body")))
    return None


def called(ctx: Context, low: int, high: int) -> Span | None:
    """The group in the accusative right after a verb of calling («призвал партнеров открыть рейс»)."""
    doc = ctx.doc
    for token in doc[low:high]:
        if token.pos_ == "ADP":
            return None
        if token.pos_ in clauses.NOMINAL:
            i = phrases.left(doc, token)
            return i, max(token.i + 1, min(high, phrases.right(ctx, token, prepositions="body")))
    return None


def agent(ctx: Context, n: int, high: int) -> Span | None:
    """By whom a passive is done: a group in the instrumental without a preposition («будет построен компанией …»)."""
    doc = ctx.doc
    for token in doc[n + 1 : high]:
        if token.pos_ == "ADP" or clauses.finite(token):
            return None
        if token.pos_ in clauses.NOMINAL:
            if not has(token, "Case", "Ins") or not (actor_class(ctx, token) or token.ent_type_ == "ORG"):
                return None
            return n + 1, max(token.i + 1, min(high, phrases.right(ctx, token, prepositions="body")))
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
