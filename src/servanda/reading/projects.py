"""Projects: something concrete that is built, produced or run together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.model.records import Project
from servanda.model.vocabulary import ProjectStage
from servanda.reading import frames, names, phrases, sectors, stages
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

KIND = "projects"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project's name at the tokens [i, j) with its head word and the class of its row."""

    ctx: Context
    head: Token
    i: int
    j: int
    sort: str
    around: stages.Surroundings

    @property
    def named(self) -> bool:
        """It has a quoted name."""
        return names.own_name(self.ctx, self.head.i + 1, self.j)

    @property
    def complement(self) -> bool:
        """Something follows the head word."""
        return self.j > self.head.i + 1

    @property
    def moving(self) -> bool:
        """The text says that it is built, run, planned or proposed."""
        return any(self.around.says(sort) for sort in ("build", "run", "create", "agree", "propose"))


def find(ctx: Context) -> list[Project]:
    """One record a project and document."""
    out: list[Project] = []
    for hit in ctx.frames(f"{ctx.adapter.code}/{KIND}"):
        head = names.head_of(ctx, hit)
        i = min(hit.i, phrases.left(ctx.doc, head))
        j = max(hit.j, phrases.right(ctx, head, prepositions="project", start=hit.j))
        c = Candidate(ctx, head, i, j, hit.row["class"], stages.around(ctx, head))
        span = ctx.doc[i:j]
        found = first(ctx.trace, KIND, ACCEPT, c, span.start_char)
        if found is None or veto(ctx.trace, KIND, VETOES, c, span.start_char):
            continue
        name = ctx.adapter.phrase(span)
        if any(names.same(name, other.name) for other in out):
            continue
        stage_rule, stage = first(ctx.trace, KIND, STAGES, c, span.start_char) or ("planned_by_default", "planned")
        out.append(
            Project(
                evidence=ctx.evidence(span.start_char, span.end_char),
                rule=f"{found[0]}, {stage_rule}",
                speaker=ctx.speaker_at(span.start_char),
                name=name,
                parties=names.parties(ctx, i, j),
                sector=sectors.sector(ctx, span.start_char, span.end_char),
                place=_place(c),
                stage=stage,
            )
        )
    return out


def site_that_moves(c: Candidate) -> bool | None:
    """«завод по выпуску стекла», of which the text says that it is built, opened or planned."""
    return True if c.sort == "site" and c.moving and (c.complement or c.j - c.i > 1) else None


def joint_work(c: Candidate) -> bool | None:
    """«совместное производство трансформаторов», «строительство жилых объектов»."""
    return True if c.sort == "work" and c.moving and c.complement else None


def named_project(c: Candidate) -> bool | None:
    """«проект «Чистая вода»»."""
    return True if c.sort == "project" and c.named else None


ACCEPT = (site_that_moves, joint_work, named_project)


def domestic(c: Candidate) -> bool:
    """Nothing of two states stands in the paragraph: a matter of one state alone."""
    start, end = c.ctx.paragraph(c.head.idx)
    return len(c.ctx.parties) < 2 or len(names.codes(c.ctx, c.ctx.token_at(start).i, c.ctx.token_at(end - 1).i + 1)) < 1


VETOES = (domestic,)


def proposed(c: Candidate) -> ProjectStage | None:
    """«предложил построить завод»."""
    return "proposed" if c.around.says("propose") and not c.around.says("agree") else None


def planned(c: Candidate) -> ProjectStage | None:
    """«прорабатывается строительство», «будет установлен памятник»."""
    return "planned" if c.around.says("agree") or c.around.future else None


def running(c: Candidate) -> ProjectStage | None:
    """«филиал начал работу», «завод действует»."""
    return "running" if c.around.says("run") else None


def building(c: Candidate) -> ProjectStage | None:
    """«ведется строительство», «строящийся центр»."""
    return "building" if c.around.says("build") else None


STAGES = (proposed, planned, running, building)


def _place(c: Candidate) -> str:
    """The place that the name or its clause gives, a city or region before a state."""
    sent = c.head.sent
    near = [p for p in c.ctx.places if max(sent.start, c.i - 8) <= p.i and p.j <= min(sent.end, c.j + 8)]
    return near[0].name if near else ""
