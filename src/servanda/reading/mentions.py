"""Mentions of bodies, documents and projects: a table's head word with the name that has grown around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading import names, phrases, stages
from servanda.reading.groups import case_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.language.tables import Row
    from servanda.reading.context import Context
    from servanda.reading.frames import Hit


@dataclass(frozen=True)
class Mention:
    """A name at the tokens [i, j) with its head word, its row in the table, and the words around it."""

    ctx: Context
    head: Token
    i: int
    j: int
    row: Row
    place: tuple[Token, int]  # the head word and first token by which the words around are told
    rule: str = ""
    in_row: bool = False  # one of an enumeration

    @cached_property
    def around(self) -> stages.Surroundings:
        """The words around it that tell how far it has come."""
        return stages.around(self.ctx, *self.place)

    @property
    def sort(self) -> str:
        """The class of its row."""
        return self.row["class"]

    @property
    def span(self) -> Span:
        """The tokens of the name."""
        return self.ctx.doc[self.i : self.j]

    @property
    def name(self) -> str:
        """The name in the nominative."""
        return " ".join(self.ctx.adapter.phrase(self.span).split())

    @property
    def codes(self) -> tuple[str, ...]:
        """The states named in it."""
        return names.codes(self.ctx, self.i, self.j)

    @property
    def named(self) -> bool:
        """It has a quoted name, or a name in another script."""
        return names.own_name(self.ctx, self.head.i + 1, self.j)

    @property
    def attributes(self) -> frozenset[str]:
        """Lemmas of what stands before the head."""
        return frozenset(t.lemma_ for t in self.ctx.doc[self.i : self.head.i])

    @property
    def complement(self) -> bool:
        """Something follows the head word."""
        return self.j > self.head.i + 1

    @property
    def bare(self) -> bool:
        """The head word alone."""
        return self.j - self.i == 1

    @property
    def capital(self) -> bool:
        """The head word or an attribute has a capital that the sentence does not ask for."""
        return names.capital(self.ctx, self.i, self.head.i + 1)

    @property
    def plural(self) -> bool:
        """The head word is a plural."""
        return self.head.morph.get("Number", []) == ["Plur"]

    @property
    def sentence(self) -> Span:
        """The sentence around it."""
        return self.head.sent


def find(ctx: Context, kind: str, prepositions: str) -> list[Mention]:
    """Every head word of the table `LANG/KIND` with its name, in the order of the text.

    `prepositions`: the class of `LANG/complements` that may begin a complement.
    """
    hits = ctx.frames(f"{ctx.adapter.code}/{kind}")
    heads = [names.head_of(ctx, hit) for hit in hits]
    stops = frozenset(head.i for head in heads if not _second_work(ctx, head))
    out = []
    for hit, head in zip(hits, heads, strict=True):
        tried = [(hit, head), *_inside(ctx, kind, hit)]
        found = ((one, top, _ends(ctx, one, top, prepositions, stops)) for one, top in tried)
        fitting = next(((one, top, ends) for one, top, ends in found if ends is not None), None)
        if fitting is not None:
            one, top, ends = fitting
            out.append(Mention(ctx, top, *ends, one.row, (top, ends[0])))
    return out


def _second_work(ctx: Context, head: Token) -> bool:
    """«завод по сборке и производству машин»: two works on one thing after one preposition."""
    if head.i < 3:
        return False
    preposition, noun, joint = ctx.doc[head.i - 3 : head.i]
    alike = noun.pos_ == "NOUN" and case_of(noun) == case_of(head) == "Dat"
    return alike and joint.pos_ == "CCONJ" and preposition.pos_ == "ADP"


def _inside(ctx: Context, kind: str, loose: Hit) -> Iterator[tuple[Hit, Token]]:
    """Rows inside one with a gap whose words turn out to belong to two names («совместные фонды и рабочая группа»)."""
    if "*" in loose.row["phrase"]:
        for hit in ctx.frames(f"{ctx.adapter.code}/{kind}", overlaps=True):
            if loose.i < hit.i and hit.j == loose.j and "*" not in hit.row["phrase"]:
                yield hit, names.head_of(ctx, hit)


def _ends(ctx: Context, hit: Hit, head: Token, prepositions: str, stops: frozenset[int]) -> tuple[int, int] | None:
    """Where the name begins and ends; None where the words of the row do not belong to one name."""
    loose = "*" in hit.row["phrase"]
    if head.lemma_ not in hit.row["phrase"].replace("|", " ").split() and head.norm_ not in hit.row["phrase"]:
        return None
    i = phrases.left(ctx.doc, head)
    start = head.i + 1 if loose else max(hit.j, head.i + 1)
    if _in_marks(ctx, hit):  # «подготовить «дорожную карту» по развитию торговли»
        i, start = hit.i - 1, hit.j + 1
    j = phrases.right(ctx, head, prepositions=prepositions, start=start, stops=stops)
    if loose and (hit.i < i or hit.j > j):
        return None
    return names.trimmed(ctx, min(i, hit.i), head), max(j, start if _in_marks(ctx, hit) else hit.j)


def _in_marks(ctx: Context, hit: Hit) -> bool:
    """The words of the row alone stand in quotation marks."""
    if not hit.i or hit.j >= len(ctx.doc) or not phrases.opens(ctx.doc, hit.i - 1):
        return False
    return phrases.quoted_end(ctx.doc, hit.i - 1) == hit.j


def gathered(mentions: Sequence[Mention], same: Callable[[Mention, Mention], bool]) -> list[list[Mention]]:
    """Mentions of one thing together, things in the order of their first mention.

    `same` is asked of every mention so far, the latest thing first.
    """
    things: list[list[Mention]] = []
    for mention in mentions:
        for thing in reversed(things):
            if any(same(mention, other) for other in thing):
                thing.append(mention)
                break
        else:
            things.append([mention])
    return things


def fullest(mentions: Sequence[Mention]) -> Mention:
    """The mention whose name says most; of equals the first."""
    return max(mentions, key=lambda m: (len(names.stems(m.name)), -m.i))
