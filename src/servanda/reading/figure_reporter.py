"""Whose figure it is: the person who speaks, else the body whose data the sentence names (`по данным министерства`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames, names
from servanda.reading.groups import OPENING
from servanda.reading.speech import voice_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.bodies import BodyMention
    from servanda.reading.context import Context

FEWEST = 2  # letters of an abbreviation


def reporter_of(ctx: Context, char: int) -> str:
    """The speaker at a code point, else the body to which the sentence or speech around it ascribes what it says."""
    return ctx.speaker_at(char) or next((name for clause in _clauses(ctx, char) if (name := _body(ctx, clause))), "")


def _clauses(ctx: Context, char: int) -> list[tuple[int, int]]:
    """The reporting clauses of the speech around a code point, or of the narrowest report around it."""
    spoken = next((s for s in ctx.speech if s.start <= char < s.end), None)
    if spoken is not None:
        return list(spoken.clauses)
    told = [r for r in ctx.reported if r.start <= char < r.end]
    return [r.clause for r in sorted(told, key=lambda r: r.end - r.start)[:1]]


def _body(ctx: Context, clause: tuple[int, int]) -> str:
    """The office, firm or side that speaks in a clause, in the nominative; `""` for a medium, a paper or a person."""
    words = voice_words(ctx.doc, clause, ctx.adapter.code)
    if words is None:
        return ""
    head = ctx.doc[words.head]
    if "Plur" in head.morph.get("Number", []):
        return ""  # «пять компаний»: nobody in particular
    if words.first and ctx.doc[words.first - 1].text in OPENING:
        return ""  # «Северная правда»: a medium
    press = frames.words(f"{ctx.adapter.code}/speech_words", "word", role="press")
    offices = frames.words(f"{ctx.adapter.code}/figure_words", "words", **{"class": "reporter"})
    office = head.lemma_ in offices and words.head < words.last and ctx.doc[words.head + 1].text.islower()
    if not office and any(token.lemma_ in press for token in ctx.doc[words.first : words.last + 1]):
        return ""
    named = next((m for m in ctx.bodies if m.i <= head.i < m.j), None)
    common = head.lemma_ in offices or any(t.lemma_ in offices for t in ctx.doc[words.first : words.head])
    if any(m.i <= head.i < m.j and m.sort == "state" for m in ctx.states) or not (
        named is not None or common or _abbreviation(head)
    ):
        return ""
    if words.bare and head.text.islower():
        full = _before(ctx, head)
        return full.name if full is not None else ctx.adapter.phrase(ctx.doc[words.first : words.last + 1])
    if named is not None and named.i <= words.first and words.last < named.j:
        return named.name
    return ctx.adapter.phrase(ctx.doc[words.first : words.last + 1])


def _abbreviation(head: Token) -> bool:
    """`по данным КГД`: an organ by its letters or its short name, no person."""
    proper = head.pos_ in ("PROPN", "X") or (head.text[0].isupper() and not names.opens_sentence(head))
    return proper and len(head.text) > FEWEST and head.ent_type_ != "PER" and head.nbor(-1).text not in OPENING


def _before(ctx: Context, head: Token) -> BodyMention | None:
    """The body named before with the same noun (`министерство` for `Министерство торговли`), the last one."""
    named = [m for m in ctx.bodies if m.j <= head.i and m.j - m.i > 1]
    return next((m for m in reversed(named) if ctx.doc[m.i : m.j][0].lemma_ == head.lemma_), None)
