"""What speaks against a mention being an event: small named conditions, in order."""

from __future__ import annotations

from servanda.reading import attendance, event_status, frames, happenings
from servanda.reading import event_company as company
from servanda.reading import event_identity as identity
from servanda.reading import parties as about
from servanda.reading.happenings import Mention

NEAR = 12  # tokens around «открыть» in which stands what is opened
FULL_DATE = 10  # characters


def many_in_general(m: Mention) -> bool:
    """«визиты», «встречи на высшем уровне»: a plural that names nobody and no day."""
    plural = m.sort == "noun" and m.head.morph.get("Number", []) == ["Plur"]
    only_plural = frames.words(f"{m.ctx.adapter.code}/plural_events", "word")
    if not plural or m.head.lemma_ in only_plural:
        return False
    if m.type == "visit" or (event_status.over(m) and not m.periods):
        return True
    return not m.names and not m.partners and not any(len(p.edtf) == FULL_DATE for p in m.periods)


def going_on(m: Mention) -> bool:
    """«ведутся переговоры», «получили консультации»: a process or a service on no day."""
    words = frames.words(f"{m.ctx.adapter.code}/event_processes", "word")
    return m.verb is not None and m.sort == "noun" and m.verb.lemma_ in words and not m.periods


def denied(m: Mention) -> bool:
    """«не посетил», «встреча не состоялась»."""
    above = [m.verb] if m.verb is not None else []
    if m.sort == "noun":  # «это не первый визит»
        above += [m.head, *(t for t in m.head.children if t.dep_ == "amod")]
    return any(t.dep_ == "advmod" and t.morph.get("Polarity", []) == ["Neg"] for verb in above for t in verb.children)


def by_habit(m: Mention) -> bool:
    """«регулярно посещает Ригу»: no one journey or meeting."""
    words = frames.words(f"{m.ctx.adapter.code}/event_habits", "word")
    if m.type not in happenings.OF_THE_DAY:
        return False
    return m.verb is not None and any(t.dep_ == "advmod" and t.lemma_ in words for t in m.verb.children)


def called_off(m: Mention) -> bool:
    """«перенос саммита и визита», «визит отложен»."""
    words = frames.words(f"{m.ctx.adapter.code}/called_off", "word")
    above = [t.lemma_ for t in (*m.head.children, *m.head.ancestors)][:16]
    before: list[str] = []
    for token in reversed(m.ctx.doc[max(m.clause[0], m.hit.i - NEAR) : m.hit.i]):
        if token.pos_ == "VERB":
            break
        before.append(token.lemma_)
    return any(lemma in words for lemma in (*above, *before))


def goes_without_a_person(m: Mention) -> bool:
    """«посетить» and «прибыть» of tourists, trains and goods; «он посетил» is the guest's."""
    if m.sort != "go" or m.people or m.delegation:
        return False
    verbs = [m.verb, m.verb.head] if m.verb is not None and m.verb.dep_ == "conj" else [m.verb]
    subjects = [t for verb in verbs if verb is not None for t in verb.children if t.dep_ == "nsubj"]
    return not any(t.pos_ == "PRON" and t.morph.get("Person", []) == ["3"] for t in subjects)


def greets_nobody_named(m: Mention) -> bool:
    """«поздравил победителей», «поздравили команду»: a message between states names both."""
    own = {p.state for name in m.names if (p := m.ctx.people.named(name)) is not None}
    others = [code for code in m.states if code not in own]
    return m.type == "telegram" and m.sort == "verb" and len(m.names) + len(others) < 2


def invited_by_nobody(m: Mention) -> bool:
    """«принял приглашение и посетил»: an invitation counts where host and guest are known."""
    last = m.ctx.doc[m.hit.j - 1]
    return m.type == "invitation" and last.pos_ == "NOUN" and len(m.names) < 2 and m.hit.j - m.hit.i == 2


def only_possible(m: Mention) -> bool:
    """An infinitive without plan or proposal: it is said of no event."""
    return (
        m.verb is not None
        and m.sort != "noun"
        and m.verb.morph.get("VerbForm", []) == ["Inf"]
        and m.status == "happened"
    )


def once_meant(m: Mention) -> bool:
    """«раньше планировал посетить»: what was meant and did not come about."""
    verb = m.verb.head if m.sort == "go" and m.verb is not None else None
    planned = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "planned"})
    past = verb is not None and verb.morph.get("Tense", []) == ["Past"] and verb.morph.get("Aspect", []) == ["Imp"]
    return past and verb is not None and verb.lemma_ in planned and verb.morph.get("Voice", []) == ["Act"]


def in_the_conditional(m: Mention) -> bool:
    """«если бы посетил», «состоялась бы»: it did not take place."""
    particles = frames.words(f"{m.ctx.adapter.code}/clause_words", "word", role="conditional")
    return m.verb is not None and any(t.norm_ in particles for t in m.ctx.doc[slice(*m.clause)] if t.head.i == m.verb.i)


def signs_nothing(m: Mention) -> bool:
    """A signing whose clause names no document."""
    if m.type != "signing":
        return False
    i, j = m.clause
    documents = frames.words(f"{m.ctx.adapter.code}/documents", "word")
    return not any(t.lemma_ in documents for t in m.ctx.doc[i:j])


def opens_nothing_in_particular(m: Mention) -> bool:
    """«открывает возможности», «запуск процесса», «открыл мероприятие»: nothing with a name or place is opened."""
    if m.type != "opening":
        return False
    i, j = max(m.clause[0], m.hit.i - NEAR), min(m.clause[1], m.hit.j + NEAR)
    things = frames.words(f"{m.ctx.adapter.code}/openable", "word")
    posts = {n for r in attendance.around(m) for n in range(r.first, r.j)}
    return not any(t.lemma_ in things and t.i not in posts for t in m.ctx.doc[i:j])


def without_anybody(m: Mention) -> bool:
    """A meeting or ceremony of nobody known, in a document about no two states; a show with a place or day counts."""
    if m.people or m.states or m.partners or m.delegation or m.body or len(m.ctx.parties) > 1:
        return False
    shown = m.type in attendance.SHOWS - {"opening"} and (m.place or m.periods or identity.told(m))
    shown = shown or (m.type == "session" and m.place and m.periods)
    return not (shown and m.ctx.parties)


def part_of_another(m: Mention) -> bool:
    """«первое заседание саммита», «церемония встречи»: the greater event is the one that counts."""
    if (
        m.type in ("meeting", "signing")
        and m.head.dep_ == "nmod"
        and m.head.head.i == m.head.i - 2 + (m.ctx.doc[m.head.i - 1].i == m.head.head.i)
    ):
        governing = [h for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.i <= m.head.head.i < h.j]
        if governing and governing[0].row["type"] == "ceremony":
            return True
    greater = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.row["type"] in ("summit", "forum")}
    return (
        m.type in ("session", "meeting", "talks", "opening")
        and m.sort == "noun"
        and bool(greater & {m.hit.j, m.hit.j + 1})
    )


def light_talk(m: Mention) -> bool:
    """«Президенты обсудили …» counts only where no talks, meeting or session is named."""
    if m.sort != "talk" or len(m.people) > 1 or (m.people and (m.partners or attendance.met(m))):
        return False
    named = any(
        h.row["type"] in happenings.MEETINGS and h.row["class"] not in ("talk", "receive")
        for h in m.ctx.frames(f"{m.ctx.adapter.code}/events")
    )
    return named or about.collective_at(m.ctx, *m.clause) != "both"


def receives_nobody(m: Mention) -> bool:
    """«принять участие», «принять решение»: a meeting only where a person is received."""
    return m.sort == "receive" and attendance.received(m) is None and not company.received_group(m)


def opens_an_event(m: Mention) -> bool:
    """«открыли выставку», «открыл форум»: the event itself counts, not its opening."""
    if m.type != "opening" or m.sort != "verb":
        return False
    i, j = m.clause
    shows = ("exhibition", "forum", "summit", "session", "performance", "meeting", "talks")
    return any(h.row["type"] in shows and i <= h.i < j for h in m.ctx.frames(f"{m.ctx.adapter.code}/events"))


def nothing_handed_over(m: Mention) -> bool:
    """«передать» of words, rights and greetings: an event only on a day that is named."""
    return m.sort == "gift" and not any(len(p.edtf) == 10 or p.kind == "instant" for p in m.periods)


def told_by_its_verb(m: Mention) -> bool:
    """«прибыл в Ригу с визитом»: verb and noun tell of one visit."""
    goes = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.row["class"] == "go"}
    return m.type == "visit" and m.sort == "noun" and m.verb is not None and m.verb.i in goes


def only_proposed_opening(m: Mention) -> bool:
    """What is to be opened one day is a commitment."""
    return m.type == "opening" and m.status == "proposed"


def only_mentioned(m: Mention) -> bool:
    """«статус партнера выставки»: the event serves another noun that carries no event."""
    if m.sort != "noun" or m.type not in ("exhibition", "forum", "summit", "performance") or m.head.dep_ != "nmod":
        return False
    above = m.head.head
    carriers = frames.words(f"{m.ctx.adapter.code}/event_carriers", "word")
    if m.periods or above.lemma_ in frames.words(
        f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "planned"}
    ):
        return False  # «подготовка саммита», «программа форума 5 мая»
    event_words = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events")}
    return (
        above.pos_ == "NOUN"
        and above.lemma_ not in carriers
        and above.i not in event_words
        and m.head.morph.get("Case", []) == ["Gen"]
        and above.i < m.head.i
    )


def hoped_for(m: Mention) -> bool:
    """«за скорейшее открытие моста»: an opening that no verb tells of."""
    if m.type != "opening" or m.sort != "noun" or m.periods or m.head.morph.get("Case", []) == ["Nom"]:
        return False
    told = m.verb is not None and m.verb.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_status", "phrase")
    return not told and not attendance.attends(m)


def named_in_a_paper(m: Mention) -> bool:
    """«план консультаций», «соглашение о переговорах»: a paper about meetings."""
    papers = frames.words(f"{m.ctx.adapter.code}/documents", "word")
    carriers = frames.words(f"{m.ctx.adapter.code}/event_carriers", "word")
    about_it = m.sort == "noun" and m.type in happenings.MEETINGS and m.head.dep_ == "nmod"
    if attendance.at_it(m.ctx, m.head):
        return False
    return about_it and m.head.head.lemma_ in papers - carriers and m.head.head.i < m.head.i


def inside_a_title(m: Mention) -> bool:
    """«Международная выставка» inside a longer name, «группа встреч»: the word serves another noun."""
    head = m.head
    if m.sort != "noun" or head.dep_ != "nmod" or head.morph.get("Case", []) != ["Gen"]:
        return False
    above = head.head
    carriers = frames.words(f"{m.ctx.adapter.code}/event_carriers", "word")
    return (
        above.pos_ in ("NOUN", "PROPN")
        and above.lemma_ not in carriers
        and above.i == head.i - 1
        and above.lemma_ in frames.words(f"{m.ctx.adapter.code}/event_topics", "word")
    )


VETOES = (
    many_in_general,
    going_on,
    denied,
    by_habit,
    called_off,
    goes_without_a_person,
    only_possible,
    once_meant,
    in_the_conditional,
    greets_nobody_named,
    invited_by_nobody,
    signs_nothing,
    opens_nothing_in_particular,
    without_anybody,
    part_of_another,
    light_talk,
    receives_nobody,
    opens_an_event,
    nothing_handed_over,
    told_by_its_verb,
    only_proposed_opening,
    only_mentioned,
    hoped_for,
    inside_a_title,
    named_in_a_paper,
)
