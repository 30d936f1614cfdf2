"""Topics: the sectors that a document deals with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from servanda.model.vocabulary import TOPICS, Topic
from servanda.reading import frames, mechanisms, sectors

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.sectors import SectorWord

KIND = "topics"
#: Weight from which on a sector is dealt with wherever its words stand. `python -m bench.topics` prints the sweep.
FIRM = 3
#: Weight that is enough where a word stands at the beginning or beside a word for a field or for joint work.
ENOUGH = 2
LEAD = 300  # code points: the title and the first sentence


def find(ctx: Context, used: Iterable[Topic] = ()) -> list[Topic]:
    """Every sector with enough words, and the sectors of the records already read, in the guide's order."""
    dealt = {topic for topic, weight in weights(ctx).items() if weight >= FIRM} | set(used)
    return [topic for topic in TOPICS if topic in dealt]


def weights(ctx: Context) -> dict[Topic, int]:
    """Weight of every sector in the document, in the order of first mention; words within mere names do not count.

    One ordinary word that is named in passing is a hint only.
    """
    found: dict[Topic, int] = {}
    dealt: set[Topic] = set()
    names = _names(ctx)
    for word in sectors.sector_words(ctx):
        name = next((rule for rule, start, end in names if start <= word.start < end), "")
        ctx.trace.note(KIND, name or "sector_word", word.start, f"{word.topic} {0 if name else word.weight}")
        if not name:
            found[word.topic] = found.get(word.topic, 0) + word.weight
            if word.start < LEAD or _of_a_field(ctx, word):
                dealt.add(word.topic)
    return {topic: FIRM if weight == ENOUGH and topic in dealt else weight for topic, weight in found.items()}


def _of_a_field(ctx: Context, word: SectorWord) -> bool:
    """Its sentence speaks of a field of work or of what sides do together («сотрудничество в сфере энергетики»)."""
    code = ctx.adapter.code
    words = frames.words(f"{code}/complements", "word", **{"class": "field"})
    deeds = frames.words(f"{code}/joint_words", "word", **{"class": "deed"})
    return any(t.lemma_ in words or t.lemma_ in deeds for t in ctx.sentence(word.start))


def _names(ctx: Context) -> list[tuple[str, int, int]]:
    """Code points of posts («министр сельского хозяйства»), bodies and states: mere names."""
    doc = ctx.doc
    posts = [("post", doc[p.i].idx, doc[p.j - 1].idx + len(doc[p.j - 1].text)) for p in ctx.people.posts if p.i < p.j]
    bodies = [("body", m.span.start_char, m.span.end_char) for m in mechanisms.accepted(ctx)]
    states = [("state", m.start, m.end) for m in ctx.states if m.sort == "state"]
    return [*posts, *bodies, *states]
