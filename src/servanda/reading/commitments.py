"""Commitments: what a party says will, should or shall be done (guide, "commitments").

A frame (`lexicon/LANG/commitment_frames.tsv`) finds the words of promise; `deeds` finds what is promised;
`undertakers` who is to do it; the conditions below speak against what is background, wish or consequence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from servanda.model import edtf
from servanda.model.records import Commitment
from servanda.model.vocabulary import Modality
from servanda.reading import clauses, deeds, frames, parties, rules, sectors, undertakers
from servanda.reading.clauses import has
from servanda.reading.deeds import Deed, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context

KIND = "commitments"
REACH = 14  # words before a passive that still belong to its evidence
SUBJECT_WORDS = 8  # a longer subject is left out of the evidence
MODALITIES: tuple[Modality, ...] = get_args(Modality)


@dataclass(frozen=True, slots=True)
class Promise:
    """A frame found in the text, with its clause and its first deed."""

    ctx: Context
    hit: frames.Hit
    place: Place
    deed: Deed
    verb: int
    subject: undertakers.Span | None

    @property
    def modality(self) -> Modality:
        return MODALITIES[MODALITIES.index(cast("Modality", self.hit.row["modality"]))]

    @property
    def doc(self) -> Doc:
        return self.ctx.doc

    @property
    def who(self) -> str:
        return self.hit.row["who"]


def find(ctx: Context) -> list[Commitment]:
    """All commitments of a document, in the order of the text."""
    found: list[Commitment] = []
    taken: list[tuple[int, int]] = []
    for hit in frames.find(ctx.doc, f"{ctx.adapter.code}/commitment_frames"):
        promise = _promise(ctx, hit)
        if promise is None or any(a <= hit.i < b for a, b in taken):
            continue
        char = ctx.doc[hit.i].idx
        if rules.veto(ctx.trace, KIND, VETOES, promise, char):
            continue
        actors, counterparts = _sides(promise)
        if not actors:
            ctx.trace.note(KIND, "nobody_acts", char, "vetoed")
            continue
        pieces = deeds.split(promise.place, promise.deed.head, promise.deed.manner)
        taken.append((hit.i, pieces[-1].j))
        found.extend(_records(promise, pieces, actors, counterparts))
    return found


def _promise(ctx: Context, hit: frames.Hit) -> Promise | None:
    verb = _verb(ctx, hit)
    place = Place(ctx, hit.i, hit.j, clauses.start(ctx, hit.i), max(hit.j, clauses.end(ctx, hit.i)))
    deed = deeds.head_of(place, hit.row.several("deed"))
    if deed is None:
        return None
    head, manner = deed
    end = clauses.end(ctx, max(head, hit.j - 1))
    subject = clauses.subject(ctx, verb)
    return Promise(ctx, hit, place, Deed(head, min(head, hit.j), max(end, head + 1), manner), verb, subject)


def _verb(ctx: Context, hit: frames.Hit) -> int:
    """The predicate of the frame: its finite verb or short form, else the verb above the noun."""
    for token in ctx.doc[hit.i : hit.j]:
        if clauses.finite(token):
            return token.i
    token = ctx.doc[hit.i]
    for k in range(hit.i - 1, max(token.sent.start, hit.i - 12) - 1, -1):
        if clauses.finite(ctx.doc[k]) or has(ctx.doc[k], "VerbForm", "Conv"):
            return k
    return token.i


# -- what speaks against it ---------------------------------------------------------------------------------------------


def _role(ctx: Context, token: Token, role: str) -> bool:
    return token.norm_ in frames.words(f"{ctx.adapter.code}/clause_words", "word", role=role)


def denied(p: Promise) -> bool:
    """«не планирует», «не готовы»; what will not be done («никогда не присоединится») is a promise all the same."""
    if p.deed.manner == "future":
        return False
    return any(_role(p.ctx, token, "negation") for token in p.doc[max(0, p.hit.i - 2) : p.hit.i])


def background(p: Promise) -> bool:
    """What was once planned, needed or under way: in the past tense it is a story, no promise."""
    if p.hit.row["tense"] != "now":
        return False
    around = p.doc[max(p.place.low, p.hit.i - 2) : min(p.hit.j + 2, p.place.high)]
    if any(_role(p.ctx, token, "past") for token in around):
        return True
    verb = p.doc[p.verb]
    return has(verb, "VerbForm", "Fin") and has(verb, "Tense", "Past")


def hypothetical(p: Promise) -> bool:
    """«следовало бы», «если будет построен»."""
    clause = p.doc[max(p.doc[p.hit.i].sent.start, p.place.low - 2) : p.deed.head + 1]
    return any(_role(p.ctx, token, "conditional") for token in clause) or any(
        _role(p.ctx, token, "hypothesis") for token in clause[:3]
    )


def asked(p: Promise) -> bool:
    """A question."""
    return any(token.text == "?" for token in p.doc[p.hit.i : p.doc[p.hit.i].sent.end])


def unsaid(p: Promise) -> bool:
    """«необходимо», «должна» in the author's own words is comment; somebody must have said it."""
    if p.modality != "proposed" or p.hit.row["tense"] != "now":
        return False
    return not p.ctx.speaker_at(p.doc[p.hit.i].idx)


def words_only(p: Promise) -> bool:
    """«следует отметить»."""
    return deeds.of_class(p.ctx, deeds.verb_of(p.ctx, p.deed), "speech") and p.modality in ("proposed", "planned")


def consequence(p: Promise) -> bool:
    """«будет способствовать», «должен стать»: an effect or a state, nobody's deed."""
    if p.deed.manner not in ("inf", "future", "that"):
        return False
    head = deeds.verb_of(p.ctx, p.deed)
    return deeds.of_class(p.ctx, head, "effect") and not deeds.of_class(p.ctx, head, "concrete")


def encounter(p: Promise) -> bool:
    """A visit or meeting to come is an event; only an invitation to it is a commitment."""
    head = deeds.verb_of(p.ctx, p.deed)
    return p.modality in ("planned", "proposed", "underway") and deeds.of_class(p.ctx, head, "event")


def wish(p: Promise) -> bool:
    """«готовы углублять сотрудничество»: nothing that could be checked afterwards."""
    if p.deed.manner == "self":
        return False
    if p.modality == "invited":
        return False
    return deeds.general(p.ctx, p.deed)


def nothing_named(p: Promise) -> bool:
    """«реализуются проекты», «развивается сотрудничество»: what is under way is not told."""
    if p.deed.manner != "self":
        return False
    piece = Deed(p.deed.head, p.hit.j, p.place.high, "self")
    what = deeds.object_of(p.ctx, piece) if p.subject is None or p.subject[0] >= p.hit.i else _first_noun(p)
    if what is None:
        return True
    if deeds.of_class(p.ctx, p.doc[p.hit.i], "effect", "vague", "mild"):
        return not deeds.of_class(p.ctx, what, "thing")
    whole = Deed(p.deed.head, min(p.hit.i, p.subject[0] if p.subject else p.hit.i), p.place.high, "self")
    if deeds.of_class(p.ctx, what, "general"):
        return True
    return deeds.of_class(p.ctx, what, "part", "carrier") and not deeds.specified(p.ctx, whole)


def _first_noun(p: Promise) -> Token | None:
    assert p.subject is not None
    return next((t for t in p.doc[p.subject[0] : p.subject[1]] if t.pos_ in ("NOUN", "PROPN")), None)


def unexpressed(p: Promise) -> bool:
    """«готовность» and «намерение» that nobody declares, or that are only stated («выражена готовность»)."""
    token = p.doc[p.hit.i]
    if p.modality != "offered" or token.pos_ != "NOUN":
        return False
    if not deeds.of_class(p.ctx, p.doc[p.verb], "declare"):
        return True
    return has(p.doc[p.verb], "Voice", "Pass") and undertakers.genitive(p.ctx, p.hit.j - 1, p.place.high) is None


def no_document(p: Promise) -> bool:
    """«предусматривает» of anything but a document is no agreement."""
    if p.modality != "agreed" or p.deed.manner != "object":
        return False
    return p.subject is None or not any(
        deeds.of_class(p.ctx, token, "document") for token in p.doc[p.subject[0] : p.subject[1]]
    )


def bare_support(p: Promise) -> bool:
    """«поддержал инициативу» without saying which."""
    return p.modality == "supported" and p.deed.head >= p.place.high


def no_guest(p: Promise) -> bool:
    """An invitation to nobody in particular («приглашаем всех желающих»)."""
    return p.modality == "invited" and not _guests(p) and not _each_other(p)


VETOES = (
    denied, background, hypothetical, asked, unsaid, words_only, consequence, encounter, wish, nothing_named,
    unexpressed, no_document, bare_support, no_guest,
)  # fmt: skip


# -- who ----------------------------------------------------------------------------------------------------------------


def _sides(p: Promise) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and counterparts."""
    actors = WHO[p.who](p)
    span = p.doc[p.place.low : p.deed.j]
    codes = p.ctx.states_in(span.start_char, span.end_char)
    if p.modality == "invited":
        return actors, tuple(code for code in _guests(p) if code not in actors)
    if p.modality in ("agreed", "ordered", "underway") and len(actors) > 1:
        return actors, ()
    return actors, undertakers.others(p.ctx, actors, codes)


def _subject(p: Promise) -> tuple[str, ...]:
    """Whoever says that he will."""
    token = p.doc[p.hit.i]
    if p.modality == "offered" and token.pos_ == "NOUN":
        owner = undertakers.genitive(p.ctx, p.hit.j - 1, p.place.high)
        if owner is not None:
            return undertakers.named(p.ctx, owner, p.modality)
    if p.deed.manner == "future" and _passive(p):
        return _parties(p)
    if p.subject is not None:
        return undertakers.named(p.ctx, p.subject, p.modality)
    side = p.ctx.side_at(token.idx)
    if has(p.doc[p.verb], "Person", "1") or not has(p.doc[p.verb], "Person"):
        return (side,) if side else ()
    return ()


def _passive(p: Promise) -> bool:
    head = p.doc[p.deed.head]
    return has(head, "Variant", "Short") or has(head, "Voice", "Pass", "Mid")


def _doers(p: Promise) -> tuple[str, ...]:
    """The subject; both sides for «мы» and where none is told."""
    if p.subject is not None and p.subject[0] < p.hit.i:
        found = undertakers.named(p.ctx, p.subject, p.modality)
        if len(found) > 1 or p.modality != "agreed":
            return found
    return _parties(p)


def _addressee(p: Promise) -> tuple[str, ...]:
    """Who is asked to act; else the side of whoever orders, else both."""
    low = p.place.low if p.hit.row["tense"] == "now" or _passive_order(p) else p.hit.j
    high = p.hit.i if p.deed.head < p.hit.i else p.deed.head
    span = undertakers.addressee(p.ctx, low, max(high, p.hit.j))
    if span is not None:
        found = undertakers.named(p.ctx, span, p.modality)
        if found:
            return found
    if p.modality == "ordered" and _by_one(p):
        side = p.ctx.side_at(p.doc[p.hit.i].idx) or p.ctx.home
        return (side,) if side else _parties(p)
    return _parties(p)


def _passive_order(p: Promise) -> bool:
    return has(p.doc[p.verb], "Variant", "Short")


def _by_one(p: Promise) -> bool:
    """Whether one person gives the order."""
    if p.subject is not None and p.subject[0] < p.hit.i and not _passive_order(p):
        return len(undertakers.named(p.ctx, p.subject, p.modality)) == 1
    return any(t.pos_ == "PRON" and has(t, "Case", "Ins") for t in p.doc[p.place.low : p.deed.head])


def _parties(p: Promise) -> tuple[str, ...]:
    return undertakers.of_statement(p.ctx, min(p.place.low, p.hit.i), max(p.deed.j, p.hit.j))


def _thanked(p: Promise) -> tuple[str, ...]:
    """«признательность Италии за поддержку»: the state named last before."""
    sent = p.doc[p.hit.i].sent
    codes = p.ctx.states_in(sent.start_char, p.doc[p.hit.i].idx)
    side = p.ctx.side_at(p.doc[p.hit.i].idx)
    thanked = [code for code in codes if code != side]
    return tuple(thanked[-1:])


WHO = {"subject": _subject, "doers": _doers, "addressee": _addressee, "parties": _parties, "thanked": _thanked}


def _guests(p: Promise) -> tuple[str, ...]:
    """Those invited: named between the words of invitation and what they are invited to."""
    span = p.doc[p.hit.i : max(p.deed.head, p.hit.j)]
    return p.ctx.states_in(span.start_char, span.end_char) or p.ctx.actors_at(p.hit.i, max(p.deed.head, p.hit.j))


def _each_other(p: Promise) -> bool:
    return len(_subject(p)) > 1


# -- the record -----------------------------------------------------------------------------------------------------------


def _records(
    p: Promise, pieces: list[Deed], actors: tuple[str, ...], counterparts: tuple[str, ...]
) -> list[Commitment]:
    out = []
    for n, piece in enumerate(pieces):
        i = _opening(p, piece) if n == 0 else piece.i
        start, end = p.doc[i].idx, _close(p.doc, max(piece.j, p.hit.j if n == 0 else 0))
        out.append(
            Commitment(
                evidence=p.ctx.evidence(start, end),
                rule=f"{p.hit.row['modality']}.{piece.manner}",
                speaker=_speaker(p),
                actors=actors,
                modality=p.modality,
                action=_action(p, piece, end),
                counterparts=counterparts,
                deadline=_deadline(p, start, end),
                sector=sectors.sector(p.ctx, p.doc[piece.i].idx if piece.manner != "self" else start, end),
            )
        )
    return out


def _close(doc: Doc, j: int) -> int:
    last = doc[j - 1]
    return int(last.idx) + len(last.text)


def _opening(p: Promise, piece: Deed) -> int:
    """The first token of the evidence: the clause of a passive, a short subject, else the words of promise."""
    first = min(p.hit.i, piece.head)
    impersonal = p.who in ("parties", "addressee") or (piece.manner == "future" and _passive(p))
    if impersonal and first - p.place.low <= (REACH if p.who != "addressee" else 4):
        return min(first, p.place.low)
    if p.subject is not None and p.subject[0] < first:
        a, b = p.subject
        near = a >= p.place.low and first - b <= 3 and b - a <= SUBJECT_WORDS
        if near and not any(token.ent_type_ == "PER" for token in p.doc[a:b]):
            return a
    return first


def _speaker(p: Promise) -> str:
    """Whose word it is: of the speech around it, else the person who is its subject."""
    at = p.ctx.speaker_at(p.doc[p.hit.i].idx)
    if at or p.subject is None:
        return at
    span = p.doc[p.subject[0] : p.subject[1]]
    persons = {p.ctx.people.of(r).name for r in p.ctx.people.between(span.start_char, span.end_char)}
    return next(iter(persons)) if len(persons) == 1 else ""


def _action(p: Promise, piece: Deed, end: int) -> str:
    """The deed in the words of the text."""
    i = piece.i if piece.manner not in ("self", "subject", "future") else min(p.hit.i, piece.i)
    return " ".join(p.ctx.document.text[p.doc[i].idx : end].split())


def _deadline(p: Promise, start: int, end: int) -> str:
    """The time by which, or at which, it is to be done."""
    for period in p.ctx.periods:
        if (
            period.start < start
            or period.end > end
            or not period.last
            or period.kind in ("base", "since", "name", "now")
        ):
            continue
        if _ahead(period.last, p.ctx.published):
            return period.last
    return ""


def _ahead(date: str, published: str) -> bool:
    if not published:
        return True
    return edtf.bounds(date)[1] >= edtf.bounds(published.partition("/")[0])[0]


__all__ = ["find"]
