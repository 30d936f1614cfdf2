"""Undertakings: the same promise in several documents is one, with a history; what became of it is worked out.

Two promises are one when their parties are the same and they set the same target, or their sector is the same and their
words are alike (`likeness`). Each step of a history names the statement that shows it and says why.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.ledger.likeness import FEW, Likeness, Postings, parties_of
from servanda.ledger.rows import span
from servanda.ledger.statements import Statement

Step = Literal["made", "repeated", "moved", "underway", "kept"]
#: open: nothing is due yet; silent: no word for a year and no deadline; overdue: its day has passed.
Fate = Literal["open", "underway", "kept", "overdue", "silent"]

#: Promises of these sorts are kept by what they bring about; an invitation by a visit.
FULFILLING = ("events", "projects", "instruments", "mechanisms")
_DONE = {
    "events": {"happened"}, "projects": {"running"}, "instruments": {"signed", "in_force"},
    "mechanisms": {"created"},
}  # fmt: skip
_BRINGING = frozenset({"opening", "signing", "session", "visit", "forum", "exhibition", "ceremony"})
_SAME = 0.6  # likeness from which on two promises are one
_KEPT = 0.75  # of the words of what fulfils a promise must stand in it
_SILENCE = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Event:
    """A step of an undertaking: what a statement shows of it, when, and why it is taken so."""

    step: Step
    date: str
    statement: Statement
    why: str


@dataclass(slots=True)
class Undertaking:
    """A promise with its history, the first statement first; `number` counts the undertakings of one account."""

    history: list[Event]
    number: int
    fate: Fate = "open"
    why: str = ""

    @property
    def first(self) -> Statement:
        """The statement that made it."""
        return self.history[0].statement

    @property
    def id(self) -> str:
        """The id of the record that made it: it stays while that record stays."""
        return self.first.id

    @property
    def deadline(self) -> str:
        """The last deadline that was named, EDTF or `""`."""
        named = [str(event.statement.fields.get("deadline", "")) for event in self.history]
        return next((date for date in reversed(named) if date), "")

    @property
    def parties(self) -> frozenset[str]:
        """Everybody whom its statements name as parties."""
        return frozenset().union(*(parties_of(event.statement) for event in self.history))

    @property
    def promises(self) -> list[Statement]:
        """The statements that make, repeat or move it."""
        return [event.statement for event in self.history if event.statement.kind == "commitments"]


@dataclass(frozen=True, slots=True)
class Said:
    """What the documents say, each sequence in the order of publication: promises, target figures, deeds."""

    promises: Sequence[Statement]
    targets: Sequence[Statement]
    deeds: Sequence[Statement]


def undertakings(said: Said, likeness: Likeness, day: datetime.date) -> list[Undertaking]:
    """Promises joined and followed as they stood on a day; the newest undertaking comes first."""
    made: list[Undertaking] = []
    aims = _aims(said.promises, said.targets)
    by_words, by_aims = Postings(), Postings()
    for promise in said.promises:
        near = {*by_words.sharing(likeness.words(promise), FEW), *by_aims.sharing(aims[promise.id], 1)}
        known = _best([made[n] for n in sorted(near)], promise, likeness, aims)
        if known is None:
            known = Undertaking([Event("made", promise.source.published, promise, "first stated here")], len(made))
            made.append(known)
        else:
            known.history.append(_next(known, promise, likeness, aims))
        by_words.add(likeness.words(promise), known.number)
        by_aims.add(aims[promise.id], known.number)
    by_deeds = Postings()
    for n, deed in enumerate(said.deeds):
        by_deeds.add(likeness.words(deed), n)
    for undertaking in made:
        deeds = {n for promise in undertaking.promises for n in by_deeds.sharing(likeness.words(promise), FEW)}
        _follow(undertaking, [said.deeds[n] for n in sorted(deeds)], likeness)
        undertaking.fate, undertaking.why = _fate(undertaking, day)
    return sorted(made, key=lambda u: (u.history[-1].date, u.id), reverse=True)


def _best(
    near: Sequence[Undertaking], promise: Statement, likeness: Likeness, aims: Mapping[str, frozenset[str]]
) -> Undertaking | None:
    """The undertaking that a promise states again, the likest one."""
    enough = []
    for known in near:
        if not same_parties(known.first, promise) or not _from_elsewhere(known, promise):
            continue
        aimed = any(aims[said.id] & aims[promise.id] for said in known.promises)
        alike = 1.0 + aimed if aimed else max(likeness.of(promise, said) for said in known.promises)
        if aimed or (alike >= _SAME and all(test(known.first, promise) for test in SAME)):
            enough.append((alike, -known.number, known))
    return max(enough, key=lambda entry: entry[:2])[2] if enough else None


def _aims(promises: Sequence[Statement], targets: Sequence[Statement]) -> dict[str, frozenset[str]]:
    """The targets within the words of each promise: indicator, value and unit."""
    by_source: defaultdict[str, list[Statement]] = defaultdict(list)
    for target in targets:
        if target.fields["kind"] == "target":
            by_source[target.source.id].append(target)
    return {
        p.id: frozenset(
            "{indicator} {value} {unit}".format(**t.fields)
            for t in by_source[p.source.id]
            if t.start < p.end and p.start < t.end
        )
        for p in promises
    }


def same_parties(one: Statement, other: Statement) -> bool:
    """The parties of one are those of the other, or one text leaves the counterpart out."""
    a, b = parties_of(one), parties_of(other)
    return bool(a) and bool(b) and (a <= b or b <= a)


def same_sector(one: Statement, other: Statement) -> bool:
    """The sector is the same, or one names none."""
    a, b = one.fields.get("sector", ""), other.fields.get("sector", "")
    return not a or not b or a == b


def same_invitation(one: Statement, other: Statement) -> bool:
    """An invitation is one of the same person by the same."""
    kinds = {one.fields["modality"], other.fields["modality"]}
    return "invited" not in kinds or (len(kinds) == 1 and one.fields["actors"] == other.fields["actors"])


SAME: tuple[Callable[[Statement, Statement], bool], ...] = (same_sector, same_invitation)


def _from_elsewhere(known: Undertaking, promise: Statement) -> bool:
    """One document states a promise once: the reader has told its promises apart."""
    return all(promise.source.id != said.source.id for said in known.promises)


def _numbers(text: str) -> Iterator[str]:
    """The numbers written in digits, but for years."""
    digits = "".join(c if c.isdigit() or c in ",." else " " for c in text)
    for number in digits.split():
        bare = number.strip(",.")
        if bare and not (len(bare) == 4 and bare[:2] in {"19", "20"}):
            yield bare


def _next(known: Undertaking, promise: Statement, likeness: Likeness, aims: Mapping[str, frozenset[str]]) -> Event:
    aimed = sorted(aims[promise.id].intersection(*[aims[said.id] for said in known.promises if aims[said.id]]))
    words = f"the same target, {aimed[0]}" if aimed else f"alike in {', '.join(likeness.shared(known.first, promise))}"
    before, now = known.deadline, str(promise.fields.get("deadline", ""))
    if before and now and before != now:
        why = f"the deadline was {before}, and is {now} now; {words}"
        return Event("moved", promise.source.published, promise, why)
    old = {n for said in known.promises for n in _numbers(said.exact)}
    new = set(_numbers(promise.exact))
    if old and new and not old & new and not aimed:
        why = f"the figure was {', '.join(sorted(old))}, and is {', '.join(sorted(new))} now; {words}"
        return Event("moved", promise.source.published, promise, why)
    if promise.fields["modality"] == "underway":
        return Event("underway", promise.source.published, promise, f"work on it is reported; {words}")
    return Event("repeated", promise.source.published, promise, f"stated again; {words}")


def _follow(undertaking: Undertaking, deeds: Sequence[Statement], likeness: Likeness) -> None:
    """Add the first deed, told later than the promise, that fulfils it."""
    begun = undertaking.history[0].date
    for deed in deeds:
        told = deed.source.published
        own = deed.source.id == undertaking.first.source.id
        if own or not begun or told <= begun or not _done(deed) or not _of_the_same(undertaking.first, deed):
            continue
        like = max(likeness.told(promise, deed) for promise in undertaking.promises)
        if like >= _KEPT:
            words = ", ".join(likeness.shared(undertaking.first, deed))
            state = deed.fields.get("stage") or deed.fields.get("status")
            why = f"{deed.kind[:-1]} {state}, of which the promise tells {like:.0%}: {words}"
            undertaking.history.append(Event("kept", told, deed, why))
            return


def _done(deed: Statement) -> bool:
    state = deed.fields.get("stage") or deed.fields.get("status")
    return state in _DONE[deed.kind] and (deed.kind != "events" or deed.fields["type"] in _BRINGING)


def _of_the_same(promise: Statement, deed: Statement) -> bool:
    """The deed is one of parties of the promise; people stand for nobody here."""
    return bool(parties_of(promise) & parties_of(deed)) and same_sector(promise, deed)


def _fate(undertaking: Undertaking, day: datetime.date) -> tuple[Fate, str]:
    last = undertaking.history[-1]
    if last.step == "kept":
        return "kept", last.why
    end = span(undertaking.deadline)[1]
    if end and end < day:
        return "overdue", f"{undertaking.deadline} has passed, and no document tells that it was done"
    heard = span(last.date)[1]
    if (
        any(event.step == "underway" for event in undertaking.history)
        or last.statement.fields.get("modality") == "underway"
    ):
        return "underway", "work on it is reported"
    if not end and heard and day - heard > _SILENCE:
        return "silent", f"no word of it since {last.date}"
    return "open", f"due by {undertaking.deadline}" if end else "no deadline was named"
