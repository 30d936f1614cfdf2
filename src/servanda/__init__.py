"""Servanda reads Russian diplomatic news into typed records, each proven by exact words at exact positions.

>>> import servanda
>>> reading = servanda.read(text, published="2025-09-29")
>>> reading.figures, reading.commitments

Names are loaded when they are first used: importing this package is quick, reading loads the models.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda.errors import DateError, DocumentError, LanguageError, LedgerError, ServandaError
    from servanda.ledger.store import Ledger
    from servanda.model.document import Document, Evidence
    from servanda.model.records import Reading
    from servanda.pipeline import NotRead, Reader, add, documents, open, read  # noqa: A004 - as Python's own open

__version__ = "0.1.0"

_HOMES = {
    "DateError": "servanda.errors",
    "Document": "servanda.model.document",
    "DocumentError": "servanda.errors",
    "Evidence": "servanda.model.document",
    "LanguageError": "servanda.errors",
    "Ledger": "servanda.ledger.store",
    "LedgerError": "servanda.errors",
    "NotRead": "servanda.pipeline",
    "Reader": "servanda.pipeline",
    "Reading": "servanda.model.records",
    "ServandaError": "servanda.errors",
    "add": "servanda.pipeline",
    "documents": "servanda.pipeline",
    "open": "servanda.pipeline",
    "read": "servanda.pipeline",
}

__all__ = [  # noqa: RUF022 - in the order of use
    "read", "Reader", "documents", "Document", "Reading", "Evidence", "NotRead", "ServandaError", "DocumentError",
    "DateError", "LanguageError", "open", "add", "Ledger", "LedgerError", "__version__",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    if name in {"Reader", "Reading", "read"}:
        importlib.import_module("servanda.model.records").Reading.html_view = staticmethod(_html)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _html(reading: Reading) -> str:
    from servanda.report.notebook import reading_html

    return reading_html(reading)
