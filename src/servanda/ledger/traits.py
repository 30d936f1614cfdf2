"""Traits: what of a record is compared with those of other documents, drawn from its own document alone.

Two records are compared when they share enough marks, and whether they are of one thing hangs on nothing but their
traits: so the account is the same whatever the order in which documents come, built at once or day by day.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from servanda.ledger.likeness import Words, content, marking, parties_of
from servanda.ledger.names import given, second, surname
from servanda.ledger.rows import Stemmer, span
from servanda.ledger.series import is_state, states_of
from servanda.ledger.statements import Statement

_LATE = datetime.timedelta(days=4)  # after an event reports of it still come
_EVE = datetime.timedelta(days=1)  # before the day of a report that names none
_AHEAD = datetime.timedelta(days=45)  # before an event it is announced
_LONGEST = 800  # days: what is told of more than two years is no one encounter
_MANY = 6  # states: of more the first ones mark a report
_UNDATED = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What all sorts share; `key` is the record's in its ledger."""

    sort: ClassVar[str] = ""
    #: How many marks another must share to be compared; one that is given twice counts for two.
    least: ClassVar[int] = 1

    key: int
    id: str
    document: str
    published: str
    start: int

    @property
    def order(self) -> tuple[str, str, int, str]:
        """The order of publication, the undated last: what comes later never changes what was joined before."""
        return self.published or _UNDATED, self.document, self.start, self.id

    def marks(self) -> Iterator[str]:
        """What another must share `least` of to be compared."""
        yield from ()

    def packed(self) -> dict[str, Any]:
        """As JSON, without the key."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self) if field.name != "key"}

    @classmethod
    def unpacked(cls, key: int, packed: Mapping[str, Any]) -> Self:
        """What was packed."""
        given = {name: _restored(value, cls.__annotations__.get(name, "")) for name, value in packed.items()}
        return cls(key=key, **given)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTraits(Traits):
    """A report of an event: states and people, the days on which it can have been, whether its text names the day."""

    sort: ClassVar[str] = "encounter"

    type: str
    status: str
    place: str
    date: str
    states: frozenset[str]
    people: frozenset[str]
    first: datetime.date | None
    last: datetime.date | None
    words: Words

    def marks(self) -> Iterator[str]:
        """Each two states, each word of a name that can be a surname, what is opened or shown; with each month."""
        pairs = itertools.combinations(sorted(self.states)[:_MANY], 2)
        who = [*(f"{a} {b}" for a, b in pairs), *sorted({word for name in self.people for word in _marking(name)})]
        what = marking(self.words) if self.type in OF_THINGS else ()
        return (f"encounter {about} {month}" for about in (*who, *what) for month in self._months())

    def _months(self) -> list[str]:
        """The months in which it can have been, `YYYY-MM`; none when nothing is known, or more than some years."""
        if not self.first or not self.last or (self.last - self.first).days > _LONGEST:
            return []
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        begin = self.first.year * 12 + self.first.month - 1
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(begin, begin + count + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseTraits(Traits):
    """A promise: who, of what sector, by when, in which words and numbers, with which target figures in them."""

    sort: ClassVar[str] = "promise"
    least: ClassVar[int] = 2

    parties: frozenset[str]
    actors: tuple[str, ...]
    sector: str
    modality: str
    deadline: str
    words: Words
    numbers: frozenset[str]
    aims: frozenset[str]
    years: frozenset[str]
    paper: bool
    guests: frozenset[str]

    def marks(self) -> Iterator[str]:
        """Each weighty word, with each party; each target, and whom an invitation invites, which are enough alone."""
        yield from (f"promise {party} {word}" for party in sorted(self.parties) for word in marking(self.words))
        alone = [f"promise {party} {aim}" for party in sorted(self.parties) for aim in sorted(self.aims)]
        if self.modality == "invited":
            alone += [f"visit {party}" for party in sorted(self.parties.difference(self.actors))]
        yield from (*alone, *alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedTraits(Traits):
    """What may keep a promise: an event that happened, a project that runs, a paper signed, a body founded.

    Of a visit there are its guests, the states that they speak for, its place, and the states that the text is about.
    """

    sort: ClassVar[str] = "deed"
    least: ClassVar[int] = 2

    kind: str
    state: str
    parties: frozenset[str]
    sector: str
    words: Words
    guests: frozenset[str]
    states: frozenset[str]
    place: str
    about: frozenset[str]

    def marks(self) -> Iterator[str]:
        """As those of promises."""
        yield from (f"promise {party} {word}" for party in sorted(self.parties) for word in marking(self.words))
        visited = [f"visit {state}" for state in sorted(self.states) if self.guests]
        yield from (*visited, *visited)


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
_TRADE = frozenset({"trade_turnover", "exports", "imports"})


def traits_of(told: Sequence[tuple[int, Statement]], stemmer: Stemmer, language: str = "ru") -> list[Traits]:
    """The traits of the records of one document, each given with its key."""
    statements = [statement for _, statement in told]
    states = states_of([s for s in statements if s.kind == "offices"])
    beside = _Beside(statements, states)
    found: list[Traits] = []
    for key, s in told:
        common: dict[str, Any] = {
            "key": key, "id": s.id, "document": s.source.id, "published": s.source.published, "start": s.start,
        }  # fmt: skip
        if s.kind == "figures":
            found.append(FigureTraits(**common, block=block(s)))
        if s.kind == "events":
            words = content(s, statements, stemmer, language) if s.fields["type"] in OF_THINGS else {}
            found.append(_event(s, common, beside, words))
        if s.kind == "commitments":
            found.append(_promise(s, common, beside, content(s, statements, stemmer, language)))
        if deed_state(s) in DONE.get(s.kind, ()) and (s.kind != "events" or s.fields["type"] in _BRINGING):
            found.append(_deed(s, common, beside, content(s, statements, stemmer, language)))
    return found


def block(figure: Statement) -> str:
    """What a figure is compared with: those of its indicator, or of trade, and of its parties in any order."""
    indicator = figure.fields["indicator"]
    return f"{'trade' if indicator in _TRADE else indicator} {','.join(sorted(figure.fields['parties']))}"


def deed_state(statement: Statement) -> str:
    """Stage or status of a record."""
    return str(statement.fields.get("stage") or statement.fields.get("status") or "")


def number_of(mark: str) -> int:
    """A mark as a number of 63 bits."""
    return int.from_bytes(hashlib.blake2b(mark.encode(), digest_size=8).digest()) >> 1


def _marking(name: str) -> tuple[str, ...]:
    """The last word of a name; of three or more the first two as well: a surname can stand there."""
    words = (surname(name), second(name), given(name) if second(name) else "")
    return tuple(word for word in words if word)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a document tells beside a record: its other records, and for which state its people speak."""

    statements: Sequence[Statement]
    states: Mapping[str, str]

    def over(self, one: Statement, *kinds: str) -> Iterator[Statement]:
        """The records of some kinds whose words overlap its own."""
        return (s for s in self.statements if s.kind in kinds and s.start < one.end and one.start < s.end)

    def people(self, names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """People and states of some participants; those of the people too."""
        told = frozenset(map(str, names))
        people = frozenset(name for name in told if not is_state(name) and not name.isupper())
        return people, told - people - {""} | {self.states[name] for name in people if name in self.states}


def _event(event: Statement, common: dict[str, Any], beside: _Beside, words: Words) -> EventTraits:
    people, nations = beside.people(event.fields["participants"])
    first, last = span(event.fields["date"])
    published = span(event.source.published)[0]
    if not event.fields["date"] and published:
        planned = event.fields["status"] != "happened"
        first, last = (published, published + _AHEAD) if planned else (published - _LATE, published)
    elif first and first == last == published:  # a report of today, or of yesterday
        first -= _EVE
    return EventTraits(
        **common, type=event.fields["type"], status=event.fields["status"], place=event.fields["place"],
        date=event.fields["date"], states=nations, people=people, first=first, last=last, words=words,
    )  # fmt: skip


def _promise(promise: Statement, common: dict[str, Any], beside: _Beside, words: Words) -> PromiseTraits:
    fields = promise.fields
    targets = (s.fields for s in beside.over(promise, "figures") if s.fields["kind"] == "target")
    named = " ".join(str(s.fields["name"]) for s in beside.over(promise, "instruments", "mechanisms", "projects"))
    invited = [s for s in beside.over(promise, "events") if s.fields["type"] == "invitation"]
    guests = beside.people(name for s in invited for name in s.fields["participants"][1:])[0]
    return PromiseTraits(
        **common, parties=parties_of(promise), actors=tuple(fields["actors"]), sector=str(fields.get("sector", "")),
        modality=fields["modality"], deadline=str(fields.get("deadline", "")), words=words,
        numbers=frozenset(_numbers(promise.exact)),
        aims=frozenset("{indicator} {value:g} {unit}".format(**target) for target in targets),
        years=frozenset(number for number in _digits(named) if _is_year(number)),
        paper=any(beside.over(promise, "instruments")),
        guests=guests - {promise.speaker} if fields["modality"] == "invited" else frozenset(),
    )  # fmt: skip


def _deed(deed: Statement, common: dict[str, Any], beside: _Beside, words: Words) -> DeedTraits:
    guests, states = beside.people(deed.fields["participants"] if deed.fields.get("type") == "visit" else ())
    return DeedTraits(
        **common, kind=deed.kind, state=deed_state(deed), parties=parties_of(deed),
        sector=str(deed.fields.get("sector", "")), words=words, guests=guests, states=states,
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


def _restored(value: Any, annotation: str) -> Any:
    if annotation.startswith("frozenset"):
        return frozenset(value)
    if annotation.startswith("tuple"):
        return tuple(value)
    return datetime.date.fromisoformat(value) if value and annotation.startswith("datetime.date") else value
