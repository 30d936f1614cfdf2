"""How well the queue of review puts first what is not right: `python -m bench.doubt`.

Every record that the reader finds in the gold sets is given its doubt, as without any judgement, and is called faulty
when the gold does not have it in every scored field. The table tells in which quarter of the queue these stand.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.gold import Read, read_all
from bench.sets import SETS, load, score
from servanda.ledger.doubt import Experience, doubts
from servanda.model.records import KINDS

Weighed = tuple[float, bool]  # doubt, and whether it is faulty


def weighed(readings: Mapping[str, Mapping[str, Any]], faulty: set[str]) -> Iterator[Weighed]:
    """Every record's doubt; `faulty`: the ids of those that are not right."""
    nothing = Experience(Counter(), Counter())
    for reading in readings.values():
        records = [(kind, record) for kind in KINDS for record in reading[kind]]
        found = [(kind, record, nothing.expected(kind, record["rule"])) for kind, record in records]
        for (_, record), (weight, _) in zip(records, doubts(found), strict=True):
            yield weight, record["id"] in faulty


def order(found: Sequence[Weighed]) -> float:
    """How often a faulty record comes before one that is right, 0.5 for chance (the area under the ROC curve)."""
    faulty = [weight for weight, bad in found if bad]
    right = [weight for weight, bad in found if not bad]
    wins = sum((a > b) + (a == b) / 2 for a in faulty for b in right)
    return wins / (len(faulty) * len(right)) if faulty and right else 0.5


def table(found: Sequence[Weighed]) -> list[str]:
    """The quarters of the queue, each with its records, and how many are faulty; equal doubts stay in their order."""
    ranked = sorted(found, key=lambda pair: -pair[0])
    lines = ["| quarter of the queue | records | faulty | share |", "| --- | ---: | ---: | ---: |"]
    for n in range(4):
        some = ranked[len(ranked) * n // 4 : len(ranked) * (n + 1) // 4]
        bad = sum(pair[1] for pair in some)
        lines.append(f"| {n + 1} | {len(some)} | {bad} | {bad / max(1, len(some)):.0%} |")
    return [*lines, "", f"A faulty record comes before one that is right in {order(found):.0%} of all pairs."]


def main(read: Read = read_all) -> int:
    """Measure and print; 1 when no gold set is here."""
    found: list[Weighed] = []
    for name, folder in SETS.items():
        if not folder.is_dir():
            print(f"{name}: left out, its folder is not here")
            continue
        gold = load(folder)
        readings = {str(r["document"]["name"]): r for r in read([document.document for document in gold])}
        differences = score(gold, readings).differences
        faulty = {str(d.read["id"]) for d in differences if d.read is not None}
        found += weighed(readings, faulty)
    if found:
        print("\n".join(table(found)))
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
