"""The one place where sources, language and reading meet: documents in, readings out, in the same order.

What a document gives depends on nothing but itself: not on the order, not on the documents beside it, not on the number
of processes.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
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
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter
    from servanda.ledger.store import Added, Ledger
    from servanda.reading.explain import Explanation
    from servanda.sources import Found

_CHARACTERS = 8_000  # of documents sent to a process at once
_WAITING = 4  # such parcels a process, sent ahead
#: What a wrong rule raises. One document's fault must not cost the thousands beside it: `read_many` names it and
#: goes on; `read` lets it through.
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
REPORT = "report it with the text"
_START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


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
        return self._annotated_reading(document, trace=self.trace)[0]

    def _annotated_reading(self, document: Document, *, trace: bool) -> tuple[Reading, Doc]:
        from servanda.reading import read as read_records
        from servanda.sources.text import readable

        where = document.name or "the text"
        text = readable(document.text, where)
        if not document.language or text != document.text:
            document = replace(document, text=text, language=document.language or detect(text))
        adapter = self._adapter(document.language, where)
        doc = next(iter(adapter.annotate([document.text])))
        return read_records(document, doc, adapter, kinds=self.kinds, trace=trace), doc

    def explain(self, document: Document, record: str) -> Explanation | None:
        """How the record came to be whose id begins with `record`; None when the document gives none such.

        The errors of `read`; ServandaError when several ids begin so.
        """
        from servanda.reading import explain

        reading, doc = self._annotated_reading(document, trace=True)
        found = [one for one in reading.records() if one.id.startswith(record)]
        if len(found) > 1:
            raise ServandaError(
                f"{len(found)} ids begin with {record!r}", where=document.name,
                remedy=f"give one of them whole: {', '.join(one.id for one in found[:5])}",
            )  # fmt: skip
        return explain.explain(reading, doc, found[0]) if found else None

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
        context = multiprocessing.get_context(_START)
        if _START == "forkserver":
            context.set_forkserver_preload(["servanda.language.russian", "servanda.reading"])
        waiting: deque[tuple[list[Document | NotRead], Future[list[Outcome]]]] = deque()
        with ProcessPoolExecutor(processes, context, _begin) as pool:
            try:
                for parcel in _parcels(documents):
                    waiting.append((parcel, pool.submit(_read_parcel, parcel, self.kinds, trace=self.trace)))
                    if len(waiting) >= processes * _WAITING:
                        yield from _received(*waiting.popleft())
                while waiting:
                    yield from _received(*waiting.popleft())
            finally:
                _let_go(pool)
                pool.shutdown(cancel_futures=True)


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


def _received(parcel: list[Document | NotRead], future: Future[list[Outcome]]) -> list[Outcome]:
    try:
        return future.result()
    except BrokenProcessPool as error:
        names = ", ".join(sorted({document.name for document in parcel}))
        raise ServandaError(
            f"a process ended before it had read {names}", remedy="it may have run out of memory; use fewer processes"
        ) from error


def _let_go(pool: ProcessPoolExecutor) -> None:
    """Close our end for reading of the pool's queue: where its processes are gone, nobody may wait for them to read.

    Python does so itself since 3.12.1 (cpython issue 94777); before, an interrupt could leave it waiting for ever.
    """
    queue = getattr(pool, "_call_queue", None)
    reader = getattr(queue, "_reader", None)
    if reader is not None:
        reader.close()


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt from the terminal ends it at once, without a word


@functools.cache
def _shared(kinds: frozenset[str] | None, *, trace: bool) -> Reader:
    """The one reader of a process for such readings: its models are loaded once."""
    return Reader(kinds=kinds, trace=trace)


def _read_parcel(parcel: list[Document | NotRead], kinds: frozenset[str] | None, *, trace: bool) -> list[Outcome]:
    return list(_shared(kinds, trace=trace).read_many(parcel))
