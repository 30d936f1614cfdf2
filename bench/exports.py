"""How fast a ledger is written in each format, and in how much memory: `python -m bench.exports [--records 10000]`.

The ledger is made of the samples' readings, replicated and varied (`bench.replicas`). Each format is written by a
process of its own; its seconds of the processor, its peak memory and the size of what it wrote are printed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.replicas import replicas
from bench.sets import SETS
from servanda.language.stems import stems
from servanda.ledger.settle import settle
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

FORMATS = ("jsonl", "csv", "parquet", "plover", "cameo", "ftm", "jsonld", "ical", "geojson", "atom")


def fill(address: str, size: int) -> None:
    """Make a ledger of so many records, all worked in, and print how many documents it has."""
    real = [r for r in Reader().read_many(documents([str(SETS["samples"])])) if isinstance(r, Reading)]
    endless, count, number = replicas(real), 0, 0
    with Ledger(address, stems) as ledger:
        run = ledger.begin("bench.exports")
        while count < size:
            reading = next(endless)
            ledger.add(reading, run)
            count, number = count + len(reading.records()), number + 1
        ledger.end(run)
        settle(ledger)
    print(f"{count:,} records in {number:,} documents", flush=True)


def one(address: str, form: str, target: str) -> None:
    """Write one format in this process, and print what it took."""
    from servanda.cli import main as servanda

    begin = time.process_time()
    servanda(["export", form, "-o", target, "--ledger", address, "--no-progress"], standalone_mode=False)
    seconds = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    written = [Path(target)] if Path(target).is_file() else list(Path(target).iterdir())
    size = sum(path.stat().st_size for path in written) / 1e6
    print(f"{form:>10}{seconds:>10.2f}{memory:>12.0f}{size:>10.1f}", flush=True)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports", description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000, help="how many records the ledger has")
    parser.add_argument("--fill", metavar="LEDGER", help=argparse.SUPPRESS)
    parser.add_argument("--one", nargs=3, metavar=("LEDGER", "FORMAT", "TARGET"), help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.fill:
        fill(given.fill, given.records)
    elif given.one:
        one(*given.one)
    else:
        _measure(given.records)
    return 0


def _measure(size: int) -> None:
    """Fill and write, all in processes of their own: a large one would show in the peaks of those that it starts."""
    with tempfile.TemporaryDirectory() as folder:
        this, address = [sys.executable, "-m", "bench.exports"], f"{folder}/ledger.sqlite"
        subprocess.run([*this, "--fill", address, "--records", str(size)], check=True)
        print(f"{'format':>10}{'cpu, s':>10}{'memory, MB':>12}{'MB':>10}", flush=True)
        for form in FORMATS:
            subprocess.run([*this, "--one", address, form, f"{folder}/{form}"], check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
