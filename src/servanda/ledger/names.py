"""Names of people: which of them one person bears.

A shorter name joins a longer one only when nobody else of the ledger could bear it: «Жапаров» alone stays alone where
both Садыр and Акылбек Жапаров are known, unless its state tells which of them is meant.
"""

from __future__ import annotations

import functools
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_BEGINNING = 5  # letters by which words that may be one are found
_STEM, _ENDING = 3, 2  # letters at least, and at the most, of a word that is declined
_PARTICLE = 4  # letters at the most: «бен», «оглу», «аль», «ван»
_CACHE = 100_000

NOT, PERHAPS, SURELY = 0, 1, 2

T = TypeVar("T")


@dataclass(slots=True)
class Bearer:
    """Somebody by the fullest name that is known, with all names met, and the states that they speak for."""

    name: str
    names: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)


@functools.lru_cache(_CACHE)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared; an initial keeps its dot: «А.Г.Иванов» has three."""
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    folded = bare.replace(".", ". ").replace(". -", ".-")
    return tuple(part for part in folded.split() if any(map(str.isalpha, part)))


def surname(name: str) -> str:
    """The beginning of the last word of a name: whatever case it stands in, it is found by that."""
    return _key((parts(name) or ("",))[-1])


def given(name: str) -> str:
    """The beginning of the first word of a name of several, when it is no initial."""
    words = parts(name)
    return _key(words[0]) if len(words) > 1 and not _initial(words[0]) else ""


def second(name: str) -> str:
    """That of the second word of three or more, when it is no initial: some peoples put the surname there."""
    words = parts(name)
    return _key(words[1]) if len(words) > 2 and not _initial(words[1]) else ""


def _key(word: str) -> str:
    """How a word begins; one with digits is no word that is declined."""
    return word[:_BEGINNING] if word.isalpha() else word


def is_person(name: str) -> bool:
    """Whether a name of a party can be a person's: capitals begin its words, but for short ones between two others."""
    words = name.split()
    inner = all(w[0].isupper() or len(w) <= _PARTICLE for w in words[1:-1])
    return bool(words) and not name.isupper() and inner and words[0][0].isupper() and words[-1][0].isupper()


def join(names: Iterable[str], states: Mapping[str, str] | None = None) -> list[Bearer]:
    """Names to people: a name joins the one person whose it can be, and nobody when there are several.

    `states` tells for which state the bearer of a name speaks, where it is known: of several whose the name could be it
    is that of the same state, and initials or a surname alone are never those of somebody of another one.
    """
    states = states or {}
    made: list[Bearer] = []
    shelf = Shelf[Bearer]()
    for name in sorted({name for name in names if parts(name)}, key=_fullness):
        bearer = _bearer(name, states.get(name, ""), shelf.beside(name))
        if bearer is None:
            bearer = Bearer(name)
            made.append(bearer)
        bearer.names.append(name)
        bearer.states |= {states[name]} if states.get(name) else set()
        shelf.put(name, bearer)
    return made


class Shelf(Generic[T]):
    """Things by the words of names by which those that can be akin are found."""

    def __init__(self) -> None:
        self._by_surname: defaultdict[str, list[T]] = defaultdict(list)
        self._by_given: defaultdict[str, list[T]] = defaultdict(list)

    def put(self, name: str, thing: T) -> None:
        """Put it where a name says."""
        for word in {surname(name), second(name)} - {""}:
            self._by_surname[word].append(thing)
        self._by_given[given(name)].append(thing)

    def beside(self, name: str) -> list[T]:
        """What stands beside a name, each once, in the order in which it was put."""
        words = [word for word in (surname(name), second(name), given(name)) if word]
        found = [one for word in words for one in self._by_surname.get(word, ())]
        return list({id(one): one for one in [*found, *self._by_given.get(surname(name), ())]}.values())


def akin(one: str, other: str) -> int:
    """Whether two names can be of one person: `SURELY` but for namesakes, `PERHAPS`, or `NOT`."""
    a, b = sorted((parts(one), parts(other)), key=len)
    if not a or a == b:
        return SURELY if a else NOT
    if len(a) == 1:
        full = max(one, other, key=lambda name: len(parts(name)))
        return SURELY if a[0] == b[-1] or (a[0] == b[0] and _by_given(full)) else PERHAPS if a[0] == b[0] else NOT
    if a[-1] == b[-1]:
        return _same_surname(a[:-1], b[:-1])
    if len(a) == len(b) == 2 and a == (b[1], b[0]):
        return SURELY
    if len(a) == len(b) and (all(map(_in_another_case, a, b)) or _last_letter(a, b)):
        return PERHAPS
    if len(b) > len(a) and all(map(_stands_for, a, b)) and a[-1] == b[len(a) - 1]:
        return PERHAPS if any(map(_initial, a)) else SURELY
    return NOT


def may_be(short: str, full: str) -> bool:
    """Whether two names can be of one person, whatever is known of others."""
    return akin(short, full) != NOT


def _bearer(name: str, state: str, made: Sequence[Bearer]) -> Bearer | None:
    """The one person of those known whose name it can be."""
    sure, likely = [], []
    for person in made:
        levels = [akin(name, other) for other in person.names]
        clash = any(not level and _clash(name, other) for level, other in zip(levels, person.names, strict=True))
        elsewhere = state and person.states and state not in person.states
        if clash or not any(levels) or (elsewhere and not _full(name)):
            continue
        if max(levels) == SURELY:
            sure.append(person)
        elif state in person.states:
            likely.append(person)
    if len(sure) > 1 and state:
        sure = [person for person in sure if state in person.states]
    found = sure or likely
    return found[0] if len(found) == 1 else None


def _same_surname(a: Sequence[str], b: Sequence[str]) -> int:
    """Two lists of given names, the shorter first: one may leave some out, and shorten the others to initials."""
    rest = iter(b)
    if all(any(_stands_for(part, other) for other in rest) for part in a):
        return SURELY if _stands_for(a[0], b[0]) or not _initial(b[0]) else PERHAPS
    left = [part for part in a if not any(_stands_for(part, other) for other in b)]
    right = [part for part in b if not any(_stands_for(part, other) for other in a)]
    if len(left) == len(a) or not all(map(_initial, left)) or not all(map(_initial, right)):
        return NOT
    return SURELY if _stands_for(a[0], b[0]) else PERHAPS


def _clash(one: str, other: str) -> bool:
    """Whether the same surname has other given names."""
    a, b = parts(one), parts(other)
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1]


def _stands_for(one: str, other: str) -> bool:
    """Whether two given names are the same, or one is the initial of the other: «К.-Ж.», «К.» and «Касым-Жомарт»."""
    if not (_initial(one) or _initial(other)):
        return one == other
    short, full = sorted((one, other), key=lambda part: (not _initial(part), len(part)))
    pairs = zip(short.split("-"), full.split("-"), strict=False)
    return all(a.rstrip(".").startswith(b.rstrip(".")) or b.startswith(a.rstrip(".")) for a, b in pairs)


def _in_another_case(one: str, other: str) -> bool:
    """Whether two words differ in nothing but a short ending: a name may be told in the case in which it stands."""
    same = len(os.path.commonprefix([one, other]))
    ends = len(one) - same, len(other) - same
    return one != other and same >= _STEM and max(ends) <= _ENDING and not (_initial(one) or _initial(other))


def _last_letter(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether nothing but the last letter of a surname differs: whether a foreign one is declined is not seen on it."""
    one, other = a[-1], b[-1]
    same = len(one) == len(other) > _BEGINNING and one[:-1] == other[:-1]
    return same and _key(one) == _key(other) and all(map(_stands_for, a[:-1], b[:-1]))


def _by_given(name: str) -> bool:
    """Whether the second word is a particle, «бен»: its bearer is called by the first one."""
    words = name.split()
    return len(words) > 2 and words[1].islower()


def _initial(part: str) -> bool:
    return part.endswith(".")


def _full(name: str) -> bool:
    """Whether it has a surname and a given name that is no initial."""
    words = parts(name)
    return len(words) > 1 and not all(map(_initial, words[:-1]))


def _fullness(name: str) -> tuple[int, int, bool, int, str]:
    """Sorts the fullest name first: most words, most of them no initials, no capitals all through, no ending."""
    words = parts(name)
    last = name.split()[-1]
    shouted = len(last) > 1 and last.isupper()
    return (-sum(not _initial(word) for word in words), -len(words), shouted, len(name), name)
