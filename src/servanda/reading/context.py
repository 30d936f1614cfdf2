"""What is found once in a document and shared by all kinds of record."""

from __future__ import annotations

import bisect
from functools import cache, cached_property
from typing import TYPE_CHECKING

from servanda.language import tables
from servanda.model.document import Document, Evidence
from servanda.reading import bodies, frames, numbers, parties, people, periods, places, speakers, speech, states
from servanda.reading.frames import Columns, Hit
from servanda.reading.rules import Trace
from servanda.reading.words import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from servanda.language.adapter import Adapter
    from servanda.language.annotation import Annotation
    from servanda.reading.speech import Reported, Speech


class Context:
    """An annotated document with all that several kinds of record need; everything is worked out once, when asked.

    Offsets are code points of `document.text`; `i, j` are token indexes of `doc`.
    """

    def __init__(self, document: Document, doc: Annotation | Doc, adapter: Adapter, *, trace: bool = False) -> None:
        self.document = document
        self.doc = plain(doc)
        self.adapter = adapter
        self.published = document.published
        self.trace = Trace(on=trace)
        self._starts = [token.idx for token in self.doc]
        self._hits: dict[tuple[str, bool], list[Hit]] = {}

    # -- places in the text -------------------------------------------------------------------------------------

    def token_at(self, char: int) -> Token:
        """The token in which a code point stands (the one before it, for white space that belongs to no token)."""
        return self.doc[max(0, bisect.bisect_right(self._starts, char) - 1)]

    def span(self, start: int, end: int) -> Span:
        """The tokens that cover [start, end) in code points."""
        return self.doc[self.token_at(start).i : self.token_at(max(start, end - 1)).i + 1]

    def evidence(self, start: int, end: int) -> Evidence:
        """The words at [start, end), white space at both ends left out."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.document.evidence(start, end)

    def sentence(self, char: int) -> Span:
        """The sentence around a code point."""
        return self.token_at(char).sent

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Code-point spans of the lines that hold text."""
        spans, at = [], 0
        for line in self.document.text.split("\n"):
            if line.strip():
                spans.append((at, at + len(line)))
            at += len(line) + 1
        return spans

    def paragraph(self, char: int) -> tuple[int, int]:
        """The paragraph around a code point; the nearest before it on a blank line."""
        at = bisect.bisect_right(self.paragraphs, char, key=lambda span: span[0]) - 1
        return self.paragraphs[max(0, at)]

    # -- what is found once ---------------------------------------------------------------------------------------

    @cached_property
    def states(self) -> list[states.StateMention]:
        """Every state, bloc and region named, in any form."""
        return states.find_states(self.doc)

    @cached_property
    def places(self) -> list[places.Place]:
        """Cities, regions and venues."""
        return places.find_places(self.doc, self.adapter.phrase)

    @cached_property
    def bodies(self) -> list[bodies.BodyMention]:
        """Every mention of a body, in order."""
        return bodies.find_mentions(self)

    @cached_property
    def amounts(self) -> list[numbers.Amount]:
        """Every number with unit and comparator."""
        return numbers.find_amounts(self.doc)

    @cached_property
    def periods(self) -> list[periods.Period]:
        """Every time expression, resolved against the publication date."""
        return periods.find_periods(self.doc, self.published)

    @cached_property
    def speech(self) -> list[Speech]:
        """Direct speech."""
        return speech.find_speech(self.doc)

    @cached_property
    def reported(self) -> list[Reported]:
        """Reported speech."""
        return speech.find_reported(self.doc)

    @cached_property
    def people(self) -> people.People:
        """The people of the document, every mention of them by name, title or pronoun, and the posts they hold."""
        return people.find_people(self)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The states that the document is about, the reporter's own first."""
        return parties.document_parties(self)

    @cached_property
    def home(self) -> str:
        """The state from which the document speaks («наша страна», «Глава государства»), or `""`."""
        return parties.home_state(self)

    @cached_property
    def _columns(self) -> Columns:
        return frames.columns(self.doc)

    def frames(self, name: str, *, overlaps: bool = False) -> list[Hit]:
        """All rows of a table that stand in the text (frames.find, remembered)."""
        if (name, overlaps) not in self._hits:
            self._hits[name, overlaps] = frames.find(self.doc, name, overlaps=overlaps, text=self._columns)
        return self._hits[name, overlaps]

    @cached_property
    def adverbials(self) -> frozenset[int]:
        """The tokens at which adverbials begin («по итогам», «в рамках»)."""
        return frozenset(hit.i for hit in self.frames(f"{self.adapter.code}/adverbials"))

    @property
    def collectives(self) -> list[Hit]:
        """Words that stand for the states of the document («обе страны», «мы», «взаимный»)."""
        return self.frames(f"{self.adapter.code}/collectives")

    @cached_property
    def stage_words(self) -> dict[str, tuple[str, ...]]:
        """Lemma to the classes of `LANG/stages`."""
        return _stage_words(self.adapter.code)

    @cached_property
    def _speakers(self) -> speakers.Speakers:
        return speakers.Speakers(self)

    # -- who speaks, and whom it is about ---------------------------------------------------------------------------

    def speaker_of(self, item: Speech) -> str:
        """Name of the person (or words for him) who speaks a direct speech; `""` where the text does not say."""
        return self._speakers.of_speech(item)

    def speaker_at(self, char: int) -> str:
        """Whose word stands at a code point, by direct or reported speech; `""`: the author's own."""
        return self._speakers.at(char)

    def side_at(self, char: int) -> str:
        """The state for which the speaker at a code point speaks («мы»); the home state for the author's words."""
        return self._speakers.side_at(char)

    def meant_by(self, char: int, pronoun: Token) -> str:
        """Name of the person for whom a pronoun of the author's stands; `""` where the text does not tell."""
        return self._speakers.meant_by(char, pronoun)

    def states_in(self, start: int, end: int) -> tuple[str, ...]:
        """Codes of the states, blocs and regions named in [start, end), in order, once each; capitals left out."""
        return parties.states_in(self, start, end)

    def parties_for(self, start: int, end: int) -> tuple[str, ...]:
        """The states that a statement at [start, end) is about, the reporter's own first.

        States named there, completed by «обе страны», «стороны», «взаимный», «мы»; the document's parties where the
        statement names none.
        """
        return parties.parties_for(self, start, end)

    def actors_at(self, i: int, j: int) -> tuple[str, ...]:
        """The states or bodies for which the words at tokens [i, j) stand as doers («стороны», a person, a body)."""
        return parties.actors_at(self, i, j)


@cache
def _stage_words(code: str) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for row in tables.table(f"{code}/stages"):
        words[row["phrase"]] = (*words.get(row["phrase"], ()), row["class"])
    return words
