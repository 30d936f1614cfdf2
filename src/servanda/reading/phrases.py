"""Noun phrases: how far a name reaches to the left and to the right of its head word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context

OPENING, CLOSING = "«“„\"'‘", "»”“\"'’"
DASHES = "–—-"
MOST_WORDS = 30
QUOTED_WORDS = 20
RELATIVE = frozenset({"acl:relcl", "advcl", "parataxis", "ccomp", "nsubj", "nsubj:pass", "csubj"})


def quoted_end(doc: Doc, n: int) -> int:
    """The token that closes the quotation marks opened at n, nested ones counted; n itself when none does."""
    depth = 1
    for k in range(n + 1, min(n + 1 + QUOTED_WORDS, len(doc))):
        if "\n" in doc[k].text:
            return n
        if opens(doc, k):
            depth += 1
        elif doc[k].text in CLOSING:
            depth -= 1
            after = doc[k + 1].text if k + 1 < len(doc) else ""
            # official Russian often closes two marks by one («АО "НК "Имя"»)
            if depth == 0 or doc[k].text == '"' and after != '"':
                return k
    return n


def opens(doc: Doc, n: int) -> bool:
    """Whether the token at n is a mark that opens a quoted name."""
    if n + 1 >= len(doc) or doc[n].text not in OPENING or doc[n].whitespace_ or doc[n + 1].is_space:
        return False
    before = doc[n - 1] if n else None
    return (
        doc[n].text not in CLOSING or before is None or bool(before.whitespace_) or before.is_space or before.is_punct
    )


def left(doc: Doc, head: Token, *, participles: bool = False) -> int:
    """The first token of the attributes that agree with the head and stand before it without a gap."""
    i = head.i
    while i > head.sent.start:
        before = doc[i - 1]
        joined = (
            before.pos_ == "CCONJ" and i - 1 > head.sent.start and _agrees(doc[i - 2], head, participles=participles)
        )
        comma = before.text == "," and i - 1 > head.sent.start and _agrees(doc[i - 2], head, participles=participles)
        if (joined or comma) and i < head.i:
            i -= 2
        elif _agrees(before, head, participles=participles):
            i -= 1
        else:
            break
    return i


def _agrees(token: Token, head: Token, *, participles: bool) -> bool:
    if token.pos_ not in ("ADJ", "DET") and not (participles and token.pos_ == "VERB"):
        return False
    if token.pos_ == "DET" or not token.text[0].isalpha():
        return False
    if token.morph.get("VerbForm") == ["Fin"] or token.morph.get("Variant") == ["Short"]:
        return False
    case = token.morph.get("Case")
    return bool(case) and case == head.morph.get("Case")


def right(ctx: Context, head: Token, *, prepositions: str, start: int | None = None) -> int:
    """The end of the complement: genitives, quoted names, groups after the prepositions of a table, and what depends on them.

    `prepositions` names a class of `LANG/complements`; a group after any other preposition is left out.
    """
    doc = ctx.doc
    allowed = frames.words(f"{ctx.adapter.code}/complements", "word", **{"class": prepositions})
    n = end = head.i + 1 if start is None else start
    listing = False  # after «между»: names in a row
    while n < len(doc) and n - head.i < MOST_WORDS and n < head.sent.end:
        token = doc[n]
        if opens(doc, n) and quoted_end(doc, n) > n:
            n = end = quoted_end(doc, n) + 1
            continue
        listing = listing or doc[n].norm_ in frames.words(
            f"{ctx.adapter.code}/complements", "word", **{"class": "listing"}
        )
        step = _step(ctx, head, n, allowed) or (_listed(doc, n) if listing else 0)
        if step == 0:
            break
        n += step
        if (
            doc[n - 1].pos_ not in ("ADP", "CCONJ", "SPACE")
            and doc[n - 1].text not in DASHES
            and doc[n - 1].text != ","
        ):
            end = n
    return end


def _step(ctx: Context, head: Token, n: int, allowed: frozenset[str]) -> int:
    """How many tokens at n belong to the complement: 0 ends it."""
    doc, token = ctx.doc, ctx.doc[n]
    if token.is_space:
        return 0 if "\n" in token.text else 1
    if token.pos_ == "ADP":
        return 1 if token.norm_ in allowed and _below(token, head) and n > head.i else 0
    if token.pos_ == "CCONJ":
        after = doc[n + 1] if n + 1 < len(doc) else None
        return (
            1
            if after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN", "NUM", "DET") and _joined(doc, n, head)
            else 0
        )
    if token.text == ",":
        after = doc[n + 1] if n + 1 < len(doc) else None
        if (
            after is None
            or after.pos_ not in ("NOUN", "ADJ", "PROPN")
            or after.dep_ != "conj"
            or not _below(after, head)
        ):
            return 0
        return 1 if after.head.i > head.i else 0
    if token.text in DASHES:
        proper = doc[n - 1].pos_ == "PROPN" and n + 1 < len(doc) and doc[n + 1].pos_ == "PROPN"
        return 1 if proper else 0
    if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X", "VERB", "ADV"):
        return 1 if _word_belongs(doc, token, head) else 0
    return 0


def _listed(doc: Doc, n: int) -> int:
    """In a row of names a comma or conjunction, and the noun or name after it, belong to the row."""
    token, before = doc[n], doc[n - 1]
    after = doc[n + 1] if n + 1 < len(doc) else None
    if token.pos_ == "CCONJ" or token.text == ",":
        return 1 if after is not None and (after.pos_ in ("NOUN", "PROPN", "ADJ", "X") or after.text in OPENING) else 0
    joined = before.pos_ in ("CCONJ", "ADJ") or before.text in (",", *CLOSING)
    if token.pos_ in ("NOUN", "PROPN", "ADJ", "X") and token.text[0].isalnum():
        named = before.pos_ in ("NOUN", "PROPN", "X") and (
            token.text[0].isascii() or token.morph.get("Case") == ["Gen"]
        )
        return 1 if joined or named else 0
    return 0


def _word_belongs(doc: Doc, token: Token, head: Token) -> bool:
    if not token.text[0].isalnum() and token.text != "№":
        return False
    if token.pos_ == "VERB" and token.morph.get("VerbForm") != ["Part"]:
        return False
    if token.pos_ == "VERB" and (token.morph.get("Variant") == ["Short"] or doc[token.i - 1].text == ","):
        return False
    if token.pos_ == "ADV" and token.head.pos_ not in ("ADJ", "VERB"):
        return False
    if token.ent_type_ == "PER" and doc[token.i - 1].ent_type_ != "PER" and token.morph.get("Case") != ["Gen"]:
        return False
    return _below(token, head)


def _joined(doc: Doc, n: int, head: Token) -> bool:
    """A conjunction joins within the complement, and does not join something to the head or to the verb above it."""
    after = doc[n + 1]
    partner = after if after.dep_ == "conj" else after.head if after.head.dep_ == "conj" else None
    if partner is None:
        return _below(after, head) and after.head.i > head.i
    return partner.head.i != head.i and _below(partner, head)


def _below(token: Token, head: Token) -> bool:
    """Whether a token depends on the head, and by no relation that begins a clause of its own."""
    seen = 0
    while token.i != head.i and seen < 40:
        if token.dep_ in RELATIVE or token.head.i == token.i:
            return False
        token = token.head
        seen += 1
    return token.i == head.i
