"""Names of people: which of them one person bears.

A shorter name joins a longer one only when nobody else of the ledger could bear it: «Жапаров» alone stays alone where
both Садыр and Акылбек Жапаров are known, unless its state tells which of them is meant.
"""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from servanda.ledger.spelling import alike, is_closed, is_of_father, same_sound, softened, sound

_BEGINNING = 5  # letters by which words that may be one are found
_STEM, _ENDING = 3, 2  # letters at least, and at the most, of a word that is declined
_PARTICLE = 4  # letters at the most: «бен», «оглу», «аль», «ван»
_ARTICLE = re.compile(r"\b(\w{2,3})-(?=\w)")  # «Аль-Тани» is «Аль Тани», «Ги-Мун» «Ги Мун»
_SYLLABLES = 3  # words of a name of which each is a syllable
_CACHE = 100_000

NOT, PERHAPS, LIKELY, SURELY = 0, 1, 2, 3

T = TypeVar("T")


@dataclass(slots=True)
class Bearer:
    """Somebody by the fullest name that is known, with all names met, and the states that they speak for."""

    name: str
    names: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of names: with each all that are of the same person, and pairs (in order) that are not."""

    same: Mapping[str, Sequence[str]] = field(default_factory=dict)
    different: frozenset[tuple[str, str]] = frozenset()

    def forbids(self, name: str, others: Iterable[str]) -> bool:
        """Whether somebody judged a name to be of another person than one of the others."""
        return bool(self.different) and any((min(name, o), max(name, o)) in self.different for o in others)


@functools.lru_cache(_CACHE)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared; an initial keeps its dot: «А.Г.Иванов» has three."""
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    folded = _ARTICLE.sub(r"\1 ", bare.replace(".", ". ").replace(". -", ".-"))
    return tuple(part for part in folded.split() if any(map(str.isalpha, part)))


def surname(name: str) -> str:
    """The beginning of the last word of a name: whatever case it stands in, it is found by that."""
    return _key((parts(name) or ("",))[-1])


def given(name: str) -> str:
    """The beginning of the first word of a name of several, when it is no initial."""
    words = parts(name)
    return _key(words[0]) if len(words) > 1 and not _initial(words[0]) else ""


def second(name: str) -> str:
    """That of the second word of three or more, particles aside, when it is no initial: some put the surname there.

    Two short words at the end may be told as one: «Хан Док Су», «Хан Доксу».
    """
    words, particles = parts(name), {word for word in name.split() if word.islower()}
    if len(words) == _SYLLABLES and not particles and all(len(w) <= _PARTICLE and w.isalpha() for w in words[1:]):
        return _key(words[1] + words[2])
    inner = [word for word in words[1:-1] if word not in particles]
    return _key(inner[0]) if inner and not _initial(inner[0]) else ""


def _key(word: str) -> str:
    """How a word begins, in whatever spelling; one with digits is no word that is declined."""
    return sound(word).replace("z", "h")[:_BEGINNING] if word.isalpha() else word


def is_person(name: str) -> bool:
    """Whether a name of a party can be a person's: capitals begin its words, but for short ones between two others."""
    words = name.split()
    inner = all(w[0].isupper() or len(w) <= _PARTICLE for w in words[1:-1])
    return bool(words) and not name.isupper() and inner and words[0][0].isupper() and words[-1][0].isupper()


def join(
    names: Iterable[str],
    states: Mapping[str, str] | None = None,
    judged: Judged | None = None,
    posts: Mapping[str, Collection[str]] | None = None,
) -> list[Bearer]:
    """Names to people: a name joins the one person whose it can be, and nobody when there are several.

    `states` tells for which state the bearer of a name speaks, where it is known: of several whose the name could be it
    is that of the same state, and initials or a surname alone are never those of somebody of another one. Of several of
    one state it is that of the only one who holds a post (`posts`) that it is given. What people `judged` goes before
    all that.
    """
    states, judged, posts = states or {}, judged or Judged(), posts or {}
    borne: dict[str, Bearer] = {}
    shelf = Shelf[str]()
    for name in sorted({name for name in names if parts(name)}, key=_fullness):
        near = _each_once(borne[other] for other in shelf.beside(name))
        near = [person for person in near if not judged.forbids(name, person.names)]
        said = _each_once(borne[other] for other in judged.same.get(name, ()) if other in borne)
        said = [person for person in said if not judged.forbids(name, person.names)]
        held = set(posts.get(name, ()))
        found = _bearer(name, states.get(name, ""), near, judged, held)
        same = sorted(_each_once([*said, *([found] if found else [])]), key=lambda one: _fullness(one.name))
        person = _made_one(borne, same, judged) or Bearer(name)
        person.names.append(name)
        person.states |= {states[name]} if states.get(name) else set()
        person.posts |= held
        borne[name] = person
        shelf.put(name, name)
    return _each_once(borne.values())


def _made_one(borne: dict[str, Bearer], found: Sequence[Bearer], judged: Judged) -> Bearer | None:
    """The first of these people, with all that the others bore unless somebody judged that they are not one."""
    for other in found[1:]:
        if not any(judged.forbids(name, other.names) for name in found[0].names):
            found[0].names += other.names
            found[0].states |= other.states
            found[0].posts |= other.posts
            borne |= dict.fromkeys(other.names, found[0])
    return found[0] if found else None


def _each_once(people: Iterable[Bearer]) -> list[Bearer]:
    return list({id(person): person for person in people}.values())


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
    """Whether two names can be of one person: `SURELY` but for namesakes, `LIKELY` when only spelling stands between,
    `PERHAPS`, or `NOT`."""
    full, short = sorted((one, other), key=lambda name: (-len(parts(name)), name))
    a, b = parts(short), parts(full)
    if not a or a == b:
        return SURELY if a else NOT
    level = _akin(a, b, _by_given(full))
    if level == NOT and 1 < len(a) < len(b) and same_sound("".join(a), "".join(b)):
        return LIKELY
    if level < LIKELY and (spelt := _spelt_as(a, b)) != a:
        level = max(level, min(LIKELY, _akin(spelt, b, _by_given(full))) if spelt != b else LIKELY)
    if level == NOT and min(len(a), len(b)) > 1:
        level = min(PERHAPS, _akin(tuple(map(softened, a)), tuple(map(softened, b)), by_given=False))
    return level


def _akin(a: tuple[str, ...], b: tuple[str, ...], by_given: bool) -> int:
    """The same of the words of two names, the shorter first."""
    if len(a) == 1:
        return SURELY if a[0] == b[-1] or (a[0] == b[0] and by_given) else PERHAPS if a[0] in b[:2] else NOT
    if a[-1] == b[-1]:
        return _same_surname(a[:-1], b[:-1]) or (PERHAPS if _given_declined(a, b) else NOT)
    if len(a) == len(b) == 2 and a == (b[1], b[0]):
        return SURELY
    if len(a) == len(b) and (all(map(_in_another_case, a, b)) or _last_letter(a, b)):
        return PERHAPS
    if len(b) > len(a) and all(map(_stands_for, a, b)) and a[-1] == b[len(a) - 1]:
        return PERHAPS if any(map(_initial, a)) else SURELY
    return NOT


def _spelt_as(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, each in the spelling in which the other name has it."""
    last = len(b) - 1

    def spelt(word: str, n: int) -> str:
        inner = 0 < n < len(a) - 1
        told = (o for m, o in enumerate(b) if same_sound(word, o) or (m < last and alike(word, o, short=inner)))
        return word if word in b else next(told, word)

    return tuple(spelt(word, n) for n, word in enumerate(a))


def may_be(short: str, full: str) -> bool:
    """Whether two names can be of one person, whatever is known of others."""
    return akin(short, full) != NOT


def begin_alike(one: str, other: str) -> bool:
    """Whether the first words of two names begin with the same letter, and the last ones too; both have several."""
    a, b = parts(one), parts(other)
    return len(a) > 1 and len(b) > 1 and all(sound(a[n])[:1] == sound(b[n])[:1] for n in (0, -1))


def _bearer(name: str, state: str, made: Sequence[Bearer], judged: Judged, posts: Set[str]) -> Bearer | None:
    """The one person of those known whose name it can be."""
    sure, likely, holders = [], [], []
    for person in made:
        levels = [akin(name, other) for other in person.names]
        told = list(zip(levels, person.names, strict=True))
        alias = {same for level, other in told if level for same in judged.same.get(other, ())}
        clash = any(not level and other not in alias and _clash(name, other) for level, other in told)
        elsewhere = state and person.states and state not in person.states
        if clash or not any(levels) or (elsewhere and not _full(name)):
            continue
        if person.posts & posts:
            holders.append(person)
        if max(levels) == SURELY:
            sure.append(person)
        elif state in person.states or (max(levels) == LIKELY and not elsewhere):
            likely.append(person)
    if len(sure) > 1 and state:
        sure = [person for person in sure if state in person.states]
    if len(sure) > 1 or not _full(name):
        sure = holders or sure
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
    """Whether the same surname has other given names, or two full names have no word in common: a longer one that holds
    both was put together by mistake."""
    a, b = parts(one), parts(other)
    apart = not any(map(_initial, a + b)) and {*map(sound, a)}.isdisjoint(map(sound, b))
    return len(a) > 1 and len(b) > 1 and (a[-1] == b[-1] or apart)


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


def _given_declined(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether only the given name, of a surname that is not declined, has another ending, but none that makes a woman's
    name of a man's: «Бадром Абделатты», «Паула Рангел»; or it is the father's name, in the genitive or not."""
    short, full = sorted((a[0], b[0]), key=len)
    if a[1:] == b[1:] and is_of_father(short, full):
        return True
    if a[1:] != b[1:] or not _in_another_case(short, full):
        return False
    more = len(full) - len(short)
    return (more == _ENDING and is_closed(full)) or (not more and not is_closed(full) and not is_closed(short))


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
