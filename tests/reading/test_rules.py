"""Ordered rules: the first that answers decides, and the trace tells which were asked."""

from __future__ import annotations

from servanda.reading.rules import Trace, first, veto


def even(number: int) -> str | None:
    return "even" if number % 2 == 0 else None


def small(number: int) -> str | None:
    return "small" if number < 10 else None


def empty(number: int) -> str | None:
    return "" if number == 11 else None


def negative(number: int) -> bool:
    return number < 0


def round_number(number: int) -> bool:
    return number % 10 == 0


def test_the_first_rule_that_answers_decides() -> None:
    trace = Trace(on=False)
    assert first(trace, "numbers", [even, small], 4, 0) == ("even", "even")
    assert first(trace, "numbers", [small, even], 4, 0) == ("small", "small")
    assert first(trace, "numbers", [even, small], 3, 0) == ("small", "small")
    assert first(trace, "numbers", [even, small], 13, 0) is None
    assert first(trace, "numbers", [], 4, 0) is None


def test_an_empty_answer_is_an_answer() -> None:
    assert first(Trace(on=False), "numbers", [even, empty], 11, 0) == ("empty", "")


def test_the_first_condition_that_speaks_against_is_named() -> None:
    trace = Trace(on=False)
    assert veto(trace, "numbers", [negative, round_number], -10, 0) == "negative"
    assert veto(trace, "numbers", [negative, round_number], 20, 0) == "round_number"
    assert veto(trace, "numbers", [negative, round_number], 7, 0) == ""


def test_the_trace_tells_which_rules_were_asked() -> None:
    trace = Trace(on=True)
    first(trace, "numbers", [even, small, empty], 3, 17)
    veto(trace, "numbers", [negative, round_number], 20, 17)
    assert trace.lines == [
        "numbers @17 even: no",
        "numbers @17 small: yes",
        "numbers @17 round_number: vetoed",
    ]


def test_no_trace_unless_asked_for() -> None:
    trace = Trace(on=False)
    first(trace, "numbers", [even], 4, 0)
    assert trace.lines == []
