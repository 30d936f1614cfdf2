"""A ledger of our samples, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from servanda.language.stems import stems
from servanda.ledger.store import Ledger
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger; nobody may write to it but by settling."""
    made = Ledger(str(tmp_path_factory.mktemp("samples") / "l.sqlite"), stems)
    run = made.begin("r")
    for reading in Reader().read_many(documents(sorted(map(str, SAMPLES.glob("*.txt"))))):
        assert isinstance(reading, Reading)
        made.add(reading, run)
    return made
