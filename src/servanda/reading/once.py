"""What spaCy works out anew each time it is asked, once for the document that is being read."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@functools.lru_cache(maxsize=1)
def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy joins from its tokens."""
    return doc.text


@functools.lru_cache(maxsize=1)
def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The tokens of a document, of which spaCy makes a new object for everyone who looks."""
    return tuple(doc)


def feature(token: Token, name: str) -> list[str]:
    """The values of a feature of a token: `token.morph.get(name)`."""
    return token.morph.get(name, [])
