"""Reported speech: what the author tells in his own sentence as somebody's word, and the part that names whose it is.

Four shapes: a verb with what it governs («noted that …», «proposed to …»), a group or clause put in («according to X»,
«as X noted»), a verb behind the content («…, reports X»), and a sentence that points back («About this spoke X»).
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.speech import clauses
from servanda.reading.speech.found import Reported, Speech
from servanda.reading.speech.layout import DASHES, STOPS, Layout, layout_of
from servanda.reading.speech.lexicon import By, Lexicon, Saying, lexicon
from servanda.reading.speech.subjects import Subject, is_sister, phrase_start, subject_of, teller

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEAD = 12  # tokens behind a verb in which its clause of content begins
NEAR = 6  # tokens behind a verb in which its preposition or infinitive stands
FEWEST = 2  # words of a content


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: its tokens [first, last) without the final stop, and the speech verbs in it."""

    layout: Layout
    lexicon: Lexicon
    first: int
    last: int
    sayings: list[Saying]


Found = tuple[int, int, tuple[int, int]]  # first and last token of the content, and the clause in code points
Shape = Callable[[_Sentence, Saying], Found | None]


def reported_speech(doc: Doc, direct: list[Speech], language: str) -> list[Reported]:
    """All reported speech outside of the direct speech given, in the order of the text."""
    layout, words = layout_of(doc), lexicon(language)
    spoken = [(s.start, s.end) for s in direct if s.style != "fragment"]
    found: list[Reported] = []
    first = 0
    while first < len(layout):
        last = layout.last[first]
        following = last
        while following < len(layout) and layout.first[following] == first:
            following += 1
        found.extend(_in_sentence(layout, words, first, last, spoken))
        first = following
    found = sorted(set(found), key=lambda r: (r.start, -r.end, r.verb))
    return _without_things(layout, found)


def _without_things(layout: Layout, found: list[Reported]) -> list[Reported]:
    """Inside another's content, only people say something («that the plan proposes …» is no second voice)."""
    kept: list[Reported] = []
    reach = -1
    for item in found:
        nested = item.end <= reach
        reach = max(reach, item.end)
        if not nested or any(_is_person(layout, k) for k in range(layout.first_from(item.clause[0]), item.verb)):
            kept.append(item)
    return kept


def _is_person(layout: Layout, k: int) -> bool:
    return layout.doc[k].ent_type_ == "PER" or layout.feature(k, "Animacy") == "Anim" or layout.pos[k] == "PRON"


def _in_sentence(
    layout: Layout, words: Lexicon, first: int, last: int, spoken: list[tuple[int, int]]
) -> list[Reported]:
    out: list[Reported] = []
    while last > first and (layout.words[last - 1][0] in STOPS or layout.pos[last - 1] == "SPACE"):
        last -= 1
    sayings = []
    for i in range(first, last):
        saying = words.saying_at(layout, i)
        if saying is not None and not _inside(layout.starts[i], spoken):
            sayings.append(saying)
        by = words.by_at(layout, i)
        if by is not None and not _inside(layout.starts[i], spoken):
            found = _by_group(layout, by, first, last)
            out.extend(_made(layout, found, by.noun, (by.kind, "by_group"), spoken))
    sentence = _Sentence(layout, words, first, last, sayings)
    for saying in sayings:
        for shape in SHAPES:
            answer = shape(sentence, saying)
            if answer is not None:
                out.extend(_made(layout, answer, saying.i, (saying.kind, shape.__name__), spoken))
                break
    return out


def _made(
    layout: Layout, found: Found | None, verb: int, name: tuple[str, str], spoken: list[tuple[int, int]]
) -> list[Reported]:
    """The record of a content, cut where direct speech sets in."""
    if found is None or found[0] >= found[1]:
        return []
    start, end = layout.starts[found[0]], layout.end(found[1] - 1)
    n = bisect.bisect_right(spoken, (start, len(layout.text)))
    if n and spoken[n - 1][1] > start:
        return []
    if n < len(spoken) and spoken[n][0] < end:
        end = spoken[n][0]
    while end > start and not (layout.text[end - 1].isalnum() or layout.text[end - 1] in '%)»”"$€'):
        end -= 1
    words = sum(layout.is_word(i) for i in range(found[0], layout.first_from(end)))
    return [Reported(start, end, found[2], verb, *name)] if words >= FEWEST and end > start else []


def _inside(char: int, spoken: list[tuple[int, int]]) -> bool:
    n = bisect.bisect_right(spoken, (char, char + 10**9)) - 1
    return n >= 0 and spoken[n][1] > char


# -- groups and clauses put in ---------------------------------------------------------------------------------------


def _by_group(layout: Layout, by: By, first: int, last: int) -> Found | None:
    """«According to X, …»: what follows when it begins the sentence, else the whole sentence."""
    end = min(last, clauses.group_end(layout, by, last))
    clause = (layout.starts[by.i], layout.end(end - 1))
    if _begins(layout, by.i, first):
        return _over_comma(layout, end, last), last, clause
    return first, last, clause


def as_clause(s: _Sentence, saying: Saying) -> Found | None:
    """«As X noted, …» and «…, as X noted, …»."""
    layout = s.layout
    at = next((k for k in range(saying.i - 1, max(s.first, saying.i - 5) - 1, -1) if _is_as(s, k)), -1)
    if at < 0 or any(layout.words[k] == "," for k in range(at, saying.i)) or not saying.takes("that"):
        return None
    subject = subject_of(layout, s.lexicon, saying.i)
    end = max(saying.i, subject.last if subject and subject.last < s.last else saying.i) + 1
    while end < s.last and layout.words[end] not in (",", ":") and layout.words[end] not in DASHES:
        end += 1
    if _is_press(s, subject, at, end):
        return None
    clause = (layout.starts[at], layout.end(end - 1))
    if _begins(layout, at, s.first):
        return _over_comma(layout, end, s.last), s.last, clause
    return s.first, s.last, clause


def _is_as(s: _Sentence, k: int) -> bool:
    return s.layout.norms[k] in s.lexicon.conjunction_as and (
        k == s.first or s.layout.words[k - 1] in (",", "(") or s.layout.pos[k - 1] in ("PUNCT", "SPACE", "CCONJ")
    )


def _begins(layout: Layout, i: int, first: int) -> bool:
    """No word stands before a token in its sentence but a small one («and», «however»)."""
    words = [k for k in range(first, i) if layout.is_word(k)]
    return all(layout.pos[k] in ("CCONJ", "PART", "ADV") for k in words[:3]) and len(words) <= 3


def _over_comma(layout: Layout, i: int, last: int) -> int:
    """Behind commas and dashes, and behind the phrase of a gerund («speaking of …»)."""
    while i < last and (layout.words[i] in ",:" or layout.words[i] in DASHES or layout.pos[i] == "SPACE"):
        i += 1
        if i < last and layout.feature(i, "VerbForm") == "Conv" and layout.doc[i].right_edge.i + 1 < last:
            i = layout.doc[i].right_edge.i + 1
    return i


# -- verbs -----------------------------------------------------------------------------------------------------------


def pointing_back(s: _Sentence, saying: Saying) -> Found | None:
    """«About this spoke X»: the sentence before is the content."""
    layout = s.layout
    if s.first == 0 or clauses.points_back(layout, s.lexicon, layout.starts[s.first]) is None:
        return None
    subject = subject_of(layout, s.lexicon, saying.i)
    if saying.i - s.first > NEAR or not saying.takes("direct") or _is_press(s, subject, s.first, s.last):
        return None
    first, last = layout.sentence(s.first - 1)
    return first, last, _clause(s, saying)


def behind_content(s: _Sentence, saying: Saying) -> Found | None:
    """«…, reports X»: all that stands before."""
    layout = s.layout
    k = saying.i - 1
    if k > s.first and layout.words[k] in DASHES:
        k -= 1
    comma = k if layout.words[k] == "," else k + 1
    if comma - s.first < FEWEST or not (layout.words[k] == "," or k < saying.i - 1) or not saying.takes("direct"):
        return None
    if saying.form not in ("finite", "short") or _content_start(s, saying) is not None:
        return None
    subject = subject_of(layout, s.lexicon, saying.i)
    if subject is None or subject.first < saying.i or subject.inherited or _is_press(s, subject, saying.i, s.last):
        return None
    return s.first, comma, _clause(s, saying)


def governing(s: _Sentence, saying: Saying) -> Found | None:
    """A verb with its content behind it, up to the sentence's end or the next verb of the same speaker."""
    if saying.kind in ("state", "cite", "feel") or (saying.kind != "think" and _denied(s.layout, saying.i)):
        return None
    start = _content_start(s, saying)
    if start is None:
        return None
    subject = subject_of(s.layout, s.lexicon, saying.i)
    if subject is not None and _is_press(s, subject, subject.first, subject.last + 1):
        return None
    end = min(s.last, _phrase_end(s.layout, saying))
    for other in s.sayings:
        if other.i > start and is_sister(s.layout, saying.i, other.i):
            end = min(end, phrase_start(s.layout, other.i, start))
            break
    return start, end, _clause(s, saying)


def _denied(layout: Layout, verb: int) -> bool:
    """A negation right before the verb: it was not said."""
    return verb > 0 and layout.feature(verb - 1, "Polarity") == "Neg"


def _phrase_end(layout: Layout, saying: Saying) -> int:
    """One past the phrase of a gerund that its main verb follows; else the end of the text."""
    token = layout.doc[saying.i]
    if saying.form == "gerund" and token.head.i > token.i:
        return token.right_edge.i + 1
    return len(layout)


SHAPES: tuple[Shape, ...] = (pointing_back, as_clause, governing, behind_content)


def _content_start(s: _Sentence, saying: Saying) -> int | None:
    """The first token of what a verb governs behind it; None when nothing of what it takes is there."""
    layout, stop = s.layout, min(s.last, saying.i + 1 + LEAD)
    others = {other.i for other in s.sayings}
    for k in range(saying.i + 1, stop):
        if layout.words[k] == ":":
            return None
        if k in others:
            break
        if layout.words[k] == "," and k + 1 < s.last and saying.takes("that"):
            at = _opens_clause(s, k + 1)
            if at:
                return at if _nothing_between(s, saying, k) else _behind_subject(s, saying)
    if saying.takes("object") and any(_is_object(t) for t in layout.doc[saying.i].rights if t.i < s.last):
        return _behind_subject(s, saying)
    if saying.takes("infinitive") and any(
        layout.feature(k, "VerbForm") == "Inf" for k in range(saying.i + 1, min(s.last, saying.i + 1 + LEAD))
    ):
        return _behind_subject(s, saying)
    for k in range(saying.i + 1, min(s.last, saying.i + 1 + NEAR)):
        if layout.words[k] in ",;":
            break
        topic = layout.norms[k] in s.lexicon.topic and bool(s.lexicon.topic & saying.verb.takes)
        if layout.pos[k] == "ADP" and (topic or saying.takes(layout.norms[k])):
            return _behind_subject(s, saying)
    return None


def _is_object(token: Token) -> bool:
    """A dependent that is what the verb says: an object, a clause, or an instrumental without a preposition."""
    if token.dep_ == "obl":
        return "Ins" in token.morph.get("Case", []) and not any(t.dep_ == "case" for t in token.children)
    return token.dep_ in ("obj", "iobj", "xcomp", "ccomp")


def _opens_clause(s: _Sentence, k: int) -> int:
    """The first token of a clause of content that begins at `k`: behind «that», at a question word; 0: none does."""
    layout = s.layout
    if layout.norms[k] in s.lexicon.that:
        return k + 1
    for at in (k, k + 1):
        if at < s.last and layout.lemmas[at] in s.lexicon.query:
            return k
        if layout.pos[k] != "ADP":
            break
    return 0


def _nothing_between(s: _Sentence, saying: Saying, comma: int) -> bool:
    """Only the subject, addressee or an adverb stands between a verb and its «that»."""
    return not any(s.layout.feature(k, "Case") in ("Acc", "Ins", "Loc") for k in range(saying.i + 1, comma))


def _behind_subject(s: _Sentence, saying: Saying) -> int:
    subject = subject_of(s.layout, s.lexicon, saying.i)
    start = saying.i + 1
    if subject is not None and not subject.inherited and subject.first == start and subject.last < s.last - 1:
        start = subject.last + 1
    return _over_comma(s.layout, start, s.last)


def _clause(s: _Sentence, saying: Saying) -> tuple[int, int]:
    """The part that names the speaker: subject and verb, or the verb where the syntax shows no subject."""
    layout = s.layout
    return teller(layout, s.lexicon, saying.i) or (layout.starts[saying.i], layout.end(saying.i))


def _is_press(s: _Sentence, subject: Subject | None, first: int, last: int) -> bool:
    """The source is a medium: its report is the author's own word (guide, "speaker")."""
    tokens = range(subject.first, subject.last + 1) if subject is not None else range(first, min(last, first + LEAD))
    if any(s.layout.doc[k].ent_type_ == "PER" for k in tokens):
        return False
    head = subject.head if subject is not None else -1
    if any(s.layout.lemmas[k] in s.lexicon.press for k in ((head,) if head >= 0 else tokens)):
        return True
    return head >= 0 and (s.layout.words[head].isascii() or s.layout.words[head - 1] in ("«", '"', "“"))
