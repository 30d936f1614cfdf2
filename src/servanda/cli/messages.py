"""What goes to standard error, and the exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from servanda.pipeline import NotRead

ALL_READ, SOME_NOT, USAGE, NOTHING = 0, 1, 2, 3
INTERRUPTED, CLOSED = 130, 141  # 128 + SIGINT, 128 + SIGPIPE, as shells have it


def say(sentence: str) -> None:
    """One line on standard error; nothing in it can command the terminal."""
    from servanda.report.visible import one_line

    click.echo(one_line(sentence), err=True)


def plural(count: int, noun: str) -> str:
    """`1 document`, `1,200 documents`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def close(read: int, failed: Sequence[NotRead], summary: str, passed_over: int) -> int:
    """Name every failure and sum up; the exit code."""
    for failure in failed:
        say(str(failure))
    parts = [summary]
    if failed:
        parts.append(f"{len(failed):,} not read")
    if passed_over:
        parts.append(f"{plural(passed_over, 'other file')} passed over")
    say(f"{', '.join(parts)}.")
    if not failed:
        return ALL_READ
    return SOME_NOT if read else NOTHING
