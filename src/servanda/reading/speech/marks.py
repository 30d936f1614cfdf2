"""Quotation marks brought into pairs: all kinds, nested, unclosed, over several paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from servanda.reading.speech.layout import DASHES, SPACES, STOPS

MARK = re.compile(r"''|``|[«»“”„‟\"‘’‚‹›'＂`]")
FAMILIES = {"«": "angle", "»": "angle", "‹": "single", "›": "single", "'": "single", "‘": "single", "’": "single",
            "‚": "single", "`": "single"}  # fmt: skip
OPENING = frozenset("«„‹‚")
CLOSING = frozenset("»›")
MOST_PARAGRAPHS = 12  # over how many paragraphs a pair may reach
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A quoted region: the words are [start, end), with its marks it is [open, close).

    One that nothing closes reaches to its paragraph's end; `goes_on`: the next paragraph opens with the same mark.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool = True
    goes_on: bool = False


@dataclass(slots=True)
class _Mark:
    at: int
    end: int
    family: str
    side: str  # open, close, either
    paragraph: int


@dataclass(slots=True)
class _State:
    text: str
    paragraphs: list[tuple[int, int]]
    stack: list[_Mark] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def find_pairs(text: str, paragraphs: list[tuple[int, int]]) -> list[Pair]:
    """All pairs in the order of their opening; nested ones lie wholly inside of others."""
    state = _State(text, paragraphs)
    marks = _marks(text, paragraphs)
    balance = _balances(marks)
    before = -1
    for n, mark in enumerate(marks):
        if mark.paragraph != before:
            _cross(state, mark, balance)
            before = mark.paragraph
        side = mark.side
        if side == "either":
            side = "close" if any(m.family == mark.family for m in state.stack) else "open"
        if side == "open":
            if len(state.stack) < DEEPEST:
                state.stack.append(mark)
        else:
            _close(state, mark, _rest(marks, n), balance)
    for mark in state.stack:
        _give_up(state, mark)
    return sorted(state.pairs, key=lambda pair: (pair.open, -pair.close))


# -- what a mark is by the characters beside it ----------------------------------------------------------------------


def _marks(text: str, paragraphs: list[tuple[int, int]]) -> list[_Mark]:
    marks: list[_Mark] = []
    number = -1
    for found in MARK.finditer(text):
        while number + 1 < len(paragraphs) and paragraphs[number + 1][0] <= found.start():
            number += 1
        side = _side(text, found.start(), found.end())
        if side:
            family = FAMILIES.get(found.group(), "double")
            marks.append(_Mark(found.start(), found.end(), family, side, number))
    return marks


def _side(text: str, start: int, end: int) -> str:
    sign = text[start]
    left, right = _beside_left(text, start), _beside_right(text, end)
    if end - start == 1 and FAMILIES.get(sign) == "single" and sign not in "‹›‚" and not (left and right):
        if not left and not right:
            return ""  # an apostrophe
        if sign == "’" and left:
            return ""  # an apostrophe at the beginning of a word
    if sign in OPENING:
        return "open"
    if sign in CLOSING:
        return "close"
    if left and not right:
        return "open"
    if right and not left:
        return "close"
    if left and right and end < len(text) and text[end] in ",.;:!?…)":
        return "close"
    return "either"


def _beside_left(text: str, start: int) -> bool:
    """Nothing of a word stands on the left, looking past other marks."""
    at = start - 1
    while at >= 0 and start - at < DEEPEST and MARK.match(text[at]):
        at -= 1
    if at < 0 or text[at].isspace() or text[at] in "([{/":
        return True
    return text[at] in DASHES and (at == 0 or text[at - 1].isspace() or text[at] != "-")


def _beside_right(text: str, end: int) -> bool:
    """Nothing of a word stands on the right, looking past other marks."""
    at = end
    while at < len(text) and at - end < DEEPEST and MARK.match(text[at]):
        at += 1
    if at >= len(text) or text[at].isspace() or text[at] in ",.;:!?…)]}/":
        return at != end or not (text.startswith("...", at) or text.startswith("…", at))
    return text[at] in DASHES and at + 1 < len(text) and text[at + 1].isspace() and at == end


# -- the stack -------------------------------------------------------------------------------------------------------


def _balances(marks: list[_Mark]) -> dict[int, int]:
    """Opening less closing marks of each paragraph."""
    balance: dict[int, int] = {}
    for mark in marks:
        step = {"open": 1, "close": -1, "either": 0}[mark.side]
        balance[mark.paragraph] = balance.get(mark.paragraph, 0) + step
    return balance


def _rest(marks: list[_Mark], n: int) -> int:
    """Closing less opening marks of the same family in the rest of the paragraph, as far as it matters."""
    rest = 0
    for mark in marks[n + 1 : n + 1 + 4 * DEEPEST]:
        if mark.paragraph != marks[n].paragraph:
            break
        if mark.family == marks[n].family:
            rest += {"open": -1, "close": 1, "either": 0}[mark.side]
    return rest


def starts_speech(text: str, at: int) -> bool:
    """Whether speech may begin at a mark: at a line's or sentence's beginning, after a colon or a dash."""
    before = at - 1
    while before >= 0 and text[before] in SPACES:
        before -= 1
    if before < 0 or text[before] == "\n" or text[before] in STOPS + ":" + DASHES:
        return True
    return text[before] in '»”")' and before > 0 and text[before - 1] in STOPS


def _cross(state: _State, mark: _Mark, balance: dict[int, int]) -> None:
    """A new paragraph: pairs that cannot go on are given up."""
    begins = state.paragraphs[mark.paragraph][0] == mark.at if mark.paragraph >= 0 else True
    kept: list[_Mark] = []
    for old in state.stack:
        far = mark.paragraph - old.paragraph > MOST_PARAGRAPHS
        restart = begins and mark.side == "open" and mark.family == old.family
        surplus = any(balance.get(n, 0) < 0 for n in range(old.paragraph + 1, mark.paragraph + MOST_PARAGRAPHS))
        if far or restart or not surplus or not (starts_speech(state.text, old.at) or kept):
            _give_up(state, old, goes_on=restart and mark.paragraph == old.paragraph + 1)
        else:
            kept.append(old)
    state.stack = kept


def _give_up(state: _State, mark: _Mark, *, goes_on: bool = False) -> None:
    """A mark that nothing closes: a region to the paragraph's end when it may begin speech, else nothing."""
    if mark.paragraph < 0 or not starts_speech(state.text, mark.at):
        return
    end = state.paragraphs[mark.paragraph][1]
    if mark.end < end and not any(mark.at < pair.close and pair.open < mark.at for pair in state.pairs[-DEEPEST:]):
        state.pairs.append(Pair(mark.at, mark.end, end, end, closed=False, goes_on=goes_on))


def _close(state: _State, mark: _Mark, rest: int, balance: dict[int, int]) -> None:
    depth = next((n for n in range(len(state.stack) - 1, -1, -1) if state.stack[n].family == mark.family), None)
    if depth is None:
        if not state.stack or mark.family == "single" or state.stack[-1].family == "single":
            return
        depth = len(state.stack) - 1
    while depth > 0 and rest < depth and _begins(state, depth, mark) and _ends_speech(state, mark, balance):
        _pair(state, depth, mark)
        depth -= 1
    _pair(state, depth, mark)


def _begins(state: _State, depth: int, mark: _Mark) -> bool:
    """A name inside a speech with marks of the same kind, so that one mark may close both."""
    outer, inner = state.stack[0], state.stack[depth]
    same = all(other.family == mark.family for other in state.stack[:depth])
    return same and starts_speech(state.text, outer.at) and not starts_speech(state.text, inner.at)


def _ends_speech(state: _State, mark: _Mark, balance: dict[int, int]) -> bool:
    """What stands after a mark ends a speech: a reporting clause's dash, or the paragraph's end for good."""
    at = mark.end
    while at < len(state.text) and state.text[at] in SPACES + STOPS + ",":
        at += 1
    if at < len(state.text) and state.text[at] in DASHES:
        return True
    return (at >= len(state.text) or state.text[at] == "\n") and balance.get(mark.paragraph + 1, 0) >= 0


def _pair(state: _State, depth: int, mark: _Mark) -> None:
    old = state.stack[depth]
    del state.stack[depth:]
    if old.end < mark.at:
        state.pairs.append(Pair(old.at, old.end, mark.at, mark.end))
