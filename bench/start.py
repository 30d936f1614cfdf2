"""Time and memory from nothing to the records of one article: `python -m bench.start`.

Each run is a new process, as a user starts it: `servanda read ARTICLE --format jsonl`. The first run warms the disk and
is not counted. Linux takes the memory of the process that starts another as the least peak of the other: this module
imports little.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.sets import SETS

LIMIT_SECONDS = 3.0
LIMIT_MEGABYTES = 500.0
_KIB_IN_MB = 1024 / 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Wall and processor time of one process in seconds, and its peak resident memory in megabytes (10⁶ bytes)."""

    seconds: float
    processor: float
    megabytes: float


def plain_environment() -> dict[str, str]:
    """That of this process without what it tells Python: a user's Python keeps its bytecode, and starts with it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away; RuntimeError when it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=plain_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None  # noqa: S101 - PIPE was asked for
    complaint = process.stderr.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {process.returncode}: {complaint.strip()}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KIB_IN_MB)


def table(runs: Sequence[Run]) -> list[str]:
    """Best, median and worst of the runs, beside the limits where there are any."""
    measured: tuple[tuple[str, list[float], float | None], ...] = (
        ("wall time, s", [r.seconds for r in runs], LIMIT_SECONDS),
        ("processor time, s", [r.processor for r in runs], None),
        ("peak memory, MB", [r.megabytes for r in runs], LIMIT_MEGABYTES),
    )
    lines = [f"{'':<18} {'best':>8} {'median':>8} {'worst':>8} {'limit':>8}"]
    for what, values, limit in measured:
        numbers = " ".join(f"{value:8.2f}" for value in (min(values), statistics.median(values), max(values)))
        lines.append(f"{what:<18} {numbers} {f'{limit:8.2f}' if limit else ''}".rstrip())
    return lines


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; status 1 when the median is over a limit and --check is given."""
    parser = argparse.ArgumentParser(prog="python -m bench.start", description=__doc__.splitlines()[0])
    parser.add_argument("article", nargs="?", type=Path, help="a text (default: the longest of the samples)")
    parser.add_argument("--runs", type=int, default=5, help="how often (default: 5)")
    parser.add_argument("--check", action="store_true", help="status 1 when a median is over its limit")
    given = parser.parse_args(words)
    article = given.article or max(SETS["samples"].glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))
    servanda = Path(sys.executable).with_name("servanda")
    command = [str(servanda), "read", str(article), "--format", "jsonl"]
    print(f"servanda read {article.name} --format jsonl ({article.stat().st_size:,} bytes), {given.runs} runs")
    run(command)
    runs = [run(command) for _ in range(given.runs)]
    print("\n".join(table(runs)))
    slow = statistics.median(r.seconds for r in runs) > LIMIT_SECONDS
    large = statistics.median(r.megabytes for r in runs) > LIMIT_MEGABYTES
    return int(given.check and (slow or large))


if __name__ == "__main__":
    sys.exit(main())
