"""Rules: small named functions in ordered lists; the first that answers decides, and a trace can be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

C = TypeVar("C")
R = TypeVar("R")


class Trace:
    """Which rules were tried where; kept only when asked for."""

    def __init__(self, *, on: bool) -> None:
        self._on = on
        self.lines: list[str] = []

    def note(self, kind: str, rule: str, place: int, answer: object) -> None:
        """Note a rule's answer at a position of the text."""
        if self._on:
            self.lines.append(f"{kind} @{place} {rule}: {answer}")


def first(
    trace: Trace, kind: str, rules: Sequence[Callable[[C], R | None]], candidate: C, place: int
) -> tuple[str, R] | None:
    """Name and answer of the first rule that answers; None when none does."""
    for rule in rules:
        answer = rule(candidate)
        trace.note(kind, rule.__name__, place, "no" if answer is None else "yes")
        if answer is not None:
            return rule.__name__, answer
    return None


def veto(trace: Trace, kind: str, conditions: Sequence[Callable[[C], bool]], candidate: C, place: int) -> str:
    """The name of the first condition that speaks against a candidate, or `""`."""
    for condition in conditions:
        if condition(candidate):
            trace.note(kind, condition.__name__, place, "vetoed")
            return condition.__name__
    return ""
