"""Reading: annotated text becomes records. A pure function of text, publication date and lexicon."""

from __future__ import annotations

from servanda.reading.reader import read

__all__ = ["read"]
