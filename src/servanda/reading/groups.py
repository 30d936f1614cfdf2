"""Small noun groups: a noun with the attributes that stand before it, read from left to right.

The tagger's cases decide, the parser's trees are only asked where cases leave a doubt: in long official titles trees
break, cases seldom do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading.once import feature
from servanda.reading.state_words import adjective_of, state_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING, CLOSING = "«“„\"'‘", "»”“\"'’"
DASHES = "–—-"
QUOTED_WORDS = 30
LONG = 5  # letters of a short adjective
STILL = frozenset({"Nom", "Acc"})  # cases that look alike for things
NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class Group:
    """A noun (or a name in quotation marks) with its attributes at the tokens [i, j); `case` is UD's or `""`."""

    i: int
    j: int
    noun: Token
    case: str


def case_of(token: Token) -> str:
    """The token's case in UD, or `""`."""
    return "".join(feature(token, "Case")[:1])


def quoted_end(doc: Doc, n: int) -> int:
    """The token that closes the quotation marks opened at n, nested ones counted; n itself when none does.

    Official Russian often closes two marks by one («АО "НК "Имя"»).
    """
    depth, closed = 1, n
    for k in range(n + 1, min(n + 1 + QUOTED_WORDS, len(doc))):
        if "\n" in doc[k].text or doc[k].text == ";":
            break
        if opens(doc, k):
            depth += 1
        elif doc[k].text in CLOSING and not _apostrophe(doc, k):
            depth, closed = depth - 1, k
            after = doc[k + 1].text if k + 1 < len(doc) else ""
            if depth == 0 or (doc[k].text == '"' and after != '"'):
                return k
    return closed


def _apostrophe(doc: Doc, k: int) -> bool:
    """A mark between two letters («Kim’s»)."""
    if k + 1 >= len(doc) or doc[k - 1].whitespace_ or doc[k].whitespace_:
        return False
    return doc[k - 1].text[-1].isalpha() and doc[k + 1].text[0].isalpha()


def opens(doc: Doc, n: int) -> bool:
    """Whether the token at n is a mark that opens a quoted name."""
    if n + 1 >= len(doc):
        return False
    mark = doc[n]
    if mark.text not in OPENING or mark.whitespace_ or doc[n + 1].is_space:
        return False
    before = doc[n - 1] if n else None
    if mark.text not in CLOSING or before is None:
        return True
    return bool(before.whitespace_) or before.is_space or before.is_punct


def attribute(token: Token) -> bool:
    """Whether a token can stand as an attribute before a noun: an adjective, full participle, number, pronoun."""
    if not token.text[0].isalnum():
        return False
    if token.pos_ in ("ADJ", "DET", "NUM"):
        return token.morph.get("Variant", []) != ["Short"]
    if token.pos_ == "VERB":
        return token.morph.get("VerbForm", []) == ["Part"] and token.morph.get("Variant", []) != ["Short"]
    return compound(token)


def compound(token: Token) -> bool:
    """An adjective of two states, whatever the tagger takes it for («казахско-азербайджанского»)."""
    parts = token.text.split("-")
    return len(parts) > 1 and token.text[0].isalpha() and adjective_of(parts[-1]) is not None


def adjectival(lemma: str) -> bool:
    """Whether a dictionary form has the ending of an adjective."""
    return len(lemma) > LONG and any(lemma.endswith(ending) for ending in state_words().endings)


def group_at(doc: Doc, n: int, end: int) -> Group | None:
    """The noun group that begins at token n and ends before `end`; None where none does."""
    k, nearest = n, ""
    while k < end and _within(doc, n, k, end):
        if attribute(doc[k]) and doc[k].pos_ != "NUM":
            nearest = case_of(doc[k]) or nearest
        k += 1
    if k < end and opens(doc, k) and quoted_end(doc, k) > k:
        return Group(n, quoted_end(doc, k) + 1, doc[k], nearest)
    if k >= end or doc[k].pos_ not in NOMINAL or not doc[k].text[0].isalnum():
        return Group(n, k, doc[k - 1], nearest) if k > n and _substantive(doc, k - 1) else None
    case = case_of(doc[k])
    if nearest and case != nearest and _own_attribute(doc[k]):
        case = nearest  # «о взаимной правовой помощи»: the attribute's form tells more than the noun's
    agrees = not nearest or not case or case == nearest or {case, nearest} <= STILL
    return Group(n, k + 1, doc[k], case or nearest) if agrees else None


def _own_attribute(noun: Token) -> bool:
    """The adjective right before a noun hangs on it, and has its number and, in the singular, its gender."""
    before = noun.nbor(-1)
    if before.pos_ != "ADJ" or before.dep_ != "amod" or before.head.i != noun.i:
        return False
    features = ("Number",) if noun.morph.get("Number", []) == ["Plur"] else ("Number", "Gender")
    return all(before.morph.get(name, []) == noun.morph.get(name, []) for name in features)


def _substantive(doc: Doc, n: int) -> bool:
    """What the tagger calls an adjective stands in the place of a noun («о рыболовстве»); no line's end cuts it off."""
    cut = n + 1 < len(doc) and "\n" in doc[n + 1].text
    return not cut and doc[n].pos_ == "ADJ" and doc[n].dep_ in ("nmod", "obl", "obj", "nsubj")


def _within(doc: Doc, n: int, k: int, end: int) -> bool:
    """The token at k is an attribute, an adverb before one, or what joins two of them."""
    if opens(doc, k):
        return False
    if k > n and wraps(doc, k, end):
        return True
    if attribute(doc[k]) or (k > n and _joins_attributes(doc, k, end)):
        return True
    return doc[k].pos_ == "ADV" and k + 1 < end and attribute(doc[k + 1]) and doc[k + 1].pos_ != "NUM"


def wraps(doc: Doc, k: int, end: int) -> bool:
    """White space, or a line's end where the sentence goes on in small letters."""
    if not doc[k].is_space or doc[k].text.count("\n") > 1:
        return False
    return "\n" not in doc[k].text or (k + 1 < end and doc[k + 1].text[0].islower())


def _joins_attributes(doc: Doc, k: int, end: int) -> bool:
    """A comma or conjunction between two attributes of one noun."""
    if doc[k].pos_ != "CCONJ" and doc[k].text != ",":
        return False
    if k + 2 >= end or not attribute(doc[k - 1]) or not attribute(doc[k + 1]) or doc[k + 1].pos_ in ("NUM", "DET"):
        return False
    before, after = case_of(doc[k - 1]), case_of(doc[k + 1])
    return not before or not after or before == after or doc[k - 1].pos_ == doc[k + 1].pos_ == "ADJ"
