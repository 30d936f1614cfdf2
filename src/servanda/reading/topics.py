"""Topics: the sectors that a document deals with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from servanda.model.vocabulary import TOPICS, Topic
from servanda.reading import mechanisms, sectors

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "topics"
#: Weight from which on a sector is dealt with: one ordinary word. `python -m bench.topics` prints the sweep.
ENOUGH = 2


def find(ctx: Context, used: Iterable[Topic] = ()) -> list[Topic]:
    """Every sector with enough words, and the sectors of the records already read, in the guide's order."""
    dealt = {topic for topic, weight in weights(ctx).items() if weight >= ENOUGH} | set(used)
    return [topic for topic in TOPICS if topic in dealt]


def weights(ctx: Context) -> dict[Topic, int]:
    """Weight of every sector in the document, in the order of first mention; words within mere names do not count."""
    found: dict[Topic, int] = {}
    names = _names(ctx)
    for word in sectors.sector_words(ctx):
        name = next((rule for rule, start, end in names if start <= word.start < end), "")
        ctx.trace.note(KIND, name or "sector_word", word.start, f"{word.topic} {0 if name else word.weight}")
        if not name:
            found[word.topic] = found.get(word.topic, 0) + word.weight
    return found


def _names(ctx: Context) -> list[tuple[str, int, int]]:
    """Code points of posts («министр сельского хозяйства»), bodies and states: mere names."""
    doc = ctx.doc
    posts = [("post", doc[p.i].idx, doc[p.j - 1].idx + len(doc[p.j - 1].text)) for p in ctx.people.posts if p.i < p.j]
    bodies = [("body", m.span.start_char, m.span.end_char) for m in mechanisms.accepted(ctx)]
    states = [("state", m.start, m.end) for m in ctx.states if m.sort == "state"]
    return [*posts, *bodies, *states]
