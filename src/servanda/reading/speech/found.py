"""What is found: a piece of direct speech, a piece of reported speech. Offsets are code points of the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """A piece of direct speech without its marks and without the reporting clause.

    `clauses` are the spans that tell who speaks, the telling one first: after, within, before the speech; it may be
    empty. `style` is dash, quotes, fragment or block. `carried`: it has no clause of its own, the speaker is that of
    the speech or sentence before (`clauses` then holds that sentence, if it speaks of speaking). `rule` is the name
    of the condition that took it for speech.
    """

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]
    style: str
    carried: bool
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """A content that the author attributes to somebody in his own sentence.

    `clause` is the part that names the speaker, `verb` the index of the token that attributes (the verb, or the noun
    of «according to …»), `kind` its kind in the table of speech verbs (`words` for a prepositional group).
    """

    start: int
    end: int
    clause: tuple[int, int]
    verb: int
    kind: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause; `kind` as in the table of speech verbs."""

    start: int
    end: int
    kind: str
