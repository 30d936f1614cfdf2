"""How far a project has come: proposed, planned, under construction, running; and what a text leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.vocabulary import ProjectStage
from servanda.reading import frames, stages
from servanda.reading.project_facts import (
    GOVERNING,
    attributes_before,
    governed,
    governing,
    has,
    in_a_document,
    lead_of_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from servanda.reading.mentions import Mention


def under_construction(m: Mention) -> ProjectStage | None:
    """«строящийся центр», «создаваемый на базе института центр», «завод, заложенный в июне»."""
    beside = [*m.around.attributes, *m.around.relative, *attributes_before(m)]
    now = [t for t in beside if _present(t) and has(m, t, "build", "create")]
    begun = [t for t in beside if has(m, t, "begun") and not stages.ahead(t)]
    return "building" if now or begun else None


def going_on(m: Mention) -> ProjectStage | None:
    """«ход строительства», «договорились ускорить строительство»: it presumes that work has begun."""
    if not any(has(m, t, "ongoing") for t in _chain(m)):
        return None
    if _celebrated(m):
        return "running"
    return None if _finished(m) else "building"


def _celebrated(m: Mention) -> bool:
    """«церемония окончания строительства аэропорта»."""
    feast = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "feast"})
    over = [t for t in m.around.above if t.pos_ == "NOUN"]
    return any(t.lemma_ in feast for t in over) and any(has(m, t, "closing") for t in over)


def begun_by_itself(m: Mention) -> ProjectStage | None:
    """«филиал начал работу», «действует центр»."""
    verb = m.around.verb
    if not m.around.acts or verb is None or stages.ahead(verb):
        return None
    return "running" if governed(m, "run", "begun") else None


def provides(m: Mention) -> ProjectStage | None:
    """«проект «Сила Сибири – 2» предполагает поставку газа»: what is still on paper."""
    verb = m.around.verb
    return "planned" if m.sort == "project" and m.around.acts and verb is not None and has(m, verb, "agree") else None


def carried_out(m: Mention) -> ProjectStage | None:
    """«реализация совместных проектов: строительство АЭС и моста»: one of several that are being carried out."""
    ctx = m.ctx
    heads = {h.i for h in ctx.frames(f"{ctx.adapter.code}/projects") if h.row["class"] in ("project", "joint")}
    marks = [t.i for t in m.sentence if t.i < m.i and (t.text == ":" or "among" in stages.classes(ctx, t))]
    over = [t for n in heads for t in ctx.doc[max(m.sentence.start, n - 1) : n] if marks and n < marks[-1]]
    return "building" if any("begun" in stages.classes(ctx, t) for t in over) else None


def listed_below(m: Mention) -> ProjectStage | None:
    """An item of a list in paragraphs, under a line that proposes or plans."""
    sorts = {sort for token in lead_of_list(m) or () for sort in stages.classes(m.ctx, token)}
    return "proposed" if "propose" in sorts else "planned" if "agree" in sorts else None


def planned(m: Mention) -> ProjectStage | None:
    """«прорабатывается вопрос строительства», «будет установлен памятник», «подготовка проекта»."""
    if _famous(m):
        return None
    prepared = m.around.close("prepare") or (m.around.verb is not None and has(m, m.around.verb, "prepare"))
    return "planned" if m.around.says("agree") or m.around.future or prepared else None


def proposed(m: Mention) -> ProjectStage | None:
    """«предложил построить завод», «пригласил к партнерству в порту»."""
    return "proposed" if m.around.says("propose") and not _famous(m) else None


def _famous(m: Mention) -> bool:
    """«проект «Северный поток»»: what everybody knows to be there."""
    return any(
        m.i <= h.i and h.j <= m.j and h.row["class"] == "famous" for h in m.ctx.frames(f"{m.ctx.adapter.code}/projects")
    )


def being_made(m: Mention) -> ProjectStage | None:
    """«ведется строительство», «участвуют в реализации проекта», «общим делом остается модернизация дороги»."""
    verb = m.around.verb
    if verb is not None and has(m, verb, "propose", "price"):
        return None  # «модернизация может начаться», «проект оценивается в миллиард»
    if any(t.pos_ == "VERB" and _present(t) and has(m, t, "build", "create") for t in governing(m)):
        return "building"
    if m.around.says("begun") and not m.around.infinitive:
        return "building"
    lasting = verb is not None and _present(verb) and verb.morph.get("VerbForm", []) == ["Fin"]
    return "building" if lasting and governed(m, "build") else None


def used(m: Mention) -> ProjectStage | None:
    """«в рамках проекта»."""
    return "running" if m.around.close("force") and not governed(m, "build") else None


def opened(m: Mention) -> ProjectStage | None:
    """«завод введен в строй», «состоялось открытие филиала», «отмечено создание школы»."""
    verb = m.around.verb
    done = verb is not None and stages.told(verb)
    return "running" if done and governed(m, "run", "create") and not _spoken_of(m) and not _among(m) else None


def _among(m: Mention) -> bool:
    """«высоко оценили сотрудничество, включая создание зоны»: what a list names by the way."""
    noun = m.around.above[0] if m.around.above else m.head
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun.i > m.sentence.start and "among" in stages.classes(m.ctx, m.ctx.doc[noun.i - 1])


def _spoken_of(m: Mention) -> bool:
    """«рассказал об открытии филиала»: a noun after a preposition that need not have happened."""
    noun = m.around.above[0] if m.around.above else None
    about = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "about"})
    return noun is not None and noun.pos_ == "NOUN" and any(t.lemma_ in about for t in noun.children)


def set_going(m: Mention) -> ProjectStage | None:
    """«запуск завода является новым шагом»: told as a fact of the present."""
    verb = m.around.verb
    lasting = verb is not None and _present(verb) and verb.morph.get("VerbForm", []) == ["Fin"]
    noun = bool(m.around.above) and m.around.above[0].pos_ == "NOUN" and has(m, m.around.above[0], "run")
    return "running" if noun and lasting else None


def everybody_knows(m: Mention) -> ProjectStage | None:
    """«Северный поток – 2», «проекты на Кашагане» where nothing more is said."""
    if m.sort == "field":
        built = any(has(m, t, "build") for t in m.ctx.doc[m.sentence.start : m.i])
        return "building" if built else "running"
    return "building" if _famous(m) else None


def works_anyway(m: Mention) -> ProjectStage | None:
    """«обсуждены проекты на Кашагане»: a field that is worked anyway, unless its extension is spoken of."""
    extended = any(has(m, t, "build", "prepare", "propose") for t in m.around.above[:1])
    return everybody_knows(m) if m.sort == "field" and not extended else None


def learned_from(m: Mention) -> ProjectStage | None:
    """«используя опыт строительства ГЭС «Север»»: what has been built already."""
    moot = frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": "past_work"})
    return "running" if any(t.lemma_ in moot for t in m.around.above[:GOVERNING]) and governed(m, "build") else None


STAGES: tuple[Callable[[Mention], ProjectStage | None], ...] = (
    works_anyway,
    learned_from,
    in_a_document,
    begun_by_itself,
    under_construction,
    going_on,
    provides,
    planned,
    proposed,
    carried_out,
    being_made,
    used,
    opened,
    set_going,
    listed_below,
    everybody_knows,
)


def _chain(m: Mention) -> list[Token]:
    """The words around as long as each tells of a thing's life, a wish or plan between them passed over."""
    out: list[Token] = []
    for token in m.around.above:
        if not stages.classes(m.ctx, token):
            break
        out.append(token)
    return [*out, *(child for t in out for child in t.children if child.i < t.i), *governing(m)]


def _present(token: Token) -> bool:
    """A present tense, or a participle or adjective of the present («строящийся»)."""
    if token.morph.get("Tense", []) == ["Pres"]:
        return True
    return token.pos_ == "ADJ" and not token.morph.get("VerbForm", [])


def _finished(m: Mention) -> bool:
    """«строительство завершено»."""
    verb = m.around.verb
    return verb is not None and "run" in stages.classes(m.ctx, verb) and stages.told(verb)
