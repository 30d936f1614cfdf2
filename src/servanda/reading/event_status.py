"""Whether an event took place, is planned, or only proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import attendance, frames

if TYPE_CHECKING:
    from spacy.tokens import Token

    from servanda.model.vocabulary import EventStatus
    from servanda.reading.context import Context
    from servanda.reading.happenings import Mention

LEAD = 300  # code points at the beginning that tell of the day


def status(m: Mention) -> EventStatus:
    if m.type == "invitation":  # what is planned is the visit
        return "happened"
    if m.sort != "noun" and m.verb is not None and _past(m.verb):
        return "happened"
    return _by_its_words(m) or _by_tense(m) or _by_time(m)


def _by_its_words(m: Mention) -> EventStatus | None:
    """What the words on and over the event's own tell («прошедший форум», «следующая встреча», «предложил»)."""
    table = f"{m.ctx.adapter.code}/event_status"
    held = frames.words(table, "phrase")
    if any(t.lemma_ in held and _told_by(t) for t in m.head.children) or over(m):
        return "happened"
    words = {token.lemma_ for token in (m.head, *_own_words(m), *_above(m))}
    if m.verb is not None and m.head.dep_.startswith("nsubj") and m.verb.morph.get("Tense", []) == ["Pres"]:
        words |= {t.lemma_ for t in m.verb.children if t.dep_ == "obl"}  # «визит находится в проработке»
    own = {token.lemma_ for token in m.head.children if token.dep_ in ("amod", "acl")}
    if _spoke(m):
        words -= own
    elif own & frames.words(table, "phrase", **{"class": "planned"}) and not _told_as_past(m, "planned"):
        return "planned"
    for kind in ("proposed", "planned"):
        if words & frames.words(table, "phrase", **{"class": kind}) and not _told_as_past(m, kind):
            return kind
    return None


def _by_tense(m: Mention) -> EventStatus | None:
    """What the verb that tells of it says, or the one over it."""
    if m.sort == "noun" and (_future(m.head) or _will_be(m)):  # «это будет четвертая поездка»
        return "planned"
    if m.type in attendance.TALKS and _purpose(m):
        return "planned"
    held = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase")
    tells = m.verb is not None and (m.sort != "noun" or m.verb.lemma_ in held)
    told = m.relative or m.verb
    if told is not None and (tells or m.relative is not None) and _future(told):
        return "planned"
    if told is not None and tells and told.morph.get("Tense", []) == ["Past"]:
        return "happened"
    return _under_a_future(m)


def _purpose(m: Mention) -> bool:
    """«прибыл для встречи с министром»."""
    purposes = frames.words(f"{m.ctx.adapter.code}/event_purposes", "word")
    goes = {h.i for h in m.ctx.frames(f"{m.ctx.adapter.code}/events") if h.row["class"] == "go"}
    meant = m.sort == "noun" and any(t.norm_ in purposes for t in m.head.children)
    return meant and m.verb is not None and m.verb.i in goes


def _will_be(m: Mention) -> bool:
    """«переговоры будут посвящены торговле»."""
    if m.verb is None or not m.head.dep_.startswith("nsubj") or m.head.head.i != m.verb.i:
        return False
    return any(t.dep_.startswith("aux") and t.morph.get("Tense", []) == ["Fut"] for t in m.verb.children)


def _by_time(m: Mention) -> EventStatus:
    """Ahead, where its time is after that of the report."""
    if attendance.carried(m.ctx, m.head):
        return "happened"
    day = m.ctx.published or lead_day(m.ctx)
    later = [p for p in m.periods if p.edtf and day and p.edtf[:10] > day[: len(p.edtf[:10])]]
    return "planned" if later and m.type != "signing" else "happened"


def _under_a_future(m: Mention) -> EventStatus | None:
    """«на форуме выступит», «после подписания договора будет построен»: what the verb in the future tells of it."""
    if m.sort != "noun" or m.verb is None or not (_future(m.verb) or _plans(m)):
        return None
    if attendance.attends(m):
        return "happened" if any(p.edtf and p.edtf == m.ctx.published for p in m.periods) else "planned"
    return "planned" if m.type in ("signing", "opening") else None


def _plans(m: Mention) -> bool:
    """«в ходе переговоров планируется обсудить»: the verb in the present over the noun tells of what is to come."""
    planned = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "planned"})
    present = m.verb is not None and m.verb.morph.get("Tense", []) == ["Pres"]
    return present and m.verb is not None and m.verb.lemma_ in planned


def _own_words(m: Mention) -> list[Token]:
    """What hangs on the event's word, clauses of their own left out («посещает министр, планируется обсудить»)."""
    clauses = ("conj", "parataxis", "advcl", "ccomp")
    own = [t for t in m.head.children if not (t.dep_ in clauses and t.pos_ == "VERB")]
    return [t for t in own if t.pos_ != "NOUN"]  # «находится по приглашению», «форум по вопросам торговли»


def over(m: Mention) -> bool:
    """«по итогам недавнего визита», «прошлая встреча»: an adjective says that it is past."""
    held = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "happened"})
    attributes = (t for t in m.head.children if t.dep_ == "amod" and t.pos_ == "ADJ")
    return m.sort == "noun" and any(t.lemma_ in held for t in attributes)


def _spoke(m: Mention) -> bool:
    """«на очередной пресс-конференции сказал», «выступая на очередной сессии, отметил»: it took place."""
    verb = m.verb
    if verb is not None and verb.morph.get("VerbForm", []) == ["Conv"]:
        verb = verb.head
    past = verb is not None and verb.morph.get("Tense", []) == ["Past"]
    return past and m.type in attendance.MEETINGS and attendance.at_it(m.ctx, m.head)


def _told_as_past(m: Mention, status: str) -> bool:
    """«очередной саммит прошел» is past whatever the adjective says."""
    own = frames.words(f"{m.ctx.adapter.code}/event_status", "phrase", **{"class": "happened"})
    return (
        status == "planned"
        and m.verb is not None
        and m.verb.lemma_ in own
        and m.verb.morph.get("Tense", []) == ["Past"]
    )


def _above(m: Mention) -> list[Token]:
    """The words that govern the event's noun, up to one that only carries it («в ходе визита»)."""
    ctx, head = m.ctx, m.head
    if m.sort != "noun" and m.head.morph.get("VerbForm", []) not in (["Inf"], []):
        return []
    if attendance.carried(ctx, head) or (head.head.pos_ == "VERB" and attendance.at_it(ctx, head)):
        return []
    out, token = [], head
    for _ in range(4):
        if token.head.i == token.i or token.dep_ == "acl:relcl":
            break
        at_it = token.i == head.i and m.type in attendance.TALKS and attendance.at_it(ctx, token)
        token = token.head
        if not at_it:  # not «договоренности на встрече»
            out.append(token)
        if attendance.carried(ctx, token):
            break
    return out


def _told_by(participle: Token) -> bool:
    """A full participle of the past in the active."""
    marks = (("VerbForm", "Part"), ("Tense", "Past"), ("Voice", "Act"))
    return all(participle.morph.get(name, []) == [value] for name, value in marks)


def _past(verb: Token) -> bool:
    """«подписали», «подписан», «принял»."""
    if any(t.dep_ in ("aux", "aux:pass", "cop") and t.morph.get("Tense", []) == ["Fut"] for t in verb.children):
        return False
    finite = verb.morph.get("VerbForm", []) == ["Fin"] or verb.morph.get("Variant", []) == ["Short"]
    mood = verb.morph.get("Mood", []) in (["Ind"], [])
    return finite and mood and verb.morph.get("Tense", []) != ["Pres"] and verb.morph.get("Tense", []) != ["Fut"]


def lead_day(ctx: Context) -> str:
    """The first full date of the text's beginning."""
    return next((p.edtf for p in ctx.periods if p.start < LEAD and len(p.edtf) == 10), "")


def _future(verb: Token) -> bool:
    if verb.morph.get("Tense", []) == ["Fut"]:
        return True
    if verb.morph.get("Aspect", []) == ["Perf"] and verb.morph.get("Tense", []) == ["Pres"]:
        return True
    return any(t.dep_ in ("aux", "aux:pass", "cop") and t.morph.get("Tense", []) == ["Fut"] for t in verb.children)
