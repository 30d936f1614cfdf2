"""The floors of quality: what each gold set must reach, kept in `floors.json` beside this module.

A floor rises by `--raise`. It falls only by `--lower REASON`, and the reason stays in the file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.scoring import Score

FILE = Path(__file__).with_name("floors.json")
#: Floors are cut down to three digits: what is shown is what is held.
_STEPS = 1000
#: The measures that have a floor: row of the table and F1 of that row.
MEASURES: Mapping[str, tuple[str, str]] = {
    "overall found": ("overall", "found_f1"),
    "overall exact": ("overall", "exact_f1"),
    "figures found": ("figures", "found_f1"),
    "quotations found": ("quotations", "found_f1"),
}


def measures(score: Score) -> dict[str, float]:
    """The measures of a score that have a floor."""
    rows = score.rows()
    return {name: float(getattr(rows[row], column)) for name, (row, column) in MEASURES.items()}


def cut(value: float) -> float:
    """The value cut down (never up) to the steps of a floor."""
    return math.floor(value * _STEPS + 1e-9) / _STEPS


@dataclass(slots=True)
class Floors:
    """Floors by set and measure, the gold that they were measured on, and every lowering with its reason."""

    sets: dict[str, dict[str, float]] = field(default_factory=dict)
    gold: dict[str, str] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path = FILE) -> Floors:
        """The floors of a file; none when there is no such file."""
        if not path.exists():
            return cls()
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path = FILE) -> None:
        """Write the file anew, in an order that does not depend on the run."""
        whole = {"sets": self.sets, "gold": self.gold, "lowered": self.lowered}
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def below(self, name: str, measured: Mapping[str, float]) -> list[str]:
        """One sentence for each measure of a set that is below its floor."""
        return [
            f"{name}: {measure} is {measured[measure]:.4f}, below its floor of {floor:.3f}"
            for measure, floor in self.sets.get(name, {}).items()
            if measured[measure] < floor
        ]

    def lift(self, name: str, measured: Mapping[str, float]) -> list[str]:
        """Lift the floors of a set to what was measured, where that is higher; one sentence for each that rose."""
        floors = self.sets.setdefault(name, {})
        risen = []
        for measure, value in measured.items():
            before, after = floors.get(measure, 0.0), cut(value)
            if measure not in floors or after > before:
                floors[measure] = after
                risen.append(f"{name}: the floor of {measure} rises from {before:.3f} to {after:.3f}")
        return risen

    def lower(self, name: str, measured: Mapping[str, float], reason: str) -> list[str]:
        """Lower the floors that a set missed to what was measured; each leaves an entry with the reason."""
        floors = self.sets.setdefault(name, {})
        fallen = []
        for measure, floor in list(floors.items()):
            after = cut(measured[measure])
            if measured[measure] < floor:
                floors[measure] = after
                entry = {"set": name, "measure": measure, "from": floor, "to": after, "reason": reason}
                self.lowered.append(entry)
                fallen.append(f"{name}: the floor of {measure} falls from {floor:.3f} to {after:.3f}: {reason}")
        return fallen
