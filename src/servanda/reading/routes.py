"""Routes: transport corridors and lines, by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.model.records import Route
from servanda.reading import frames, names, phrases, sectors

if TYPE_CHECKING:
    from servanda.language.tables import Row
    from servanda.reading.context import Context

KIND = "routes"
MOST_ENDS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A route's name at the tokens [i, j), with its row of the table."""

    i: int
    j: int
    name: str
    row: Row


def find(ctx: Context) -> list[Route]:
    """One record a route and document, by the mention that says most."""
    things: list[list[Found]] = []
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}"):
        rule = RULES[hit.row["class"]]
        found = rule(ctx, hit)
        ctx.trace.note(KIND, rule.__name__, ctx.doc[hit.i].idx, "no" if found is None else "yes")
        if found is None:
            continue
        mention = Found(*found, hit.row)
        thing = next((t for t in things if any(_same(mention, other) for other in t)), None)
        if thing is None:
            things.append([mention])
        else:
            thing.append(mention)
    return [_record(ctx, thing) for thing in things]


def _record(ctx: Context, thing: list[Found]) -> Route:
    full = max(thing, key=lambda found: (len(names.stems(found.name)), -found.i))
    span = ctx.doc[full.i : full.j]
    return Route(
        evidence=ctx.evidence(span.start_char, span.end_char),
        rule=RULES[full.row["class"]].__name__,
        speaker=ctx.speaker_at(span.start_char),
        name=full.name,
    )


def _same(one: Found, other: Found) -> bool:
    """The same key in the table, or names of which one says less."""
    if one.row["route"] and one.row["route"] == other.row["route"]:
        return True
    mine, theirs = _words(one.name), _words(other.name)
    return mine <= theirs or theirs <= mine


def _words(name: str) -> frozenset[str]:
    """Its words cut to their stems, short ones too («Юг»)."""
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    return frozenset(word[: names.STEM] for word in words)


def route_by_its_name(ctx: Context, hit: frames.Hit) -> tuple[int, int, str] | None:
    """«Транскаспийский международный транспортный маршрут», with its abbreviation in brackets."""
    i, j = hit.i, hit.j
    if j + 2 < len(ctx.doc) and ctx.doc[j].text == "(" and ctx.doc[j + 2].text == ")":
        j += 3
    return i, j, ctx.adapter.phrase(ctx.doc[i:j])


def route_between_ends(ctx: Context, hit: frames.Hit) -> tuple[int, int, str] | None:
    """«коридор Север – Юг», «маршрут Казахстан – Туркменистан – Иран»: names joined by dashes, quoted or not."""
    doc, n = ctx.doc, hit.j
    while n < len(doc) and (doc[n].text in phrases.OPENING or doc[n].lemma_ == doc[hit.j - 1].lemma_):
        n += 1
    ends = _ends(ctx, n)
    if ends is None:
        return None
    close = 1 if ends < len(doc) and doc[ends].text in phrases.CLOSING else 0
    i = phrases.left(doc, doc[hit.j - 1])
    return i, ends + close, " ".join(doc[n:ends].text.split())


def _ends(ctx: Context, n: int) -> int | None:
    """The end of a row of capitalised names joined by dashes; None when there are fewer than two."""
    doc, start, dashes, last = ctx.doc, n, 0, n
    while n < len(doc) and n - start < MOST_ENDS and doc[n].sent == doc[start].sent:
        token = doc[n]
        if token.text in phrases.DASHES and n > start:
            dashes += 1
        elif token.text[0].isupper():
            last = n + 1
            if "-" in token.text.strip("-") and token.text.split("-")[1][:1].isupper():
                dashes += 1
        elif not token.is_space:
            break
        n += 1
    return last if dashes and last - start >= 1 and doc[last - 1].text not in phrases.DASHES else None


def route_across_a_state(ctx: Context, hit: frames.Hit) -> tuple[int, int, str] | None:
    """«железнодорожные маршруты через Афганистан»."""
    doc, j = ctx.doc, hit.j
    crossed = next((m for m in ctx.states if m.i == j + 1 and m.form == "name"), None)
    if crossed is None or doc[j].norm_ not in frames.words(f"{ctx.adapter.code}/via", "word"):
        return route_between_ends(ctx, hit)
    i = phrases.left(doc, names.head_of(ctx, hit))
    return i, crossed.j, ctx.adapter.phrase(doc[i : crossed.j])


def route_of_directions(ctx: Context, hit: frames.Hit) -> tuple[int, int, str] | None:
    """«Север – Юг» in capitals, in a sentence about transport."""
    span = ctx.doc[hit.i : hit.j]
    dashed = any(mark in t.text for t in span for mark in phrases.DASHES)
    about = sectors.weights(ctx, span.sent.start_char, span.sent.end_char)
    if not dashed or not span[0].text[0].isupper() or "transport" not in about:
        return None
    return hit.i, hit.j, " ".join(span.text.split())


RULES = {
    "proper": route_by_its_name,
    "named": route_between_ends,
    "via": route_across_a_state,
    "pair": route_of_directions,
}
