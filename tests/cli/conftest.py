"""A ledger of our samples, made once by the command itself, for the tests of what asks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def samples_ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the ledger; nobody may write to it but by settling."""
    made = str(tmp_path_factory.mktemp("asked") / "samples.sqlite")
    named = sorted(str(path) for path in SAMPLES.glob("*.txt"))
    done = CliRunner().invoke(main, ["add", *named, "--ledger", made])
    assert done.exit_code == 0, done.stderr
    return made
