"""Search by words, whatever their form, in documents and records: newest first, the words found marked."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, or_, select

from servanda.ledger.rows import Stemmed, Stemmer, span
from servanda.ledger.schema import documents, parties, passages, records
from servanda.ledger.statements import BEFORE, Source, Statement
from servanda.ledger.store import Ledger

_AROUND = 90  # characters of context beside the words found
_MOST_WORDS = 32  # of a query
_OWN = ("id", "kind", "start", "end", "speaker", "rule", "fields")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What hits must be, each field `""` or `()` for anything; by kind, state, person or sector only records are found.

    `person` is a name or a part of one; `since` and `until` are EDTF dates of publication.
    """

    kind: str = ""
    states: tuple[str, ...] = ()
    person: str = ""
    sector: str = ""
    publisher: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document, or a statement in it, that holds every word of the query.

    `snippet` is of the document's text; `marks` are the places of the words in it, code points.
    """

    source: Source
    statement: Statement | None
    snippet: str
    marks: tuple[tuple[int, int], ...]


def search(ledger: Ledger, query: str, only: Filter, limit: int = 20, language: str = "ru") -> list[Hit]:
    """The newest documents and records that hold every word of the query; none for a query without a word."""
    wanted = _stems(query, ledger.stemmer, language)
    if not wanted:
        return []
    chosen = _chosen(only, ledger.database.matching(wanted).subquery("found")).limit(limit)
    any_of = frozenset(itertools.chain.from_iterable(wanted))
    with ledger.database.reading() as connection:
        found = connection.execute(chosen).all()
        return [_hit(row, any_of, ledger.stemmer) for row in found]


def _stems(query: str, stemmer: Stemmer, language: str) -> list[tuple[str, ...]]:
    """For each word of the query the stems of which a passage must hold one."""
    words = dict.fromkeys(word.stems for word in stemmer(query, language))
    return list(itertools.islice(words, _MOST_WORDS))


def _chosen(only: Filter, found: Subquery) -> Select[Any]:
    columns = [c for c in documents.c if c.name != "key"]
    own = [records.c[name].label(f"record_{name}") for name in _OWN]
    there = found.join(passages, passages.c.key == found.c.key).join(documents)
    return (
        select(*columns, *own)
        .select_from(there.outerjoin(records, passages.c.record == records.c.key))
        .where(documents.c.latest, *_conditions(only))
        .order_by(found.c.key.desc())
    )


def _conditions(only: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [or_(records.c.key.is_(None), ~records.c.rejected)]
    if only.kind:
        conditions.append(records.c.kind == only.kind)
    if only.sector:
        conditions.append(records.c.sector == only.sector)
    if only.publisher:
        conditions.append(documents.c.publisher == only.publisher)
    conditions += [_named(parties.c.party == state) for state in only.states]
    if only.person:
        conditions.append(_named(parties.c.party.contains(only.person, autoescape=True)))
    first, last = span(only.since)[0], span(only.until)[1]
    if first:
        conditions.append(documents.c.since >= first)
    if last:
        conditions.append(documents.c.since <= last)
    return conditions


def _named(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return records.c.key.in_(select(parties.c.record).where(condition))


def _hit(row: Row[Any], wanted: frozenset[str], stemmer: Stemmer) -> Hit:
    source = Source(row.id, row.name, row.title, row.publisher, row.published, row.url)
    statement, start, end = None, 0, len(row.text)
    if row.record_id is not None:
        start, end = row.record_start, row.record_end
        statement = Statement(
            id=row.record_id, kind=row.record_kind, fields=row.record_fields, exact=row.text[start:end],
            before=row.text[max(0, start - BEFORE) : start], start=start, end=end, speaker=row.record_speaker,
            rule=row.record_rule, source=source,
        )  # fmt: skip
    snippet, marks = _snippet(row.text, (start, end), wanted, lambda part: stemmer(part, row.language))
    return Hit(source, statement, snippet, marks)


def _snippet(
    whole: str, inside: tuple[int, int], wanted: frozenset[str], words: Callable[[str], Iterable[Stemmed]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The densest part of the text between two places, with some context, and where in it the words stand."""
    start, end = inside
    places = [(w.start + start, w.end + start) for w in words(whole[start:end]) if not wanted.isdisjoint(w.stems)]
    densest = max(places, key=lambda place: _near(place, places), default=(start, start))
    first = _word(whole, max(0, densest[0] - _AROUND))
    last = _space(whole, min(len(whole), densest[0] + 2 * _AROUND))
    marks = tuple((a - first, b - first) for a, b in places if first <= a and b <= last)
    return whole[first:last], marks


def _near(place: tuple[int, int], places: Sequence[tuple[int, int]]) -> int:
    return sum(place[0] <= other[0] <= place[0] + 2 * _AROUND for other in places)


def _word(text: str, place: int) -> int:
    """The beginning of the next word, when the place lies within one."""
    place = _space(text, place)
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _space(text: str, place: int) -> int:
    """The end of the word at a place: a snippet cuts no word."""
    while 0 < place < len(text) and not text[place].isspace():
        place += 1
    return place
