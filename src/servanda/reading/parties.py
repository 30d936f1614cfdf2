"""The states that a document and each of its statements are about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.states import StateMention

SECOND = 0.2  # share of the first state's weight that makes another the second party
IN_PASSING = 1.0  # weight of one mention after the lead: a state named so is no party
LEAD = 600  # code points at the beginning that count more
WEIGHTS = {"name": 1.0, "abbreviation": 0.7, "adjective": 0.8, "compound": 1.5, "demonym": 0.6, "capital": 0.0}


def home_state(ctx: Context) -> str:
    """The state whose own the author is."""
    return ctx.people.home


def _weight(ctx: Context, mention: StateMention) -> float:
    weight = WEIGHTS.get(mention.form, 1.0) * (2.0 if mention.start < LEAD else 1.0)
    return weight * (0.3 if mention.quoted else 1.0)


def document_parties(ctx: Context) -> tuple[str, ...]:
    """The two states (or blocs) named most, with others named nearly as often; the home state first."""
    scores: Counter[str] = Counter()
    first: dict[str, int] = {}
    for mention in ctx.states:
        for code in mention.codes:
            factor = 1.0 if mention.sort == "state" else 0.45
            scores[code] += _weight(ctx, mention) * factor  # type: ignore[assignment]
            if mention.form != "capital":
                first.setdefault(code, mention.start)
    for person in ctx.people.persons:
        if person.state in first:
            scores[person.state] += 0.5 * min(person.count, 8)  # type: ignore[assignment]
    ranked = sorted((code for code in scores if code in first), key=lambda code: (-scores[code], first[code]))
    if not ranked:
        return ()
    chosen = ranked[:2]
    if len(chosen) == 2 and (scores[chosen[1]] < SECOND * scores[chosen[0]] or scores[chosen[1]] <= IN_PASSING):
        chosen = chosen[:1]
    chosen += [code for code in ranked[2:4] if scores[code] >= 0.6 * scores[ranked[1]] and scores[code] >= 4]
    return _ordered(chosen, ctx.home, first)


def _ordered(codes: list[str], side: str, first: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: (code != side, first.get(code, 0))))


def states_in(ctx: Context, start: int, end: int, *, capitals: bool = False) -> tuple[str, ...]:
    """Codes of the states, blocs and regions named in [start, end), in order, once each."""
    return tuple(
        dict.fromkeys(
            code
            for mention in ctx.states
            if start <= mention.start and mention.end <= end and (capitals or mention.form != "capital")
            for code in mention.codes
        )
    )


def collective_at(ctx: Context, i: int, j: int) -> str:
    """What the words at tokens [i, j) stand for: `both`, `we`, `side`, `mutual` or `""`; the strongest counts."""
    found = {hit.row["class"] for hit in ctx.collectives if i <= hit.i and hit.j <= j}
    return next((sort for sort in ("both", "we", "side", "mutual") if sort in found), "")


def pair(ctx: Context, side: str = "") -> tuple[str, ...]:
    """The two states that the document is about, `side` first when it is one of them."""
    two = ctx.parties[:2]
    return tuple(reversed(two)) if len(two) == 2 and side == two[1] else two


def parties_for(ctx: Context, start: int, end: int) -> tuple[str, ...]:
    """The states that a statement at [start, end) is about, the reporter's own first.

    Two or more that it names; the one that it names and its partner; else the document's two.
    """
    side = ctx.side_at(start)
    named = states_in(ctx, start, end)
    if len(named) >= 2:
        return tuple(sorted(named, key=lambda code: code != side)) if side in named else named
    both = pair(ctx, side)
    if not named:
        return both
    other = [code for code in both if code != named[0]]
    if side and side != named[0] and side in both:
        return side, named[0]
    if named[0] in both:
        return (named[0], *other) if named[0] == side or not side else (*other, named[0])
    return (side, named[0]) if side else named


def actors_at(ctx: Context, i: int, j: int) -> tuple[str, ...]:
    """The states or bodies for which the words at tokens [i, j) stand as doers; `()` where they do not tell."""
    span = ctx.doc[i:j]
    if i >= j:
        return ()
    start, end = span.start_char, span.end_char
    side = ctx.side_at(start)
    sort = collective_at(ctx, i, j)
    if sort == "both":
        named = states_in(ctx, start, end)
        return named if len(named) >= 2 else pair(ctx, side)
    named = states_in(ctx, start, end)
    persons = [ctx.people.of(r) for r in ctx.people.between(start, end)]
    states = tuple(dict.fromkeys(p.state for p in persons if p.state))
    if persons and states and len(persons) >= len(named):
        return states
    if named:
        return named
    if sort == "side":
        return (side,) if side else ()
    if sort == "we":
        return pair(ctx, side)
    return ()
