"""Speech behind a dash, and blocks of speech behind a colon at a paragraph's end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.speech import clauses, split
from servanda.reading.speech.found import Clause
from servanda.reading.speech.layout import DASHES, LEFT_MARKS, RIGHT_MARKS, STOPS

if TYPE_CHECKING:
    from servanda.reading.speech.layout import Layout
    from servanda.reading.speech.lexicon import Lexicon
    from servanda.reading.speech.split import Dashes

LABEL = 60  # code points of a speaker's name in a verbatim report
NEAR = 2  # line ends between a colon and its block
SAMPLE = 200  # tokens of a paragraph that are looked at
FEWEST = 4  # words of a speech that has no clause of its own


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What the rules for paragraphs look at."""

    layout: Layout
    lexicon: Lexicon
    dashes: Dashes


def in_paragraph(p: Paragraphs, start: int, end: int) -> list[split.Cut]:
    """The speeches of a paragraph that dashes open: at its beginning or at a sentence's, with their clauses.

    A dash in mid-paragraph opens speech only when a reporting clause comes behind it.
    """
    text = p.layout.text
    found: list[split.Cut] = []
    cut = split.Cut()
    opened = _opens(p.layout, start, start)
    at = opened
    for dash in p.dashes.outside_marks(start, end):
        if dash < at:
            continue
        if at < 0:
            if _begins_sentence(text, dash):
                at = _opens(p.layout, dash, start)
            continue
        ended = p.dashes.clause_at(dash)
        if ended is None:
            if dash > at and _begins_sentence(text, dash) and not cut.pieces and at != opened:
                at = _opens(p.layout, dash, start)  # the opening before came to nothing
            continue
        cut.pieces.append((at, ended[0]))
        cut.clauses.append(ended[1])
        at = split.goes_on(text, ended[1].end, end)
        if at < 0:
            found.append(cut)
            cut = split.Cut()
            opened = -1
            skip = ended[1].end
            at = -1 if skip < end else end
    if at >= 0 and cut.clauses:
        cut.pieces.append((at, end))
    if cut.clauses:
        found.append(cut)
    return found


def _opens(layout: Layout, at: int, start: int) -> int:
    """Behind a dash that may open speech: a capital, a mark, a digit or dots follow; -1: it does not."""
    text = layout.text
    if at >= len(text) or text[at] not in DASHES or not (at == start or text[at - 1].isspace()):
        return -1
    while at < len(text) and text[at] in DASHES:
        at += 1
    at = layout.after(at)
    if at >= len(text):
        return -1
    sign = text[at]
    return at if sign.isupper() or sign.isdigit() or sign in LEFT_MARKS + "(…." else -1


def _begins_sentence(text: str, dash: int) -> bool:
    before = dash - 1
    while before >= 0 and text[before].isspace():
        before -= 1
    if before < 0:
        return True
    return text[before] in STOPS + ":" or (
        text[before] in RIGHT_MARKS + ")" and before > 0 and text[before - 1] in STOPS
    )


# -- paragraphs that are speech as a whole ----------------------------------------------------------------------------


def led_paragraph(p: Paragraphs, number: int) -> tuple[int, int, Clause, str] | None:
    """A paragraph without a clause of its own that a colon before it leads to: (start, end, clause, style)."""
    start, end = p.layout.paragraphs[number]
    if number == 0:
        return None
    before = p.layout.paragraphs[number - 1]
    if p.layout.text[before[1] - 1] != ":":
        return None
    clause = clauses.before_colon(p.layout, p.lexicon, before[1] - 1)
    if clause is None:
        return None
    opened = _opens(p.layout, start, start)
    if opened >= 0:
        return (opened, end, clause, "dash") if is_prose(p.layout, opened, end) else None
    if p.layout.text[start] in LEFT_MARKS + DASHES or not p.layout.text[start].isupper():
        return None
    if not is_prose(p.layout, start, end) or not _is_block(p, before[1], start, end, clause):
        return None
    return start, end, clause, "block"


def _is_block(p: Paragraphs, colon: int, start: int, end: int, clause: Clause) -> bool:
    """A paragraph that a colon leads to is speech: its speaker speaks of himself, or nothing says otherwise.

    Where blank lines lie between, or no table knows the verb, or the paragraph itself reports, a quotation may have
    been lost on the way, and what follows is the reporter's.
    """
    first = p.layout.first_from(start)
    if p.lexicon.first_person(p.layout, range(first, min(p.layout.first_from(end), first + SAMPLE))):
        return True
    lost = p.layout.text.count("\n", colon, start) > NEAR
    return not lost and clause.kind not in ("call", "unknown") and clauses.spoken_of(p.layout, p.lexicon, start) is None


def carried_paragraph(p: Paragraphs, number: int) -> tuple[int, int, Clause] | None:
    """A dash paragraph without a clause behind one that reports what somebody says: (start, end, clause)."""
    start, end = p.layout.paragraphs[number]
    opened = _opens(p.layout, start, start)
    if opened < 0 or number == 0 or not is_prose(p.layout, opened, end) or p.layout.text[end - 1] == "?":
        return None
    before = p.layout.paragraphs[number - 1]
    if p.layout.text[before[0]] in DASHES or p.layout.text[before[1] - 1] not in STOPS or _dash_follows(p, number):
        return None
    clause = clauses.spoken_of(p.layout, p.lexicon, before[1] - 1)
    return (opened, end, clause) if clause is not None else None


def verbatim(p: Paragraphs) -> list[tuple[int, int, Clause]]:
    """The paragraphs of a verbatim report, each with the speaker's name and a colon before it, where there are two."""
    found: list[tuple[int, int, Clause]] = []
    for start, end in p.layout.paragraphs:
        colon = p.layout.text.find(":", start, min(end, start + LABEL))
        if colon < 0 or not p.layout.text[start].isupper():
            continue
        at = p.layout.after(colon + 1)
        tokens = range(p.layout.first_from(start), p.layout.first_from(colon))
        words = [i for i in tokens if p.layout.is_word(i)]
        if at >= end or not p.layout.text[at].isupper() or not clauses.is_label(p.layout, words):
            continue
        if p.layout.text[end - 1] in STOPS and not any(p.layout.lemmas[i] in p.lexicon.asker for i in words):
            found.append((at, end, Clause(start, colon, "words")))
    return found if len(found) > 1 else []


def _dash_follows(p: Paragraphs, number: int) -> bool:
    """The next paragraph begins with a dash too: a list or a dialogue, not one speech."""
    if number + 1 >= len(p.layout.paragraphs):
        return False
    return p.layout.text[p.layout.paragraphs[number + 1][0]] in DASHES


def is_prose(layout: Layout, start: int, end: int) -> bool:
    """A sentence that says something: it ends as sentences do, has four words and a finite verb among the first."""
    if layout.text[end - 1] not in STOPS + RIGHT_MARKS + ")":
        return False
    first = layout.first_from(start)
    words = [i for i in range(first, min(layout.first_from(end), first + SAMPLE)) if layout.is_word(i)]
    finite = any(
        layout.pos[i] in ("VERB", "AUX", "ADJ")
        and (layout.feature(i, "VerbForm") == "Fin" or layout.feature(i, "Variant") == "Short")
        for i in words
    )
    return len(words) >= FEWEST and finite
