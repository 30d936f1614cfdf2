"""Score what a ledger makes of many documents on the gold of our stories: `python -m bench.account [--misses]`.

All stories are read into one ledger. All three sets may be used for mending rules: `former` and `held` were held back
once, each measured before anybody had looked at it (docs/quality.md). Exit status: 0 when every floor is held, 1
when one is not, 2 when a gold file cannot be scored.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.account_gold import FOLDER, SETS, Gold, fingerprint, load, stories
from bench.account_scoring import Pairs, Share, matches, only, pairs
from bench.account_told import Told, fates, tell
from bench.floors import Floors
from bench.scoring import GoldError
from servanda import Reader, Reading, documents
from servanda.language.stems import stems
from servanda.ledger.store import Ledger

FILE = Path(__file__).with_name("account_floors.json")
#: What issue 4 asks for, of all that the gold has.
GOALS: Mapping[str, float] = {"people": 0.95, "encounters": 0.95, "undertakings": 0.90, "fates": 0.90}


@dataclass(slots=True)
class Row:
    """One line of the table: mentions of the gold, those that were read, and the pairs of all and of what was read."""

    mentions: int
    read: int
    of_all: Pairs
    of_read: Pairs
    unread: list[str]


@dataclass(slots=True)
class Result:
    """All that is measured of one set."""

    rows: dict[str, Row] = field(default_factory=dict)
    fates_of_all: Share = field(default_factory=Share)
    fates_of_read: Share = field(default_factory=Share)
    steps: Share = field(default_factory=Share)
    doubts_found: Share = field(default_factory=Share)
    doubts_of_read: Share = field(default_factory=Share)
    doubts_right: Share = field(default_factory=Share)

    def measures(self) -> dict[str, float]:
        """What floors are set for."""
        kinds = {kind: row.of_all.f1 for kind, row in self.rows.items()}
        kinds |= {f"{kind} read": row.of_read.f1 for kind, row in self.rows.items()}
        doubts = {"doubts recall": self.doubts_found.value, "doubts precision": self.doubts_right.value}
        return {**kinds, "fates": self.fates_of_all.value, "fates read": self.fates_of_read.value, **doubts}


@contextmanager
def filled(folder: Path = FOLDER) -> Iterator[Ledger]:
    """A ledger of the documents of all stories, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as place, Ledger(str(Path(place) / "account.sqlite"), stems) as ledger:
        run = ledger.begin("bench.account")
        for outcome in Reader().read_many(documents([lines for lines, _ in stories(folder)])):
            if not isinstance(outcome, Reading):
                raise GoldError(str(outcome))
            ledger.add(outcome, run)
        ledger.end(run)
        yield ledger


def score(ledger: Ledger, gold: Gold) -> Result:
    """What the ledger makes of the documents of the gold."""
    told = tell(ledger, gold)
    result = Result()
    names = {n.mention.key: f"{n.mention.document} {n.name}" for n in gold.people}
    result.rows["people"] = _row({n.mention.key: n.person for n in gold.people}, told.people, names)
    reports = {report.key: id_ for id_, group in gold.encounters.items() for report in group}
    result.rows["encounters"] = _row(reports, told.encounters, {key: f"{id_} {key}" for key, id_ in reports.items()})
    made = {mention.key: promise.id for promise in gold.undertakings for mention, _ in promise.statements}
    result.rows["undertakings"] = _row(made, told.undertakings, {key: f"{id_} {key}" for key, id_ in made.items()})
    for promise in gold.undertakings:
        for mention, step in promise.statements:
            if mention.key in told.steps:
                got = told.steps[mention.key]
                result.steps.note(got == step, f"{promise.id} {mention.key}: {step}, told {got or 'nothing'}")
    _fates(ledger, gold, told, result)
    _doubts(gold, told, result)
    return result


def _row(gold: Mapping[str, str], told: Mapping[str, str], names: Mapping[str, str]) -> Row:
    unread = sorted(names[key] for key in gold if key not in told)
    return Row(len(gold), len(told), pairs(gold, told, names), pairs(only(gold, told), told, names), unread)


def _fates(ledger: Ledger, gold: Gold, told: Told, result: Result) -> None:
    for day in sorted({day for promise in gold.undertakings for day, _ in promise.fates}):
        asked = [promise for promise in gold.undertakings if day in dict(promise.fates)]
        answers = fates(ledger, asked, day, told.promises)
        for promise in asked:
            right, got = dict(promise.fates)[day], answers.get(promise.id, "")
            name = f"{promise.id} on {day}: {right}, told {got or 'nothing'}"
            result.fates_of_all.note(right == got, name)
            if got:
                result.fates_of_read.note(right == got, name)


def _doubts(gold: Gold, told: Told, result: Result) -> None:
    own = {mention.key for mention in gold.figures}
    of_set = [(finding, keys) for finding, keys in told.findings if set(_documents(finding)) & set(gold.documents)]
    for doubt in gold.doubts:
        found = any(matches(doubt, finding.kind, keys) for finding, keys in of_set)
        result.doubts_found.note(found, doubt.name)
        if all(any(key in told.figures for key in side) for side in doubt.sides):
            result.doubts_of_read.note(found, doubt.name)
    for finding, keys in of_set:
        right = any(matches(doubt, finding.kind, keys) for doubt in gold.doubts)
        named = frozenset().union(*keys) & own
        near = [why for why, figures in gold.near_misses.items() if len(named & set(figures)) > 1]
        note = f" [{near[0]}]" if near else ""
        result.doubts_right.note(right, f"{finding.kind}: {finding.sentence} ({finding.calculation}){note}")


def _documents(finding: object) -> list[str]:
    return [point.statement.source.name for point in finding.points]  # type: ignore[attr-defined]


def table(name: str, gold: Gold, result: Result) -> list[str]:
    """The lines of a set's table: of all mentions of the gold, and of those that the reader found."""
    head = f"{'pairs':>5} {'P':>6} {'R':>6} {'F1':>6}"
    lines = [
        f"{name}: {len(gold.documents)} documents",
        f"{'':<14}{'mentions':>9}{'read':>6}  | of all: {head}  | of what was read: {head}",
    ]
    for kind, row in result.rows.items():
        of_all, of_read = (
            f"{p.gold:>5} {p.precision:6.3f} {p.recall:6.3f} {p.f1:6.3f}" for p in (row.of_all, row.of_read)
        )
        lines.append(f"{kind:<14}{row.mentions:>9}{row.read:>6}  | {'':7} {of_all}  | {'':17} {of_read}")
    for what, share in (
        ("fates right, of all", result.fates_of_all), ("fates right, of what was read", result.fates_of_read),
        ("steps right, of what was read", result.steps), ("doubts found, of all", result.doubts_found),
        ("doubts found, of what was read", result.doubts_of_read), ("doubts told that are right", result.doubts_right),
    ):  # fmt: skip
        lines.append(f"{what:<32}{share.right:>4} of {share.of:>3}  {share.value:.3f}")
    return lines


def misses(result: Result) -> Iterator[str]:
    """A line for each thing missed, wrongly joined, or wrongly told."""
    for kind, row in result.rows.items():
        yield from (f"NOT READ {kind} {name}" for name in row.unread)
        yield from (f"APART    {kind} {one} = {other}" for one, other in row.of_read.missed)
        yield from (f"JOINED   {kind} {one} = {other}" for one, other in row.of_read.invented)
    for what, share in (
        ("FATE", result.fates_of_all), ("STEP", result.steps), ("MISSED", result.doubts_found),
        ("INVENTED", result.doubts_right),
    ):  # fmt: skip
        yield from (f"{what:<8} {name}" for name in share.wrong)


def goals(result: Result) -> str:
    """What the goals of issue 4 say of the measures."""
    told = result.measures()
    return "goals, of all: " + ", ".join(
        f"{what} {told[what]:.3f} {'>=' if told[what] >= goal else 'BELOW'} {goal}" for what, goal in GOALS.items()
    )


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.account", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--misses", action="append", choices=SETS, nargs="?", const="tune", help="list what was missed, of `tune`"
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    change.add_argument("--lower", metavar="REASON", help="lower the floors that were missed; the reason is kept")
    return parser.parse_args(words)


def settle(name: str, result: Result, floors: Floors, given: argparse.Namespace) -> list[str]:
    """Move the floors of a set as asked, and tell what they then say: problems, or nothing."""
    measured, gold = result.measures(), fingerprint(name)
    if given.lift or given.lower:
        moves = floors.lift(name, measured) if given.lift else floors.lower(name, measured, given.lower)
        print("\n".join(moves) or f"{name}: no floor moves")
        floors.gold[name] = gold
    problems = floors.below(name, measured)
    if floors.gold.get(name, gold) != gold:
        problems.append(f"{name}: the gold is not that on which its floors were measured")
    return problems


def main(words: Sequence[str] | None = None) -> int:
    """Score, print, compare; the exit status."""
    given = _arguments(words)
    floors = Floors.read(FILE)
    problems: list[str] = []
    try:
        with filled() as ledger:
            for name in (*SETS, ""):
                gold = load(name)
                result = score(ledger, gold)
                print("\n".join(["", *table(name or "all", gold, result), goals(result)]))
                if name in (given.misses or ()):
                    print("\n".join(misses(result)))
                if name:
                    problems += settle(name, result, floors, given)
    except GoldError as error:
        print(error, file=sys.stderr)
        return 2
    if given.lift or given.lower:
        floors.write(FILE)
    print("\n" + ("\n".join(problems) if problems else "Every floor is held."))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
