"""What makes a thing that a text names a project, and what speaks against it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from servanda.reading import clauses, frames, names, phrases, project_places, stages
from servanda.reading import project_facts as facts
from servanda.reading.groups import attribute, case_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.reading.mentions import Mention

KIND = "projects"
MAKING = ("create", "build", "run")
PAIR = 2  # states
NEAR = 8  # tokens before a bare name in which «совместно» may stand
NOUNS = 3  # words above among which the land for a thing is named
WITHIN = 7  # tokens after the word for a project within which the work on it is named
FAR = 14  # the same where the partner is named between («совместный проект с компанией «Север» по …»)
KNOWN = ("famous", "field")
LISTED = ("site", "large", "work", "process")
ENDS = 4  # ends of a line that no state's own line has


def work_before(m: Mention) -> Token | None:
    before = m.ctx.doc[m.i - 1] if m.i > m.sentence.start else None
    noun = before is not None and before.pos_ == "NOUN" and "build" in stages.classes(m.ctx, before)
    return before if noun else None


# -- what makes it a project ------------------------------------------------------------------------------------------


def known_to_everybody(m: Mention) -> bool | None:
    """«Северный поток – 2»."""
    return True if m.sort == "famous" else None


def known_field(m: Mention) -> bool | None:
    """«проекты на Кашагане», «месторождение Тенгиз»: a field or plant where the sentence speaks of work on it."""
    if m.sort != "field":
        return None
    words = _words_for_projects(m.ctx.adapter.code) | frames.words(
        f"{m.ctx.adapter.code}/project_words", "word", **{"class": "on_site"}
    )
    hits = m.ctx.frames(f"{m.ctx.adapter.code}/{KIND}")
    quoted = m.i - 1 > m.sentence.start and phrases.opens(m.ctx.doc, m.i - 1)
    owner = m.i - 2 if quoted else m.i - 1
    if any(h.i <= owner < h.j and h.row["class"] == "site" for h in hits):
        return None  # «АЭС «Куданкулам»»: read as a plant, where it is built
    return True if any(t.lemma_ in words for t in m.ctx.doc[m.sentence.start : m.j]) else None


def project_with_a_name(m: Mention) -> bool | None:
    """«проект «Чистая вода»», «проект CASA-1000»: a name right after the word."""
    if m.sort != "project" or not m.complement:
        return None
    after = m.ctx.doc[m.head.i + 1]
    if phrases.opens(m.ctx.doc, after.i) and _owner(m.ctx.doc[after.i + 1]):
        return None
    return True if phrases.opens(m.ctx.doc, after.i) or (after.text[0].isascii() and after.text[0].isalpha()) else None


def _owner(token: Token) -> bool:
    """«проект «Роснефти»»: a firm in the genitive, whose project it is."""
    return token.ent_type_ == "ORG" and case_of(token) == "Gen" and token.norm_ != token.lemma_


def project_of_making(m: Mention) -> bool | None:
    """«проект по производству кремния», where somebody agrees, plans or begins it."""
    if m.sort not in ("project", "joint") or not m.complement or m.head.i + 2 >= m.j:
        return None
    works = [h for h in m.ctx.frames(f"{m.ctx.adapter.code}/{KIND}") if h.row["class"] in ("work", "process")]
    reach = FAR if m.sort == "joint" else WITHIN
    of_work = any(m.head.i + 1 < h.i < m.j and h.i <= m.head.i + reach and _after_for(m, h.i) for h in works)
    told = m.around.says("agree", "propose", "begun", "ongoing", "force") or facts.in_a_document(m) is not None
    return True if of_work and told else None


def _after_for(m: Mention, n: int) -> bool:
    """«по переработке», «производству»: what a project is for is a dative («в сфере переработки» is none)."""
    making = any(h.i == n and h.row["class"] == "work" for h in m.ctx.frames(f"{m.ctx.adapter.code}/{KIND}"))
    return making or case_of(m.ctx.doc[n]) == "Dat"


def projects_of_one_field(m: Mention) -> bool | None:
    """«прорабатываются совместные проекты в сфере судостроения»: several, but under way and of one field."""
    if m.sort != "joint" or not m.complement or not m.around.above:
        return None
    verb = m.around.above[0]
    at_work = set(stages.classes(m.ctx, verb)) & {"agree", "begun", "ongoing", "run"}
    return True if verb.pos_ == "VERB" and at_work and m.head.dep_.startswith(("nsubj", "obj")) else None


def site_that_is_made(m: Mention) -> bool | None:
    """«строительство завода», «филиал открылся», «действует центр»."""
    if m.sort not in ("site", "large"):
        return None
    if placed(m):
        return True if m.sort == "site" and _land_for(m) else None
    if m.sort == "large" and not facts.governed(m, "build", "create"):
        return None
    by_itself = m.around.acts and facts.governed(m, "begun")
    prepared = (m.named or m.capital or m.head.text.isupper()) and facts.governed(m, "prepare")
    hastened = facts.governed(m, "ongoing") and (m.around.close("build") or m.around.above[0].pos_ == "VERB")
    launched = (m.named or facts.line(m)) and facts.governed(m, "begun")
    return True if facts.governed(m, *MAKING) or by_itself or hastened or prepared or launched else None


def _land_for(m: Mention) -> bool:
    """«участок для туристического кластера», «земля под строительство завода»: what land is given for."""
    land = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "plot"})
    clear = bool(m.row["sector"]) or m.named
    return clear and not m.bare and not m.plural and any(t.lemma_ in land for t in m.around.above[:NOUNS])


def site_of_a_project(m: Mention) -> bool | None:
    """«реализация проекта Камбаратинской ГЭС-1»: with a name of its own, right after the word for a project."""
    over = m.around.above[0] if m.around.above else None
    if m.sort != "site" or over is None:
        return None
    if over.lemma_ not in _words_for_projects(m.ctx.adapter.code) or placed(m) or _of_a_firm(m):
        return None
    return True if m.named or m.capital or m.codes or m.around.says("agree", "begun", "ongoing", "force") else None


@functools.cache
def _words_for_projects(code: str) -> frozenset[str]:
    """The phrases of `LANG/projects` that name a project as such."""
    return frozenset(row["phrase"] for row in frames.rows(f"{code}/{KIND}") if row["class"] == "project")


def _of_a_firm(m: Mention) -> bool:
    """«управляющая компания проекта ГЭС «Север»»: a firm is named by its project."""
    firms = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "firm"})
    return len(m.around.above) > 1 and m.around.above[1].lemma_ in firms


def site_that_partners_join(m: Mention) -> bool | None:
    """«партнерство в портах Актау и Курык»: with a name of its own, where somebody is to take part."""
    proper = any(t.pos_ == "PROPN" for t in m.ctx.doc[m.head.i + 1 : m.j]) or m.named
    return True if m.sort in ("site", "large") and proper and facts.governed(m, "join") else None


def listed_as_a_project(m: Mention) -> bool | None:
    """«участвуют в проектах, включая ТЭЦ-3», «пакет проектов: три плотины»: one of those that a list names."""
    if m.sort not in LISTED or (m.bare and not m.head.text.isupper()):
        return None
    if m.sort == "process" and not m.complement:
        return None
    kinds = [h for h in m.ctx.frames(f"{m.ctx.adapter.code}/{KIND}") if h.row["class"] in ("project", "joint")]
    over = next((h for h in reversed(kinds) if m.sentence.start <= h.i < h.j < m.i), None)
    if over is None:
        return None
    between = m.ctx.doc[over.j : m.i]
    led = any(t.text == ":" or "among" in stages.classes(m.ctx, t) for t in between)
    if m.sort in ("work", "process"):  # «обсуждены проекты и перспективы, включая добычу нефти»: of the last noun only
        led = any("among" in stages.classes(m.ctx, t) for t in between[:2]) or any(t.text == ":" for t in between[:1])
        before = m.ctx.doc[m.i - 1]
        led = led and (before.text in ",:" or before.pos_ == "CCONJ" or "among" in stages.classes(m.ctx, before))
    told = any(clauses.finite(t) for t in between if t.i > over.j and t.pos_ != "AUX")
    return True if led and (not told or ":" in between.text) else None


def work_on_something(m: Mention) -> bool | None:
    """«строительство жилых объектов»: the work makes the name."""
    if m.sort != "generic" or work_before(m) is None:
        return None
    return True if m.attributes or (m.complement and facts.in_a_document(m) is not None) else None


def work_by_itself(m: Mention) -> bool | None:
    """«разработка месторождений бассейна Каратау» where somebody agrees, plans or begins it."""
    if m.sort != "deed" or not m.complement or (m.bare and not m.named):
        return None
    in_document = facts.in_a_document(m) is not None
    return True if in_document or m.around.says("agree", "propose", "begun", "join") else None


def work_that_is_set_up(m: Mention) -> bool | None:
    """«запуск производства трансформаторов», «локализация выпуска автобусов»."""
    if m.sort != "work" or placed(m) or not (m.complement or telling(m)):
        return None
    at_work = m.around.acts and facts.governed(m, "run") and bool(project_places.place(m))
    set_up = at_work or facts.governed(m, "create", "begun", "ongoing")
    set_up = set_up or (m.complement and facts.governed(m, "develop"))
    set_up = set_up or (m.complement and facts.governed(m, "build") and facts.in_a_document(m) is not None)
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word", **{"class": "deed"})
    return True if set_up or m.attributes & words else None


ACCEPT = (
    known_to_everybody,
    known_field,
    project_with_a_name,
    project_of_making,
    projects_of_one_field,
    site_that_is_made,
    site_of_a_project,
    site_that_partners_join,
    listed_as_a_project,
    work_on_something,
    work_by_itself,
    work_that_is_set_up,
)


def telling(m: Mention) -> bool:
    """An attribute that tells what is made («молочное производство», not «новое производство»)."""
    plain = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "plain"})
    return any(t.pos_ == "ADJ" and t.lemma_ not in plain for t in m.ctx.doc[m.i : m.head.i])


def placed(m: Mention) -> bool:
    """It is where something takes place («на заводе начали выпуск»)."""
    before = m.ctx.doc[m.i - 1] if m.i > m.sentence.start else None
    return before is not None and before.pos_ == "ADP"


def something_else(m: Mention) -> bool:
    """«агропромышленный комплекс», «центр внимания»."""
    return any(h.i <= m.head.i < h.j for h in m.ctx.frames(f"{m.ctx.adapter.code}/not_projects"))


def nameless(m: Mention) -> bool:
    """The bare word («строительство завода»), unless its measure or place follows; abbreviations say more («АЭС»)."""
    if not m.bare or m.head.text.isupper() or m.sort in KNOWN:
        return False
    after = m.ctx.doc[m.j] if m.j < m.sentence.end else None
    told = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "told"})
    clause = m.ctx.doc[m.j + 1] if after is not None and after.text == "," and m.j + 1 < m.sentence.end else after
    measured = after is not None and (after.lemma_ in told or _participle(clause))
    clear = m.sort in ("site", "large") and m.row["sector"] and not m.row["sector"].endswith(facts.UNLESS)
    told_apart = bool(project_places.place(m)) or project_places.leads(m) or _made_by_both(m)
    return not measured and not (clear and told_apart)


def _made_by_both(m: Mention) -> bool:
    """«планирует совместно с Вьетнамом создать университет»: what a side makes together with another one."""
    near = m.ctx.doc[max(m.sentence.start, m.i - NEAR) : m.i]
    jointly = frames.words(f"{m.ctx.adapter.code}/joint_words", "word", **{"class": "jointly"})
    return facts.governed(m, "create", "build") and any(t.lemma_ in jointly for t in near) and not m.plural


def _participle(token: Token | None) -> bool:
    """What follows tells it apart («газопровод, соединяющий два моря»)."""
    return token is not None and token.morph.get("VerbForm", []) == ["Part"] and attribute(token)


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
    if m.sort in KNOWN:
        return False
    known = {*m.ctx.parties, *facts.states_of(m, facts.beside(m)), m.ctx.home} - {""}
    alone = len(known) < PAIR and not _with_partners(m) and not _long_line(m)
    return alone or (_own_deed(m) and not _long_line(m)) or not facts.together(m)


def _long_line(m: Mention) -> bool:
    """«железная дорога Карс-Игдыр-Нахичеван-Иран»: a line with so many ends that it leads abroad."""
    return facts.line(m) and sum(len(t.text.split("-")) for t in m.span if "-" in t.text) >= ENDS


def _with_partners(m: Mention) -> bool:
    """«который мы реализуем совместно с партнерами»: somebody else takes part, though no state is named."""
    if facts.foreign_investor(m.sentence) or (facts.in_a_document(m) is not None and facts.foreign_company(m.sentence)):
        return True
    words = f"{m.ctx.adapter.code}/joint_words"
    jointly, sides = (frames.words(words, "word", **{"class": sort}) for sort in ("jointly", "side"))
    return any(t.lemma_ in jointly for t in m.sentence) and any(t.lemma_ in sides for t in m.sentence)


def _own_deed(m: Mention) -> bool:
    """«Чили начала добычу меди», «глава Чили открыл госпиталь»: the only state of the sentence does it by itself."""
    named = facts.states_of(m, m.sentence)
    verbs = {t.i for t in m.around.above if t.pos_ == "VERB"}
    doers = {t.i for t in m.sentence if t.dep_.startswith("nsubj") and t.head.i in verbs and t.i not in facts.above(m)}
    own = any(
        m.sentence.start <= s.i < m.sentence.end and s.form in ("name", "abbreviation", "adjective")
        and ({s.i} | {a.i for a in m.ctx.doc[s.i].ancestors}) & doers
        for s in m.ctx.states
    )  # fmt: skip
    return len(named) == 1 and own and not facts.joined(m, m.sentence)


def several_in_general(m: Mention) -> bool:
    """«открытие памятников выдающимся людям»: a plural without a place, a name or a word for mutual work."""
    if not m.plural or m.sort not in ("site", "large") or m.named or m.codes or project_places.place(m):
        return False
    if facts.in_a_document(m) or any(t.pos_ == "ADP" for t in m.ctx.doc[m.head.i + 1 : m.j]):
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


def meant_in_general(m: Mention) -> bool:
    """«опыт строительства метро», «сотрудничество в сфере строительства железных дорог»."""
    moot = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "moot"})
    return not m.named and not m.capital and any(t.lemma_ in moot for t in m.around.above[:2])


VETOES = (
    something_else,
    meant_in_general,
    nameless,
    in_a_title,
    name_of_a_body,
    line_between_ends,
    several_in_general,
    one_of_its_members,
    numbered_stock,
    domestic,
)
