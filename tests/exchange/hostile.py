"""Documents and records that are out to break a file: markup, formulas, controls, line ends, strange letters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from servanda.model.document import Document, Evidence
from servanda.model.records import (
    RECORD_TYPES,
    Commitment,
    Event,
    Figure,
    Instrument,
    Mechanism,
    Office,
    Project,
    Quotation,
    Reading,
    Record,
    Relation,
    Route,
)
from servanda.model.vocabulary import TOPICS

#: No lone surrogate and no NUL: neither SQLite nor PostgreSQL takes them, so no ledger holds them.
HOSTILE = (
    '=HYPERLINK("https://evil.example","click")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "'=1", "\uff1dCMD()",
    "<script>alert(1)</script>", "]]>&amp;<!-- --><![CDATA[", 'a","b;c\n,d', "END:VCALENDAR\nBEGIN:VEVENT",
    "\\n\\,\\;", "\x01\x07\x1b[31m\x7f\x9b", "\u202eabc\u2066", "\u2028\u2029\x0b\x0c\x85", "\ufffe\uffff",
    "\N{GRINNING FACE}" * 40, "one|two", "{{7*7}}${7*7}", '"@id": "file:///etc/passwd"', "\u0301", "\u200b\ufeff",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def records(text: str, place: tuple[int, int], word: str) -> list[Record]:
    """A record of each kind at one place, with a word in every field that is free."""
    document = Document(text)
    shared: dict[str, Any] = {"evidence": Evidence.cut(document, *place), "rule": "made", "speaker": word}
    return [
        Figure(**shared, indicator="trade_turnover", parties=("KZ", "UZ"), value=-1.5, unit="USD", comparator="=",
               period="2024-01/..", kind="actual"),
        Event(**shared, type="visit", participants=("KZ", word), place=word, date="2030-02", status="planned"),
        Office(**shared, person=word, position=word, body=word),
        Quotation(**shared),
        Commitment(**shared, actors=("KZ", word), modality="agreed", action=word, counterparts=("UZ",),
                   deadline="2030", sector="trade"),
        Mechanism(**shared, name=word, parties=("KZ", "EU"), stage="active"),
        Instrument(**shared, name=word, type="treaty", parties=("KZ", "UZ"), date="2024-02-29", stage="signed"),
        Project(**shared, name=word, parties=("KZ", "UZ"), sector="trade", place=word, stage="running"),
        Route(**shared, name=f"{word} \N{EN DASH} {word}"),
        Relation(**shared, parties=("KZ", "UZ"), level="alliance"),
    ]  # fmt: skip


def hostile() -> list[Reading]:
    """A document for each hostile string, with that string wherever it can stand."""
    urls = ["javascript:alert({})", 'https://x.example/{}"><script>', "https://x.example/{}\u202e",
            "https://x.example/{}?a=1&b=2"]  # fmt: skip
    dates = ["2024-05-06", "2024", "", "2024-05", "2025-01-01"]
    found = []
    for n, word in enumerate(HOSTILE):
        document = Document(f"Before {word} after.", name=word, title=word, publisher=word, language="ru",
                            url=urls[n % 4].format(n), published=dates[n % 5], published_from="given")  # fmt: skip
        found.append(reading(document, (7, 7 + len(word)), word))
    return found


def reading(document: Document, place: tuple[int, int], word: str) -> Reading:
    """A reading of the document that has a record of each kind."""
    found = [replace(r, evidence=document.evidence(*place)) for r in records(document.text, place, word)]
    by_kind: dict[str, Any] = {r.kind_of: (r,) for r in found}
    return Reading(document=document, reader="1+test", parties=("KZ", "UZ"), topics=("trade",), **by_kind)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A document of any text, with some records of any kind, each at any place in it."""
    text = st.text(LETTERS, max_size=30)
    document = Document(
        text=draw(st.text(LETTERS, min_size=1, max_size=200)),
        name=draw(text), title=draw(text), publisher=draw(text), url=draw(st.sampled_from(["", "a", "https://b/c"])),
        published=draw(st.sampled_from(["", "2024", "2024-02", "2024-02-29"])),
        published_from=draw(st.sampled_from(["given", "metadata", "text", "none"])),
    )  # fmt: skip
    by_kind: dict[str, tuple[Record, ...]] = {}
    for cls in draw(st.sets(st.sampled_from(RECORD_TYPES))):
        found = {}
        for _ in range(draw(st.integers(1, 2))):
            start = draw(st.integers(0, len(document.text) - 1))
            place = (start, draw(st.integers(start + 1, len(document.text))))
            made = next(r for r in records(document.text, place, draw(text)) if r.kind_of == cls.kind_of)
            one = replace(made, evidence=document.evidence(*place))
            found[one.id] = one
        by_kind[cls.kind_of] = tuple(found.values())
    topics = tuple(draw(st.lists(st.sampled_from(TOPICS), unique=True, max_size=3)))
    return Reading(document=document, reader=draw(st.sampled_from(["1+a", "1+b"])), topics=topics, **by_kind)  # type: ignore[arg-type]
