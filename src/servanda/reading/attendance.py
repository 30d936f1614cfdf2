"""Who takes part in an event that a clause tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.happenings import Mention
    from servanda.reading.people import Reference

#: Events whose guests are not those whom the clause names beside them.
SHOWS = frozenset({"forum", "exhibition", "summit", "performance", "opening", "other"})
NEAR = 14  # tokens between «принял» and the guest


def people(m: Mention) -> list[Reference]:
    """References of the clause that take part: doers and partners; of a visit only who goes."""
    found = around(m)
    if m.sort == "verb" and _describes(m.verb):  # «подписанная декларация»: the clause has another verb
        return []
    if m.type == "visit":
        return goers(m, found)
    if m.type == "invitation":
        return invited(m, found)
    if m.type == "telegram":
        return found[:2]
    part = [r for r in found if _takes_part(m, r)]
    return [r for r in found if r in part or any(_joined(m.ctx, r, o) for o in part)]


def around(m: Mention) -> list[Reference]:
    """All references of the clause; a title within a longer one left out."""
    ctx = m.ctx
    i, j = m.clause
    span = ctx.doc[i:j]
    later = min(
        (h.i for h in ctx.frames(f"{ctx.adapter.code}/events") if m.hit.j < h.i < j and h.row["class"] == "noun"),
        default=j,
    )
    found = [r for r in ctx.people.between(span.start_char, span.end_char) if r.i >= i and r.j <= later]
    return [r for r in found if not any(o is not r and o.first <= r.i and r.j <= o.j for o in found)]


def _joined(ctx: Context, one: Reference, two: Reference) -> bool:
    """«Имярек и Имярек»: what holds for one holds for the other."""
    return one.j + 1 == two.first and ctx.doc[one.j].pos_ == "CCONJ"


def _describes(verb: Token | None) -> bool:
    """A participle in full form: it describes a noun and tells nothing of the clause's subject."""
    return (
        verb is not None and verb.morph.get("VerbForm", []) == ["Part"] and verb.morph.get("Variant", []) != ["Short"]
    )


def modified(ctx: Context, verb: Token | None) -> Reference | None:
    """The person whom a participle or relative clause describes («Имярек, находящийся …», «…, который прибыл»)."""
    if verb is None:
        return None
    participle = _describes(verb)
    if not participle and verb.dep_ != "acl:relcl":
        return None
    near = [r for r in ctx.people.references if verb.sent.start <= r.first and r.j <= verb.sent.end]
    described = [r for r in near if r.first <= verb.head.i < r.j and verb.head.i != verb.i]
    if described:
        return described[0]
    before = [r for r in near if r.j <= verb.i and verb.i - r.j <= 3]
    after = [r for r in near if r.first > verb.i and r.first - verb.i <= 8]
    return before[-1] if before else after[0] if after and participle else None


def goers(m: Mention, found: list[Reference]) -> list[Reference]:
    """Of a visit: the genitive right after the noun, whom a participle describes, who is invited, else the subject."""
    if m.sort == "noun":
        own = [r for r in found if r.first >= m.hit.j and r.first - m.hit.j <= 1 and r.case in ("Gen", "")]
        if own:
            return own[:1]
    described = modified(m.ctx, m.verb)
    if described is not None:
        return [described]
    if m.sort == "noun" and m.verb is not None and m.verb.morph.get("Voice", []) == ["Pass"]:
        return []
    if m.verb is not None and m.verb.head.i in _invitations(m):
        guests = [r for r in found if r.case in ("Acc", "Gen") and r.i > m.verb.head.i]
        return guests[:1]
    if m.sort == "noun" and not _held_by_subject(m):
        return []
    subjects = [r for r in found if r.case == "Nom"]
    before = [r for r in subjects if r.i < m.hit.i] or subjects
    return [r for n, r in enumerate(before) if n == 0 or _joined(m.ctx, before[n - 1], r)]


def _invitations(m: Mention) -> set[int]:
    hits = m.ctx.frames(f"{m.ctx.adapter.code}/events")
    return {h.i for h in hits if h.row["type"] == "invitation"}


def invited(m: Mention, found: list[Reference]) -> list[Reference]:
    """Who invites, and the guest where he is named."""
    hosts = [r for r in found if r.case == "Nom"]
    guests = [r for r in found if r.case in ("Acc", "Gen", "") and r.first > m.hit.i]
    return [*hosts, *guests[:1]]


def received(m: Mention) -> Reference | None:
    """The guest of «принял …»: the person who follows as its object."""
    first = next((t.i for t in m.ctx.doc[m.hit.j : m.hit.j + NEAR] if t.pos_ in ("NOUN", "PROPN")), -1)
    return next((r for r in around(m) if r.case in ("Acc", "Gen", "") and r.first <= first < r.j), None)


def _takes_part(m: Mention, r: Reference) -> bool:
    """Subjects, partners in the instrumental, genitives of the event's noun, objects of «принять»."""
    if (r.case in ("Nom", "") and r.i < m.hit.i) or r.case == "Nom":
        return m.sort != "noun" or _held_by_subject(m)
    if m.type in SHOWS:
        return False
    if r.case in ("Ins", "") or _owner(m, r):
        return True
    if m.sort in ("verb", "receive") and r.case in ("Acc", "Gen"):
        return r.i >= m.hit.i
    return r.case == "Gen" and r.i >= m.hit.j


def _owner(m: Mention, r: Reference) -> bool:
    """«у Имярека запланированы переговоры»."""
    before = m.ctx.doc[r.first - 1] if r.first else None
    owners = frames.words(f"{m.ctx.adapter.code}/event_owners", "word")
    return before is not None and before.norm_ in owners and m.sort == "noun"


def _held_by_subject(m: Mention) -> bool:
    """«провели переговоры», «в ходе встречи … отметил», «на брифинге … сообщил»: the subject takes part."""
    code = m.ctx.adapter.code
    if m.verb is None or m.verb.lemma_ in frames.words(f"{code}/event_status", "phrase"):
        return True
    opened = m.verb.i in {h.i for h in m.ctx.frames(f"{code}/events") if h.row["type"] in ("opening", "ceremony")}
    return opened or (m.type not in SHOWS and attends(m))


def carried(ctx: Context, head: Token) -> bool:
    """«в ходе визита», «по итогам встречи»: a noun, or a preposition of two words, that only carries the event."""
    carriers = frames.words(f"{ctx.adapter.code}/event_carriers", "word")
    parts = [p for t in head.children if t.dep_ == "case" for p in t.children]
    return head.head.lemma_ in carriers or any(p.lemma_ in carriers for p in parts)


def attends(m: Mention) -> bool:
    """The event stands after «в ходе», «во время», «на»: the clause tells what was done there."""
    code = m.ctx.adapter.code
    if carried(m.ctx, m.head):
        return True
    return any(
        t.dep_ == "case" and t.norm_ in frames.words(f"{code}/event_prepositions", "word") for t in m.head.children
    )
