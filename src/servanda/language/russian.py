"""Russian: razdel's tokens, slovnet's tags, pymorphy3's lemmas; spaCy is loaded where somebody asks for its Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING

from servanda.language import lean
from servanda.language.annotation import Annotation, Annotations
from servanda.language.engines import Engines
from servanda.language.morphology import Morphology, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from servanda.language.container import Containers

ENGINES = ("razdel", "natasha", "pymorphy3", "pymorphy3-dicts-ru")


class Russian:
    """The adapter of Russian. It may be used by one thread at a time; processes are independent."""

    code = "ru"

    def __init__(self) -> None:
        self._engines = Engines()
        self._morphology = Morphology()
        self._annotations = Annotations(self._engines.lists, self._morphology.analysis, fold)
        self.version = " ".join(f"{name}={metadata.version(name)}" for name in ENGINES)

    @cached_property
    def _containers(self) -> Containers:
        lean.load()
        from servanda.language.container import Containers

        return Containers(fold)

    def annotation(self, text: str) -> Annotation:
        """An annotated text, column by column."""
        return self._annotations.annotation(text, self._engines.tagged(text))

    def annotate(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Annotated texts as spaCy's Docs, in order."""
        for text in texts:
            yield self._containers.doc(self.annotation(text))

    def person(self, span: Span, case: str = "") -> str:
        """A person's name in the nominative; `case` helps where the name's own tags say nothing."""
        return self._morphology.person(span, case)

    def phrase(self, span: Span) -> str:
        """A noun phrase in the nominative."""
        return self._morphology.phrase(span)

    def surname(self, word: str) -> bool:
        """Whether a word has the ending of one person's surname."""
        return self._morphology.surname(word)

    def surname_keys(self, word: str) -> frozenset[str]:
        """The dictionary forms that a surname in any case may have."""
        return self._morphology.surname_keys(word)

    def gender(self, word: str, case: str = "") -> str:
        """`Masc`, `Fem` or `""` for a first name."""
        return self._morphology.gender(word, case)

    def patronymic(self, word: str) -> bool:
        """Whether a word is a patronymic, in any case."""
        return self._morphology.patronymic(word)
