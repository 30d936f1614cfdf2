"""Those who take part in an event without being named as persons: delegations, partners, the body that sits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames, names, phrases
from servanda.reading import parties as about
from servanda.reading.groups import group_at
from servanda.reading.posts import OF_STATES

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.context import Context
    from servanda.reading.happenings import Mention
    from servanda.reading.people import Reference

#: Posts whose holder goes for his state.
SENT = OF_STATES | {"minister", "leader", "ambassador", "head", "aide"}
BESIDE = 3  # tokens after the event's word within which its partner begins
AT_HEAD = 9  # tokens after «делегация» within which the one who leads it is named


def covered(ctx: Context, mine: set[str], theirs: set[str], groups: frozenset[str] = frozenset()) -> bool:
    """Each of some is among others, or is the state of one of them; where one of them is of no known state, of him.

    `groups`: states that stand for several people of theirs («с деловыми кругами Чехии»), which nobody covers.
    """
    people = [p for name in theirs - mine if (p := ctx.people.named(name)) is not None]
    left = {name for name in mine - theirs if name in groups or not any(p.state == name for p in people)}
    if not all(any(name in m.codes for m in ctx.states) for name in left) or left & groups:
        return False
    return not left or (len(left) == 1 < len(mine) and any(not p.state for p in people))


def groups(m: Mention) -> frozenset[str]:
    """States of partners who are several people, of whom no post of one tells."""
    i, j = m.clause
    led = frames.words(f"{m.ctx.adapter.code}/event_delegations", "word")
    if any(t.lemma_ in led and t.morph.get("Number", []) == ["Sing"] for t in m.ctx.doc[i:j]):
        return frozenset()  # «встреча с делегацией Чехии»: somebody leads it
    sides = (next((t for t in m.ctx.doc[a:b] if t.pos_ == "NOUN"), None) for a, b in _sides(m))
    if any(noun is not None and noun.morph.get("Number", []) == ["Sing"] for noun in sides):
        return frozenset()  # «с руководством Чехии»
    ones = {p.codes[0] for p in m.ctx.people.posts if i <= p.i < j and p.codes and not p.plural}
    return frozenset(m.partners) - ones


def delegation(m: Mention) -> tuple[str, ...]:
    """«визит делегации во главе с министром Имяреком»: who leads it, else the state whose it is."""
    ctx = m.ctx
    word = _delegation_word(m)
    if word is None:
        return _holder_unnamed(m)
    leading = frames.words(f"{ctx.adapter.code}/event_leading", "word")
    after = ctx.doc[word.i + 1 : min(word.i + AT_HEAD, word.sent.end)]
    led = next((t for t in after if t.norm_ in leading), None)
    if led is not None:
        near = [
            r for r in _references(ctx, word.sent.start, word.sent.end) if led.i < r.i and r.first - led.i <= BESIDE
        ]
        if near:
            return (ctx.people.of(near[0]).name,)
    left = phrases.left(ctx.doc, word)
    named = names.codes(ctx, left, phrases.right(ctx, word, prepositions="event", start=word.i + 1))
    return named[:1] or _sent_before(ctx, word)


def _holder_unnamed(m: Mention) -> tuple[str, ...]:
    """«Президент Чехии посетил Баку», «визит президента Чехии»: the state of the post that nobody named holds."""
    carried = m.sort == "noun" and m.head.dep_ in ("obj", "obl") and m.verb is not None and m.head.head.i == m.verb.i
    told = (m.sort == "go" or (carried and _makes(m))) and m.verb is not None
    goes = [t.i for t in m.verb.children if t.dep_ == "nsubj"] if told and m.verb is not None else []
    own = [t.i for t in m.head.children if t.dep_ == "nmod" and t.i > m.head.i] if m.sort == "noun" else []
    whose = {n for n in own if m.ctx.doc[n].morph.get("Case", []) == ["Gen"]} | set(goes)
    posts = [p for p in m.ctx.people.posts if p.head in whose and p.sort in SENT and not p.plural and not p.former]
    posts = [p for p in posts if p.codes]
    named = any(r.first <= p.head < r.j for p in posts for r in m.ctx.people.references)
    return posts[0].codes[:1] if posts and not named else ()


def _makes(m: Mention) -> bool:
    """«совершает визит», «находится с визитом»."""
    held = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "happened"})
    return m.verb is not None and m.verb.lemma_ in held


def _sent_before(ctx: Context, word: Token) -> tuple[str, ...]:
    """The state of a delegation that was told of before."""
    before = [t for t in ctx.doc[: word.i] if t.lemma_ == word.lemma_]
    if word.morph.get("Number", []) != ["Sing"] or not before:
        return ()
    first = before[0]
    end = phrases.right(ctx, first, prepositions="event", start=first.i + 1)
    return names.codes(ctx, phrases.left(ctx.doc, first), end)[:1]


def _delegation_word(m: Mention) -> Token | None:
    """«делегация» right after the noun of a visit, or the subject of its verb."""
    ctx, words = m.ctx, frames.words(f"{m.ctx.adapter.code}/event_delegations", "word")
    if m.sort == "noun":
        group = group_at(ctx.doc, m.hit.j, m.head.sent.end) if m.hit.j < len(ctx.doc) else None
        if group is not None and group.noun.lemma_ in words and group.case == "Gen":
            return group.noun
    if m.verb is None:
        return None
    case = ctx.doc[m.hit.i].morph.get("Case", [])
    if m.sort == "go" and case:  # «с пребывающей с визитом в стране делегацией»
        after = ctx.doc[m.hit.j : min(m.hit.j + BESIDE + 1, m.clause[1])]
        return next((t for t in after if t.lemma_ in words and t.morph.get("Case", []) == case), None)
    subject = (t for t in m.verb.children if t.dep_ == "nsubj" and t.lemma_ in words)
    return next(subject, None)


def partners(m: Mention) -> tuple[str, ...]:
    """«встретился с представителями компании «Восход»», «с коллегами из Чехии и Дании»: bodies, else states."""
    found: list[str] = []
    for begin, j in [_object(m)] if m.sort == "receive" else _sides(m):
        posts = [
            r.j for r in m.ctx.people.references if begin <= r.i <= j + 1
        ]  # before a name stands the person's post
        i = max([begin, *posts])
        bodies = [name for name in _bodies(m.ctx, i, j) if name not in found]
        found.extend(bodies or [c for c in _codes(m.ctx, i, j) if c not in found and not _person_at(m, i, j, c)])
    return tuple(found)


def _codes(ctx: Context, i: int, j: int) -> tuple[str, ...]:
    """The states named, up to what is only talked over («для обмена мнениями о ситуации в Ливии»)."""
    about_it = next((t.i for t in ctx.doc[i:j] if t.pos_ == "ADP" and _in_locative(ctx, t.i + 1, j)), j)
    return names.codes(ctx, i, about_it)


def _in_locative(ctx: Context, i: int, j: int) -> bool:
    return i < j and ctx.doc[i].morph.get("Case", []) == ["Loc"]


def received_group(m: Mention) -> bool:
    """«принял руководителей корпораций», «принял делегацию Чехии»: persons unnamed."""
    i, j = _object(m)
    noun = next((t for t in m.ctx.doc[i:j] if t.pos_ == "NOUN"), None)
    if noun is None or noun.morph.get("Case", []) == ["Nom"]:
        return False
    words = frames.words(f"{m.ctx.adapter.code}/event_delegations", "word")
    return noun.lemma_ in words or any(p.i <= noun.i < p.j for p in m.ctx.people.posts)


def _object(m: Mention) -> tuple[int, int]:
    """Tokens of whom «принял» governs."""
    doc, last = m.ctx.doc, m.clause[1]
    group = next((g for n in range(m.hit.j, min(m.hit.j + BESIDE, last)) if (g := group_at(doc, n, last))), None)
    return (group.i, _end_of_side(m, group.noun, last)) if group is not None else (m.hit.j, m.hit.j)


def _sides(m: Mention) -> list[tuple[int, int]]:
    """Tokens of what follows «с» and depends on the event's word or its verb."""
    ctx, doc = m.ctx, m.ctx.doc
    prepositions = frames.words(f"{ctx.adapter.code}/event_partners", "word")
    begin, last = m.hit.i if m.sort != "noun" else m.hit.j, m.clause[1]
    out: list[tuple[int, int]] = []
    for token in doc[begin:last]:
        noun = token.head
        if token.norm_ not in prepositions or token.dep_ != "case" or not token.i < noun.i < last:
            continue
        if m.hit.i <= noun.i < m.hit.j:
            continue
        if token.i - m.hit.j >= BESIDE and noun.head.i not in {m.head.i, m.verb.i if m.verb is not None else -1}:
            continue
        out.append((token.i + 1, _end_of_side(m, noun, last)))
    return [(i, j) for n, (i, j) in enumerate(out) if n == 0 or i >= out[n - 1][1]]


def _end_of_side(m: Mention, noun: Token, last: int) -> int:
    """The end of the partner's noun phrase: at a verb, another event or the clause's end at the latest."""
    ctx = m.ctx
    events = {h.i for h in ctx.frames(f"{ctx.adapter.code}/events")}
    own = max(noun.right_edge.i + 1, phrases.right(ctx, noun, prepositions="body"))
    for token in ctx.doc[noun.i + 1 : min(last, own)]:
        if token.pos_ in ("VERB", "SCONJ", "PRON") or token.i in events or token.dep_ == "parataxis":
            return token.i
    return min(last, own)


def _bodies(ctx: Context, i: int, j: int) -> list[str]:
    """Names in quotation marks or in another script; none where a person is named, whose post it is then."""
    if any(i <= r.first <= j for r in ctx.people.references):
        return []
    apart = {hit.i for hit in ctx.frames(f"{ctx.adapter.code}/event_apart")}  # «в формате «один на один»»
    quoted = [(a + 1, b) for a, b in names.titles(ctx) if i <= a and b <= j and a + 1 not in apart]
    tagged = [
        (e.start, e.end) for e in ctx.doc.ents if e.label_ == "ORG" and i <= e.start and e.end <= j and _foreign(e)
    ]
    inside = {n for a, b in quoted for n in range(a, b)}
    spans = sorted([*quoted, *((a, b) for a, b in tagged if a not in inside)])
    return [ctx.doc[a:b].text for a, b in spans]


def _foreign(span: Span) -> bool:
    """A name in the letters of another script than the text's («Chevron»)."""
    return all(t.text[0].isascii() for t in span if t.text[0].isalpha())


def _person_at(m: Mention, i: int, j: int, code: str) -> bool:
    """The state is that of a person named there, or of the post before the name."""
    near = [r for r in m.ctx.people.references if i <= r.first <= j]
    posts = [post for post in m.ctx.people.posts if i <= post.i < j and code in post.codes]
    return any(m.ctx.people.of(r).state == code or any(p.j <= r.j for p in posts) for r in near)


def _references(ctx: Context, i: int, j: int) -> list[Reference]:
    if i >= j:
        return []
    span = ctx.doc[i : min(j, len(ctx.doc))]
    return ctx.people.between(span.start_char, span.end_char)


def seated(m: Mention) -> tuple[str, ...]:
    """«заседание Правительства», «сессия рабочей группы по тарифам»: the body, where it is of one state or none."""
    if m.type != "session" or m.sort != "noun":
        return ()
    ctx = m.ctx
    group = group_at(ctx.doc, m.hit.j, m.head.sent.end) if m.hit.j < len(ctx.doc) else None
    if group is None or group.case != "Gen":
        return ()
    end = phrases.right(ctx, group.noun, prepositions="body", start=group.j)
    shared = about.collective_at(ctx, m.hit.j, end) in ("mutual", "both")
    own = frames.words(f"{ctx.adapter.code}/event_bodies", "word")
    if shared or len(names.codes(ctx, m.hit.j, end)) > 1 or group.noun.lemma_ not in own:
        return ()
    return (ctx.adapter.phrase(ctx.doc[m.hit.j : end]),)
