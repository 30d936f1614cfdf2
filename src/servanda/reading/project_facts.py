"""What a text says about a project: how far it has come, whose it is, where, and of which sector."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from servanda.model.vocabulary import TOPICS, ProjectStage, Topic
from servanda.reading import frames, names, sectors, stages
from servanda.reading.groups import attribute, case_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.mentions import Mention

GOVERNING = 2  # words above that speak of the thing itself
BESIDE = 8  # tokens within which the place of a thing is named
MOST_PARTIES = 4
TITLE = 6  # words above among which a document may govern it


def governed(m: Mention, *sorts: str) -> bool:
    """Whether one of the words right above, or an attribute or relative clause, has one of those classes."""
    return any(not set(stages.classes(m.ctx, t)).isdisjoint(sorts) for t in _governing(m))


def _governing(m: Mention) -> list[Token]:
    s = m.around
    above = [t for n, t in enumerate(s.above[:GOVERNING]) if n or not s.acts or _does(m, t)]
    return [*above, *s.attributes, *s.relative, *_attributes_before(m)]


def _does(m: Mention, verb: Token) -> bool:
    return not set(stages.classes(m.ctx, verb)).isdisjoint(stages.DEEDS)


def _attributes_before(m: Mention) -> list[Token]:
    """Participles that agree with the name and stand before it, their own complements between left aside."""
    doc, found = m.ctx.doc, []
    for n in range(m.i - 1, max(m.sentence.start, m.i - BESIDE) - 1, -1):
        token = doc[n]
        if token.text in ",;:" or token.morph.get("VerbForm", []) == ["Fin"]:
            break
        if attribute(token) and case_of(token) == case_of(m.head) and token.head.i == m.head.i:
            found.append(token)
    return found


def made_of_late(m: Mention) -> bool:
    """«новый мост» with a word of making farther above in its clause."""
    return m.named and m.around.close("create", "build", "run")


# -- whether several states have to do with it --------------------------------------------------------------------------


def together(m: Mention) -> bool:
    """Two states in its name, or something of another side in its sentence and the one before, else in its paragraph.

    A sentence that speaks of one state alone is of that state's own affairs.
    """
    if len(names.codes(m.ctx, m.i, m.j)) >= 2:
        return True
    start, end = m.ctx.paragraph(m.head.idx)
    before = m.ctx.sentence(max(start, m.sentence.start_char - 2)) if m.sentence.start_char > start else m.sentence
    near = m.ctx.doc[before.start : m.sentence.end]
    if _shared(m, near):
        return True
    if _states(m, near):
        return False
    return _shared(m, m.ctx.span(start, end))


def _shared(m: Mention, span: Span) -> bool:
    """Another state than the home state, a word for joint work or for partners, or a company in foreign letters."""
    home = m.ctx.side_at(m.span.start_char) or m.ctx.home or "".join(m.ctx.parties[:1])
    if any(code != home for code in _states(m, span)):
        return True
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word")
    return any(t.lemma_ in words for t in span) or _foreign_company(span)


def _foreign_company(span: Span) -> bool:
    """A name of two words in foreign letters («Jiangsu SOHO Holdings»), or one in quotation marks («Masdar»)."""
    foreign = [t for t in span if len(t.text) > 2 and t.text[0].isascii() and t.text[0].isupper() and t.text.isalpha()]
    return any(
        (t.i + 1 < len(t.doc) and t.nbor(1) in foreign) or (t.i > 0 and t.nbor(-1).text in "«\"“„") for t in foreign
    )


def _states(m: Mention, span: Span) -> tuple[str, ...]:
    """Codes of the states and blocs named in a span, by themselves or by a city or region, in order."""
    found = [
        (s.i, code)
        for s in m.ctx.states
        if span.start <= s.i < span.end and s.sort != "region" and not (s.quoted and s.form == "capital")
        for code in s.codes
    ]
    found += [(p.i, p.code) for p in m.ctx.places if span.start <= p.i < span.end and p.code and not p.quoted]
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


# -- how far it has come ------------------------------------------------------------------------------------------------


def in_a_document(m: Mention) -> ProjectStage | None:
    """«меморандум о строительстве завода»: what a document provides for is planned."""
    heads = {names.head_of(m.ctx, h).i for h in m.ctx.frames(f"{m.ctx.adapter.code}/instruments")}
    over = any(t.i in heads for t in m.around.above[:TITLE])
    before = any(n in heads for n in range(m.sentence.start, m.i)) and not m.around.close("begun", "ongoing")
    return "planned" if over or before else None


def going_on(m: Mention) -> ProjectStage | None:
    """«ход строительства», «договорились ускорить строительство»: it presumes that work has begun."""
    nouns = m.around.close("ongoing") and m.around.close("build", "ongoing") and not _finished(m)
    return "building" if nouns and (m.around.close("build") or m.sort == "project") else None


def begun_by_itself(m: Mention) -> ProjectStage | None:
    """«филиал начал работу», «действует центр»."""
    verb = m.around.verb
    if not m.around.acts or verb is None or stages.ahead(verb):
        return None
    return "running" if governed(m, "run", "begun") else None


def planned(m: Mention) -> ProjectStage | None:
    """«прорабатывается вопрос строительства», «будет установлен памятник», «подготовка проекта»."""
    return "planned" if m.around.says("agree") or m.around.future or m.around.close("draft") else None


def proposed(m: Mention) -> ProjectStage | None:
    """«предложил построить завод», «пригласил к партнерству в порту»."""
    return "proposed" if m.around.says("propose") else None


def being_made(m: Mention) -> ProjectStage | None:
    """«строящийся центр», «ведется строительство», «участвуют в реализации проекта»."""
    now = [t for t in _governing(m) if _present(t) and set(stages.classes(m.ctx, t)) & {"build", "create"}]
    if now:
        return "building"
    return "building" if m.around.says("begun") and not m.around.infinitive else None


def used(m: Mention) -> ProjectStage | None:
    """«в рамках проекта»."""
    return "running" if m.around.close("force") else None


def opened(m: Mention) -> ProjectStage | None:
    """«завод введен в строй», «состоялось открытие филиала», «отмечено создание школы»."""
    verb = m.around.verb
    done = verb is not None and stages.told(verb)
    return "running" if done and governed(m, "run", "create") or (done and m.around.close("build") and _is_over(verb)) else None


def _is_over(verb: Token | None) -> bool:
    """A perfective past of the building itself («построен»)."""
    return verb is not None and verb.morph.get("Aspect", []) == ["Perf"]


STAGES = (in_a_document, begun_by_itself, going_on, planned, proposed, being_made, used, opened)


def _present(token: Token) -> bool:
    """A present tense, or a participle or adjective of the present («строящийся»)."""
    if token.morph.get("Tense", []) == ["Pres"]:
        return True
    return token.pos_ == "ADJ" and not token.morph.get("VerbForm", [])


def _finished(m: Mention) -> bool:
    """«строительство завершено»."""
    verb = m.around.verb
    return verb is not None and "run" in stages.classes(m.ctx, verb) and stages.told(verb)


# -- whose it is, where, of which sector ----------------------------------------------------------------------------------


def parties(m: Mention) -> tuple[str, ...]:
    """The states of its name, else of its sentence; the document's two where those name one of them or none."""
    own = names.codes(m.ctx, m.i, m.j, capitals=True)
    named = own if len(own) >= 2 else _states(m, m.ctx.doc[m.sentence.start : m.sentence.end])
    if 2 <= len(named) <= MOST_PARTIES:
        return named
    if len(named) == 1:
        return names.completed(m.ctx, named[0])
    return names.everybody(m.ctx, m.i)


def sector(m: Mention) -> Topic:
    """The sector that its head word tells, else the words of its name, else those around."""
    if m.row["sector"]:
        return TOPICS[TOPICS.index(cast("Topic", m.row["sector"]))]
    return sectors.sector(m.ctx, m.span.start_char, m.span.end_char)


def place(m: Mention) -> str:
    """The nearest city or region beside it, else the state that follows it after a preposition; `""` where none is named."""
    sent = m.sentence
    near = [p for p in m.ctx.places if max(sent.start, m.i - BESIDE) <= p.i and p.j <= min(sent.end, m.j + BESIDE)]
    if near:
        return min(near, key=lambda p: (min(abs(p.i - m.j), abs(m.i - p.j)), p.i)).name
    behind = (s for s in m.ctx.states if m.j < s.i <= m.j + 3 and s.form in ("name", "abbreviation"))
    state = next(behind, None)
    after = m.ctx.doc[m.j].pos_ == "ADP" if m.j < sent.end else False
    return state.codes[0] if state is not None and after else ""
