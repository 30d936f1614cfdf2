"""A text within bounds, and the Document made of it: its date by the mark or dateline at its head, its language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.errors import DateError, DocumentError
from servanda.language.datelines import dateline
from servanda.language.detect import detect
from servanda.model import edtf
from servanda.model.document import Document, normalise
from servanda.model.vocabulary import DateSource
from servanda.sources.wrapping import unwrapped

MOST_CHARACTERS = 2_000_000
LONGEST_RUN = 10_000  # characters without white space: no natural word, and no natural sentence of a script with spaces

_MARK = re.compile(r"\s*date (?P<date>\d{4}-\d{1,2}-\d{1,2})(?!\S)")
_RUN = re.compile(r"\S+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of all documents of a run: it goes before what a document says of itself."""

    published: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        edtf.check(self.published)


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata of a document say of it; `""` where they are silent."""

    name: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    language: str = ""


def document(text: str, about: About, given: Given, where: str) -> Document:
    """A Document of a text that can be read, its wrapped lines joined; DocumentError for one that cannot."""
    text = readable(text, where)
    published, source = _published(text, about, given, where)
    return Document(
        text=unwrapped(normalise(text)),
        name=about.name,
        language=given.language or about.language or detect(text),
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        published=published,
        published_from=source,
    )


def readable(text: str, where: str) -> str:
    """The text, lone surrogates replaced one for one; DocumentError for one that is too long, empty or no text."""
    if len(text) > MOST_CHARACTERS:
        raise DocumentError(
            f"is {len(text):,} characters long, and {MOST_CHARACTERS:,} is the most", where=where,
            remedy="split it into its articles",
        )  # fmt: skip
    if not text.strip():
        raise DocumentError("is empty", where=where, remedy="leave it out")
    if not any(map(str.isalpha, text)):
        raise DocumentError("holds no words, only signs", where=where, remedy="leave it out")
    long = next((run for run in _RUN.finditer(text) if run.end() - run.start() > LONGEST_RUN), None)
    if long:
        raise DocumentError(
            f"holds {long.end() - long.start():,} characters without a space from {long.start():,} on",
            where=where,
            remedy="give the article's text alone",
        )
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _published(text: str, about: About, given: Given, where: str) -> tuple[str, DateSource]:
    if given.published:
        return given.published, "given"
    if about.published:
        return date(about.published, where), "metadata"
    if mark := _MARK.match(text):
        return date(mark["date"], where), "text"
    line = dateline(text)
    return (line, "text") if line else ("", "none")


def date(value: str, where: str) -> str:
    """An EDTF date out of metadata or a mark, the time of day cut off; DocumentError for anything else."""
    timestamp = _TIMESTAMP.fullmatch(value.strip())
    try:
        return edtf.check(timestamp[1] if timestamp else value.strip())
    except DateError as error:
        raise DocumentError(
            f"says that it was published on {value[:40]!r}, which is no date", where=where,
            remedy="correct it to YYYY-MM-DD, or give --published",
        ) from error  # fmt: skip
