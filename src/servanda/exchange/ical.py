"""iCalendar (RFC 5545): deadlines of promises and events that are planned, as whole days (extra `calendar`).

Nothing in it hangs on the clock: a stamp is the day of publication.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from servanda import __version__
from servanda.exchange import joined
from servanda.exchange.extras import needed
from servanda.exchange.places import short_name
from servanda.exchange.safe import line, web_address, xml
from servanda.exchange.selection import Selection, Written
from servanda.ledger.rows import span
from servanda.ledger.statements import Statement
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Undertaking
from servanda.report.wording import code_words, date_words

_TITLE = 120  # letters
_UNDATED = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def write(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the calendar; `tick` is called for every encounter and promise."""
    icalendar = needed("icalendar", "calendar")
    done = Written()
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Servanda//Servanda {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " \N{EN DASH} ".join(map(short_name, only.states)) or "Servanda")
    head, _, tail = calendar.to_ical().rpartition(b"END:VCALENDAR")
    into.write(head)
    for entry in (*_events(ledger, only, done, tick), *_deadlines(ledger, only, done, tick)):
        event = icalendar.Event()
        for name, value in entry.items():
            if value:
                event.add(name, value)
        into.write(event.to_ical())
    into.write(b"END:VCALENDAR" + tail)
    return done


def _events(ledger: Ledger, only: Selection, done: Written, tick: Callable[[], None]) -> Iterator[dict[str, Any]]:
    """Encounters that were announced and of which no document tells that they took place."""
    for met in joined.encounters(ledger, only):
        tick()
        encounter = met.encounter
        status = encounter.values("status")
        if "happened" in status:
            continue
        days = _days(encounter.date)
        if days is None:
            done.leave("planned event without a date")
            continue
        kind = encounter.values("type")[0]
        who = ", ".join(short_name(state) for state in encounter.states) or ", ".join(encounter.values("participants"))
        where = ", ".join(short_name(place) for place in encounter.values("place"))
        words = [f"As the documents say: {date_words(encounter.date)}, {' or '.join(status)}.", *_sources(met.told)]
        yield {
            "uid": f"encounter-{encounter.id}@servanda",
            **_times(met.told, days),
            "summary": line(f"{code_words(kind)}: {who}", _TITLE),
            "location": line(where),
            "description": xml("\n".join(words)),
            "categories": ["Planned event", code_words(kind)],
            "status": "TENTATIVE",
            "url": _address(met.told),
            "transp": "TRANSPARENT",
        }
        done.add("planned event")


def _deadlines(ledger: Ledger, only: Selection, done: Written, tick: Callable[[], None]) -> Iterator[dict[str, Any]]:
    """The last days of promises."""
    for undertaking in joined.undertakings(ledger, only, joined.day_of(ledger, only)):
        tick()
        days = _days(undertaking.deadline)
        if days is None:
            done.leave("promise without a deadline")
            continue
        who = ", ".join(map(short_name, sorted(undertaking.parties)))
        words = [f"{code_words(undertaking.fate)}: {undertaking.why}.", *_sources(undertaking.promises)]
        yield {
            "uid": f"undertaking-{undertaking.id}@servanda",
            **_times(undertaking.promises, (days[1], days[1])),
            "summary": line(f"Due {date_words(undertaking.deadline)}: {who}: {_action(undertaking)}", _TITLE),
            "description": xml("\n".join(words)),
            "categories": ["Deadline", code_words(undertaking.fate)],
            "status": "CONFIRMED",
            "url": _address(undertaking.promises),
            "transp": "TRANSPARENT",
        }
        done.add("deadline")


def _action(undertaking: Undertaking) -> str:
    first = undertaking.first
    return str(first.fields.get("action") or first.exact)


def _times(told: Sequence[Statement], days: tuple[datetime.date, datetime.date]) -> dict[str, Any]:
    """When it is, the end not included, and the stamp of its first publication."""
    published = span(told[0].source.published)[0]
    stamp = datetime.datetime.combine(published, datetime.time(), datetime.UTC) if published else _UNDATED
    return {"dtstamp": stamp, "dtstart": days[0], "dtend": days[1] + datetime.timedelta(1)}


def _days(date: str) -> tuple[datetime.date, datetime.date] | None:
    first, last = span(date)
    return (first, last) if first and last and last < datetime.date.max else None


def _sources(told: Sequence[Statement]) -> Iterator[str]:
    for statement in told:
        s = statement.source
        origin = ", ".join(filter(None, (s.publisher, line(s.title or s.name), s.published, s.url)))
        yield f"\N{LEFT DOUBLE QUOTATION MARK}{line(statement.exact)}\N{RIGHT DOUBLE QUOTATION MARK} ({line(origin)})"


def _address(told: Sequence[Statement]) -> str:
    return next(filter(None, (web_address(statement.source.url) for statement in told)), "")
