"""The account as pandas DataFrames: `ledger.frames.figures("KZ", "UZ")`; pandas is imported when one is asked for.

`COLUMNS` names the columns of each frame with their types: `string` (empty for what is not told), `float64`, `int64`,
`bool`, `datetime64[s]` (days; NaT where none is told), and `object` for tuples. Dates that texts tell are EDTF, as the
guide has them; beside them stand the first and the last day of what they mean. States are named by their codes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from servanda.errors import ServandaError
from servanda.ledger import account
from servanda.ledger.bodies import Session
from servanda.ledger.bodies import bodies as find_bodies
from servanda.ledger.people import posts as find_posts
from servanda.ledger.rows import span
from servanda.ledger.search import Filter
from servanda.ledger.search import search as find
from servanda.ledger.statements import Source, Statement, statements
from servanda.ledger.status import listed
from servanda.ledger.versions import articles, changes
from servanda.model.records import RECORD_TYPES

if TYPE_CHECKING:
    import pandas as pd

    from servanda.ledger.store import Ledger

_TEXT, _DAY, _TUPLE, _COUNT, _NUMBER = "string", "datetime64[s]", "object", "int64", "float64"
_SOURCE = {"document": _TEXT, "name": _TEXT, "title": _TEXT, "publisher": _TEXT, "published": _TEXT,
           "published_day": _DAY, "url": _TEXT}  # fmt: skip
_EVIDENCE = {"speaker": _TEXT, "quote": _TEXT, "start": _COUNT, "end": _COUNT, "rule": _TEXT}
_FIELD_TYPES = {"str": _TEXT, "int | float": _NUMBER, "tuple[str, ...]": _TUPLE}
_DATED = {"first_day": _DAY, "last_day": _DAY}

#: The main fields of each kind of record, as the guide has them.
KIND_COLUMNS: dict[str, dict[str, str]] = {
    kind.kind_of: {
        field.name: _FIELD_TYPES.get(str(field.type), _TEXT)
        for field in fields(kind)
        if field.name not in {"evidence", "rule", "speaker"}
    }
    for kind in RECORD_TYPES
}
#: The columns of each frame with their types; those of `records` have the main fields of their kind after `id`.
COLUMNS: dict[str, dict[str, str]] = {
    "documents": {"id": _TEXT, "name": _TEXT, "title": _TEXT, "publisher": _TEXT, "published": _TEXT,
                  "published_day": _DAY, "parties": _TUPLE, "url": _TEXT},
    "records": {"id": _TEXT, **_EVIDENCE, **_SOURCE},
    "figures": {"id": _TEXT, "indicator": _TEXT, "parties": _TUPLE, "unit": _TEXT, "period": _TEXT, **_DATED,
                "kind": _TEXT, "comparator": _TEXT, "value": _NUMBER, "low": _NUMBER, "high": _NUMBER,
                "reporter": _TEXT, **_EVIDENCE, **_SOURCE},
    "findings": {"kind": _TEXT, "rule": _TEXT, "sentence": _TEXT, "calculation": _TEXT, "indicator": _TEXT,
                 "parties": _TUPLE, "unit": _TEXT, "period": _TEXT, "figures": _TUPLE},
    "promises": {"id": _TEXT, "fate": _TEXT, "why": _TEXT, "actors": _TUPLE, "counterparts": _TUPLE, "sector": _TEXT,
                 "deadline": _TEXT, "due": _DAY, "made": _TEXT, "told_last": _TEXT, "times": _COUNT, "quote": _TEXT,
                 "document": _TEXT, "name": _TEXT},
    "steps": {"promise": _TEXT, "step": _TEXT, "date": _TEXT, "day": _DAY, "why": _TEXT, "record": _TEXT,
              "kind": _TEXT, "quote": _TEXT, "document": _TEXT, "name": _TEXT},
    "encounters": {"id": _TEXT, "date": _TEXT, **_DATED, "types": _TUPLE, "participants": _TUPLE, "states": _TUPLE,
                   "places": _TUPLE, "status": _TUPLE, "reports": _COUNT, "why": _TUPLE, "records": _TUPLE},
    "posts": {"person": _TEXT, "names": _TUPLE, "position": _TEXT, "body": _TEXT, "first": _TEXT, "last": _TEXT,
              "documents": _COUNT},
    "bodies": {"id": _TEXT, "name": _TEXT, "names": _TUPLE, "parties": _TUPLE, "stage": _TEXT, "proposed": _TEXT,
               "founded": _TEXT, "last_session": _TEXT, "last_place": _TEXT, "next_session": _TEXT,
               "next_place": _TEXT, "documents": _COUNT, "why": _TUPLE},
    "search": {"kind": _TEXT, "id": _TEXT, "snippet": _TEXT, "marks": _TUPLE, "quote": _TEXT, **_SOURCE},
    "versions": {"address": _TEXT, "version": _COUNT, "versions": _COUNT, "standing": _TEXT, "kind": _TEXT,
                 "before": _TEXT, "after": _TEXT, "fields": _TUPLE, "was": _TEXT, "now": _TEXT},
}  # fmt: skip


class Frames:
    """The frames of a ledger; ServandaError says what to install when pandas is missing.

    `states` are codes, all of which a row must name; `as_of` is an EDTF date: nothing published later, and nothing
    undated, is seen.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def documents(self) -> pd.DataFrame:
        """One row a document, the newest first; of an article its newest version."""
        rows = ({**row, "published_day": _first(str(row["published"]))} for row in listed(self._ledger))
        return _frame(COLUMNS["documents"], rows)

    def records(self, kind: str, *states: str, as_of: str = "") -> pd.DataFrame:
        """One row a record of a kind (`figures`, `events`, …) with the guide's fields, in the order of publication."""
        if kind not in KIND_COLUMNS:
            raise ServandaError(f"there is no kind called {kind!r}", remedy=f"kinds: {', '.join(KIND_COLUMNS)}")
        columns = {"id": _TEXT, **KIND_COLUMNS[kind], **COLUMNS["records"]}
        told = statements(self._ledger, [kind], states, until=as_of)
        return _frame(columns, ({**s.fields, **_evidence(s), **_source(s.source)} for s in told))

    def figures(self, *states: str, indicator: str = "", as_of: str = "") -> pd.DataFrame:
        """One row a figure as it was stated; `low` to `high` is what its words allow, `reporter` whose word it is."""
        points = account.series(self._ledger, states, indicator=indicator, as_of=as_of)
        rows = (
            {
                **_evidence(p.statement), **_source(p.statement.source), **_days(p.cell.period),
                "indicator": p.cell.indicator, "parties": p.cell.parties, "unit": p.cell.unit,
                "period": p.cell.period, "kind": p.cell.kind, "comparator": p.comparator, "value": p.value,
                "low": p.low, "high": p.high, "reporter": p.reporter,
            }
            for p in points
        )  # fmt: skip
        return _frame(COLUMNS["figures"], rows)

    def findings(self, *states: str, as_of: str = "") -> pd.DataFrame:
        """One row a contradiction, mirror difference, doubt or pace; `figures` are the ids of the figures in it."""
        rows = (
            {
                "kind": f.kind, "rule": f.rule, "sentence": f.sentence, "calculation": f.calculation,
                "indicator": f.cell.indicator, "parties": f.cell.parties, "unit": f.cell.unit, "period": f.cell.period,
                "figures": tuple(point.statement.id for point in f.points),
            }
            for f in account.checked(self._ledger, states, as_of=as_of)
        )  # fmt: skip
        return _frame(COLUMNS["findings"], rows)

    def promises(self, *states: str, as_of: str = "") -> pd.DataFrame:
        """One row a promise, and what became of it by the day of `as_of`, or by today; the newest first."""
        rows = (
            {
                "id": u.id, "fate": u.fate, "why": u.why, "actors": u.first.fields["actors"],
                "counterparts": u.first.fields["counterparts"], "sector": u.first.fields["sector"],
                "deadline": u.deadline, "due": span(u.deadline)[1], "made": u.history[0].date,
                "told_last": u.history[-1].date, "times": len(u.promises), "quote": u.first.exact,
                "document": u.first.source.id, "name": u.first.source.name,
            }
            for u in account.promises(self._ledger, states, _day(as_of), as_of=as_of)
        )  # fmt: skip
        return _frame(COLUMNS["promises"], rows)

    def steps(self, *states: str, as_of: str = "") -> pd.DataFrame:
        """One row a step of a promise (made, repeated, moved, underway, kept); `promise` is its id in `promises`."""
        rows = (
            {
                "promise": u.id, "step": event.step, "date": event.date, "day": _first(event.date), "why": event.why,
                "record": event.statement.id, "kind": event.statement.kind, "quote": event.statement.exact,
                "document": event.statement.source.id, "name": event.statement.source.name,
            }
            for u in account.promises(self._ledger, states, _day(as_of), as_of=as_of) for event in u.history
        )  # fmt: skip
        return _frame(COLUMNS["steps"], rows)

    def encounters(self, *states: str, as_of: str = "") -> pd.DataFrame:
        """One row an encounter, the latest first; where its reports disagree a tuple has every value."""
        rows = (
            {
                "id": e.id, "date": e.date, **_days(e.date), "types": e.values("type"),
                "participants": e.values("participants"), "states": e.states, "places": e.values("place"),
                "status": e.values("status"), "reports": len(e.reports), "why": e.why,
                "records": tuple(report.statement.id for report in e.reports),
            }
            for e in account.meetings(self._ledger, states, as_of=as_of)
        )  # fmt: skip
        return _frame(COLUMNS["encounters"], rows)

    def posts(self, *states: str, name: str = "", as_of: str = "") -> pd.DataFrame:
        """One row a post of a person, with the first and the last day of publication that tells of it."""
        rows = (
            {
                "person": person.name, "names": person.names, "position": post.position, "body": post.body,
                "first": post.first, "last": post.last, "documents": post.documents,
            }
            for person in find_posts(self._ledger, states, name=name, as_of=as_of) for post in person.posts
        )  # fmt: skip
        return _frame(COLUMNS["posts"], rows)

    def bodies(self, *states: str, as_of: str = "") -> pd.DataFrame:
        """One row a standing body, with its last and next session as seen on the day of `as_of`, or today."""
        day = _day(as_of)
        rows = (
            {
                "id": b.id, "name": b.name, "names": b.names, "parties": b.parties, "stage": b.stage,
                "proposed": b.proposed, "founded": b.founded, "why": b.why,
                "documents": len({statement.source.id for statement in b.statements}),
                **_session("last", b.last_session(day)), **_session("next", b.next_session(day)),
            }
            for b in find_bodies(self._ledger, states, as_of=as_of)
        )  # fmt: skip
        return _frame(COLUMNS["bodies"], rows)

    def search(self, query: str, only: Filter | None = None, limit: int = 100) -> pd.DataFrame:
        """One row a hit, a document (`kind` empty) or a record; `marks` are the places of the words in `snippet`."""
        rows = (
            {
                **_source(hit.source), "snippet": hit.snippet, "marks": hit.marks,
                "kind": hit.statement.kind if hit.statement else "", "id": hit.statement.id if hit.statement else "",
                "quote": hit.statement.exact if hit.statement else "",
            }
            for hit in find(self._ledger, query, only or Filter(), limit)
        )  # fmt: skip
        return _frame(COLUMNS["search"], rows)

    def versions(self, address: str = "") -> pd.DataFrame:
        """One row a record of an earlier version of an article, and each new one, with what became of it.

        `before` and `after` are ids, `fields` what differs with both values, `was` and `now` the words of both.
        """
        rows = (
            {
                "address": article.address, "version": version.number, "versions": len(article.versions),
                "standing": c.standing, "kind": one.kind, "before": c.before.id if c.before else "",
                "after": c.after.id if c.after else "", "fields": tuple(c.fields.items()),
                "was": c.before.exact if c.before else "", "now": c.after.exact if c.after else "",
            }
            for article in articles(self._ledger, address) for version in article.versions[:-1]
            for c in changes(self._ledger, article, version) if (one := c.before or c.after)
        )  # fmt: skip
        return _frame(COLUMNS["versions"], rows)


def _frame(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame of these columns and types, whatever the rows; lists become tuples."""
    try:
        import pandas as pd
    except ImportError as error:
        raise ServandaError("pandas is not installed", remedy="pip install 'servanda[pandas]'") from error
    told = [{name: _cell(row.get(name)) for name in columns} for row in rows]
    made = {name: pd.Series([row[name] for row in told], dtype=of) for name, of in columns.items()}
    return pd.DataFrame(made, columns=list(columns))


def _cell(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _evidence(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id, "speaker": statement.speaker, "quote": statement.exact, "start": statement.start,
        "end": statement.end, "rule": statement.rule,
    }  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    return {
        "document": source.id, "name": source.name, "title": source.title, "publisher": source.publisher,
        "published": source.published, "published_day": _first(source.published), "url": source.url,
    }  # fmt: skip


def _session(which: str, session: Session | None) -> dict[str, str]:
    date, place = (session.date, session.place) if session else ("", "")
    return {f"{which}_session": date, f"{which}_place": place}


def _days(date: str) -> dict[str, datetime.date | None]:
    first, last = span(date)
    return {"first_day": first, "last_day": last}


def _first(date: str) -> datetime.date | None:
    return span(date)[0]


def _day(as_of: str) -> datetime.date:
    return span(as_of)[1] or datetime.datetime.now(datetime.UTC).date()
