"""Places and states with their mentions: the name in the nominative, the code of a state, how often it is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading.localities import find_localities

if TYPE_CHECKING:
    from servanda.reading.context import Context


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Гости прилетели в Италию. Италия рада.", [("Италия", "IT", 2)]),
        ("Делегация прибыла в Рим из Чили.", [("Рим", "", 1), ("Чили", "CL", 1)]),
        ("Чилийская делегация уехала.", []),
        ("В ООН обсудили план.", []),
    ],
)
def test_localities(text: str, expected: list[tuple[str, str, int]], context: Callable[..., Context]) -> None:
    found = [(place.name, place.code, len(place.mentions)) for place in find_localities(context(text))]
    assert found == expected
