"""Russian: razdel's tokens, slovnet's tags, pymorphy3's lemmas, in one spaCy Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import TYPE_CHECKING

from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from servanda.language.engines import Engines, Word
from servanda.language.morphology import Morphology, fold

if TYPE_CHECKING:
    from spacy.tokens import Span

ENGINES = ("razdel", "slovnet", "natasha", "pymorphy3", "pymorphy3-dicts-ru")


class Russian:
    """The adapter of Russian. It may be used by one thread at a time; processes are independent."""

    code = "ru"

    def __init__(self) -> None:
        self._engines = Engines()
        self._morphology = Morphology()
        self._vocab = Vocab(lex_attr_getters=LEX_ATTRS)  # without them no token is a mark or white space
        self.version = " ".join(f"{name}={metadata.version(name)}" for name in ENGINES)

    def annotate(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Annotated texts, in order."""
        for text in texts:
            yield self._doc(text)

    def person(self, span: Span, case: str = "") -> str:
        """A person's name in the nominative; `case` helps where the name's own tags say nothing."""
        return self._morphology.person(span, case)

    def phrase(self, span: Span) -> str:
        """A noun phrase in the nominative."""
        return self._morphology.phrase(span)

    def surname_keys(self, word: str) -> frozenset[str]:
        """The dictionary forms that a surname in any case may have."""
        return self._morphology.surname_keys(word)

    def gender(self, word: str, case: str = "") -> str:
        """`Masc`, `Fem` or `""` for a first name."""
        return self._morphology.gender(word, case)

    def patronymic(self, word: str) -> bool:
        """Whether a word is a patronymic, in any case."""
        return self._morphology.patronymic(word)

    def _doc(self, text: str) -> Doc:
        sentences = self._engines.sentences(text)
        columns = _Columns()
        at = 0
        for sentence in sentences:
            base: list[int] = []
            for n, word in enumerate(sentence):
                columns.gap(text[at : word.start])
                base.append(len(columns.words))
                word.feats = self._morphology.mended(word)
                if self._morphology.tense(word):
                    word.feats = {**(word.feats or {}), "Tense": self._morphology.tense(word)}
                columns.word(word, self._morphology.lemma(word), first=n == 0)
                at = word.end
            for n, head in enumerate(_rooted([word.head for word in sentence])):
                columns.heads[base[n]] = base[head]
        columns.gap(text[at:])
        return columns.doc(self._vocab)


class _Columns:
    """The columns of a spaCy Doc while it is filled."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.entities: list[str] = []
        self.starts: list[bool | int | None] = []

    def word(self, word: Word, lemma: str, *, first: bool) -> None:
        self._add(word.text, lemma, word.pos, word.dep, first=first)
        self.morphs[-1] = "|".join(f"{key}={value}" for key, value in sorted((word.feats or {}).items()))
        self.entities[-1] = word.entity

    def gap(self, blank: str) -> None:
        """White space between words: one space belongs to the word before, anything else is a token of its own."""
        if not blank:
            return
        if self.words and blank[0] == " " and not self.spaces[-1]:
            self.spaces[-1] = True
            blank = blank[1:]
        if blank:
            self._add(blank, blank, "SPACE", "dep", first=not self.words)
            self.heads[-1] = max(0, len(self.words) - 2)

    def _add(self, text: str, lemma: str, pos: str, dep: str, *, first: bool) -> None:
        self.words.append(text)
        self.spaces.append(False)
        self.lemmas.append(lemma)
        self.pos.append(_POS.get(pos, pos))
        self.morphs.append("")
        self.heads.append(len(self.words) - 1)
        self.deps.append(dep)
        self.entities.append("O")
        self.starts.append(first)

    def doc(self, vocab: Vocab) -> Doc:
        doc = Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            lemmas=self.lemmas,
            pos=self.pos,
            morphs=self.morphs,
            heads=self.heads,
            deps=self.deps,
            sent_starts=self.starts,
            ents=_repaired(self.entities),
        )
        for token in doc:
            token.norm_ = fold(token.text)
        return doc


_POS = {"PRCL": "PART", "": "X"}


def _rooted(heads: list[int]) -> list[int]:
    """The heads of one sentence as a tree with one root (which heads itself): slovnet's may run in a circle.

    A circle, or a second root, would make spaCy join or split sentences.
    """
    size = len(heads)
    fixed = [head if 0 <= head < size else n for n, head in enumerate(heads)]
    root = next((n for n, head in enumerate(fixed) if n == head), -1)
    safe: set[int] = set()
    for n in range(size):
        path: list[int] = []
        at = n
        while at not in safe and at not in path and fixed[at] != at:
            path.append(at)
            at = fixed[at]
        if at in path or (fixed[at] == at and at != root):
            cut = min(path[path.index(at) :]) if at in path else at
            root = cut if root < 0 else root
            fixed[cut] = root
        safe.update(path)
    return fixed


def _repaired(tags: list[str]) -> list[str]:
    """BIO tags of which no `I-` stands without its `B-`."""
    fixed: list[str] = []
    before = "O"
    for tag in tags:
        fixed.append(f"B-{tag[2:]}" if tag.startswith("I-") and before[2:] != tag[2:] else tag)
        before = tag
    return fixed
