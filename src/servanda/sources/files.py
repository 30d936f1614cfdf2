"""Which files a run reads, under which names, and their bytes within bounds."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from servanda.errors import DocumentError

STANDARD_INPUT = "-"
TEXT, PAGE, LINES, OBJECT = "text", "page", "lines", "object"
FORMS = {
    ".txt": TEXT, ".text": TEXT, ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".jsonl": LINES, ".ndjson": LINES,
    ".json": OBJECT,
}  # fmt: skip
MOST_BYTES = 20_000_000  # of a file, or of a line of JSON Lines
_PEEK = 65_536  # bytes of a .json file in a folder in which "text" must stand


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to read (or `-`), the name of its document, and its form by its ending (`""`: by its content)."""

    path: str
    name: str
    form: str

    @property
    def where(self) -> str:
        """The file as messages name it."""
        return shown(self.path) if self.path != STANDARD_INPUT else "standard input"


@dataclass(frozen=True, slots=True)
class Found:
    """What the paths of a run hold, in their order: files to read and errors; and how many other files there were."""

    origins: tuple[Origin | DocumentError, ...]
    passed_over: int = 0


def shown(path: str) -> str:
    """A path as it may be printed: on one line, no code point that a terminal obeys, no lone surrogate; never empty."""
    readable = os.fsencode(path).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in readable) or "''"


def find(paths: Sequence[str | os.PathLike[str]]) -> Found:
    """The files that paths and folders (walked through, sorted) name; each is read once, however often it is named."""
    entries: list[str | DocumentError] = []
    passed_over = 0
    seen: set[str] = set()
    for given in paths:
        path = os.fspath(given)
        if path != STANDARD_INPUT and _is_folder(path):
            inside, others = _walk(path)
            passed_over += others
            entries += _unseen(inside, seen)
            if not inside:
                entries.append(_no_texts(path))
        else:
            entries += _unseen([path], seen)
    single = [entry for entry in entries if isinstance(entry, str) and _form(entry) not in {LINES, OBJECT}]
    names = dict(zip(single, unique_names(single), strict=True))  # the objects of JSON have names of their own
    return Found(
        tuple(
            Origin(entry, names.get(entry) or shown(_parts(entry)[-1]), _form(entry))
            if isinstance(entry, str)
            else entry
            for entry in entries
        ),
        passed_over,
    )


def _unseen(files: Iterable[str | DocumentError], seen: set[str]) -> Iterator[str | DocumentError]:
    for file in files:
        key = _key(file) if isinstance(file, str) else str(file)
        if key not in seen:
            seen.add(key)
            yield file


def _key(file: str) -> str:
    """What is the same for all names of a file."""
    try:
        return os.path.realpath(file) if file != STANDARD_INPUT else file
    except ValueError:  # a NUL in the path: opening it will say so
        return file


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - the path may hold what Path cannot
    except (OSError, ValueError):
        return False


def _form(path: str) -> str:
    return FORMS.get(os.path.splitext(path)[1].lower(), "")  # noqa: PTH122 - `-` is no path


def _walk(folder: str) -> tuple[list[str | DocumentError], int]:
    """The documents of a folder and those in it, sorted by path, links to folders left aside; how many other files."""
    files: list[str | DocumentError] = []
    others = 0
    failed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = str(Path(place) / name)
            if _is_document(path):
                files.append(path)
            else:
                others += not name.startswith(".")
    files.sort(key=str)
    files += [unreadable(shown(str(error.filename)), error) for error in failed]
    return files, others


def _is_document(path: str) -> bool:
    """Whether a file in a folder is one to read; of JSON, which may be anything, one that speaks of a text."""
    form = _form(path)
    if Path(path).name.startswith(".") or not form:
        return False
    if form != OBJECT:
        return True
    try:
        with opened(path, path) as stream:
            return b'"text"' in stream.read(_PEEK)
    except DocumentError:
        return True


def _no_texts(folder: str) -> DocumentError:
    endings = ", ".join(FORMS)
    return DocumentError("holds no texts", where=shown(folder), remedy=f"documents in a folder end in {endings}")


def unique_names(files: Sequence[str]) -> list[str]:
    """The stems of files; where two share one, as many of their folders before it as tell them apart."""
    depths = [1] * len(files)
    parts = [_parts(file) for file in files]
    while True:
        names = ["/".join(part[-depth:]) for part, depth in zip(parts, depths, strict=True)]
        shared = {name for name, count in Counter(names).items() if count > 1}
        longer = [
            min(depth + (name in shared), len(part)) for name, part, depth in zip(names, parts, depths, strict=True)
        ]
        if longer == depths:
            break
        depths = longer
    whole = [
        Path(file).name if name in shared and file != STANDARD_INPUT else ""
        for name, file in zip(names, files, strict=True)
    ]
    return [
        shown("/".join([*name.split("/")[:-1], ending]) if ending else name)
        for name, ending in zip(names, whole, strict=True)
    ]


def _parts(file: str) -> tuple[str, ...]:
    if file == STANDARD_INPUT:
        return ("stdin",)
    path = Path(file)
    return (*(part for part in path.parts[:-1] if part not in {"/", ".", ".."}), path.stem)


@contextmanager
def opened(path: str, where: str) -> Iterator[BinaryIO]:
    """A file, or standard input, for reading; DocumentError for whatever the system refuses, then or while reading."""
    try:
        if path == STANDARD_INPUT:
            yield sys.stdin.buffer
            return
        with open(path, "rb") as stream:  # noqa: PTH123 - the path may hold what Path cannot
            yield stream
    except (OSError, ValueError) as error:
        raise unreadable(where, error) from error


def unreadable(where: str, error: OSError | ValueError) -> DocumentError:
    """The system's refusal as one of ours."""
    if isinstance(error, FileNotFoundError):
        return DocumentError("does not exist", where=where, remedy="check the path")
    if isinstance(error, PermissionError):
        return DocumentError("may not be read", where=where, remedy="ask for the right to read it")
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return DocumentError(f"cannot be read ({reason})", where=where, remedy="check the path")


def read_bytes(origin: Origin) -> bytes:
    """All bytes of a file; DocumentError for one over the limit, which is not read whole."""
    with opened(origin.path, origin.where) as stream:
        data = None if origin.path != STANDARD_INPUT and _too_large(stream) else stream.read(MOST_BYTES + 1)
    if data is None or len(data) > MOST_BYTES:
        raise DocumentError(
            f"is larger than {MOST_BYTES // 1_000_000} MB", where=origin.where, remedy="split it into its articles"
        )
    return data


def _too_large(stream: BinaryIO) -> bool:
    status = os.fstat(stream.fileno())
    return stat.S_ISREG(status.st_mode) and status.st_size > MOST_BYTES


def expected(found: Found) -> int | None:
    """How many documents the files will give or fail to give; None where only reading them tells."""
    count = 0
    for origin in found.origins:
        if isinstance(origin, DocumentError) or origin.form in {TEXT, PAGE}:
            count += 1
        elif origin.form == LINES and Path(origin.path).is_file():
            count += _lines(origin)
        else:
            return None
    return count


def _lines(origin: Origin) -> int:
    try:
        with opened(origin.path, origin.where) as stream:
            return sum(1 for line in stream if not line.isspace()) or 1
    except DocumentError:
        return 1
