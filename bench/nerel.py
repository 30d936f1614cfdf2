"""Compare the reader with NEREL, a public corpus of Russian news: `python -m bench.nerel`.

NEREL (Loukachevitch and others, 2021, https://github.com/nerel-ds/NEREL) is no gold of ours: it annotates all news,
within its own guidelines. What both mean is compared, and the output says first what that is. Words are looked for in
`train`; `dev` is measured only.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bench import brat
from bench.nerel_kinds import COMPARISONS, Comparison, Sides, Thing
from bench.sets import ROOT

if TYPE_CHECKING:
    from servanda.reading.context import Context

FOLDER = ROOT.parent / "shared" / "nerel"
SETS = ("train", "dev")
AROUND = 50  # code points shown on each side of a difference
HEADER = """NEREL (left of |) against the reader (right of |), on the texts as they are, without dates of publication.
R, found: what NEREL has and a reading overlaps. exact: of what NEREL has, what is read with the same boundaries (an
amount with or without the words before it, a date with or without its preposition). P, right: what is read and overlaps
what NEREL has or allows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What was missed, read with other boundaries (with what was read) or invented, and the words around."""

    verdict: str
    document: str
    kind: str
    words: str
    around: str

    def __str__(self) -> str:
        return f"{self.verdict.upper():<8} {self.document} {self.kind}  {self.words}  …{self.around}…"


@dataclass(slots=True)
class Tally:
    """How many things of a kind NEREL asks for, how many of them are found and exact; how many are read, and right."""

    asked: int = 0
    found: int = 0
    exact: int = 0
    read: int = 0
    right: int = 0
    differences: list[Difference] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The row of the table."""
        shares = (_share(self.found, self.asked), _share(self.exact, self.asked), _share(self.right, self.read))
        return f"{name:<11} {self.asked:>6} {self.read:>6} {' '.join(shares)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:7.3f}" if whole else f"{'–':>7}"


def add(tally: Tally, kind: str, sides: Sides, document: brat.Annotated) -> None:
    """Lay the sides of one document beside each other."""
    for thing in sides.asked:
        met = [other for other in sides.read if thing.meets(other)]
        tally.asked += 1
        tally.found += bool(met)
        exact = any(thing.equals(other) for other in met)
        tally.exact += exact
        if not exact:
            tally.differences.append(_difference("inexact" if met else "missed", kind, thing, document, met))
    for thing in sides.read:
        right = any(thing.meets(other) for other in (*sides.asked, *sides.allowed))
        tally.read += 1
        tally.right += right
        if not right:
            tally.differences.append(_difference("invented", kind, thing, document))


def _difference(
    verdict: str, kind: str, thing: Thing, document: brat.Annotated, met: Sequence[Thing] = ()
) -> Difference:
    start, end = thing.places[0] if thing.places else (0, 0)
    around = document.text[max(0, start - AROUND) : end + AROUND]
    words = " | ".join((thing.words, *(other.words for other in met)))
    return Difference(verdict, document.name, kind, words.replace("\n", "⏎"), around.replace("\n", "⏎"))


def compare(contexts: Iterable[tuple[brat.Annotated, Context]], kinds: Sequence[Comparison]) -> Mapping[str, Tally]:
    """The tally of every kind over documents that were annotated twice: by NEREL and for the reader."""
    tallies = {kind.name: Tally() for kind in kinds}
    for document, context in contexts:
        for kind in kinds:
            add(tallies[kind.name], kind.name, kind.sides(document, context), document)
    return tallies


def annotated(documents: Sequence[brat.Annotated]) -> Iterable[tuple[brat.Annotated, Context]]:
    """Every document with what the reader finds once in it."""
    from servanda.language import load
    from servanda.model.document import Document
    from servanda.reading.context import Context

    adapter = load("ru")
    docs = adapter.annotate(document.text for document in documents)
    for document, doc in zip(documents, docs, strict=True):
        yield document, Context(Document(text=document.text, name=document.name), doc, adapter)


def table(tallies: Mapping[str, Tally]) -> list[str]:
    """The lines of a set's table."""
    head = f"{'kind':<11} {'NEREL':>6} {'read':>6} {'R':>7} {'exact':>7} {'P':>7}"
    return [head, *(tally.line(name) for name, tally in tallies.items())]


def header(kinds: Sequence[Comparison]) -> list[str]:
    """What exactly is compared."""
    return [HEADER, *(f"  {kind.name}: {kind.what}." for kind in kinds)]


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    known = [kind.name for kind in COMPARISONS]
    parser = argparse.ArgumentParser(prog="python -m bench.nerel", description=__doc__.splitlines()[0])
    parser.add_argument("--set", action="append", choices=SETS, help="only this set (may be given again)")
    parser.add_argument("--kind", action="append", choices=known, help="only this kind (may be given again)")
    parser.add_argument("--misses", choices=known, help="list what was missed and invented of a kind, in train")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where NEREL lies (default: {FOLDER})")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Compare and print; status 2 where NEREL is not there or is no brat."""
    given = arguments(words)
    wanted = {given.misses} if given.misses else set(given.kind or [kind.name for kind in COMPARISONS])
    kinds = [kind for kind in COMPARISONS if kind.name in wanted]
    print("\n".join(header(kinds)))
    for name in ["train"] if given.misses else given.set or SETS:
        folder = given.folder / name
        if not folder.is_dir():
            print(f"{folder} is not here", file=sys.stderr)
            return 2
        try:
            documents = brat.load(folder)
        except brat.BratError as error:
            print(error, file=sys.stderr)
            return 2
        tallies = compare(annotated(documents), kinds)
        print(f"\n{name}: {len(documents)} documents")
        print("\n".join(table(tallies)))
        strays = Counter(place for document in documents for place in document.strays)
        if strays:
            print(f"passed over, since no line of brat begins so: {', '.join(sorted(strays))}")
        if given.misses:
            print("\n".join(str(difference) for difference in tallies[given.misses].differences))
    return 0


if __name__ == "__main__":
    sys.exit(main())
