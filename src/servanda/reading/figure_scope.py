"""An amount in its clause: the words before and after it, and the indicators that stand near.

A clause begins after a comma when a predicate stands on both of its sides; brackets that were closed before the amount
are passed over. Indexes are tokens of the document, `[i, j)`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading import clauses, frames
from servanda.reading.atoms import DASHES
from servanda.reading.clauses import has

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context
    from servanda.reading.numbers import Amount
    from servanda.reading.periods import Period
    from servanda.reading.states import StateMention

RIGHT = 9  # words after an amount in which what it measures may be named
HEADS = 4  # words before a mention in which the head of a body's name may stand
OPENING, CLOSING = frozenset("(["), frozenset(")]")
BREAKS = frozenset({";", "!", "?", "\u2026"})
COLON = ":"
QUANTITIES = ("measure", "flow", "flow_verb", "deed", "capacity", "goods")
NOUNS = ("measure", "flow", "counted", "capacity", "value")  # which may stand in a body's name
LEAD = 600  # code points of the beginning in which a text names whom it is about
OFTEN = 3


def finite(token: Token) -> bool:
    """A predicate; the copula of the present (`то есть`) is none."""
    being = token.lemma_ in frames.words("ru/figure_words", "words", **{"class": "being"})
    return clauses.finite(token) and not (being and has(token, "Tense", "Pres"))


def _passive_attribute(token: Token) -> bool:
    return has(token, "VerbForm", "Part") and has(token, "Voice", "Pass") and not has(token, "Variant", "Short")


def names_a_party(mention: StateMention) -> bool:
    """Whether a mention of a state names whom a figure is about: no capital, no title, no doubtful word."""
    return mention.form != "capital" and not mention.weak and not mention.quoted


@dataclass(frozen=True, slots=True)
class Mention:
    """Words at the tokens [i, j) that name an indicator; `sort` is the class of the table's row."""

    i: int
    j: int
    indicator: str
    sort: str


class Board:
    """What all amounts of a document share: mentions of indicators, words of growth and of aims, periods."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.doc: Doc = ctx.doc
        self.code = ctx.adapter.code
        self.mentions = [
            Mention(hit.i, hit.j, hit.row["indicator"], hit.row["class"])
            for hit in ctx.frames(f"{self.code}/indicators")
            if not (hit.row["class"] in NOUNS and self._names_a_body(hit.i)) and not self._attribute(hit)
        ]
        self.aims = {hit.i: hit.row["class"] for hit in ctx.frames(f"{self.code}/aims")}
        self.periods: list[Period] = ctx.periods
        self._period_starts = [period.start for period in self.periods]
        self.amounts = [a for a in ctx.amounts if not self._within_a_period(a.core_start)]
        counted = {n for a in ctx.amounts for n in range(ctx.token_at(a.start).i, a.first)}
        self.growth = {
            hit.i: hit.row["class"]
            for hit in ctx.frames(f"{self.code}/growth")
            if hit.i not in counted or hit.row["class"] == "level"
        }
        self.first_of = {a.first: a for a in self.amounts}
        self._begins = [mention.i for mention in self.mentions]
        self._ends = [mention.j for mention in self.mentions]
        self._covering = {n: mention for mention in self.mentions for n in range(mention.i, mention.j)}
        self._states = [mention.i for mention in ctx.states]
        self._spans = sorted([*((a.start, a.end) for a in self.amounts), *((p.start, p.end) for p in self.periods)])
        self._span_ends = frozenset(end for _, end in self._spans)
        self._amount_starts = [amount.core_start for amount in self.amounts]

    @cached_property
    def bilateral(self) -> bool:
        """Whether the text is about two states: the second is named at its beginning, or early and often."""
        if len(self.ctx.parties) < 2:
            return False
        other = next((code for code in self.ctx.parties if code != self.ctx.home), self.ctx.parties[1])
        named = [m for m in self.ctx.states if other in m.codes and names_a_party(m)]
        early = any(m.start < len(self.ctx.document.text) // 2 for m in named)
        return (early and len(named) >= OFTEN) or any(m.start < LEAD for m in named)

    @cached_property
    def main_state(self) -> str:
        """The state that a text about one state is about: the author's own, else the one that is named most."""
        parties = self.ctx.parties
        if self.ctx.home in parties or not parties:
            return self.ctx.home if parties else ""
        named = [code for m in self.ctx.states if names_a_party(m) for code in m.codes]
        return max(parties, key=lambda code: (named.count(code), -parties.index(code)))

    def word(self, token: Token, sort: str) -> bool:
        """Whether a token belongs to a class of the table `figure_words`."""
        words = frames.words(f"{self.code}/figure_words", "words", **{"class": sort})
        return token.lemma_ in words or token.norm_ in words

    def people(self, token: Token, sort: str) -> bool:
        """Whether a token is a noun of counted people, or a verb of what they do."""
        return token.lemma_ in frames.words(f"{self.code}/counted_people", "words", **{"class": sort})

    def between(self, i: int, j: int, *sorts: str) -> list[Mention]:
        """Mentions that lie in the tokens [i, j), in order."""
        low, high = bisect.bisect_left(self._begins, i), bisect.bisect_left(self._begins, j)
        return [m for m in self.mentions[low:high] if m.j <= j and (not sorts or m.sort in sorts)]

    def covering(self, n: int) -> Mention | None:
        """The mention in which the token n stands."""
        return self._covering.get(n)

    def states_between(self, i: int, j: int) -> list[StateMention]:
        """States named in the tokens [i, j), capitals, titles and doubtful words left out."""
        low, high = bisect.bisect_left(self._states, i), bisect.bisect_left(self._states, j)
        return [m for m in self.ctx.states[low:high] if m.j <= j and names_a_party(m)]

    def periods_between(self, start: int, end: int) -> list[Period]:
        """Times that begin in the code points [start, end)."""
        low, high = bisect.bisect_left(self._period_starts, start), bisect.bisect_left(self._period_starts, end)
        return self.periods[low:high]

    def amount_before(self, char: int) -> Amount | None:
        """The last amount whose number begins before a code point."""
        at = bisect.bisect_left(self._amount_starts, char)
        return self.amounts[at - 1] if at else None

    def runs_through(self, char: int) -> bool:
        """Whether a code point lies within an amount or a time."""
        at = bisect.bisect_left(self._spans, (char, 0))
        return any(start < char < end for start, end in self._spans[max(0, at - 3) : at])

    def ends_at(self, char: int) -> bool:
        """Whether an amount or a time ends at a code point."""
        return char in self._span_ends

    def last_quantity(self, i: int, floor: int) -> Mention | None:
        """The last quantity named in [floor, i) that an anaphor may take up."""
        at = bisect.bisect_right(self._ends, i)
        for mention in reversed(self.mentions[:at]):
            if mention.i < floor:
                return None
            if mention.sort in ("measure", "flow"):
                return mention
        return None

    def _within_a_period(self, char: int) -> bool:
        at = bisect.bisect_right(self._period_starts, char)
        return at > 0 and char < self.periods[at - 1].end

    def _attribute(self, hit: frames.Hit) -> bool:
        """`переработанных товаров`, `перерабатывающих предприятий`: a participle before its noun is no deed."""
        token, i = self.doc[hit.i], hit.i
        if hit.row["class"] != "deed" or not has(token, "VerbForm", "Part") or has(token, "Variant", "Short"):
            return False
        after = self.doc[i + 1] if i + 1 < len(self.doc) else token
        return after.pos_ in ("NOUN", "ADJ") and after.morph.get("Case", []) == token.morph.get("Case", [])

    def _names_a_body(self, i: int) -> bool:
        """`Министр торговли`, `агентство по экспорту и инвестициям`."""
        for n in range(i - 1, max(-1, i - 1 - HEADS), -1):
            token = self.doc[n]
            if self.word(token, "heads"):
                return True
            if token.pos_ not in ("ADJ", "ADP", "CCONJ", "NOUN", "PROPN") or token.is_space:
                return False
        return False


class Scope:
    """An amount with its sentence, its clause and what stands right of it."""

    def __init__(self, board: Board, amount: Amount) -> None:
        self.board = board
        self.ctx = board.ctx
        self.doc = board.doc
        self.amount = amount
        self.left = amount.first
        self.right = amount.last + 1
        self.sentence = self._sentence()
        self.begin = self._begin()
        self.end = self._end()

    # -- borders --------------------------------------------------------------------------------------------------

    def _sentence(self) -> tuple[int, int]:
        """The sentence's tokens; a full stop within an amount or after an abbreviation ends none."""
        first, last = self.doc[self.left].sent.start, self.doc[self.right - 1].sent.end
        while first > 0 and self._broken(first):
            first = self.doc[first - 1].sent.start
        while last < len(self.doc) and self._broken(last):
            last = self.doc[last].sent.end
        for n in range(self.left - 1, first - 1, -1):
            if self.doc[n].is_space and "\n" in self.doc[n].text:
                return n + 1, last
        return first, last

    def _broken(self, n: int) -> bool:
        """Whether the border of sentences before the token n runs through an amount or a time."""
        char = self.doc[n].idx
        before = self.doc[n - 1]
        dotted = before.text == "." and self.board.ends_at(before.idx) and not self.doc[n].is_title
        return (dotted or self.board.runs_through(char)) and not any(
            "\n" in t.text for t in (before, self.doc[n]) if t.is_space
        )

    def _begin(self) -> int:
        """Where the clause begins."""
        floor = self.sentence[0]
        predicate, depth, n = self._predicate_right(), 0, self.left - 1
        while n >= floor:
            token = self.doc[n]
            if token.text in CLOSING:
                depth += 1
            elif token.text in OPENING and depth:
                depth -= 1
            elif not depth:
                if token.text in BREAKS:
                    return n + 1
                if token.text in OPENING and predicate:
                    return n + 1
                if finite(token):
                    predicate = True
                elif token.text in (",", COLON) and predicate and self._predicate_left(n, floor):
                    return n + 1
            n -= 1
        return floor

    def _predicate_right(self) -> bool:
        """A predicate that follows the amount before any mark."""
        for token in self.doc[self.right : min(self.sentence[1], self.right + RIGHT)]:
            if token.is_punct or token.is_space or token.i in self.board.first_of:
                return False
            if finite(token):
                return True
        return False

    def _predicate_left(self, n: int, floor: int) -> bool:
        return any(finite(token) or token.text in DASHES for token in self.doc[floor:n])

    def _end(self) -> int:
        n = self.right
        while n < min(self.sentence[1], self.right + RIGHT):
            token = self.doc[n]
            if token.text in BREAKS or token.text in ",.()" or n in self.board.first_of or token.is_space:
                break
            n += 1
        return n

    # -- what stands there ----------------------------------------------------------------------------------------

    def leftward(self, floor: int | None = None) -> Iterator[Token]:
        """The tokens before the amount and its comparator, the nearest first, closed brackets passed over."""
        depth = 0
        for n in range(self.opens - 1, (self.begin if floor is None else floor) - 1, -1):
            token = self.doc[n]
            if token.text in CLOSING:
                depth += 1
            elif token.text in OPENING and depth:
                depth -= 1
            elif not depth:
                yield token

    @cached_property
    def before(self) -> list[Mention]:
        """Mentions in the clause before the amount, the nearest first."""
        shown = {token.i for token in self.leftward()}
        return [m for m in reversed(self.board.between(self.begin, self.opens)) if m.i in shown]

    @cached_property
    def after(self) -> list[Mention]:
        """Mentions in the clause after the amount."""
        return self.board.between(self.right, self.end)

    @cached_property
    def previous(self) -> Amount | None:
        """The amount before this one in the sentence."""
        before = self.board.amount_before(self.amount.core_start)
        start = self.doc[self.sentence[0]].idx
        return before if before is not None and before.start >= start else None

    @cached_property
    def governor(self) -> Token | None:
        """The verb, participle or noun of growth nearest before the amount in its clause (`превысил 20 млрд`, too)."""
        own = reversed(self.doc[self.opens : self.left])
        for token in (*(t for t in own if t.pos_ == "VERB"), *self.leftward()):
            verb = (
                token.pos_ == "VERB" and (finite(token) or not clauses.finite(token)) and not _passive_attribute(token)
            )
            if verb or self.board.growth.get(token.i) in ("rise", "fall", "reach"):
                return token
        return None

    @cached_property
    def opens(self) -> int:
        """The first token of the amount with its comparator."""
        return self.ctx.token_at(self.amount.start).i

    @cached_property
    def bracketed(self) -> bool:
        """Whether the amount opens a bracket."""
        before = self.doc[self.opens - 1] if self.opens else None
        return before is not None and before.text in OPENING

    def nominative(self, i: int, j: int) -> bool:
        """Whether a noun in the nominative stands in [i, j) that might be a subject."""
        return any(
            token.pos_ in ("NOUN", "PROPN") and has(token, "Case", "Nom") and not self.board.runs_through(token.idx + 1)
            for token in self.doc[i:j]
        )
