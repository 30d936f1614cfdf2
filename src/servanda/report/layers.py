"""A text cut at every edge of its evidence, so that pieces that overlap can be shown together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text at [start, end) that lies in the same spans throughout.

    `layers` holds the indices of those spans, innermost (shortest) first.
    """

    start: int
    end: int
    layers: tuple[int, ...] = ()


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text that hold any words stand."""
    return [found.span() for found in _PARAGRAPH.finditer(text)]


def cut(text: str, spans: Sequence[tuple[int, int]]) -> list[list[Segment]]:
    """The paragraphs of a text, each as its segments in order; joined they are the text without its empty lines."""
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    coming = 0
    active: list[int] = []
    shown: list[list[Segment]] = []
    for start, end in paragraphs(text):
        while coming < len(order) and spans[order[coming]][0] < end:
            active.append(order[coming])
            coming += 1
        active = [i for i in active if spans[i][1] > start]
        shown.append(list(_segments(start, end, {i: spans[i] for i in active})))
    return shown


def _segments(start: int, end: int, spans: dict[int, tuple[int, int]]) -> Iterator[Segment]:
    """The segments of one paragraph, of the spans that reach into it."""
    clipped = {i: (max(start, left), min(end, right)) for i, (left, right) in spans.items()}
    edges = sorted({start, end, *(edge for span in clipped.values() for edge in span)})
    opening: dict[int, list[int]] = {}
    for i, (left, _) in clipped.items():
        opening.setdefault(left, []).append(i)
    layers: list[int] = []
    for left, right in pairwise(edges):
        layers = [i for i in layers if clipped[i][1] > left] + opening.get(left, [])
        layers.sort(key=lambda i: (spans[i][1] - spans[i][0], -spans[i][0], i))
        yield Segment(left, right, tuple(layers))
