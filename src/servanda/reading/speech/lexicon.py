"""The tables of speech as look-ups: verbs with what they take, groups like «according to», small words."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.language.tables import table

if TYPE_CHECKING:
    from servanda.reading.speech.layout import Layout

WITH_REACH = 6  # words between a verb and the noun that must stand with it
BY_REACH = 2  # words between the preposition and the noun of «according to»


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of the table of speech verbs."""

    companions: frozenset[str]
    kind: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Saying:
    """A speech verb found at a token; `form` is finite, gerund, short (adjective) or passive."""

    i: int
    verb: Verb
    form: str

    @property
    def kind(self) -> str:
        """As in the table; a passive has no speaker of its own (`state`)."""
        return "state" if self.form == "passive" else self.verb.kind

    def takes(self, what: str) -> bool:
        """Whether the verb takes `direct`, `that`, `object`, `infinitive` or a preposition."""
        return what in self.verb.takes


@dataclass(frozen=True, slots=True)
class By:
    """A group that names whose word it is, as tokens [i, j); `noun` is its noun."""

    i: int
    noun: int
    kind: str


class Lexicon:
    """The tables of one language."""

    def __init__(self, language: str) -> None:
        self.verbs: dict[str, list[Verb]] = {}
        for row in table(f"{language}/speech_verbs"):
            verb = Verb(frozenset(row.several("with")), row["kind"], frozenset(row.several("takes")))
            for lemma in row.several("verb"):
                self.verbs.setdefault(lemma, []).append(verb)
        self.by: dict[str, dict[str, str]] = {}
        for row in table(f"{language}/speech_nouns"):
            for noun in row.several("noun"):
                self.by.setdefault(row["before"], {})[noun] = row["kind"]
        words = table(f"{language}/speech_words")
        self.that, self.query, self.conjunction_as = (words.words("word", role=r) for r in ("that", "query", "as"))
        self.saying, self.back, self.me = (words.words("word", role=r) for r in ("saying", "back", "me"))
        self.topic, self.listed, self.own = (words.words("word", role=r) for r in ("topic", "listed", "own"))
        self.asker, self.press = (words.words("word", role=r) for r in ("asker", "press"))
        names = table(f"{language}/naming_nouns")
        self.naming_proper = names.words("noun", case="proper")
        self.naming_any = names.words("noun", case="any")

    def saying_at(self, layout: Layout, i: int) -> Saying | None:
        """The speech verb at a token, when it tells that somebody else than the speaker himself says something."""
        rows = self.verbs.get(layout.lemmas[i])
        if rows is None or layout.pos[i] not in ("VERB", "ADJ", "AUX"):
            return None
        form = _form(layout, i)
        if not form or self._own_word(layout, i):
            return None
        for verb in rows:
            if not verb.companions or self._stands_near(layout, i, verb.companions):
                return Saying(i, verb, form)
        return None

    def _own_word(self, layout: Layout, i: int) -> bool:
        """The subject is a first person: the speaker's own verb, not the reporter's."""
        return any(t.dep_.startswith("nsubj") and t.lemma_ in self.me for t in layout.doc[i].children)

    def first_person(self, layout: Layout, tokens: range) -> bool:
        """Whether somebody speaks of himself in these tokens."""
        return any(layout.lemmas[k] in self.me or layout.feature(k, "Person") == "1" for k in tokens)

    def _stands_near(self, layout: Layout, i: int, companions: frozenset[str]) -> bool:
        first, last = layout.sentence(i)
        near = range(max(first, i - 3), min(last, i + WITH_REACH + 1))
        return any(layout.lemmas[k] in companions for k in near)

    def by_at(self, layout: Layout, i: int) -> By | None:
        """The group «according to …» that begins at a token."""
        nouns = self.by.get(layout.norms[i])
        if nouns is None:
            return None
        for k in range(i + 1, min(layout.last[i], i + 2 + BY_REACH)):
            kind = nouns.get(layout.norms[k])
            if kind is not None and layout.pos[k] == "NOUN":
                return By(i, k, kind)
            if layout.pos[k] not in ("DET", "ADJ", "PRON"):
                return None
        return None


def _form(layout: Layout, i: int) -> str:
    kind = layout.feature(i, "VerbForm")
    if kind == "Fin":
        if layout.feature(i, "Mood") == "Imp" or layout.feature(i, "Person") in ("1", "2"):
            return ""
        return "finite"
    if kind == "Conv":
        return "gerund"
    short = layout.feature(i, "Variant") == "Short"
    if kind == "Part":
        return "passive" if short else ""
    return "short" if short else ""


@functools.cache
def lexicon(language: str) -> Lexicon:
    """The tables of a language, read once."""
    return Lexicon(language)
