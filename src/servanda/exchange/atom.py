"""Atom (RFC 4287): the records that were added last, newest first, an entry a record."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable
from typing import Any, BinaryIO

from lxml import etree

from servanda import __version__
from servanda.exchange.places import short_name
from servanda.exchange.safe import line, web_address, xml
from servanda.exchange.selection import Kept, Selection, Told, Written, kept
from servanda.ledger.rows import span
from servanda.ledger.store import Ledger
from servanda.report.entries import entry
from servanda.report.wording import KIND_SINGULAR

_ATOM = "http://www.w3.org/2005/Atom"
_NAMES: Any = {None: _ATOM}
_TITLE = 160  # letters
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def write(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None], *, limit: int = 200) -> Written:
    """Write the feed of the newest records; `tick` is called for every document looked at."""
    done = Written()
    every = (
        (document, one) for document in _ticking(kept(ledger, only, newest=True), tick) for one in document.records
    )
    newest = next(every, None)
    told = itertools.islice(itertools.chain([newest] if newest else [], every), limit)
    with etree.xmlfile(into, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{_ATOM}}}feed", nsmap=_NAMES):
            named = ", ".join(short_name(state) for state in only.states)
            _write(file, "id", ":".join(["urn:servanda:feed", *only.states]))
            _write(file, "title", f"Servanda: {named}" if named else "Servanda")
            _write(file, "updated", _moment(newest[0].added if newest else _NEVER))
            _write(file, "generator", "Servanda", version=__version__)
            for document, one in told:
                file.write("\n", _entry(document, one))
                done.add("record")
    into.write(b"\n")
    return done


def _ticking(documents: Any, tick: Callable[[], None]) -> Any:
    for document in documents:
        yield document
        tick()


def _entry(document: Kept, told: Told) -> Any:
    d, record = document.document, told.record
    words = entry(record)
    made = etree.Element(f"{{{_ATOM}}}entry", nsmap=_NAMES)
    _add(made, "id", f"urn:servanda:record:{told.id}")
    more = "; ".join(map(str, words.fields[:2]))
    title = f"{KIND_SINGULAR[record.kind_of]}: {words.headline.text}" + (f" ({more})" if more else "")
    _add(made, "title", line(title, _TITLE))
    _add(made, "updated", _moment(document.added))
    if published := span(d.published)[0]:
        _add(made, "published", _moment(datetime.datetime.combine(published, datetime.time(), datetime.UTC)))
    author = etree.SubElement(made, f"{{{_ATOM}}}author")
    _add(author, "name", line(record.speaker or d.publisher or d.name) or "not known")
    if address := web_address(d.url):
        etree.SubElement(made, f"{{{_ATOM}}}link", rel="alternate", href=address)
    _add(made, "category", "", term=record.kind_of, scheme="urn:servanda:kind")
    for party in sorted({p for name in ("parties", "actors", "counterparts", "participants")
                         for p in record.main_fields().get(name, ()) if p.isupper()}):  # fmt: skip
        _add(made, "category", "", term=line(party), scheme="urn:servanda:party")
    _add(made, "summary", xml(record.evidence.exact), type="text")
    lines = [f"{field.label}: {field}" for field in words.fields]
    origin = ", ".join(filter(None, (d.publisher, d.title or d.name, d.published)))
    _add(made, "content", xml("\n".join(filter(None, [words.state, *lines, origin]))), type="text")
    return made


def _write(file: Any, name: str, text: str, **attributes: str) -> None:
    file.write("\n")
    with file.element(f"{{{_ATOM}}}{name}", attributes):
        file.write(xml(text))


def _add(parent: Any, name: str, text: str, **attributes: str) -> None:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        child.text = text


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
