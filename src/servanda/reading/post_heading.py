"""Who heads a body by a verb: «Имярек возглавляет Центральный банк», «партия, возглавляемая Имяреком»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames, names
from servanda.reading.post_names import hold
from servanda.reading.posts import Post

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.bodies import BodyMention
    from servanda.reading.context import Context
    from servanda.reading.people import People, Reference

HEADED = ("obj", "obl", "iobj", "nmod", "nsubj")  # «Министерство возглавляет Имярек» looks like a subject
HEADS = ("nsubj", "obj")
BY_WHOM = ("obl", "obl:agent", "iobj", "nmod")
RULE = "post_by_verb"


def headed(ctx: Context, people: People) -> None:
    """Bind the post that a verb of the table stands for, where both the body and its head are named."""
    for hit in ctx.frames(f"{ctx.adapter.code}/post_heading"):
        verb = ctx.doc[hit.i]
        if not _told(ctx, verb):
            continue
        by_it = verb.morph.get("Voice", []) == ["Pass"]
        body = _body(ctx, verb, [verb.head] if by_it else [t for t in verb.children if t.dep_ in HEADED])
        name = next((r for r in _near(people, verb) if _heads(ctx, people, r, verb, by_it=by_it)), None)
        if body is None or name is None or not _apart(name, body):
            continue
        person, states = people.of(name), names.codes(ctx, body.i, body.j)
        if any(_known(held.body, held.post, body.name, states) for held in person.held):
            continue
        i, j = min(verb.i, body.i, name.i), max(verb.i + 1, body.j, name.j)
        core = (verb.i, verb.i)
        post = Post(i, j, verb.i, "head", hit.row["position"], body.name, states, False, _over(verb), core)
        hold(ctx, person, post, (i, j), RULE)


def _told(ctx: Context, verb: Token) -> bool:
    """What is or was so, not what is denied, planned or possible."""
    particles = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="conditional")
    if verb.pos_ != "VERB" or any(t.morph.get("Polarity", []) or t.norm_ in particles for t in verb.children):
        return False
    return verb.morph.get("Tense", []) != ["Fut"] and verb.morph.get("VerbForm", []) != ["Inf"]


def _over(verb: Token) -> bool:
    """«возглавлял»: it is over."""
    return verb.morph.get("Tense", []) == ["Past"] and verb.morph.get("Aspect", []) == ["Imp"]


def _body(ctx: Context, verb: Token, nouns: list[Token]) -> BodyMention | None:
    """The body named by one of the nouns, none that is a bloc of states."""
    heads = {t.i for t in nouns if t.i != verb.i}
    found = (b for b in ctx.bodies if not b.bloc and heads & set(range(b.i, b.j)))
    return next(found, None)


def _near(people: People, verb: Token) -> list[Reference]:
    return [r for r in people.references if verb.sent.start <= r.i < verb.sent.end]


def _heads(ctx: Context, people: People, name: Reference, verb: Token, *, by_it: bool) -> bool:
    """The name is the verb's subject or agent, or what its active participle describes."""
    words = [t.head if t.dep_ == "appos" else t for t in ctx.doc[name.i : name.j]]
    if by_it:
        return any(t.dep_ in BY_WHOM and t.head.i == verb.i for t in words)
    if verb.morph.get("VerbForm", []) == ["Part"]:
        posts = {held.post.head for held in people.of(name).held if held.end == name.end}
        return name.i <= verb.head.i < name.j or verb.head.i in posts
    return any(t.dep_ in HEADS and t.head.i == verb.i for t in words)


def _apart(name: Reference, body: BodyMention) -> bool:
    return name.j <= body.i or body.j <= name.i


def _known(held_body: str, post: Post, body: str, states: tuple[str, ...]) -> bool:
    """The person has a post in that body already, or one for which it is but another word (a minister's ministry)."""
    return names.same(held_body, body) or (not post.former and bool(set(post.codes) & set(states)))
