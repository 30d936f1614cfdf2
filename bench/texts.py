"""The texts that speed is measured on: NEREL's train and dev and FactRuEval's devset; our samples where those lack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.sets import ROOT, SETS
from servanda.model.document import normalise

SHARED = ROOT.parent / "shared"
FOLDERS = (SHARED / "nerel" / "train", SHARED / "nerel" / "dev", SHARED / "factrueval" / "devset")


def texts(most: int | None = None, folders: Sequence[Path] = FOLDERS) -> list[str]:
    """Their texts in the order of their names, or as many as are wanted, at equal distances."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    paths = paths or sorted(SETS["samples"].glob("*.txt"))
    count = min(most or len(paths), len(paths))
    chosen = [paths[n * len(paths) // count] for n in range(count)]
    return [normalise(path.read_text(encoding="utf-8", errors="replace")) for path in chosen]
