"""Score the reader on the gold sets and hold it to its floors: `python -m bench.gold`.

Exit status: 0 when every floor is held, 1 when one is not, 2 when a gold file cannot be scored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import floors as floors_module
from bench.floors import Floors
from bench.scoring import Difference, Fields, GoldError, Score
from bench.sets import ROOT, SETS, GoldDocument, fingerprint, load, score
from servanda.model.document import Document

Read = Callable[[Sequence[Document]], Iterable[Mapping[str, Any]]]
_HIDDEN = {"evidence", "action", "id", "rule", "reader"}


def read_all(documents: Sequence[Document]) -> list[Mapping[str, Any]]:
    """What the reader makes of the documents, in the form of the guide; nothing of what it does not read."""
    from servanda import Reader, Reading

    outcomes = Reader().read_many(documents)
    return [outcome.to_dict() for outcome in outcomes if isinstance(outcome, Reading)]


def table(score: Score, floors: Mapping[str, float]) -> list[str]:
    """The lines of a set's table: one a kind, then the sum, then the topics."""
    lines = [f"{'kind':<12} {'gold':>5} {'read':>5} {'P':>6} {'R':>6} {'found':>6} {'exact':>6}  floor (found, exact)"]
    for kind, count in score.rows().items():
        held = [floors.get(f"{kind} {measure}") for measure in ("found", "exact")]
        floor = ", ".join(f"{value:.3f}" for value in held if value is not None)
        values = (count.precision, count.recall, count.found_f1, count.exact_f1)
        numbers = " ".join(f"{value:6.3f}" for value in values)
        lines.append(f"{kind:<12} {count.gold:>5} {count.read:>5} {numbers}  {floor}".rstrip())
    return lines


def _shown(record: Fields | None) -> str:
    kept = {key: value for key, value in (record or {}).items() if key not in _HIDDEN}
    return json.dumps(kept, ensure_ascii=False)


def difference_line(difference: Difference) -> str:
    """One line a difference: what was missed or invented, or both sides of what is inexact."""
    head = f"{difference.verdict.upper():<8} {difference.document} {difference.kind}"
    if difference.verdict == "inexact":
        return f"{head} gold {_shown(difference.gold)} read {_shown(difference.read)}"
    return f"{head} {_shown(difference.gold if difference.read is None else difference.read)}"


def not_read(documents: Iterable[GoldDocument], readings: Mapping[str, Any]) -> list[str]:
    """A line for each document that the reader gave nothing for."""
    return [f"{gold.path.name}: not read" for gold in documents if gold.document.name not in readings]


def gate(folder: Path, read: Read) -> tuple[Score, list[str]]:
    """The score of one set, and the lines that name what was not read."""
    documents = load(folder)
    readings = {str(r["document"]["name"]): r for r in read([gold.document for gold in documents])}
    return score(documents, readings), not_read(documents, readings)


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.gold", description=__doc__.splitlines()[0])
    parser.add_argument("--set", action="append", choices=list(SETS), help="only this set (may be given again)")
    parser.add_argument("--misses", action="store_true", help="list what was missed, invented and read inexactly")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    change.add_argument("--lower", metavar="REASON", help="lower the floors that were missed; the reason is kept")
    given = parser.parse_args(words)
    if given.lower is not None and len(given.lower.split()) < 3:
        parser.error("--lower needs a reason of three words or more")
    return given


def settle(name: str, score: Score, floors: Floors, given: argparse.Namespace) -> list[str]:
    """Move the floors of a set as asked, and tell what they then say: problems, or nothing."""
    measured = floors_module.measures(score)
    gold = fingerprint(SETS[name])
    if given.lift or given.lower:
        moves = floors.lift(name, measured) if given.lift else floors.lower(name, measured, given.lower)
        print("\n".join(moves) or f"{name}: no floor moves")
        if not floors.below(name, measured):
            floors.gold[name] = gold
    if name not in floors.sets:
        print(f"{name}: no floor is set; set them with --raise")
    problems = floors.below(name, measured)
    if floors.gold.get(name, gold) != gold:
        remark = f"{name}: the gold is not that on which its floors were measured"
        if SETS[name].is_relative_to(ROOT):
            problems.append(f"{remark}; measure anew with --raise or --lower")
        else:
            print(remark)
    return problems


def main(words: Sequence[str] | None = None, read: Read = read_all) -> int:
    """Score, print, compare; the exit status."""
    given = arguments(words)
    floors = Floors.read(floors_module.FILE)
    problems: list[str] = []
    for name in given.set or SETS:
        folder = SETS[name]
        if not folder.is_dir():
            print(f"\n{name}: left out, its folder is not here\n")
            continue
        try:
            scored, unread = gate(folder, read)
        except GoldError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        print(f"\n{name}")
        print("\n".join([*table(scored, floors.sets.get(name, {})), *unread]))
        if given.misses:
            print("\n".join(difference_line(difference) for difference in scored.differences))
        problems += settle(name, scored, floors, given)
    if given.lift or given.lower:
        floors.write(floors_module.FILE)
    print("\n" + ("\n".join(problems) if problems else "Every floor is held."))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
