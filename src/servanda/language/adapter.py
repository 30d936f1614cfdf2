"""What the reading asks of a language: an annotated text, and names brought to their dictionary form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


class Adapter(Protocol):
    """A language's engines behind one small interface; any spaCy pipeline can take their place.

    `annotate` gives spaCy Docs with `doc.text == text`: sentences, tokens, UD tags, heads and relations, PER, LOC and
    ORG entities, `lemma_` and `norm_` in lower case with the language's spelling variants folded.
    """

    code: str
    version: str

    def annotate(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Annotated texts, in order; each text is worked on by itself, so that its result never depends on others."""

    def person(self, span: Span, case: str = "") -> str:
        """A person's name in the nominative, letter case kept; `case` helps where its own tags say nothing."""

    def phrase(self, span: Span) -> str:
        """A noun phrase in the nominative: its heads and what agrees with them, the rest left as it stands."""

    def surname(self, word: str) -> bool:
        """Whether a word has the ending of one person's surname."""

    def surname_keys(self, word: str) -> frozenset[str]:
        """The dictionary forms that a surname in any case may have (lower case)."""

    def gender(self, word: str, case: str = "") -> str:
        """`Masc`, `Fem` or `""` for a first name, read in that case (UD) if one is given."""

    def patronymic(self, word: str) -> bool:
        """Whether a word is a patronymic, in any case."""
