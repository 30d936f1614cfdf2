"""The subject of a speech verb by the syntax: its own, or the one that a verb beside it lends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.speech.layout import Layout
    from servanda.reading.speech.lexicon import Lexicon

CHAIN = 4  # verbs over which a subject is lent
LENDS = frozenset({"conj", "advcl", "xcomp"})
NESTED = frozenset({"ccomp", "acl", "acl:relcl", "csubj", "csubj:pass"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The tokens [first, last] of a subject, its head, and whether another verb lends it."""

    first: int
    last: int
    head: int
    inherited: bool


def subject_of(layout: Layout, lexicon: Lexicon, verb: int) -> Subject | None:
    """The subject of a verb; the antecedent for a relative pronoun; None when the syntax shows none."""
    token: Token = layout.doc[verb]
    lender = _main_verb_before(layout, token)
    if lender is not None:
        token = lender
    for step in range(CHAIN):
        own = next((t for t in token.children if t.dep_ in ("nsubj", "nsubj:pass")), None)
        if own is not None:
            if own.lemma_ in lexicon.query and token.head.i != token.i:
                antecedent = token.head
                return _span(layout, antecedent, token.left_edge.i - 1, inherited=True)
            stop = verb - 1 if own.i < verb and step == 0 else len(layout) - 1
            return _span(layout, own, stop, inherited=step > 0 or lender is not None)
        if token.dep_ not in LENDS or token.head.i == token.i:
            return None
        token = token.head
    return None


def _main_verb_before(layout: Layout, token: Token) -> Token | None:
    """The verb with a subject of its own right before a gerund («…, но министр остановил его, сказав»)."""
    if layout.feature(token.i, "VerbForm") != "Conv" or token.head.i >= token.i:
        return None
    first, _ = layout.sentence(token.i)
    for k in range(token.i - 1, first - 1, -1):
        if layout.feature(k, "VerbForm") == "Fin":
            verb: Token = layout.doc[k]
            return verb if any(t.dep_.startswith("nsubj") for t in verb.children) else None
    return None


def teller(layout: Layout, lexicon: Lexicon, verb: int) -> tuple[int, int] | None:
    """The code points of subject and verb, of the subject alone when another verb lends it; None without a subject."""
    subject = subject_of(layout, lexicon, verb)
    if subject is None:
        return None
    if subject.inherited:
        return layout.starts[subject.first], layout.end(subject.last)
    return layout.starts[min(subject.first, verb)], layout.end(max(subject.last, verb))


def _span(layout: Layout, head: Token, stop: int, *, inherited: bool) -> Subject:
    return Subject(*noun_phrase(layout, head, stop), head.i, inherited)


def noun_phrase(layout: Layout, head: Token, stop: int) -> tuple[int, int]:
    """First and last token of a noun phrase without preposition and without the clauses that hang on it."""
    first, last = head.left_edge.i, head.i
    for child in head.rights:
        if child.dep_ == "punct":
            continue
        if child.dep_ in ("acl", "acl:relcl", "parataxis") or child.i > stop:
            break
        last = max(last, min(child.right_edge.i, stop))
    while first < head.i and layout.pos[first] in ("PUNCT", "SPACE", "CCONJ", "ADV", "PART", "ADP"):
        first += 1
    return first, max(last, head.i)


def in_relative(layout: Layout, verb: int) -> bool:
    """Whether a verb stands in a relative clause: what it tells is said by the way."""
    token: Token = layout.doc[verb]
    for _ in range(CHAIN):
        if token.dep_ in ("acl", "acl:relcl"):
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def is_sister(layout: Layout, verb: int, other: int) -> bool:
    """Whether another speech verb stands on a level with a verb: joined to it, not inside its content."""
    token: Token = layout.doc[other]
    if layout.feature(other, "VerbForm") == "Conv":
        return True
    for _ in range(CHAIN):
        if token.i == verb or token.head.i == token.i:
            return True
        if token.dep_ in NESTED:
            return False
        if token.dep_ == "conj" and any(t.dep_.startswith("nsubj") for t in token.children):
            return token.head.i == verb
        token = token.head
    return False


def phrase_start(layout: Layout, verb: int, least: int) -> int:
    """Where the phrase of a verb begins: at its comma or conjunction."""
    signs = [t.i for t in layout.doc[verb].lefts if t.dep_ in ("punct", "cc") and t.i > least]
    start = min(signs) if signs else max(least, layout.doc[verb].left_edge.i)
    while start - 1 > least and layout.pos[start - 1] in ("CCONJ", "PUNCT"):
        start -= 1
    return start
