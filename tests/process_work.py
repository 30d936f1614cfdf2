"""What the processes of test_processes do; apart, since each of them would import pytest with that file."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from servanda.errors import LexiconError


def double(items: list[int]) -> list[int]:
    for item in items:
        time.sleep(0.05 if item % 7 == 0 else 0)
    return [2 * item for item in items]


def killed_by(items: list[int], *, fatal: frozenset[int]) -> list[int]:
    if not fatal.isdisjoint(items):
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def killed_once(items: list[int], *, flag: Path) -> list[int]:
    if 5 in items and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def raising(items: list[int]) -> list[int]:
    if 5 in items:
        raise LexiconError("the table has no rows", where="lexicon/ru/months.tsv:1", remedy="restore them")
    return items


def slow(items: list[int]) -> list[int]:
    time.sleep(0.1)
    return items


def given_up(item: int) -> int:
    return -item


def large(items: list[str]) -> list[str]:
    return [2 * item for item in items]


def given_up_text(item: str) -> str:
    return ""
