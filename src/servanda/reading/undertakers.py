"""Who is to act in a promise, and towards whom: states, or bodies by their names (guide, "commitments")."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from servanda.reading import clauses, frames, parties, phrases
from servanda.reading.clauses import has
from servanda.reading.promises import FUTURE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.promises import Promise, Span

OWN = frozenset({"planned", "offered", "invited", "supported"})  # «мы» is the speaker's own side
ISO = 2  # letters of a state's code; a bloc's or region's is longer
SCENE = 2  # sentences back in which «В Казахстане …» still sets the scene
SHARE = 0.2  # a state named less often than that, against the other, is no partner of the whole document


# -- what a group of words stands for ------------------------------------------------------------------------------------


def _class(ctx: Context, token: Token) -> str:
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
    sort = _class(ctx, head)
    if sort == "body":
        return (_name(ctx, head, span[1]),)
    codes = _codes(ctx, span)
    if codes and (has(head, "Number", "Sing") or len(codes) > 1 or len(codes[0]) > ISO):
        return _persons(ctx, span) or codes
    found = ctx.actors_at(*span)
    if found:
        return found
    if sort in ("organ", "official"):
        return _organ(ctx, head, span, sort)
    if sort == "people":
        return _people(ctx, head, span, modality)
    return _persons(ctx, span) or _capital(ctx, head)


def _codes(ctx: Context, span: Span) -> tuple[str, ...]:
    words = ctx.doc[span[0] : span[1]]
    return ctx.states_in(words.start_char, words.end_char)


def _persons(ctx: Context, span: Span) -> tuple[str, ...]:
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
    persons = _persons(ctx, span)
    if persons:
        return persons
    firm = next((t for t in ctx.doc[head.i + 1 : span[1]] if t.ent_type_ == "ORG"), None)
    if firm is not None and _class(ctx, firm) in ("", "body", "people") and not ctx.people.between(head.idx, firm.idx):
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


# -- where nobody is named -------------------------------------------------------------------------------------------------


def partners(ctx: Context, side: str) -> tuple[str, ...]:
    """The document's two, when it is about both of them; else the side alone."""
    two = parties.pair(ctx, side)
    told = (m for m in ctx.states if m.form != "capital" and m.sort != "bloc" and not m.weak)
    counts = Counter(code for m in told for code in m.codes)
    joint = any(set(two) <= set(m.codes) for m in ctx.states)
    if len(two) == 2 and (joint or SHARE * max(counts[two[0]], counts[two[1]]) <= min(counts[two[0]], counts[two[1]]) > 0):
        return two
    own = side or (two[0] if two else "")
    return (own,) if own else ()


def _states(ctx: Context, start: int, end: int, side: str) -> tuple[str, ...]:
    """States named in [start, end), blocs left out; a foreign capital or city stands for its state here."""
    found = (
        code
        for m in ctx.states
        if start <= m.start and m.end <= end and m.sort != "bloc" and not m.quoted
        and not (m.form == "capital" and side in m.codes) and (m.sort == "state" or m.codes[0] in ctx.parties)
        for code in m.codes
    )
    return tuple(dict.fromkeys(found))


def of_statement(ctx: Context, low: int, high: int) -> tuple[str, ...]:
    """The states that a statement without a doer is about, the reporter's own among them."""
    words = ctx.doc[low:high]
    start, end = words.start_char, words.end_char
    side = ctx.side_at(start) or ctx.home
    if parties.collective_at(ctx, low, high) in ("both", "mutual", "we"):
        return partners(ctx, side)
    for begin, close in ((start, end), (words[0].sent.start_char, start)):
        codes = _states(ctx, begin, close, side)
        if codes:
            return _completed(ctx, codes, side)
    return _scene(ctx, low) or partners(ctx, side)


def _completed(ctx: Context, codes: tuple[str, ...], side: str) -> tuple[str, ...]:
    """The states named, the reporter's own added; the document's two where one of them is named and nobody's is known."""
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


# -- of a promise ------------------------------------------------------------------------------------------------------------


def acting(p: Promise) -> tuple[str, ...]:
    """The states or bodies that are to act; for an offer, an invitation or support those who make it."""
    return WHO["subject" if p.modality == "invited" else p.who](p)


def counterparts(p: Promise, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Those towards whom one side acts; none where both act together."""
    if p.modality == "invited":
        return tuple(code for code in guests(p) if code not in actors)
    if len(actors) > 1:
        return ()
    words = p.doc[p.place.low : p.deed.j]
    told = p.ctx.states_in(words.start_char, words.end_char)
    beside = tuple(c for c in told if c not in actors and (len(c) == ISO or c in p.ctx.parties))
    if beside:
        return beside
    two = partners(p.ctx, p.ctx.side_at(p.words.idx))
    return tuple(code for code in two if code not in actors) if set(actors) & set(two) else ()


def guests(p: Promise) -> tuple[str, ...]:
    """Those invited: named between the words of invitation and what they are invited to."""
    last = max(p.deed.head, p.place.j) if p.words.pos_ == "VERB" and p.who == "subject" and p.place.j - p.place.i == 1 else p.deed.j
    words = p.doc[p.place.i : last]
    codes = p.ctx.states_in(words.start_char, words.end_char)
    return codes or tuple(c for c in p.ctx.actors_at(p.place.i, last) if c not in acting(p))


def official_near(p: Promise) -> bool:
    """Whether the sentence names an organ, a body or an official that could be in charge."""
    sent = p.words.sent
    if any(_class(p.ctx, token) in ("organ", "official", "body") for token in sent):
        return True
    return bool(_persons(p.ctx, (sent.start, sent.end)))


def _subject(p: Promise) -> tuple[str, ...]:
    """Whoever says that he will."""
    if p.modality == "offered" and p.words.pos_ == "NOUN":
        owner = genitive(p.ctx, p.place.j - 1, p.place.high)
        if owner is not None:
            return named(p.ctx, owner, p.modality)
    if p.passive and p.deed.manner in ("future", "inf") and p.modality in ("planned", "proposed"):
        return _passive(p)
    side = p.ctx.side_at(p.words.idx)
    if p.subject is not None:
        return partners(p.ctx, side) if _mutual_aim(p) else named(p.ctx, p.subject, p.modality)
    return (side,) if side and _we_speak(p) and p.deed.manner != FUTURE else ()


def _we_speak(p: Promise) -> bool:
    """«Приглашаем …», «Намерены …» in somebody's speech: the tagger takes the first for a converb."""
    verb = p.doc[p.verb]
    if has(verb, "Person", "1") or (has(verb, "VerbForm", "Conv") and verb.i == p.place.low):
        return True
    return has(verb, "Number", "Plur") and bool(p.ctx.speaker_at(p.words.idx))


def _passive(p: Promise) -> tuple[str, ...]:
    """«Нидерланды будут представлены»: a state that is itself the subject; else the states of the statement."""
    if p.subject is not None:
        head = next((t for t in p.doc[p.subject[0] : p.subject[1]] if t.pos_ in clauses.NOMINAL), None)
        if head is not None and head.pos_ == "PROPN" and any(m.i <= head.i < m.j for m in p.ctx.states):
            return named(p.ctx, p.subject, p.modality)
    return _statement(p)


def _doers(p: Promise) -> tuple[str, ...]:
    """The subject; both sides for «мы» and where none is told."""
    if p.subject is not None and p.subject[0] < p.place.i and not _mutual_aim(p):
        found = named(p.ctx, p.subject, p.modality)
        if len(found) > 1 or p.modality != "agreed":
            return found
    found = _statement(p)
    alone = p.modality == "agreed" and len(found) == 1
    return partners(p.ctx, found[0]) if alone and found[0] in parties.pair(p.ctx) else found


def _mutual_aim(p: Promise) -> bool:
    """«мы намерены удвоить товарооборот между нашими странами»: what one of two says of both."""
    ours = p.subject is not None and p.doc[p.subject[0]].pos_ == "PRON" and has(p.doc[p.subject[0]], "Person", "1")
    return ours and p.modality == "planned" and parties.collective_at(p.ctx, p.place.j, p.deed.j) in ("both", "mutual")


def _addressee(p: Promise) -> tuple[str, ...]:
    """Who is asked to act; else the side of whoever orders, else both."""
    short = has(p.doc[p.verb], "Variant", "Short")
    low = p.place.low if p.lasting or short else p.place.j
    high = p.place.i if p.deed.head < p.place.i else p.deed.head
    span = addressee(p.ctx, low, max(high, p.place.j))
    if span is not None:
        found = named(p.ctx, span, "ordered")  # «нам предстоит», «нам необходимо»: both
        if found or has(p.doc[span[1] - 1], "Animacy", "Anim"):
            return found
    if p.modality == "ordered" and _by_one(p, short):
        side = p.ctx.side_at(p.words.idx) or p.ctx.home
        return (side,) if side else _statement(p)
    return _statement(p)


def _by_one(p: Promise, short: bool) -> bool:
    """Whether one person gives the order."""
    if p.subject is not None and p.subject[0] < p.place.i and not short:
        return len(named(p.ctx, p.subject, p.modality)) == 1
    return any(t.pos_ == "PRON" and has(t, "Case", "Ins") for t in p.doc[p.place.low : p.deed.head])


def _statement(p: Promise) -> tuple[str, ...]:
    """The states of the statement; of one that names nobody but a person (a president's order), that person's."""
    low, high = min(p.place.low, p.place.i), max(p.deed.j, p.place.j)
    if p.who == "addressee" and p.subject is not None and _persons(p.ctx, p.subject):
        low = p.place.i  # who proposes need not be who acts
    words = p.doc[low:high]
    persons = _persons(p.ctx, (low, high))
    if p.who == "parties" and len(persons) == 1 and not _states(p.ctx, words.start_char, words.end_char, ""):
        return persons
    return of_statement(p.ctx, low, high)


def _thanked(p: Promise) -> tuple[str, ...]:
    """«признательность Италии за поддержку»: the state named last before."""
    side = p.ctx.side_at(p.words.idx)
    codes = p.ctx.states_in(p.words.sent.start_char, p.words.idx)
    return tuple(code for code in codes if code != side)[-1:]


WHO = {"subject": _subject, "doers": _doers, "addressee": _addressee, "parties": _statement, "thanked": _thanked}
