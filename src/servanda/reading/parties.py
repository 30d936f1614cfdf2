"""The states that a document and each of its statements are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from servanda.reading.context import Context
    from servanda.reading.states import StateMention

_KEY = "servanda.rows"
SECOND = 0.2  # share of the first state's weight that makes another the second party
UNLED = 0.6  # the same share where the beginning does not name it
IN_PASSING = 1.0  # weight of one mention after the lead: a state named so is no party
OPENS = 2.0  # what the state that opens the text, or whose own the author is, weighs more
FURTHER, ALIKE = 2.9, 0.6  # weight, and share of the second one's, that make a third and fourth party
MOST = 6
LISTED, BESIDE = 3, 1  # so many states, with so many tokens between two of them, are a row
MANY = 5  # states in a row of which each counts less
LEAD = 600  # code points at the beginning that count more
WEIGHTS = {"name": 1.0, "abbreviation": 0.7, "adjective": 0.8, "compound": 1.5, "demonym": 0.6, "capital": 0.0}


def home_state(ctx: Context) -> str:
    """The state whose own the author is."""
    return ctx.people.home


def _weight(ctx: Context, mention: StateMention) -> float:
    weight = WEIGHTS.get(mention.form, 1.0) * (2.0 if mention.start < LEAD else 1.0)
    many = 0.4 if _row(ctx, mention.start) >= MANY else 1.0
    return weight * many * (0.3 if mention.quoted else 1.0)


def document_parties(ctx: Context) -> tuple[str, ...]:
    """The states (or blocs) named most, with others named nearly as often; the home state first.

    One alone where the others are named in passing only.
    """
    first = _first_named(ctx)
    scores = _scores(ctx, first)
    ranked = sorted(first, key=lambda code: (-scores[code], first[code]))
    if not ranked:
        return ()
    chosen = ranked[:1]
    for code in ranked[1:MOST]:
        if len(chosen) == 1 and not _second(ctx, scores, ranked[0], code):
            break
        if len(chosen) == 1 or (scores[code] >= ALIKE * scores[ranked[1]] and scores[code] >= FURTHER):
            chosen.append(code)
    organised = {code for m in ctx.states if m.sort != "state" for code in m.codes}
    return tuple(sorted(chosen, key=lambda code: (code != ctx.home, code in organised, first[code])))


def _first_named(ctx: Context) -> dict[str, tuple[int, int]]:
    """Where each state is named first, in the order of the words; a capital names none."""
    first: dict[str, tuple[int, int]] = {}
    for mention in ctx.states:
        for n, code in enumerate(mention.codes if mention.form != "capital" else ()):
            first.setdefault(code, (mention.start, n))
    return first


def _scores(ctx: Context, first: dict[str, tuple[int, int]]) -> dict[str, float]:
    """How much of the text is about each state."""
    scores = dict.fromkeys(first, 0.0)
    for mention in ctx.states:
        for code in mention.codes:
            if code in scores:
                scores[code] += _weight(ctx, mention) * (1.0 if mention.sort == "state" else 0.45)
    for person in ctx.people.persons:
        if person.state in scores:
            scores[person.state] += 0.5 * min(person.count, 8)
    states = {code for m in ctx.states if m.sort == "state" and not m.quoted for code in m.codes}
    early = [
        code for code in first if code in states and first[code][0] < LEAD // 2 and _row(ctx, first[code][0]) < LISTED
    ]
    opening = min(early, key=lambda code: first[code], default="")
    for code in {opening, ctx.home} & set(scores):
        scores[code] += OPENS
    return scores


def _row(ctx: Context, start: int) -> int:
    """How many states are named in one row with the one at a code point («представители Чехии, Дании и Кипра»)."""
    kept = ctx.doc.user_data.get(_KEY)
    if kept is None:
        kept = ctx.doc.user_data[_KEY] = _rows([m for m in ctx.states if m.sort == "state"])
    return cast("dict[int, int]", kept).get(start, 0)


def _rows(named: Sequence[StateMention]) -> dict[int, int]:
    """How many mentions stand in one row with each, by where it begins."""
    sizes: dict[int, int] = {}
    first = 0
    for n in range(1, len(named) + 1):
        if n == len(named) or named[n].i - named[n - 1].j > BESIDE:
            sizes.update((m.start, n - first) for m in named[first:n])
            first = n
    return sizes


def _second(ctx: Context, scores: dict[str, float], most: str, code: str) -> bool:
    """Named more than in passing: at the beginning or by somebody in its service, or much in the rest."""
    share = scores[code] / scores[most]
    led = any(code in m.codes and m.start < LEAD and m.form != "capital" for m in ctx.states)
    served = any(person.state == code for person in ctx.people.persons)
    return scores[code] > IN_PASSING and share >= (SECOND if led or served else UNLED)


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
