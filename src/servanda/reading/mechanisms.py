"""Mechanisms: standing bodies that carry a cooperation, by head word and what makes them one of two states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.model.records import Mechanism
from servanda.model.vocabulary import MechanismStage
from servanda.reading import frames, names, phrases, stages
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

KIND = "mechanisms"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body's name at the tokens [i, j) with its head word and the class of its row."""

    ctx: Context
    head: Token
    i: int
    j: int
    sort: str

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


def find(ctx: Context) -> list[Mechanism]:
    """One record a body and document."""
    out: list[Mechanism] = []
    taken: list[tuple[str, tuple[str, ...]]] = []
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}"):
        head = names.head_of(ctx, hit)
        i = min(hit.i, phrases.left(ctx.doc, head, participles=False))
        j = max(hit.j, phrases.right(ctx, head, prepositions="body", start=hit.j))
        candidate = Candidate(ctx, head, i, j, hit.row["class"])
        found = first(ctx.trace, KIND, ACCEPT, candidate, ctx.doc[i].idx)
        if found is None or veto(ctx.trace, KIND, VETOES, candidate, ctx.doc[i].idx):
            continue
        name = ctx.adapter.phrase(ctx.doc[i:j])
        if any(names.same(name, other) for other, _ in taken):
            continue
        taken.append((name, candidate.codes))
        span = ctx.doc[i:j]
        stage_rule, stage = first(ctx.trace, KIND, STAGES, candidate, span.start_char) or ("", "active")
        out.append(
            Mechanism(
                evidence=ctx.evidence(span.start_char, span.end_char),
                rule=f"{found[0]}, {stage_rule}" if stage_rule else found[0],
                speaker=ctx.speaker_at(span.start_char),
                name=name,
                parties=names.parties(ctx, i, j),
                stage=stage,
            )
        )
    return out


# -- what makes it a mechanism ----------------------------------------------------------------------------------------


def body_by_itself(c: Candidate) -> bool | None:
    """«Деловой совет», «Межправительственная комиссия»."""
    return True if c.sort == "free" else None


def body_with_a_name(c: Candidate) -> bool | None:
    """«СП «Каратау»», «совместная торговая компания EastTrade»."""
    return True if c.sort == "named" and (c.named or c.j - c.head.i > 3) else None


def body_of_two_states(c: Candidate) -> bool | None:
    """«казахско-венгерский фонд», «палата Казахстана и Венгрии», «площадка «Азия – Италия»»."""
    return True if len(c.codes) >= 2 else None


def body_with_a_bilateral_attribute(c: Candidate) -> bool | None:
    """«Высший межгосударственный совет», «совместный комитет»."""
    words = frames.words(f"{c.ctx.adapter.code}/mechanism_attributes", "word")
    return True if c.attributes & words else None


def body_of_an_organisation(c: Candidate) -> bool | None:
    """«Региональный центр ООН»: a bloc founds it, and it is no organ of the bloc itself."""
    blocs = [m for m in c.ctx.states if c.i <= m.i and m.j <= c.j and m.sort == "bloc"]
    return (
        True if c.sort == "linked" and blocs and len(c.attributes) > 0 and c.head.i > c.i and len(c.codes) > 1 else None
    )


ACCEPT = (
    body_by_itself,
    body_with_a_name,
    body_of_two_states,
    body_with_a_bilateral_attribute,
    body_of_an_organisation,
)


def of_one_state(c: Candidate) -> bool:
    """A commission or council of one state's own («Комиссия Сейма Литвы»)."""
    return (
        c.sort == "linked"
        and len(c.codes) == 1
        and not c.attributes & frames.words(f"{c.ctx.adapter.code}/mechanism_attributes", "word")
    )


def plural_in_general(c: Candidate) -> bool:
    """Commissions in general: a plural that names no states and has no name."""
    return c.head.morph.get("Number", []) == ["Plur"] and not c.codes and not c.named


VETOES = (of_one_state, plural_in_general)


# -- how far it has come ------------------------------------------------------------------------------------------------


def _creation(c: Candidate) -> stages.Surroundings:
    return stages.around(c.ctx, c.head)


def proposed(c: Candidate) -> MechanismStage | None:
    """«инициатива об учреждении Торгового дома», «предложил создать фонд»."""
    s = _creation(c)
    return "proposed" if s.says("create") and s.says("propose") and not s.says("agree") else None


def founded_today(c: Candidate) -> MechanismStage | None:
    """«создаваемый сегодня Совет»: founded on the day of the report."""
    near = [p for p in names.periods_near(c.ctx, c.i, c.j) if p.edtf and p.edtf == c.ctx.published]
    return "created" if near and any("create" in c.ctx.stage_words.get(t.lemma_, ()) for t in _participles(c)) else None


def being_founded(c: Candidate) -> MechanismStage | None:
    """«создаваемая группа», «договорились учредить совет»."""
    s = _creation(c)
    present = any(
        "create" in c.ctx.stage_words.get(t.lemma_, ()) and t.morph.get("Tense", []) in (["Pres"], [])
        for t in _participles(c)
    )
    planned = s.says("create") and (s.says("agree") or s.future or s.infinitive)
    return "creating" if present or planned else None


def founded_lately(c: Candidate) -> MechanismStage | None:
    """«создан фонд», «совет, который мы учредили в прошлом году»: within the year before, as far as it is said."""
    s = _creation(c)
    verbs = [
        t for t in (*s.above[:1], *s.relative, *_participles(c)) if "create" in c.ctx.stage_words.get(t.lemma_, ())
    ]
    done = [
        t
        for t in verbs
        if t.pos_ == "VERB" and (t.morph.get("Tense", []) == ["Past"] or t.morph.get("Variant", []) == ["Short"])
    ]
    if not done:
        return None
    years = [p.edtf[:4] for p in names.periods_near(c.ctx, c.i, max(c.j, done[0].i + 4)) if p.edtf[:4].isdigit()]
    published = c.ctx.published[:4]
    old = any(not published or int(year) < int(published) - 1 for year in years)
    return None if old else "created"


def _participles(c: Candidate) -> list[Token]:
    return [t for t in c.head.children if t.i < c.head.i and t.pos_ in ("VERB", "ADJ") and c.head.i - t.i < 6]


STAGES = (proposed, founded_today, being_founded, founded_lately)
