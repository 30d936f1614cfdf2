"""How much two statements are about the same thing, by the stems of their words: rare words weigh more.

A weight hangs on the word alone (`language.rarity`): whether two statements are alike hangs on nothing but them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from servanda.ledger.rows import Stemmer
from servanda.ledger.statements import Statement

Words = Mapping[str, float]

_SHORT = 2  # letters: prepositions and particles say nothing
FEW = 3  # words in common are the least
_THING, _FAR = 4.0, 3  # weight of a thing that is counted, words after its number
_OWN, _SLIGHT = 4, 1.0  # a promise of fewer words, or of none that weighs more, does not tell its object
_LIGHT = 0.3  # the weight of words for states
_NEAR = 800  # characters: some paragraphs
_NEXT = 100  # characters: some sentence before
_ENDS = (". ", "! ", "? ", "\n")
_PEOPLE = ("participants", "actors", "counterparts")
_COVERED = 0.3  # of the longer one's weight at the least: two words of a long sentence make no likeness
_BEGINNING, _OF_NAMES = 7, 5  # letters that words of one root, or forms of one name, share
_RARE = 8.0  # the weight of a name
_UNKNOWN = 10.0  # the weight of words that no dictionary knows
_MARKING = 8  # words of a statement, the weightiest, by which another that is compared with it is found


def content(statement: Statement, beside: Sequence[Statement], stemmer: Stemmer, language: str = "ru") -> Words:
    """The stems of what a statement is about, with their weights, the weightiest first.

    A promise is about its action, a project, body or paper about its name, an event about its words without the people.
    `beside` are the statements of the same document: a promise that names no object is about the project named last.
    """
    fields = statement.fields

    def words(text: str) -> dict[str, float]:
        return weighed(text, stemmer, language)

    own = words(str(fields.get("action") or fields.get("name") or statement.exact))
    if "action" in fields:
        for more in (statement.exact, _object(statement, beside), own_sentence(statement.before)):
            own |= words(more) if _poor(own) else {}
    people = (name for role in _PEOPLE for name in fields.get(role, ()) if " " in name)
    for stem in words(" ".join([*people, statement.speaker])):
        own.pop(stem, None)
    return heaviest(own)


def heaviest(words: Words) -> Words:
    """The weightiest words first."""
    return dict(sorted(words.items(), key=lambda pair: (-pair[1], pair[0])))


def aside(statement: Statement, words: Words, stemmer: Stemmer, language: str = "ru") -> Words:
    """What the exact words of a promise tell beside its content: its place, who asked for it, with their weights."""
    told = weighed(statement.exact, stemmer, language)
    return {stem: weight for stem, weight in told.items() if stem not in words}


def counted(text: str, stemmer: Stemmer, language: str = "ru") -> Iterator[tuple[str, str]]:
    """Each number of a text with each telling word of the thing that is counted: «400 тракторов»."""
    number, after = "", 0
    for word in stemmer(text, language):
        after += 1
        if word.sense.isdigit():
            number, after = word.sense, 0
        elif after > _FAR or len(word.sense) <= _SHORT:
            number = ""
        elif number and word.part != "party" and word.weight >= _THING:
            yield number, _cut(word.sense, word.weight)


def weighed(text: str, stemmer: Stemmer, language: str = "ru") -> dict[str, float]:
    """The stems of a text's words with their weights; those for states, which are parties anyway, hardly weigh."""
    told = (word for word in stemmer(text, language) if len(word.sense) > _SHORT and not word.sense.isdigit())
    return {word.sense: _LIGHT if word.part == "party" else word.weight for word in told}


def likeness(one: Words, other: Words) -> float:
    """0 to 1: the weight of the words that they share, as a part of that of the shorter one's; 0 for too few words."""
    common = shared(one, other)
    most = max(sum(one.values()), sum(other.values()))
    few = len(common) < FEW or sum(one[stem] for stem in common) < most * _COVERED
    return 0.0 if few else in_common(one, other)


def in_common(one: Words, other: Words) -> float:
    """0 to 1: the weight of the words that they share, however few, as a part of that of the shorter one's."""
    least = min(sum(one.values()), sum(other.values()))
    return sum(one[stem] for stem in shared(one, other)) / least if least else 0.0


def told(whole: Words, part: Words) -> float:
    """0 to 1: how much of the weight of the words of `part` stands in `whole`."""
    common, weight = shared(part, whole), sum(part.values())
    return sum(part[stem] for stem in common) / weight if weight and len(common) >= FEW else 0.0


def shared(one: Words, other: Words) -> list[str]:
    """The stems of `one` that both have, the weightiest first; words of one root are one, names in whatever case."""
    there = {_cut(stem, weight) for stem, weight in other.items()}
    names = [stem for stem, weight in other.items() if weight >= _RARE]
    return [
        stem
        for stem, weight in one.items()
        if _cut(stem, weight) in there or (weight >= _RARE and any(_begins(stem, name) for name in names))
    ]


def _begins(one: str, other: str) -> bool:
    """Whether a rare word is the beginning of another, as that of a town is of its region's: «павлодар»."""
    short, full = sorted((one, other), key=len)
    return len(short) > _OF_NAMES and full.startswith(short)


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


def own_sentence(before: str) -> str:
    """What of the text before a statement stands in its own sentence."""
    last = max(before.rfind(end) for end in _ENDS)
    return before[last + 1 :]


def _poor(words: Words) -> bool:
    """Whether the words of a promise do not tell what it is about: «we intend to finish it in 2024»."""
    return len(words) < _OWN or max(words.values()) <= _SLIGHT


def _object(promise: Statement, beside: Sequence[Statement]) -> str:
    """What a promise that names no object is about: the project of its sector that the text named last before it, else
    the work that the sentence before tells of: «Идёт прокладка линии. Работы завершат в 2028 году»."""
    before = [
        s for s in beside if 0 <= promise.start - s.end < _NEAR and s.fields.get("sector") == promise.fields["sector"]
    ]
    named = [(s.end, str(s.fields["name"])) for s in before if s.kind == "projects"]
    next_to = [s for s in before if s.kind == "commitments" and promise.start - s.end < _NEXT]
    work = [(s.end, str(s.fields["action"])) for s in next_to if s.fields["modality"] == "underway"]
    return max(named or work, default=(0, ""))[1]
