"""One promise told twice in a document: by its headline and its text, or in other words of the same matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.reading import names

if TYPE_CHECKING:
    from servanda.model.records import Commitment
    from servanda.reading.context import Context

LEAST = 2  # cut words that two promises must share
SHORT = 4  # letters of a word that says something
IN_SHORT = ("planned", "ordered")  # what a headline makes of a promise
MOST_SAID = 0.6  # of the words of a headline that the text has, too


def once(ctx: Context, found: list[Commitment]) -> list[Commitment]:
    """The promises of a document, each once: of two that say the same the one that says more, in the order of the text.

    A deadline that only the other one tells is kept; that of a headline never replaces the text's own.
    """
    kept: list[Commitment] = []
    for promise in found:
        at = next((n for n, other in enumerate(kept) if _same(ctx, other, promise)), -1)
        if at < 0:
            kept.append(promise)
        else:
            kept[at] = _fuller(kept[at], promise)
    return sorted(kept, key=lambda promise: promise.evidence.start)


def _same(ctx: Context, one: Commitment, other: Commitment) -> bool:
    """The same actors and modality, in different sentences, and the words of the one among those of the other.

    A headline may tell as planned what the text tells as agreed.
    """
    headline = one.evidence.start < ctx.paragraphs[0][1] and len(ctx.paragraphs) > 1
    alike = one.modality == other.modality or (headline and one.modality in IN_SHORT)
    if not alike or set(one.actors) != set(other.actors):
        return False
    if ctx.sentence(one.evidence.start) == ctx.sentence(other.evidence.start):
        return False
    if one.deadline and other.deadline and one.deadline != other.deadline:
        return False
    mine, theirs = names.stems(one.action), names.stems(other.action)
    less = min(mine, theirs, key=len)
    if len(less) >= LEAST and (mine <= theirs or theirs <= mine):
        return True
    told = {stem for stem in mine if len(stem) >= SHORT and not stem.isdigit()}
    if headline and len(told & theirs) >= max(LEAST, MOST_SAID * len(told)):
        return True  # «создадут фонд на 1 млрд долларов», «создадут совместный фонд для инвестиций»
    if headline and len(told & theirs) >= LEAST and len(told & _around(ctx, other)) >= MOST_SAID * len(told):
        return True  # «Пункты на границе с Россией обновят» above «На казахстанско-российской границе … пунктов …»
    amounts = _amounts(ctx, one)  # «доведут торговлю до 5 млрд», «договорились увеличить торговлю до 5 млрд»
    return bool(amounts) and amounts == _amounts(ctx, other) and (headline or one.sector == other.sector)


def _around(ctx: Context, promise: Commitment) -> frozenset[str]:
    """Cut words of the sentence in which a promise stands."""
    return frozenset(names.stems(ctx.sentence(promise.evidence.start).text))


def _amounts(ctx: Context, promise: Commitment) -> frozenset[tuple[float, str]]:
    start, end = promise.evidence.start, promise.evidence.end
    inside = (a for a in ctx.amounts if start <= a.start < end and not a.reason)
    return frozenset((float(a.value), a.unit) for a in inside)


def _fuller(one: Commitment, other: Commitment) -> Commitment:
    """The one that says more; of equals the later, which is the text's own and no headline."""
    full = one if len(names.stems(one.action)) > len(names.stems(other.action)) else other
    return full if full.deadline else replace(full, deadline=one.deadline or other.deadline)
