"""Files become Documents, each by its form; what fails is an error in its place, and the next file is read."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from servanda.errors import DocumentError
from servanda.model.document import Document
from servanda.sources import jsonl, page
from servanda.sources.decoding import decode
from servanda.sources.files import LINES, OBJECT, PAGE, TEXT, Found, Origin, find, opened, read_bytes
from servanda.sources.text import About, Given, document

NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Source:
    """How one file was understood: its form, its encoding, and the document or the error that it gave."""

    origin: Origin | None
    form: str
    encoding: str
    result: Document | DocumentError

    @property
    def where(self) -> str:
        """The file as messages name it, and in a file of several the document's name."""
        file = self.origin.where if self.origin else ""
        several = self.form in {LINES, OBJECT} and isinstance(self.result, Document)
        return f"{file} ({self.result.name})" if several and isinstance(self.result, Document) else file


def documents(
    paths: Sequence[str | os.PathLike[str]] | Found, given: Given = NOTHING_GIVEN
) -> Iterator[Document | DocumentError]:
    """The documents of files, folders and standard input (`-`), in their order, with errors in the places of others."""
    for source in sources(paths, given):
        yield source.result


def sources(paths: Sequence[str | os.PathLike[str]] | Found, given: Given = NOTHING_GIVEN) -> Iterator[Source]:
    """The same, with how each file was understood."""
    found = paths if isinstance(paths, Found) else find(paths)
    taken: set[str] = set()
    for origin in found.origins:
        if isinstance(origin, DocumentError):
            yield Source(None, "", "", origin)
            continue
        for source in _of_origin(origin, given):
            yield _named(source, origin, taken)


def _named(source: Source, origin: Origin, taken: set[str]) -> Source:
    """The same source, its document named apart from those before it (files are; objects of JSON may share an id)."""
    if isinstance(source.result, DocumentError):
        return source
    name = source.result.name
    if name in taken:
        name = f"{origin.name}/{name}"
    number = 1
    while name in taken:
        number += 1
        name = f"{origin.name}/{source.result.name}-{number}"
    taken.add(name)
    return source if name == source.result.name else replace(source, result=replace(source.result, name=name))


def _of_origin(origin: Origin, given: Given) -> Iterator[Source]:
    try:
        if origin.form == LINES:
            with opened(origin.path, origin.where) as stream:
                for result in jsonl.lines(stream, origin, given):
                    yield Source(origin, LINES, "utf-8", result)
            return
        data = read_bytes(origin)
        form = origin.form or _form(data)
        if form in {LINES, OBJECT}:
            read = jsonl.lines(io.BytesIO(data), origin, given) if form == LINES else jsonl.objects(data, origin, given)
            for result in read:
                yield Source(origin, form, "utf-8", result)
            return
    except DocumentError as error:
        yield Source(origin, origin.form, "", error)
        return
    yield _single(data, form, origin, given)


def _single(data: bytes, form: str, origin: Origin, given: Given) -> Source:
    """The one document of a plain text or a page."""
    encoding = ""
    try:
        decoded = page.decode_page(data, origin.where) if form == PAGE else decode(data, origin.where)
        encoding = decoded.encoding
        text, about = decoded.text, About(origin.name)
        if form == PAGE or page.is_page(text):
            form = PAGE
            text, about = page.article(text, origin.name, origin.where)
        return Source(origin, form, encoding, document(text, about, given, origin.where))
    except DocumentError as error:
        return Source(origin, form, encoding, error)


def _form(data: bytes) -> str:
    """The form of what has no telling name: JSON Lines and JSON begin with a brace or bracket and a quotation mark."""
    begin = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"{") and begin[1:].lstrip().startswith(b'"'):
        first, _, rest = data.strip().partition(b"\n")
        return LINES if first.rstrip().endswith(b"}") or not rest else OBJECT
    if begin.startswith(b"[") and begin[1:].lstrip().startswith(b'{"'):
        return OBJECT
    return TEXT
