"""Projects: something concrete that is built, produced or run together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from servanda.model.records import Project
from servanda.model.vocabulary import ProjectStage
from servanda.reading import frames, mechanisms, mentions, names, phrases, project_places, project_stages
from servanda.reading import project_facts as facts
from servanda.reading.groups import case_of
from servanda.reading.mentions import Mention
from servanda.reading.project_conditions import ACCEPT, VETOES, work_before
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "projects"
ROWED = ("site", "large")  # sorts that stand in one row
ROW = 14  # tokens between two things of one row


def find(ctx: Context) -> list[Project]:
    """One record a project and document: its fullest name, and the stage of the first mention that tells one."""
    found = accepted(ctx)
    return [_record(thing, [(m.i, m.j) for m in found if m not in thing]) for thing in mentions.gathered(found, _same)]


def accepted(ctx: Context) -> list[Mention]:
    """Every mention of a project, in the order of the text; what stands within another one's name left out."""
    found = mentions.find(ctx, KIND, "project")
    bodies = {m.head.i for m in mechanisms.accepted(ctx)} if found else set()
    out: list[Mention] = []
    for mention in (_without_land(_with_aim(m, found)) for m in found):
        place = ctx.doc[mention.i].idx
        rule = first(ctx.trace, KIND, ACCEPT, mention, place) or _one_more(out, mention)
        body = mention.head.i in bodies and not facts.governed(mention, "build")
        if rule is None or body or any(m.i <= mention.head.i < m.j for m in out):
            continue
        if not veto(ctx.trace, KIND, VETOES, mention, place):
            out.append(replace(_with_work(mention), rule=rule[0]))
    return out


def _one_more(out: list[Mention], m: Mention) -> tuple[str, bool] | None:
    """«производства автобусов, а также сборки грузовиков»: one more in a row with a project of the same kind."""
    before = out[-1] if out else None
    alike = before is not None and (before.sort == m.sort or {before.sort, m.sort} <= set(ROWED) or _aims(before, m))
    if before is None or not alike or before.sentence.start != m.sentence.start:
        return None
    between = m.ctx.doc[before.j : m.i]
    joined = any(t.text == "," or t.pos_ == "CCONJ" for t in between[-3:])
    row = joined and len(between) <= ROW and not any(t.pos_ == "VERB" for t in between)
    cases = ("", case_of(before.head), "Dat" if _aims(before, m) else "")
    return ("one_more_of_a_row", True) if row and case_of(m.head) in cases else None


def _aims(before: Mention, m: Mention) -> bool:
    """«проекты по переработке шкур, производству мороженого»: one more thing that the projects are for."""
    return before.sort in ("project", "joint") and m.sort in ("work", "process") and case_of(m.head) == "Dat"


def _with_aim(m: Mention, found: list[Mention]) -> Mention:
    """«проект с компанией «Север» по производству масла»: what it is for may stand behind the partner or the place."""
    if m.sort not in ("project", "joint"):
        return m
    aims = (w for w in found if w.sort in ("work", "process") and m.j < w.i <= m.j + ROW and w.sentence == m.sentence)
    work = next(aims, None)
    if work is None or case_of(work.head) != "Dat" or work.ctx.doc[work.i - 1].pos_ != "ADP":
        return m
    between = m.ctx.doc[m.j : work.i]
    return m if any(t.pos_ == "VERB" or t.text in ",;:" for t in between) else replace(m, j=work.j)


def _without_land(m: Mention) -> Mention:
    """«сеть в центральной части страны», «ГЭС на юге»: a place that says nothing by itself is no part of its name."""
    words = f"{m.ctx.adapter.code}/project_words"
    where, land = (frames.words(words, "word", **{"class": sort}) for sort in ("where", "land"))
    for n in range(m.head.i + 1, m.j - 1 if m.ctx.doc[m.j - 1].text.islower() else 0):
        noun = next((t for t in m.ctx.doc[n + 1 : m.j] if t.pos_ == "NOUN"), None)
        if m.ctx.doc[n].lemma_ in where and noun is not None and noun.lemma_ in land and noun.text.islower():
            return replace(m, j=n)
    return m


def _record(thing: list[Mention], others: list[tuple[int, int]]) -> Project:
    full = mentions.fullest(thing)
    ctx = full.ctx
    told = [
        found
        for m in thing
        if (found := first(ctx.trace, KIND, project_stages.STAGES, m, m.span.start_char)) is not None
    ]
    told.sort(key=lambda found: _order(found[0]))
    stage_rule = told[0][0] if told else "planned_by_default"
    stage = cast("ProjectStage", told[0][1]) if told else "planned"
    start, end = full.span.start_char, full.span.end_char
    return Project(
        evidence=ctx.evidence(start, end),
        rule=f"{full.rule}, {stage_rule}",
        speaker=ctx.speaker_at(start),
        name=_name(full),
        parties=facts.parties(full, others),
        sector=facts.sector(full),
        place=project_places.place(full),
        stage=stage,
    )


def _order(rule: str) -> int:
    """«строящаяся ТЭС» tells more than a plan for it; what everybody knows counts last."""
    return {project_stages.under_construction.__name__: 0, project_stages.everybody_knows.__name__: 2}.get(rule, 1)


def _same(one: Mention, other: Mention) -> bool:
    """One thing, and names of which one says no more than the other, if plain words and ends are left aside."""
    mine, theirs = _core(one), _core(other)
    apart = one.sentence == other.sentence and not one.bare and not other.bare
    if apart and mine != theirs and not {one.sort, other.sort} & {"famous", "project"} and not _numbered(one, theirs):
        return False  # «построен новый мост, отремонтирован мост через Прут»
    if one.head.lemma_ == other.head.lemma_ and names.same(one.name, other.name):
        return True
    if "famous" in (one.sort, other.sort):
        return mine <= theirs or theirs <= mine
    heads = bool(_meant(one.head.lemma_, one) & theirs and _meant(other.head.lemma_, other) & mine)
    heads = heads or _numbered(one, mine & theirs)
    ends = one.codes == other.codes or not (one.codes and other.codes)
    return heads and ends and (mine <= theirs or theirs <= mine)


def _numbered(m: Mention, shared: frozenset[str]) -> bool:
    """Both names hold one with a number («ТЭЦ-3» and «теплоэлектроцентраль ТЭЦ-3»)."""
    return any(t.lemma_ in shared and t.text[0].isupper() and any(c.isdigit() for c in t.text) for t in m.span)


def _core(m: Mention) -> frozenset[str]:
    """Lemmas of what its name says beside its two ends and words that say nothing («новый»), short ones in full."""
    code = m.ctx.adapter.code
    plain = frames.words(f"{code}/project_words", "word", **{"class": "plain"})
    listing = frames.words(f"{code}/complements", "word", **{"class": "listing"})
    end = next((t.i for t in m.span if t.norm_ in listing), m.j)
    lemmas = [t.lemma_ for t in m.ctx.doc[m.i : end] if t.text[0].isalnum() and t.lemma_ not in plain]
    return frozenset(meant for lemma in lemmas for meant in _meant(lemma, m))


def _meant(lemma: str, m: Mention) -> frozenset[str]:
    """The lemmas for which a short word stands («АЭС»), or the word itself."""
    rows = frames.rows(f"{m.ctx.adapter.code}/project_short")
    return next((frozenset(row.several("lemmas")) for row in rows if row["word"] == lemma), frozenset((lemma,)))


def _name(m: Mention) -> str:
    """Its name, a common noun that opens a sentence in small letters."""
    lemma = m.row["phrase"].partition("|")[0]
    if m.sort == "field" and m.bare and m.head.text.lower().startswith(lemma):
        return lemma[:1].upper() + lemma[1:]
    common = m.i == m.head.i and not m.head.text.isupper() and names.opens_sentence(m.head)
    return m.name[:1].lower() + m.name[1:] if common and m.sort not in ("famous", "field") else m.name


def _with_work(m: Mention) -> Mention:
    """A thing that says little by itself is named by the work on it («строительство жилых объектов»)."""
    work = work_before(m) if m.sort == "generic" else None
    return m if work is None else replace(m, i=phrases.left(m.ctx.doc, work))
