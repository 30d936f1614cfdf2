"""Sources: paths, folders and standard input become Documents; what cannot is named with a sentence and a remedy."""

from __future__ import annotations

from servanda.sources.documents import Source, documents, sources
from servanda.sources.files import Found, find
from servanda.sources.text import Given

__all__ = ["Found", "Given", "Source", "documents", "find", "sources"]
