"""The spaCy Doc of a tagged text: its columns are filled as arrays of spaCy's own numbers for strings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import IDS  # type: ignore[import-not-found]
from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from servanda.language.kept import Kept
from servanda.language.morphology import features
from servanda.language.trees import rooted

if TYPE_CHECKING:
    from servanda.language.engines import Tagged
    from servanda.language.segmentation import Token

Analyse = Callable[[str, str, dict[str, str]], tuple[str, dict[str, str]]]
Lists = tuple[Sequence[str], Sequence[str], Sequence[str]]

_LEXEMES = 150_000  # words that a vocabulary of spaCy's may hold; then a new one is begun
#: What nobody reads and spaCy works out for every new word.
_UNREAD = {IDS[name] for name in ("IS_ASCII", "IS_STOP", "LIKE_EMAIL", "LIKE_URL", "PREFIX", "SHAPE", "SUFFIX")}
_ANALYSES = 100_000
_COLUMNS = ["POS", "LEMMA", "MORPH", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3  # spaCy's ENT_IOB
_POS = {"PRCL": "PART"}


class Containers:
    """Makes Docs that share a vocabulary, which is changed for an empty one when it is full."""

    def __init__(self, lists: Lists, analyse: Analyse, norm: Callable[[str], str]) -> None:
        """`lists`: tags, relations and names; `analyse`: form, part of speech, features → lemma, features."""
        tags, self._relations, names = lists
        self._tags = [(pos, features(feats)) for pos, _, feats in (tag.partition("|") for tag in tags)]
        self._kinds = [name[2:] if name[1:2] == "-" else "" for name in names]
        self._inside = np.array([name.startswith("I-") for name in names])
        self._analyse = analyse
        self._getters = {key: work for key, work in LEX_ATTRS.items() if key not in _UNREAD} | {IDS["NORM"]: norm}
        self._analyses = Kept(self._analysis, _ANALYSES)
        self._renew()

    def _renew(self) -> None:
        self._vocab = vocab = Vocab(lex_attr_getters=self._getters)
        self._analyses.clear()
        self._dep = vocab.strings.add("dep")
        self._space = vocab.strings.add("SPACE")
        self._empty = vocab.morphology.add("")
        self._deps = np.array([vocab.strings.add(name) for name in self._relations], np.uint64)
        self._types = np.array([vocab.strings.add(kind) for kind in self._kinds], np.uint64)

    def _analysis(self, key: tuple[str, int]) -> tuple[int, int, int]:
        text, tag = key
        pos, feats = self._tags[tag]
        lemma, feats = self._analyse(text, pos, feats)
        morph = "|".join(f"{name}={value}" for name, value in sorted(feats.items()))
        strings = self._vocab.strings
        name = _POS.get(pos, pos) if pos.isalpha() else "X"
        return strings.add(name), strings.add(lemma), self._vocab.morphology.add(morph)

    def doc(self, text: str, tagged: Tagged) -> Doc:
        """The Doc of a text, with `doc.text == text`."""
        if len(self._vocab) > _LEXEMES:
            self._renew()
        words, spaces, places = _layout(text, tagged.tokens)
        doc = Doc(self._vocab, words=words, spaces=spaces)
        if not words:
            return doc
        numbers = np.arange(len(words))
        heads = np.maximum(numbers - 1, 0)  # of white space: the token before it
        said = np.empty((len(words), 3), np.uint64)
        deps = np.full(len(words), self._dep, np.uint64)
        names = np.zeros(len(words), np.int64)
        at = np.array(places, np.int64)
        if places:
            analyses = self._analyses
            forms = [token for _, token in tagged.tokens]
            said[at] = [analyses[key] for key in zip(forms, tagged.tags, strict=True)]
            heads[at] = at[rooted(tagged.heads, tagged.sizes)]
            deps[at] = self._deps[tagged.relations]
            names[at] = tagged.names
        for blank in np.setdiff1d(numbers, at).tolist():
            said[blank] = self._space, self._vocab.strings.add(words[blank]), self._empty
        types = self._types[names]
        begins = np.concatenate([[True], types[1:] != types[:-1]]) | ~self._inside[names]
        iob = np.where(types == 0, _OUTSIDE, np.where(begins, _BEGIN, _INSIDE))
        columns = [*said.T, (heads - numbers).astype(np.uint64), deps, iob.astype(np.uint64), types]
        doc.from_array(_COLUMNS, np.stack(columns, axis=1))  # type: ignore[arg-type]
        return doc


def _layout(text: str, tokens: Sequence[Token]) -> tuple[list[str], list[bool], list[int]]:
    """The words of a Doc, whether a space follows each, and the places of the tokens among them.

    One space belongs to the word before it; other white space between tokens is a word of its own.
    """
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    at = 0
    for start, token in [*tokens, (len(text), "")]:
        if start > at:
            if words and text[at] == " ":
                spaces[-1] = True
                at += 1
            if start > at:
                words.append(text[at:start])
                spaces.append(False)
        places.append(len(words))
        words.append(token)
        spaces.append(False)
        at = start + len(token)
    return words[:-1], spaces[:-1], places[:-1]
