"""What spaCy works out anew each time it is asked, once for the document that is being read."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_features: dict[int, dict[str, list[str]]] = {}  # as many as the tagger has tags


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
    morph = token.morph
    key = int(morph.key)  # type: ignore[attr-defined]
    known = _features.get(key)
    if known is None:
        known = _features[key] = {field: morph.get(field, []) for field in morph.to_dict()}
    return known.get(name, [])
