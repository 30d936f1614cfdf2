"""A ledger of hostile documents, for the tests of exports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from servanda.language.stems import stems
from servanda.ledger.store import Ledger
from tests.exchange.hostile import hostile
from tests.ledgers import fill


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of hostile documents."""
    with Ledger(str(tmp_path_factory.mktemp("hostile") / "ledger.sqlite"), stems) as opened:
        fill(opened, hostile())
        yield opened
