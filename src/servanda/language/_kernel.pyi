"""The compiled kernel, where it is built (`_kernel.c`); shapes as they are said in `kernel.py`."""

from collections.abc import Mapping
from typing import Any, TypeVar

from servanda.language.network import Array

T = TypeVar("T")

def gathered(
    left: Array, itself: Array, right: Array, places: Array, gaps: Array, neutral: Array, out: Array, /
) -> None: ...
def best_path(emissions: Array, transitions: Array, /) -> list[int]: ...
def tokens(
    kind: type[T], doc: object, morphs: Mapping[str, object], columns: tuple[list[Any], ...], sentences: list[Any], /
) -> list[T]: ...
