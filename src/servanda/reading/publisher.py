"""The publisher, as the text has it: «сообщает Kazpravda.kz», «Источник — пресс-служба МИД»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames, phrases

if TYPE_CHECKING:
    from servanda.reading.context import Context
    from servanda.reading.frames import Hit

HEAD, TAIL = 900, 400  # code points at the beginning and at the end where an outlet names itself
MOST_WORDS = 10
DASHES = "–—-:"


def find(ctx: Context) -> str:
    """The outlet or office that the text itself names as its publisher, or `""`."""
    length = len(ctx.document.text)
    for hit in ctx.frames(f"{ctx.adapter.code}/publishers"):
        start = ctx.doc[hit.i].idx
        if HEAD < start < length - TAIL or any(s.start <= start < s.end for s in ctx.speech):
            continue
        name = RULES[hit.row["class"]](ctx, hit)
        if name:
            return name
    return ""


def outlet_after_verb(ctx: Context, hit: Hit) -> str:
    """What follows the verb up to a mark: a site, a quoted name, an agency or a press office."""
    return _name(ctx, hit.j)


def outlet_after_label(ctx: Context, hit: Hit) -> str:
    """What follows «Источник» and a dash or colon."""
    doc = ctx.doc
    if hit.j >= len(doc) or doc[hit.j].text not in DASHES or not doc[hit.i].is_sent_start:
        return ""
    return _name(ctx, hit.j + 1)


def nothing(ctx: Context, hit: Hit) -> str:
    """A word that is only passed over."""
    return ""


RULES = {"skip": nothing, "verb": outlet_after_verb, "label": outlet_after_label}


def _name(ctx: Context, n: int) -> str:
    doc = ctx.doc
    skipped = frames.words(f"{ctx.adapter.code}/publishers", "phrase", **{"class": "skip"})
    while n < len(doc) and doc[n].lemma_ in skipped:
        n += 1
    start = n
    while n < len(doc) and n - start < MOST_WORDS and doc[n].sent == doc[start].sent:
        token = doc[n]
        if phrases.opens(doc, n) and phrases.quoted_end(doc, n) > n:
            n = phrases.quoted_end(doc, n) + 1
            continue
        inside = token.text == "." and not token.whitespace_ and n + 1 < len(doc) and doc[n + 1].text[0].islower()
        if token.is_space or (token.is_punct and not inside) or token.pos_ in ("ADP", "VERB", "SCONJ", "PRON", "ADV"):
            break
        n += 1
    text = " ".join(doc[start:n].text.split()).rstrip(".")
    named = any(
        t.ent_type_ == "ORG" or t.text in phrases.OPENING or (t.text[0].isascii() and t.text[0].isalpha())
        for t in doc[start:n]
    )
    return text if named and start < n else ""
