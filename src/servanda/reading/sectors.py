"""Which sector a piece of text deals with, by the words of `lexicon/LANG/sectors.tsv`."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from servanda.model.vocabulary import TOPICS, Topic

if TYPE_CHECKING:
    from servanda.reading.context import Context

#: Where nothing in the document tells the sector: what states do with each other in general.
GENERAL: Topic = "multilateral"
#: Sectors that are named in passing everywhere and make no field of their own («торгово-экономическое сотрудничество»).
BROAD: frozenset[Topic] = frozenset({"trade", "multilateral", "regional", "humanitarian"})
#: Named as the place or frame of a deed more often than as its field.
VENUES: frozenset[Topic] = frozenset({"multilateral", "regional"})
#: By which something is done in another field.
MEANS: frozenset[Topic] = frozenset({"investment", "finance"})
MUCH, SHARE = 6, 0.35  # weight and share of a document's words that make its field
_KEY = "servanda.sectors"


@dataclass(frozen=True, slots=True)
class SectorWord:
    """A word or phrase at code points [start, end) that shows a sector; weight 1 is a hint, 3 decides."""

    start: int
    end: int
    topic: Topic
    weight: int


def sector_words(ctx: Context) -> list[SectorWord]:
    """All sector words of the document, in its order; worked out once."""
    kept = ctx.doc.user_data.get(_KEY)
    if kept is None:
        kept = [
            SectorWord(ctx.doc[hit.i].idx, _end(ctx, hit.j), _topic(topic), int(hit.row["weight"]))
            for hit in ctx.frames(f"{ctx.adapter.code}/sectors")
            for topic in hit.row.several("topic")
        ]
        ctx.doc.user_data[_KEY] = kept
    return cast("list[SectorWord]", kept)


def weights(ctx: Context, start: int, end: int) -> dict[Topic, int]:
    """Weight of every sector shown in [start, end), in the order of first mention."""
    words = sector_words(ctx)
    found: dict[Topic, int] = {}
    for word in words[bisect.bisect_left(words, start, key=lambda w: w.start) :]:
        if word.start >= end:
            break
        found[word.topic] = found.get(word.topic, 0) + word.weight
    return found


def sector(ctx: Context, start: int, end: int) -> Topic:
    """The sector that the words at [start, end) deal with.

    The heaviest there, the first named of equals; else that of the sentence, of the paragraph up to it, of the
    paragraph before, of the document when it has one. A bloc or region named there («ООН») is asked last.
    """
    pieces = _widening(ctx, start, end)
    inside = weights(ctx, *pieces[0])
    for piece in pieces if not inside or not set(inside) <= VENUES else pieces[:2]:
        found = {topic: weight for topic, weight in weights(ctx, *piece).items() if topic not in VENUES or not inside}
        if found:
            return _heaviest(found)
    if inside:
        return _heaviest(inside)
    whole = weights(ctx, 0, len(ctx.document.text))
    most = max(whole.values(), default=0)
    return _heaviest(whole) if most >= MUCH and most >= SHARE * sum(whole.values()) else GENERAL


def named(ctx: Context, start: int, end: int) -> Topic:
    """The sector that the words at [start, end) name themselves."""
    found = weights(ctx, start, end)
    return _heaviest(found) if found else GENERAL


def _heaviest(found: dict[Topic, int]) -> Topic:
    """The topic of most weight; of equals a field before a means («инвестировать в переработку зерна»)."""
    return max(found, key=lambda topic: (found[topic], topic not in MEANS))


def _widening(ctx: Context, start: int, end: int) -> list[tuple[int, int]]:
    sentence = ctx.sentence(start)
    paragraph = ctx.paragraph(start)
    before = ctx.paragraph(max(0, paragraph[0] - 1))
    return [
        (start, end),
        (sentence.start_char, sentence.end_char),
        (ctx.sentence(max(paragraph[0], sentence.start_char - 1)).start_char, start),
        (paragraph[0], start),
        before,
    ]


def _end(ctx: Context, j: int) -> int:
    last = ctx.doc[j - 1]
    return int(last.idx) + len(last.text)


def _topic(name: str) -> Topic:
    return TOPICS[TOPICS.index(cast("Topic", name))]
