"""A document's tokens as plain objects: the names are spaCy's, the values are worked out once.

spaCy makes a new object for every `doc[i]` and looks every string up anew; the rules ask for both some twenty times a
token. `Context` takes the annotation over once; the rules, whose types are spaCy's, see no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, overload

if TYPE_CHECKING:
    from spacy import tokens as spacy


class Morph(dict[str, list[str]]):
    """The features of a token: the values of each by its name."""

    def __init__(self, written: str) -> None:
        """`written`: features as Universal Dependencies writes them (`Case=Gen|Number=Sing`)."""
        parts = (part.partition("=") for part in written.split("|") if part)
        super().__init__((name, values.split(",")) for name, _, values in parts)
        self.written = written

    def __str__(self) -> str:
        return self.written

    def to_dict(self) -> dict[str, str]:
        """Each feature with its values as they are written."""
        return {name: ",".join(values) for name, values in self.items()}


_morphs: dict[int, Morph] = {}  # by spaCy's number for them; as many as the tagger has tags
_STRINGS = ("ORTH", "LEMMA", "NORM", "POS", "DEP", "ENT_TYPE")
_NUMBERS = ("ENT_IOB", "SENT_START", "IS_SPACE", "IS_PUNCT", "SPACY", "IDX", "HEAD", "MORPH")
_MODULUS = 2**64
_IOB = ("", "I", "O", "B")
_SENTENCE = {0: None, 1: True}  # spaCy's SENT_START; another number: inside of one


def _morph(doc: spacy.Doc, i: int, number: int) -> Morph:
    """The features of a token by spaCy's number for them."""
    known = _morphs.get(number)
    if known is None:
        known = _morphs[number] = Morph(str(doc[i].morph))
    return known


class Token:
    """A token; `head` and `sent` are set by the document when all its tokens are there."""

    __slots__ = (
        "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start", "is_space",
        "left_edge", "lefts", "lemma_", "morph", "norm_", "pos_", "right_edge", "rights", "sent", "text", "whitespace_",
    )  # fmt: skip
    head: Token
    left_edge: Token
    right_edge: Token
    sent: Span

    def __init__(self, doc: Words, i: int, strings: Sequence[str], numbers: Sequence[int]) -> None:
        """What spaCy's columns `_STRINGS` and `_NUMBERS` say of it."""
        self.doc, self.i = doc, i
        self.text, self.lemma_, self.norm_, self.pos_, self.dep_, self.ent_type_ = strings
        iob, start, space, punct, spaced, self.idx, _, morph = numbers
        self.ent_iob_ = _IOB[iob]
        self.is_sent_start = _SENTENCE.get(start, False)
        self.is_space, self.is_punct = bool(space), bool(punct)
        self.whitespace_ = " " if spaced else ""
        self.morph = _morph(doc.source, i, morph)
        self.lefts: tuple[Token, ...] = ()
        self.rights: tuple[Token, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    @property
    def children(self) -> tuple[Token, ...]:
        """The tokens that hang on it, in the order of the text."""
        return self.lefts + self.rights

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all that hangs on it, in the order of the text."""
        for token in self.lefts:
            yield from token.subtree
        yield self
        for token in self.rights:
            yield from token.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens on which it hangs, nearest first."""
        token = self
        for _ in range(len(self.doc)):
            if token.head is token:
                return
            token = token.head
            yield token

    def nbor(self, i: int = 1) -> Token:
        """The token `i` places on; IndexError beyond the text."""
        if not 0 <= self.i + i < len(self.doc):
            raise IndexError(self.i + i)
        return self.doc[self.i + i]

    def __getattr__(self, name: str) -> Any:
        """What the rules ask for too seldom to keep."""
        return getattr(self.doc.source[self.i], name)


class Span:
    """The tokens [start, end) of a document."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Words, start: int, end: int, label: str = "") -> None:
        """`label`: what kind of name it is."""
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        n = at + (self.end if at < 0 else self.start)
        if not self.start <= n < self.end:
            raise IndexError(at)
        return self.doc.tokens[n]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self.start, self.end, self.label_) == (other.start, other.end, other.label_) and self.doc is other.doc

    def __hash__(self) -> int:
        return self.start

    @property
    def start_char(self) -> int:
        """The code point where it begins."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The code point after it."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent


class Words:
    """A document's tokens, as spaCy's Doc gives them."""

    def __init__(self, source: spacy.Doc) -> None:
        """Take an annotation over."""
        self.source = source
        self.text = source.text
        self.user_data: dict[Any, Any] = {}
        columns = source.to_array([*_STRINGS, *_NUMBERS]).tolist()
        strings = source.vocab.strings
        names = {number: strings[number] for number in {n for row in columns for n in row[: len(_STRINGS)]}}
        self.tokens = tokens = [
            Token(self, i, [names[number] for number in row[: len(_STRINGS)]], row[len(_STRINGS) :])
            for i, row in enumerate(columns)
        ]
        self._hang([row[-2] for row in columns])
        self.sents = [Span(self, sent.start, sent.end) for sent in source.sents] if tokens else []
        for sent in self.sents:
            for token in sent:
                token.sent = sent

    def _hang(self, heads: Sequence[int]) -> None:
        """Hang every token on its head, which spaCy gives as a distance modulo 2 ** 64."""
        tokens = self.tokens
        for token, given, distance in zip(tokens, self.source, heads, strict=True):
            token.head = tokens[(token.i + distance) % _MODULUS]
            token.left_edge, token.right_edge = tokens[given.left_edge.i], tokens[given.right_edge.i]
        for token in tokens:
            head = token.head
            if head.left_edge.i <= token.i < head.i:
                head.lefts += (token,)
            elif head.i < token.i <= head.right_edge.i:
                head.rights += (token,)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if at.__class__ is int:
            return self.tokens[at]
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    @cached_property
    def ents(self) -> list[Span]:
        """The names that are tagged."""
        return [Span(self, name.start, name.end, name.label_) for name in self.source.ents]


def plain(doc: spacy.Doc) -> spacy.Doc:
    """An annotation as plain objects, in the place of spaCy's own; one that is plain already as it is."""
    given: object = doc
    return doc if isinstance(given, Words) else cast("spacy.Doc", Words(doc))
