"""Undertakings: the same promise in several documents is one, with a history; what became of it is worked out.

Two promises are one when their parties are the same and they set the same target, or their sector is the same and their
words are alike (`likeness`). Each step of a history names the statement that shows it and says why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.ledger.joining import JUDGED, Link, Links, Placed, Verdicts, gather
from servanda.ledger.likeness import Words, in_common, likeness, parties_of, shared, told
from servanda.ledger.names import may_be
from servanda.ledger.rows import span
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement
from servanda.ledger.traits import DONE, DeedTraits, PromiseTraits

Step = Literal["made", "repeated", "moved", "underway", "kept"]
#: open: nothing is due yet; silent: no word for a year and no deadline; overdue: its day has passed.
Fate = Literal["open", "underway", "kept", "overdue", "silent"]

#: Kinds of records that can keep a promise.
FULFILLING = tuple(DONE)
_SAME = 0.6  # likeness from which on two promises are one
_SURE = 0.75  # from which on the sector, which a sentence may tell in passing, does not count
_RARE = 8.0  # weight of a name
_AGAIN = 0.8  # of the words of either that must stand in the other, for one document to state a promise twice
_UNLIKE = 0.4  # of the words of the shorter one; promises with less in common are not one, whatever both are alike to
_KEPT = 0.75  # of the words of what fulfils a promise must stand in it
_TELLING = 12.0  # weight of these words, when an event is to keep it: a round table there may be any
_TOLD = 5  # words that a reason names
_YEAR = 4  # characters of a date
_THOUSAND = 1000
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
SILENCE = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Event:
    """A step of an undertaking: what a statement shows of it, when, and why it is taken so."""

    step: Step
    date: str
    statement: Statement
    why: str


@dataclass(slots=True)
class Undertaking:
    """A promise with its history, the first statement first, and what became of it."""

    history: list[Event]
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


def same(one: PromiseTraits, other: PromiseTraits) -> Link | None:
    """Why two promises are one, when they are: the same target, or words alike."""
    if one.document == other.document or not _comparable(one.parties, other.parties):
        return None
    alike = likeness(_told_beside(one, other), _told_beside(other, one))
    both = one.parties == other.parties or len(one.parties & other.parties) > 1
    due = bool(one.deadline) and one.deadline == other.deadline
    if (both or due) and (aimed := sorted(one.aims & other.aims)):
        return Link(1.0 + alike, f"the same target, {aimed[0]}")
    if both and (things := sorted(_scaled_things(one) & _scaled_things(other))) and _of_one_term(one, other):
        return Link(1.0 + alike, f"the same number, {things[0][0]:g} {things[0][1]}")
    if alike < _SAME or not all(test(one, other) for test in SAME):
        return None
    if alike < _SURE and not (same_sector(one, other) and same_names(one, other)):
        return None
    if not both and not any(one.words[word] >= _RARE for word in shared(one.words, other.words)):
        return None
    return Link(alike, f"alike in {', '.join(shared(one.words, other.words)[:_TOLD])}")


def fulfils(promise: PromiseTraits, deed: DeedTraits) -> Link | None:
    """Why a deed keeps a promise, when it does: parties in common, the same sector, and the promise tells of it."""
    if promise.document == deed.document:
        return None
    if promise.modality == "invited":
        return _accepted(promise, deed)
    if not _same_or_none(promise.sector, deed.sector):
        return None
    deeds = dict(deed.words) | {word: deed.where[word] for word in shared(deed.where, promise.words)}
    alike = told(promise.words, deeds)
    if alike < _KEPT or not _of_the_same(promise.parties, deed.parties):
        return None
    if deed.kind == "events" and sum(deeds[word] for word in shared(deeds, promise.words)) < _TELLING:
        return None
    words = ", ".join(shared(deeds, promise.words)[:_TOLD])
    return Link(alike, f"{deed.kind[:-1]} {deed.state}, of which the promise tells {alike:.0%}: {words}")


def _accepted(invitation: PromiseTraits, visit: DeedTraits) -> Link | None:
    """Why a visit is the one that somebody was invited to: those invited, or any of their state, to the host's."""
    invited = invitation.parties.difference(invitation.actors)
    away = not visit.place or visit.place in invitation.actors or (not is_state(visit.place) and bool(visit.about))
    if not visit.guests or not away or not visit.about >= invitation.parties or not invited & visit.states:
        return None
    if invitation.guests and not any(may_be(a, b) for a in invitation.guests for b in visit.guests):
        return None
    return Link(1.0, f"visit happened, of those invited: {', '.join(sorted(visit.guests))}")


def clusters(
    promises: Sequence[PromiseTraits], deeds: Sequence[DeedTraits], links: Links, verdicts: Verdicts
) -> list[list[Placed[PromiseTraits | DeedTraits]]]:
    """Linked promises put together in the order of publication, each with the first deed that keeps it at its end."""
    made = []
    for group in gather(sorted(promises, key=lambda p: p.order), links, verdicts, _fits):
        placed: list[Placed[PromiseTraits | DeedTraits]] = []
        for n, (promise, link) in enumerate(group):
            step, why = _next([one for one, _ in group[:n]], promise, link) if link else ("made", "first stated here")
            placed.append(Placed(promise, step, link.score if link else 0.0, why))
        made.append([*placed, *_kept([one for one, _ in group], deeds, links, verdicts)])
    return made


def fate(undertaking: Undertaking, day: datetime.date) -> tuple[Fate, str]:
    """What became of an undertaking by a day, and why it is taken so."""
    last = undertaking.history[-1]
    if last.step == "kept":
        return "kept", last.why
    end = span(undertaking.deadline)[1]
    if end and end < day:
        return "overdue", f"{undertaking.deadline} has passed, and no document tells that it was done"
    heard = span(last.date)[1]
    if is_underway(undertaking.history):
        return "underway", "work on it is reported"
    if not end and heard and day - heard > SILENCE:
        return "silent", f"no word of it since {last.date}"
    return "open", f"due by {undertaking.deadline}" if end else "no deadline was named"


def is_underway(history: Sequence[Event]) -> bool:
    """Whether work on it is reported."""
    return any(shows_work(event.step, event.statement.fields.get("modality", "")) for event in history)


def shows_work(step: str, modality: str) -> bool:
    """Whether a step of a history, or the promise that it states, tells that work goes on."""
    return "underway" in (step, modality)


def same_sector(one: PromiseTraits, other: PromiseTraits) -> bool:
    """The sector is the same, or one names none."""
    return _same_or_none(one.sector, other.sector)


def same_names(one: PromiseTraits, other: PromiseTraits) -> bool:
    """Not each names something, a place or a product, that hardly any text names, and the other does not."""
    alone = [set(a) - set(shared(a, b)) for a, b in ((one.words, other.words), (other.words, one.words))]
    words = {**one.words, **other.words}
    return not all(any(words[word] >= _RARE for word in some) for some in alone)


def same_invitation(one: PromiseTraits, other: PromiseTraits) -> bool:
    """An invitation is one of the same person by the same."""
    kinds = {one.modality, other.modality}
    return "invited" not in kinds or (len(kinds) == 1 and one.actors == other.actors)


def same_sort(one: PromiseTraits, other: PromiseTraits) -> bool:
    """Not one is of a paper, and the other of a target figure: an agreement on trade is no growth of it."""
    return not any(a.paper and not a.aims and b.aims and not b.paper for a, b in ((one, other), (other, one)))


def same_years(one: PromiseTraits, other: PromiseTraits) -> bool:
    """What they name is not of different years: a plan for 2025 is not the one for 2026."""
    return not one.years or not other.years or bool(one.years & other.years)


def same_quota(one: PromiseTraits, other: PromiseTraits) -> bool:
    """Not another number of another year: so many to be taken in 2025, and so many in 2026; a term may be moved."""
    years = one.deadline[:_YEAR], other.deadline[:_YEAR]
    another = one.numbers and other.numbers and not _scaled(one.numbers) & _scaled(other.numbers)
    return not another or not all(years) or years[0] == years[1] or (one.until and other.until)


SAME: tuple[Callable[[PromiseTraits, PromiseTraits], bool], ...] = (
    same_invitation, same_years, same_sort, same_quota,
)  # fmt: skip


def _of_one_term(one: PromiseTraits, other: PromiseTraits) -> bool:
    """Neither a number of another year, unless a term may have been moved, nor an invitation."""
    years = one.deadline[:_YEAR], other.deadline[:_YEAR]
    moved = one.until and other.until
    return (not all(years) or years[0] == years[1] or moved) and all(test(one, other) for test in SAME)


def _scaled_things(promise: PromiseTraits) -> frozenset[tuple[float, str]]:
    """What a promise counts, without the thousands of the numbers."""
    told = (thing.split(" ", 1) for thing in promise.things)
    return frozenset((_mantissa(float(number)), thing) for number, thing in told)


def _told_beside(one: PromiseTraits, other: PromiseTraits) -> Words:
    """The words of a promise: of those aside only what the other has too."""
    common = set(shared(one.words, other.words))
    return {stem: weight for stem, weight in one.words.items() if stem not in one.aside or stem in common}


def _comparable(one: frozenset[str], other: frozenset[str]) -> bool:
    """The parties of one are those of the other, or one text leaves the counterpart out."""
    return bool(one) and bool(other) and (one <= other or other <= one)


def _of_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """They have parties in common: two states, where both name as many."""
    common = one & other
    pairs = all(sum(map(is_state, parties)) > 1 for parties in (one, other))
    return sum(map(is_state, common)) > 1 if pairs else bool(common)


def _same_or_none(one: str, other: str) -> bool:
    return not one or not other or one == other


def _fits(promise: PromiseTraits, others: Sequence[PromiseTraits]) -> bool:
    """The parties are those of the one that made it, and neither is another promise of this document part of it
    already, nor one that has nothing in common with it: a sentence may hold two promises."""
    elsewhere = all(other.document != promise.document or _again(promise, other) for other in others)
    alike = all(promise.aims & other.aims or in_common(promise.words, other.words) >= _UNLIKE for other in others)
    return elsewhere and alike and _comparable(others[0].parties, promise.parties)


def _again(one: PromiseTraits, other: PromiseTraits) -> bool:
    """Whether a document states one promise twice: nearly all that either tells stands in the other."""
    whole = min(told(one.words, other.words), told(other.words, one.words)) >= _AGAIN
    return whole and (_scaled(one.numbers) == _scaled(other.numbers) or not one.numbers or not other.numbers)


def _scaled(numbers: frozenset[str]) -> frozenset[float]:
    """Numbers without their thousands: 1 GW is 1000 MW, and 0.25 million 250 thousand."""
    return frozenset(_mantissa(float(number.replace(",", "."))) for number in numbers if _NUMBER.fullmatch(number))


def _mantissa(value: float) -> float:
    """A number from 1 to 1000 that is it times or by some thousands; 0 for 0."""
    while value >= _THOUSAND:
        value /= _THOUSAND
    while 0 < value < 1:
        value *= _THOUSAND
    return round(value, 6)


def _next(known: Sequence[PromiseTraits], promise: PromiseTraits, link: Link) -> tuple[Step, str]:
    before, now = next((one.deadline for one in reversed(known) if one.deadline), ""), promise.deadline
    if before and now and before != now:
        return "moved", f"the deadline was {before}, and is {now} now; {link.why}"
    old = frozenset[str]().union(*(one.numbers for one in known))
    aimed = any(one.aims & promise.aims for one in known)
    if old and promise.numbers and not _scaled(old) & _scaled(promise.numbers) and not aimed:
        figures = ", ".join(sorted(old)), ", ".join(sorted(promise.numbers))
        return "moved", f"the figure was {figures[0]}, and is {figures[1]} now; {link.why}"
    if promise.modality == "underway":
        return "underway", f"work on it is reported; {link.why}"
    return "repeated", f"stated again; {link.why}"


def _kept(
    promises: Sequence[PromiseTraits], deeds: Sequence[DeedTraits], links: Links, verdicts: Verdicts
) -> list[Placed[PromiseTraits | DeedTraits]]:
    """The first deed, told later than the promise was made, that fulfils it."""
    made = promises[0]
    for deed in sorted(deeds, key=lambda d: d.order):
        link = links.best(deed, promises)
        later = made.published and deed.published > made.published and deed.document != made.document
        if link and (later or link.score >= JUDGED) and not verdicts.forbid(deed, promises):
            return [Placed(deed, "kept", link.score, link.why)]
    return []
