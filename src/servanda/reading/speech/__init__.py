"""Direct and reported speech: where it stands, and which words tell who speaks.

Purely structural: marks, dashes, line ends, and the tables of speech verbs. Who the speaker is, is resolved elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.speech.found import Reported, Speech
from servanda.reading.speech.reported import reported_speech
from servanda.reading.speech.scan import direct_speech
from servanda.reading.speech.voices import VoiceWords, source_of, voice_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Reported", "Speech", "VoiceWords", "find_reported", "find_speech", "source_of", "voice_words"]


def find_speech(doc: Doc, language: str = "ru") -> list[Speech]:
    """All direct speech of an annotated text, in its order, without overlaps."""
    return direct_speech(doc, language)


def find_reported(doc: Doc, language: str = "ru") -> list[Reported]:
    """All reported speech outside of direct speech, in the order of the text; one may stand inside another."""
    return reported_speech(doc, direct_speech(doc, language), language)
