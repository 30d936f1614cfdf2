"""A document as read, and the evidence that is cut from it."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field

from servanda.errors import EvidenceError
from servanda.model import edtf
from servanda.model.vocabulary import DateSource

CONTEXT = 32  # characters before and after the exact words (W3C TextQuoteSelector)


def normalise(text: str) -> str:
    """NFC with `\\n` line ends: done once, before any offset exists."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of its origin.

    `text` is stored in NFC with `\\n`; every offset in Servanda counts its code points. `published` is EDTF or `""`.
    `id` is a hash of text and address: the same text from the same address is the same document.
    """

    text: str
    name: str = ""
    language: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    published_from: DateSource = "none"
    id: str = field(init=False)

    def __post_init__(self) -> None:
        edtf.check(self.published)
        object.__setattr__(self, "text", normalise(self.text))
        digest = hashlib.blake2b(f"{self.url}\n{self.text}".encode("utf-8", "surrogatepass"), digest_size=12)
        object.__setattr__(self, "id", digest.hexdigest())

    def evidence(self, start: int, end: int) -> Evidence:
        """The words at [start, end) as evidence; EvidenceError when there are none."""
        return Evidence.cut(self, start, end)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words at an exact position (W3C Web Annotation: TextPositionSelector and TextQuoteSelector)."""

    document: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.exact) != self.end - self.start:
            raise EvidenceError(f"{self.exact[:60]!r} is not {self.end - self.start} code points long")

    @classmethod
    def cut(cls, document: Document, start: int, end: int) -> Evidence:
        """Cut [start, end) out of a document's text."""
        text = document.text
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"[{start}, {end}) lies outside of the text", where=document.name)
        return cls(
            document=document.id,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
        )

    def verify(self, document: Document) -> None:
        """EvidenceError when the words do not stand in this document at this place."""
        if document.id != self.document or document.text[self.start : self.end] != self.exact:
            raise EvidenceError(f"{self.exact[:60]!r} does not stand at {self.start}", where=document.name)
