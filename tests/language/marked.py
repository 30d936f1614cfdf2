"""Tables of texts with one part in brackets: `Он принял [посла]. → посол`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def cases(table: str) -> list[tuple[str, str]]:
    """Text and expected value of every line."""
    lines = [line.split(" → ") for line in table.strip().splitlines()]
    return [(text, expected) for text, expected in lines]


def spans(texts: Sequence[str], annotate_lines: Callable[[Sequence[str]], list[Doc]]) -> list[Span]:
    """The bracketed part of every text, annotated within its text without the brackets."""
    docs = annotate_lines([text.replace("[", "").replace("]", "") for text in texts])
    found = [doc.char_span(text.index("["), text.index("]") - 1) for text, doc in zip(texts, docs, strict=True)]
    assert [text for text, span in zip(texts, found, strict=True) if span is None] == []
    return found
