"""Topics: the sectors that a document deals with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from servanda.model.vocabulary import TOPICS, Topic
from servanda.reading import sectors

if TYPE_CHECKING:
    from servanda.reading.context import Context

ENOUGH = 2  # weight from which on a sector is dealt with: one ordinary word (bench/topics.py has the sweep)


def find(ctx: Context, used: Iterable[Topic] = ()) -> list[Topic]:
    """Every sector with enough words, and the sectors of the records already read, in the guide's order."""
    found = sectors.weights(ctx, 0, len(ctx.document.text))
    dealt = {topic for topic, weight in found.items() if weight >= ENOUGH} | set(used)
    return [topic for topic in TOPICS if topic in dealt]
