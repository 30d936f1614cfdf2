"""Quoted regions judged: speech, a fragment of somebody's words, or a name. Ordered rules; the first answer counts."""

from __future__ import annotations

from collections.abc import Callable

from servanda.reading.speech import titles
from servanda.reading.speech.candidate import Candidate

FEWEST = 4  # words of a fragment (guide, "quotations")
SENTENCE = 6  # words of a sentence that nothing but a colon leads to
NO = "no"
Rule = Callable[[Candidate], str | None]


def empty(c: Candidate) -> str | None:
    """No letter between the marks."""
    return None if any(ch.isalpha() for i in c.words for ch in c.layout.words[i]) else NO


def clause_behind(c: Candidate) -> str | None:
    """It begins a sentence (or follows a colon) and a reporting clause follows: «…», – said X."""
    if not (c.at_start or c.left == "colon" or c.clause_before) or c.clause_after is None:
        return None
    longer = len(c.words) >= FEWEST and not c.all_capital
    parted = c.right_of_signs == "dash" or c.signed
    return "quotes" if c.whole or (parted and longer) or (c.signed and c.right_of_signs == "dash") else None


def said_before_colon(c: Candidate) -> str | None:
    """X said: «…»."""
    if c.clause_before is None:
        return None
    if c.clause_before.kind == "unknown" and not (c.whole and c.has_verb and len(c.words) >= FEWEST):
        return None
    if c.clause_before.kind == "call" and not c.has_verb:
        return None
    if titles.named_by_noun(c) and not c.has_verb:
        return NO
    return "quotes" if c.has_verb or c.ends_sentence or c.verb_at_colon else None


def labelled(c: Candidate) -> str | None:
    """A name alone before a colon, as in headlines: X: «We …»."""
    return "quotes" if c.label is not None and c.has_verb and len(c.words) >= FEWEST else None


def name(c: Candidate) -> str | None:
    """A name or title, or what stands beside one in a row of them."""
    if titles.names(c) or (c.beside_a_name and not c.has_verb):
        c.is_name = True
        return NO
    return None


def pointed_at(c: Candidate) -> str | None:
    """«…». About this spoke X."""
    if c.at_start and c.whole and len(c.words) >= FEWEST and c.right in ("stop", "line") and c.pointed_at:
        return "quotes"
    return None


def goes_on(c: Candidate) -> str | None:
    """Whole sentences right behind another speech: the speaker goes on."""
    return "carried" if c.after_speech and c.at_start and c.whole and c.has_verb and c.stands_alone else None


def led_by_report(c: Candidate) -> str | None:
    """X spoke about it. «…». – whole sentences by themselves behind a sentence that reports his words."""
    if not (c.at_start and c.whole and len(c.words) >= FEWEST and c.has_verb):
        return None
    return "carried" if c.stands_alone and c.led_by else None


def speaks_of_himself(c: Candidate) -> str | None:
    """Whole sentences of a first person with no word of the reporter's beside them: the speaker before speaks again."""
    if not (c.at_start and c.whole and c.has_verb and c.near_speech and len(c.words) >= SENTENCE):
        return None
    return "carried" if c.right in ("stop", "line") and c.first_person else None


def sentence_behind_colon(c: Candidate) -> str | None:
    """A whole sentence behind a colon that a sentence about a person leads to, though no verb of speech does."""
    ends = c.right in ("stop", "line") or c.ends_sentence
    if c.left != "colon" or not (c.whole and c.has_verb and ends and len(c.words) >= SENTENCE):
        return None
    return "quotes" if c.person_before is not None else None


def fragment(c: Candidate) -> str | None:
    """A few words of somebody's inside the reporter's sentence, which says whose they are."""
    if len(c.words) < FEWEST or c.attribution is None:
        return None
    if not c.begins_low and (c.left == "colon" or c.beside_a_name or (c.at_start and c.right in ("stop", "line"))):
        return None
    if c.attribution.kind == "source" and not c.has_verb:
        return None
    if not c.begins_low and not c.has_verb:
        return None
    return "fragment"


#: In this order.
RULES: tuple[Rule, ...] = (
    empty,
    clause_behind,
    said_before_colon,
    labelled,
    name,
    pointed_at,
    goes_on,
    led_by_report,
    speaks_of_himself,
    sentence_behind_colon,
    fragment,
)


def judge(c: Candidate) -> tuple[str, str]:
    """Style (`quotes`, `carried`, `fragment`, or `""` for no speech) and the name of the rule that decided."""
    for rule in RULES:
        answer = rule(c)
        if answer is not None:
            return ("" if answer == NO else answer), rule.__name__
    return "", ""
