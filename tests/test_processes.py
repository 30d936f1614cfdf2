"""Work shared among processes: answers in order, and what becomes of an item that kills the process it is read in."""

from __future__ import annotations

import functools
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.errors import LexiconError, ServandaError
from servanda.processes import STILLBORN, Team
from tests.process_work import double, given_up, given_up_text, killed_by, killed_once, large, raising, slow

WAIT = 30  # seconds after which something is taken to hang


def team(work: Callable[[list[int]], list[int]]) -> Team[int, int]:
    return Team(work, given_up, 2)


def parcels(count: int = 20, size: int = 3) -> Iterator[list[int]]:
    for first in range(1, count * size + 1, size):
        yield list(range(first, first + size))


def no_process_is_left() -> bool:
    deadline = time.monotonic() + WAIT
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.01)
    return not multiprocessing.active_children()


def test_answers_come_in_the_order_of_what_was_given() -> None:
    assert list(team(double).answers(parcels())) == [2 * item for item in range(1, 61)]
    assert list(team(double).answers([])) == []
    assert no_process_is_left()


@pytest.mark.parametrize(
    "fatal",
    [{5}, {1}, {60}, {4, 5, 6}, {2, 30, 31, 58}, set(range(1, 13))],
    ids=str,
)
def test_an_item_that_ends_its_process_twice_is_given_up_alone(fatal: set[int]) -> None:
    found = list(team(functools.partial(killed_by, fatal=frozenset(fatal))).answers(parcels()))
    assert found == [-item if item in fatal else 2 * item for item in range(1, 61)]
    assert no_process_is_left()


def test_an_item_that_ends_its_process_once_is_answered(tmp_path: Path) -> None:
    found = list(team(functools.partial(killed_once, flag=tmp_path / "flag")).answers(parcels()))
    assert found == [2 * item for item in range(1, 61)]


@pytest.mark.parametrize("times", [1, 5])
def test_processes_killed_from_outside_cost_nothing(times: int) -> None:
    answers = team(slow).answers(parcels(size=1))
    found = [next(answers)]
    for _ in range(times):
        for process in multiprocessing.active_children()[:1]:
            process.kill()
        found.append(next(answers))
    assert sorted(map(abs, [*found, *answers])) == list(range(1, 21))
    assert no_process_is_left()


def test_a_broken_table_is_told_as_it_is() -> None:
    with pytest.raises(LexiconError, match=r"^lexicon/ru/months\.tsv:1: the table has no rows; restore them$"):
        list(team(raising).answers(parcels()))
    assert no_process_is_left()


def test_processes_that_cannot_begin_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.processes._serve", os._exit)  # what it is given is no status
    started: list[int] = []

    def counted() -> Iterator[list[int]]:
        for parcel in parcels():
            started.append(parcel[0])
            yield parcel

    with pytest.raises(ServandaError, match="processes ended before they began to work"):
        list(team(double).answers(counted()))
    assert len(started) <= STILLBORN * 8
    assert no_process_is_left()


def test_closing_ends_the_processes() -> None:
    answers = team(slow).answers(parcels(1000))
    assert next(answers) == 1
    answers.close()
    assert no_process_is_left()


def test_an_answer_larger_than_a_pipe_holds() -> None:
    found = list(Team(large, given_up_text, 2).answers([["а" * 300_000]] * 30))
    assert [len(text) for text in found] == [600_000] * 30
