"""How far something has come: the words above, beside and below its head word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that govern a head word up to its clause's verb, its attributes, and the verb's tense."""

    above: tuple[Token, ...]
    attributes: tuple[Token, ...]
    relative: tuple[Token, ...]
    classes: frozenset[str]
    past: bool
    future: bool
    infinitive: bool

    def says(self, sort: str) -> bool:
        """Whether a word of that class of `LANG/stages` stands around."""
        return sort in self.classes


def around(ctx: Context, head: Token) -> Surroundings:
    """What stands around a head word in its sentence."""
    above = _above(head)
    attributes = tuple(t for t in head.children if t.dep_ in ("amod", "acl", "det") and t.i < head.i)
    relative = tuple(t for t in head.children if t.dep_ in ("acl", "acl:relcl") and t.i > head.i)
    verb = next((t for t in above if t.pos_ == "VERB"), None)
    classes = {sort for t in (*above, *attributes, *relative) for sort in _classes(ctx, t)}
    for token in (
        t for a in above for t in a.children if t.dep_ in ("aux", "aux:pass", "cop", "xcomp", "obj", "obl", "case")
    ):
        if (
            token.i != head.i
            and token.i not in {t.i for t in above}
            and token.dep_ in ("obl", "obj")
            and token.i < head.i
        ):
            classes |= set(_classes(ctx, token)) & {"force", "agree"}
    return Surroundings(
        above=above,
        attributes=attributes,
        relative=relative,
        classes=frozenset(classes),
        past=verb is not None and _past(verb),
        future=verb is not None and _future(verb),
        infinitive=verb is not None and verb.morph.get("VerbForm") == ["Inf"],
    )


def _above(head: Token) -> tuple[Token, ...]:
    out, token = [], head
    for _ in range(MOST_STEPS):
        if token.head.i == token.i or token.dep_ in ("acl:relcl", "parataxis"):
            break
        token = token.head
        out.append(token)
        if token.morph.get("VerbForm") == ["Fin"] and token.dep_ not in ("ccomp", "xcomp", "advcl", "acl"):
            break
    return tuple(out)


def _classes(ctx: Context, token: Token) -> tuple[str, ...]:
    return ctx.stage_words.get(token.lemma_, ())


def _past(verb: Token) -> bool:
    return verb.morph.get("Tense") == ["Past"] or verb.morph.get("Variant") == ["Short"]


def _future(verb: Token) -> bool:
    if verb.morph.get("Tense") == ["Fut"]:
        return True
    return any(t.dep_ in ("aux", "aux:pass", "cop") and t.morph.get("Tense") == ["Fut"] for t in verb.children)
