"""Texts cut by razdel and tagged by slovnet's models.

Every text is worked on by itself and in the same pieces, so that its tags depend on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from servanda.language.kept import Kept
from servanda.language.segmentation import Token, sentences
from servanda.language.tagger import Tagger

_PIECE = 400  # tokens of a sentence worked on at once: a table, a list without dots
_CHUNK = 2000  # tokens of a text worked on at once, over which names are looked for
_TOKENS = 100_000  # whose number in the models' lists is kept


@dataclass(slots=True)
class Tagged:
    """The tokens of a text, column by column, with what the models say of them.

    Tags, relations and names are numbers in `Engines.lists`; heads count within the sentence from 1, 0 its root.
    """

    starts: list[int] = field(default_factory=list)  # in code points
    forms: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)  # of the sentences
    tags: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)


class Engines:
    """Segmentation and tags."""

    def __init__(self) -> None:
        self._tagger = Tagger()
        self._pairs = Kept(self._tagger.pair, _TOKENS)
        self.lists = self._tagger.tags, self._tagger.relations, self._tagger.names

    def tagged(self, text: str) -> Tagged:
        """A text's sentences of tagged tokens."""
        whole = Tagged()
        for chunk in chunks(text):
            sizes = [len(sentence) for sentence in chunk]
            forms = [form for sentence in chunk for _, form in sentence]
            pairs = self._pairs
            found = self._tagger([pairs[form] for form in forms], sizes)
            whole.starts += [start for sentence in chunk for start, _ in sentence]
            whole.forms += forms
            whole.sizes += sizes
            whole.tags += found.tags
            whole.heads += found.heads
            whole.relations += found.relations
            whole.names += found.names
        return whole


def chunks(text: str) -> Iterator[list[list[Token]]]:
    """A text's sentences, by as many as are worked on at once."""
    chunk: list[list[Token]] = []
    size = 0
    for sentence in sentences(text):
        for piece in _pieces(sentence):
            if chunk and size + len(piece) > _CHUNK:
                yield chunk
                chunk, size = [], 0
            chunk.append(piece)
            size += len(piece)
    if chunk:
        yield chunk


def _pieces(sentence: list[Token], most: int = _PIECE) -> list[list[Token]]:
    return [sentence[n : n + most] for n in range(0, len(sentence), most)]
