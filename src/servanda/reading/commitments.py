"""Commitments: what a party says will, should or shall be done (guide, "commitments").

`promises` finds the words of promise and what is promised, `promise_conditions` what speaks against it,
`undertakers` who is to do it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model import edtf
from servanda.model.records import Commitment
from servanda.reading import conjuncts, phrases, promises, rules, sectors, undertakers
from servanda.reading.promise_conditions import VETOES

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.reading.context import Context
    from servanda.reading.deed_worth import Deed
    from servanda.reading.promises import Promise

KIND = "commitments"
REACH = 14  # words before a passive that still belong to its evidence
PRONOUNS = 4  # words before «поручено», «следует» that still do («Правительствам», «нам»)
SUBJECT_WORDS = 8  # a longer subject is left out of the evidence
NO_DEADLINE = frozenset({"base", "name", "now"})


def find(ctx: Context) -> list[Commitment]:
    """All commitments of a document, in the order of the text."""
    found: list[Commitment] = []
    taken: list[tuple[int, int]] = []
    before: Promise | None = None
    for promise in promises.find(ctx):
        char = promise.words.idx
        if any(a <= promise.place.i < b for a, b in taken) or rules.veto(ctx.trace, KIND, VETOES, promise, char):
            continue
        actors = undertakers.acting(promise)
        if not actors:
            ctx.trace.note(KIND, "nobody_acts", char, "vetoed")
            continue
        pieces = conjuncts.split(promise.place, promise.deed.head, promise.deed.manner)
        if before is not None and _goes_on(before, promise):
            found[-1] = _joined(found[-1], _record(promise, pieces[0], actors, first=True), ctx)
        else:
            found.extend(_record(promise, piece, actors, first=n == 0) for n, piece in enumerate(pieces))
        taken.append((promise.place.i, pieces[-1].j))
        before = promise
    return found


def _goes_on(before: Promise, p: Promise) -> bool:
    """«развивается инфраструктура и модернизируются пункты»: a pair joined by «и» is one, as it is within a deed."""
    same = before.deed.manner == p.deed.manner == "self" and before.modality == p.modality
    return same and before.place.high == p.place.low - 1 and p.doc[before.place.high].pos_ == "CCONJ"


def _joined(first: Commitment, second: Commitment, ctx: Context) -> Commitment:
    evidence = ctx.evidence(first.evidence.start, second.evidence.end)
    action = " ".join(evidence.exact.split())
    return replace(first, evidence=evidence, action=action, deadline=first.deadline or second.deadline)


def _record(p: Promise, piece: Deed, actors: tuple[str, ...], *, first: bool) -> Commitment:
    i = _opening(p, piece) if first else piece.i
    start, end = p.doc[i].idx, _close(p.doc, max(piece.j, p.place.j) if first else piece.j)
    telling = start if piece.manner in ("self", "subject", "future") else p.doc[piece.i].idx
    return Commitment(
        evidence=p.ctx.evidence(start, end),
        rule=p.rule,
        speaker=_speaker(p),
        actors=actors,
        modality=p.modality,
        action=_action(p, piece, end),
        counterparts=undertakers.counterparts(p, actors),
        deadline=_deadline(p, start, end),
        sector=sectors.sector(p.ctx, telling, end),
    )


def _close(doc: Doc, j: int) -> int:
    last = doc[j - 1]
    return int(last.idx) + len(last.text)


def _opening(p: Promise, piece: Deed) -> int:
    """The first token of the evidence: the clause of a passive, a short subject, else the words of promise."""
    first = min(p.place.i, piece.head)
    impersonal = p.who == "parties" or (piece.manner == "future" and p.passive)
    if first - p.place.low <= (REACH if impersonal else PRONOUNS if p.who == "addressee" else 0):
        return min(first, p.place.low)
    if p.subject is not None and p.subject[0] < first:
        a, b = p.subject
        near = a >= p.place.low and first - b <= 3 and b - a <= SUBJECT_WORDS
        if near and not any(token.ent_type_ == "PER" for token in p.doc[a:b]):
            return _with_mark(p.doc, a, first)
    return min(first, p.verb) if 0 < first - p.verb <= 3 else first


def _with_mark(doc: Doc, a: int, b: int) -> int:
    """The quotation mark before a name that begins at a and is closed before b, if there is one."""
    closed = any(token.text in phrases.CLOSING for token in doc[a:b])
    return a - 1 if a > 0 and phrases.opens(doc, a - 1) and closed else a


def _speaker(p: Promise) -> str:
    """Whose word it is: of the speech around it, else the person who is its subject."""
    at = p.ctx.speaker_at(p.words.idx)
    if at or p.subject is None:
        return at
    words = p.doc[p.subject[0] : p.subject[1]]
    names = list(dict.fromkeys(p.ctx.people.of(r).name for r in p.ctx.people.between(words.start_char, words.end_char)))
    return names[0] if len(names) == 1 else ""


def _action(p: Promise, piece: Deed, end: int) -> str:
    """The deed in the words of the text."""
    i = min(p.place.i, piece.i) if piece.manner in ("self", "subject", "future") else piece.i
    return " ".join(p.ctx.document.text[p.doc[i].idx : end].split())


def _deadline(p: Promise, start: int, end: int) -> str:
    """The time by which, at which or from which it is to be done.

    The first of the evidence that is not past; else «к 2030 году …» before it.
    """
    low = p.doc[p.place.low].idx
    inside = [d for d in p.ctx.periods if start <= d.start and d.end <= end and d.kind not in NO_DEADLINE]
    before = [d for d in p.ctx.periods if low <= d.start and d.end <= start and d.kind in ("deadline", "plan")]
    dates = (d.first if d.kind == "since" else d.last for d in [*inside, *before])
    return next((date for date in dates if date and _ahead(date, p.ctx.published)), "")


def _ahead(date: str, published: str) -> bool:
    if not published:
        return True
    return edtf.bounds(date)[1] >= edtf.bounds(published.partition("/")[0])[0]
