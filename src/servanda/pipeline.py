"""The one place where sources, language and reading meet: documents in, readings out, in the same order.

What a document gives depends on nothing but itself: not on the order, not on the documents beside it, not on the number
of processes.
"""

from __future__ import annotations

import functools
import gc
import os
import traceback
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from servanda.errors import DocumentError, LanguageError, LexiconError, ServandaError
from servanda.language import LANGUAGES, load, tables
from servanda.language.detect import UNKNOWN, detect
from servanda.language.detect import name as language_name
from servanda.language.stems import stems
from servanda.model.document import Document
from servanda.model.records import KINDS, Reading

if TYPE_CHECKING:
    from servanda.language.adapter import Adapter
    from servanda.ledger.store import Added, Ledger
    from servanda.reading.explain import Explanation
    from servanda.sources import Found

_CHARACTERS = 8_000  # of documents sent to a process at once
#: What a wrong rule raises. One document's fault must not cost the thousands beside it: `read_many` names it and
#: goes on; `read` lets it through.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
REPORT = "report it with the text"


@dataclass(frozen=True, slots=True)
class NotRead:
    """A document, or a source that gave none, that was not read: where it stands, why, and what to do about it."""

    name: str
    reason: str
    remedy: str = ""

    @classmethod
    def of(cls, error: ServandaError, name: str = "") -> NotRead:
        """What an error says; `name` where the error names no place."""
        return cls(error.where or name, error.sentence, error.remedy)

    def __str__(self) -> str:
        return str(ServandaError(self.reason, where=self.name, remedy=self.remedy))


Outcome = Reading | NotRead


def documents(
    paths: Sequence[str | os.PathLike[str]] | Found, *, published: str = "", language: str = ""
) -> Iterator[Document | NotRead]:
    """The documents of files, folders and standard input (`-`), a NotRead in the place of each that gives none.

    `published` (EDTF) and `language` (ISO 639-1) go before what the documents say; DateError when the date is none.
    """
    from servanda import sources

    for source in sources.sources(paths, sources.Given(published, language)):
        document = source.result
        if isinstance(document, DocumentError):
            yield NotRead.of(document)
        elif document.language not in LANGUAGES:
            yield NotRead.of(_not_read(document.language, source.where))
        else:
            yield document


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a document that was to be added to a ledger, and how many records it has when it was read."""

    name: str
    became: Added
    records: int = 0


def open(address: str = "servanda.sqlite", *, create: bool = False) -> Ledger:  # noqa: A001 - as servanda.open
    """The ledger at an address: a file of SQLite, or `postgresql://user:password@host/database`.

    LedgerError when there is none (unless `create`), or what is there is something else.
    """
    from servanda.ledger.store import Ledger

    return Ledger(address, stems, create=create)


def add(ledger: Ledger, given: Iterable[Document | NotRead], processes: int = 1) -> Iterator[Kept | NotRead]:
    """Read what the ledger does not hold yet and keep it, a document a transaction; what became of each is yielded.

    Safe to repeat, to interrupt and to run twice at once: a second run goes on where the first stopped.
    """
    from servanda.reading.reader import VERSION

    version = f"{VERSION}+{tables.version()}"
    run = ledger.begin(version)
    known: deque[str] = deque()

    def unread() -> Iterator[Document | NotRead]:
        for document in given:
            if isinstance(document, Document) and ledger.holds(document, version):
                known.append(document.name)
            else:
                yield document

    for outcome in Reader().read_many(unread(), processes):
        while known:
            yield Kept(known.popleft(), "known")
        if isinstance(outcome, NotRead):
            ledger.refuse(outcome.name, outcome.reason, outcome.remedy, run)
            yield outcome
        else:
            yield Kept(outcome.document.name, ledger.add(outcome, run), len(outcome.records()))
    yield from (Kept(name, "known") for name in known)
    ledger.end(run)


def read(text: str, published: str = "", *, title: str = "", publisher: str = "", url: str = "") -> Reading:
    """Read one text; `published` is its date (EDTF), which else a mark or a dateline at its head may tell.

    DocumentError for a text that is none, DateError for a date that is none, LanguageError for a language not read.
    """
    from servanda.sources.text import About, Given, document

    about = About(name="", title=title, publisher=publisher, url=url)
    return _shared(None, trace=False).read(document(text, about, Given(published), "the text"))


class Reader:
    """Reads documents; the models (some 200 MB, a second and a half) are loaded with the first one.

    One thread at a time may use a reader; `processes` in `read_many` is the way to several cores.
    """

    def __init__(self, *, kinds: Collection[str] | None = None, trace: bool = False) -> None:
        """`kinds`: the kinds of record to read (names of the guide, `figures`, …, `topics`); None for all."""
        unknown = sorted(set(kinds or ()) - {*KINDS, "topics"})
        if unknown:
            raise ServandaError(
                f"there is no kind of record called {unknown[0]!r}", remedy=f"kinds: {', '.join((*KINDS, 'topics'))}"
            )
        self.kinds = None if kinds is None else frozenset(kinds)
        self.trace = trace
        self._adapters: dict[str, Adapter] = {}

    def read(self, document: Document) -> Reading:
        """Read a document; DocumentError for a text that is none, LanguageError for a language that is not read."""
        return self._reading(document, trace=self.trace)

    def _reading(self, document: Document, *, trace: bool) -> Reading:
        from servanda.reading import read as read_records
        from servanda.sources.text import readable

        where = document.name or "the text"
        text = readable(document.text, where)
        if not document.language or text != document.text:
            document = replace(document, text=text, language=document.language or detect(text))
        adapter = self._adapter(document.language, where)
        with _collector_waits():
            return read_records(document, adapter.annotation(document.text), adapter, kinds=self.kinds, trace=trace)

    def explain(self, document: Document, record: str) -> Explanation | None:
        """How the record came to be whose id begins with `record`; None when the document gives none such.

        The errors of `read`; ServandaError when several ids begin so.
        """
        from servanda.reading import explain

        reading = self._reading(document, trace=True)
        found = [one for one in reading.records() if one.id.startswith(record)]
        if len(found) > 1:
            raise ServandaError(
                f"{len(found)} ids begin with {record!r}", where=document.name,
                remedy=f"give one of them whole: {', '.join(one.id for one in found[:5])}",
            )  # fmt: skip
        if not found:
            return None
        adapter = self._adapter(reading.document.language, reading.document.name)
        return explain.explain(reading, next(iter(adapter.annotate([reading.document.text]))), found[0])

    def read_many(self, documents: Iterable[Document | NotRead], processes: int = 1) -> Iterator[Outcome]:
        """Readings in the order of the documents; a NotRead for what cannot be read, and for every NotRead given.

        `processes` above 1 start others, by forkserver or spawn: a script needs `if __name__ == "__main__":`.
        """
        if processes > 1:
            return self._in_processes(documents, processes)
        return map(self._outcome, documents)

    def _outcome(self, document: Document | NotRead) -> Outcome:
        if isinstance(document, NotRead):
            return document
        try:
            return self.read(document)
        except LexiconError:
            raise  # no document is at fault, and none could be read
        except ServandaError as error:
            return NotRead.of(error, document.name)
        except FAULTS as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
            return NotRead(document.name, f"a fault of Servanda's own kept it from being read ({where})", REPORT)

    def _adapter(self, language: str, where: str) -> Adapter:
        if language not in self._adapters:
            if language not in LANGUAGES:
                raise _not_read(language, where)
            self._adapters[language] = load(language)
        return self._adapters[language]

    def _in_processes(self, documents: Iterable[Document | NotRead], processes: int) -> Iterator[Outcome]:
        from servanda.processes import Team

        work = functools.partial(_read_parcel, kinds=self.kinds, trace=self.trace)
        return Team(work, _given_up, processes).answers(_parcels(documents))


def _not_read(language: str, where: str) -> LanguageError:
    unknown = language == UNKNOWN
    told = "in a language that cannot be told" if unknown else f"in {language_name(language)}, which is not read yet"
    readable = " or ".join(map(language_name, LANGUAGES))
    return LanguageError(f"is {told}", where=where, remedy=f"leave it out, or give its language if it is {readable}")


def _parcels(documents: Iterable[Document | NotRead]) -> Iterator[list[Document | NotRead]]:
    parcel: list[Document | NotRead] = []
    size = 0
    for document in documents:
        parcel.append(document)
        size += len(document.text) if isinstance(document, Document) else 0
        if size >= _CHARACTERS:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _given_up(document: Document | NotRead) -> Outcome:
    """What becomes of a document that has ended the process that read it, and another when it was read alone."""
    if isinstance(document, NotRead):
        return document
    return NotRead(document.name, "ended the process that read it, twice", f"memory may be short; else {REPORT}")


@contextmanager
def _collector_waits() -> Iterator[None]:
    """No search for garbage while a document is read: it would look through what is in use again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def warm() -> None:
    """Load the models and tables of every language, by reading an example of each table of words."""
    for language in LANGUAGES:
        named = [name for name in tables.names() if name.startswith(f"{language}/")]
        rows = [table.rows[0] for table in map(tables.table, named) if tables.EXAMPLE in table.columns]
        text = "\n".join(row[tables.EXAMPLE] for row in rows)
        _shared(None, trace=False).read(Document(text, language=language))


@functools.cache
def _shared(kinds: frozenset[str] | None, *, trace: bool) -> Reader:
    """The one reader of a process for such readings: its models are loaded once."""
    return Reader(kinds=kinds, trace=trace)


def _read_parcel(parcel: list[Document | NotRead], *, kinds: frozenset[str] | None, trace: bool) -> list[Outcome]:
    return list(_shared(kinds, trace=trace).read_many(parcel))
