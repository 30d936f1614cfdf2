"""JSON Lines and JSON: objects with `text` and, at will, `name` or `id`, `title published url publisher language`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from servanda.errors import DocumentError
from servanda.model.document import Document
from servanda.sources.decoding import NUL_REMEDY, decode
from servanda.sources.files import MOST_BYTES, Origin
from servanda.sources.text import About, Given, document

_FIELDS = ("title", "publisher", "url", "published", "language")
_LONGEST_NAME = 200
_REMEDY = 'a document is an object like {"text": "…", "published": "2025-09-29"}'


def lines(stream: BinaryIO, origin: Origin, given: Given) -> Iterator[Document | DocumentError]:
    """The documents of JSON Lines, read line by line; a line that is none gives an error, and the next is read."""
    number, empty = 0, True
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        where = f"{origin.where}:{number}"
        if len(line) > MOST_BYTES:
            yield DocumentError(
                f"the line is longer than {MOST_BYTES // 1_000_000} MB",
                where=where,
                remedy="split it into its articles",
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES)
            empty = False
        elif line.strip():
            empty = False
            yield _parsed(line, number, origin, given)
    if empty:
        yield DocumentError("is empty", where=origin.where, remedy="leave it out")


def _parsed(line: bytes, number: int, origin: Origin, given: Given) -> Document | DocumentError:
    where = f"{origin.where}:{number}"
    try:
        return _document(parse(decode(line, where).text, where), f"{origin.name}-{number}", given, where)
    except DocumentError as error:
        return error


def objects(data: bytes, origin: Origin, given: Given) -> Iterator[Document | DocumentError]:
    """The documents of a JSON file: one object, or a list of them."""
    try:
        whole = parse(decode(data, origin.where).text, origin.where)
    except DocumentError as error:
        yield error
        return
    several = isinstance(whole, list)
    entries: Iterable[Any] = whole if several else [whole]
    if not whole:
        yield DocumentError("is empty", where=origin.where, remedy="leave it out")
        return
    for number, entry in enumerate(entries, 1):
        where = f"{origin.where}[{number}]" if several else origin.where
        try:
            yield _document(entry, f"{origin.name}-{number}" if several else origin.name, given, where)
        except DocumentError as error:
            yield error


def parse(text: str, where: str) -> Any:
    """A JSON value; DocumentError for what is none, or is nested too deeply."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise DocumentError("is nested too deeply", where=where, remedy=_REMEDY) from error
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise DocumentError(f"is no JSON ({reason})", where=where, remedy=_REMEDY) from error


def _document(entry: Any, name: str, given: Given, where: str) -> Document:
    if not isinstance(entry, dict):
        raise DocumentError("is JSON, but no object", where=where, remedy=_REMEDY)
    text = entry.get("text")
    if not isinstance(text, str):
        lack = "no `text`" if text is None else "a `text` that is no string"
        raise DocumentError(f"has {lack}", where=where, remedy=_REMEDY)
    if "\x00" in text:
        raise DocumentError(f"holds a NUL at {text.index(chr(0))} of its text", where=where, remedy=NUL_REMEDY)
    fields = {key: _string(entry, key, where) for key in _FIELDS}
    own = _string(entry, "name", where) or _string(entry, "id", where)
    return document(text, About(name=own[:_LONGEST_NAME] or name, **fields), given, where)


def _string(entry: dict[str, Any], key: str, where: str) -> str:
    """A field as one line of text; numbers count as names, null as nothing."""
    value = entry.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and key in {"id", "name"}:
        return str(value)
    if not isinstance(value, str):
        raise DocumentError(f"has a `{key}` that is no string", where=where, remedy=_REMEDY)
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())
