"""Bodies across documents: a commission, council or fund of the same parties is one, under all forms of its name.

Only bodies of the same parties are compared: the business council of two states is never that of two others. What joins
two names is told (`servanda.ledger.naming`); a name that several bodies could bear stays alone.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from servanda.ledger.account import meetings
from servanda.ledger.encounters import Encounter
from servanda.ledger.joining import Verdicts, pair
from servanda.ledger.judgements import standing
from servanda.ledger.naming import Joined, Name, Word, join, name_of
from servanda.ledger.rows import Stemmer, span
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement, beside, statements
from servanda.ledger.store import Ledger

_BESIDE = 60  # characters between the words of a session and the name of its body
_FOUNDING = ("proposed", "creating", "created")


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a body: when and where, whether it took place, and why it is taken to be one of this body."""

    encounter: Encounter
    date: str
    place: str
    happened: bool
    why: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody whose post names the body, as the texts write it: a co-chair, a secretary."""

    person: str
    position: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of some parties, all that is stated of it in the order of publication, and its sessions.

    `proposed` and `founded` are the days of publication of the first text that tells of it; `""` where none does.
    """

    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    stage: str
    proposed: str
    founded: str
    statements: tuple[Statement, ...]
    sessions: tuple[Session, ...]
    seats: tuple[Seat, ...]
    why: tuple[str, ...]

    @property
    def id(self) -> str:
        """That of the first statement."""
        return self.statements[0].id

    def last_session(self, day: datetime.date) -> Session | None:
        """The latest session that took place by that day; of sessions without a date the one told last."""
        held = [s for s in self.sessions if s.happened and (span(s.date)[0] or datetime.date.min) <= day]
        return max(held, key=lambda s: (s.date or _told(s), _told(s)), default=None)

    def next_session(self, day: datetime.date) -> Session | None:
        """The first session that is still to come on that day."""
        last = self.last_session(day)
        ahead = [s for s in self.sessions if not s.happened and _ahead(s, last, day)]
        return min(ahead, key=lambda s: (s.date or "9999", _told(s)), default=None)


def bodies(ledger: Ledger, states: Sequence[str] = (), *, as_of: str = "") -> list[Body]:
    """The bodies that name all of the states, what was told of last first; `as_of` as in `account`."""
    told = statements(ledger, ["mechanisms"], states, until=as_of)
    encounters = meetings(ledger, states, as_of=as_of) if told else []
    offices = beside(ledger, "offices", states, until=as_of) if states else statements(ledger, ["offices"], until=as_of)
    return joined(ledger, told, encounters, offices)


def joined(
    ledger: Ledger, told: Sequence[Statement], encounters: Iterable[Encounter], offices: Iterable[Statement] = ()
) -> list[Body]:
    """Statements of bodies put together as rules and people have it, with the sessions and posts that name them."""
    with ledger.database.reading() as connection:
        judged = standing(connection, sorted({statement.source.id for statement in told})) if told else None
    verdicts = Verdicts(judged.same, judged.different) if judged else Verdicts()
    return put_together(told, encounters, offices, ledger.stemmer, verdicts)


def put_together(
    told: Iterable[Statement],
    encounters: Iterable[Encounter],
    offices: Iterable[Statement],
    stemmer: Stemmer,
    verdicts: Verdicts | None = None,
) -> list[Body]:
    """As `joined`, of statements at hand; what people judged the same or different goes before every rule."""
    verdicts = verdicts or Verdicts()

    def apart(one: Statement, other: Statement) -> bool:
        return pair(one.id, other.id) in verdicts.different

    groups: defaultdict[frozenset[str], list[tuple[Name, Statement]]] = defaultdict(list)
    for statement in told:
        name = name_of(statement.fields["name"], stemmer)
        groups[frozenset(statement.fields["parties"])].append((name, statement))
    found = [one for parties in sorted(groups, key=sorted) for one in join(groups[parties], apart=apart)]
    found = _united(found, verdicts)
    sessions = _sessions(found, encounters, stemmer)
    seats = _seats(found, offices, stemmer)
    made = [_body(one, sessions[n], seats[n]) for n, one in enumerate(found)]
    return sorted(made, key=lambda body: (body.statements[-1].source.published, body.name, body.id), reverse=True)


def _united(found: list[Joined[Statement]], verdicts: Verdicts) -> list[Joined[Statement]]:
    """Those put together of which a person said that they are the same."""
    for one, other in sorted(verdicts.same):
        place = {statement.id: body for body in found for statement in body.entries}
        if one in place and other in place and place[one] is not place[other]:
            first, second = sorted((place[one], place[other]), key=found.index)
            first.absorb(second, f"«{second.names[0].text}» was judged to be the same")
            found.remove(second)
    return found


def _body(one: Joined[Statement], sessions: Sequence[Session], seats: Sequence[Seat]) -> Body:
    stated = sorted(one.entries, key=lambda s: (s.source.published, s.source.id, s.start))
    first: dict[str, str] = {}
    for statement in stated:
        first.setdefault(statement.fields["stage"], statement.source.published)
    written = Counter(statement.fields["name"] for statement in stated)
    fullest = [name.text for name in one.names if len(name.words) == len(one.names[0].words)]
    name = min(fullest, key=lambda text: (-written[text], text[:1].islower(), -len(text), text))
    return Body(
        name=name, names=tuple(sorted(written, key=lambda text: (text != name, -len(text), text))),
        parties=tuple(_in_order(stated)), stage=stated[-1].fields["stage"],
        proposed=first.get("proposed", ""), founded=first.get("created", ""), statements=tuple(stated),
        sessions=tuple(sessions), seats=tuple(seats), why=tuple(one.why),
    )  # fmt: skip


def _in_order(stated: Sequence[Statement]) -> list[str]:
    """The parties as the first text has them."""
    return [str(party) for party in stated[0].fields["parties"]]


def _sessions(
    found: Sequence[Joined[Statement]], encounters: Iterable[Encounter], stemmer: Stemmer
) -> defaultdict[int, list[Session]]:
    """Sessions by the number of the body that they are of; one that may be of several is of none."""
    sessions: defaultdict[int, list[Session]] = defaultdict(list)
    candidates = [_Candidate(one) for one in found]
    for encounter in encounters:
        if "session" not in encounter.values("type"):
            continue
        reports = [(report.statement, _stems(report.statement.exact, stemmer)) for report in encounter.reports]
        there = {*encounter.states, *encounter.values("participants")}
        fits = [(*one.fit(reports), n) for n, one in enumerate(candidates) if one.may_meet(there)]
        ranked = sorted((fit for fit in fits if fit[0]), key=lambda fit: (-fit[0], fit[2]))
        if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            _, why, n = ranked[0]
            place = ", ".join(encounter.values("place"))
            happened = "happened" in encounter.values("status")
            sessions[n].append(Session(encounter, encounter.date, place, happened, why))
    return sessions


class _Candidate:
    """A body that sessions are held against: its different names, and where each text tells of it."""

    def __init__(self, one: Joined[Statement]) -> None:
        self.names = list({name.key: name for name in one.names}.values())
        self.parties = frozenset(one.entries[0].fields["parties"])
        self.told: defaultdict[str, list[Statement]] = defaultdict(list)
        for entry in one.entries:
            self.told[entry.source.id].append(entry)

    def may_meet(self, there: set[str]) -> bool:
        """Two of its parties, or its only one, take part."""
        return len(self.parties & there) >= min(2, len(self.parties))

    def fit(self, reports: Sequence[tuple[Statement, Word]]) -> tuple[float, str]:
        """How surely a session that is so reported is one of this body, and why."""
        best = (0.0, "")
        for statement, words in reports:
            for name in self.names:
                if name.lead > 1 and all(word & words for word in name.words[: name.lead]):
                    told = sum(bool(word & words) for word in name.words)
                    best = max(best, (10.0 + told, "its words name the body"))
            gap = min((_gap(statement, entry) for entry in self.told.get(statement.source.id, ())), default=None)
            if gap is not None and gap <= _BESIDE:
                best = max(best, (9.0 - gap / _BESIDE, "it is told beside the name of the body"))
            elif gap is not None and self.names[0].head & words:
                best = max(best, (1.0, "its words name the sort of body, and the text tells of no other"))
        return best


def _stems(text: str, stemmer: Stemmer) -> Word:
    return frozenset(stem for word in stemmer(text, "ru") for stem in word.stems)


def _gap(one: Statement, other: Statement) -> int:
    """Characters between two statements of one text; 0 where they overlap."""
    return max(0, other.start - one.end, one.start - other.end)


def _seats(found: Sequence[Joined[Statement]], offices: Iterable[Statement], stemmer: Stemmer) -> list[list[Seat]]:
    """Posts whose words name the head of a body that the same text tells of."""
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    heads: list[Word] = []
    for n, one in enumerate(found):
        heads.append(one.names[0].head)
        for source in dict.fromkeys(entry.source.id for entry in one.entries):
            by_source[source].append(n)
    seats: list[list[Seat]] = [[] for _ in found]
    for office in offices:
        near = by_source.get(office.source.id, [])
        if not near:
            continue
        position = office.fields["position"]
        words = _stems(position, stemmer)
        bodies = [n for n in near if heads[n] & words and _of_its_states(found[n].entries[0], office)]
        if len(bodies) == 1:
            seats[bodies[0]].append(Seat(office.fields["person"], position, office))
    return seats


def _of_its_states(body: Statement, office: Statement) -> bool:
    of = office.fields["body"]
    return not is_state(of) or of in body.fields["parties"]


def _told(session: Session) -> str:
    return session.encounter.reports[0].statement.source.published


def _ahead(session: Session, last: Session | None, day: datetime.date) -> bool:
    """Still to come: its date has not passed; one without a date was told of after the last session."""
    end = span(session.date)[1]
    if end:
        return end >= day
    return last is None or _told(session) >= _told(last)
