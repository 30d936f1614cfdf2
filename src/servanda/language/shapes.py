"""What the models see of a token: its number in their list of words, and its outline (slovnet's `word_shape`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~" + "-‐−‒⁃–—―" + "`\"'«»„“ʼʻ”" + "№…"
_KIND = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(_MARKS)}]+)", re.IGNORECASE
)


def shape(word: str) -> str:
    """The outline of a token: its alphabet with its letter case, the mark that it is, `NUM` or `OTHER`.

    What it begins with decides: «СИЗО-6» is a Russian word, «2011-2020» a number.
    """
    match = _KIND.match(word)
    kind = match.lastgroup if match else None
    if kind == "PUNCT":
        return f"PUNCT_{word if word in _MARKS and len(word) == 1 else 'OTHER'}"
    return f"{kind}_{_outline(word)}" if kind in ("RU", "EN") else kind or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _title(left) and _title(right) else "OTHER"


def _title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


class Lists:
    """The models' lists of words and outlines: a token becomes one number for both, its pair."""

    def __init__(self, words: Sequence[str], shapes: Sequence[str]) -> None:
        self._words = dict(zip(words, range(len(words)), strict=True))
        self._shapes = {name: n for n, name in enumerate(shapes)}
        self._unknown = self._words["<unk>"]
        self._width = len(shapes)

    def pair(self, token: str) -> int:
        """The number of a token's (word, outline)."""
        return self._words.get(token.lower(), self._unknown) * self._width + self._shapes[shape(token)]

    def parts(self, pair: int) -> tuple[int, int]:
        """The numbers of the word and of the outline in their lists."""
        return divmod(pair, self._width)
