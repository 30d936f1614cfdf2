"""Score the reader on FactRuEval-2016 (devset): `python -m bench.factrueval`.

Track 2 is people, places and bodies, identified over the whole text; track 3 is who holds which post and who met whom.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.factrueval_answer import entities, facts
from bench.factrueval_scoring import EntityScore, FactScore, Metrics, score_entities, score_facts
from bench.factrueval_standard import BODY, PERSON, PLACE, Argument, Attribute, Entity, Fact, Standard, load
from bench.sets import ROOT
from servanda.language import load as language
from servanda.model.document import Document
from servanda.reading.context import Context

FOLDER = ROOT.parent / "shared" / "factrueval" / "devset"
#: The best F1 that a system of the competition reached on its test set.
BEST = {PERSON: 0.854, PLACE: 0.875, BODY: 0.706, "track 2": 0.798, "occupation": 0.657, "meeting": 0.242}
NAMES = {PERSON: "people", PLACE: "places", BODY: "bodies"}
FACTS = ("occupation", "meeting")
HALVES = ("all", "even", "odd")


def contexts(standards: Sequence[Standard]) -> Iterator[tuple[Standard, Context]]:
    """Every document with all that the reader finds in it."""
    adapter = language("ru")
    for standard, doc in zip(standards, adapter.annotate(s.text for s in standards), strict=True):
        yield standard, Context(Document(text=standard.text, name=standard.name), doc, adapter)


def _shown(item: Entity | Fact) -> str:
    if isinstance(item, Entity):
        return f"{item.kind} " + "; ".join(_values(a) for a in item.attributes)
    return f"{item.kind} " + "; ".join(_values(a) for a in item.arguments)


def _values(one: Attribute | Argument) -> str:
    return f"{one.name}={'|'.join(sorted(one.values, key=lambda v: (len(v), v))[:4])}"


def differences(name: str, score: EntityScore | FactScore) -> Iterator[str]:
    """One line for everything that was missed, invented or found in part."""
    for item in score.missed:
        yield f"{name} MISSED   {_shown(item)}"
    for item in score.invented:
        yield f"{name} INVENTED {_shown(item)}"
    for found in score.partly:
        told = found[1] if isinstance(found[1], tuple) else (found[1],)
        yield f"{name} PARTLY   {found[2]:.2f} {_shown(found[0])} READ {' + '.join(_shown(one) for one in told)}"


def line(name: str, metrics: Metrics, best: float | None) -> str:
    """One row of the table."""
    numbers = f"{metrics.precision:6.3f} {metrics.recall:6.3f} {metrics.f1:6.3f}"
    shown = f"{best:6.3f}" if best is not None else ""
    return f"{name:<12} {metrics.standard:>5} {metrics.answer:>5} {numbers} {shown}".rstrip()


def write(folder: Path, name: str, named: Sequence[Entity], answered: Sequence[Fact]) -> None:
    """Write a document as `NAME.task2` and `NAME.task3`: a block an item, with `attribute : value` lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for track, items in (("task2", [(e.kind, e.attributes) for e in named]), ("task3", _blocks(answered))):
        blocks = [[kind, *(f"{p.name} : {v}" for p in parts for v in sorted(p.values))] for kind, parts in items]
        text = "".join("\n".join(block) + "\n\n" for block in blocks)
        (folder / f"{name}.{track}").write_text(text, encoding="utf-8")


def _blocks(answered: Sequence[Fact]) -> list[tuple[str, tuple[Argument, ...]]]:
    return [(fact.kind, fact.arguments) for fact in answered]


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.factrueval", description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=HALVES, default="all", help="only documents with even or odd numbers")
    parser.add_argument("--misses", action="store_true", help="list what was missed, invented and found in part")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the answers in the competition's formats")
    parser.add_argument("--only", choices=(*NAMES, *FACTS), help="list these only")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Score and print; a plain line where the devset is not there. Always 0: there is no floor."""
    given = arguments(words)
    if not FOLDER.is_dir():
        print("FactRuEval-2016 is left out: its folder is not beside the project")
        return 0
    standards = [s for s in load(FOLDER) if given.half == "all" or (s.number % 2 == 0) == (given.half == "even")]
    rows: dict[str, Metrics] = {}
    for standard, ctx in contexts(standards):
        named = entities(ctx)
        scored = score_entities(standard.entities, named)
        lines = list(differences(standard.name, scored))
        for kind, metrics in scored.metrics.items():
            rows[kind] = rows.get(kind, Metrics()) + metrics
            rows["track 2"] = rows.get("track 2", Metrics()) + metrics
        answered = facts(ctx)
        if given.write:
            write(given.write, standard.name, named, answered)
        for kind in FACTS:
            mine, theirs = [f for f in standard.facts if f.kind == kind], [f for f in answered if f.kind == kind]
            found = score_facts(mine, theirs)
            rows[kind] = rows.get(kind, Metrics()) + found.metrics
            lines += differences(standard.name, found)
        if given.misses:
            print("\n".join(text for text in lines if not given.only or f" {given.only} " in text))
    print(f"{'':<12} {'gold':>5} {'read':>5} {'P':>6} {'R':>6} {'F1':>6}   best")
    for key in (*NAMES, "track 2", *FACTS):
        print(line(NAMES.get(key, key), rows.get(key, Metrics()), BEST.get(key)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
