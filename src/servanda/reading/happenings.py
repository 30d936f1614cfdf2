"""Mentions of events: the word for it, who takes part, where, when, and whether it took place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from servanda.model.vocabulary import EventStatus, EventType
from servanda.reading import attendance, frames, names, phrases
from servanda.reading import parties as about

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.frames import Hit
    from servanda.reading.people import Reference
    from servanda.reading.periods import Period

MEETINGS = frozenset({"talks", "meeting", "session", "briefing", "statement", "summit", "call"})
OF_THE_DAY = MEETINGS | {"visit", "ceremony"}
REACH = 24  # tokens to either side of the event's word that may belong to its clause


@dataclass(slots=True)
class Mention:
    """One mention of an event: its word, the verb that tells it, and what its clause says.

    `clause` is a span of tokens: the sentence, cut at the marks that part clauses and at direct speech.
    """

    ctx: Context
    hit: Hit
    head: Token
    verb: Token | None
    type: EventType
    sort: str
    clause: tuple[int, int]
    people: list[Reference] = field(default_factory=list)
    states: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    periods: list[Period] = field(default_factory=list)
    place: str = ""
    status: EventStatus = "happened"

    @property
    def relative(self) -> Token | None:
        """The verb of a relative clause that describes the event («форум, который пройдет в мае»)."""
        if self.sort != "noun":
            return None
        return next((t for t in self.head.children if t.dep_ == "acl:relcl" and t.i > self.head.i), None)

    @property
    def reach(self) -> tuple[int, int]:
        """Tokens of the clause and of the relative clause that describes the event."""
        i, j = self.clause
        told = self.relative
        return (i, j) if told is None else (i, max(j, min(told.right_edge.i + 1, self.hit.j + REACH)))

    @property
    def names(self) -> tuple[str, ...]:
        """Participants by name, once each, in the order of the text."""
        return tuple(dict.fromkeys(self.ctx.people.of(r).name for r in self.people))


def find(ctx: Context) -> list[Mention]:
    """Every mention of an event, with what its clause tells."""
    return [_mention(ctx, hit) for hit in ctx.frames(f"{ctx.adapter.code}/events")]


def _mention(ctx: Context, hit: Hit) -> Mention:
    head = names.head_of(ctx, hit) if hit.row["class"] == "noun" else _verb_of(ctx, hit)
    verb = head if head.pos_ == "VERB" else _verb_above(head)
    mention = Mention(ctx, hit, head, verb, cast("EventType", hit.row["type"]), hit.row["class"], _clause(ctx, hit))
    mention.people = attendance.people(mention)
    mention.own = _own_states(mention)
    mention.states = _states(mention)
    mention.periods = _periods(mention)
    mention.place = _place(mention)
    mention.status = _status(mention)
    return mention


def _verb_of(ctx: Context, hit: Hit) -> Token:
    return next((t for t in ctx.doc[hit.i : hit.j] if t.pos_ == "VERB"), ctx.doc[hit.i])


def _verb_above(head: Token) -> Token | None:
    token = head
    for _ in range(5):
        if token.head.i == token.i:
            return None
        if token.dep_ == "acl:relcl":
            return None
        token = token.head
        if token.pos_ == "VERB":
            return token
    return None


def _clause(ctx: Context, hit: Hit) -> tuple[int, int]:
    sent = ctx.doc[hit.i].sent
    first, last = _within_speech(ctx, hit, max(sent.start, hit.i - REACH), min(sent.end, hit.j + REACH))
    i, j = hit.i, hit.j
    while i > first and not _parts(ctx, i - 1):
        i -= 1
    while j < last and not _parts(ctx, j):
        j += 1
    return i, j


def _within_speech(ctx: Context, hit: Hit, first: int, last: int) -> tuple[int, int]:
    """What is said and who says it are two clauses."""
    char = ctx.doc[hit.i].idx
    for item in ctx.speech:
        if item.start <= char < item.end:
            return max(first, ctx.token_at(item.start).i), min(last, ctx.token_at(item.end - 1).i + 1)
        if item.end <= char:
            first = max(first, ctx.token_at(item.end - 1).i + 1)
        elif item.start > char:
            last = min(last, ctx.token_at(item.start).i)
            break
    return first, last


def _parts(ctx: Context, n: int) -> bool:
    """A semicolon, or a comma that is followed by a clause of its own."""
    doc, token = ctx.doc, ctx.doc[n]
    if token.text in ";:":
        return True
    if token.text != "," or n + 1 >= len(doc):
        return False
    after = doc[n + 1]
    if (
        after.pos_ == "SCONJ"
        or after.morph.get("PronType", []) == ["Rel"]
        or (after.pos_ == "PRON" and after.dep_ == "mark")
    ):
        return True
    return after.pos_ == "VERB" and after.morph.get("VerbForm", []) == ["Fin"]


def _own_states(m: Mention) -> tuple[str, ...]:
    """States and blocs in the event's own name: attributes and complement of its noun."""
    if m.sort != "noun":
        return ()
    left = phrases.left(m.ctx.doc, m.head)
    right = phrases.right(m.ctx, m.head, prepositions="event", start=m.hit.j)
    return names.codes(m.ctx, left, right)


def _states(m: Mention) -> tuple[str, ...]:
    """States that take part: named in the event's own name, else in its clause."""
    ctx = m.ctx
    i, j = m.clause
    if len(m.own) >= 2:
        return m.own
    codes: list[str] = []
    for mention in ctx.states:
        if not (i <= mention.i and mention.j <= j) or mention.form == "capital" or mention.quoted:
            continue
        if mention.form == "name" and ctx.doc[mention.i].morph.get("Case", []) in (["Loc"], ["Acc"]):
            continue
        codes.extend(mention.codes)
    return tuple(dict.fromkeys(codes))


# -- when, where, whether ------------------------------------------------------------------------------------------


def _periods(m: Mention) -> list[Period]:
    ctx = m.ctx
    i, j = m.reach
    for other in ctx.frames(f"{ctx.adapter.code}/events"):  # another event of that type has its own time
        if other.row["type"] == m.type and other.j <= m.hit.i:
            i = max(i, other.j + 1 if m.sort == "noun" else i)
        elif other.row["type"] == m.type and other.i >= m.hit.j:
            j = min(j, other.i)
    span = ctx.doc[i : max(i + 1, j)]
    found = [p for p in ctx.periods if span.start_char <= p.start and p.end <= span.end_char]
    after = [p for p in found if p.start >= ctx.doc[m.hit.i].idx]
    return (
        after
        if after
        and any(
            o.row["type"] == m.type and o.i < m.hit.i and o.i >= m.clause[0]
            for o in ctx.frames(f"{ctx.adapter.code}/events")
        )
        else found
    )


def _place(m: Mention) -> str:
    """A city, region or venue of the clause after a preposition; a state as its code."""
    ctx = m.ctx
    i, j = m.reach
    near = [p for p in ctx.places if i <= p.i and p.j <= j and _stands_as_place(m, p.i)]
    if near:
        return min(near, key=lambda p: (abs(p.i - m.hit.i), p.i)).name
    states = [
        s
        for s in ctx.states
        if i <= s.i and s.j <= j and s.form == "name" and s.sort == "state" and _stands_as_place(m, s.i)
    ]
    return min(states, key=lambda s: (abs(s.i - m.hit.i), s.i)).codes[0] if states else ""


def _stands_as_place(m: Mention, n: int) -> bool:
    token = m.ctx.doc[n]
    if m.sort == "go" and n > m.hit.i and token.morph.get("Case", []) == ["Acc"]:
        return True
    before = m.ctx.doc[n - 1] if n else token
    while before.pos_ in ("ADJ", "NOUN") and before.i > m.ctx.doc[n].sent.start and token.i - before.i < 3:
        before = m.ctx.doc[before.i - 1]
    return before.pos_ == "ADP" and token.morph.get("Case", []) in (["Loc"], ["Acc"], [])


def _status(m: Mention) -> EventStatus:
    ctx = m.ctx
    if m.type == "invitation":  # what is planned is the visit
        return "happened"
    words = {token.lemma_ for token in (m.head, *m.head.children, *_above(ctx, m.head))}
    held = frames.words(f"{ctx.adapter.code}/event_status", "phrase")
    tells = m.verb is not None and (m.sort != "noun" or m.verb.lemma_ in held)
    table = f"{ctx.adapter.code}/event_status"
    for status in ("proposed", "planned"):
        if words & frames.words(table, "phrase", **{"class": status}) and not _told_as_past(m, status):
            return status
    told = m.relative or m.verb
    if told is not None and (tells or m.relative is not None) and _future(told):
        return "planned"
    if told is not None and tells and told.morph.get("Tense", []) == ["Past"]:
        return "happened"
    if m.sort == "noun" and m.verb is not None and _future(m.verb) and attendance.attends(m):
        return "happened" if any(p.edtf and p.edtf == ctx.published for p in m.periods) else "planned"
    if attendance.carried(ctx, m.head):
        return "happened"
    later = [p for p in m.periods if p.edtf and ctx.published and p.edtf[:10] > ctx.published[: len(p.edtf[:10])]]
    return "planned" if later and m.type != "signing" else "happened"


def _told_as_past(m: Mention, status: str) -> bool:
    """«очередной саммит прошел» is past whatever the adjective says."""
    own = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "happened"})
    return (
        status == "planned"
        and m.verb is not None
        and m.verb.lemma_ in own
        and m.verb.morph.get("Tense", []) == ["Past"]
    )


def _above(ctx: Context, head: Token) -> list[Token]:
    """The words that govern the event's noun, up to one that only carries it («в ходе визита»)."""
    if attendance.carried(ctx, head):
        return []
    out, token = [], head
    for _ in range(4):
        if token.head.i == token.i or token.dep_ == "acl:relcl":
            break
        token = token.head
        out.append(token)
        if attendance.carried(ctx, token):
            break
    return out


def _future(verb: Token) -> bool:
    if verb.morph.get("Tense", []) == ["Fut"]:
        return True
    if verb.morph.get("Aspect", []) == ["Perf"] and verb.morph.get("Tense", []) == ["Pres"]:
        return True
    return any(t.dep_ in ("aux", "aux:pass", "cop") and t.morph.get("Tense", []) == ["Fut"] for t in verb.children)


def main_people(ctx: Context) -> tuple[str, ...]:
    """The two persons around whom the document turns: named most, of the two states, with a post."""
    two = about.pair(ctx)
    ranked = sorted((p for p in ctx.people.persons if p.held), key=lambda p: (-p.count - _titles(ctx, p.name), p.name))
    chosen: list[str] = []
    for code in two:
        own = next((p for p in ranked if p.state == code), None)
        if own is not None:
            chosen.append(own.name)
    return tuple(chosen) or tuple(p.name for p in ranked[:1])


def _titles(ctx: Context, name: str) -> int:
    return sum(1 for r in ctx.people.references if r.how == "title" and ctx.people.of(r).name == name)
