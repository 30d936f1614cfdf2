"""Rows of documents: two names of one, and what governs an enumeration («подписаны меморандум о …, программа …»)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading import frames
from servanda.reading.groups import STILL, case_of
from servanda.reading.mentions import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LIFE = ("sign", "draft", "force", "ratify", "create", "agree", "propose")  # what tells how far a document has come
FAR = 30  # tokens between two documents of one row


def joined(found: list[Mention]) -> list[Mention]:
    """Mentions in the order of the text: two names of one document made one, later members governed as the first."""
    out: list[Mention] = []
    for one in _either(found):
        mention, before = one, out[-1] if out else None
        if before is not None and in_a_row(before, one):
            told = before.around.nearest(*LIFE) is not None
            mention = replace(one, in_row=True, place=before.place if told else one.place)
            out[-1] = replace(before, in_row=True)
        out.append(mention)
    return out


def _either(found: list[Mention]) -> list[Mention]:
    """Two names of one document («План или Дорожную карту») made one."""
    out: list[Mention] = []
    for mention in found:
        before = out[-1] if out else None
        if before is not None and before.j + 1 == mention.i:
            either = frames.words(f"{mention.ctx.adapter.code}/complements", "word", **{"class": "either"})
            if mention.ctx.doc[before.j].lemma_ in either:
                out[-1] = replace(before, j=mention.j)
                continue
        out.append(mention)
    return out


def in_a_row(one: Mention, two: Mention) -> bool:
    """The second follows the first in one enumeration: joined by a comma or conjunction, no verb between, one case."""
    doc = one.ctx.doc
    if one.sentence != two.sentence or not 0 < two.i - one.j <= FAR:
        return False
    n = two.i - 1
    while n > one.j and doc[n].pos_ in ("ADV", "PART"):
        n -= 1
    if doc[n].text not in (",", ";") and doc[n].pos_ != "CCONJ":
        return False
    cases = {case_of(one.head), case_of(two.head)}
    if len(cases) > 1 and not cases <= STILL:
        return False
    own = two.around.verb
    apart = own is not None and own.i > two.i and own != one.around.verb  # «…, меморандум обсудили позже»
    return not apart and not any(_clause(t) for t in doc[one.j : two.i])


def _clause(token: Token) -> bool:
    """A verb of its own, or a word that begins a clause."""
    finite = token.morph.get("VerbForm", []) == ["Fin"] or token.morph.get("Variant", []) == ["Short"]
    return (token.pos_ in ("VERB", "AUX") and finite) or token.pos_ == "SCONJ" or token.text == ":"
