"""An annotated text as columns of tokens, with sentences and paragraphs, for look-ups in logarithmic time."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from servanda.reading.once import text_of, tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DASHES = "–—―−-"
STOPS = ".!?…"
LEFT_MARKS = "«„“‟\"'‘‚‹`"
RIGHT_MARKS = "»”“\"'’›`"
SPACES = " \t\u00a0\u2009\u202f"


KEY = "servanda.layout"


class Layout:
    """Columns of a Doc. `i` are token indexes, `char` are code points."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        tokens = tokens_of(doc)
        self.starts = [t.idx for t in tokens]
        self.words = [t.text for t in tokens]
        self.lemmas = [t.lemma_ for t in tokens]
        self.norms = [t.norm_ for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.first: list[int] = []  # of every token: the first token of its sentence
        self.last: list[int] = []  # of every token: one past the last token of its sentence
        self._sentences(tokens)
        self.paragraphs = _paragraphs(self.text)
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    def _sentences(self, tokens: Sequence[Token]) -> None:
        bounds = [n for n, t in enumerate(tokens) if n == 0 or t.is_sent_start]
        for begin, following in itertools.pairwise([*bounds, len(tokens)]):
            end = following
            while end > begin + 1 and self.pos[end - 1] == "SPACE":
                end -= 1
            self.first.extend([begin] * (following - begin))
            self.last.extend([end] * (following - begin))

    def __len__(self) -> int:
        return len(self.starts)

    def end(self, i: int) -> int:
        """One past the last code point of a token."""
        return self.starts[i] + len(self.words[i])

    def token_at(self, char: int) -> int:
        """The token that stands at a code point, the one before it where none does; 0 at the very beginning."""
        return max(0, bisect.bisect_right(self.starts, char) - 1)

    def first_from(self, char: int) -> int:
        """The first token that begins at a code point or after it."""
        return bisect.bisect_left(self.starts, char)

    def feature(self, i: int, name: str) -> str:
        """A morphological feature (`Case`, `VerbForm`, …) or `""`."""
        values = self.doc[i].morph.get(name, [])
        return values[0] if values else ""

    def is_word(self, i: int) -> bool:
        """A token with a letter or a digit."""
        word = self.words[i]
        return self.pos[i] not in ("PUNCT", "SPACE") and (word.isalnum() or any(c.isalnum() for c in word))

    def sentence(self, i: int) -> tuple[int, int]:
        """The tokens of the sentence of a token, blanks at its ends left out."""
        begin = self.first[i]
        while begin < self.last[i] - 1 and self.pos[begin] == "SPACE":
            begin += 1
        return begin, self.last[i]

    def paragraph(self, char: int) -> int:
        """The number of the paragraph around a code point (or before it); -1 before the first."""
        return bisect.bisect_right(self._paragraph_starts, char) - 1

    def before(self, char: int, *, lines: bool = False) -> int:
        """Index of the last character before `char` that is no blank (with `lines`: no line end either); -1: none."""
        at = char - 1
        while at >= 0 and (self.text[at] in SPACES or (lines and self.text[at].isspace())):
            at -= 1
        return at if at >= 0 and not self.text[at].isspace() else -1

    def after(self, char: int) -> int:
        """Index of the first character from `char` on that is no blank; the text's length when there is none."""
        while char < len(self.text) and self.text[char] in SPACES:
            char += 1
        return char

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A span without the white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end


def layout_of(doc: Doc) -> Layout:
    """The layout of a Doc, made once."""
    known: Layout | None = doc.user_data.get(KEY)
    if known is None:
        known = doc.user_data[KEY] = Layout(doc)
    return known


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that hold text, trimmed; a line broken off in mid-sentence is joined to the next."""
    spans: list[tuple[int, int]] = []
    at = 0
    broken = False
    for line in text.split("\n"):
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            if broken and body[0].islower():
                spans[-1] = (spans[-1][0], start + len(body))
            else:
                spans.append((start, start + len(body)))
        broken = bool(body) and (body[-1].isalnum() or body[-1] in ",-–—")
        at += len(line) + 1
    return spans
