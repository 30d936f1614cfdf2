"""What all tests share: settings of hypothesis, the Russian adapter (loaded once), annotated texts, ledgers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from servanda.language import load
from servanda.model.document import Document, normalise
from servanda.reading.context import Context
from tests.ledgers import address, copies, filled, kind, ledger, readings, samples, server, unsettled

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

__all__ = ["address", "copies", "filled", "kind", "ledger", "readings", "samples", "server", "unsettled"]

# hypothesis draws the same examples on every run, and takes the time that a reading takes
settings.register_profile(
    "servanda", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("servanda")


@pytest.fixture(scope="session")
def adapter() -> Adapter:
    """The Russian adapter."""
    return load("ru")


@pytest.fixture(scope="session")
def annotate(adapter: Adapter) -> Callable[[str], Doc]:
    """From a text to its annotation."""
    return lambda text: next(iter(adapter.annotate([normalise(text)])))


@pytest.fixture(scope="session")
def annotate_lines(annotate: Callable[[str], Doc]) -> Callable[[Sequence[str]], list[Doc]]:
    """From many short texts (one line each) to one annotation each, worked on together, which is many times faster."""

    def annotated(texts: Sequence[str]) -> list[Doc]:
        docs: list[Doc] = []
        for n in range(0, len(texts), 100):
            whole = annotate("\n".join(texts[n : n + 100]))
            at = 0
            for text in whole.text.split("\n"):
                docs.append(whole.char_span(at, at + len(text)).as_doc())
                at += len(text) + 1
        assert [doc.text for doc in docs] == [normalise(text) for text in texts]
        return docs

    return annotated


@pytest.fixture(scope="session")
def context(adapter: Adapter, annotate: Callable[[str], Doc]) -> Callable[..., Context]:
    """From a text (and what is known of its document) to its context."""

    def made(text: str, *, published: str = "", **known: str) -> Context:
        document = Document(text=text, published=published, **known)
        return Context(document, annotate(document.text), adapter)

    return made
