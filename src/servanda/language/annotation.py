"""An annotated text column by column: what a spaCy Doc says, without the time that one takes to make and to ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from servanda.language.kept import Kept
from servanda.language.tags import Tag
from servanda.language.trees import rooted

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.engines import Tagged

Analyse = Callable[[str, Tag], tuple[str, Tag]]
Lists = tuple[Sequence[str], Sequence[str], Sequence[str]]

_WORDS = 60_000  # forms with their tags, and what is said of them
_POS = {"PRCL": "PART"}
_IOB = ("", "I", "O", "B")  # as spaCy numbers them
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_STRINGS = ("LEMMA", "NORM", "POS", "DEP", "ENT_TYPE")
_NUMBERS = ("IS_PUNCT", "IS_SPACE", "SPACY", "IDX", "ENT_IOB")


class Said(NamedTuple):
    """What is said of a form with its tag, wherever it stands; `morph` as Universal Dependencies writes features."""

    lemma: str
    norm: str
    pos: str
    morph: str
    is_punct: bool
    is_space: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """The tokens of a text, an item a token in every column; names and values are spaCy's.

    White space that is no single space between tokens is a token. `heads` are places of tokens; a root heads itself.
    """

    text: str
    words: list[str]
    spaces: list[bool]  # whether one follows
    starts: list[int]  # in code points
    said: list[Said]
    heads: list[int]
    deps: list[str]
    iob: list[str]
    kinds: list[str]  # of names: PER, LOC, ORG, or nothing
    sentences: list[int]  # where each begins

    @classmethod
    def of(cls, doc: Doc) -> Annotation:
        """What a Doc says, of any pipeline."""
        strings = doc.vocab.strings
        named = [[strings[number] for number in row] for row in doc.to_array(list(_STRINGS)).tolist()]
        counted = doc.to_array(list(_NUMBERS)).tolist()
        return cls(
            text=doc.text,
            words=[token.text for token in doc],
            spaces=[bool(row[2]) for row in counted],
            starts=[row[3] for row in counted],
            said=[
                Said(row[0], row[1], row[2], str(token.morph), bool(numbers[0]), bool(numbers[1]))
                for token, row, numbers in zip(doc, named, counted, strict=True)
            ],
            heads=[token.head.i for token in doc],
            deps=[row[3] for row in named],
            iob=[_IOB[row[4]] for row in counted],
            kinds=[row[4] for row in named],
            sentences=[sentence.start for sentence in doc.sents] if len(doc) else [],
        )


class Annotations:
    """Makes annotations of tagged texts."""

    def __init__(self, lists: Lists, analyse: Analyse, norm: Callable[[str], str]) -> None:
        """`lists`: tags, relations and names; `analyse`: form, tag → lemma, tag."""
        tags, self._relations, names = lists
        self._tags = [Tag(pos, feats) for pos, _, feats in (tag.partition("|") for tag in tags)]
        self._kinds = np.array([name[2:] if name[1:2] == "-" else "" for name in names], object)
        self._inside = np.array([name.startswith("I-") for name in names])
        self._analyse, self._norm = analyse, norm
        self._said = Kept(self._of_form, _WORDS)

    def _of_form(self, key: tuple[str, int]) -> Said:
        form, number = key
        lemma, tag = self._analyse(form, self._tags[number])
        pos = _POS.get(tag.pos, tag.pos) if tag.pos.isalpha() else "X"
        return Said(lemma, self._norm(form), pos, tag.written, punctuation(form), is_space=False)

    def _of_space(self, space: str) -> Said:
        return Said(space, self._norm(space), "SPACE", "", is_punct=False, is_space=space.isspace())

    def annotation(self, text: str, tagged: Tagged) -> Annotation:
        """The annotation of a text, with all its white space."""
        words, spaces, starts, places = laid_out(text, tagged.starts, tagged.forms)
        known = self._said
        said = [known[key] for key in zip(tagged.forms, tagged.tags, strict=True)]
        deps = [self._relations[n] for n in tagged.relations]
        if not places:
            return Annotation(text, words, spaces, starts, [*map(self._of_space, words)], *_of_white(len(words)))
        heads, names = rooted(tagged.heads, tagged.sizes), np.array(tagged.names)
        at = np.array(places)
        firsts = np.cumsum([0, *tagged.sizes[:-1]])
        if len(words) > len(places):  # white space hangs on the word before it
            numbers = np.arange(len(words))
            heads = _spread(at[heads], at, np.maximum(numbers - 1, 0))
            names = _spread(names, at, np.zeros(len(words)))
            for blank in np.setdiff1d(numbers, at).tolist():
                said.insert(blank, self._of_space(words[blank]))
                deps.insert(blank, "dep")
        sentences = at[firsts].tolist()
        if sentences[0]:
            sentences.insert(0, 0)  # white space before all
        iob, kinds = self._names(names)
        return Annotation(text, words, spaces, starts, said, heads.tolist(), deps, iob, kinds, sentences)

    def _names(self, names: Any) -> tuple[list[str], list[str]]:
        """What is inside, outside, at the beginning of a name, and what kind of name it is."""
        kinds = self._kinds[names]
        begins = np.concatenate([[True], kinds[1:] != kinds[:-1]]) | ~self._inside[names]
        iob = np.where(kinds == "", _OUTSIDE, np.where(begins, _BEGIN, _INSIDE))
        return [_IOB[n] for n in iob.tolist()], kinds.tolist()


def _spread(values: Any, places: Any, others: Any) -> Any:
    """The values at their places, among others."""
    whole = others.astype(np.int64)
    whole[places] = values
    return whole


def _of_white(count: int) -> tuple[list[int], list[str], list[str], list[str], list[int]]:
    """The columns of a text that is white space or nothing."""
    return [0] * count, ["dep"] * count, ["O"] * count, [""] * count, [0] * count


def punctuation(word: str) -> bool:
    """Whether all characters of a word are marks."""
    return all(unicodedata.category(char).startswith("P") for char in word)


def laid_out(
    text: str, starts: Sequence[int], forms: Sequence[str]
) -> tuple[list[str], list[bool], list[int], list[int]]:
    """All words of a text, whether a space follows each, where they start, and the places of the tokens among them.

    One space belongs to the word before it; other white space between tokens is a word of its own.
    """
    words: list[str] = []
    spaces: list[bool] = []
    begins: list[int] = []
    places: list[int] = []
    at = 0
    for start, form in zip([*starts, len(text)], [*forms, ""], strict=True):
        if start > at:
            if words and text[at] == " ":
                spaces[-1] = True
                at += 1
            if start > at:
                words.append(text[at:start])
                begins.append(at)
                spaces.append(False)
        places.append(len(words))
        words.append(form)
        begins.append(start)
        spaces.append(False)
        at = start + len(form)
    for column in (words, spaces, begins, places):
        column.pop()
    return words, spaces, begins, places
