"""A document's tokens as plain objects: the names are spaCy's, the values are worked out once.

spaCy makes a new object for every `doc[i]` and looks every string up anew; the rules ask for both some twenty times a
token. The reader needs no Doc; the rules, whose types are spaCy's, see no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast, overload

from servanda.language import kernel
from servanda.language.annotation import Annotation, Said
from servanda.language.kept import Kept
from servanda.language.trees import edges

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


_morphs = Kept(Morph, 5_000)  # as many as the tagger has tags


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

    def __init__(self, doc: Words, i: int, text: str, said: Said, place: tuple[int, bool, str, str, str]) -> None:
        """`place`: where it starts, whether a space follows, relation, inside of a name or not, kind of name."""
        self.doc, self.i, self.text = doc, i, text
        self.lemma_, self.norm_, self.pos_, morph, self.is_punct, self.is_space = said
        self.morph = _morphs[morph]
        self.idx, spaced, self.dep_, self.ent_iob_, self.ent_type_ = place
        self.whitespace_ = " " if spaced else ""
        self.is_sent_start = False
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

    @property
    def is_title(self) -> bool:
        """Whether it begins with a capital and goes on in small letters."""
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()

    @property
    def like_num(self) -> bool:
        """Whether it is written in digits: a number, a fraction."""
        digits = self.text.lstrip("+-±~").replace(",", "").replace(".", "")
        above, slash, below = digits.partition("/")
        return above.isdigit() and (below.isdigit() if slash else True)


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
    """A document's tokens, with the names of spaCy's Doc."""

    def __init__(self, given: Annotation) -> None:
        """Take an annotation over."""
        self.text = given.text
        self.user_data: dict[Any, Any] = {}
        self.sents = [Span(self, i, j) for i, j in pairwise([*given.sentences, len(given.words)])]
        if kernel.built:
            columns = (
                given.words, given.said, given.starts, given.spaces, given.deps, given.iob, given.kinds, given.heads
            )  # fmt: skip
            self.tokens = kernel.compiled.tokens(Token, self, _morphs, columns, self.sents)
        else:
            self._make(given)

    def _make(self, given: Annotation) -> None:
        """Make the tokens."""
        places = zip(given.starts, given.spaces, given.deps, given.iob, given.kinds, strict=True)
        words = zip(given.words, given.said, places, strict=True)
        self.tokens = [Token(self, i, word, said, place) for i, (word, said, place) in enumerate(words)]
        self._hang(given.heads)
        for sent in self.sents:
            self.tokens[sent.start].is_sent_start = True
            for token in sent:
                token.sent = sent

    def _hang(self, heads: Sequence[int]) -> None:
        """Hang every token on its head."""
        tokens = self.tokens
        for token, place, left, right in zip(tokens, heads, *edges(heads), strict=True):
            head = token.head = tokens[place]
            token.left_edge, token.right_edge = tokens[left], tokens[right]
            if place > token.i:
                head.lefts += (token,)
            elif place < token.i:
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
        tokens = self.tokens
        starts = [token.i for token in tokens if token.ent_iob_ == "B"]
        ends = (next((n for n in range(i + 1, len(tokens)) if tokens[n].ent_iob_ != "I"), len(tokens)) for i in starts)
        return [Span(self, i, j, tokens[i].ent_type_) for i, j in zip(starts, ends, strict=True)]


def plain(doc: Annotation | spacy.Doc) -> spacy.Doc:
    """An annotation, or a Doc of spaCy's, as plain objects; one that is plain already as it is."""
    given: object = doc
    if isinstance(given, Words):
        return cast("spacy.Doc", given)
    return cast("spacy.Doc", Words(doc if isinstance(doc, Annotation) else Annotation.of(doc)))
