"""How alike two names, people, lists or spans are, as the gold standard sees it.

Names are compared by word stems, cut hard enough to forget Russian inflection: a reader that answers in another case
has found the same thing. A state code equals itself alone.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence

Span = tuple[int, int]
Alike = Callable[[str, str], float]

_WORD = re.compile(r"\w+")
_STATE_CODE = re.compile(r"[A-Z]{2}")
_NEARLY_THE_SAME_LETTERS = 0.85
_SAME_SURNAME = 0.9


def words(text: str) -> list[str]:
    """The words of a name in lower case, without dots over the Russian e, marks and blanks."""
    return _WORD.findall(text.lower().replace("\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}"))


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 3)] if len(word) > 5 else word[:4]


def stems(text: str) -> frozenset[str]:
    """The stems of a name's words; words of one or two letters count only when they are numbers."""
    return frozenset(_stem(word) for word in words(text) if len(word) > 2 or word.isdigit())


def same_name(left: str, right: str, least: float = 0.6) -> float:
    """Likeness of two names from `least` to 1, or 0 when they are different names."""
    mine, theirs = " ".join(words(left)), " ".join(words(right))
    if mine == theirs:
        return 1.0
    if _STATE_CODE.fullmatch(left) or _STATE_CODE.fullmatch(right):
        return 0.0
    my_stems, their_stems = stems(left), stems(right)
    all_stems = my_stems | their_stems
    by_stems = len(my_stems & their_stems) / len(all_stems) if all_stems else 0.0
    by_letters = difflib.SequenceMatcher(None, mine, theirs).ratio()
    best = max(by_stems, by_letters if by_letters >= _NEARLY_THE_SAME_LETTERS else 0.0)
    return best if best >= least else 0.0


def same_person(left: str, right: str) -> float:
    """Likeness of two people: one surname (the last word), or much the same name.

    State codes are too short to have a stem, so any two of them are alike here, as in the scorer beside the guide.
    """
    mine, theirs = words(left), words(right)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    if stems(mine[-1]) == stems(theirs[-1]):
        return _SAME_SURNAME
    return same_name(left, right)


def shared_part(left: Sequence[str], right: Sequence[str], alike: Alike) -> float:
    """Dice share of the names of `left` that `right` has too; 1 when both are empty."""
    if not left and not right:
        return 1.0
    hits = sum(1 for mine in left if any(alike(mine, theirs) for theirs in right))
    return 2 * hits / (len(left) + len(right))


def same_set(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether both name the same, in whatever order."""
    return set(left) == set(right)


def same_number(left: object, right: object) -> bool:
    """Whether both are the same number up to rounding in the seventh digit."""
    if not isinstance(left, (int, float, str)) or not isinstance(right, (int, float, str)):
        return False
    try:
        mine, theirs = float(left), float(right)
    except ValueError:
        return False
    return abs(mine - theirs) <= 1e-6 * max(1.0, abs(mine))


def _common(left: Span, right: Span) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def overlap_of_shorter(left: Span, right: Span) -> float:
    """What the spans share, as a part of the shorter."""
    return _common(left, right) / max(1, min(left[1] - left[0], right[1] - right[0]))


def overlap_of_whole(left: Span, right: Span) -> float:
    """What the spans share, as a part of all that lies between their outer ends."""
    return _common(left, right) / max(1, max(left[1], right[1]) - min(left[0], right[0]))
