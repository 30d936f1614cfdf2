"""How fast Servanda is beside natasha, in one run over the same texts: `python -m bench.speed`.

natasha runs as its README shows it, in an interpreter of its own (`--natasha PYTHON`), one core each, CPU seconds.
`fresh` is text that the process has never seen, `warm` the same texts once more, as a running service meets most words.
Where the compiled kernel is built, the same is measured without it, too.
`--quick` takes few texts; `--check` proves that every tag is slovnet's own; `--memory` reads 50,000 documents.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.sets import ROOT
from bench.texts import texts
from servanda.language import kernel

PEER = ROOT / "bench" / "natasha_peer.py"
INTERPRETER = ROOT / ".venv-natasha" / "bin" / "python"
QUICK = 60
_MB = 1_000_000
_WAYS = ("annotate", "read")
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
HOW = """natasha is not measured: {python} has none. Make an interpreter for it, with pymorphy2's pkg_resources:
  python3 -m venv .venv-natasha
  .venv-natasha/bin/python -m pip install natasha 'setuptools<82'"""


@dataclass(frozen=True, slots=True)
class Goal:
    """A measured value beside what is wanted of it."""

    what: str
    value: float
    least: float | None = None
    most: float | None = None
    unit: str = "×"

    def line(self) -> str:
        """One row of the table."""
        wanted = f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"
        met = self.value >= self.least if self.least is not None else self.value <= (self.most or 0)
        return f"{self.what:<66} {self.value:7.2f} {self.unit:<2} {wanted:>7} {'met' if met else 'MISSED'}"


def child(command: Sequence[str], given: object, *, watched: bool = False, pure: bool = False) -> dict[str, Any]:
    """Run a process on one core with JSON on its standard input; its answer. RuntimeError when it fails.

    `watched`: what it says meanwhile is shown; `pure`: it leaves the compiled kernel aside.
    """
    done = subprocess.run(
        command,
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        stderr=None if watched else subprocess.PIPE,
        check=False,
        cwd=ROOT,
        encoding="utf-8",
        env=os.environ | _ONE_CORE | ({kernel.PURE: "1"} if pure else {}),
    )
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(command)} ended with status {done.returncode}: {(done.stderr or '').strip()[-2000:]}"
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def work(name: str, given: object, *, pure: bool = False) -> dict[str, Any]:
    """One work of `bench.speed_work`, in a process of its own."""
    return child([sys.executable, "-m", "bench.speed_work", name], given, watched=name == "memory", pure=pure)


def ceiling(given: object) -> float:
    """How much two processes that know nothing of each other do on this machine in the time of one."""
    alone = work("read", given)["wall"]
    with ThreadPoolExecutor(2) as both:
        beside = [found["wall"] for found in both.map(lambda _: work("read", given), range(2))]
    return float(2 * alone / max(beside))


def has_natasha(python: Path) -> bool:
    """Whether that interpreter can import natasha."""
    try:
        return not subprocess.run([python, "-c", "import natasha"], capture_output=True, check=False).returncode
    except OSError:
        return False


def rules_share(shares: Mapping[str, int]) -> float:
    """The part of the whole way that passes in the reading rules."""
    rules = sum(count for name, count in shares.items() if name.startswith("reading"))
    return rules / max(1, sum(shares.values()))


def share_lines(shares: Mapping[str, int], least: float = 0.01) -> list[str]:
    """The modules that take longest, in percent."""
    total = max(1, sum(shares.values()))
    return [f"  {name:<40} {100 * count / total:5.1f} %" for name, count in shares.items() if count / total >= least]


def measured(rounds: Sequence[Mapping[str, Any]]) -> list[str]:
    """Speeds and peak memory, the middle of all rounds.

    A round has `annotate`, `read` and perhaps `natasha`, and `pure` with the first two, measured without the kernel.
    """
    lines = [f"{'':<44} {'tokens/s':>9} {'documents/s':>12} {'peak MB':>8}"]

    def row(what: str, seconds: Sequence[float], peak: float) -> None:
        middle = statistics.median(seconds)
        tokens = rounds[0]["annotate"]["tokens"]
        documents = rounds[0]["annotate"]["documents"]
        lines.append(f"{what:<44} {tokens / middle:9,.0f} {documents / middle:12.1f} {peak / _MB:8.0f}")

    if "natasha" in rounds[0]:
        peak = max(r["natasha"]["peak"] for r in rounds)
        row("natasha, documented steps", [documented(r) for r in rounds], peak)
        row("natasha, every token lemmatised", [lemmatised(r) for r in rounds], peak)
    for end, ways in (("", rounds), (", pure", [r["pure"] for r in rounds if "pure" in r])):
        if ways:
            peak = max(r["annotate"]["peak"] for r in ways)
            row(f"Servanda, annotation, fresh{end}", [r["annotate"]["fresh"] for r in ways], peak)
            row(f"Servanda, annotation, warm{end}", [r["annotate"]["warm"] for r in ways], peak)
            peak = max(r["read"]["peak"] for r in ways)
            row(f"Servanda, text to records, fresh{end}", [r["read"]["seconds"] for r in ways], peak)
    return lines


def lemmatised(measures: Mapping[str, Any]) -> float:
    """Seconds of natasha with the lemma of every token."""
    return float(sum(measures["natasha"]["seconds"].values()))


def documented(measures: Mapping[str, Any]) -> float:
    """Seconds of the steps that natasha's README shows."""
    return lemmatised(measures) - float(measures["natasha"]["seconds"]["lemmas"])


def goals(rounds: Sequence[Mapping[str, Any]]) -> list[Goal]:
    """The ratios of each round, their middle beside the goal."""
    middle = statistics.median
    found = []
    if "natasha" in rounds[0]:
        fresh = middle(lemmatised(r) / r["annotate"]["fresh"] for r in rounds)
        warm = middle(lemmatised(r) / r["annotate"]["warm"] for r in rounds)
        whole = middle(documented(r) / r["read"]["seconds"] for r in rounds)
        found = [
            Goal("annotation, fresh, against natasha with lemmas", fresh, 4),
            Goal("annotation, warm, against natasha with lemmas", warm, 9),
            Goal("text to records, fresh, against natasha's documented steps", whole, 2.5),
        ]
    share = middle(rules_share(r["read"]["shares"]) for r in rounds)
    return [*found, Goal("share of the reading rules", 100 * share, most=45, unit="%")]


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print; with --check, status 1 when a tag differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, metavar="N", help="take N texts, at equal distances (default: all)")
    parser.add_argument("--quick", action="store_true", help=f"take {QUICK} texts")
    parser.add_argument(
        "--rounds", type=int, default=1, metavar="N", help="measure N times, take the middle (default: 1)"
    )
    parser.add_argument("--natasha", type=Path, default=INTERPRETER, metavar="PYTHON", help="interpreter with natasha")
    parser.add_argument(
        "--processes", action="store_true", help="also two processes against one, over all texts (needs two idle cores)"
    )
    parser.add_argument(
        "--memory", type=int, nargs="?", const=50_000, metavar="N", help="only: memory over N documents"
    )
    parser.add_argument(
        "--check", action="store_true", help="only: every tag, head, relation and span is slovnet's own"
    )
    given = parser.parse_args(words)
    chosen = texts(QUICK if given.quick and not given.documents else given.documents)
    built = "built" if kernel.built else "not built, or left aside"
    print(f"{len(chosen)} texts, {sum(map(len, chosen)):,} characters; the compiled kernel is {built}")
    if given.check:
        return _check(chosen)
    if given.memory:
        return _memory(chosen, given.memory)
    peer = has_natasha(given.natasha)
    if not peer:
        print(HOW.format(python=given.natasha))
    rounds = []
    for _ in range(given.rounds):
        natasha = {"natasha": child([str(given.natasha), str(PEER)], chosen)} if peer else {}
        rounds.append(natasha | {name: work(name, {"texts": chosen}) for name in _WAYS})
        if kernel.built:
            rounds[-1]["pure"] = {name: work(name, {"texts": chosen}, pure=True) for name in _WAYS}
    print("\n".join(measured(rounds)))
    print("shares of text to records:", *share_lines(rounds[-1]["read"]["shares"]), sep="\n")
    found = goals(rounds)
    if given.processes:
        everything = {"texts": texts(None)}
        seconds = work("processes", everything)["seconds"]
        found.append(
            Goal("two processes against one over all texts, with their start", seconds["1"] / seconds["2"], 1.8)
        )
        print(
            f"two processes that know nothing of each other: {ceiling(everything):.2f} × one, what the machine allows"
        )
    print("\n".join(goal.line() for goal in found))
    return 0


def _check(chosen: Sequence[str]) -> int:
    from bench.speed_check import compare

    difference = compare(chosen)
    print("\n".join(difference.lines()))
    return int(any(difference.differ.values()))


def _memory(chosen: Sequence[str], documents: int) -> int:
    found = work("memory", {"texts": chosen, "documents": documents})
    resident = [mark / _MB for mark in found["resident"]]
    marks = " ".join(f"{resident[len(resident) * tenth // 10 - 1]:.0f}" for tenth in range(1, 11))
    print(f"{documents:,} documents; resident memory after each tenth, MB: {marks}")
    print(Goal("peak memory", found["peak"] / _MB, most=700, unit="MB").line())
    growth = resident[-1] - resident[len(resident) // 2 - 1]
    print(Goal("growth in the second half", growth, most=20, unit="MB").line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
