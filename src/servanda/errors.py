"""The errors of Servanda: one root, one sentence each, with the facts as fields."""

from __future__ import annotations


class ServandaError(Exception):
    """The root of all errors that Servanda raises on purpose.

    `sentence` tells what was wrong; `where` names the file, line or field; `remedy` says what to do.
    """

    def __init__(self, sentence: str, *, where: str = "", remedy: str = "") -> None:
        self.sentence = sentence
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.sentence}" if self.where else self.sentence
        return f"{text}; {self.remedy}" if self.remedy else text


class DocumentError(ServandaError):
    """A source could not be turned into a document (empty, binary, too large, no such path, …)."""


class DateError(ServandaError):
    """A date is none: not EDTF of the form that the guide uses."""


class EvidenceError(ServandaError):
    """A quote does not stand where it is said to stand."""


class LexiconError(ServandaError):
    """A table of words is broken; `where` names the file and the line."""


class LanguageError(ServandaError):
    """No adapter reads the language asked for."""


class LedgerError(ServandaError):
    """A ledger cannot be opened, read or written; `where` names it without its password."""
