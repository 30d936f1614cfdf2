"""People across documents: the names of one person joined, and the posts that texts say he or she holds, over time.

A shorter name joins a longer one only when no other person of the ledger could bear it: «Жапаров» alone stays alone
where both Садыр and Акылбек Жапаров are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from servanda.ledger.statements import Statement


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the texts name it, with the first and the last day of publication that tells of it."""

    position: str
    body: str
    first: str
    last: str
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Person:
    """Somebody by the fullest name that is known, with all names met; posts in the order in which they were told of."""

    name: str
    names: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


def people(offices: Sequence[Statement], names: Iterable[str] = ()) -> list[Person]:
    """Everybody who holds a post, and whoever else is named; sorted by the last word of the name."""
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for office in offices:
        told[office.fields["person"]].append(office)
    found = join([*told, *names])
    for person in found:
        person.posts = _posts([office for name in person.names for office in told.get(name, ())])
    return sorted(found, key=lambda person: (person.name.split()[-1], person.name))


def join(names: Iterable[str]) -> list[Person]:
    """Names to people: a name joins the one person whose name it may shorten, and nobody when there are several."""
    fullest = sorted(
        {name for name in names if name.strip()},
        key=lambda name: (-len(name.split()), _shouted(name), -len(name), name),
    )
    made: list[Person] = []
    for name in fullest:
        bearers = [person for person in made if may_be(name, person.name)]
        if len(bearers) == 1:
            bearers[0].names.append(name)
        else:
            made.append(Person(name, [name]))
    return made


def _shouted(name: str) -> bool:
    """Whether a surname stands in capitals, as some agencies write it."""
    return len(name.split()[-1]) > 1 and name.split()[-1].isupper()


def may_be(short: str, full: str) -> bool:
    """Whether a name can be a shorter form of another: the same surname, and no given name or initial against it."""
    a, b = short.casefold().replace(".", ". ").split(), full.casefold().split()
    if not a or not b or a[-1] != b[-1] or len(a) > len(b):
        return False
    given = iter(b[:-1])
    return all(any(_stands_for(part, other) for other in given) for part in a[:-1])


def _stands_for(part: str, other: str) -> bool:
    return other.startswith(part[:-1]) if part.endswith(".") else part == other


def _posts(offices: Sequence[Statement]) -> list[Post]:
    held: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for office in offices:
        held[office.fields["position"].casefold(), office.fields["body"]].append(office)
    posts = []
    for (_, body), told in held.items():
        dates = sorted(office.source.published for office in told if office.source.published)
        first, last = (dates[0], dates[-1]) if dates else ("", "")
        posts.append(Post(told[0].fields["position"], body, first, last, tuple(told)))
    return sorted(posts, key=lambda post: (post.first or "9999", post.position))
