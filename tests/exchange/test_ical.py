"""iCalendar: parsed by the library `icalendar`; whole days, no clock, nothing that breaks a line."""

from __future__ import annotations

import datetime
import io
import sys

import icalendar
import pytest

from servanda.errors import ServandaError
from servanda.exchange.ical import write
from servanda.exchange.selection import Selection, Written
from servanda.ledger.store import Ledger
from tests.exchange.made import keep

BLOCKS = """2024-03-01 https://x.example/1
visit planned 2024-09-09 Ташкент KZ,UZ
session planned 2024-10 - KZ,UZ
forum planned - - KZ,UZ
talks happened 2024-02-28 - KZ,UZ
promise agreed 2024-06 KZ > UZ trade
promise agreed 2024-05/.. KZ > UZ energy
promise planned - KZ > UZ water"""


def out(ledger: Ledger, only: Selection | None = None) -> tuple[bytes, Written]:
    into = io.BytesIO()
    done = write(ledger, only or Selection(), into, lambda: None)
    return into.getvalue(), done


def entries(written: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(written)
    assert isinstance(calendar, icalendar.Calendar)
    assert (calendar["version"], calendar.errors) == ("2.0", [])
    assert len(calendar.subcomponents) == len(calendar.events)
    return list(calendar.events)


def test_planned_events_and_deadlines(ledger: Ledger) -> None:
    keep(ledger, BLOCKS)
    written, done = out(ledger, Selection(as_of="2024-03-31"))
    found = [(str(e["summary"]), e.start, e.end, e["categories"].cats) for e in entries(written)]
    day = datetime.date
    assert found[:2] == [
        ("Visit: Kazakhstan, Uzbekistan", day(2024, 9, 9), day(2024, 9, 10), ["Planned event", "Visit"]),
        ("Session: Kazakhstan, Uzbekistan", day(2024, 10, 1), day(2024, 11, 1), ["Planned event", "Session"]),
    ]
    (due,) = found[2:]
    assert due[0].startswith("Due June 2024: Kazakhstan, Uzbekistan: promise agreed")
    assert due[1:] == (day(2024, 6, 30), day(2024, 7, 1), ["Deadline", "Open"])
    assert done.left_out == {"planned event without a date": 1, "promise without a deadline": 2}
    later, _ = out(ledger, Selection(as_of="2025"))
    assert [e["categories"].cats[1] for e in entries(later)][-1] == "Overdue"


def test_an_entry_leads_back_to_its_words_and_hangs_on_no_clock(ledger: Ledger) -> None:
    keep(ledger, BLOCKS)
    written, _ = out(ledger)
    first = entries(written)[0]
    assert "\N{LEFT DOUBLE QUOTATION MARK}visit planned 2024-09-09 Ташкент KZ,UZ" in str(first["description"])
    assert str(first["url"]) == "https://x.example/1"
    assert first["dtstamp"].dt == datetime.datetime(2024, 3, 1, tzinfo=datetime.UTC)
    assert str(first["uid"]).endswith("@servanda")
    assert out(ledger)[0] == written


@pytest.mark.parametrize("name", ["samples", "attacked"])
def test_lines_are_folded_and_every_entry_is_whole(request: pytest.FixtureRequest, name: str) -> None:
    written, done = out(request.getfixturevalue(name))
    found = entries(written)
    assert len(found) == done.counts["planned event"] + done.counts["deadline"] > 10
    assert len({str(e["uid"]) for e in found}) == len(found)
    assert b"\n" not in written.replace(b"\r\n", b"")
    lines = written.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(found)
    for entry in found:
        assert entry.start < entry.end
        assert set(map(str, entry)) >= {"UID", "DTSTAMP", "SUMMARY", "DTSTART"}
        assert not set(str(entry["summary"])) & set("\x01\x07\x1b\u202e\n")


def test_without_icalendar_it_is_said_what_to_install(samples: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(ServandaError, match=r"icalendar is not installed; pip install 'servanda\[calendar\]'"):
        out(samples)
