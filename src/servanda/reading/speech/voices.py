"""The words that a reporting clause has for the speaker, where no person is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.speech.layout import Layout, layout_of
from servanda.reading.speech.lexicon import Lexicon, Saying, lexicon
from servanda.reading.speech.subjects import noun_phrase, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOMINAL = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class VoiceWords:
    """The tokens [first, last] of a noun phrase and its head; `bare` when nothing stands beside the noun."""

    first: int
    last: int
    head: int

    @property
    def bare(self) -> bool:
        return self.first == self.last


def voice_words(doc: Doc, clause: tuple[int, int], language: str = "ru") -> VoiceWords | None:
    """The noun phrase that speaks in a reporting clause.

    The subject of its verb; the possessor in «according to X»; for «is said in X» and «they said at X» the place.
    """
    layout, words = layout_of(doc), lexicon(language)
    first, last = layout.first_from(clause[0]), layout.first_from(clause[1])
    for k in range(first, last):
        by = words.by_at(layout, k)
        if by is not None:
            return _dependent(layout, by.noun, last, "Gen")
        saying = words.saying_at(layout, k)
        if saying is not None:
            return _of_verb(layout, words, saying, last)
    return _leading_noun(layout, first, last)


def source_of(doc: Doc, verb: int, language: str = "ru") -> VoiceWords | None:
    """The press service, ministry or the like that a verb of telling at a token has for its subject; no person."""
    layout, words = layout_of(doc), lexicon(language)
    saying = words.saying_at(layout, verb)
    subject = subject_of(layout, words, verb) if saying is not None else None
    if subject is None or layout.pos[subject.head] not in NOMINAL or layout.feature(subject.head, "Animacy") == "Anim":
        return None
    if any(doc[k].ent_type_ == "PER" for k in range(subject.first, subject.head + 1)) or not _is_body(
        layout, words, subject.head
    ):
        return None
    return VoiceWords(subject.first, subject.last, subject.head)


def _is_body(layout: Layout, words: Lexicon, head: int) -> bool:
    """An organisation, or a press service of one."""
    return layout.lemmas[head] in words.press or layout.doc[head].ent_type_ == "ORG"


def _of_verb(layout: Layout, words: Lexicon, saying: Saying, last: int) -> VoiceWords | None:
    subject = subject_of(layout, words, saying.i)
    if subject is not None:
        nominal = layout.pos[subject.head] in NOMINAL
        return VoiceWords(subject.first, subject.last, subject.head) if nominal else None
    impersonal = saying.kind == "state" or layout.feature(saying.i, "Number") == "Plur"
    return _dependent(layout, saying.i, last, "Loc") if impersonal else None


def _dependent(layout: Layout, head: int, last: int, case: str) -> VoiceWords | None:
    """The first noun in a case that depends on a word."""
    for token in layout.doc[head].rights:
        if token.i < last and token.pos_ in NOMINAL and case in token.morph.get("Case", []):
            return VoiceWords(*noun_phrase(layout, token, last - 1), token.i)
    return None


def _leading_noun(layout: Layout, first: int, last: int) -> VoiceWords | None:
    """A clause that is a noun phrase alone (the subject that another verb lends), whatever case the tagger gave it."""
    nouns = [k for k in range(first, last) if layout.pos[k] in NOMINAL]
    k = next((k for k in nouns if layout.feature(k, "Case") == "Nom"), nouns[0] if nouns else -1)
    return VoiceWords(*noun_phrase(layout, layout.doc[k], last - 1), k) if k >= 0 else None
