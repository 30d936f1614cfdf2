"""Sentences as trees. The tagger's heads may run in a circle, and a sentence may get two roots or none."""

from __future__ import annotations

from collections.abc import Sequence
from operator import ge, le
from typing import Any

import numpy as np


def rooted(heads: Sequence[int], sizes: Sequence[int]) -> Any:
    """The heads of sentences of these sizes, each a tree whose one root heads itself: an array of token numbers.

    `heads` count within the sentence from 1, 0 is the root. A circle, or a second root, would make spaCy join or split
    sentences: where there is one it is cut open. Sentences that are trees stay as they are.
    """
    ends = np.cumsum(sizes)
    numbers = np.arange(len(heads))
    firsts = np.repeat(ends - sizes, sizes)
    given = np.array(heads)
    fixed = np.where(given == 0, numbers, firsts + given - 1)
    above = fixed
    for _ in range(max(sizes).bit_length()):
        above = above[above]
    tops = above[firsts]  # where the first token of each sentence comes to: its root, if it is a tree
    wrong = (above != tops) | (fixed[tops] != tops)
    for end in dict.fromkeys(np.repeat(ends, sizes)[wrong].tolist()):
        first = int(firsts[end - 1])
        fixed[first:end] = [first + head for head in one_tree([head - 1 for head in heads[first:end]])]
    return fixed


def edges(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """The first and the last token of what hangs on each token, itself included; a root heads itself."""
    numbers = range(len(heads))
    lefts, rights = list(numbers), list(numbers)
    found = not heads
    while not found:  # once, but for trees whose branches cross
        for way in (numbers, reversed(numbers)):
            for n in way:
                head = heads[n]
                if lefts[n] < lefts[head]:
                    lefts[head] = lefts[n]
                if rights[n] > rights[head]:
                    rights[head] = rights[n]
        found = all(map(ge, lefts, map(lefts.__getitem__, heads))) and all(
            map(le, rights, map(rights.__getitem__, heads))
        )
    return lefts, rights


def one_tree(heads: Sequence[int]) -> list[int]:
    """The heads of one sentence (-1 the root) as a tree with one root, which heads itself."""
    size = len(heads)
    fixed = [head if 0 <= head < size else n for n, head in enumerate(heads)]
    root = next((n for n, head in enumerate(fixed) if n == head), -1)
    safe: set[int] = set()
    for n in range(size):
        path: list[int] = []
        at = n
        while at not in safe and at not in path and fixed[at] != at:
            path.append(at)
            at = fixed[at]
        if at in path or (fixed[at] == at and at != root):
            cut = min(path[path.index(at) :]) if at in path else at
            root = cut if root < 0 else root
            fixed[cut] = root
        safe.update(path)
    return fixed
