"""Where results go and in which form: standard output or a file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from servanda.errors import ServandaError

if TYPE_CHECKING:
    from servanda.model.records import Reading

FORMATS = ("view", "json", "jsonl", "html")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDTH = 120  # of a view in a file, in columns


class Writer(Protocol):
    """Takes readings one by one, then is ended."""

    def write(self, reading: Reading) -> None:
        """Write a reading, or keep it for the end."""

    def end(self) -> None:
        """Write what is left."""


class View:
    """Tables for people, a document at a time."""

    def __init__(self, stream: BinaryIO, *, explain: bool) -> None:
        from rich.console import Console

        self._explain = explain
        self._count = 0
        self._to_screen = stream is sys.stdout.buffer
        self._text = sys.stdout if self._to_screen else io.TextIOWrapper(stream, "utf-8", write_through=True)
        self._console = Console(file=self._text, highlight=False, width=None if self._to_screen else _WIDTH)

    def write(self, reading: Reading) -> None:
        """Print a document's tables."""
        from servanda.report.terminal import render

        if self._count:
            self._console.print()
        self._count += 1
        render([reading], self._console, explain=self._explain)
        self._text.flush()

    def end(self) -> None:
        """Let go of the stream, which is not ours to close."""
        self._text.flush()
        if not self._to_screen and isinstance(self._text, io.TextIOWrapper):
            self._text.detach()


class Lines:
    """JSON Lines: one object a document."""

    def __init__(self, stream: BinaryIO, kinds: tuple[str, ...]) -> None:
        self._stream = stream
        self._kinds = kinds

    def write(self, reading: Reading) -> None:
        """Write one line."""
        self._stream.write(encoded(reading, self._kinds) + b"\n")
        self._stream.flush()

    def end(self) -> None:
        """Nothing is left."""


class Array:
    """JSON: one array of all documents."""

    def __init__(self, stream: BinaryIO, kinds: tuple[str, ...]) -> None:
        self._stream = stream
        self._kinds = kinds
        self._count = 0

    def write(self, reading: Reading) -> None:
        """Write one element."""
        self._stream.write((b",\n" if self._count else b"[\n") + encoded(reading, self._kinds))
        self._count += 1

    def end(self) -> None:
        """Close the array."""
        self._stream.write(b"\n]\n" if self._count else b"[]\n")


class Page:
    """One self-contained HTML page of all documents."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._readings: list[Reading] = []

    def write(self, reading: Reading) -> None:
        """Keep it for the page."""
        self._readings.append(reading)

    def end(self) -> None:
        """Write the page."""
        from servanda.report.page import render

        self._stream.write(render(self._readings).encode("utf-8"))


def encoded(reading: Reading, kinds: tuple[str, ...]) -> bytes:
    """A reading as JSON on one line, in UTF-8; a lone surrogate, which UTF-8 has no room for, becomes U+FFFD."""
    text = json.dumps(reading.to_dict(kinds), ensure_ascii=False)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8")


def writer(name: str, stream: BinaryIO, kinds: tuple[str, ...], *, explain: bool) -> Writer:
    """The writer of a format."""
    if name == "jsonl":
        return Lines(stream, kinds)
    if name == "json":
        return Array(stream, kinds)
    return Page(stream) if name == "html" else View(stream, explain=explain)


@contextmanager
def destination(path: str) -> Iterator[Destination]:
    """Standard output for `-`; else a file that takes its place when all went well and `keep` was called."""
    if path == "-":
        yield Destination(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file():  # a device or a pipe
        with _opened(target) as stream:
            yield Destination(stream)
        return
    with _temporary(target) as (stream, name):
        result = Destination(stream)
        yield result
        stream.close()
        if result.kept:
            _replace(name, target)


class Destination:
    """A stream of bytes, and whether what was written is to stay."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.kept = False

    def keep(self) -> None:
        """What was written is whole: let it take its place."""
        self.kept = True


@contextmanager
def _opened(target: Path) -> Iterator[BinaryIO]:
    try:
        with target.open("wb") as stream:
            yield stream
    except OSError as error:
        raise _unwritable(target, error) from error


@contextmanager
def _temporary(target: Path) -> Iterator[tuple[BinaryIO, str]]:
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream, name
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108 - it is a name, not a Path


def _replace(name: str, target: Path) -> None:
    """Put the whole file in its place, with the rights that a new file gets."""
    mask = os.umask(0)
    os.umask(mask)
    try:
        os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)  # noqa: PTH101
        os.replace(name, target)  # noqa: PTH105
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> ServandaError:
    return ServandaError(
        f"cannot be written ({(error.strerror or str(error)).lower()})",
        where=str(target),
        remedy="choose another place",
    )
