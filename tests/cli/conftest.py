"""A ledger of our samples for the tests of what asks it."""

from __future__ import annotations

import pytest

from tests.ledgers import NUMBERS, Copies


@pytest.fixture(scope="session")
def samples_ledger(copies: Copies) -> str:
    """The address of the ledger; nobody may write to it."""
    return copies.address("sqlite", next(NUMBERS), "filled")
