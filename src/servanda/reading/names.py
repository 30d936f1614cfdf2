"""What the names of bodies, documents and projects have in common: codes, parties, own names, times nearby."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import parties as about
from servanda.reading import phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.frames import Hit
    from servanda.reading.periods import Period

STEM = 5


def head_of(ctx: Context, hit: Hit) -> Token:
    """The head noun of a table's phrase: the noun in it on which the others depend."""
    nouns = [t for t in ctx.doc[hit.i : hit.j] if t.pos_ in ("NOUN", "PROPN")]
    inside = range(hit.i, hit.j)
    top = [t for t in nouns if t.head.i not in inside or t.head.i == t.i]
    return (top or nouns or [ctx.doc[hit.j - 1]])[0]


def codes(ctx: Context, i: int, j: int) -> tuple[str, ...]:
    """States, blocs and regions named at tokens [i, j), in order."""
    return tuple(
        dict.fromkeys(code for m in ctx.states if i <= m.i and m.j <= j and m.form != "capital" for code in m.codes)
    )


def parties(ctx: Context, i: int, j: int) -> tuple[str, ...]:
    """The states of a name: those in it, completed by the document's where it names one or none."""
    named = codes(ctx, i, j)
    if len(named) >= 2:
        return named
    span = ctx.doc[i:j]
    return ctx.parties_for(span.start_char, span.end_char) if not named else _completed(ctx, named[0])


def _completed(ctx: Context, code: str) -> tuple[str, ...]:
    two = about.pair(ctx)
    return two if code in two else (code,)


def own_name(ctx: Context, i: int, j: int) -> bool:
    """Whether tokens [i, j) hold a quoted name or a word in another script than the text's."""
    return any(t.text in phrases.OPENING or (t.text[0].isalpha() and t.text[0].isascii()) for t in ctx.doc[i:j])


def stems(name: str) -> frozenset[str]:
    """Cut words of a name, to compare names across cases."""
    words = "".join(c if c.isalnum() else " " for c in name.lower().replace("ё", "е")).split()
    return frozenset(word[:STEM] for word in words if len(word) > 2)


def same(name: str, other: str) -> bool:
    """The same name, or one that says less than the other."""
    mine, theirs = stems(name), stems(other)
    return bool(mine) and (mine <= theirs or theirs <= mine)


def periods_near(ctx: Context, i: int, j: int) -> list[Period]:
    """Time expressions at tokens [i - 4, j + 8) of the sentence."""
    sent = ctx.doc[i].sent
    first, last = ctx.doc[max(sent.start, i - 4)], ctx.doc[min(sent.end, j + 8) - 1]
    return [p for p in ctx.periods if first.idx <= p.start and p.end <= last.idx + len(last.text)]
