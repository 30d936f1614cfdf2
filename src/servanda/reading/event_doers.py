"""Who takes part in an event that a clause tells of without naming the doer: relative clauses, pronouns, passives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.happenings import Mention
    from servanda.reading.people import Reference

#: Events for which people come together, two sides at least.
ENCOUNTERS = frozenset({"talks", "meeting", "call"})
REACH = 4  # words above a verb without a subject up to the verb that has it
BACK = 3  # sentences before a pronoun in which the one stands for whom it does


def joined(ctx: Context, one: Reference, two: Reference) -> bool:
    """«Имярек и Имярек»: what holds for one holds for the other."""
    return one.j + 1 == two.first and ctx.doc[one.j].pos_ == "CCONJ"


def before_the_clause(m: Mention, part: list[Reference]) -> list[Reference]:
    """«прибыл в Ригу, где встретится с послом», «министры, которые встретились», «он встретился с послом»."""
    if m.type not in ENCOUNTERS or any(r.case == "Nom" for r in part):
        return []
    found = meant_by_pronoun(m)
    if found or m.verb is None or (m.sort == "noun" and m.head.head.i != m.verb.i):
        return [r for r in found if m.ctx.people.of(r).name not in {m.ctx.people.of(p).name for p in part}]
    verb, sent = m.verb, m.verb.sent
    near = [r for r in m.ctx.people.references if sent.start <= r.first and r.j <= m.clause[0] and r not in part]
    subject = next((t for t in verb.children if t.dep_.startswith("nsubj")), None)
    if subject is not None:
        relative = subject.lemma_ in frames.words(f"{m.ctx.adapter.code}/clause_words", "word", role="relative")
        return _row_before(m, near, subject.i) if relative and verb.dep_ == "acl:relcl" else []
    if not part or verb.morph.get("VerbForm", []) != ["Fin"] or verb.morph.get("Person", []) in (["1"], ["2"]):
        return []
    return _subject_above(m, near, verb)


def _subject_above(m: Mention, near: list[Reference], verb: Token) -> list[Reference]:
    """Who is the subject of the verb on which a clause without one hangs, with those joined to it."""
    for above in list(verb.ancestors)[:REACH]:
        doer = next((t for t in above.children if t.dep_ == "nsubj"), None)
        if doer is not None and above.pos_ == "VERB":
            named = [r for r in near if r.first <= doer.i < r.j]
            return [r for r in near if r in named or any(joined(m.ctx, o, r) for o in named)]
    return []


def _row_before(m: Mention, near: list[Reference], n: int) -> list[Reference]:
    """The names joined by «и» right before the relative pronoun at token n."""
    row = [r for r in near if n - 2 <= r.j <= n]
    while row and (before := next((r for r in near if joined(m.ctx, r, row[0])), None)) is not None:
        row.insert(0, before)
    return row


def meant_by_pronoun(m: Mention) -> list[Reference]:
    """«Он провел встречу», «его встреча»: the only person in the nominative of the nearest sentence that names one."""
    ctx, pronoun = m.ctx, _pronoun(m)
    if pronoun is None or any(s.start <= pronoun.idx < s.end for s in ctx.speech):
        return []
    sents = [s for s in ctx.doc.sents if s.start <= pronoun.i][-BACK - 1 :]
    for sent in reversed(sents):
        subjects = [r for r in ctx.people.references if sent.start <= r.i < sent.end and r.j <= pronoun.i]
        subjects = [r for r in subjects if r.case == "Nom"]
        if subjects:
            only = len({r.person for r in subjects}) == 1 and _may_be(pronoun, ctx.people.of(subjects[-1]).gender)
            return subjects[-1:] if only else []
    return []


def _may_be(pronoun: Token, gender: str) -> bool:
    """The pronoun's gender is the person's, where both are known."""
    own = "".join(pronoun.morph.get("Gender", []))
    return not own or not gender or own[:1].lower() == gender[:1].lower()


def _pronoun(m: Mention) -> Token | None:
    """«он» as the subject of the event's verb, «его» before the event's noun."""
    own = frames.words(f"{m.ctx.adapter.code}/own_words", "word")
    found = next((t for t in m.head.children if t.i < m.head.i and t.norm_ in own and t.pos_ in ("DET", "PRON")), None)
    if found is not None or m.verb is None or (m.sort == "noun" and m.head.head.i != m.verb.i):
        return found if m.sort == "noun" else None
    subject = next((t for t in m.verb.children if t.dep_.startswith("nsubj")), None)
    third = subject is not None and subject.pos_ == "PRON" and subject.morph.get("Person", []) in (["3"], ["Third"])
    return subject if third and subject is not None and subject.morph.get("Number", []) == ["Sing"] else None
