"""Names and titles in quotation marks are nobody's words: the conditions that tell them."""

from __future__ import annotations

from collections.abc import Callable

from servanda.reading.speech.candidate import Candidate
from servanda.reading.speech.layout import DASHES

NOUN_REACH = 8  # tokens back from the mark in which the naming noun stands


def in_brackets(c: Candidate) -> bool:
    """A name given in brackets."""
    return c.left == "bracket" and not c.whole


def capitals_throughout(c: Candidate) -> bool:
    """Every word is a capital one, foreign or a number: a name."""
    return c.all_capital and len(c.words) < 12


def named_by_noun(c: Candidate) -> bool:
    """A noun of naming stands before the mark, in one noun phrase with it: a plant, a forum, a law, a theme."""
    for k in _phrase_before(c):
        lemma = c.layout.lemmas[k]
        parts = {lemma, lemma.rsplit("-", 1)[-1]}
        if parts & c.lexicon.naming_any or (parts & c.lexicon.naming_proper and not c.begins_low):
            return True
    return False


def _phrase_before(c: Candidate) -> list[int]:
    """The tokens of the noun phrase that ends at the mark, nearest first (over quoted names, a colon or a dash)."""
    found: list[int] = []
    first = c.layout.sentence(max(0, c.before))[0] if c.before >= 0 else 0
    for k in range(c.before, max(first, c.before - NOUN_REACH) - 1, -1):
        word, pos = c.layout.words[k], c.layout.pos[k]
        if pos == "PUNCT" and not (word in '«»"“”„' or (k == c.before and (word == ":" or word in DASHES))):
            break
        if pos in ("VERB", "AUX", "SCONJ", "PRON") and c.layout.feature(k, "VerbForm") != "Part":
            break
        if pos == "NOUN" and c.layout.lemmas[k] in c.lexicon.saying:
            break
        found.append(k)
        if pos == "ADP":
            break
    return found


def stands_by_noun(c: Candidate) -> bool:
    """It begins with a capital right behind a noun, without a sign between, and says nothing: an apposition."""
    if c.left != "word" or c.begins_low or c.has_verb:
        return False
    k = c.before
    return c.layout.pos[k] in ("NOUN", "PROPN", "ADJ", "X") and c.layout.lemmas[k] not in c.lexicon.saying


def speechless_capital(c: Candidate) -> bool:
    """A capital in mid-sentence and no verb: a name that stands by itself («at “Ertys Invest”»)."""
    return not c.at_start and c.left != "colon" and not c.begins_low and not c.has_verb


def about_something(c: Candidate) -> bool:
    """It begins with «on …» and says nothing: the title of an act."""
    if not c.words or c.has_verb:
        return False
    return c.layout.norms[c.words[0]] in c.lexicon.topic and not c.begins_low


#: Any of them makes a quoted region a name.
CONDITIONS: tuple[Callable[[Candidate], bool], ...] = (
    in_brackets,
    capitals_throughout,
    named_by_noun,
    stands_by_noun,
    speechless_capital,
    about_something,
)


def names(c: Candidate) -> str:
    """The first condition by which a quoted region is a name, or `""`."""
    return next((condition.__name__ for condition in CONDITIONS if condition(c)), "")
