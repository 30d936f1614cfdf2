"""An amount in its clause: the words before and after it, and the indicators that stand near.

A clause begins after a comma when a predicate stands on both of its sides; brackets that were closed before the amount
are passed over. Indexes are tokens of the document, `[i, j)`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading import clauses
from servanda.reading.atoms import DASHES
from servanda.reading.clauses import has
from servanda.reading.figure_board import Board, Mention, finite

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.numbers import Amount

RIGHT = 9  # words after an amount in which what it measures may be named
OPENING, CLOSING = frozenset("(["), frozenset(")]")
BREAKS = frozenset({";", "!", "?", "\u2026"})
COLON = ":"
OPENERS = 4  # words at the beginning of a sentence that may tie it to the one before


def _passive_attribute(token: Token) -> bool:
    return has(token, "VerbForm", "Part") and has(token, "Voice", "Pass") and not has(token, "Variant", "Short")


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
        dotted = before.text == "." and self.board.ends_at(before.idx) and not self.doc[n].text[0].isupper()
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
    def continues(self) -> bool:
        """`Из них …`, `При этом …`, `В том числе …`, `Тогда …`: whether the sentence goes on with the one before."""
        words = (t for t in self.doc[self.sentence[0] : self.sentence[1]] if not (t.is_space or t.is_punct))
        first = list(itertools.islice(words, OPENERS))
        if any(self.board.word(token, "partitive") for token in first):
            return True
        return not self.told_of_now and any(self.board.word(token, "tie") for token in first)

    @cached_property
    def told_of_now(self) -> bool:
        """Whether a predicate of the present or future governs the amount."""
        verb = self.governor
        return verb is not None and finite(verb) and not has(verb, "Tense", "Past")

    @cached_property
    def resumes(self) -> Token | None:
        """`увеличить торговлю, которая достигла 2 млрд долларов, до 5 млрд`: the word of growth before a clause."""
        before = self.doc[self.opens - 1] if self.opens else None
        if before is None or before.text != "," or self.amount.role != "to" or self.previous is None:
            return None
        for n in range(self.previous.first, self.sentence[0], -1):
            if self.board.word(self.doc[n], "partitive") and self.doc[n - 1].text == ",":
                outer = (self.doc[i] for i in range(n - 1, self.sentence[0] - 1, -1))
                return next((t for t in outer if self.board.growth.get(t.i) in ("rise", "fall", "reach")), None)
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
