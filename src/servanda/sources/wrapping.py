"""Plain text whose lines were broken at a fixed width, as mail and old archives have it: its lines are joined again.

A break is replaced by one space, one for one, so that every offset into the text stays what it was. A break is one of
wrapping when the first word of the next line would not have fitted on the line before; a text is wrapped when most of
its breaks are, and most of these stand within sentences. Blank lines, indents, lists and speech after a dash begin a
paragraph and stay.
"""

from __future__ import annotations

import re
from itertools import pairwise

NARROWEST, WIDEST = 40, 100  # characters of the longest line of a wrapped text
LEAST_BREAKS = 4
LEAST_SHARE = 0.6  # of the breaks between two lines with text that wrapping explains
LEAST_INSIDE = 0.5  # of these that end no sentence

_ENDS = re.compile(r"[.!?…:;][»\"”’)]*$")
_ITEM = re.compile(r"\s|[-–—*•·] ?|\(?\w{1,3}[.)]\s")
_HYPHEN = re.compile(r"\w-\s*$")  # a word that was broken: no space may stand there


def unwrapped(text: str) -> str:
    """The text with the breaks of its wrapping replaced by spaces; the same text when it is not wrapped."""
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if not NARROWEST <= width <= WIDEST:
        return text
    between = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    full = [(a, b) for a, b in between if _is_full(a, b, width)]
    inside = [pair for pair in full if not _ENDS.search(pair[0].rstrip())]
    few = len(full) < LEAST_BREAKS or len(full) < LEAST_SHARE * len(between)
    if few or len(inside) < LEAST_INSIDE * len(full):
        return text
    return lines[0] + "".join((" " if _goes_on(a, b, width) else "\n") + b for a, b in pairwise(lines))


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line had no room on this one."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the next line belongs to the paragraph of this one."""
    if not line.strip() or not following.strip() or _HYPHEN.search(line):
        return False
    ended = _ENDS.search(line.rstrip()) is not None
    if ended and _ITEM.match(following):
        return False
    return _is_full(line, following, width) or (following[0].islower() and not ended)
