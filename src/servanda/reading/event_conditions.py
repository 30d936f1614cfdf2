"""What speaks against a mention being an event: small named conditions, in order."""

from __future__ import annotations

from servanda.reading import attendance, frames, happenings
from servanda.reading import parties as about
from servanda.reading.happenings import Mention


def many_in_general(m: Mention) -> bool:
    """«визиты», «встречи на высшем уровне»: a plural that names nobody and no day."""
    plural = m.sort == "noun" and m.head.morph.get("Number", []) == ["Plur"]
    only_plural = frames.words(f"{m.ctx.adapter.code}/plural_events", "word")
    if not plural or m.head.lemma_ in only_plural:
        return False
    return m.type == "visit" or (not m.names and not any(len(p.edtf) == 10 for p in m.periods))


def denied(m: Mention) -> bool:
    """«не посетил», «встреча не состоялась»."""
    return m.verb is not None and any(
        t.dep_ == "advmod" and t.morph.get("Polarity", []) == ["Neg"] for t in m.verb.children
    )


def called_off(m: Mention) -> bool:
    """«перенос саммита», «визит отложен»."""
    words = frames.words(f"{m.ctx.adapter.code}/called_off", "word")
    near = [t.lemma_ for t in (*m.head.ancestors, *m.head.children)][:8]
    return any(lemma in words for lemma in near)


def goes_without_a_person(m: Mention) -> bool:
    """«посетить» and «прибыть» of tourists, trains and goods."""
    return m.sort == "go" and not m.people


def only_possible(m: Mention) -> bool:
    """An infinitive without plan or proposal: it is said of no event."""
    return (
        m.verb is not None
        and m.sort != "noun"
        and m.verb.morph.get("VerbForm", []) == ["Inf"]
        and m.status == "happened"
    )


def signs_nothing(m: Mention) -> bool:
    """A signing whose clause names no document."""
    if m.type != "signing":
        return False
    i, j = m.clause
    documents = frames.words(f"{m.ctx.adapter.code}/documents", "word")
    return not any(t.lemma_ in documents for t in m.ctx.doc[i:j])


def opens_nothing_in_particular(m: Mention) -> bool:
    """«открывает возможности», «запуск процесса»: nothing with a name or place is opened."""
    if m.type != "opening":
        return False
    i, j = m.clause
    things = frames.words(f"{m.ctx.adapter.code}/openable", "word")
    return not any(t.lemma_ in things for t in m.ctx.doc[i:j])


def without_anybody(m: Mention) -> bool:
    """A meeting, visit or ceremony of nobody known, in a document about no two states."""
    return not m.people and not m.states and len(m.ctx.parties) < 2


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
    return m.type in ("session", "meeting", "opening") and m.sort == "noun" and bool(greater & {m.hit.j, m.hit.j + 1})


def light_talk(m: Mention) -> bool:
    """«Президенты обсудили …» counts only where no talks, meeting or session is named."""
    if m.sort != "talk":
        return False
    named = any(
        h.row["type"] in happenings.MEETINGS and h.row["class"] not in ("talk", "receive")
        for h in m.ctx.frames(f"{m.ctx.adapter.code}/events")
    )
    return named or about.collective_at(m.ctx, *m.clause) != "both"


def receives_nobody(m: Mention) -> bool:
    """«принять участие», «принять решение»: a meeting only where a person is received."""
    return m.sort == "receive" and attendance.received(m) is None


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
    denied,
    called_off,
    goes_without_a_person,
    only_possible,
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
)
