"""Relations: the level at which a text ranks a relationship between states."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from servanda.model.records import Relation
from servanda.model.vocabulary import Level
from servanda.reading import frames, names
from servanda.reading import parties as about
from servanda.reading.rules import veto

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "relations"


def find(ctx: Context) -> list[Relation]:
    """One record a pair of states and level; `other` only where the text gives no rank."""
    out: dict[tuple[frozenset[str], str], Relation] = {}
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}", overlaps=True):
        if veto(ctx.trace, KIND, VETOES, (ctx, hit), ctx.doc[hit.i].idx):
            continue
        states = _parties(ctx, hit)
        if len(states) < 2:
            continue
        level = cast("Level", hit.row["level"])
        key = (frozenset(states), level)
        if key not in out:
            start, end = _evidence(ctx, hit)
            out[key] = Relation(
                evidence=ctx.evidence(start, end),
                rule=f"rank_{level}",
                speaker=ctx.speaker_at(start),
                parties=states,
                level=level,
            )
    ranked = {states for states, level in out if level not in ("other", "good_neighbourhood")}
    return [r for (states, level), r in out.items() if level != "other" or states not in ranked]


def inside_a_longer_rank(item: tuple[Context, frames.Hit]) -> bool:
    """«стратегическое партнерство» within «всеобъемлющее стратегическое партнерство»."""
    ctx, hit = item
    return any(
        other.row["level"] != "other" and other.i <= hit.i and hit.j <= other.j and other.j - other.i > hit.j - hit.i
        for other in ctx.frames(f"{ctx.adapter.code}/{KIND}", overlaps=True)
    )


def in_a_name(item: tuple[Context, frames.Hit]) -> bool:
    """In the title of a document or body («Договор о стратегическом партнерстве») it ranks nothing by itself."""
    ctx, hit = item
    above = {t.i for t in (ctx.doc[hit.j - 1], *ctx.doc[hit.j - 1].ancestors)}
    tables = (f"{ctx.adapter.code}/instruments", f"{ctx.adapter.code}/mechanisms")
    return any(h.j <= hit.i and names.head_of(ctx, h).i in above for name in tables for h in ctx.frames(name))


VETOES = (inside_a_longer_rank, in_a_name)


def _parties(ctx: Context, hit: frames.Hit) -> tuple[str, ...]:
    """The states of the clause around; one of them and its partner; else the document's two."""
    sent = ctx.doc[hit.i].sent
    named = names.codes(ctx, max(sent.start, hit.i - 12), min(sent.end, hit.j + 8))
    two = about.pair(ctx)
    states = [code for code in named if any(code in m.codes and m.sort == "state" for m in ctx.states)]
    if len(states) == 2:
        return tuple(states)
    if len(states) > 2:
        inside = tuple(code for code in states if code in two)
        return inside if len(inside) == 2 else tuple(states[:2])
    if len(states) == 1 and states[0] not in two:
        side = ctx.side_at(ctx.doc[hit.i].idx)
        return (side, states[0]) if side else ()
    return two


def _evidence(ctx: Context, hit: frames.Hit) -> tuple[int, int]:
    """From the states that stand near in the clause to the rank."""
    sent = ctx.doc[hit.i].sent
    i, j = hit.i, hit.j
    for m in ctx.states:
        if max(sent.start, hit.i - 8) <= m.i and m.j <= min(sent.end, hit.j + 6) and m.form != "capital":
            between = ctx.doc[min(m.j, hit.j) : max(m.i, hit.i)]
            if not any(t.text in ",;" for t in between):
                i, j = min(i, m.i), max(j, m.j)
    return ctx.doc[i].idx, ctx.doc[j - 1].idx + len(ctx.doc[j - 1].text)
