"""`servanda rebuild`: what was worked out is thrown away and comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.content import content
from servanda.cli import main
from servanda.cli.rebuild import work_in
from servanda.language.stems import stems
from servanda.ledger.settle import rebuild, waiting
from servanda.ledger.store import Ledger

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))[:4]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of some samples, made by the command."""
    path = tmp_path_factory.mktemp("rebuild") / "ledger.sqlite"
    made = CliRunner().invoke(main, ["add", *map(str, SAMPLES), "--ledger", str(path), "--no-progress"])
    assert made.exit_code == 0, made.output
    return str(path)


def test_adding_leaves_nothing_to_be_worked_in(address: str) -> None:
    with Ledger(address, stems) as ledger:
        assert waiting(ledger) == {}


def test_a_rebuild_comes_to_the_same(address: str) -> None:
    with Ledger(address, stems) as ledger:
        before = content(ledger)
    done = CliRunner().invoke(main, ["rebuild", "--ledger", address])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{len(SAMPLES)} documents worked in anew.\n"
    with Ledger(address, stems) as ledger:
        assert content(ledger) == before


def test_what_was_cut_off_is_finished(address: str) -> None:
    with Ledger(address, stems) as ledger:
        before = content(ledger)
        rebuild(ledger)
        assert waiting(ledger) == {"document": len(SAMPLES)}
    done = CliRunner().invoke(main, ["rebuild", "--goes-on", "--ledger", address])
    assert done.exit_code == 0
    with Ledger(address, stems) as ledger:
        assert waiting(ledger) == {}
        assert content(ledger) == before
        work_in(ledger)  # nothing is left: no bar, no writing
    again = CliRunner().invoke(main, ["rebuild", "--goes-on", "--ledger", address])
    assert again.stderr == "Everything was worked in already.\n"


def test_a_ledger_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["rebuild", "--ledger", str(tmp_path / "none.sqlite")])
    assert missing.exit_code == 3
    assert "is not there" in missing.stderr
