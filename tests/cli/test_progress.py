"""The progress bar: seen by people only, only when it takes long, and never between results."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
import time

import pytest

from servanda.cli import progress
from servanda.cli.progress import Bar

PROGRAM = """
import sys, time
from servanda.cli import progress
progress._DELAY = float(sys.argv[1])
with progress.Bar(3, wanted=sys.argv[2] == "yes") as bar:
    for n in range(3):
        time.sleep(0.3)
        bar.advance()
        with bar.hidden():
            print("result", n)
"""


def on_a_terminal(*arguments: str) -> str:
    """What a program writes to a terminal of its own."""
    ours, theirs = pty.openpty()
    read: list[bytes] = []

    def collect() -> None:
        while True:
            try:
                data = os.read(ours, 10_000)
            except OSError:
                return
            read.append(data)

    process = subprocess.Popen([sys.executable, "-c", PROGRAM, *arguments], stdout=theirs, stderr=theirs)
    os.close(theirs)
    reader = threading.Thread(target=collect)
    reader.start()
    assert process.wait(60) == 0
    reader.join(10)
    os.close(ours)
    return b"".join(read).decode()


def test_long_work_is_shown_and_results_stand_apart() -> None:
    screen = on_a_terminal("0.1", "yes")
    assert "Reading" in screen
    assert "2/3" in screen
    for n in range(3):
        assert f"result {n}\r\n" in screen


@pytest.mark.parametrize(("delay", "wanted"), [("60", "yes"), ("0.1", "no")])
def test_short_work_and_unwanted_bars_show_nothing(delay: str, wanted: str) -> None:
    assert on_a_terminal(delay, wanted) == "result 0\r\nresult 1\r\nresult 2\r\n"


def test_nobody_watches_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "_DELAY", 0.01)
    with Bar(1, wanted=True) as bar:
        time.sleep(0.05)
        bar.advance()
    assert capsys.readouterr() == ("", "")
