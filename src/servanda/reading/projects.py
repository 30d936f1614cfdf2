"""Projects: something concrete that is built, produced or run together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from servanda.model.records import Project
from servanda.model.vocabulary import ProjectStage
from servanda.reading import frames, mechanisms, mentions, names, phrases, stages
from servanda.reading import project_facts as facts
from servanda.reading.groups import case_of
from servanda.reading.mentions import Mention
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.context import Context

KIND = "projects"
MAKING = ("create", "build", "run")
PAIR = 2  # states
ROW = 14  # tokens between two things of one row


def find(ctx: Context) -> list[Project]:
    """One record a project and document: its fullest name, and the stage of the first mention that tells one."""
    return [_record(thing) for thing in mentions.gathered(accepted(ctx), _same)]


def accepted(ctx: Context) -> list[Mention]:
    """Every mention of a project, in the order of the text; what stands within another one's name left out."""
    found = mentions.find(ctx, KIND, "project")
    bodies = {m.head.i for m in mechanisms.accepted(ctx)} if found else set()
    out: list[Mention] = []
    for mention in found:
        place = ctx.doc[mention.i].idx
        rule = first(ctx.trace, KIND, ACCEPT, mention, place) or _one_more(out, mention)
        if rule is None or mention.head.i in bodies or any(m.i <= mention.head.i < m.j for m in out):
            continue
        if not veto(ctx.trace, KIND, VETOES, mention, place):
            out.append(replace(_with_work(mention), rule=rule[0]))
    return out


def _one_more(out: list[Mention], m: Mention) -> tuple[str, bool] | None:
    """«производства автобусов, а также сборки грузовиков»: one more in a row with a project of the same kind."""
    before = out[-1] if out else None
    if before is None or before.sort != m.sort or before.sentence.start != m.sentence.start or m.bare:
        return None
    between = m.ctx.doc[before.j : m.i]
    joined = any(t.text == "," or t.pos_ == "CCONJ" for t in between[-3:])
    row = joined and len(between) <= ROW and not any(t.pos_ == "VERB" for t in between)
    return ("one_more_of_a_row", True) if row and case_of(m.head) == case_of(before.head) else None


def _record(thing: list[Mention]) -> Project:
    full = mentions.fullest(thing)
    ctx = full.ctx
    told = [found for m in thing if (found := first(ctx.trace, KIND, facts.STAGES, m, m.span.start_char)) is not None]
    stage_rule = told[0][0] if told else "planned_by_default"
    stage = cast("ProjectStage", told[0][1]) if told else "planned"
    start, end = full.span.start_char, full.span.end_char
    return Project(
        evidence=ctx.evidence(start, end),
        rule=f"{full.rule}, {stage_rule}",
        speaker=ctx.speaker_at(start),
        name=full.name,
        parties=facts.parties(full),
        sector=facts.sector(full),
        place=facts.place(full),
        stage=stage,
    )


def _same(one: Mention, other: Mention) -> bool:
    return one.head.lemma_ == other.head.lemma_ and names.same(one.name, other.name)


def _with_work(m: Mention) -> Mention:
    """A thing that says little by itself is named by the work on it («строительство жилых объектов»)."""
    work = _work_before(m) if m.sort == "generic" else None
    return m if work is None else replace(m, i=phrases.left(m.ctx.doc, work))


def _work_before(m: Mention) -> Token | None:
    before = m.ctx.doc[m.i - 1] if m.i > m.sentence.start else None
    noun = before is not None and before.pos_ == "NOUN" and "build" in stages.classes(m.ctx, before)
    return before if noun else None


# -- what makes it a project ------------------------------------------------------------------------------------------


def known_to_everybody(m: Mention) -> bool | None:
    """«Северный поток – 2»."""
    return True if m.sort == "famous" else None


def project_with_a_name(m: Mention) -> bool | None:
    """«проект «Чистая вода»», «проект CASA-1000»: a name right after the word."""
    if m.sort != "project" or not m.complement:
        return None
    after = m.ctx.doc[m.head.i + 1]
    return True if phrases.opens(m.ctx.doc, after.i) or (after.text[0].isascii() and after.text[0].isalpha()) else None


def project_of_making(m: Mention) -> bool | None:
    """«проект по производству кремния», where somebody agrees, plans or begins it."""
    if m.sort != "project" or m.plural or not m.complement or m.head.i + 2 >= m.j:
        return None
    works = [h for h in m.ctx.frames(f"{m.ctx.adapter.code}/{KIND}") if h.row["class"] == "work"]
    of_work = any(m.head.i + 1 < h.i < m.j and h.i <= m.head.i + ROW // 2 for h in works)
    told = m.around.says("agree", "propose", "begun", "ongoing") or facts.in_a_document(m) is not None
    return True if of_work and told else None


def projects_of_one_field(m: Mention) -> bool | None:
    """«прорабатываются совместные проекты в сфере судостроения»: several, but under way and of one field."""
    if m.sort != "joint" or not m.complement or not m.around.above:
        return None
    verb = m.around.above[0]
    at_work = set(stages.classes(m.ctx, verb)) & {"agree", "begun", "ongoing", "run"}
    return True if verb.pos_ == "VERB" and at_work and m.head.dep_.startswith(("nsubj", "obj")) else None


def site_that_is_made(m: Mention) -> bool | None:
    """«строительство завода», «филиал открылся», «действует центр»."""
    if m.sort not in ("site", "large") or _placed(m):
        return None
    if m.sort == "large" and not facts.governed(m, "build", "create"):
        return None
    by_itself = m.around.acts and facts.governed(m, "begun")
    hastened = facts.governed(m, "ongoing") and (m.around.close("build") or m.around.above[0].pos_ == "VERB")
    return True if facts.governed(m, *MAKING) or by_itself or hastened else None


def site_that_partners_join(m: Mention) -> bool | None:
    """«партнерство в портах Актау и Курык»: with a name of its own, where somebody is to take part."""
    proper = any(t.pos_ == "PROPN" for t in m.ctx.doc[m.head.i + 1 : m.j]) or m.named
    return True if m.sort in ("site", "large") and proper and facts.governed(m, "join") else None


def work_on_something(m: Mention) -> bool | None:
    """«строительство жилых объектов»: the work makes the name."""
    return True if m.sort == "generic" and _work_before(m) is not None and m.attributes else None


def work_by_itself(m: Mention) -> bool | None:
    """«разработка месторождений бассейна Каратау» where somebody agrees, plans or begins it."""
    if m.sort != "deed" or not m.complement or (m.bare and not m.named):
        return None
    in_document = facts.in_a_document(m) is not None
    return True if in_document or m.around.says("agree", "propose", "begun", "join") else None


def work_that_is_set_up(m: Mention) -> bool | None:
    """«запуск производства трансформаторов», «локализация выпуска автобусов»."""
    if m.sort != "work" or not m.complement or _placed(m):
        return None
    set_up = facts.governed(m, "develop", "create", "begun", "ongoing")
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word", **{"class": "deed"})
    return True if set_up or m.attributes & words else None


ACCEPT = (
    known_to_everybody,
    project_with_a_name,
    project_of_making,
    projects_of_one_field,
    site_that_is_made,
    site_that_partners_join,
    work_on_something,
    work_by_itself,
    work_that_is_set_up,
)


def _placed(m: Mention) -> bool:
    """It is where something takes place («на заводе начали выпуск»)."""
    before = m.ctx.doc[m.i - 1] if m.i > m.sentence.start else None
    return before is not None and before.pos_ == "ADP"


def something_else(m: Mention) -> bool:
    """«агропромышленный комплекс», «центр внимания»."""
    return any(h.i <= m.head.i < h.j for h in m.ctx.frames(f"{m.ctx.adapter.code}/not_projects"))


def nameless(m: Mention) -> bool:
    """The bare word («строительство завода»); abbreviations say more («АЭС»)."""
    return m.bare and not m.head.text.isupper() and m.sort != "famous"


def in_a_title(m: Mention) -> bool:
    """Within a name or title in quotation marks, where it is not the name itself."""
    return m.sort != "famous" and names.in_title(m.ctx, m.i)


def name_of_a_body(m: Mention) -> bool:
    """«АО «Центр развития торговли»»: the head stands in the name of a state or bloc."""
    return any(s.i <= m.head.i < s.j for s in m.ctx.states)


def line_between_ends(m: Mention) -> bool:
    """«проект «Западный Китай – Западная Европа»» is a route."""
    if m.sort != "project" or m.head.i + 1 >= m.j:
        return False
    inside = m.ctx.doc[m.head.i + 2 : m.j]
    return any(t.text in phrases.DASHES for t in inside) and len(names.codes(m.ctx, m.i, m.j)) > 1


def domestic(m: Mention) -> bool:
    """The document and these sentences are about one state, or nothing around says that another has to do with it."""
    if m.sort == "famous":
        return False
    alone = len(m.ctx.parties) < PAIR and len(facts.states_of(m, facts.beside(m))) < PAIR
    return alone or not facts.together(m)


def several_in_general(m: Mention) -> bool:
    """«открытие памятников выдающимся людям»: a plural without a place, a name or a word for mutual work."""
    if not m.plural or m.sort not in ("site", "large") or m.named or m.codes or facts.place(m):
        return False
    if facts.in_a_document(m):
        return False
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word", **{"class": "deed"})
    above = [t for a in m.around.above[:2] for t in (a, *a.children)]
    return not any(t.lemma_ in words for t in (*above, *m.span))


def one_of_its_members(m: Mention) -> bool:
    """«участник проекта «Сколково»»."""
    return m.sort == "project" and facts.governed(m, "member")


def numbered_stock(m: Mention) -> bool:
    """«действуют 148 объектов»: a figure about a whole stock."""
    before = m.ctx.doc[m.i - 1] if m.i > m.sentence.start else None
    many = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "few"})
    return before is not None and before.like_num and before.norm_ not in many and m.plural


VETOES = (
    something_else,
    nameless,
    in_a_title,
    name_of_a_body,
    line_between_ends,
    several_in_general,
    one_of_its_members,
    numbered_stock,
    domestic,
)
