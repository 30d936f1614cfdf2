"""Lists of what was signed or written: «подписаны: …», «в их числе:», «среди которых …», and the day of a signing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading import frames, stages

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.context import Context
    from servanda.reading.periods import Period

MOST_ITEMS = 16  # paragraphs of one list
MOST_PLAIN = 2  # paragraphs in a row that name no document and do not end a list
FEW = 6  # tokens from «среди» to the end of what it governs
OPENERS = frozenset({"ADP", "ADV", "CCONJ", "PART", "DET"})  # before «среди» at the beginning of a sentence
HEAD = 40  # code points within which a date opens a text
FULL = len("2025-09-29")


@dataclass(frozen=True, slots=True)
class Over:
    """The word that stands over a list, and whether what it tells is still to come."""

    token: Token
    coming: bool


def listed(ctx: Context, token: Token, sort: str) -> Over | None:
    """The word that stands over a list in which a document is named; None when it is in no such list.

    `sort`: `sign` for words of signing, `draft` for those of writing (classes of `LANG/stages`).
    """
    return _in_sentence(ctx, token, sort) or _in_paragraphs(ctx, token, sort)


def _in_sentence(ctx: Context, token: Token, sort: str) -> Over | None:
    """«подписано 13 документов, среди которых …», «подписаны: …», «среди подписанных – …», «среди них – …»."""
    start = token.sent.start
    while start > 1 and _last_mark(ctx, start) == ";":
        start = ctx.doc[start - 1].sent.start
    marks = [t.i for t in ctx.doc[start : token.i] if t.text == ":" or "among" in stages.classes(ctx, t)]
    if not marks:
        return None
    over = _told_in(ctx, ctx.doc[start : marks[0]], sort)
    opens = all(t.pos_ in OPENERS or not t.text[0].isalnum() for t in ctx.doc[start : marks[0]])
    if over is None and opens and ctx.doc[marks[0]].text != ":":
        led = ctx.doc[marks[0] : min(token.i, marks[0] + FEW)]
        over = _told_in(ctx, led, sort)
        points_back = any(t.pos_ == "PRON" for t in led) or (len(led) > 1 and led[1].text == ",") or _papers(ctx, led)
        if over is None and points_back and start > 0:
            over = _told_in(ctx, ctx.doc[start - 1].sent, sort)
    return over


def _papers(ctx: Context, led: Span) -> bool:
    """«В числе документов – …»: a word for papers in general points back to what was signed."""
    papers = frames.words(f"{ctx.adapter.code}/figure_words", "words", **{"class": "documents"})
    return any(t.lemma_ in papers and not t.is_sent_start for t in led)


def _last_mark(ctx: Context, n: int) -> str:
    """The last token before n on the same line that is no white space, or `""`."""
    before = ctx.doc[n - 1]
    if before.is_space:
        return "" if "\n" in before.text or n == 1 else ctx.doc[n - 2].text
    return str(before.text)


def _told_in(ctx: Context, span: Span, sort: str) -> Over | None:
    """The last word of a sort in a span that tells of what took place or will."""
    words = [t for t in span if sort in stages.classes(ctx, t)]
    told = [t for t in words if t.pos_ in ("NOUN", "ADJ") or stages.told(t) or stages.ahead(t) or _full_participle(t)]
    coming = any(stages.ahead(t) for t in span if t.pos_ in ("VERB", "AUX"))
    return Over(told[-1], coming) if told else None


def _full_participle(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Part"] and token.morph.get("Tense", []) == ["Past"]


def _in_paragraphs(ctx: Context, token: Token, sort: str) -> Over | None:
    """An item of a list in paragraphs of their own, under one that ends in a colon."""
    at = next((n for n, (start, end) in enumerate(ctx.paragraphs) if start <= token.idx < end), -1)
    if at <= 0 or not _begins_with_document(ctx, at):
        return None
    plain = 0
    for n in range(at - 1, max(-1, at - MOST_ITEMS), -1):
        start, end = ctx.paragraphs[n]
        if ctx.document.text[start:end].rstrip().endswith(":"):
            over = ctx.span(start, end)
            before = ctx.span(*ctx.paragraphs[n - 1]) if n else over
            return _told_in(ctx, over, sort) or (_told_in(ctx, before, sort) if n else None)
        plain = 0 if _begins_with_document(ctx, n) else plain + 1
        if plain > MOST_PLAIN:
            return None
    return None


def _begins_with_document(ctx: Context, at: int) -> bool:
    """The paragraph's first words, bullets and attributes left aside, are a document's head."""
    start, end = ctx.paragraphs[at]
    heads = frames.words(f"{ctx.adapter.code}/documents", "word")
    words = [t for t in ctx.span(start, end) if t.text[0].isalpha()][:3]
    return any(t.lemma_ in heads for t in words)


def day(ctx: Context, sign: Token, name: tuple[int, int]) -> str:
    """When a signing took place: a time in its clause that is no part of the name, else the day of the report.

    `name`: [start, end) in code points. `""` where the signing is mentioned in passing (a noun or participle without a
    time).
    """
    sent = sign.sent
    begin = _unbroken(ctx, sent)
    near = [p for p in ctx.periods if begin <= p.start and p.end <= sent.end_char and _a_day(p)]
    near = [p for p in near if not ctx.published or p.edtf[: len(ctx.published)] <= ctx.published]
    free = [p for p in near if not (name[0] <= p.start and p.end <= name[1])]
    before = [p for p in free if p.start < name[0]]
    for period in sorted(before or free, key=lambda p: abs(p.start - sign.idx)):
        return period.edtf
    reported = stages.told(sign) and sign.dep_ not in ("acl", "acl:relcl", "amod", "advcl")
    return report(ctx) if (reported or sign.idx + len(sign) + 1 < name[0]) and not _earlier(ctx, sent) else ""


def _unbroken(ctx: Context, sent: Span) -> int:
    """Where a sentence begins that a line's end has cut in the middle."""
    text, start = ctx.document.text, sent.start_char
    while start > 1 and text[start - 1] == "\n" and (text[start - 2].isalnum() or text[start - 2] == ","):
        start = ctx.sentence(start - 2).start_char
    return int(start)


def report(ctx: Context) -> str:
    """The day of the report: that of publication, else a full date with which the text begins, else `""`."""
    if ctx.published:
        return ctx.published
    return next((p.edtf for p in ctx.periods if p.core < HEAD and _a_day(p) and len(p.edtf) == FULL), "")


def _a_day(period: Period) -> bool:
    return bool(period.edtf) and "/" not in period.edtf and period.kind in ("period", "instant", "now")


def _earlier(ctx: Context, sent: Span) -> bool:
    return any("history" in stages.classes(ctx, t) for t in sent)
