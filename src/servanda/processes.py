"""Work shared among processes: answers in the order of what was given, and nothing lost when a process is killed.

Every process has a pipe of its own, so that it is known what one was at when it ended: its parcel is given out once
more item by item, and an item that ends its process twice is given up. There are no locks that a killed process could
hold, and no threads here that could wait for it.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from servanda.errors import ServandaError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # parcels that a process has before it, so that it never waits for what becomes of the answers
DEATHS = 2  # processes that an item may end
STILLBORN = 3  # processes in a row that may end before they begin
#: Imported by the process of which the others are copies.
PRELOADED = ["servanda.preloaded"]
_READY = "ready"
_START = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


@dataclass(slots=True)
class _Parcel(Generic[T, R]):
    """Items that are sent together, and their answers so far."""

    items: Sequence[T]
    answers: dict[int, R] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        return len(self.answers) == len(self.items)


@dataclass(frozen=True, slots=True)
class _Task(Generic[T, R]):
    """What is asked of a process: the items of a parcel at these places; `deaths`: processes that they have ended."""

    parcel: _Parcel[T, R]
    places: Sequence[int]
    deaths: int = 0

    @property
    def items(self) -> list[T]:
        return [self.parcel.items[place] for place in self.places]


class _Worker(Generic[T, R]):
    """A process, our end of its pipe, and what it has been asked and has not answered, in order."""

    def __init__(self, context: Any, work: Callable[[list[T]], list[R]]) -> None:
        self.pipe, end = context.Pipe()
        self.process = context.Process(target=_serve, args=(end, work), daemon=True)
        self.process.start()
        end.close()
        self.tasks: deque[_Task[T, R]] = deque()
        self.ready = False

    def end(self) -> None:
        """Whatever it is at."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Team(Generic[T, R]):
    """Processes that share the work of one run."""

    def __init__(self, work: Callable[[list[T]], list[R]], given_up: Callable[[T], R], processes: int) -> None:
        """`work`: a function of a module, or a partial of one; `given_up`: the answer for what no process survives."""
        self._work, self._given_up, self._most = work, given_up, processes
        self._workers: list[_Worker[T, R]] = []
        self._open: deque[_Parcel[T, R]] = deque()  # given out and not yet answered for, in order
        self._again: deque[_Task[T, R]] = deque()
        self._stillborn = 0

    def answers(self, parcels: Iterable[Sequence[T]]) -> Iterator[R]:
        """The answers for all items, in order; closing the iterator ends the processes.

        ServandaError as it was raised in a process, or when processes end before they begin.
        """
        coming = iter(parcels)
        self._context = _context()
        try:
            while self._hand_out(coming):
                while self._open and self._open[0].whole:
                    parcel = self._open.popleft()
                    for place in range(len(parcel.items)):
                        yield parcel.answers[place]
                    self._hand_out(coming)
                if self._open:
                    self._receive()
        finally:
            for worker in self._workers:
                worker.end()

    def _hand_out(self, coming: Iterator[Sequence[T]]) -> bool:
        """Ask as much of each process as it may have before it; whether anything is left to be answered."""
        while (worker := self._idlest()) is not None:
            if self._again:
                task = self._again.popleft()
            elif len(self._open) < self._most * AHEAD and (items := next(coming, None)) is not None:
                self._open.append(_Parcel(items))
                task = _Task(self._open[-1], range(len(items)))
            else:
                break
            try:
                worker.pipe.send(task.items)
            except OSError:  # it has ended
                self._again.appendleft(task)
                self._bury(worker)
            else:
                worker.tasks.append(task)
        return bool(self._open)

    def _idlest(self) -> _Worker[T, R] | None:
        """The process with the least before it, a new one where all have something; None when each has enough."""
        least = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if (least is None or least.tasks) and len(self._workers) < self._most:
            self._workers.append(_Worker(self._context, self._work))
            return self._workers[-1]
        return least if least is not None and len(least.tasks) < AHEAD else None

    def _receive(self) -> None:
        """Take the answers that are there; wait for one where there is none."""
        waiting = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(waiting)):
            worker = waiting[pipe]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if isinstance(answer, ServandaError):
                raise answer
            if answer == _READY:
                worker.ready, self._stillborn = True, 0
                continue
            task = worker.tasks.popleft()
            task.parcel.answers.update(zip(task.places, answer, strict=True))

    def _bury(self, worker: _Worker[T, R]) -> None:
        """Give out again what an ended process has not answered; what it was at item by item."""
        worker.end()
        self._workers.remove(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise ServandaError(
                    "processes ended before they began to work", remedy="memory may be short; use fewer processes"
                )
        elif worker.tasks:
            fatal = worker.tasks.popleft()
            if len(fatal.places) > 1 or fatal.deaths + 1 < DEATHS:
                self._again.extend(_Task(fatal.parcel, (place,), fatal.deaths + 1) for place in fatal.places)
            else:
                (place,) = fatal.places
                fatal.parcel.answers[place] = self._given_up(fatal.parcel.items[place])
        self._again.extendleft(reversed(worker.tasks))


def _context() -> Any:
    """How processes are started; an interrupt from the terminal is our business, and none of theirs."""
    context = multiprocessing.get_context(_START)
    if _START == "forkserver":
        from multiprocessing import forkserver, resource_tracker

        context.set_forkserver_preload(PRELOADED)
        resource_tracker.ensure_running()  # it lets interrupts through again, so it has to be there before
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # inherited by all that it starts
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


def _serve(pipe: Connection, work: Callable[[list[Any]], list[Any]]) -> None:
    """Answer in order until the pipe is closed; what is asked is taken off the pipe at once, so that nobody waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: SimpleQueue[list[Any] | None] = SimpleQueue()

    def take() -> None:
        try:
            while True:
                asked.put(pipe.recv())
        except (EOFError, OSError):
            return
        finally:
            asked.put(None)

    threading.Thread(target=take, daemon=True).start()
    try:
        pipe.send(_READY)
        while (items := asked.get()) is not None:
            try:
                pipe.send(work(items))
            except ServandaError as error:
                pipe.send(error)
    except ConnectionError:
        return  # nobody listens any more
