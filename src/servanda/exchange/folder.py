"""A folder of files that appears only when all of them are whole."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from servanda.errors import ServandaError


@contextlib.contextmanager
def whole(target: Path, names: Collection[str]) -> Iterator[Path]:
    """An empty folder that takes the place of `target` when no error comes.

    A folder that is there is replaced when it holds nothing but files of these names, as an earlier export does;
    ServandaError otherwise.
    """
    _replaceable(target, names)
    try:
        made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        inside = made / "new"
        inside.mkdir()
        yield inside
        try:
            _replaceable(target, names)
            if target.exists():
                target.rename(made / "old")
            inside.rename(target)
        except OSError as error:
            raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _replaceable(target: Path, names: Collection[str]) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ServandaError("is no folder", where=str(target), remedy="name a folder that is not there yet")
    if target.is_dir():
        others = sorted({entry.name for entry in target.iterdir()} - set(names))
        if others:
            raise ServandaError(
                f"holds other files ({others[0]})", where=str(target), remedy="name a folder that is not there yet"
            )


def _unwritable(target: Path, error: OSError) -> ServandaError:
    return ServandaError(
        f"cannot be written ({(error.strerror or str(error)).lower()})",
        where=str(target),
        remedy="choose another place",
    )
