"""The geometry of clauses: where one begins and ends, its subject, its noun phrases.

The parser's trees are used where they are sure; the borders are read off commas, conjunctions and verb forms, since
long official sentences break trees more often than commas.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from servanda.reading import frames, once, phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context

STOPS = frozenset({";", ":", ".", "!", "?", "…"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
TRAILING = frozenset({"ADV", "PART", "AUX", "CCONJ", "SPACE"})  # what may stand between subject and predicate
NAME = 12  # words within which a name in quotation marks is closed
_NEAR = 4  # words of a comma's chunk in which an adding word may stand


def has(token: Token, feature: str, *values: str) -> bool:
    """Whether a token's morphology gives a feature one of the values (any value when none is named)."""
    found = once.feature(token, feature)
    return bool(found) and (not values or found[0] in values)


def finite(token: Token) -> bool:
    """A predicate of its own: a finite verb, a short participle or a short adjective of modality."""
    if token.pos_ in ("VERB", "AUX") and has(token, "VerbForm", "Fin"):
        return True
    return has(token, "Variant", "Short") and (token.pos_ == "VERB" or token.pos_ == "ADJ")


def infinitive(token: Token) -> bool:
    """An infinitive; also one at a sentence's head that is taken for an adjective («Завершить планируется …»)."""
    if token.pos_ == "ADJ" and token.dep_.startswith("csubj"):
        return bool(token.lemma_ == token.norm_)
    return token.pos_ in ("VERB", "AUX") and has(token, "VerbForm", "Inf")


def blank_line(token: Token) -> bool:
    """White space that ends a line."""
    return bool(token.is_space and "\n" in token.text)


def _role(ctx: Context, token: Token) -> str:
    code = ctx.adapter.code
    for role in ("adversative", "subordinator", "relative"):
        if token.lemma_ in frames.words(f"{code}/clause_words", "word", role=role):
            return role
    return ""


def _adds(ctx: Context, n: int) -> bool:
    """A comma after which the clause goes on («, включая», «, а также», «, в том числе»)."""
    added = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="addition")
    return any(token.norm_ in added for token in ctx.doc[n + 1 : n + 1 + _NEAR - 1])


def _parts_ways(ctx: Context, n: int) -> bool:
    """Whether the comma at n ends the clause before it."""
    doc = ctx.doc
    if n + 1 >= len(doc):
        return True
    if _adds(ctx, n):
        added = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="addition")
        converb = any(has(t, "VerbForm", "Conv") and t.norm_ not in added for t in doc[n + 1 : n + _NEAR])
        return converb or _predicate_in_chunk(doc, n + 2, doc[n].sent.end)
    after = doc[n + 1]
    if after.pos_ == "ADP" and n + 2 < len(doc) and _role(ctx, doc[n + 2]) == "relative":
        return True
    if _role(ctx, after):
        return True
    if has(after, "VerbForm", "Conv"):
        return True
    if has(after, "VerbForm", "Part") and not has(after, "Variant", "Short") and after.head.i <= n:
        return True
    return _predicate_in_chunk(doc, n + 1, after.sent.end)


def _predicate_in_chunk(doc: Doc, n: int, limit: int) -> bool:
    """A predicate between n and the next mark or conjunction."""
    for k in range(n, limit):
        token = doc[k]
        if token.text in STOPS or token.text == "," or token.text in phrases.DASHES or blank_line(token):
            return False
        if k > n and token.pos_ == "CCONJ":
            return False
        if finite(token):
            return True
    return False


def end(ctx: Context, i: int) -> int:
    """The token before which the clause of token i ends."""
    doc = ctx.doc
    limit = doc[i].sent.end
    k = i + 1
    while k < limit:
        jump = _skip(doc, k, limit)
        if jump > k:
            k = jump
        elif _ends_at(ctx, k, i):
            break
        else:
            k += 1
    while k > i + 1 and (doc[k - 1].is_space or doc[k - 1].text in STOPS or doc[k - 1].text == ","):
        k -= 1
    return k


def whole_end(ctx: Context, i: int) -> int:
    """The end of the clause of token i with the clause that it calls for («на том, что …», «меры, чтобы удвоить …»)."""
    doc, close = ctx.doc, end(ctx, i)
    if close + 1 >= len(doc) or doc[close].text != ",":
        return close
    words = functools.partial(frames.words, f"{ctx.adapter.code}/clause_words", "word")
    called = doc[close - 1].norm_ in words(role="correlative") and doc[close + 1].lemma_ in words(role="subordinator")
    aim = doc[close + 1].lemma_ in words(role="purpose") and _infinitive_in_chunk(doc, close + 2, doc[i].sent.end)
    return end(ctx, close + 1) if called or aim else close


def _infinitive_in_chunk(doc: Doc, n: int, limit: int) -> bool:
    for token in doc[n:limit]:
        if finite(token) or token.text == ",":
            return False
        if infinitive(token):
            return True
    return False


def _skip(doc: Doc, k: int, limit: int) -> int:
    """The token after a quoted name or a bracket that opens at k; k itself when none does."""
    if phrases.opens(doc, k):
        close = phrases.quoted_end(doc, k)
        return close + 1 if k < close < limit else k
    if doc[k].text == "(":
        for n in range(k + 1, limit):
            if doc[n].text == ")":
                return n + 1
    return k


def _ends_at(ctx: Context, k: int, i: int) -> bool:
    doc, token = ctx.doc, ctx.doc[k]
    if blank_line(token) or (token.text in STOPS and token.i + 1 >= token.sent.end - 1):
        return True
    if token.text in (";", ":", "!", "?", "…", ")", "(", "]", "["):
        return True
    if token.text in phrases.DASHES:
        return not (doc[k - 1].pos_ == "PROPN" and k + 1 < len(doc) and doc[k + 1].pos_ == "PROPN")
    if token.text in phrases.CLOSING or token.text in phrases.OPENING:
        return True
    if token.text == ",":
        return _parts_ways(ctx, k)
    if token.pos_ == "CCONJ" and (k > i + 1 or (k + 1 < len(doc) and finite(doc[k + 1]))):
        return (k + 1 < len(doc) and _role(ctx, doc[k + 1]) == "subordinator") or _predicate_in_chunk(
            doc, k + 1, token.sent.end
        )
    return False


def start(ctx: Context, i: int) -> int:
    """The first token of the clause of token i, conjunctions left out."""
    doc = ctx.doc
    floor = doc[i].sent.start
    k = i
    while k > floor:
        opened = _insertion(ctx, k - 1, floor)
        if opened is None and _begins_after(ctx, k - 1, floor):
            break
        k = k - 1 if opened is None else opened
    while k < i and (
        doc[k].is_space or doc[k].is_punct or doc[k].pos_ == "CCONJ" or _role(ctx, doc[k]) == "subordinator"
    ):
        k += 1
    return k


def _insertion(ctx: Context, k: int, floor: int) -> int | None:
    """The comma that opens «, заложенный в мае,», for the one at k that closes it; None where none does."""
    doc = ctx.doc
    if doc[k].text != "," or doc[k + 1].pos_ == "CCONJ":
        return None
    n = k - 1
    while n > floor and doc[n].text != "," and doc[n].text not in STOPS and not blank_line(doc[n]):
        n -= 1
    inner = doc[n + 1]
    participle = has(inner, "VerbForm", "Part") and not has(inner, "Variant", "Short")
    if n <= floor or doc[n].text != "," or not participle:
        return None
    for m in range(n - 1, floor - 1, -1):
        if doc[m].text == "," or doc[m].text in STOPS or _role(ctx, doc[m]):
            break
        if finite(doc[m]):
            return None
    return n


def _begins_after(ctx: Context, k: int, floor: int) -> bool:
    """Whether the mark or conjunction at k stands before the clause."""
    doc, token = ctx.doc, ctx.doc[k]
    if blank_line(token) or token.text in (";", ":", "!", "?", ")"):
        return True
    if token.text in phrases.DASHES:
        return not (doc[k - 1].pos_ == "PROPN" and doc[k + 1].pos_ == "PROPN") if k > floor else True
    if phrases.opens(doc, k):  # a speech that begins here, no name in quotation marks
        return not any(doc[n].text in phrases.CLOSING for n in range(k + 1, min(k + NAME, token.sent.end)))
    if _role(ctx, token) in ("subordinator", "relative") and _opens_clause(doc, k, floor):
        return True
    if token.text == ",":
        return _verb_before(ctx, k, floor, lists=True)
    return token.pos_ == "CCONJ" and _verb_before(ctx, k, floor, lists=False)


def _opens_clause(doc: Doc, k: int, floor: int) -> bool:
    """Whether a conjunction or relative pronoun at k stands at the head of its clause («, в рамках которого»)."""
    if k == floor:
        return True
    return any(doc[n].text == "," or doc[n].pos_ == "CCONJ" for n in range(max(floor, k - 3), k))


def _verb_before(ctx: Context, k: int, floor: int, *, lists: bool) -> bool:
    """A predicate, converb or postposed participle in the clause that ends before k; `lists`: across its commas."""
    doc = ctx.doc
    for n in range(k - 1, floor - 1, -1):
        token = doc[n]
        if token.text in (";", ":") or token.text in phrases.DASHES or blank_line(token):
            return False
        if token.text == ",":
            participle = has(doc[n + 1], "VerbForm", "Part") and not has(doc[n + 1], "Variant", "Short")
            if participle or not lists:
                return participle
        if finite(token) or has(token, "VerbForm", "Conv"):
            return True
        if _role(ctx, token) in ("subordinator", "relative") and _opens_clause(doc, n, floor):
            return False
    return False


def subject(ctx: Context, i: int) -> tuple[int, int] | None:
    """The tokens [a, b) of the subject of the predicate at i; that of the predicate before when both share one."""
    doc = ctx.doc
    low, high = start(ctx, i), end(ctx, i)
    if has(doc[i], "Person", "1", "2"):
        high = i  # «Приглашаем партнеров»: only a pronoun before it
    head = _first_nominative(doc, low, i)
    if head is not None:
        return _trimmed(doc, group_start(ctx, head), i)
    head = _parsed_subject(doc, i, low, high)
    if head is None:
        shared = _shared(ctx, i, low)
        if shared is not None:
            return shared
        head = _first_nominative(doc, i + 1, high)
    return (group_start(ctx, head), _group_end(doc, head, high)) if head is not None else None


def group_start(ctx: Context, head: Token) -> int:
    """The first token of a noun's group: its attributes and the pronoun before them."""
    i = phrases.left(ctx.doc, head)
    while i > head.sent.start and ctx.doc[i - 1].pos_ == "DET":
        i -= 1
    return i


def _parsed_subject(doc: Doc, i: int, low: int, high: int) -> Token | None:
    for token in doc[low:high]:
        if token.dep_ in SUBJECTS and token.head.i == i and token.pos_ in NOMINAL and has(token, "Case", "Nom"):
            return token
    return None


def _first_nominative(doc: Doc, low: int, high: int) -> Token | None:
    for token in doc[low:high]:
        if token.pos_ in NOMINAL and _may_be_subject(token) and not _governed(doc, token, low):
            return token
    return None


def _may_be_subject(token: Token) -> bool:
    """In the nominative; or taken for an accusative that sounds the same, where the parser sees the subject."""
    if has(token, "Case", "Nom"):
        return True
    return token.dep_ in SUBJECTS and has(token, "Case", "Acc", "Gen") and has(token, "Animacy", "Inan")


def _governed(doc: Doc, token: Token, low: int) -> bool:
    """Whether a preposition stands before the noun's group, or the noun stands in apposition to an oblique one."""
    before = phrases.left(doc, token) - 1
    if before >= low and doc[before].pos_ == "ADP":
        return True
    return (
        token.dep_ in ("appos", "flat:name", "flat") and token.head.i < token.i and not has(token.head, "Case", "Nom")
    )


def _shared(ctx: Context, i: int, low: int) -> tuple[int, int] | None:
    """The subject of the predicate before, joined to this one by a conjunction or a comma, of the same number."""
    doc = ctx.doc
    floor = doc[i].sent.start
    before = low - 1
    if before <= floor or (doc[before].pos_ != "CCONJ" and doc[before].text != ","):
        return None
    for n in range(before - 1, floor - 1, -1):
        if has(doc[n], "VerbForm", "Fin") and doc[n].pos_ == "VERB":
            if doc[n].morph.get("Number", []) != doc[i].morph.get("Number", []):
                return None
            return subject(ctx, n)
    return None


def _trimmed(doc: Doc, a: int, b: int) -> tuple[int, int]:
    while b > a + 1 and (doc[b - 1].pos_ in TRAILING or doc[b - 1].text in ",-–—"):
        b -= 1
    return a, b


def _group_end(doc: Doc, head: Token, high: int) -> int:
    """The end of a noun's group to the right: what goes on in the genitive, in names and after prepositions."""
    n = head.i + 1
    while n < high and doc[n].text != "," and not finite(doc[n]) and not infinitive(doc[n]):
        n += 1
    return n
