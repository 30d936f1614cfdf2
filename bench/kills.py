"""Processes that add to a ledger, or rebuild it, killed at random moments: `python -m bench.kills [--kills 200]`.

What must hold after every kill: each document is there whole or not at all, and everything there is proven. After the
last one a run that nobody kills must bring the rest, each document once, and come to the account that a ledger has in
which nothing was ever killed. The moments are drawn from a seed.
"""

from __future__ import annotations

import argparse
import functools
import pickle
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.content import content
from bench.replicas import replicas
from bench.sets import SETS
from servanda.language.stems import stems
from servanda.ledger.proof import verify
from servanda.ledger.settle import rebuild, settling, waiting
from servanda.ledger.store import Ledger
from servanda.ledger.working import take_out
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

_READER = "bench.kills"
_STEPS = 6  # of settling so few documents
_LONGEST = 0.3  # seconds from one step on until the kill


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many kills hit a process at work, how many documents were there after each, and what was found wrong."""

    kills: int
    there: tuple[int, ...]
    faults: tuple[str, ...]


def made(count: int) -> list[Reading]:
    """So many readings with ids of their own, out of the samples."""
    real = [r for r in Reader().read_many(documents([str(SETS["samples"])])) if isinstance(r, Reading)]
    endless = replicas(real)
    return [next(endless) for _ in range(count)]


def add_all(address: str, readings: Sequence[Reading], tell: Callable[[str], None] = lambda _: None) -> None:
    """What the process to be killed does: add what is missing; work in what is stale, or all anew when nothing is.

    `tell` is told of each step.
    """
    with Ledger(address, stems) as ledger:
        run = ledger.begin(_READER)
        became = set()
        for reading in readings:
            became.add(ledger.add(reading, run))
            tell("added")
        if became == {"known"} and not waiting(ledger):
            rebuild(ledger)
        for step in settling(ledger):
            tell(f"settled {step.sort}")
        ledger.end(run)


def kill(address: str, readings: Sequence[Reading], kills: int, seed: int = 1) -> Outcome:
    """Start, kill and look, so many times; then let one run end."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    expected = {reading.document.id: len(reading.records()) for reading in readings}
    hits, there, faults = 0, [], []
    with tempfile.NamedTemporaryFile(suffix=".pickle") as kept:
        pickle.dump(list(readings), kept)
        kept.flush()
        command = [sys.executable, "-m", "bench.kills", "--add", kept.name, address]
        while hits < kills:
            with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None  # noqa: S101 - PIPE was asked for
                for _ in range(chance.randrange(len(readings) + _STEPS)):
                    process.stdout.readline()
                time.sleep(chance.uniform(0, _LONGEST))
                process.send_signal(signal.SIGKILL)
            finished = process.returncode == 0
            hits += not finished
            found, wrong = _look(address, expected)
            there.append(found)
            faults += wrong
            if finished and hits < kills:
                _forget(address, chance)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found, wrong = _look(address, expected)
    if found != len(expected):
        wrong.append(f"{len(expected) - found} documents are missing at the end")
    with tempfile.TemporaryDirectory() as folder, Ledger(address, stems) as ledger:
        untouched = str(Path(folder) / "ledger.sqlite")
        add_all(untouched, readings)
        with Ledger(untouched, stems) as other:
            if waiting(ledger) or content(ledger) != content(other):
                wrong.append("the account is not the one that it would be without kills")
    return Outcome(hits, tuple(there), (*faults, *wrong))


def _look(address: str, expected: dict[str, int]) -> tuple[int, list[str]]:
    faults: list[str] = []
    with Ledger(address, stems) as ledger:
        ids = [document.id for document in ledger.documents()]
        for document, checked in zip(ids, verify(ledger), strict=True):
            faults += checked.faults
            if checked.records != expected[document]:
                faults.append(f"{checked.name} has {checked.records} records of {expected[document]}")
    if len(set(ids)) != len(ids):
        faults.append("a document is there twice")
    return len(ids), faults


def _forget(address: str, chance: random.Random) -> None:
    """Take half of the documents away: there is something to add again."""
    from sqlalchemy import delete

    from servanda.ledger.schema import documents as table

    with Ledger(address, stems) as ledger:
        there = list(ledger.rows())
        gone = chance.sample(there, len(there) // 2)
        with ledger.database.writing() as connection:
            for row in gone:
                if row.settled:
                    take_out(connection, row.key, ledger.stemmer)
            connection.execute(delete(table).where(table.c.key.in_([row.key for row in gone])))


def main(words: Sequence[str] | None = None) -> int:
    """Kill on SQLite and, where its server is installed, on PostgreSQL; status 1 when anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="on each database (default: 200)")
    parser.add_argument("--documents", type=int, default=60, help="to be added (default: 60)")
    parser.add_argument("--add", nargs=2, metavar=("PICKLE", "ADDRESS"), help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.add:
        readings = pickle.loads(Path(given.add[0]).read_bytes())  # noqa: S301 - our own file
        add_all(given.add[1], readings, functools.partial(print, flush=True))
        return 0
    readings = made(given.documents)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, address in _addresses(Path(folder)):
            outcome = kill(address, readings, given.kills)
            cut = sum(0 < count < len(readings) for count in outcome.there)
            print(f"{name:<11} {outcome.kills} kills, {cut} of them in the middle; {len(outcome.faults)} faults")
            print("".join(f"  {fault}\n" for fault in outcome.faults[:20]), end="")
            bad += len(outcome.faults)
    return int(bad > 0)


def _addresses(folder: Path) -> list[tuple[str, str]]:
    from bench.postgresql import start

    server = start(folder / "postgresql")
    server.psql("CREATE DATABASE kills;")
    return [("SQLite", str(folder / "ledger.sqlite")), ("PostgreSQL", str(server.get_uri("kills")))]


if __name__ == "__main__":
    sys.exit(main())
