"""Libraries that only some formats need."""

from __future__ import annotations

import importlib
from typing import Any

from servanda.errors import ServandaError


def needed(module: str, extra: str) -> Any:
    """A module of an extra; ServandaError that says what to install when it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ServandaError(f"{name} is not installed", remedy=f"pip install 'servanda[{extra}]'") from error
