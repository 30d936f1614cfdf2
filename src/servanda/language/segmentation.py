"""razdel's sentences and tokens; what it makes of a word between spaces is kept, for texts repeat their words.

razdel never joins across white space, but looks across it in one case: a dash, an underscore, a dot, a comma or a slash
at the edge of such a word is joined to the rest where the neighbour beyond the space is a word or number («кое- что»).
Only there the neighbour's nearest letter is part of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from razdel import sentenize
from razdel import tokenize as cut
from razdel.segmenters.punct import DASHES

from servanda.language.kept import Kept

Token = tuple[int, str]  # where it starts, its text

_WORDS = 60_000  # between spaces, whose tokens are kept
#: Most words: a mark is a token, letters are one, also where hyphens join them, and digits that nothing goes on after.
#: «Yahoo!» is left to razdel.
_PLAIN = re.compile(
    r"([«\"(\[“„]?)((?:[0-9]+-)?[а-яёА-ЯЁ]+(?:-[а-яёА-ЯЁ]+)*|[a-zA-Z]+(?!!)|[0-9]+(?![.,]))([»\")\]”“]?)([,.:;!?]?)"
)
_BETWEEN_SPACES = re.compile(r"\S+")
_JOINS = re.escape(DASHES + "_")
_LOOKS_ACROSS = re.compile(rf"[{_JOINS}.,/\\]\S|.*(?:\S[{_JOINS}]|\d[.,/\\])$", re.DOTALL)


def sentences(text: str) -> Iterator[list[Token]]:
    """Sentences of tokens; a line end always ends a sentence, and none is empty."""
    at = 0
    for line in text.split("\n"):
        for sentence in sentenize(line):
            found = tokens(sentence.text, at + sentence.start)
            if found:
                yield found
        at += len(line) + 1


def tokens(text: str, at: int = 0) -> list[Token]:
    """The tokens of a text that starts at `at`."""
    words = text.split()
    if words == text.split(" "):
        starts: Iterable[int] = accumulate((len(word) + 1 for word in words), initial=at)
    else:
        starts = (match.start() + at for match in _BETWEEN_SPACES.finditer(text))
    found: list[Token] = []
    for n, (word, start) in enumerate(zip(words, starts, strict=False)):
        parts = _alone[word]
        if parts is None:
            before = words[n - 1][-1] if n else ""
            after = words[n + 1][0] if n + 1 < len(words) else ""
            parts = _between[before, word, after]
        for offset, token in parts:
            found.append((start + offset, token))
    return found


def _tokens_alone(word: str) -> tuple[Token, ...] | None:
    plain = _PLAIN.fullmatch(word)
    if plain:
        return tuple((plain.start(n), plain[n]) for n in (1, 2, 3, 4) if plain[n])
    if _LOOKS_ACROSS.match(word):
        return None
    return tuple((token.start, token.text) for token in cut(word))


def _tokens_between(key: tuple[str, str, str]) -> tuple[Token, ...]:
    before, word, after = key
    found = list(cut(f"{before} {word} {after}"))
    found = found[bool(before) : len(found) - bool(after)]
    return tuple((token.start - len(before) - 1, token.text) for token in found)


_alone = Kept(_tokens_alone, _WORDS)
_between = Kept(_tokens_between, _WORDS // 4)
