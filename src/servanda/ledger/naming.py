"""Names of bodies, papers and projects: which of them are one name in other cases, shorter, contracted or abbreviated.

Nothing here knows a word: a name is the stems of its words without those for states and those that say nothing, and
its head is its first noun.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from servanda.ledger.rows import Stemmed, Stemmer

T = TypeVar("T")

_CACHE = 20_000  # names
_IDLE = 0.3  # weight of words that say nothing
_SHORT = 2  # letters: prepositions and conjunctions
_BRACKETS = str.maketrans("([", "((", "")
_ABBREVIATION = 6  # letters at the most
_STUMP = 4  # letters of a word that a contraction keeps at the least
_LETTERS = 2  # of an abbreviation at the least
_TELLING = 3  # words that say so much that the idle ones beside them may differ

Word = frozenset[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name to compare: its words in order, how many of them make up its head, and its abbreviations.

    `idle` are those of its words that say nothing: the same name may have them or not.
    """

    text: str
    words: tuple[Word, ...]
    lead: int
    idle: frozenset[Word] = frozenset()
    aliases: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def head(self) -> Word:
        """The noun that says what sort of thing it is."""
        return self.words[self.lead - 1] if self.words else frozenset()

    @property
    def key(self) -> frozenset[Word]:
        """Its words in any order: those of its states are none."""
        return frozenset(self.words)

    @property
    def alone(self) -> str:
        """Its only word, if it has no other."""
        return min(self.words[0]) if len(self.words) == 1 else ""


@functools.lru_cache(_CACHE)
def name_of(text: str, stemmer: Stemmer, language: str = "ru") -> Name:
    """A name taken apart; an abbreviation in brackets is an alias of it."""
    whole = list(stemmer(text, language))
    bracketed = {n for n, word in enumerate(whole) if _in_brackets(text, word)}
    aliases = frozenset(min(whole[n].stems) for n in bracketed if _abbreviates(text, whole[n]))
    rest = [word for n, word in enumerate(whole) if n not in bracketed or len(bracketed) == len(whole)]
    told = [word for word in rest if _counts(word)] or rest
    nouns = [n for n, word in enumerate(told) if word.part == "noun"]
    lead = nouns[0] + 1 if nouns else len(told)
    marks = frozenset(min(word.stems) for word in told if _is_own(text, word))
    own = frozenset({min(told[0].stems)} if len(told) == 1 and _abbreviates(text, told[0]) else ())
    idle = frozenset(frozenset(word.stems) for word in told if word.weight <= _IDLE)
    return Name(text, tuple(frozenset(word.stems) for word in told), lead, idle, aliases | own, marks)


def _in_brackets(text: str, word: Stemmed) -> bool:
    return text[: word.start].rstrip()[-1:] == "(" and text[word.end :].lstrip()[:1] == ")"


def _abbreviates(text: str, word: Stemmed) -> bool:
    written = text[word.start : word.end]
    return written.isupper() and _LETTERS <= len(written) <= _ABBREVIATION


def _counts(word: Stemmed) -> bool:
    """Neither for a state nor a preposition."""
    stem = min(word.stems)
    return word.part != "party" and (len(stem) > _SHORT or stem.isdigit())


def _is_own(text: str, word: Stemmed) -> bool:
    """A name of its own: written with a capital in quotation marks, or in Latin letters."""
    written = text[word.start : word.end]
    return len(written) >= _STUMP and written.isascii() and written.isalpha()


def same(one: Name, other: Name) -> str:
    """They have the same words, whatever their cases, with or without the states and the words that say nothing."""
    a, b = one.key - one.idle, other.key - other.idle
    if not one.words or len(a) != len(b) or not (_within(a, b) and _within(b, a)):
        return ""
    few = len(a) < _TELLING
    if one.idle == other.idle or (len(a) > 1 and (not few or one.idle <= other.idle or other.idle <= one.idle)):
        return "the same words"
    return ""


def shorter(short: Name, full: Name) -> str:
    """The words of the shorter one are among those of the longer one, and both are of one sort."""
    if len(short.key) >= len(full.key) or not short.words or not short.head & full.head:
        return ""
    return "the shorter form of its name" if _within(short.words, full.words) else ""


def abbreviated(short: Name, full: Name) -> str:
    """The one is the abbreviation of the other: as the text says in brackets, or by the letters of its head."""
    letters = short.alone
    if letters and letters in short.aliases and (letters in full.aliases or _initials(letters, full)):
        return "the abbreviation of its name"
    return ""


def contracted(short: Name, full: Name) -> str:
    """One word that begins like a word of the name and ends in its head."""
    word = short.alone
    for head in sorted(full.head):
        stump = word.removesuffix(head)
        if len(head) >= _STUMP and _STUMP <= len(stump) < len(word):
            for other in full.words[: full.lead - 1]:
                if any(stem.startswith(stump) for stem in other):
                    return "the contraction of its name"
    return ""


def own_name(one: Name, other: Name) -> str:
    """Nothing but the sort stands before the same name of its own."""
    if one.marks & other.marks and all(len(name.words) - name.lead == 1 for name in (one, other)):
        return "the same name of its own"
    return ""


def _within(some: Iterable[Word], among: Collection[Word]) -> bool:
    return all(any(word & other for other in among) for word in some)


def _initials(letters: str, name: Name) -> bool:
    """Whether letters begin the words up to the head in turn; those between may stand within a compound word."""
    at = 0
    for word in name.words[: name.lead]:
        stem = min(word)
        if at >= len(letters) or stem[0] != letters[at]:
            return False
        at += 1
        rest = stem[1:]
        following = [min(other)[0] for other in name.words[: name.lead]][1:]
        while at < len(letters) and letters[at] not in following and letters[at] in rest:
            rest = rest[rest.index(letters[at]) + 1 :]
            at += 1
    return at == len(letters)


@dataclass(slots=True)
class Joined(Generic[T]):
    """What bears one name in all its forms: the fullest first, and why each of the others is taken for it."""

    names: list[Name]
    entries: list[T]
    why: list[str] = field(default_factory=list)

    def absorb(self, other: Joined[T], why: str) -> None:
        """Take another in, and note why."""
        self.why += [why, *other.why]
        self.names += other.names
        self.entries += other.entries


#: Rules by which a name joins the one thing that can bear it.
LIKELY: tuple[Callable[[Name, Name], str], ...] = (shorter, contracted, abbreviated, own_name)


def _never(_: T, __: T) -> bool:
    return False


def join(
    named: Iterable[tuple[Name, T]],
    rules: Sequence[Callable[[Name, Name], str]] = LIKELY,
    apart: Callable[[T, T], bool] = _never,
) -> list[Joined[T]]:
    """Entries by their names: the same name is one thing; another joins by a rule, when one thing only can bear it.

    Two entries that are `apart` are never of one thing, whatever their names.
    """
    made: list[Joined[T]] = []
    for group in _grouped(named, apart):
        name = group.names[0]
        open_to = [k for k in made if not any(apart(one, other) for one in group.entries for other in k.entries)]
        alike = next((known for known in open_to if same(name, known.names[0])), None)
        bearers = [] if alike else [known for known in open_to if _why(name, known, rules)]
        if not alike and len(bearers) != 1:
            made.append(group)
            continue
        known = alike or bearers[0]
        why = f"has {same(name, known.names[0])}" if alike else f"is {_why(name, known, rules)}"
        known.absorb(group, f"«{name.text}» {why}")
    return made


def _grouped(named: Iterable[tuple[Name, T]], apart: Callable[[T, T], bool]) -> list[Joined[T]]:
    """Entries with the same words together, the longest names first."""
    groups: defaultdict[frozenset[Word], list[Joined[T]]] = defaultdict(list)
    for name, entry in named:
        same_words = groups[name.key]
        known = next((one for one in same_words if not any(apart(entry, other) for other in one.entries)), None)
        if known is None:
            same_words.append(Joined([name], [entry]))
        else:
            known.names.append(name)
            known.entries.append(entry)
    every = [one for same_words in groups.values() for one in same_words]
    return sorted(every, key=lambda one: (-len(one.names[0].words), -len(one.names[0].text), one.names[0].text))


def _why(name: Name, known: Joined[T], rules: Sequence[Callable[[Name, Name], str]]) -> str:
    return next((why for rule in rules for other in known.names if (why := rule(name, other))), "")
