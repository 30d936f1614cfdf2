"""Where an event takes place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import attendance, frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.happenings import Mention

BESIDE_PAPER = 4  # tokens between «подписали» and where: beyond them it is the paper's matter
OTHERS = ("nsubj", "nsubj:pass", "obj", "iobj")
DISTANT = 4  # tokens from the name of a place back to its preposition
FRONT = 3  # tokens at the beginning of a clause that tell where all of it took place


def place(m: Mention) -> str:
    """A city, region or venue of the clause after a preposition; a state as its code; of a visit where it goes."""
    ctx = m.ctx
    i, j = m.reach
    posts = {n for r in attendance.around(m) for n in range(r.first, r.i)}
    found = [(p.i, p.name) for p in ctx.places if i <= p.i and p.j <= j and p.i not in posts and _at(m, p.i)]
    if not found or m.type == "visit":
        forms = ("name", "abbreviation")
        states = [s for s in ctx.states if i <= s.i and s.j <= j and s.form in forms and s.sort == "state"]
        found += [(s.i, s.codes[0]) for s in states if s.i not in posts and _at(m, s.i)]
    if not found:
        return _where(m)
    return min(found, key=lambda p: (not _goal(m, p[0]), abs(p[0] - m.hit.i), p[0]))[1]


def _where(m: Mention) -> str:
    """«прибыл в Ригу, где встретится с послом»: the place that a clause with «где» describes."""
    verb, ctx = m.verb, m.ctx
    if verb is None or verb.dep_ != "acl:relcl" or verb.head.i >= m.clause[0]:
        return ""
    relative = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="relative")
    if not any(t.lemma_ in relative and t.dep_ == "advmod" for t in verb.children):
        return ""
    return next((p.name for p in ctx.places if p.i <= verb.head.i < p.j), "")


def _goal(m: Mention, n: int) -> bool:
    """Where a visit goes: in the accusative after its word."""
    return m.type == "visit" and n > m.hit.i and m.ctx.doc[n].morph.get("Case", []) == ["Acc"]


def _at(m: Mention, n: int) -> bool:
    """After a preposition; what a visit goes to in the accusative, where anything else takes place in the locative."""
    token = m.ctx.doc[n]
    case = token.morph.get("Case", [])
    if m.sort == "go" and _goal(m, n):
        return True
    before = m.ctx.doc[n - 1] if n else token
    states = {k for s in m.ctx.states for k in range(s.i, s.j) if n - DISTANT < k < n}  # «в столице Чехии Праге»
    while (before.pos_ in ("ADJ", "NOUN") or before.i in states) and before.i > token.sent.start:
        if token.i - before.i >= DISTANT:
            break
        before = m.ctx.doc[before.i - 1]
    if before.pos_ != "ADP" or before.norm_ not in frames.words(f"{m.ctx.adapter.code}/event_prepositions", "word"):
        return False
    state = any(s.i == n and s.form != "capital" for s in m.ctx.states)
    if not state and any(_names_place(m, t) for t in m.ctx.doc[before.i + 1 : n]):
        return True
    if not _told_of(m, token):
        return False
    return case in (["Loc"], []) or (case == ["Acc"] and (m.type == "visit" or _never_declined(m, token)))


def _names_place(m: Mention, noun: Token) -> bool:
    """«в столице Чехии Праге», «в городе Ош»: the noun before the name, hung on the event's word or its verb."""
    sorts = frames.words(f"{m.ctx.adapter.code}/place_heads", "noun")
    own = noun.head.i in {m.head.i, m.verb.i if m.verb is not None else -1}
    return own and noun.lemma_ in sorts and noun.morph.get("Case", []) == ["Loc"]


def _told_of(m: Mention, token: Token) -> bool:
    """Not where somebody's post is («посол в Чехии»), where a signed paper is about, or what a participle describes."""
    ctx, code = m.ctx, m.ctx.adapter.code
    abroad = [post for post in ctx.people.posts if post.sort == "ambassador" and post.j == token.i - 1]
    if abroad or any(post.i <= token.i < post.j for post in ctx.people.posts):
        return False
    if m.type == "signing" and m.sort == "verb" and token.i - m.hit.j > BESIDE_PAPER:
        return False
    if m.sort == "noun" and token.i - m.hit.j == 1:  # «форум в Риге»
        return True
    if m.verb is not None and token.i + 1 == m.verb.i and token.morph.get("Case", []) == ["Loc"]:
        return True  # «в рамках визита в Риге пройдет форум»
    paper = m.type == "signing" and m.sort == "noun"
    things = frames.words(f"{code}/documents", "word") if paper else frozenset()
    sorts = frames.words(f"{code}/place_heads", "noun")
    visits = {h.i for h in ctx.frames(f"{code}/events") if h.row["type"] == "visit" != m.type}
    direct = True
    fronted = token.i - m.clause[0] <= FRONT
    for above in (token, *token.ancestors):
        if above.i == m.head.i:
            return True
        if m.verb is not None and above.i == m.verb.i:
            return direct or fronted
        if above.i in visits and not attendance.carried(ctx, above):
            return False  # «на заседании после отчета о визите в Ригу»
        direct = direct and (above.i == token.i or above.lemma_ in sorts)
        other = above.i != token.i and above.dep_ in OTHERS and m.type in attendance.MEETINGS
        if above.lemma_ in things or (other and not fronted):
            return False
        if above.i != token.i and above.pos_ == "VERB" and attendance.describes(above):
            held = frames.words(f"{code}/event_status", "phrase", **{"class": "happened"})
            return above.head.i == m.head.i or (above.lemma_ in held and above.i > m.hit.i)
    return True


def _never_declined(m: Mention, token: Token) -> bool:
    """«в Баку», «в Осло», «в США»: the tagger cannot tell the accusative from the locative."""
    endings = frames.words(f"{m.ctx.adapter.code}/still_endings", "word")
    return token.lemma_ == token.norm_ and (token.is_upper or token.norm_[-1] in endings)
