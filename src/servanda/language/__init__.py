"""Languages: `load("ru")` gives the adapter; nothing above knows an NLP engine or a word of a language."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from servanda.errors import LanguageError

if TYPE_CHECKING:
    from servanda.language.adapter import Adapter

#: The languages that can be read.
LANGUAGES = ("ru",)


@functools.cache
def load(code: str) -> Adapter:
    """The adapter of a language by its ISO 639-1 code; LanguageError for one that cannot be read yet."""
    if code != "ru":
        raise LanguageError(f"there is no adapter for {code!r}", remedy=f"languages read: {', '.join(LANGUAGES)}")
    from servanda.language.russian import Russian

    return Russian()
