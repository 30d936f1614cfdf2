"""Commitments: what a party says will, should or shall be done (guide, "commitments").

`promises` finds the words of promise and what is promised, `promise_conditions` what speaks against it,
`undertakers` who is to do it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from servanda.model.records import Commitment
from servanda.reading import (
    clauses,
    commitment_identity,
    conjuncts,
    deadlines,
    phrases,
    promises,
    rules,
    sectors,
    undertakers,
)
from servanda.reading.clauses import has
from servanda.reading.deed_worth import of_class
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
    return commitment_identity.once(ctx, found)


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
    visit = p.modality == "invited" and of_class(p.ctx, p.doc[p.deed.head], "event")
    telling = start if piece.manner in ("self", "subject", "future") else p.doc[piece.i].idx
    return Commitment(
        evidence=p.ctx.evidence(start, end),
        rule=p.rule,
        speaker=_speaker(p),
        actors=actors,
        modality=p.modality,
        action=_action(p, piece, start, end),
        counterparts=undertakers.counterparts(p, actors),
        deadline=_deadline(p, start, end),
        sector=sectors.named(p.ctx, telling, end) if visit else sectors.sector(p.ctx, telling, end),
    )


def _deadline(p: Promise, start: int, end: int) -> str:
    done = p.words.idx if p.told else 0
    return deadlines.deadline(p.ctx, p.doc[p.place.low].idx, start, end, first=p.doc[p.deed.head].idx, done=done)


def _close(doc: Doc, j: int) -> int:
    last = doc[j - 1]
    return int(last.idx) + len(last.text)


def _opening(p: Promise, piece: Deed) -> int:
    """The first token of the evidence: the clause of a passive, a short subject, else the words of promise."""
    first = min(p.place.i, piece.head)
    impersonal = p.who == "parties" or (piece.manner in ("future", promises.FUTURE) and p.passive)
    impersonal = impersonal or (piece.manner == promises.FUTURE and promises.serves(p.ctx, p.words))
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
    """Whose word it is: of the speech around it, else the person who is its subject, or its sentence's so far."""
    at = p.ctx.speaker_at(p.words.idx)
    verb = p.doc[p.verb]
    if at or (p.subject is None and not (has(verb, "Number", "Sing") and has(verb, "Tense", "Past"))):
        return at
    words = p.doc[slice(*p.subject)] if p.subject else p.doc[p.words.sent.start : p.place.i]
    if p.subject and words[0].pos_ == "PRON":
        singular = has(words[0], "Person", "3") and has(words[0], "Number", "Sing")
        return p.ctx.meant_by(words.start_char, words[0]) if singular else ""
    people = [r for r in p.ctx.people.between(words.start_char, words.end_char) if r.case in ("Nom", "")]
    names = list(dict.fromkeys(p.ctx.people.of(r).name for r in people))
    return names[0] if len(names) == 1 else ""


def _action(p: Promise, piece: Deed, start: int, end: int) -> str:
    """The deed in the words of the text; that of a passive with what it is done to («порт будет построен»)."""
    if piece.manner in ("future", promises.FUTURE) and p.passive:
        return " ".join(p.ctx.document.text[start:end].split())
    i = min(p.place.i, piece.i) if piece.manner in ("self", "subject", "future") else piece.i
    if i == piece.i and piece.head == p.deed.head and (what := _done_to(p)) is not None:
        return " ".join(p.ctx.document.text[p.doc[what].idx : end].split())
    return " ".join(p.ctx.document.text[p.doc[i].idx : end].split())


def _done_to(p: Promise) -> int | None:
    """Where what is done to begins before the words («порт планируется ввести в строй», «что движение откроется»)."""
    if p.deed.manner == "that" and p.passive:
        span = clauses.subject(p.ctx, p.deed.head)
        return span[0] if span is not None and p.place.j <= span[0] < p.deed.head else None
    impersonal = p.who == "parties" and p.deed.manner == "inf" and p.deed.head >= p.place.j
    if not impersonal or not has(p.doc[p.verb], "Voice", "Pass", "Mid"):
        return None
    governed = (
        t for t in p.doc[p.place.low : p.place.i] if t.pos_ in ("NOUN", "PROPN") and has(t, "Case", "Nom", "Acc")
    )
    roots = ("nsubj", "nsubj:pass", "obj")
    what = next((t for t in governed if t.dep_ in roots), None)
    return max(p.place.low, clauses.group_start(p.ctx, what)) if what is not None else None
