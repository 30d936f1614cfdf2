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
MOST_SKIPPED = 4  # tokens between a word for a route and its ends
Name = tuple[int, int, str]  # the tokens [i, j) and the name in the nominative


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
    taken = -1
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}"):
        rule = RULES[hit.row["class"]]
        found = rule(ctx, hit) if hit.i >= taken else []
        ctx.trace.note(KIND, rule.__name__, ctx.doc[hit.i].idx, "yes" if found else "no")
        for i, j, name in found:
            taken = max(taken, j)
            mention = Found(i, j, name, hit.row)
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


def route_by_its_name(ctx: Context, hit: frames.Hit) -> list[Name]:
    """«Транскаспийский международный транспортный маршрут», with its abbreviation; no mere place («у канала»)."""
    i, j = hit.i, hit.j
    near = frames.words(f"{ctx.adapter.code}/route_words", "word", **{"class": "near"})
    if i and ctx.doc[i - 1].lemma_ in near:
        return []
    if j + 2 < len(ctx.doc) and ctx.doc[j].text == "(" and ctx.doc[j + 2].text == ")":
        j += 3
    return [(i, j, ctx.adapter.phrase(ctx.doc[i:j]))]


def route_between_ends(ctx: Context, hit: frames.Hit) -> list[Name]:
    """«коридор Север – Юг», «маршрут Казахстан – Туркменистан – Иран»: names joined by dashes, quoted or not."""
    doc, n = ctx.doc, _ahead(ctx, hit)
    ends = _ends(ctx, n)
    if ends is None:
        return []
    i = phrases.left(doc, doc[hit.j - 1])
    out = [(i, _closed(ctx, ends), _line(ctx, n, ends))]
    while (more := _one_more(ctx, out[-1][1])) is not None:  # «по маршрутам Рига – Баку и Рига – Минск»
        n, ends = more
        out.append((n, _closed(ctx, ends), _line(ctx, n, ends)))
    return out


def route_with_ends(ctx: Context, hit: frames.Hit) -> list[Name]:
    """A row of names joined by dashes, else two ends after prepositions («коридор из Китая в Европу»)."""
    return route_between_ends(ctx, hit) or route_from_end_to_end(ctx, hit)


def _ahead(ctx: Context, hit: frames.Hit) -> int:
    """The token after a route's word, small words and an opening mark before the ends."""
    doc, n = ctx.doc, hit.j
    skipped = frames.words(f"{ctx.adapter.code}/route_words", "word", **{"class": "skip"})
    while n < len(doc) and n < hit.j + MOST_SKIPPED and not doc[n].text[0].isupper():
        if doc[n].text not in phrases.OPENING and doc[n].lemma_ not in skipped | {doc[hit.j - 1].lemma_}:
            break
        n += 1
    return n


def _closed(ctx: Context, ends: int) -> int:
    return ends + (1 if ends < len(ctx.doc) and ctx.doc[ends].text in phrases.CLOSING else 0)


def _line(ctx: Context, n: int, ends: int) -> str:
    return " ".join(ctx.doc[n:ends].text.split())


def _one_more(ctx: Context, n: int) -> tuple[int, int] | None:
    """Where one more row of names begins and ends after a comma or conjunction."""
    if n + 1 >= len(ctx.doc) or (ctx.doc[n].pos_ != "CCONJ" and ctx.doc[n].text != ","):
        return None
    start = n + 2 if ctx.doc[n + 1].text in phrases.OPENING else n + 1
    ends = _ends(ctx, start) if start < len(ctx.doc) else None
    return None if ends is None else (start, ends)


def route_from_end_to_end(ctx: Context, hit: frames.Hit) -> list[Name]:
    """«рейсы из Риги в Баку», «сообщение между Ригой и Баку», «рейс Рига – Баку»: both ends must be known places."""
    doc, n = ctx.doc, hit.j
    lines = route_between_ends(ctx, hit)
    if lines:
        return lines if any(_end_at(ctx, k) for k in range(hit.j, lines[0][1])) else []
    words = {
        sort: frames.words(f"{ctx.adapter.code}/route_words", "word", **{"class": sort}) for sort in ("from", "to")
    }
    first = _end_at(ctx, n + 1) if n < len(doc) and doc[n].lemma_ in words["from"] else None
    if first is None or first[0] >= len(doc) or doc[first[0]].lemma_ not in words["to"]:
        return []
    second = _end_at(ctx, first[0] + 1)
    i = phrases.left(doc, names.head_of(ctx, hit))
    return [] if second is None else [(i, second[0], f"{first[1]} – {second[1]}")]


def _end_at(ctx: Context, n: int) -> tuple[int, str] | None:
    """The token after a place or state at token n, and its name in the nominative."""
    place = next((p for p in ctx.places if p.i == n), None)
    if place is not None:
        return place.j, place.name
    state = next((s for s in ctx.states if s.i == n and s.form in ("name", "abbreviation", "capital")), None)
    return None if state is None else (state.j, ctx.adapter.phrase(ctx.doc[state.i : state.j]))


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


def route_across_a_state(ctx: Context, hit: frames.Hit) -> list[Name]:
    """«железнодорожные маршруты через Афганистан», else one with both its ends."""
    doc, j = ctx.doc, hit.j
    crossed = next((m for m in ctx.states if m.i == j + 1 and m.form == "name"), None)
    if crossed is None or doc[j].norm_ not in frames.words(f"{ctx.adapter.code}/via", "word"):
        return route_between_ends(ctx, hit) or route_from_end_to_end(ctx, hit)
    i = phrases.left(doc, names.head_of(ctx, hit))
    return [(i, crossed.j, ctx.adapter.phrase(doc[i : crossed.j]))]


def route_of_directions(ctx: Context, hit: frames.Hit) -> list[Name]:
    """«Север – Юг» in capitals, in a sentence about transport."""
    span = ctx.doc[hit.i : hit.j]
    dashed = any(mark in t.text for t in span for mark in phrases.DASHES)
    about = sectors.weights(ctx, span.sent.start_char, span.sent.end_char)
    if not dashed or not span[0].text[0].isupper() or "transport" not in about:
        return []
    return [(hit.i, hit.j, " ".join(span.text.split()))]


RULES = {
    "proper": route_by_its_name,
    "named": route_with_ends,
    "via": route_across_a_state,
    "pair": route_of_directions,
    "between": route_from_end_to_end,
}
