"""The spaCy Doc of an annotation: its columns are filled as arrays of spaCy's own numbers for strings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from spacy.attrs import IDS  # type: ignore[import-not-found]
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from servanda.language.annotation import Annotation

_LEXEMES = 150_000  # words that a vocabulary of spaCy's may hold; then a new one is begun
#: What nobody reads and spaCy works out for every new word.
_UNREAD = {IDS[name] for name in ("IS_ASCII", "IS_STOP", "LIKE_EMAIL", "LIKE_URL", "PREFIX", "SHAPE", "SUFFIX")}
_COLUMNS = ["LEMMA", "POS", "DEP", "ENT_TYPE", "MORPH", "HEAD", "ENT_IOB"]
_IOB = {"I": 1, "O": 2, "B": 3}  # spaCy's numbers


class Containers:
    """Makes Docs that share a vocabulary, which is changed for an empty one when it is full."""

    def __init__(self, norm: Callable[[str], str]) -> None:
        """`norm`: the form in which words are compared."""
        self._getters = {key: work for key, work in LEX_ATTRS.items() if key not in _UNREAD} | {IDS["NORM"]: norm}
        self._vocab = Vocab(lex_attr_getters=self._getters)

    def doc(self, given: Annotation) -> Doc:
        """The Doc of an annotation, with `doc.text == text`."""
        if len(self._vocab) > _LEXEMES:
            self._vocab = Vocab(lex_attr_getters=self._getters)
        doc = Doc(self._vocab, words=given.words, spaces=given.spaces)
        if not given.words:
            return doc
        string, morph = self._vocab.strings.add, self._vocab.morphology.add
        strings = [
            [string(said.lemma), string(said.pos), string(dep), string(kind), morph(said.morph)]
            for said, dep, kind in zip(given.said, given.deps, given.kinds, strict=True)
        ]
        heads = np.array(given.heads) - np.arange(len(doc))
        numbers = [heads.astype(np.uint64), np.array([_IOB[iob] for iob in given.iob], np.uint64)]
        columns = np.concatenate([np.array(strings, np.uint64), np.stack(numbers, axis=1)], axis=1)
        doc.from_array(_COLUMNS, columns)  # type: ignore[arg-type]
        return doc
