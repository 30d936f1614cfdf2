"""One figure told twice in a document: in its headline and its text, or in the reporter's words and the speaker's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.model.records import Figure
    from servanda.reading.context import Context

LOOSE = frozenset({"=", "~"})  # comparators that say the same of a rounded number


def once(ctx: Context, found: list[Figure]) -> list[Figure]:
    """The figures of a document, each once, in the order of the text: of two that say the same the one that tells more.

    Two figures of one sentence are never the same.
    """
    kept: list[Figure] = []
    for figure in found:
        at = next((n for n, other in enumerate(kept) if _same(ctx, other, figure)), -1)
        if at < 0:
            kept.append(figure)
        elif _told(figure) > _told(kept[at]):
            kept[at] = figure
    return sorted(kept, key=lambda figure: figure.evidence.start)


def _same(ctx: Context, one: Figure, other: Figure) -> bool:
    """One cell: indicator, states, value, unit and kind, with times and speakers that do not contradict each other.

    A headline may name fewer states than the text («за прошлый год» below «в 2018 году» is one time, too).
    """
    if (one.indicator, one.value, one.unit, one.kind) != (other.indicator, other.value, other.unit, other.kind):
        return False
    headline = len(ctx.paragraphs) > 1 and one.evidence.start < ctx.paragraphs[0][1] <= other.evidence.start
    mine, theirs = set(one.parties), set(other.parties)
    if one.indicator == "other" or not (mine == theirs or (headline and (mine < theirs or theirs < mine))):
        return False
    if one.comparator != other.comparator and not {one.comparator, other.comparator} <= LOOSE:
        return False
    if not (headline or _agree(one.period, other.period)) or not _agree(one.speaker, other.speaker):
        return False
    return ctx.sentence(one.evidence.start) != ctx.sentence(other.evidence.start)


def _agree(mine: str, theirs: str) -> bool:
    return not mine or not theirs or mine == theirs


def _told(figure: Figure) -> int:
    return bool(figure.period) + bool(figure.speaker)
