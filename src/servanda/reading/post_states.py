"""The state of a post that names none («министр обороны Имярек»): its side's, its neighbour's, its holder's, home."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading import frames, phrases
from servanda.reading.posts import OF_STATES

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.people import Held, People, Person

MINISTERS = frozenset({"minister", "foreign_minister"})
SENT = MINISTERS | {"ambassador"}
PAIR = 2
MAIN = 3  # names of one state from which on a text may be about it


def of_heads(ctx: Context, people: People) -> None:
    """«президента Имярека» without a state: at home, or the other's of the two states of which a text tells."""
    own = people.home or _main_state(ctx)
    for sort in sorted(OF_STATES):
        bare = [p for p in people.persons if not p.state and any(_bare(h, sort) for h in p.held)]
        if len(bare) != 1:
            continue
        code, rule = own, "bare_title_at_home"
        if not code or _headed(people, sort, code):
            code, rule = _other_of_two(ctx, people, sort), "bare_title_of_the_other"
        if code and all(_beside(ctx, people, h) in ("", code) for h in bare[0].held):
            bare[0].held[:] = [replace(h, body=code, rule=rule) if _bare(h, sort) else h for h in bare[0].held]


def _headed(people: People, sort: str, code: str) -> bool:
    """Somebody is known to hold that post of the state."""
    return any(h.post.sort == sort and code in (h.body, *h.post.codes[:1]) for p in people.persons for h in p.held)


def _other_of_two(ctx: Context, people: People, sort: str) -> str:
    """Of the two states of which a text tells the one whose head nobody is known to be, where the other's is known."""
    named = Counter(m.codes[0] for m in ctx.states if m.sort == "state")
    two = [code for code, count in named.most_common(PAIR) if count >= PAIR]
    if len(two) < PAIR or sum(named[code] for code in two) * 4 < sum(named.values()) * 3:
        return ""
    open_ones = [code for code in two if not _headed(people, sort, code)]
    return open_ones[0] if len(open_ones) == 1 else ""


def of_ministers(ctx: Context, people: People) -> None:
    """«министр обороны Имярек» without a state: his side's in a roll, his neighbour's in a row, or at home."""
    for person in people.persons:
        for n, held in enumerate(person.held):
            if held.post.sort not in SENT | OF_STATES or held.body or held.post.codes:
                continue
            vague = " " not in held.position and "-" not in held.position  # «министр Имярек»
            if person.state:
                heads = any(h.post.sort.startswith("head_of_state") for h in person.held)
                code = "" if vague or heads else _certain(ctx, person)
                person.held[n] = replace(held, body=code, rule="post_of_its_holder") if code else held
                continue
            code, rule = _side(ctx, held), "post_of_the_side"
            if not code and held.post.sort == "head_of_government" and not vague:
                code, rule = _beside(ctx, people, held), "post_beside_post"
            if not code and held.post.sort in MINISTERS and not vague:
                code, rule = _beside(ctx, people, held), "post_beside_post"
                at_home = held.post.sort == "minister" and people.home
                if not code and at_home and not _abroad(ctx, held, people.home):
                    code, rule = people.home, "bare_title_at_home"
                code = code if people.home in ("", code) else ""
            if code:
                person.held[n] = replace(held, body=code, rule=rule)


def _certain(ctx: Context, person: Person) -> str:
    """The state for which a person acts, by posts that name no other («Чешская часть чешско-датской комиссии»)."""
    first = {m.i: m.codes[0] for m in ctx.states if m.form == "adjective"}
    named = {h.body if _is_state(h.body) else first.get(h.post.core[1], "".join(h.post.codes)) for h in person.held}
    named -= {""}
    return next(iter(named)) if len(named) == 1 and all(_is_state(code) for code in named) else ""


def _side(ctx: Context, held: Held) -> str:
    """«с чилийской стороны … министр обороны Имярек»: the state of the roll in which a post stands."""
    words = frames.words(f"{ctx.adapter.code}/post_sides", "word")
    start = ctx.doc[held.post.head].sent.start
    before = [m for m in ctx.states if start <= m.i < held.post.i and m.sort == "state" and m.form != "capital"]
    last = before[-1] if before else None
    if last is None or last.form != "adjective":
        return ""
    noun = ctx.doc[last.j]
    again = noun.text in phrases.DASHES and any(t.lemma_ in words for t in ctx.doc[start : last.i])  # «с чешской – …»
    return last.codes[0] if again or noun.lemma_ in words else ""


def _beside(ctx: Context, people: People, held: Held) -> str:
    """The state of the person named right before a post that is joined by «и» or a comma, over others without one."""
    ends = {ctx.token_at(h.end - 1).i + 1: h for p in people.persons for h in p.held if h.rule.startswith("post")}
    one: Held | None = held
    if held.post.sort == "head_of_government":  # «с президентом Чехии Имяреком и премьером Имяреком»
        before = ends.get(held.post.i - 1) if held.post.i and ctx.doc[held.post.i - 1].pos_ == "CCONJ" else None
        heads = before is not None and before.post.sort == "head_of_state" and _is_state(before.body)
        return before.body if before is not None and heads else ""
    while one is not None and one.post.sort in MINISTERS:
        joint = ctx.doc[one.post.i - 1] if one.post.i else None
        joined = joint is not None and (joint.pos_ == "CCONJ" or joint.text == ",")
        one = ends.get(one.post.i - 1) if joined else None
        if one is not None and one.body:
            return one.body if one.post.sort in MINISTERS | OF_STATES and _is_state(one.body) else ""
    return ""


def _is_state(body: str) -> bool:
    return len(body) == 2 and body.isupper()


def _abroad(ctx: Context, held: Held, home: str) -> bool:
    """The sentence of a post names another state than the home state."""
    sent = ctx.doc[held.post.head].sent
    return any(sent.start <= m.i < sent.end and home not in m.codes for m in ctx.states)


def _bare(held: Held, sort: str) -> bool:
    """A title of state without the state, and without an attribute («король поп-музыки», «музыкальный король»)."""
    return held.post.sort == sort and not held.body and held.post.j - held.post.i <= len(held.position.split()) <= 3


def _main_state(ctx: Context) -> str:
    """The state that three of four names of states in a text name, `""` where there is none."""
    named = Counter(m.codes[0] for m in ctx.states if m.sort == "state")
    code, count = named.most_common(1)[0] if named else ("", 0)
    return code if count >= MAIN and count * 4 >= sum(named.values()) * 3 else ""
