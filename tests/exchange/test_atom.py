"""Atom by the rules of RFC 4287, read by feedparser."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest
from lxml import etree

from servanda.exchange.atom import write
from servanda.exchange.selection import Selection, kept
from servanda.ledger.store import Ledger
from tests.exchange.made import keep

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"


def out(ledger: Ledger, only: Selection | None = None, limit: int = 200) -> bytes:
    into = io.BytesIO()
    write(ledger, only or Selection(), into, lambda: None, limit=limit)
    return into.getvalue()


def parsed(written: bytes) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(written)


@pytest.mark.parametrize("name", ["samples", "attacked"])
def test_a_feed_by_the_rfc(request: pytest.FixtureRequest, name: str) -> None:
    written = out(request.getfixturevalue(name))
    feed = etree.fromstring(written, etree.XMLParser(resolve_entities=False))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 200
    for whole in (feed, *entries):
        assert [len(whole.findall(f"{ATOM}{tag}")) for tag in ("id", "title", "updated")] == [1, 1, 1]
        assert whole.findtext(f"{ATOM}id", "").startswith("urn:servanda:")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 200
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name", "").strip()
        assert all(link.get("href", "").startswith("http") for link in entry.findall(f"{ATOM}link"))
        assert {child.tag.removeprefix(ATOM) for child in entry} <= {
            "id", "title", "updated", "published", "author", "link", "category", "summary", "content",
        }  # fmt: skip
    found = parsed(written)
    assert (found.bozo, found.version, len(found.entries)) == (0, "atom10", 200)
    assert out(request.getfixturevalue(name)) == written


def test_markup_in_a_text_stays_text(attacked: Ledger) -> None:
    written = out(attacked, limit=10_000)
    assert b"<script" not in written
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in written
    hrefs = [link.get("href") for link in etree.fromstring(written).iter(f"{ATOM}link")]
    assert hrefs
    assert all(href.startswith("https://x.example/") and "<" not in href and "\u202e" not in href for href in hrefs)


def test_the_newest_records_come_first(ledger: Ledger) -> None:
    keep(
        ledger,
        """2024-03-01 https://x.example/1
talks happened - - KZ,UZ

2024-01-01 https://x.example/2
visit happened 2024-01-01 Астана KZ,UZ
talks planned 2025 - KZ,IT""",
    )
    titles = [entry.title for entry in parsed(out(ledger)).entries]
    assert titles == [
        "Event: Visit (1 January 2024; Астана)", "Event: Talks (2025; KZ, IT)", "Event: Talks (KZ, UZ)",
    ]  # fmt: skip
    assert len(parsed(out(ledger, limit=1)).entries) == 1
    italian = parsed(out(ledger, Selection(states=("IT",))))
    assert italian.feed.title == "Servanda: Italy"
    (entry,) = italian.entries
    assert (entry.link, entry.published[:10], entry.summary) == (
        "https://x.example/2", "2024-01-01", "talks planned 2025 - KZ,IT",
    )  # fmt: skip
    assert {tag.term for tag in entry.tags} == {"events", "KZ", "IT"}
    (newest,) = list(kept(ledger, Selection(), newest=True))[:1]
    assert italian.feed.updated == newest.added.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_an_empty_ledger_gives_an_empty_feed(ledger: Ledger) -> None:
    found = parsed(out(ledger))
    assert (found.bozo, found.entries, found.feed.title) == (0, [], "Servanda")
