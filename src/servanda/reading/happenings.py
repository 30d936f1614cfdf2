"""Mentions of events: the word for it, who takes part, where, when, and whether it took place."""

from __future__ import annotations

import bisect
import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from servanda.model.vocabulary import EventStatus, EventType
from servanda.reading import attendance, event_place, event_status, frames, names, phrases
from servanda.reading import event_company as company

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context
    from servanda.reading.frames import Hit
    from servanda.reading.people import Reference
    from servanda.reading.periods import Period

MEETINGS = attendance.MEETINGS
OF_THE_DAY = MEETINGS | {"visit", "ceremony"}
MET_WITH = frozenset({"talks", "meeting", "call", "briefing"})
REACH = 40  # tokens to either side of the event's word that may belong to its clause


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
    partners: tuple[str, ...] = ()
    delegation: tuple[str, ...] = ()
    body: tuple[str, ...] = ()

    @property
    def relative(self) -> Token | None:
        """The verb of a relative clause that describes the event («форум, который пройдет в мае»)."""
        if self.sort != "noun":
            return None
        own = (t for t in self.head.children if t.dep_ == "acl:relcl" and t.i > self.head.i)
        return next(own, None) or _described_after(self)

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


def _described_after(m: Mention) -> Token | None:
    """The verb of a relative clause right after the event's name that the parser hangs on its complement."""
    doc = m.ctx.doc
    end = phrases.right(m.ctx, m.head, prepositions="body", start=m.hit.j)
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    pronoun = doc[end + 1]
    words = frames.words(f"{m.ctx.adapter.code}/clause_words", "word", role="relative")
    number, gender = (m.head.morph.get(name, []) == pronoun.morph.get(name, []) for name in ("Number", "Gender"))
    plural = pronoun.morph.get("Number", []) == ["Plur"]
    agrees = number and (gender or plural)
    return pronoun.head if pronoun.lemma_ in words and agrees and pronoun.head.pos_ == "VERB" else None


def find(ctx: Context) -> list[Mention]:
    """Every mention of an event, with what its clause tells; the visit to which somebody is invited after it."""
    out: list[Mention] = []
    for hit in ctx.frames(f"{ctx.adapter.code}/events"):
        mention = _mention(ctx, hit)
        out.append(mention)
        if mention.type == "invitation":
            out.extend(_visit_invited_to(mention))
    return out


def _visit_invited_to(m: Mention) -> list[Mention]:
    """«пригласил посетить Ригу», «пригласил с визитом»: the visit that is planned by it."""
    goes = [h for h in m.ctx.frames(f"{m.ctx.adapter.code}/events", overlaps=True) if h.row["type"] == "visit"]
    hit = next((h for h in goes if m.hit.i < h.i < max(m.hit.j, m.clause[1])), None)
    guest = attendance.guest(m)
    if hit is None or not guest:
        return []
    visit = _mention(m.ctx, hit)
    visit.people, visit.delegation, visit.status = [], guest, "planned"
    return [visit] if hit.j <= m.hit.j else []


def _mention(ctx: Context, hit: Hit) -> Mention:
    head = names.head_of(ctx, hit) if hit.row["class"] == "noun" else _verb_of(ctx, hit)
    verb = head if head.pos_ in ("VERB", "AUX") else _verb_beside(ctx, hit) or _verb_above(head)
    mention = Mention(ctx, hit, head, verb, cast("EventType", hit.row["type"]), hit.row["class"], _clause(ctx, hit))
    mention.delegation = company.delegation(mention) if mention.type == "visit" else ()
    mention.people = attendance.people(mention)
    mention.own = _own_states(mention)
    mention.states = _states(mention)
    mention.periods = _periods(mention)
    mention.place = event_place.place(mention)
    mention.status = event_status.status(mention)
    signs = mention.type == "signing" and mention.sort == "verb" and len(mention.names) == 1
    mention.partners = company.partners(mention) if mention.type in MET_WITH or signs else ()
    mention.body = company.seated(mention)
    return mention


def _verb_of(ctx: Context, hit: Hit) -> Token:
    verbs = [t for t in ctx.doc[hit.i : hit.j] if t.pos_ == "VERB"] or [
        t for t in ctx.doc[hit.i : hit.j] if t.pos_ == "AUX"
    ]
    return (verbs or [ctx.doc[hit.i]])[0]


def _verb_beside(ctx: Context, hit: Hit) -> Token | None:
    """«… и визит состоится»: the verb right after the event's noun that tells of it, whatever the parser says."""
    after = ctx.doc[hit.j] if hit.j < len(ctx.doc) else None
    if after is None or hit.row["class"] != "noun" or after.morph.get("VerbForm", []) != ["Fin"]:
        return None
    alike = after.morph.get("Number", []) == ctx.doc[hit.j - 1].morph.get("Number", [])
    nominative = ctx.doc[hit.j - 1].morph.get("Case", []) in (["Nom"], ["Acc"])
    held = frames.words(f"{ctx.adapter.code}/event_status", "phrase")
    return after if alike and nominative and after.lemma_ in held else None


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
    if token.text != "," or n + 1 >= len(doc) or _closes_a_date(ctx, n):
        return False
    after = doc[n + 1]
    relative = frames.words(f"{ctx.adapter.code}/clause_words", "word", role="relative")
    if any(t.lemma_ in relative for t in doc[n + 1 : n + 4] if t.pos_ in ("PRON", "DET", "ADV")):
        return True
    if (
        after.pos_ == "SCONJ"
        or after.morph.get("PronType", []) == ["Rel"]
        or (after.pos_ == "PRON" and after.dep_ == "mark")
    ):
        return True
    return after.pos_ == "VERB" and after.morph.get("VerbForm", []) == ["Fin"]


def _closes_a_date(ctx: Context, n: int) -> bool:
    """«во вторник, 5 мая, прибыл»: the comma after a date that another comma opens or parts."""
    end = ctx.doc[n - 1].idx + len(ctx.doc[n - 1].text) if n else -1
    dates = (ctx.span(p.core, p.end) for p in ctx.periods if p.end == end)
    return any(t.text == "," for date in dates for t in ctx.doc[max(0, date.start - 1) : n])


def _own_states(m: Mention) -> tuple[str, ...]:
    """States and blocs in the event's own name: attributes and complement of its noun."""
    if m.sort != "noun":
        return ()
    left = phrases.left(m.ctx.doc, m.head)
    right = phrases.right(m.ctx, m.head, prepositions="event", start=m.hit.j)
    return names.codes(m.ctx, left, right)


def _states(m: Mention) -> tuple[str, ...]:
    """States that take part: named in the event's own name, else in its clause, outside of the events beside it."""
    ctx = m.ctx
    i, j = m.clause
    if len(m.own) >= 2:
        return m.own
    beside = _framing(m)
    codes: list[str] = []
    for mention in ctx.states:
        if not (i <= mention.i and mention.j <= j) or mention.form == "capital" or mention.quoted:
            continue
        if mention.form == "name" and ctx.doc[mention.i].morph.get("Case", []) in (["Loc"], ["Acc"]):
            continue
        if mention.i not in beside and mention.sort != "region":
            codes.extend(mention.codes)
    return tuple(dict.fromkeys(codes))


def _framing(m: Mention) -> set[int]:
    """Tokens of the other events of the clause that only frame this one («в рамках визита Имярека в Чехию»)."""
    ctx = m.ctx
    out: set[int] = set()
    for other in ctx.frames(f"{ctx.adapter.code}/events"):
        if other.i == m.hit.i or other.row["class"] != "noun" or not m.clause[0] <= other.i < m.clause[1]:
            continue
        head = names.head_of(ctx, other)
        if not attendance.carried(ctx, head):
            continue
        end = phrases.right(ctx, head, prepositions="event", start=other.j)
        last = next((s.j for s in ctx.states if end < s.i <= end + 1 and ctx.doc[end].pos_ == "ADP"), end)
        out.update(range(phrases.left(ctx.doc, head), last))
    return out


# -- when, where, whether ------------------------------------------------------------------------------------------


def _periods(m: Mention) -> list[Period]:
    ctx = m.ctx
    i, j = m.reach
    before, after = _nearest(m)  # another event of that type has its own time
    if before is not None and m.sort == "noun":
        i = max(i, before.j + 1)
    if after is not None:
        j = min(j, after.i)
    span = ctx.doc[i : max(i + 1, j)]
    found = [p for p in ctx.periods if span.start_char <= p.start and p.end <= span.end_char]
    found = found or _fronted(m)
    later = [p for p in found if p.start >= ctx.doc[m.hit.i].idx]
    return later if later and before is not None and before.i >= m.clause[0] else found


@functools.lru_cache(maxsize=1)
def _by_type(ctx: Context) -> dict[str, tuple[list[int], list[Hit]]]:
    """The event words of each type, in the order of the text, which never overlap, and where they begin."""
    found: dict[str, tuple[list[int], list[Hit]]] = {}
    for hit in ctx.frames(f"{ctx.adapter.code}/events"):
        begins, hits = found.setdefault(hit.row["type"], ([], []))
        begins.append(hit.i)
        hits.append(hit)
    return found


def _nearest(m: Mention) -> tuple[Hit | None, Hit | None]:
    """The event words of the same type next before and next after a mention."""
    begins, hits = _by_type(m.ctx).get(m.type, ([], []))
    first, last = bisect.bisect_left(begins, m.hit.i), bisect.bisect_left(begins, m.hit.j)
    before = next((hits[n] for n in (first - 1, first - 2) if n >= 0 and hits[n].j <= m.hit.i), None)
    return before, hits[last] if last < len(hits) else None


def _fronted(m: Mention) -> list[Period]:
    """The time with which a long sentence begins, of the event that its main verb tells of."""
    sent = m.ctx.doc[m.hit.i].sent
    if m.verb is None or m.verb.dep_ != "root" or m.clause[0] <= sent.start:
        return []
    return [p for p in m.ctx.periods if sent.start_char <= p.start and m.ctx.token_at(p.start).i - sent.start <= 1]
