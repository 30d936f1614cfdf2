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
            if doer.pos_ == "PRON" and _third(doer):
                return _speaker(m, doer)
            named = [r for r in near if r.first <= doer.i < r.j]
            return [r for r in near if r in named or any(joined(m.ctx, o, r) for o in named)]
    return []


def _speaker(m: Mention, pronoun: Token) -> list[Reference]:
    """«Он также сказал, что встречался с министром»: whose words are told."""
    name = m.ctx.speaker_at(m.ctx.doc[m.hit.i].idx)
    told = [r for r in m.ctx.people.references if r.j <= pronoun.i and m.ctx.people.of(r).name == name]
    return told[-1:] if told and _may_be(pronoun, m.ctx.people.of(told[-1]).gender) else []


def _third(pronoun: Token) -> bool:
    return pronoun.morph.get("Person", []) in (["3"], ["Third"]) and pronoun.morph.get("Number", []) == ["Sing"]


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
    here = [r for r in ctx.people.references if pronoun.sent.start <= r.first and r.j <= pronoun.i]
    if pronoun.pos_ == "DET" and len({r.person for r in here}) == 1 and _may_be(pronoun, ctx.people.of(here[0]).gender):
        return here[-1:]  # «визиту министра предшествовала его встреча с послом»
    return _subject_before(ctx, pronoun)


def _subject_before(ctx: Context, word: Token) -> list[Reference]:
    sents = [s for s in ctx.doc.sents if s.start <= word.i][-BACK - 1 :]
    for sent in reversed(sents):
        subjects = [r for r in ctx.people.references if sent.start <= r.i < sent.end and r.j <= word.i]
        subjects = [r for r in subjects if r.case == "Nom"]
        if subjects:
            only = len({r.person for r in subjects}) == 1 and _may_be(word, ctx.people.of(subjects[-1]).gender)
            return subjects[-1:] if only else []
    return []


def guest_meant(m: Mention, word: Token) -> Reference | None:
    """Whom «его», «гостя» before «принял» means: as for a pronoun."""
    words = frames.words(f"{m.ctx.adapter.code}/event_guests", "word")
    if not (word.lemma_ in words or (word.pos_ == "PRON" and _third(word))):
        return None
    if any(s.start <= word.idx < s.end for s in m.ctx.speech):
        return None
    return next(iter(_subject_before(m.ctx, word)), None)


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
    owners = frames.words(f"{m.ctx.adapter.code}/event_owners", "word")
    subject = next((t for t in m.verb.children if t.dep_.startswith("nsubj") and t.pos_ == "PRON"), None)
    for token in (t for t in m.verb.children if t.pos_ == "PRON" and t.i):  # «у него пройдут переговоры»
        subject = token if token.nbor(-1).norm_ in owners else subject
    return subject if subject is not None and _third(subject) else None
