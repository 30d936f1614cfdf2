"""One self-contained HTML page for a run: every article with its evidence, the records beside it."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from servanda.model.records import KINDS, Reading
from servanda.report.entries import Term, term
from servanda.report.markup import article, card, safe, term_markup
from servanda.report.visible import one_line, visible
from servanda.report.wording import KIND_TITLES, code_words, date_words, kind_title, party_name

TITLE = "Reading of diplomatic news"
_LINE = 75  # characters in a line of the text column, to guess heights before they are laid out
_FOUND: dict[str, str] = {"given": "", "metadata": "from the page's metadata", "text": "from the text", "none": ""}
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%23125ca1'/%3E"
    "%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='white' stroke-width='1.5'/%3E%3C/svg%3E"
)


@dataclass(frozen=True, slots=True)
class _Group:
    """The records of one kind in one document; `cards` is markup."""

    code: str
    title: str
    count: int
    cards: Markup


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A document as the template wants it; `about` and `article` hold markup."""

    number: int
    title: str
    language: str
    date: str
    url: str
    linked: bool
    lines: int
    count: int
    parties: tuple[str, ...]
    about: tuple[tuple[str, Markup], ...]
    article: Markup
    groups: tuple[_Group, ...]

    @property
    def count_words(self) -> str:
        return _plural(self.count, "record")


def render(readings: Sequence[Reading], *, title: str = TITLE) -> str:
    """The page of a run: HTML that asks for nothing outside of itself and can be written as UTF-8.

    A text is escaped whatever it holds; code points that command a screen (controls, bidirectional overrides, lone
    surrogates) are replaced by ones that only show. Without JavaScript it is the same page without hovering and search.
    """
    script = _file("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    sheets = [_sheet(number, reading) for number, reading in enumerate(readings, 1)]
    return _template().render(
        title=title,
        policy=policy,
        icon=_ICON,
        style=_ours(_file("page.css")),
        script=_ours(script),
        documents=sheets,
        summary=_summary(readings),
    )


def _ours(markup: str) -> Markup:
    """Markup that is our own file, or made by `markup.py`, which escapes whatever is not ours."""
    return Markup(markup)  # noqa: S704


@functools.cache
def _file(name: str) -> str:
    return (resources.files("servanda.report") / name).read_text(encoding="utf-8")


@functools.cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_shown)
    return environment.from_string(_file("page.html"))


def _shown(value: Any) -> Any:
    """What the template puts out: our own files as they are, every other text made visible (and then escaped)."""
    return visible(value) if type(value) is str else value


def _sheet(number: int, reading: Reading) -> _Sheet:
    document = reading.document
    records = reading.records()
    language = safe(document.language or "und")
    keys = [f"{number}-{place}" for place in range(1, len(records) + 1)]
    cards: dict[str, list[str]] = {}
    for place, (record, key) in enumerate(zip(records, keys, strict=True), 1):
        cards.setdefault(record.kind_of, []).append(card(record, key, place, language))
    return _Sheet(
        number=number,
        title=one_line(document.title or document.name or f"Document {number}"),
        language=document.language,
        date=date_words(document.published),
        url=document.url,
        linked=_is_web(document.url),
        lines=sum(1 + len(line) // _LINE for line in document.text.split("\n")),
        count=len(records),
        parties=reading.parties,
        about=_about(reading, language),
        article=_ours(article(document.text, records, keys)),
        groups=tuple(
            _Group(kind, KIND_TITLES[kind], len(cards[kind]), _ours("".join(cards[kind])))
            for kind in KINDS
            if kind in cards
        ),
    )


def _about(reading: Reading, language: str) -> tuple[tuple[str, Markup], ...]:
    """The facts of a document, those that are known."""
    document = reading.document
    found = _FOUND[document.published_from]
    published = date_words(document.published) or "not known"
    facts = (
        ("Published", (Term(f"{published} ({found})" if found and document.published else published),)),
        ("Publisher", (Term(document.publisher, own=True),) if document.publisher else ()),
        ("Parties", tuple(term(party) for party in reading.parties)),
        ("Language", (Term(document.language),) if document.language else ()),
        ("Topics", tuple(Term(code_words(topic).lower()) for topic in reading.topics)),
        ("Name", (Term(document.name),) if document.name and document.title else ()),
    )
    return tuple((label, _ours(", ".join(term_markup(t, language) for t in terms))) for label, terms in facts if terms)


def _is_web(url: str) -> bool:
    """Whether an address may become a link: only plain web addresses do."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class _Kind:
    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class _Party:
    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class _Summary:
    """What stands at the head of the page, over all documents."""

    facts: tuple[str, ...]
    total: int
    kinds: tuple[_Kind, ...]
    in_words: str
    parties: tuple[_Party, ...]
    colophon: str


def _summary(readings: Sequence[Reading]) -> _Summary:
    counts = {kind: sum(len(reading.of_kind(kind)) for reading in readings) for kind in KINDS}
    total = sum(counts.values())
    parties = Counter(party for reading in readings for party in dict.fromkeys(reading.parties))
    order = sorted(parties, key=lambda party: (-parties[party], party))
    dates = sorted(reading.document.published for reading in readings if reading.document.published)
    publishers = {reading.document.publisher for reading in readings if reading.document.publisher}
    facts = [_plural(len(readings), "document"), _plural(total, "record")]
    if dates:
        facts.append(date_words(dates[0]) + (f" \N{EN DASH} {date_words(dates[-1])}" if dates[0] != dates[-1] else ""))
    undated = sum(not reading.document.published for reading in readings)
    if undated:
        facts.append(f"{undated} undated")
    if publishers:
        facts.append(_plural(len(publishers), "publisher"))
    readers = sorted({reading.reader for reading in readings if reading.reader})
    made = f"Read by Servanda {', '.join(readers)}." if readers else "Read by Servanda."
    return _Summary(
        facts=tuple(facts),
        total=total,
        kinds=tuple(_Kind(kind, KIND_TITLES[kind], counts[kind]) for kind in KINDS),
        in_words=", ".join(kind_title(kind, count) for kind, count in counts.items() if count),
        parties=tuple(_Party(party, party_name(party), parties[party]) for party in order),
        colophon=f"{made} Every record stands on the exact words that are marked in the text.",
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
