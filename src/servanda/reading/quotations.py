"""Quotations: who said what. Every direct speech with a speaker is one record (guide, "quotations")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.model.records import Quotation
from servanda.reading import rules
from servanda.reading.speech import Speech, voice_words

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.people import Reference

KIND = "quotations"


@dataclass(frozen=True, slots=True)
class Voice:
    """A direct speech whose speaker is asked for."""

    ctx: Context
    speech: Speech


def person_or_title(voice: Voice) -> str | None:
    """The person whom the reporting clauses name or point to, else the title that they give him."""
    return voice.ctx.speaker_of(voice.speech) or None


def same_calling(voice: Voice) -> str | None:
    """A bare noun for the speaker («the lawyer») that elsewhere stands beside one person's name only."""
    ctx = voice.ctx
    for clause in voice.speech.clauses:
        words = voice_words(ctx.doc, clause, ctx.adapter.code)
        if words is None or not words.bare:
            continue
        names = {ctx.people.of(r).name for r in _beside(ctx, ctx.doc[words.head].lemma_)}
        if len(names) == 1:
            return names.pop()
    return None


def _beside(ctx: Context, lemma: str) -> list[Reference]:
    """References by name right behind a noun."""
    found = ctx.people.between(0, len(ctx.document.text))
    return [r for r in found if r.how == "name" and r.i > 0 and ctx.doc[r.i - 1].lemma_ == lemma]


def surname(voice: Voice) -> str | None:
    """A name that the clause gives and the tagger missed, when the document knows one person of it."""
    ctx = voice.ctx
    for clause in voice.speech.clauses:
        words = voice_words(ctx.doc, clause, ctx.adapter.code)
        if words is None or ctx.doc[words.head].pos_ != "PROPN":
            continue
        keys = ctx.adapter.surname_keys(ctx.doc[words.head].text)
        known = [person.name for person in ctx.people.persons if keys & person.keys]
        if len(known) == 1:
            return known[0]
    return None


def own_words(voice: Voice) -> str | None:
    """The words that the clauses have for the speaker, in the nominative: a body, a group, a document."""
    ctx = voice.ctx
    for clause in voice.speech.clauses:
        words = voice_words(ctx.doc, clause, ctx.adapter.code)
        if words is not None:
            phrase = ctx.adapter.phrase(ctx.doc[words.first : words.last + 1])
            if any(ch.isalpha() for ch in phrase):
                return phrase
    return None


#: The first that answers names the speaker.
SPEAKERS = (person_or_title, surname, same_calling, own_words)


def find(ctx: Context) -> list[Quotation]:
    """One record a piece of direct speech, in the order of the text; speech without a speaker is left out."""
    out: list[Quotation] = []
    for item in ctx.speech:
        answer = rules.first(ctx.trace, KIND, SPEAKERS, Voice(ctx, item), item.start)
        if answer is None:
            ctx.trace.note(KIND, "no_speaker", item.start, "vetoed")
            continue
        evidence = ctx.evidence(item.start, item.end)
        out.append(Quotation(evidence=evidence, rule=f"{item.rule}/{answer[0]}", speaker=answer[1]))
    return out
