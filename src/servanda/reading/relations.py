"""Relations: the level at which a text ranks a relationship between states."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from servanda.model.records import Relation
from servanda.model.vocabulary import Level
from servanda.reading import frames, names, phrases, stages
from servanda.reading import parties as about
from servanda.reading.rules import veto

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

KIND = "relations"
LOW = ("other", "good_neighbourhood")
TITLES_SAY_LITTLE = ("enhanced_strategic_partnership", *LOW)
BESIDE = 8  # tokens around a rank in which a company is named


def find(ctx: Context) -> list[Relation]:
    """One record a pair of states and level; friendly words and titles only where the text gives no rank otherwise."""
    out: dict[tuple[frozenset[str], str], Relation] = {}
    weak: dict[tuple[frozenset[str], str], Relation] = {}
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}", overlaps=True):
        against = veto(ctx.trace, KIND, VETOES, (ctx, hit), ctx.doc[hit.i].idx)
        if against and against != in_a_title.__name__:
            continue
        states = _parties(ctx, hit)
        if len(states) < 2:
            continue
        key = (frozenset(states), hit.row["level"])
        firm = not against and hit.row["sort"] != "word"
        (out if firm else weak).setdefault(key, _record(ctx, hit, states, rule=against or f"rank_{hit.row['level']}"))
    ranked = {states for states, level in out if level not in LOW}
    kept = {key: record for key, record in weak.items() if key[0] not in ranked and key not in out}
    return [*out.values(), *kept.values()]


def _record(ctx: Context, hit: frames.Hit, states: tuple[str, ...], *, rule: str) -> Relation:
    start, end = _evidence(ctx, hit)
    return Relation(
        evidence=ctx.evidence(start, end),
        rule=rule,
        speaker=ctx.speaker_at(start),
        parties=states,
        level=cast("Level", hit.row["level"]),
    )


# -- what speaks against it -------------------------------------------------------------------------------------------


def inside_a_longer_rank(item: tuple[Context, frames.Hit]) -> bool:
    """«стратегическое партнерство» within «всеобъемлющее стратегическое партнерство»."""
    ctx, hit = item
    return any(
        other.row["level"] != "other" and other.i <= hit.i and hit.j <= other.j and other.j - other.i > hit.j - hit.i
        for other in ctx.frames(f"{ctx.adapter.code}/{KIND}", overlaps=True)
    )


def in_the_name_of_a_body(item: tuple[Context, frames.Hit]) -> bool:
    """«Совет стратегического партнерства» ranks nothing."""
    return _within(item, "mechanisms")


def in_a_weak_title(item: tuple[Context, frames.Hit]) -> bool:
    """A title ranks by the words «strategic» and «allied», and where the sides stand by it («приверженность …»)."""
    ctx, hit = item
    heads = _heads_above(item, "instruments")
    stood_by = any(stages.around(ctx, head).close("force") for head in heads)
    return bool(heads) and (hit.row["level"] in TITLES_SAY_LITTLE or not stood_by)


def in_a_title(item: tuple[Context, frames.Hit]) -> bool:
    """«Договор о стратегическом партнерстве» counts where the text gives no rank otherwise."""
    return _within(item, "instruments")


def several_allies(item: tuple[Context, frames.Hit]) -> bool:
    """«США и их союзники»: persons or many, no rank of two."""
    ctx, hit = item
    last = ctx.doc[hit.j - 1]
    many = last.morph.get("Number", []) == ["Plur"] and last.morph.get("Animacy", []) == ["Anim"]
    return many and hit.row["level"] == "alliance"


def nobody_named(item: tuple[Context, frames.Hit]) -> bool:
    """«поиск торговых партнеров»: a friendly word or a figure's rank without a state or «обе страны»."""
    ctx, hit = item
    sent = ctx.doc[hit.i].sent
    both = about.collective_at(ctx, sent.start, sent.end) in ("both", "mutual")
    return hit.row["sort"] != "rank" and not both and not _near(ctx, hit)


def of_companies(item: tuple[Context, frames.Hit]) -> bool:
    """«стратегический партнер АО «Восток»»."""
    ctx, hit = item
    around = ctx.doc[max(ctx.doc[hit.i].sent.start, hit.i - BESIDE) : min(ctx.doc[hit.i].sent.end, hit.j + BESIDE)]
    company = any(t.ent_type_ == "ORG" for t in around) or any(phrases.opens(ctx.doc, t.i) for t in around)
    spoken = any(start <= ctx.doc[hit.i].idx < end for start, end in ((s.start, s.end) for s in ctx.speech))
    return company and not spoken and not _near(ctx, hit)


def place_in_statistics(item: tuple[Context, frames.Hit]) -> bool:
    """«третье место среди торговых партнеров»: a place in a table of trade."""
    ctx, hit = item
    before = ctx.doc[max(ctx.doc[hit.i].sent.start, hit.i - 2) : hit.i]
    return hit.row["sort"] == "measure" and any("among" in stages.classes(ctx, t) for t in before)


VETOES = (
    inside_a_longer_rank,
    place_in_statistics,
    in_the_name_of_a_body,
    in_a_weak_title,
    several_allies,
    nobody_named,
    of_companies,
    in_a_title,
)


def _within(item: tuple[Context, frames.Hit], kind: str) -> bool:
    """The rank stands in the name of a body or document: on its head word or in its row of the table."""
    ctx, hit = item
    inside = any(h.i <= hit.i < h.j for h in ctx.frames(f"{ctx.adapter.code}/{kind}"))
    return inside or bool(_heads_above(item, kind))


def _heads_above(item: tuple[Context, frames.Hit], kind: str) -> list[Token]:
    """Head words of a table before the rank, on which it depends."""
    ctx, hit = item
    above = {t.i for t in (ctx.doc[hit.j - 1], *ctx.doc[hit.j - 1].ancestors)}
    heads = [names.head_of(ctx, h) for h in ctx.frames(f"{ctx.adapter.code}/{kind}") if h.j <= hit.i]
    return [head for head in heads if head.i in above]


# -- whose relationship it is, and the words that say so --------------------------------------------------------------


def _near(ctx: Context, hit: frames.Hit) -> list[str]:
    """States named in the clause around."""
    sent = ctx.doc[hit.i].sent
    named = names.codes(ctx, max(sent.start, hit.i - 12), min(sent.end, hit.j + 8))
    return [code for code in named if any(code in m.codes and m.sort == "state" for m in ctx.states)]


def _parties(ctx: Context, hit: frames.Hit) -> tuple[str, ...]:
    """The states of the clause around; one of them and its partner; else the document's two."""
    two = about.pair(ctx)
    states = _near(ctx, hit)
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
