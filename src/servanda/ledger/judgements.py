"""Judgements of people on records and on pairs of records: who, when, what, why.

They are kept for good: a later one of the same reviewer replaces an earlier one, `undo` brings that back, nothing is
overwritten. Of several reviewers the newest judgement stands, but an `unsure` displaces nothing. When a document is
read anew and a record has another id, a correction and a judgement on a pair go over to the one record of the same kind
at the same place; `accept` and `reject` do not, since the record that was judged is no longer there.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from servanda.errors import LedgerError
from servanda.ledger import stale
from servanda.ledger.database import parcels
from servanda.ledger.names import surname
from servanda.ledger.schema import documents, judgements, records
from servanda.model.fields import names_of

if TYPE_CHECKING:
    from servanda.ledger.store import Ledger

Verdict = Literal["accept", "reject", "correct", "same", "different", "unsure", "add"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
OF_ONE = frozenset({"accept", "reject", "correct", "unsure"})
OF_TWO = frozenset({"same", "different", "unsure"})
ADD: Verdict = "add"  # a record that the reader missed, which `missed` brings into its document
PEOPLE = "people"  # the kind of a judgement on two names, which `namesakes` keeps: are they of one person?
SPEAKER = "speaker"  # may be corrected, though it is no main field

#: A record, or a pair of records by their ids (or of people by their names), the second of one record `""`; the first
#: of a pair sorts before the second.
Item = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a reviewer says of a record, or of two; `fields`: all main fields (and the speaker) as corrected.

    `key`, `kind`, `documents` (the ids, by record) and `undone` are what the ledger knows; an empty `made` is now.
    """

    reviewer: str
    verdict: Verdict
    record: str
    other: str = ""
    fields: dict[str, Any] | None = None
    why: str = ""
    made: datetime.datetime | None = None
    key: int = 0
    kind: str = ""
    documents: tuple[str, ...] = ()
    undone: datetime.datetime | None = None

    @property
    def item(self) -> Item:
        """What is judged."""
        return item(self.record, self.other)

    @property
    def says(self) -> Verdict:
        """The verdict as another reviewer could say it: who adds a record also accepts it."""
        return "accept" if self.verdict == ADD else self.verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, by the ids that the records have now; pairs are in the order of their ids.

    `corrected`: the main fields; `speakers`: the speaker, where a correction names one.
    """

    rejected: frozenset[str]
    corrected: dict[str, dict[str, Any]]
    speakers: dict[str, str]
    same: frozenset[Item]
    different: frozenset[Item]
    unsure: frozenset[Item]


def item(record: str, other: str = "") -> Item:
    """A record, or a pair in the order of its ids."""
    return (record, other) if not other or record < other else (other, record)


def judge(ledger: Ledger, judgement: Judgement) -> int:
    """Keep a judgement and note that the account of its documents is to be worked out anew; its key.

    LedgerError for a record that is not in the ledger, two that cannot be one, or a verdict that does not fit.
    """
    _fitting(judgement)
    record, other = judgement.item
    with ledger.database.writing() as connection:
        found = {row.id: row for row in connection.execute(_places(records.c.id.in_([record, other])))}
        for wanted in filter(None, (record, other)):
            if wanted not in found:
                raise LedgerError(f"no record has the id {wanted!r}", where=ledger.database.where, remedy=_IDS)
        one, two = found[record], found.get(other)
        kind = _kinds(one, two)
        _known_fields(one.kind, judgement.fields or {})
        row = {
            "made": aware(judgement.made), "reviewer": judgement.reviewer.strip(),
            "verdict": judgement.verdict, "kind": kind, "fields": judgement.fields, "why": judgement.why.strip(),
            "record": record, "document": one.document_id, "start": one.start, "end": one.end,
            "other": other, "other_document": two.document_id if two else "", "other_start": two.start if two else None,
            "other_end": two.end if two else None,
        }  # fmt: skip
        key = connection.execute(insert(judgements).values(row).returning(judgements.c.key)).scalar_one()
        stale.note(connection, "document", sorted({place.document for place in found.values()}))
        return int(key)


def undo(ledger: Ledger, key: int) -> Judgement:
    """Take a judgement back; what its reviewer said before stands again. LedgerError when it does not stand."""
    with ledger.database.writing() as connection:
        row = connection.execute(select(judgements).where(judgements.c.key == key)).first()
        if row is None or row.undone:
            told = "was taken back already" if row else "is not there"
            raise LedgerError(
                f"judgement {key} {told}", where=ledger.database.where, remedy="see servanda judgements list"
            )
        connection.execute(update(judgements).where(judgements.c.key == key).values(undone=aware(None)))
        note_touched(connection, row._asdict())
        return _judgement(row)


def judged(ledger: Ledger, *, reviewer: str = "", undone: bool = False) -> list[Judgement]:
    """All judgements in the order in which they were made, of one reviewer or of all; those undone too if asked."""
    chosen = select(judgements).order_by(judgements.c.made, judgements.c.key)
    if reviewer:
        chosen = chosen.where(judgements.c.reviewer == reviewer)
    if not undone:
        chosen = chosen.where(judgements.c.undone.is_(None))
    with ledger.database.reading() as connection:
        return [_judgement(row) for row in connection.execute(chosen)]


def of_item(ledger: Ledger, wanted: Item) -> list[Judgement]:
    """The last judgement of each reviewer on a record or pair, by its ids now; reviewers by name."""
    with ledger.database.reading() as connection:
        given = by_reviewer(connection)
    return [of_one[wanted] for of_one in given.values() if wanted in of_one]


def standing(connection: Connection, among: Collection[str] | None = None) -> Standing:
    """What stands of all judgements, or of those on records of some documents (by their ids)."""
    rows = list(_standing_rows(connection, among))
    now = _Now(connection, rows)
    last = last_words((now.item(row), row) for row in rows if row.kind != PEOPLE)
    last.pop(NOWHERE, None)
    of_one = {i[0]: row for i, row in last.items() if not i[1]}
    corrected = {i: dict(row.fields) for i, row in of_one.items() if row.verdict == "correct"}
    speakers = {i: str(fields.pop(SPEAKER)) for i, fields in corrected.items() if SPEAKER in fields}

    def pairs(verdict: str) -> frozenset[Item]:
        return frozenset(i for i, row in last.items() if i[1] and row.verdict == verdict)

    return Standing(
        rejected=frozenset(i for i, row in of_one.items() if row.verdict == "reject"),
        corrected=corrected,
        speakers=speakers,
        same=pairs("same"),
        different=pairs("different"),
        unsure=pairs("unsure"),
    )


def last_words(told: Iterable[tuple[Item, Row[Any]]]) -> dict[Item, Row[Any]]:
    """For each item the judgement that stands, of all that were told, oldest first: an `unsure` displaces nothing."""
    last: dict[Item, Row[Any]] = {}
    for on, row in told:
        held = last.get(on)
        if row.verdict != "unsure" or held is None or held.verdict == "unsure":
            last[on] = row
    return last


def note_touched(connection: Connection, row: Mapping[str, Any]) -> None:
    """Note that what a judgement (a row of `judgements`) is on is to be worked in anew."""
    if row["kind"] == PEOPLE:
        stale.note(connection, "surname", {surname(row["record"]), surname(row["other"])})
        return
    named = sorted(filter(None, (row["document"], row["other_document"])))
    keys = connection.execute(select(documents.c.key).where(documents.c.id.in_(named))).scalars()
    stale.note(connection, "document", sorted(keys))


def by_reviewer(connection: Connection) -> dict[str, dict[Item, Judgement]]:
    """The last judgement of each reviewer on each item, by the ids that the records have now; reviewers by name.

    What was judged of a record that is gone is left out (`lapsed` names it).
    """
    rows = list(_standing_rows(connection, None))
    now = _Now(connection, rows)
    found: dict[str, dict[Item, Judgement]] = {name: {} for name in sorted({row.reviewer for row in rows})}
    for row in rows:
        if (on := now.item(row)) != NOWHERE:
            found[row.reviewer][on] = _judgement(row)
    return found


def lapsed(connection: Connection) -> dict[str, Judgement]:
    """Accepted and rejected records that were read otherwise since: the id now at their place, and the judgement."""
    rows = [row for row in _standing_rows(connection, None) if row.verdict in {"accept", "reject"}]
    now = _Now(connection, rows)
    found = {}
    for row in rows:
        at = now.at(row.document, row.kind, row.start, row.end)
        if row.record not in now.there and at:
            found[at] = _judgement(row)
    return found


def kinds_of(judgement: Judgement) -> tuple[str, str]:
    """The kinds of the record and of the other; of a promise and what fulfils it they differ."""
    one, _, other = judgement.kind.partition("/")
    return one, other or one


def _kinds(one: Row[Any], two: Row[Any] | None) -> str:
    """The kind of what is judged, `events`, or `commitments/projects` of a promise and its deed; LedgerError else."""
    if two is None or one.kind == two.kind:
        return str(one.kind)
    from servanda.ledger.undertakings import FULFILLING

    kinds = {one.kind, two.kind}
    if "commitments" in kinds and kinds & set(FULFILLING):
        return f"{one.kind}/{two.kind}"
    raise LedgerError(
        f"{one.id} is of {one.kind} and {two.id} of {two.kind}: they cannot be one",
        remedy="name two records of one kind, or a commitment and what fulfils it",
    )


#: What a judgement is on whose record is gone.
NOWHERE: Item = ("", "")
_IDS = "servanda review --list prints the ids"


class _Now:
    """Where the records of judgements are now: under their own ids, or alone of their kind at their place."""

    def __init__(self, connection: Connection, rows: Sequence[Row[Any]]) -> None:
        named = {name for row in rows for name in (row.record, row.other) if name}
        self.there: set[str] = set()
        for some in parcels(sorted(named)):
            self.there |= set(connection.execute(select(records.c.id).where(records.c.id.in_(some))).scalars())
        gone = {row.document for row in rows if row.record not in self.there}
        gone |= {row.other_document for row in rows if row.other and row.other not in self.there}
        self._at: dict[tuple[str, str, int, int], set[str]] = {}
        for some in parcels(sorted(gone)):
            for place in connection.execute(_places(documents.c.id.in_(some))):
                at = (place.document_id, place.kind, place.start, place.end)
                self._at.setdefault(at, set()).add(place.id)

    def at(self, document: str, kind: str, start: int, end: int) -> str:
        """The id of the one record of a kind at a place, `""` when there is none or more than one."""
        found = self._at.get((document, kind, start, end), set())
        return next(iter(found)) if len(found) == 1 else ""

    def item(self, row: Row[Any]) -> Item:
        """What a judgement is on now; NOWHERE when it is on nothing that is there."""
        if row.kind == PEOPLE:
            return row.record, row.other
        kind, _, other_kind = row.kind.partition("/")
        record = row.record if row.record in self.there else ""
        if not record and (row.other or row.verdict == "correct"):
            record = self.at(row.document, kind, row.start, row.end)
        if not row.other or not record:
            return (record, "")
        other = row.other if row.other in self.there else ""
        other = other or self.at(row.other_document, other_kind or kind, row.other_start, row.other_end)
        return item(record, other) if other and other != record else NOWHERE


def _standing_rows(connection: Connection, among: Collection[str] | None) -> Iterable[Row[Any]]:
    """The rows that were not undone, oldest first."""
    chosen = select(judgements).where(judgements.c.undone.is_(None))
    if among is None:
        found = list(connection.execute(chosen))
    else:
        by_key: dict[int, Row[Any]] = {}
        for some in parcels(sorted(among)):
            of_these = or_(judgements.c.document.in_(some), judgements.c.other_document.in_(some))
            by_key |= {row.key: row for row in connection.execute(chosen.where(of_these))}
        found = list(by_key.values())
    return sorted(found, key=age)


def age(row: Row[Any]) -> tuple[datetime.datetime, int]:
    """Sorts judgements, the oldest first."""
    return aware(row.made), row.key


def _places(condition: Any) -> Select[Any]:
    """The records of a condition: id, kind, place, and their document's key and id."""
    r = records.c
    columns = (r.id, r.kind, r.start, r.end, r.document, documents.c.id.label("document_id"))
    return select(*columns).select_from(records.join(documents)).where(condition)


def _fitting(judgement: Judgement) -> None:
    """LedgerError for a verdict that does not fit what is judged."""
    wrong = remedy = ""
    if not judgement.reviewer.strip():
        wrong, remedy = "a judgement needs a reviewer", "name yourself: --reviewer NAME"
    elif judgement.other and judgement.other == judgement.record:
        wrong, remedy = f"{judgement.record} was named twice", "name two records"
    elif judgement.verdict not in (OF_TWO if judgement.other else OF_ONE):
        fitting = OF_TWO if judgement.other else OF_ONE
        whole = "two records" if judgement.other else "one record"
        wrong = f"{judgement.verdict!r} cannot be said of {whole}"
        remedy = f"say one of: {', '.join(verdict for verdict in VERDICTS if verdict in fitting)}"
    elif (judgement.verdict == "correct") != (judgement.fields is not None):
        wrong, remedy = "a correction, and nothing else, has fields", "say them: --set field=value"
    if wrong:
        raise LedgerError(wrong, remedy=remedy)


def _known_fields(kind: str, fields: Mapping[str, Any]) -> None:
    """LedgerError for a correction that is not of all main fields of the kind, and at most the speaker."""
    if fields and not set(fields) ^ set(names_of(kind)) <= {SPEAKER}:
        raise LedgerError(f"a correction of {kind} has the fields {', '.join(names_of(kind))}", remedy="name them all")


def _judgement(row: Row[Any] | Mapping[str, Any]) -> Judgement:
    values = row._mapping if isinstance(row, Row) else row  # noqa: SLF001 - SQLAlchemy's own public name
    names = ("key", "reviewer", "verdict", "record", "other", "fields", "why", "kind")
    return Judgement(
        **{name: values[name] for name in names},
        made=aware(values["made"]),
        documents=tuple(filter(None, (values["document"], values["other_document"]))),
        undone=aware(values["undone"]) if values["undone"] else None,
    )


def aware(moment: datetime.datetime | None) -> datetime.datetime:
    """A moment in UTC, now for None; SQLite forgets the zone, which is always UTC there."""
    if moment is None:
        return datetime.datetime.now(datetime.UTC)
    return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
