"""Reporting clauses: the part of the author's sentence beside a speech that tells who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading.speech.found import Clause
from servanda.reading.speech.layout import DASHES, LEFT_MARKS, SPACES, STOPS
from servanda.reading.speech.subjects import in_relative, teller

if TYPE_CHECKING:
    from servanda.reading.speech.layout import Layout
    from servanda.reading.speech.lexicon import By, Lexicon, Saying

TELLING_WORDS = 14  # words of a clause in which the verb must come
LONGEST = 70  # tokens of a clause
CLOSE = 4  # words between a speech verb and the colon that it leads to, when nothing else tells
NOUN_REACH = 6  # tokens from a noun of speech to its colon
BEHIND = 4  # tokens behind a closing mark in which the verb of its sentence must come
SPLICE = 3  # line ends between the dash and its clause


def after(layout: Layout, lexicon: Lexicon, char: int, *, quoted: bool) -> Clause | None:
    """The reporting clause behind a speech that ends at `char` (behind its closing mark, when it is quoted).

    A dash leads to it («…», – said X). Behind a closing mark a comma or nothing may stand instead, when a speech verb
    follows at once. Without marks the verb must be one of the table; behind a mark any verb of a third person will do,
    when a comma or stop stands between.
    """
    at, signs = _over(layout.text, char)
    if quoted and layout.text[max(0, char - 2)] in STOPS + ",":
        signs += ","
    if at >= len(layout.text):
        return None
    if layout.text[at] in DASHES:
        at = _over_dash(layout.text, at)
        if at < 0 or (layout.text[at].isupper() and quoted and not signs):
            return None
        found = telling(layout, lexicon, at, strict=not quoted or not signs)
    elif quoted:
        found = _at_once(layout, lexicon, at)
    else:
        return None
    if found is None:
        return None
    return Clause(at, clause_end(layout, layout.first_from(at), at), found)


def _over(text: str, at: int) -> tuple[int, str]:
    """Behind blanks and the signs that may close a speech; with those signs."""
    signs = ""
    while at < len(text) and (text[at] in SPACES or text[at] in STOPS + ",;"):
        signs += text[at].strip()
        at += 1
    return at, signs


def _over_dash(text: str, at: int) -> int:
    """Behind a dash and the blanks around it; lines end there too, when the clause goes on in lower case; -1: no."""
    while at < len(text) and text[at] in DASHES:
        at += 1
    lines = 0
    while at < len(text) and text[at].isspace():
        lines += text[at] == "\n"
        at += 1
    if at >= len(text) or (lines and (lines > SPLICE or not text[at].islower())):
        return -1
    return at


def _at_once(layout: Layout, lexicon: Lexicon, at: int) -> str | None:
    i = layout.first_from(at)
    if i >= len(layout) or layout.starts[i] != at or layout.words[i][:1].isupper():
        return None
    if layout.lemmas[i] in lexicon.back and layout.pos[i] == "ADV" and i + 1 < len(layout):
        i += 1
    saying = lexicon.saying_at(layout, i)
    return saying.kind if saying is not None and saying.form != "gerund" and saying.takes("direct") else None


def telling(layout: Layout, lexicon: Lexicon, at: int, *, strict: bool) -> str | None:
    """The kind of what tells at a clause that begins at `at` (a kind of verb, or `words`); None: nothing does."""
    i = layout.first_from(at)
    if i >= len(layout) or layout.starts[i] != at:
        return None
    stop = min(layout.last[i], i + LONGEST)
    noun = _noun_of_speech(layout, lexicon, i, stop)
    if noun:
        return noun
    capital = layout.words[i][:1].isupper() and layout.doc[i].ent_type_ != "PER"
    words = 0
    for k in range(i, stop):
        if not layout.is_word(k):
            if layout.words[k] in STOPS or (layout.words[k][0] in DASHES and len(layout.words[k]) == 1):
                return None
            continue
        words += 1
        if words > (4 if capital else TELLING_WORDS):
            return None
        saying = lexicon.saying_at(layout, k)
        if saying is not None and _direct(saying):
            return saying.kind
        if layout.pos[k] == "VERB" and layout.feature(k, "VerbForm") == "Fin":
            known = not strict and k == i and _third_person(layout, k) and _has_subject(layout, k, stop)
            return "unknown" if known else None
    return None


def _direct(saying: Saying) -> bool:
    return saying.takes("direct") and saying.form != "gerund"


def _noun_of_speech(layout: Layout, lexicon: Lexicon, i: int, stop: int) -> str | None:
    """«Such is the opinion of …», «these are the words of …», «according to …»."""
    if lexicon.by_at(layout, i) is not None:
        return "words"
    if layout.lemmas[i] not in lexicon.back:
        return None
    for k in range(i + 1, min(stop, i + 5)):
        if layout.lemmas[k] in lexicon.saying:
            return "words"
    return None


def _has_subject(layout: Layout, verb: int, stop: int) -> bool:
    """A noun, name or pronoun in the nominative within the four words behind a verb."""
    for k in range(verb + 1, min(stop, verb + 5)):
        if layout.pos[k] in ("NOUN", "PROPN", "PRON") and layout.feature(k, "Case") == "Nom":
            return True
    return False


def clause_end(layout: Layout, i: int, start: int) -> int:
    """Where a clause that begins with token `i` ends: with its sentence, or where speech sets in again."""
    stop = min(layout.last[i], i + LONGEST)
    before = i
    for k in range(i + 1, stop):
        word = layout.words[k]
        if layout.pos[k] == "SPACE":
            if "\n" in word:
                return layout.end(before)
            continue
        behind = layout.words[before]
        resumes = (word in DASHES and behind in ",.:;") or (word[0] in LEFT_MARKS and behind == ":")
        if resumes:
            return max(start, layout.starts[before])
        if word[0] in STOPS and _sentence_over(layout, k):
            return layout.end(k)
        before = k
    return max(layout.end(before), start)


def _sentence_over(layout: Layout, k: int) -> bool:
    """Whether a full stop ends the clause though the sentence was not cut there (a dash or a mark follows it)."""
    at = layout.after(layout.end(k))
    return at < len(layout.text) and layout.text[at] in DASHES + '«„“"' and at > layout.end(k)


def before_colon(layout: Layout, lexicon: Lexicon, colon: int) -> Clause | None:
    """The part of the sentence before a colon that tells that somebody speaks now: subject and verb, or all of it.

    Its kind is `unknown` when only some verb of a third person stands close before the colon.
    """
    k = layout.token_at(colon)
    first, _ = layout.sentence(k)
    start = max(first, k - LONGEST)
    if k == first or _opens_list(layout, lexicon, k - 1):
        return None
    nested: Clause | None = None
    for n in range(k - 1, start - 1, -1):
        saying = lexicon.saying_at(layout, n)
        if saying is not None and (saying.takes("direct") or saying.kind == "call"):
            told = _told(layout, lexicon, saying, (layout.starts[start], colon))
            if not in_relative(layout, n):
                return told
            nested = nested or told
        by = lexicon.by_at(layout, n)
        if by is not None:
            return Clause(layout.starts[n], layout.end(group_end(layout, by, k) - 1), "words")
        if layout.lemmas[n] in lexicon.saying and _names_speech(layout, n, k):
            return Clause(layout.starts[start], colon, "words")
        verb = k - n <= CLOSE and layout.pos[n] == "VERB" and _third_person(layout, n)
        if verb and _animate_before(layout, n, start):
            return Clause(layout.starts[start], colon, "unknown")
    return nested


def _opens_list(layout: Layout, lexicon: Lexicon, i: int) -> bool:
    """A word that opens a list («the following questions:»), but not «said the following:» in the neuter."""
    return layout.lemmas[i] in lexicon.listed and (
        layout.pos[i] == "NOUN" or layout.feature(i, "Gender") != "Neut" or layout.feature(i, "Number") == "Plur"
    )


def _names_speech(layout: Layout, noun: int, colon: int) -> bool:
    """Nothing but a noun phrase stands between a noun of speech and the colon («comment of the ministry: …»)."""
    return colon - noun <= NOUN_REACH and all(
        layout.pos[k] in ("NOUN", "PROPN", "ADJ", "DET", "ADP") for k in range(noun + 1, colon)
    )


def _told(layout: Layout, lexicon: Lexicon, saying: Saying, whole: tuple[int, int]) -> Clause:
    """The clause of a speech verb: its subject and itself where the syntax shows a subject, else the whole part."""
    span = teller(layout, lexicon, saying.i) if saying.kind != "state" else None
    return Clause(*(span or whole), saying.kind)


def group_end(layout: Layout, by: By, last: int) -> int:
    """One past «according to X»: the noun with all that depends on it, up to a comma, dash or finite verb."""
    for k in range(by.noun + 1, last):
        if layout.words[k] in ",;:" or layout.words[k] in DASHES:
            return k
        if layout.feature(k, "VerbForm") == "Fin" or layout.feature(k, "Case") == "Nom":
            return k
    return last


def close_to_colon(layout: Layout, lexicon: Lexicon, colon: int) -> bool:
    """A speech verb stands among the last words before a colon."""
    k = layout.token_at(colon)
    near = range(max(layout.first[k], k - CLOSE), k)
    return any((saying := lexicon.saying_at(layout, n)) is not None and saying.takes("direct") for n in near)


def _third_person(layout: Layout, i: int) -> bool:
    person = layout.feature(i, "Person") not in ("1", "2") and layout.feature(i, "Mood") != "Imp"
    return person and layout.feature(i, "VerbForm") == "Fin"


def _animate_before(layout: Layout, verb: int, start: int) -> bool:
    """A person stands before a verb: an animate noun, a name or a pronoun in the nominative."""
    for k in range(max(start, verb - TELLING_WORDS), verb):
        if layout.doc[k].ent_type_ == "PER" or (layout.pos[k] == "PRON" and layout.feature(k, "Person") == "3"):
            return True
        animate = layout.feature(k, "Animacy") == "Anim" and layout.feature(k, "Case") == "Nom"
        if animate and layout.pos[k] in ("NOUN", "PROPN"):
            return True
    return False


def is_label(layout: Layout, tokens: list[int]) -> bool:
    """A person's name, with post or without, as it stands before a colon in headlines and verbatim reports."""
    named = any(
        layout.doc[i].ent_type_ == "PER" or (layout.pos[i] == "PROPN" and layout.feature(i, "Animacy") == "Anim")
        for i in tokens
    )
    return named and all(layout.pos[i] in ("NOUN", "PROPN", "ADJ") for i in tokens)


def spoken_of(layout: Layout, lexicon: Lexicon, char: int) -> Clause | None:
    """What reports somebody's word in the sentence around `char` (it may lead to a speech of the same person)."""
    first, last = layout.sentence(layout.token_at(char))
    for n in range(first, min(last, first + 2 * LONGEST)):
        saying = lexicon.saying_at(layout, n)
        if saying is not None and saying.kind not in ("state", "cite"):
            return _told(layout, lexicon, saying, (layout.starts[first], layout.end(last - 1)))
        by = lexicon.by_at(layout, n)
        if by is not None:
            return Clause(layout.starts[n], layout.end(group_end(layout, by, last) - 1), "words")
    return None


def points_back(layout: Layout, lexicon: Lexicon, char: int) -> Clause | None:
    """The sentence that begins at `char`, when it tells whose the words before it are.

    «About this spoke X», «These words of X …», «Thus X commented …».
    """
    i = layout.first_from(char)
    if i >= len(layout) or layout.first[i] != i:
        return None
    last = layout.last[i]
    stop = min(last, i + TELLING_WORDS)
    whole = (layout.starts[i], layout.end(last - 1))
    about = i + 1 < stop and layout.norms[i] in lexicon.topic and layout.lemmas[i + 1] in lexicon.back
    thus = layout.lemmas[i] in lexicon.back and layout.pos[i] == "ADV"
    for k in range(i + 1, stop):
        pointed = layout.lemmas[k] in lexicon.saying and k < i + 5
        if pointed and any(layout.lemmas[n] in lexicon.back for n in range(i, min(k, i + 2))):
            return Clause(*whole, "words")
        saying = lexicon.saying_at(layout, k) if about or (thus and k < i + 3) else None
        if saying is not None and saying.takes("direct"):
            return Clause(*whole, saying.kind)
    return None


def around(layout: Layout, lexicon: Lexicon, opening: tuple[int, int], closing: int) -> Clause | None:
    """What attributes words in mid-sentence between two marks, the nearest before them first, else right behind them.

    `opening` is the opening mark and the first token inside, `closing` the code point behind the closing mark.
    """
    mark, inner = opening
    first, last = layout.sentence(layout.token_at(mark))
    before = range(inner - 1, max(first, inner - LONGEST) - 1, -1)
    start = layout.first_from(closing)
    signed = start < last and (layout.words[start] == "," or layout.words[start] in DASHES)
    behind = range(start, min(last, start + BEHIND) if signed else start)
    for k in (*before, *behind):
        saying = lexicon.saying_at(layout, k)
        fits = saying is not None and (k < inner or saying.takes("direct"))
        if saying is not None and fits and attributes(layout, saying):
            whole = (layout.starts[first], mark) if k < inner else (layout.starts[behind.start], layout.end(last - 1))
            return _told(layout, lexicon, saying, whole)
        by = lexicon.by_at(layout, k)
        if by is not None:
            return Clause(layout.starts[k], layout.end(group_end(layout, by, last) - 1), by.kind)
    return None


def attributes(layout: Layout, saying: Saying) -> bool:
    """A verb that has a speaker: no passive, and no thought without a person who thinks it («the bill assumes»)."""
    if saying.form == "passive":
        return False
    if saying.kind != "think":
        return True
    subjects = [t for t in layout.doc[saying.i].children if t.dep_.startswith("nsubj")]
    return not any("Inan" in t.morph.get("Animacy", []) and t.pos_ == "NOUN" for t in subjects)
