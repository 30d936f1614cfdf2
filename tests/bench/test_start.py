"""The start bench: what it measures of a process, and its table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.start import Run, run, table

ROOT = Path(__file__).parents[2]


MEASURE = """
import sys
from bench.start import run
one = run([sys.executable, "-S", "-c", "import time; held = b'x' * 150_000_000; time.sleep(0.3)"])
print(one.seconds, one.processor, one.megabytes)
"""


def test_measures_time_and_memory_of_the_process() -> None:
    """In a process of its own: the memory of the one that starts another is the least that is seen of the other."""
    done = subprocess.run([sys.executable, "-c", MEASURE], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    seconds, processor, megabytes = map(float, done.stdout.split())
    assert seconds > 0.3
    assert 0 < processor < seconds
    assert 150 < megabytes < 190


def test_a_process_that_fails_is_named_with_its_complaint() -> None:
    with pytest.raises(RuntimeError, match=r"status 3: no such article"):
        run([sys.executable, "-c", "import sys; print('no such article', file=sys.stderr); sys.exit(3)"])


def test_the_table_has_best_median_worst_and_limit() -> None:
    lines = table([Run(1.0, 0.5, 300.0), Run(3.0, 2.5, 310.0), Run(2.0, 0.75, 305.5)])
    assert lines[1].split() == ["wall", "time,", "s", "1.00", "2.00", "3.00", "3.00"]
    assert lines[2].split() == ["processor", "time,", "s", "0.50", "0.75", "2.50"]
    assert lines[3].split() == ["peak", "memory,", "MB", "300.00", "305.50", "310.00", "500.00"]
