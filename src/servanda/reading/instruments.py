"""Instruments: documents that the text singles out by title, parties, date or number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from servanda.model.records import Instrument
from servanda.model.vocabulary import InstrumentStage, InstrumentType
from servanda.reading import frames, names, phrases, stages
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

KIND = "instruments"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document's name at the tokens [i, j) with its head word, type and the class of its row."""

    ctx: Context
    head: Token
    i: int
    j: int
    sort: str
    type: InstrumentType

    @property
    def codes(self) -> tuple[str, ...]:
        """The states named in it."""
        return names.codes(self.ctx, self.i, self.j)

    @property
    def complement(self) -> bool:
        """Something follows the head word."""
        return self.j > self.head.i + 1

    @property
    def capital(self) -> bool:
        """The head word or its first attribute has a capital that the sentence does not ask for."""
        return any(
            self.ctx.doc[n].text[0].isupper() and not self.ctx.doc[n].is_sent_start for n in (self.i, self.head.i)
        )


def find(ctx: Context) -> list[Instrument]:
    """One record a document named."""
    out: list[Instrument] = []
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}"):
        head = names.head_of(ctx, hit)
        i = min(hit.i, phrases.left(ctx.doc, head))
        j = max(hit.j, phrases.right(ctx, head, prepositions="document", start=hit.j))
        c = Candidate(ctx, head, i, j, hit.row["class"], cast("InstrumentType", hit.row["type"]))
        span = ctx.doc[i:j]
        found = first(ctx.trace, KIND, ACCEPT, c, span.start_char)
        if found is None or veto(ctx.trace, KIND, VETOES, c, span.start_char):
            continue
        name = ctx.adapter.phrase(span)
        if any(names.same(name, other.name) for other in out):
            continue
        stage_rule, stage = first(ctx.trace, KIND, STAGES, c, span.start_char) or ("in_force_by_default", "in_force")
        out.append(
            Instrument(
                evidence=ctx.evidence(span.start_char, span.end_char),
                rule=f"{found[0]}, {stage_rule}",
                speaker=ctx.speaker_at(span.start_char),
                name=name,
                type=c.type,
                parties=names.parties(ctx, i, j),
                date=_date(c, stage),
                stage=stage,
            )
        )
    return out


# -- what singles it out ----------------------------------------------------------------------------------------------


def by_own_name(c: Candidate) -> bool | None:
    """«программа «Нурлы жол»», «закон «О ратификации …»»."""
    return True if names.own_name(c.ctx, c.head.i + 1, c.j) else None


def by_states(c: Candidate) -> bool | None:
    """«договор между Литвой и Польшей»."""
    return True if len(c.codes) >= 2 and c.sort != "numbered" else None


def by_capital(c: Candidate) -> bool | None:
    """«Программу культурного сотрудничества»: an official title has a capital."""
    return True if c.capital and c.sort in ("plain", "strict", "joint") and (c.complement or c.j - c.i > 1) else None


def by_subject(c: Candidate) -> bool | None:
    """«меморандум о взаимопонимании»: a plain document with its subject."""
    return True if c.sort == "plain" and c.complement else None


def joint_statement(c: Candidate) -> bool | None:
    """«совместное заявление»: a document by what it is called."""
    return True if c.sort == "joint" and stages.around(c.ctx, c.head).says("sign") else None


ACCEPT = (by_own_name, by_states, by_capital, by_subject, joint_statement)


def plural_in_general(c: Candidate) -> bool:
    """«соглашения о сотрудничестве»: several that are not told apart."""
    return c.head.morph.get("Number", []) == ["Plur"] and not c.capital and len(c.codes) < 2


def number_before(c: Candidate) -> bool:
    """«56 соглашений», «ряд меморандумов»: a figure, no document."""
    before = c.ctx.doc[c.i - 1] if c.i else None
    return before is not None and (before.pos_ == "NUM" or before.like_num) and before.sent == c.head.sent


VETOES = (plural_in_general, number_before)


# -- how far it has come ------------------------------------------------------------------------------------------------


def proposed(c: Candidate) -> InstrumentStage | None:
    """«предложил заключить договор»."""
    s = stages.around(c.ctx, c.head)
    return (
        "proposed"
        if s.says("propose") and (s.says("sign") or s.says("draft") or s.says("create")) and not s.says("agree")
        else None
    )


def drafting(c: Candidate) -> InstrumentStage | None:
    """«договорились принять Программу», «проект соглашения», «поручено разработать план»."""
    s = stages.around(c.ctx, c.head)
    if s.says("agree") and (s.says("sign") or s.says("draft") or s.says("create")):
        return "drafting"
    if s.says("draft") and not s.says("sign"):
        return "drafting"
    return "drafting" if s.says("sign") and (s.future or s.infinitive) else None


def signed(c: Candidate) -> InstrumentStage | None:
    """«подписан меморандум», «подписание договора состоялось»."""
    s = stages.around(c.ctx, c.head)
    own = any("sign" in c.ctx.stage_words.get(t.lemma_, ()) for t in (*s.relative, *s.attributes))
    return "signed" if own or s.says("sign") else None


def in_force(c: Candidate) -> InstrumentStage | None:
    """«в рамках меморандума», «в соответствии с Уставом»."""
    return "in_force" if stages.around(c.ctx, c.head).says("force") else None


STAGES = (proposed, drafting, signed, in_force)


def _date(c: Candidate, stage: str) -> str:
    """When it was signed: a date in its name or in the clause of its signing."""
    span = c.ctx.doc[c.i : c.j]
    inside = [p for p in c.ctx.periods if span.start_char <= p.start and p.end <= span.end_char and "/" not in p.edtf]
    if inside and stage in ("signed", "in_force"):
        dated = [p.edtf for p in inside if len(p.edtf) >= 10]
        if dated:
            return dated[0]
    if stage != "signed":
        return ""
    near = [p.edtf for p in names.periods_near(c.ctx, c.i, c.j) if p.edtf and "/" not in p.edtf and p not in inside]
    return near[0] if near else ""
