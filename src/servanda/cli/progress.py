"""A progress bar on standard error, shown only when the work takes longer than a second and somebody watches."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

_DELAY = 1.0  # seconds before the bar appears


class Bar:
    """Counts what is done; `hidden` takes the bar off the screen while results are written to the same one."""

    def __init__(self, total: int | None, *, wanted: bool, label: str = "Reading") -> None:
        self._total = total
        self._label = label
        self._done = 0
        self._lock = threading.Lock()
        self._shown: Progress | None = None
        self._timer = threading.Timer(_DELAY, self._show) if wanted and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            if self._shown:
                self._shown.stop()

    def advance(self, by: int = 1) -> None:
        """So many more are done."""
        with self._lock:
            self._done += by
            if self._shown:
                self._shown.update(self._shown.task_ids[0], completed=self._done)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """While results are written to a terminal."""
        with self._lock:
            bar = self._shown if sys.stdout.isatty() else None
            if bar:
                bar.stop()
            try:
                yield
            finally:
                if bar:
                    bar.start()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            columns = (TextColumn(self._label), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._shown = Progress(*columns, console=Console(stderr=True), transient=True)
            self._shown.add_task("", total=self._total, completed=self._done)
            self._shown.start()
