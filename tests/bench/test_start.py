"""The start bench: what it measures of a process, and its table."""

from __future__ import annotations

import sys

import pytest

from bench.start import Run, run, table


def test_measures_time_and_memory_of_the_process() -> None:
    large = run([sys.executable, "-S", "-c", "import time; held = b'x' * 150_000_000; time.sleep(0.3)"])
    assert large.seconds > 0.3
    assert 0 < large.processor < large.seconds
    assert 150 < large.megabytes < 190


def test_a_process_that_fails_is_named_with_its_complaint() -> None:
    with pytest.raises(RuntimeError, match=r"status 3: no such article"):
        run([sys.executable, "-c", "import sys; print('no such article', file=sys.stderr); sys.exit(3)"])


def test_the_table_has_best_median_worst_and_limit() -> None:
    lines = table([Run(1.0, 0.5, 300.0), Run(3.0, 2.5, 310.0), Run(2.0, 0.75, 305.5)])
    assert lines[1].split() == ["wall", "time,", "s", "1.00", "2.00", "3.00", "3.00"]
    assert lines[2].split() == ["processor", "time,", "s", "0.50", "0.75", "2.50"]
    assert lines[3].split() == ["peak", "memory,", "MB", "300.00", "305.50", "310.00", "500.00"]
