"""What the reader and NEREL both mean, kind by kind, as spans of one text that can be laid side by side.

NEREL annotates general news and knows no diplomacy: each comparison takes only what both sides mean, and its sentence
says which. Offices are pairs (person, post); all other kinds are spans.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.brat import Annotated, Entity
from servanda.model.vocabulary import InstrumentType
from servanda.reading import events, frames, happenings, instruments, mechanisms, names, offices
from servanda.reading.event_conditions import VETOES
from servanda.reading.rules import veto

if TYPE_CHECKING:
    from servanda.reading.context import Context

Place = tuple[int, int]
CURRENCY = 3  # letters of a currency's code
WORKPLACES = ("ORGANIZATION", "COUNTRY", "STATE_OR_PROVINCE", "CITY", "DISTRICT")
#: Types of event that are an encounter or its like; what is exhibited, opened, shown or elected is left out.
ENCOUNTERS = frozenset({"visit", "talks", "meeting", "call", "summit", "session", "briefing", "forum", "signing"})
#: Types of document that NEREL takes for a LAW; programmes, plans and contracts are none there.
LAWS: frozenset[InstrumentType] = frozenset({"treaty", "agreement", "declaration", "charter", "protocol"})
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a side has: where it stands (a person of an office: every mention), its words, its boundaries.

    `starts`: where else it may begin to be the same to the letter (an amount without «более», a date without «в»);
    `post`: where the post of an office stands, `alike`: cut words of the post.
    """

    places: tuple[Place, ...]
    words: str
    starts: tuple[int, ...] = ()
    post: Place | None = None
    alike: frozenset[str] = frozenset()

    def meets(self, other: Thing) -> bool:
        """One of the places overlaps one of the other's; posts overlap or share a word."""
        if not any(overlap(one, two) for one in self.places for two in other.places):
            return False
        if self.post is None or other.post is None:
            return True
        return overlap(self.post, other.post) or bool(self.alike & other.alike)

    def equals(self, other: Thing) -> bool:
        """One of the places has the other's boundaries; offices have none to speak of."""
        if self.post is not None:
            return True
        return bool(self._boundaries & other._boundaries)

    @property
    def _boundaries(self) -> frozenset[Place]:
        """Every beginning with every end, a full stop or comma at the end left aside."""
        trailing = len(self.words) - len(self.words.rstrip(".,"))
        begins = {*self.starts, *(start for start, _ in self.places)}
        return frozenset((start, end - trailing) for _, end in self.places for start in begins)


def overlap(one: Place, other: Place) -> bool:
    """Two spans share a code point."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Sides:
    """What NEREL asks for, what it allows besides (neither asked for nor wrong), and what was read."""

    asked: Sequence[Thing]
    allowed: Sequence[Thing]
    read: Sequence[Thing]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A kind that is compared: its name, what exactly is compared, and the function that lays it side by side."""

    name: str
    what: str
    sides: Callable[[Annotated, Context], Sides]


def _things(entities: Iterable[Entity]) -> list[Thing]:
    return [Thing(((e.start, e.end),), e.words) for e in entities]


def _read(ctx: Context, start: int, end: int, core: int | None = None) -> Thing:
    """What was read; `core`: where it begins without the words before it, each of which may be left out."""
    before = [] if core is None else [t.idx for t in ctx.span(start, core + 1) if start <= t.idx <= core]
    return Thing(((start, end),), ctx.document.text[start:end], (*before, *([] if core is None else [core])))


# -- amounts and dates ------------------------------------------------------------------------------------------------


def money(gold: Annotated, ctx: Context) -> Sides:
    """Amounts with a currency."""
    read = [a for a in ctx.amounts if a.units or (len(a.unit) == CURRENCY and a.unit.isupper())]
    return Sides(_things(gold.of("MONEY")), [], [_read(ctx, a.start, a.end, a.core_start) for a in read])


def percent(gold: Annotated, ctx: Context) -> Sides:
    """Amounts in percent that are written as such (NEREL takes «треть» for a number)."""
    read = [a for a in ctx.amounts if a.unit == "percent" and a.how == "number"]
    return Sides(_things(gold.of("PERCENT")), [], [_read(ctx, a.start, a.end, a.core_start) for a in read])


def dates(gold: Annotated, ctx: Context) -> Sides:
    """Time expressions."""
    read = [_read(ctx, p.start, p.end, p.core) for p in ctx.periods]
    return Sides(_things(gold.of("DATE")), _things(gold.of("TIME", "AGE", "EVENT")), read)


def calendar_dates(gold: Annotated, ctx: Context) -> Sides:
    """Time expressions with a year, a month or a day of the week."""
    words = frames.words(f"{ctx.adapter.code}/months", "month") | frames.words(f"{ctx.adapter.code}/weekdays", "day")

    def fixed(thing: Thing) -> bool:
        return bool(_YEAR.search(thing.words)) or any(t.lemma_ in words for t in ctx.span(*thing.places[0]))

    whole = dates(gold, ctx)
    read = [thing for thing in whole.read if fixed(thing)]
    return Sides([t for t in whole.asked if fixed(t)], [*whole.allowed, *whole.asked], read)


# -- documents, events, bodies ----------------------------------------------------------------------------------------


def laws(gold: Annotated, ctx: Context) -> Sides:
    """Documents that states agree or adopt."""
    asked = [t for t in _things(gold.of("LAW")) if _says_more(ctx, t, f"{ctx.adapter.code}/instruments")]
    accepted = [m for m in instruments.accepted(ctx) if m.row["type"] in LAWS or m.sort == "law"]
    read = [_read(ctx, m.span.start_char, m.span.end_char) for m in accepted]
    return Sides(asked, _things(gold.of("LAW")), read)


def _says_more(ctx: Context, thing: Thing, table: str) -> bool:
    """A phrase of the table stands in it, and more than this phrase."""
    span = ctx.span(*thing.places[0])
    return any(span.start <= hit.i and hit.j <= span.end and hit.j - hit.i < len(span) for hit in ctx.frames(table))


def encounters(gold: Annotated, ctx: Context) -> Sides:
    """Mentions of meetings and visits."""
    hits = [hit for hit in ctx.frames(f"{ctx.adapter.code}/events") if hit.row["type"] in ENCOUNTERS]
    known = [(ctx.doc[hit.i].idx, _end(ctx, hit.j)) for hit in hits]
    told = [t for t in _things(gold.of("EVENT")) if any(overlap(t.places[0], place) for place in known)]
    kept = [m for m in happenings.find(ctx) if m.type in ENCOUNTERS and not veto(ctx.trace, "events", VETOES, m, 0)]
    read = [_read(ctx, ctx.doc[m.hit.i].idx, _end(ctx, m.hit.j)) for m in kept]
    return Sides(told, _things(gold.of("EVENT")), read)


def event_records(gold: Annotated, ctx: Context) -> Sides:
    """Event records of those types."""
    records = [r for r in events.find(ctx) if r.type in ENCOUNTERS]
    read = [_read(ctx, r.evidence.start, r.evidence.end) for r in records]
    return Sides([], _things(gold.of("EVENT")), read)


def _end(ctx: Context, j: int) -> int:
    last = ctx.doc[j - 1]
    return int(last.idx + len(last))


def bodies(gold: Annotated, ctx: Context) -> Sides:
    """Organisations and standing bodies by name."""
    found = {(ctx.doc[body.i].idx, _end(ctx, body.j)) for body in ctx.bodies}
    standing = [(m.span.start_char, m.span.end_char) for m in mechanisms.accepted(ctx)]
    found |= {place for place in standing if not any(overlap(place, other) for other in found)}
    read = [_read(ctx, start, end) for start, end in sorted(found)]
    return Sides(_things(gold.of("ORGANIZATION")), _things(gold.of("COUNTRY", "FACILITY", "PROFESSION")), read)


# -- offices ----------------------------------------------------------------------------------------------------------


def who_is_what(gold: Annotated, ctx: Context) -> Sides:
    """Who holds which post."""
    working = {relation.one.id for relation in gold.related("WORKPLACE") if relation.other.type in WORKPLACES}
    pairs = [r for r in gold.related("WORKS_AS") if r.one.type == "PERSON"]
    past = frames.words(f"{ctx.adapter.code}/former", "word", **{"class": "former"})
    told = [(_office(r.one, r.other), r) for r in pairs]
    asked = [t for t, r in told if {r.one.id, r.other.id} & working and not _lemmas(ctx, r.other) & past]
    return Sides(asked, [t for t, _ in told], _offices(ctx))


def _lemmas(ctx: Context, entity: Entity) -> set[str]:
    """Lemmas of an entity with the word before it, words with hyphens in their parts, too."""
    span = ctx.span(entity.start, entity.end)
    tokens = ctx.doc[max(0, span.start - 1) : span.end]
    return {part for t in tokens for part in (t.lemma_, *t.lemma_.split("-"))}


def _office(person: Entity, post: Entity) -> Thing:
    words = f"{person.words} | {post.words}"
    return Thing(((person.start, person.end),), words, post=(post.start, post.end), alike=names.stems(post.words))


def _offices(ctx: Context) -> list[Thing]:
    """Every office with all mentions of its person by name: one of them stands where NEREL's relation begins."""
    out = []
    for record in offices.find(ctx):
        named = {n for n, person in enumerate(ctx.people.persons) if person.name == record.person}
        places = [(r.start, r.end) for r in ctx.people.references if r.person in named and r.how == "name"]
        evidence = (record.evidence.start, record.evidence.end)
        words = f"{record.person} | {record.position} | {record.body}"
        out.append(Thing(tuple(places), words, post=evidence, alike=names.stems(record.position)))
    return out


COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "offices", "PERSON and PROFESSION joined by WORKS_AS, one of them with a WORKPLACE that is an organisation,"
        " state, region or city, posts said to be former left out | office records; found: the person's mention is one"
        " of the record's person and the posts overlap or share a word; right: any WORKS_AS", who_is_what,
    ),
    Comparison("money", "MONEY | amounts with a currency", money),
    Comparison("percent", "PERCENT | amounts in percent", percent),
    Comparison("dates", "DATE, spells of time and all | time expressions; allowed: TIME, AGE, EVENT", dates),
    Comparison("calendar", "of these, those with a year in four digits, a month or a day of the week", calendar_dates),
    Comparison(
        "laws", "LAW that holds a word of the table of documents and more | mentions of treaties, agreements,"
        " declarations, charters, protocols and laws that are singled out; allowed: any LAW", laws,
    ),
    Comparison("bodies", "ORGANIZATION | names of organisations and standing bodies; allowed: COUNTRY, FACILITY,"
               " PROFESSION", bodies),
    Comparison(
        "encounters", "EVENT that holds a word of the table of events for a visit, talks, meeting, call, summit,"
        " session, briefing, forum or signing | such mentions that no rule refuses; allowed: any EVENT", encounters,
    ),
    Comparison("records", "nothing asked | event records of those types; right: the evidence overlaps an EVENT",
               event_records),
)  # fmt: skip
