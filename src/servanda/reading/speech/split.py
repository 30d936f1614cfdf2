"""A speech cut where reporting clauses break it: – We build, – said X. – We build much."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from servanda.reading.speech import clauses
from servanda.reading.speech.layout import DASHES, RIGHT_MARKS, SPACES, STOPS

if TYPE_CHECKING:
    from servanda.reading.speech.found import Clause
    from servanda.reading.speech.layout import Layout
    from servanda.reading.speech.lexicon import Lexicon


@dataclass(slots=True)
class Cut:
    """Pieces of a speech in order, and the clauses between and behind them."""

    pieces: list[tuple[int, int]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)


class Dashes:
    """The dashes of a text that may part speech from its clause, with the quoted regions in which they do not."""

    def __init__(self, layout: Layout, lexicon: Lexicon, holes: list[tuple[int, int]]) -> None:
        self.layout = layout
        self.lexicon = lexicon
        self.all = _loose_dashes(layout.text)
        self._holes = _joined(holes)
        self._hole_starts = [start for start, _ in self._holes]

    def between(self, start: int, end: int) -> list[int]:
        """The dashes in [start, end)."""
        return self.all[bisect.bisect_left(self.all, start) : bisect.bisect_left(self.all, end)]

    def outside_marks(self, start: int, end: int) -> list[int]:
        """The dashes in [start, end) that stand in no quoted region."""
        return [at for at in self.between(start, end) if not self._in_hole(at)]

    def _in_hole(self, at: int) -> bool:
        n = bisect.bisect_right(self._hole_starts, at) - 1
        return n >= 0 and at < self._holes[n][1]

    def clause_at(self, dash: int) -> tuple[int, Clause] | None:
        """Where the speech before a dash ends, and the clause behind it; None when no reporting clause follows."""
        layout = self.layout
        last = layout.before(dash, lines=True)
        if last < 0:
            return None
        sign = layout.text[last]
        clause = clauses.after(layout, self.lexicon, dash, quoted=False)
        if clause is None:
            return None
        if sign in ",!?…" + RIGHT_MARKS or sign in STOPS:
            return last + 1, clause
        first = layout.first_from(clause.start)
        saying = self.lexicon.saying_at(layout, first)
        follows = first + 1 < len(layout) and layout.words[first + 1] != ","
        return (last + 1, clause) if saying is not None and follows and clause.kind == "say" else None


def _loose_dashes(text: str) -> list[int]:
    """Dashes that stand free on the left (blank, line end, comma or stop) and before a blank or a new beginning."""
    found = []
    for sign in DASHES:
        at = text.find(sign)
        while at >= 0:
            free = at == 0 or text[at - 1].isspace() or text[at - 1] in ',.!?…»”"'
            follows = text[at + 1 : at + 2]
            if free and (not follows or follows.isspace() or follows.isupper() or follows in '«“„"'):
                found.append(at)
            at = text.find(sign, at + 1)
    return sorted(found)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def quoted(dashes: Dashes, start: int, end: int, inner: list[tuple[int, int]]) -> Cut:
    """Cut what stands between marks; `inner` are the quoted regions inside."""
    cut = Cut()
    at = start
    for dash in dashes.between(start + 1, end):
        if dash < at or any(a <= dash < b for a, b in inner):
            continue
        found = dashes.clause_at(dash)
        if found is None:
            continue
        cut.pieces.append((at, found[0]))
        clause = _within(found[1], end)
        cut.clauses.append(clause)
        at = resumed(dashes.layout.text, clause.end, end)
    if at < end:
        cut.pieces.append((at, end))
    return cut


def _within(clause: Clause, end: int) -> Clause:
    return clause if clause.end <= end else type(clause)(clause.start, end, clause.kind)


def resumed(text: str, at: int, end: int) -> int:
    """Where speech goes on behind a clause: over stops, blanks and one dash."""
    while at < end and (text[at].isspace() or text[at] in STOPS + ",:;" or text[at] in RIGHT_MARKS):
        at += 1
    if at < end and text[at] in DASHES:
        at += 1
        while at < end and text[at].isspace():
            at += 1
    return at


def goes_on(text: str, clause_end: int, end: int) -> int:
    """Where a dash right behind a clause opens speech again; -1 when none does."""
    at = clause_end
    while at < end and (text[at] in SPACES or text[at] in STOPS + ",:;"):
        at += 1
    if at >= end or text[at] not in DASHES:
        return -1
    at += 1
    while at < end and text[at] in SPACES:
        at += 1
    return at if at < end else -1


def clean(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece without blanks, outer dashes, and the comma or colon before its clause or mark."""
    while start < end and (text[start].isspace() or text[start] in DASHES + ",;:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in DASHES + ",;:"):
        end -= 1
    return start, end
