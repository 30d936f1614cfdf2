"""What a ledger of some size answers in, and how it grows: `python -m bench.ledger [--sizes 10000 100000 1000000]`.

The ledger is made of the samples' readings, replicated and varied (`bench.replicas`). For each size a process of its
own asks what people ask, of the pair of states of which most is told: the median of three, and the 95th percentile of
sixty searches; `memory` is that process's peak. `add` is one more document, its records and all that it changes in the
account, without the reading. `fill` and `rebuild` are a second's records while many are added, and worked in anew.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.replicas import pairs, replicas
from bench.sets import SETS
from servanda.language.stems import Stemmed, stems
from servanda.ledger import account
from servanda.ledger.dossier import BRIEF, dossier
from servanda.ledger.search import Filter, search
from servanda.ledger.settle import rebuild, settle
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents
from servanda.report.brief import brief

_DAY = datetime.date(2026, 1, 1)
_LIMITS = {
    "add, ms": 100.0, "search, ms": 50.0, "brief, s": 1.0, "promises, s": 1.0, "all, s": 1.0, "check, s": 1.0,
    "all checks, s": 1.0, "memory, MB": 500.0,
}  # fmt: skip
_ADDED = 60  # documents, each added and worked in by itself
_LISTED = 50  # lines that `servanda promises` and `check` show when no states are named


def measured(address: str, sizes: Sequence[int], *, with_rebuild: bool = False) -> Iterator[dict[str, float]]:
    """Fill the ledger to each size in turn and ask it; one row of numbers a size."""
    real = [r for r in Reader().read_many(documents([str(SETS["samples"])])) if isinstance(r, Reading)]
    words = sorted({w.stems[0] for r in real for w in stems(r.document.text, "ru") if len(w.stems[0]) > 3})
    endless, count = replicas(real), 0
    for size in sizes:
        begin, before = time.perf_counter(), count
        with Ledger(address, _remembering) as ledger:
            run = ledger.begin("bench.ledger")
            while count < size:
                reading = next(endless)
                ledger.add(reading, run)
                count += len(reading.records())
            settle(ledger)
            ledger.end(run)
        filled = (count - before) / (time.perf_counter() - begin)
        with Ledger(address, stems) as ledger:
            added = [next(endless) for _ in range(_ADDED)]
            run = ledger.begin("bench.ledger")
            one = statistics.median(_seconds(functools.partial(_add, ledger, reading, run)) for reading in added[10:])
            count += sum(len(reading.records()) for reading in added[10:])
        row = {"records": count, "fill, 1/s": filled, "add, ms": one * 1000, **_asked_apart(address, words)}
        if with_rebuild:
            with Ledger(address, _remembering) as ledger:
                row["rebuild, 1/s"] = count / _seconds(functools.partial(_rebuilt, ledger))
        yield row


@functools.lru_cache(20_000)
def _words(text: str, language: str) -> tuple[Stemmed, ...]:
    return tuple(stems(text, language))


def _remembering(text: str, language: str) -> tuple[Stemmed, ...]:
    """The stems of a text, which replicas share: to fill a ledger sooner, where the filling is not what is measured."""
    return _words(text, language)


def _add(ledger: Ledger, reading: Reading, run: int) -> None:
    ledger.add(reading, run)
    settle(ledger)


def _rebuilt(ledger: Ledger) -> None:
    rebuild(ledger)
    settle(ledger)


def _asked_apart(address: str, words: Sequence[str]) -> dict[str, float]:
    chosen = " ".join(words[:: max(1, len(words) // 60)])
    command = [sys.executable, "-m", "bench.ledger", "--ask", address, chosen]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {str(name): float(value) for name, value in json.loads(told).items()}


def asked(address: str, words: Sequence[str]) -> dict[str, float]:
    """What this process measures by asking."""
    states = pairs()[0]
    with Ledger(address, stems) as ledger:
        search(ledger, words[0], Filter())
        searches = [_seconds(functools.partial(search, ledger, word, Filter())) for word in words]
        limited = account.Wanted(fate="overdue", limit=_LISTED)
        return {
            "search, ms": statistics.quantiles(searches, n=20)[-1] * 1000,
            "brief, s": _of_three(lambda: brief(dossier(ledger, states, _DAY, most=BRIEF))),
            "promises, s": _of_three(lambda: account.promises(ledger, states, _DAY)),
            "all, s": _of_three(lambda: account.promises(ledger, (), _DAY, only=limited)),
            "check, s": _of_three(lambda: account.checked(ledger, states)),
            "all checks, s": _of_three(lambda: account.checked(ledger, limit=_LISTED)),
            "pair": float(len(account.series(ledger, states))),
            "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
            "file, MB": sum(p.stat().st_size for p in Path(address).parent.glob(Path(address).name + "*")) / 1e6,
        }


def _of_three(work: Callable[[], object]) -> float:
    return statistics.median(_seconds(work) for _ in range(3))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _print(row: dict[str, float], *, first: bool) -> None:
    if first:
        print("".join(f"{name:>14}" for name in row))
        print("".join(f"{f'<= {_LIMITS[name]:g}' if name in _LIMITS else '':>14}" for name in row))
    print("".join(f"{value:>14,.0f}" if value >= 1000 else f"{value:>14.2f}" for value in row.values()), flush=True)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="records, rising")
    parser.add_argument("--rebuild", action="store_true", help="work each ledger in anew, too")
    parser.add_argument("--ledger", default="", metavar="FILE", help="keep the ledger in FILE (default: thrown away)")
    parser.add_argument("--ask", nargs=2, metavar=("ADDRESS", "WORDS"), help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.ask:
        print(json.dumps(asked(given.ask[0], given.ask[1].split())))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        address = given.ledger or str(Path(folder) / "ledger.sqlite")
        for n, row in enumerate(measured(address, sorted(given.sizes), with_rebuild=given.rebuild)):
            _print(row, first=n == 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
