"""A promise in the text: the words that make it, their clause, what is promised, and the predicate's subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from servanda.language.tables import Row
from servanda.model.vocabulary import Modality
from servanda.reading import clauses, deeds, frames
from servanda.reading.clauses import has
from servanda.reading.deed_worth import Deed, of_class
from servanda.reading.deeds import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context

Span = tuple[int, int]
MODALITIES: tuple[Modality, ...] = get_args(Modality)
FUTURE = "will"  # the manner of a future without words of promise («Белград присоединится»)
NEXT = 3  # words after «начнет» in which its infinitive stands
REACH = 12  # words between a noun of promise and its verb


@dataclass(frozen=True, slots=True)
class Promise:
    """Words of promise found in the text, with their clause, first deed, predicate and subject."""

    place: Place
    row: Row | None
    deed: Deed
    verb: int
    subject: Span | None

    @property
    def ctx(self) -> Context:
        return self.place.ctx

    @property
    def doc(self) -> Doc:
        return self.place.ctx.doc

    @property
    def words(self) -> Token:
        """The first word of promise."""
        return self.doc[self.place.i]

    @property
    def who(self) -> str:
        return self.row["who"] if self.row is not None else "subject"

    @property
    def lasting(self) -> bool:
        """Whether it holds only in the present tense (column `tense`)."""
        return self.row is not None and self.row["tense"] == "now"

    @property
    def told(self) -> bool:
        """Whether its words tell of a finished act («поручил», «договорились»)."""
        return self.row is not None and not self.lasting and has(self.doc[self.verb], "Tense", "Past")

    @property
    def modality(self) -> Modality:
        """That of the frame; a call to take part is an invitation, what will be begun is planned."""
        if self.row is None:
            return "planned"
        if self.deed.manner == "to" and self.row["modality"] == "proposed":
            return "invited" if of_class(self.ctx, self.doc[self.deed.head], "joining") else "proposed"
        if self.row["modality"] == "underway" and has(self.doc[self.verb], "Tense", "Fut"):
            return "planned"
        return MODALITIES[MODALITIES.index(cast("Modality", self.row["modality"]))]

    @property
    def passive(self) -> bool:
        """Whether the deed itself is in the passive, or begins to be («рейс откроется»): who does it is not told."""
        head = self.doc[self.deed.head]
        if self.deed.manner == FUTURE and of_class(self.ctx, head, "arise", "event", "lasting"):
            return not serves(self.ctx, head)
        return head.pos_ == "VERB" and (has(head, "Variant", "Short") or has(head, "Voice", "Pass", "Mid"))

    @property
    def rule(self) -> str:
        """Modality and manner: the name of the frame that made the record."""
        return f"{self.modality}.{self.deed.manner}"


def find(ctx: Context) -> list[Promise]:
    """All promises of a document in its order, those of frames and plain futures, before any condition is asked."""
    hits = ctx.frames(f"{ctx.adapter.code}/commitment_frames")
    framed = [promise for hit in hits if (promise := _framed(ctx, hit)) is not None]
    covered = {n for hit in hits for n in range(hit.i, hit.j)} | {promise.deed.head for promise in framed}
    plain = [
        _future(ctx, token)
        for token in ctx.doc
        if token.pos_ == "VERB" and token.i not in covered and _plain_future(ctx, token)
    ]
    return sorted([*framed, *plain], key=lambda promise: promise.place.i)


def _framed(ctx: Context, hit: frames.Hit) -> Promise | None:
    place = Place(ctx, hit.i, hit.j, clauses.start(ctx, hit.i), max(hit.j, clauses.end(ctx, hit.i)))
    found = deeds.head_of(place, hit.row.several("deed"))
    if found is None:
        return None
    head, manner = found
    end = clauses.end(ctx, max(head, hit.j - 1))
    verb = _verb(ctx, hit)
    return Promise(
        place, hit.row, Deed(head, min(head, hit.j), max(end, head + 1), manner), verb, clauses.subject(ctx, verb)
    )


def _verb(ctx: Context, hit: frames.Hit) -> int:
    """The predicate of the frame: its finite verb or short form, else the verb above the noun."""
    for token in ctx.doc[hit.i : hit.j]:
        if clauses.finite(token):
            return token.i
    token = ctx.doc[hit.i]
    for k in range(hit.i - 1, max(token.sent.start, hit.i - REACH) - 1, -1):
        if clauses.finite(ctx.doc[k]) or has(ctx.doc[k], "VerbForm", "Conv"):
            return k
    return token.i


def _plain_future(ctx: Context, token: Token) -> bool:
    """A perfective future of a deed that can be checked («построит», «откроется»), or of a planned show («пройдет»)."""
    if not has(token, "Tense", "Fut") or not has(token, "VerbForm", "Fin"):
        return False
    if of_class(ctx, token, "arise", "lasting"):
        return True
    if of_class(ctx, token, "event"):
        return shown(ctx, token) is not None or serves(ctx, token)
    if of_class(ctx, token, "starting"):  # «начнет закупать уголь»
        after = next((t for t in ctx.doc[token.i + 1 : token.i + 1 + NEXT] if clauses.infinitive(t)), None)
        return after is not None and of_class(ctx, after, "concrete", "study")
    return of_class(ctx, token, "concrete", "study") and not of_class(ctx, token, "effect", "event", "speech")


def shown(ctx: Context, verb: Token) -> Token | None:
    """The exhibition, festival or the like that a verb has for its subject."""
    span = clauses.subject(ctx, verb.i)
    head = next((t for t in ctx.doc[span[0] : span[1]] if t.pos_ in clauses.NOMINAL), None) if span else None
    return head if head is not None and of_class(ctx, head, "show") else None


def serves(ctx: Context, verb: Token) -> bool:
    """«подрядчиком выступит Китай»: the clause names what somebody undertakes to be."""
    clause = ctx.doc[clauses.start(ctx, verb.i) : clauses.end(ctx, verb.i)]
    return any(of_class(ctx, token, "role") and has(token, "Case", "Ins") for token in clause)


def _future(ctx: Context, token: Token) -> Promise:
    low, high = clauses.start(ctx, token.i), clauses.end(ctx, token.i)
    place = Place(ctx, token.i, token.i + 1, low, high)
    return Promise(place, None, Deed(token.i, token.i, high, FUTURE), token.i, clauses.subject(ctx, token.i))
