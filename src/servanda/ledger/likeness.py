"""How much two statements are about the same thing, by the stems of their words: rare words weigh more.

A weight hangs on the word alone (`language.rarity`): whether two statements are alike hangs on nothing but them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from servanda.ledger.rows import Stemmer
from servanda.ledger.statements import Statement

Words = Mapping[str, float]

_SHORT = 2  # letters: prepositions and particles say nothing
FEW = 3  # words in common are the least
_OWN, _SLIGHT = 4, 1.0  # a promise of fewer words, or of none that weighs more, does not tell its object
_NEAR = 800  # characters: some paragraphs
_PEOPLE = ("participants", "actors", "counterparts")
_COVERED = 0.3  # of the longer one's weight at the least: two words of a long sentence make no likeness
_BEGINNING, _OF_NAMES = 7, 5  # letters that words of one root, or forms of one name, share
_UNKNOWN = 10.0  # the weight of words that no dictionary knows
_MARKING = 8  # words of a statement, the weightiest, by which another that is compared with it is found


def content(statement: Statement, beside: Sequence[Statement], stemmer: Stemmer, language: str = "ru") -> Words:
    """The stems of what a statement is about, with their weights, the weightiest first.

    A promise is about its action, a project, body or paper about its name, an event about its words without the people.
    `beside` are the statements of the same document: a promise that names no object is about the project named last.
    """
    fields = statement.fields

    def words(text: str) -> dict[str, float]:
        told = stemmer(text, language)
        return {w.sense: w.weight for w in told if len(w.sense) > _SHORT and not w.sense.isdigit()}

    own = words(str(fields.get("action") or fields.get("name") or statement.exact))
    if "action" in fields:
        for more in (statement.exact, _object(statement, beside), statement.before):
            own |= words(more) if _poor(own) else {}
    people = (name for role in _PEOPLE for name in fields.get(role, ()) if " " in name)
    for stem in words(" ".join([*people, statement.speaker])):
        own.pop(stem, None)
    return dict(sorted(own.items(), key=lambda pair: (-pair[1], pair[0])))


def likeness(one: Words, other: Words) -> float:
    """0 to 1: the weight of the words that they share, as a part of that of the shorter one's words."""
    common = shared(one, other)
    if len(common) < FEW:
        return 0.0
    least, most = sorted((sum(one.values()), sum(other.values())))
    weight = sum(one[stem] for stem in common)
    return weight / least if least and weight >= most * _COVERED else 0.0


def told(whole: Words, part: Words) -> float:
    """0 to 1: how much of the weight of the words of `part` stands in `whole`."""
    common, weight = shared(part, whole), sum(part.values())
    return sum(part[stem] for stem in common) / weight if weight and len(common) >= FEW else 0.0


def shared(one: Words, other: Words) -> list[str]:
    """The stems of `one` that both have, the weightiest first; words of one root are one, names in whatever case."""
    there = {_cut(stem, weight) for stem, weight in other.items()}
    return [stem for stem, weight in one.items() if _cut(stem, weight) in there]


def marking(words: Words) -> list[str]:
    """By what a statement is found when another is compared: its weightiest words, as `shared` compares them."""
    return [_cut(stem, weight) for stem, weight in itertools.islice(words.items(), _MARKING)]


def _cut(stem: str, weight: float) -> str:
    """The beginning of a long word; a shorter one of a name that no dictionary knows, for its ending may be a case."""
    return stem[: _BEGINNING if weight < _UNKNOWN else _OF_NAMES]


def parties_of(statement: Statement) -> frozenset[str]:
    """States and bodies that a record names as parties, in whatever role."""
    roles: Sequence[str] = ("parties", "actors", "counterparts", "participants")
    return frozenset(party for role in roles for party in statement.fields.get(role, ()))


def _poor(words: Words) -> bool:
    """Whether the words of a promise do not tell what it is about: «we intend to finish it in 2024»."""
    return len(words) < _OWN or max(words.values()) <= _SLIGHT


def _object(promise: Statement, beside: Iterable[Statement]) -> str:
    """The project of the same sector that the text named last before a promise which itself names none."""
    named = [
        s for s in beside
        if s.kind == "projects" and 0 <= promise.start - s.end < _NEAR
        and s.fields["sector"] == promise.fields["sector"]
    ]  # fmt: skip
    return str(max(named, key=lambda s: s.end).fields["name"]) if named else ""
