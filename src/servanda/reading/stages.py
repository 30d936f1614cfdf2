"""How far something has come: the words above, beside and below its head word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from servanda.reading import frames
from servanda.reading.groups import case_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

_KEY = "servanda.stages"
MOST_STEPS = 8
NEAR = 3  # governing words that speak of the thing itself
CLAUSES = ("acl:relcl", "parataxis")
DEEDS = frozenset({"run", "force", "ongoing", "begun"})  # what a thing does by itself
BY_THE_WAY = frozenset({"force", "agree", "ongoing", "begun"})  # what an object before the head tells of it
ON = ("ccomp", "xcomp", "advcl", "acl", "csubj", "csubj:pass")  # relations over which a verb's clause goes on upwards


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that govern a head word up to its clause's verb, its attributes and relative clauses.

    `classes`: those of `LANG/stages` that any of them has, `near` those of the nearest; `verb`: the nearest verb above,
    or None; `acts`: the head word is itself the doer («соглашение предусматривает»); `sorts`: the classes by token.
    """

    above: tuple[Token, ...]
    attributes: tuple[Token, ...]
    relative: tuple[Token, ...]
    classes: frozenset[str]
    near: frozenset[str]
    verb: Token | None
    acts: bool
    sorts: dict[int, frozenset[str]]

    def nearest(self, *sorts: str) -> Token | None:
        """The nearest of the words around that has one of those classes."""
        words = (*self.attributes, *self.relative, *(self.above[1:] if self.acts else self.above))
        return next((t for t in words if not self.sorts[t.i].isdisjoint(sorts)), None)

    def says(self, *sorts: str) -> bool:
        """Whether a word of one of those classes stands around."""
        return not self.classes.isdisjoint(sorts)

    def close(self, *sorts: str) -> bool:
        """Whether one of the nearest words around has one of those classes."""
        return not self.near.isdisjoint(sorts)

    @property
    def past(self) -> bool:
        """The nearest verb tells of the past."""
        return self.verb is not None and told(self.verb)

    @property
    def future(self) -> bool:
        """The nearest verb tells of the future."""
        return self.verb is not None and ahead(self.verb)

    @property
    def infinitive(self) -> bool:
        """The nearest verb is an infinitive."""
        return self.verb is not None and self.verb.morph.get("VerbForm", []) == ["Inf"]


def around(ctx: Context, head: Token, i: int | None = None) -> Surroundings:
    """What stands around a head word in its sentence; `i` is the first token of its name; worked out once."""
    kept = ctx.doc.user_data.setdefault(_KEY, {})
    key = head.i, i
    if key not in kept:
        kept[key] = _around(ctx, head, i)
    return cast("Surroundings", kept[key])


def _around(ctx: Context, head: Token, i: int | None) -> Surroundings:
    above = _governed(ctx, head, head.i if i is None else i) or _above(head)
    attributes = tuple(t for t in head.children if t.dep_ in ("amod", "acl", "det") and t.i < head.i)
    relative = tuple(t for t in head.children if t.dep_ in ("acl", "acl:relcl") and t.i > head.i and not _active(t))
    row = _row_of(head)
    papers = frames.words(f"{ctx.adapter.code}/documents", "word")
    aside = (t for a in above for t in a.children if t not in row and t.lemma_ not in papers)
    beside = tuple(t for t in aside if _tells_by_the_way(ctx, t, head, above))
    near = (*above[:NEAR], *attributes, *relative)
    by_itself = above[:1] if _acts(head, above) else ()
    suffered = frozenset(sort for t in (*near, *above) if t not in by_itself for sort in classes(ctx, t))
    done = {sort for t in by_itself for sort in classes(ctx, t)} & DEEDS
    ways = {sort for t in beside for sort in classes(ctx, t)} & BY_THE_WAY
    return Surroundings(
        above=above,
        attributes=attributes,
        relative=relative,
        classes=suffered | done | ways,
        near=frozenset(sort for t in near if t not in by_itself for sort in classes(ctx, t)) | done,
        verb=next((t for t in above if t.pos_ == "VERB"), None),
        acts=bool(by_itself),
        sorts={t.i: frozenset(classes(ctx, t)) for t in (*near, *above)},
    )


def classes(ctx: Context, token: Token) -> tuple[str, ...]:
    """The classes of `LANG/stages` that a word has."""
    return ctx.stage_words.get(token.lemma_, ())


def told(verb: Token) -> bool:
    """A past tense, or a short participle without a future auxiliary."""
    if ahead(verb):
        return False
    return verb.morph.get("Tense", []) == ["Past"] or verb.morph.get("Variant", []) == ["Short"]


def ahead(verb: Token) -> bool:
    """A future tense, of itself or by its auxiliary."""
    if verb.morph.get("Tense", []) == ["Fut"]:
        return True
    return any(t.dep_ in ("aux", "aux:pass", "cop") and t.morph.get("Tense", []) == ["Fut"] for t in verb.children)


def _above(head: Token) -> tuple[Token, ...]:
    """The words that govern the head, nearest first; a sister in a row («подготовка плана и подписание») is none."""
    out: list[Token] = []
    token = head
    for _ in range(MOST_STEPS):
        if token.head.i == token.i or token.dep_ in CLAUSES:
            break
        sister = token.dep_ == "conj"
        token = token.head
        if sister:
            continue
        out.append(token)
        if token.morph.get("VerbForm", []) == ["Fin"] and token.dep_ not in ON:
            break
    return tuple(out)


def _row_of(head: Token) -> frozenset[Token]:
    """The words to which a head is joined («подписали План и Меморандум»)."""
    out = []
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
        out.append(head)
    return frozenset(out)


def _acts(head: Token, above: tuple[Token, ...]) -> bool:
    """The head is the subject of an active verb that is not reflexive («открылся» happens to it)."""
    if not above or head.dep_ != "nsubj" or above[0].pos_ != "VERB" or above[0].morph.get("Variant", []) == ["Short"]:
        return False
    return above[0].morph.get("Voice", []) == ["Act"]


def _active(token: Token) -> bool:
    """An active participle («план, предусматривающий меры»): what the thing does, not what is done with it."""
    return token.morph.get("VerbForm", []) in (["Part"], ["Conv"]) and token.morph.get("Voice", []) == ["Act"]


def _governed(ctx: Context, head: Token, i: int) -> tuple[Token, ...]:
    """The noun right before a name in the genitive («заключением контракта»), which the parser may have missed."""
    before = ctx.doc[i - 1] if i > head.sent.start else None
    if before is not None and before.pos_ == "ADP" and before.i > head.sent.start:
        before = before.nbor(-1) if "force" in classes(ctx, before.nbor(-1)) else None  # «в соответствии с договором»
    elif case_of(head) != "Gen":
        return ()
    if before is None or before.pos_ != "NOUN" or not classes(ctx, before):
        return ()
    return (before, *_above(before))


def _tells_by_the_way(ctx: Context, token: Token, head: Token, above: tuple[Token, ...]) -> bool:
    """An object or adverbial before the head («в рамках плана», «дано поручение»); «в целях» says nothing of it."""
    if token.dep_ not in ("obl", "obj", "nsubj:pass") or token.i >= head.i or token in above:
        return False
    return not ("agree" in classes(ctx, token) and any(t.dep_ == "case" for t in token.children))
