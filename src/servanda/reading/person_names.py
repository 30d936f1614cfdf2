"""The parts of a person's name: given names, patronymic, surname."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading import frames

if TYPE_CHECKING:
    from servanda.language.adapter import Adapter


@dataclass(frozen=True, slots=True)
class NameParts:
    """Given names, patronymics and surnames, in the nominative, in the order of the text."""

    given: tuple[str, ...] = ()
    patronymic: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()


def parts(adapter: Adapter, name: str) -> NameParts:
    """The parts of a full name in the nominative: the surname comes last, or first before initials."""
    words = name.split()
    particles = frames.words(f"{adapter.code}/name_particles", "word")
    patronymic = tuple(w for w in words[1:] if adapter.patronymic(w.lower()))
    rest = [w for w in words if w not in patronymic]
    if len(rest) == 1:
        alone = rest[0]
        if patronymic or adapter.gender(alone):
            return NameParts((alone,), patronymic)
        return NameParts((), patronymic, (alone,))
    first = next((n for n, w in enumerate(rest) if n and w.lower() in particles), len(rest) - 1)
    return NameParts(tuple(rest[:first]), patronymic, (" ".join(rest[first:]),))
