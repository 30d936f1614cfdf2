"""What a ledger of some size answers in, and how it grows: `python -m bench.ledger [--sizes 10000 100000]`.

The ledger is made of the samples' readings, replicated and varied (`bench.replicas`). For each size: seconds to add a
document, the 95th percentile of a search, the other questions once each, and the size of the file.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.replicas import replicas
from bench.sets import SETS
from servanda.language.stems import stems
from servanda.ledger.account import account, promises
from servanda.ledger.dossier import dossier
from servanda.ledger.search import Filter, search
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

_DAY = datetime.date(2026, 1, 1)
_LIMITS = {"add, ms": 100.0, "search p95, ms": 50.0, "brief, s": 1.0, "promises, s": 1.0, "check, s": 1.0}


def measured(path: Path, sizes: Sequence[int]) -> list[dict[str, float]]:
    """Fill the ledger to each size in turn and ask it; one row of numbers a size."""
    real = [r for r in Reader().read_many(documents([str(SETS["samples"])])) if isinstance(r, Reading)]
    words = sorted({w.stems[0] for r in real for w in stems(r.document.text, "ru") if len(w.stems[0]) > 3})
    endless, count, rows = replicas(real), 0, []
    with Ledger(str(path), stems) as ledger:
        run = ledger.begin("bench.ledger")
        for size in sizes:
            added: list[float] = []
            while count < size:
                reading = next(endless)
                added.append(_seconds(functools.partial(ledger.add, reading, run)))
                count += len(reading.records())
            searches = [
                _seconds(functools.partial(search, ledger, word, Filter())) for word in words[:: len(words) // 60]
            ]
            rows.append({
                "records": count, "add, ms": statistics.median(added[-200:]) * 1000,
                "search p95, ms": statistics.quantiles(searches, n=20)[-1] * 1000,
                "brief, s": _seconds(lambda: dossier(ledger, ["AZ", "TR"], _DAY)),
                "promises, s": _seconds(lambda: promises(ledger, ["AZ", "TR"], _DAY)),
                "check, s": _seconds(lambda: account(ledger, ["AZ", "TR"])),
                "file, MB": sum(p.stat().st_size for p in path.parent.glob(path.name + "*")) / 1e6,
                "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
            })  # fmt: skip
            _print(rows[-1], first=len(rows) == 1)
    return rows


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _print(row: dict[str, float], *, first: bool) -> None:
    if first:
        print("".join(f"{name:>16}" for name in row))
        print("".join(f"{f'<= {_LIMITS[name]:g}' if name in _LIMITS else '':>16}" for name in row))
    print("".join(f"{value:>16,.0f}" if value >= 1000 else f"{value:>16.2f}" for value in row.values()), flush=True)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="numbers of records, rising")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder) / "ledger.sqlite", sorted(given.sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
