"""Running a command on a ledger."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from servanda.cli import main


def run(address: str, *words: str) -> Result:
    """What a command does, run by words as they are typed."""
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, [*words, "--ledger", address])


def rows(address: str, *words: str) -> list[dict[str, Any]]:
    """What a command prints as JSON, when it found something."""
    done = run(address, *words, "-f", "json")
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
