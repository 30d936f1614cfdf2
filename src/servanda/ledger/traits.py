"""Traits: what of a record is compared with those of other documents, drawn from its own document alone.

Which two records are compared (`marks`), and whether they are of one thing, hangs on nothing but their traits: so the
account is the same whatever the order in which documents come, built at once or day by day.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from servanda.ledger.likeness import Words, aside, content, counted, heaviest, own_sentence, parties_of, weighed
from servanda.ledger.nations import state_of, states_of
from servanda.ledger.rows import Stemmer, span
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement

_LATE = datetime.timedelta(days=4)  # after an event reports of it still come
_EVE = datetime.timedelta(days=1)  # before the day of a report that names none
_STAY = datetime.timedelta(days=3)  # of a visit: the day on which one text has it is not the one of another
_AHEAD = datetime.timedelta(days=45)  # before an event it is announced
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What all sorts share; `key` is the record's in its ledger."""

    sort: ClassVar[str] = ""

    key: int
    id: str
    document: str
    published: str
    start: int

    @property
    def order(self) -> tuple[str, str, int, str]:
        """The order of publication, the undated last: what comes later never changes what was joined before."""
        return self.published or _UNDATED, self.document, self.start, self.id

    def packed(self) -> dict[str, Any]:
        """As JSON, without the key."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self) if field.name != "key"}

    @classmethod
    def unpacked(cls, key: int, packed: Mapping[str, Any]) -> Self:
        """What was packed."""
        told = dict(packed)
        for name, restore in _restoring(cls):  # type: ignore[arg-type]
            told[name] = restore(told[name])
        return cls(key=key, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTraits(Traits):
    """A report of an event: states and people, the days on which it can have been, whether its text names the day.

    `country` is the state that its place is, or lies in; a visit is one to it. `posts` tells, with its state or body,
    the post that the text gives each of the people.
    """

    sort: ClassVar[str] = "encounter"

    type: str
    status: str
    place: str
    country: str
    date: str
    states: frozenset[str]
    people: frozenset[str]
    posts: Mapping[str, str]
    first: datetime.date | None
    last: datetime.date | None
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTraits(Traits):
    """A promise: who, of what sector, by when, in which words and numbers, with which target figures in them.

    `aside` are those of its words that tell no deed: alike when another has them, and no difference when it has not.
    `until`: its words set a term, «by the end of 2025»; else it may be one of a year, «in 2025». `things`: how many of
    what, «400 трактор».
    """

    sort: ClassVar[str] = "promise"

    parties: frozenset[str]
    actors: tuple[str, ...]
    sector: str
    modality: str
    deadline: str
    words: Words
    numbers: frozenset[str]
    aims: frozenset[str]
    years: frozenset[str]
    aside: frozenset[str]
    until: bool
    things: frozenset[str]
    paper: bool
    guests: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedTraits(Traits):
    """What may keep a promise: an event that happened, a project that runs, a paper signed, a body founded.

    `where` are the words of its place, which may stand in the promise. Of a visit there are its guests, the states that
    they speak for, its place, and the states that the text is about.
    """

    sort: ClassVar[str] = "deed"

    kind: str
    state: str
    parties: frozenset[str]
    sector: str
    words: Words
    where: Words
    guests: frozenset[str]
    states: frozenset[str]
    place: str
    about: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTraits(Traits):
    """A figure: only what it is compared with, by indicator (those of trade together) and parties."""

    sort: ClassVar[str] = "figure"

    block: str


#: Promises of these sorts are kept by what they bring about; an invitation by a visit.
DONE = {
    "events": {"happened"}, "projects": {"running"}, "instruments": {"signed", "in_force"},
    "mechanisms": {"created"},
}  # fmt: skip
_BRINGING = frozenset({"opening", "signing", "session", "visit", "forum", "exhibition", "ceremony"})
#: Events of something that their words name: two of them differ when it does.
OF_THINGS = frozenset({"opening", "exhibition", "ceremony", "performance"})
#: Those of which the words are known: of a signing, those of the papers told beside it.
NAMED = OF_THINGS | {"signing"}
_BESIDE = 150  # characters
_TRADE = frozenset({"trade_turnover", "exports", "imports"})


def traits_of(told: Sequence[tuple[int, Statement]], stemmer: Stemmer, language: str = "ru") -> list[Traits]:
    """The traits of the records of one document, each given with its key."""
    statements = [statement for _, statement in told]
    offices = [s for s in statements if s.kind == "offices"]
    posts = {s.fields["person"]: f"{s.fields['body']}: {s.fields['position'].casefold()}" for s in reversed(offices)}
    beside = _Beside(statements, states_of(offices, stemmer, language), posts)
    found: list[Traits] = []
    for key, s in told:
        common: dict[str, Any] = {
            "key": key, "id": s.id, "document": s.source.id, "published": s.source.published, "start": s.start,
        }  # fmt: skip
        if s.kind == "figures":
            found.append(FigureTraits(**common, block=block(s)))
        if s.kind == "events":
            words = content(s, statements, stemmer, language) if s.fields["type"] in OF_THINGS else {}
            if s.fields["type"] == "signing":
                words = heaviest(weighed(_papers(s, statements), stemmer, language))
            found.append(_event(s, common, beside, words, state_of(s.fields["place"], stemmer, language)))
        if s.kind == "commitments":
            until = any(word.part == "term" for word in stemmer(own_sentence(s.before) + s.exact, language))
            words = content(s, statements, stemmer, language)
            more = aside(s, words, stemmer, language)
            things = {f"{number} {thing}" for number, thing in counted(s.exact, stemmer, language)}
            common |= {"until": until, "aside": frozenset(more), "things": frozenset(things)}
            found.append(_promise(s, common, beside, heaviest({**words, **more})))
        if deed_state(s) in DONE.get(s.kind, ()) and (s.kind != "events" or s.fields["type"] in _BRINGING):
            where = weighed(str(s.fields.get("place", "")), stemmer, language)
            words = content(s, statements, stemmer, language)
            words = _without_states(words, s, stemmer, language) if s.kind == "events" else words
            found.append(_deed(s, common, beside, words, where))
    return found


def _papers(signing: Statement, beside: Sequence[Statement]) -> str:
    """The names of the papers told as signed beside a signing."""
    signed = (s for s in beside if s.kind == "instruments" and deed_state(s) in DONE["instruments"])
    near = (s for s in signed if s.start < signing.end + _BESIDE and signing.start < s.end + _BESIDE)
    return " ".join(str(s.fields["name"]) for s in near)


def _without_states(words: Words, event: Statement, stemmer: Stemmer, language: str) -> Words:
    """The words of an event but for those of states: who did it is told by its parties."""
    of_states = {word.sense for word in stemmer(event.exact, language) if word.states}
    place = {word.sense for word in stemmer(str(event.fields["place"]), language)}
    return {stem: weight for stem, weight in words.items() if stem not in of_states - place}


def block(figure: Statement) -> str:
    """What a figure is compared with: those of its indicator, or of trade, and of its parties in any order."""
    indicator = figure.fields["indicator"]
    return f"{'trade' if indicator in _TRADE else indicator} {','.join(sorted(figure.fields['parties']))}"


def deed_state(statement: Statement) -> str:
    """Stage or status of a record."""
    return str(statement.fields.get("stage") or statement.fields.get("status") or "")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a document tells beside a record: its other records, for which state its people speak, and their posts."""

    statements: Sequence[Statement]
    states: Mapping[str, str]
    posts: Mapping[str, str]

    def over(self, one: Statement, *kinds: str) -> Iterator[Statement]:
        """The records of some kinds whose words overlap its own."""
        return (s for s in self.statements if s.kind in kinds and s.start < one.end and one.start < s.end)

    def people(self, names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """People and states of some participants; those of the people too."""
        told = frozenset(map(str, names))
        people = frozenset(name for name in told if not is_state(name) and not name.isupper())
        return people, told - people - {""} | {self.states[name] for name in people if name in self.states}

    def guests(self, invitation: Statement, states: Set[str]) -> frozenset[str]:
        """Whom an invitation invites: those who speak for the states invited, else whom it names after the first."""
        named = invitation.fields["participants"]
        told = frozenset(name for name in named if self.states.get(name) in states)
        return told or self.people(named[1:])[0]


def _event(event: Statement, common: dict[str, Any], beside: _Beside, words: Words, country: str) -> EventTraits:
    people, nations = beside.people(event.fields["participants"])
    first, last = span(event.fields["date"])
    visit = event.fields["type"] == "visit"
    published = span(event.source.published)[0]
    if not event.fields["date"] and published:
        planned = event.fields["status"] != "happened"
        first, last = (published, published + _AHEAD) if planned else (published - _LATE, published)
    elif first and first == last and (visit or last == published):
        first -= _STAY if visit else _EVE
    states = nations | ({country} - {""} if visit else set())
    posts = {name: beside.posts[name] for name in sorted(people) if name in beside.posts}
    return EventTraits(
        **common, type=event.fields["type"], status=event.fields["status"], place=event.fields["place"],
        country=country, date=event.fields["date"], states=states, people=people, posts=posts, first=first, last=last,
        words=words,
    )  # fmt: skip


def _promise(promise: Statement, common: dict[str, Any], beside: _Beside, words: Words) -> PromiseTraits:
    fields = promise.fields
    targets = [s for s in beside.over(promise, "figures") if s.fields["kind"] == "target"]
    named = " ".join(str(s.fields["name"]) for s in beside.over(promise, "instruments", "mechanisms", "projects"))
    invited = [s for s in beside.over(promise, "events") if s.fields["type"] == "invitation"]
    guests = frozenset().union(*(beside.guests(s, parties_of(promise).difference(fields["actors"])) for s in invited))
    return PromiseTraits(
        **common, parties=parties_of(promise).union(*map(parties_of, targets)),
        actors=tuple(fields["actors"]), sector=str(fields.get("sector", "")),
        modality=fields["modality"], deadline=str(fields.get("deadline", "")), words=words,
        numbers=frozenset(_numbers(promise.exact)),
        aims=frozenset("{indicator} {value:g} {unit}".format(**target.fields) for target in targets),
        years=frozenset(number for number in _digits(named) if _is_year(number)),
        paper=any(beside.over(promise, "instruments")),
        guests=guests - {promise.speaker} if fields["modality"] == "invited" else frozenset(),
    )  # fmt: skip


def _deed(deed: Statement, common: dict[str, Any], beside: _Beside, words: Words, where: Words) -> DeedTraits:
    guests, states = beside.people(deed.fields["participants"] if deed.fields.get("type") == "visit" else ())
    nations = beside.people(deed.fields["participants"])[1] if deed.fields.get("type") == "opening" else frozenset()
    return DeedTraits(
        **common, kind=deed.kind, state=deed_state(deed), parties=parties_of(deed) | nations,
        sector=str(deed.fields.get("sector", "")), words=words, where=where, guests=guests, states=states,
        place=str(deed.fields.get("place", "")) if guests else "",
        about=frozenset(beside.states.values()) if guests else frozenset(),
    )  # fmt: skip


def _numbers(text: str) -> Iterator[str]:
    """The numbers written in digits, but for years."""
    return (number for number in _digits(text) if not _is_year(number))


def _digits(text: str) -> Iterator[str]:
    """The numbers written in digits."""
    digits = "".join(c if c.isdigit() or c in ",." else " " for c in text)
    return (bare for number in digits.split() if (bare := number.strip(",.")))


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


@functools.cache
def _restoring(sort: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The fields that JSON holds in another form, each with what restores it."""
    told = sort.__annotations__.items()
    return tuple((name, make) for name, kind in told for begin, make in _MADE.items() if kind.startswith(begin))


def _date(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


_MADE: dict[str, Callable[[Any], Any]] = {"frozenset": frozenset, "tuple": tuple, "datetime.date": _date}
