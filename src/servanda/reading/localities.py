"""Places and states that a text names, each with all its mentions and its name in the nominative."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.language.tables import table
from servanda.reading.gazetteer import fold

if TYPE_CHECKING:
    from servanda.reading.context import Context


@dataclass(frozen=True, slots=True)
class Locality:
    """A place: its name in the nominative, its code where it is a state or region, its mentions as tokens [i, j)."""

    name: str
    code: str
    mentions: tuple[tuple[int, int], ...]


@functools.cache
def _nominatives() -> dict[str, str]:
    """Every form of a name of a state or bloc, folded, to the nominative."""
    out: dict[str, str] = {}
    for name in ("ru/state_names", "ru/bloc_names"):
        for row in table(name):
            for form in row["forms"].split("|"):
                out.setdefault(fold(form), row["name"])
    return out


def find_localities(ctx: Context) -> list[Locality]:
    """Every state, region and place that the text names, in the order of first mention."""
    found: list[tuple[int, int, str, str, str]] = []
    for m in ctx.states:
        if m.sort == "bloc" or m.form not in ("name", "abbreviation"):
            continue
        text = ctx.document.text[m.start : m.end]
        name = _nominatives().get(fold(text)) or ctx.adapter.phrase(ctx.doc[m.i : m.j])
        found.append((m.i, m.j, name, m.codes[0], m.codes[0]))
    for p in ctx.places:
        if not any(p.i < m[1] and m[0] < p.j for m in found):
            found.append((p.i, p.j, p.name, "", fold(p.name)))
    groups: dict[str, list[tuple[int, int, str, str, str]]] = {}
    for item in sorted(found):
        groups.setdefault(item[4], []).append(item)
    return [
        Locality(Counter(g[2] for g in group).most_common(1)[0][0], group[0][3], tuple((g[0], g[1]) for g in group))
        for group in groups.values()
    ]
