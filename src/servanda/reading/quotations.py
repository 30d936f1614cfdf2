"""Quotations: who said what. Every direct speech with a speaker is one record (guide, "quotations")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.model.records import Quotation
from servanda.reading import frames, rules
from servanda.reading.speech import Speech, source_of, voice_words

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.people import Reference

KIND = "quotations"
NOMINAL = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Voice:
    """A direct speech whose speaker is asked for."""

    ctx: Context
    speech: Speech
    before: tuple[str, ...] = ()  # the speakers so far, the last one last


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


def same_phrase(voice: Voice) -> str | None:
    """Words for the speaker («житель Темиртау») that stood before beside the name of somebody who has spoken."""
    ctx = voice.ctx
    for clause in voice.speech.clauses:
        words = voice_words(ctx.doc, clause, ctx.adapter.code)
        if words is None or words.bare:
            continue
        lemmas = [token.lemma_ for token in ctx.doc[words.first : words.last + 1]]
        named = [r for r in ctx.people.between(0, clause[0]) if r.how == "name" and r.i >= len(lemmas)]
        names = {ctx.people.of(r).name for r in named if _lemmas_before(ctx, r, len(lemmas)) == lemmas}
        return next((name for name in reversed(voice.before) if name in names), None)
    return None


def _lemmas_before(ctx: Context, reference: Reference, count: int) -> list[str]:
    return [token.lemma_ for token in ctx.doc[reference.i - count : reference.i]]


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


def behind_document(voice: Voice) -> str | None:
    """Whose message, letter or statement speaks («говорится в сообщении»).

    The body that the words name beside it («в сообщении министерства»), else the source that the text named before.
    """
    ctx = voice.ctx
    papers = frames.words(f"{ctx.adapter.code}/speech_words", "word", role="paper")
    for clause in voice.speech.clauses:
        words = voice_words(ctx.doc, clause, ctx.adapter.code)
        if words is None or ctx.doc[words.head].lemma_ not in papers:
            continue
        owner = next((t for t in ctx.doc[words.head + 1 : words.last + 1] if t.pos_ in NOMINAL), None)
        if owner is not None and "Gen" in owner.morph.get("Case", []):
            return ctx.adapter.phrase(ctx.doc[words.head + 1 : words.last + 1])
        return _source_before(ctx, clause[0]) or _sender(ctx, clause[0], ctx.doc[words.head].lemma_)
    return None


def _sender(ctx: Context, char: int, paper: str) -> str | None:
    """Who sent a telegram or letter: the person who was the subject last."""
    letters = frames.words(f"{ctx.adapter.code}/speech_words", "word", role="letter")
    before = [r for r in ctx.people.between(0, char) if r.case == "Nom"] if paper in letters else []
    return ctx.people.of(before[-1]).name if before else None


def _source_before(ctx: Context, char: int) -> str | None:
    """«сообщает пресс-служба министерства», the nearest before a code point: the body that it belongs to."""
    for token in reversed(ctx.span(0, max(1, char))):
        source = source_of(ctx.doc, token.i, ctx.adapter.code)
        if source is not None:
            return ctx.adapter.phrase(ctx.doc[source.first : source.last + 1])
    return None


#: The first that answers names the speaker.
SPEAKERS = (person_or_title, surname, same_calling, same_phrase, behind_document, own_words)


def find(ctx: Context) -> list[Quotation]:
    """One record a piece of direct speech, in the order of the text; speech without a speaker is left out."""
    out: list[Quotation] = []
    for item in ctx.speech:
        answer = rules.first(ctx.trace, KIND, SPEAKERS, Voice(ctx, item, tuple(q.speaker for q in out)), item.start)
        if answer is None:
            ctx.trace.note(KIND, "no_speaker", item.start, "vetoed")
            continue
        evidence = ctx.evidence(item.start, item.end)
        out.append(Quotation(evidence=evidence, rule=f"{item.rule}/{answer[0]}", speaker=answer[1]))
    return out
