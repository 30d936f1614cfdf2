"""Routes: transport corridors and lines, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.records import Route
from servanda.reading import frames, names, phrases

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "routes"
MOST_ENDS = 12


def find(ctx: Context) -> list[Route]:
    """One record a route and document."""
    out: list[Route] = []
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}"):
        found = RULES[hit.row["class"]](ctx, hit)
        ctx.trace.note(KIND, RULES[hit.row["class"]].__name__, ctx.doc[hit.i].idx, "no" if found is None else "yes")
        if found is None:
            continue
        i, j, name = found
        if any(names.same(name, other.name) for other in out):
            continue
        span = ctx.doc[i:j]
        out.append(
            Route(
                evidence=ctx.evidence(span.start_char, span.end_char),
                rule=RULES[hit.row["class"]].__name__,
                speaker=ctx.speaker_at(span.start_char),
                name=name,
            )
        )
    return out


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
    """A pair of directions joined by a dash, in capitals or in quotation marks."""
    doc = ctx.doc
    dashed = any(t.text in phrases.DASHES for t in doc[hit.i : hit.j])
    return (
        (hit.i, hit.j, " ".join(doc[hit.i : hit.j].text.split())) if dashed and doc[hit.i].text[0].isupper() else None
    )


RULES = {
    "proper": route_by_its_name,
    "named": route_between_ends,
    "via": route_across_a_state,
    "pair": route_of_directions,
}
