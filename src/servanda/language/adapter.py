"""What the reading asks of a language: an annotated text, and names brought to their dictionary form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from servanda.language.annotation import Annotation


class Adapter(Protocol):
    """A language's engines behind one small interface; any spaCy pipeline can take their place (`Annotation.of`).

    An annotation holds a text's sentences, tokens, UD tags, heads and relations, PER, LOC and ORG entities, lemmas and
    norms in lower case with the language's spelling variants folded; `doc.text == text`.
    """

    code: str
    version: str

    def annotation(self, text: str) -> Annotation:
        """An annotated text, column by column, as the rules read it."""

    def annotate(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The same as spaCy's Docs, in order; each text is worked on by itself: its result never depends on others."""

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
