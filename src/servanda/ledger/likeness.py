"""How much two statements are about the same thing, by the stems of their words: rare words weigh more."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from servanda.ledger.rows import Stemmer
from servanda.ledger.statements import Statement

_SHORT = 2  # letters: prepositions and particles say nothing
FEW = 3  # words in common are the least
_POOR = 4  # words of a promise that do not say what it is about: «we intend to finish it in 2024»
_NEAR = 800  # characters: some paragraphs
_PEOPLE = ("participants", "actors", "counterparts")
_COVERED = 0.3  # of the longer one's weight at the least: two words of a long sentence make no likeness


class Likeness:
    """Compares what statements are about; the weight of a word is what its rarity among all of them gives.

    A promise is about its action, a project, body or paper about its name, an event about its words without the people.
    """

    def __init__(self, statements: Iterable[Statement], stemmer: Stemmer, language: str = "ru") -> None:
        self._stemmer = functools.partial(stemmer, language=language)
        statements = list(statements)
        self._projects = [s for s in statements if s.kind == "projects"]
        self._stems = {statement.id: self._content(statement) for statement in statements}
        counts = Counter(itertools.chain.from_iterable(self._stems.values()))
        total = len(self._stems) + 1
        self._weights = {stem: math.log(total / count) for stem, count in counts.items()}

    def words(self, statement: Statement) -> frozenset[str]:
        """The stems of what a statement is about."""
        return self._stems[statement.id]

    def of(self, one: Statement, other: Statement) -> float:
        """0 to 1: the weight of the words that they share, as a part of that of the shorter one's words."""
        a, b = self._stems[one.id], self._stems[other.id]
        shared = a & b
        if len(shared) < FEW:
            return 0.0
        least, most = sorted((self._weight(a), self._weight(b)))
        common = self._weight(shared)
        return common / least if least and common >= most * _COVERED else 0.0

    def told(self, whole: Statement, part: Statement) -> float:
        """0 to 1: how much of the weight of the words of `part` stands in `whole`."""
        a, b = self._stems[whole.id], self._stems[part.id]
        weight = self._weight(b)
        return self._weight(a & b) / weight if weight and len(a & b) >= FEW else 0.0

    def shared(self, one: Statement, other: Statement, most: int = 5) -> list[str]:
        """The weightiest stems that both have."""
        both = self._stems[one.id] & self._stems[other.id]
        return sorted(both, key=lambda stem: (-self._weights[stem], stem))[:most]

    def _content(self, statement: Statement) -> frozenset[str]:
        fields = statement.fields
        own = self._words(str(fields.get("action") or fields.get("name") or statement.exact))
        if "action" in fields and len(own) < _POOR:
            own |= self._words(f"{self._object(statement)} {statement.before} {statement.exact}")
        people = (name for role in _PEOPLE for name in fields.get(role, ()) if " " in name)
        return own - self._words(" ".join([*people, statement.speaker]))

    def _object(self, promise: Statement) -> str:
        """The project of the same sector that the text named last before a promise which itself names none."""
        named = [
            s for s in self._projects
            if s.source.id == promise.source.id and 0 <= promise.start - s.end < _NEAR
            and s.fields["sector"] == promise.fields["sector"]
        ]  # fmt: skip
        return str(max(named, key=lambda s: s.end).fields["name"]) if named else ""

    def _words(self, text: str) -> frozenset[str]:
        stems = (word.stems[0] for word in self._stemmer(text))
        return frozenset(stem for stem in stems if len(stem) > _SHORT and not stem.isdigit())

    def _weight(self, stems: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in sorted(stems))


class Postings:
    """Which numbered things hold which words: finds those that share some without looking at all of them."""

    def __init__(self) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, words: Iterable[str], number: int) -> None:
        """Note that a thing holds these words."""
        for word in words:
            self._places[word].append(number)

    def sharing(self, words: Iterable[str], least: int) -> list[int]:
        """The numbers of the things that hold at least so many of the words, in order."""
        counts = Counter(itertools.chain.from_iterable(set(self._places.get(word, ())) for word in words))
        return sorted(number for number, count in counts.items() if count >= least)


def parties_of(statement: Statement) -> frozenset[str]:
    """States and bodies that a record names as parties, in whatever role."""
    roles: Sequence[str] = ("parties", "actors", "counterparts", "participants")
    return frozenset(party for role in roles for party in statement.fields.get(role, ()))
