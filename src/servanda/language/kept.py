"""Answers that are kept for the next time, within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """A function's answers by its argument; when there are `size`, all are forgotten, so that memory stays flat.

    `kept[argument]` costs no call where the answer is known, which `functools.lru_cache` does not give.
    """

    def __init__(self, work: Callable[[K], V], size: int) -> None:
        super().__init__()
        self._work = work
        self._size = size

    def __missing__(self, key: K) -> V:
        if len(self) >= self._size:
            self.clear()
        value = self[key] = self._work(key)
        return value


class Known(dict[K, V]):
    """Answers kept by hand, where the argument says more than the key; forgotten as those of `Kept` are."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def keep(self, key: K, value: V) -> V:
        """Keep an answer, and give it back."""
        if len(self) >= self._size:
            self.clear()
        self[key] = value
        return value
