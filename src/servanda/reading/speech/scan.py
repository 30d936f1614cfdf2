"""The way through a text: dashes first, then quotation marks, then what is left between them."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from servanda.reading.speech import clauses, dashed, quoted, split
from servanda.reading.speech.candidate import Before, Candidate
from servanda.reading.speech.found import Clause, Speech
from servanda.reading.speech.layout import Layout, layout_of
from servanda.reading.speech.lexicon import Lexicon, lexicon
from servanda.reading.speech.marks import Pair, find_pairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEXT = 8  # code points between the paragraphs of one speech


def direct_speech(doc: Doc, language: str) -> list[Speech]:
    """All direct speech, in order, without overlaps; worked out once a Doc."""
    key = f"servanda.speech.{language}"
    known: list[Speech] | None = doc.user_data.get(key)
    if known is None:
        known = _Scan(layout_of(doc), lexicon(language)).run() if len(doc) else []
        doc.user_data[key] = known
    return list(known)


class _Scan:
    def __init__(self, layout: Layout, words: Lexicon) -> None:
        self.layout = layout
        self.lexicon = words
        self.pairs = find_pairs(layout.text, layout.paragraphs)
        inside_a_line = [
            (p.open, p.close) for p in self.pairs if p.closed and "\n" not in layout.text[p.open : p.close]
        ]
        self.dashes = split.Dashes(layout, words, inside_a_line)
        self.found: list[Speech] = []
        self._before = Before()
        self._paragraphs_of_speech: list[tuple[int, int]] = []  # opened and not closed before the next one opens
        self._taken: list[tuple[int, int]] = []  # in order, without overlaps: speech with its marks and clauses

    def run(self) -> list[Speech]:
        """Everything, sorted."""
        self._by_dashes()
        self._by_names()
        self._by_marks()
        self._by_next_paragraph()
        return sorted(self.found, key=lambda speech: speech.start)

    # -- dashes and blocks -------------------------------------------------------------------------------------------

    def _by_dashes(self) -> None:
        p = dashed.Paragraphs(self.layout, self.lexicon, self.dashes)
        for number, (start, end) in enumerate(self.layout.paragraphs):
            cuts = dashed.in_paragraph(p, start, end)
            before = self._leading(start)
            for cut in cuts:
                self._add(cut, "dash", "clause_behind_dash", before=before)
            if cuts:
                continue
            led = dashed.led_paragraph(p, number)
            if led is not None:
                self._add(split.Cut([led[:2]]), led[3], "led_by_colon", before=led[2])
                continue
            carried = dashed.carried_paragraph(p, number)
            if carried is not None:
                self._add(split.Cut([carried[:2]]), "dash", "led_by_report", before=carried[2], carried=True)

    def _by_names(self) -> None:
        for start, end, clause in dashed.verbatim(dashed.Paragraphs(self.layout, self.lexicon, self.dashes)):
            self._add(split.Cut([(start, end)]), "block", "verbatim", before=clause)

    def _leading(self, start: int) -> Clause | None:
        """The reporting part of a sentence before a colon that ends the line before."""
        at = self.layout.before(start, lines=True)
        if at < 0 or self.layout.text[at] != ":":
            return None
        return clauses.before_colon(self.layout, self.lexicon, at)

    # -- quotation marks ---------------------------------------------------------------------------------------------

    def _by_marks(self) -> None:
        done = 0
        for n, pair in enumerate(self.pairs):
            if pair.open < done or self._overlaps(pair.open, pair.close):
                continue
            taken = self._judged(n, pair)
            done = max(done, taken)

    def _by_next_paragraph(self) -> None:
        """Paragraphs of one speech, each with an opening mark: the clause stands with the last."""
        by_start = {speech.start: speech for speech in self.found}
        for start, end in reversed(self._paragraphs_of_speech):
            n = bisect.bisect_left(self._taken, (end, end))
            if n < len(self._taken) and self._taken[n][0] - end < NEXT:
                own = [Clause(*span, "say") for span in by_start[self._taken[n][0]].clauses]
                self._add(split.Cut([(start, end)], own), "quotes", "opened_again")
                by_start[self.found[-1].start] = self.found[-1]

    def _judged(self, n: int, pair: Pair) -> int:
        """Take a pair for speech or leave it; returns where the next pair may begin."""
        c = Candidate(self.layout, self.lexicon, pair, self._before)
        style, rule = quoted.judge(c)
        if c.is_name:
            self._before.name = pair.close
        cut = self._cut(n, pair)
        if cut.clauses and style != "quotes" and (c.at_start or c.left == "colon"):
            style, rule = "quotes", "clause_inside"
        if pair.goes_on and not cut.clauses and c.at_start and c.has_verb:
            self._paragraphs_of_speech.append((pair.start, pair.end))
            return pair.close
        if not style or not (pair.closed or cut.clauses):
            return 0
        if style == "fragment":
            self._add(split.Cut([(pair.start, pair.end)]), "fragment", rule, before=c.attribution)
            return pair.close
        own = c.clause_after or (c.pointed_at if rule == "pointed_at" else None)
        if own is not None:
            cut.clauses.append(own)
        carried = style == "carried"
        self._add(cut, "quotes", rule, before=_lead(c, rule), carried=carried and not cut.clauses)
        self._before.speech = max(pair.close, own.end if own is not None else 0)
        return pair.close

    def _cut(self, n: int, pair: Pair) -> split.Cut:
        inner: list[tuple[int, int]] = []
        n += 1
        while n < len(self.pairs) and self.pairs[n].open < pair.end:
            inner.append((self.pairs[n].open, self.pairs[n].close))
            n += 1
        return split.quoted(self.dashes, pair.start, pair.end, inner)

    # -- what is taken -----------------------------------------------------------------------------------------------

    def _overlaps(self, start: int, end: int) -> bool:
        n = bisect.bisect_right(self._taken, (start, len(self.layout.text) + 1)) - 1
        if n >= 0 and self._taken[n][1] > start:
            return True
        return n + 1 < len(self._taken) and self._taken[n + 1][0] < end

    def _add(
        self, cut: split.Cut, style: str, rule: str, *, before: Clause | None = None, carried: bool = False
    ) -> None:
        for k, piece in enumerate(cut.pieces):
            start, end = self._bare(*split.clean(self.layout.text, *piece))
            if not any(ch.isalpha() for ch in self.layout.text[start:end]) or self._overlaps(start, end):
                continue
            spans = tuple((c.start, c.end) for c in _nearest_first(cut.clauses, k, before))
            self.found.append(Speech(start, end, spans, style, carried or not spans, rule))
            bisect.insort(self._taken, (start, end))

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        """A piece behind a dash without the one pair of marks that encloses all of it."""
        n = bisect.bisect_left(self.pairs, start, key=lambda pair: pair.open)
        if n < len(self.pairs) and self.pairs[n].open == start and self.pairs[n].close >= end > self.pairs[n].start:
            pair = self.pairs[n]
            return split.clean(self.layout.text, pair.start, min(pair.end, end))
        return start, end


def _lead(c: Candidate, rule: str) -> Clause | None:
    """What leads to a quoted speech, by the rule that took it."""
    if rule == "led_by_report":
        return c.led_by
    if rule == "labelled":
        return c.label
    if rule == "sentence_behind_colon":
        return c.person_before
    return c.clause_before


def _nearest_first(own: list[Clause], k: int, before: Clause | None) -> list[Clause]:
    """The clauses for piece `k`: behind it, before it, farther ones, the one before the speech; citing ones last."""
    order = sorted(range(len(own)), key=lambda n: (own[n].kind == "cite", abs(n - k) + (n < k) * 0.5 - 0.5 * (n >= k)))
    return [own[n] for n in order] + ([before] if before is not None else [])
