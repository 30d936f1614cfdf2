"""The parts of a person's name: given names, patronymic, surname."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.reading import frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.language.adapter import Adapter
    from servanda.reading.context import Context


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


def surname_at(ctx: Context, n: int, head: Token) -> bool:
    """«визит Президента Имярека»: at token n, in the case of the title before it, stands a surname and no state."""
    token = ctx.doc[n] if n < len(ctx.doc) else head
    if token.pos_ != "PROPN" or not token.text.istitle() or token.sent != head.sent:
        return False
    alike = token.morph.get("Case", []) == head.morph.get("Case", []) and token.morph.get("Animacy", []) == ["Anim"]
    if not alike or any(m.i <= n < m.j for m in ctx.states):
        return False
    known = any(p.i <= n < p.j and p.code for p in ctx.places)  # one without a state is but tagged as a place
    return ctx.adapter.surname(token.text) and not known
