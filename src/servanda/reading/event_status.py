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
    ctx = m.ctx
    if m.type == "invitation":  # what is planned is the visit
        return "happened"
    if m.sort != "noun" and m.verb is not None and _past(m.verb):
        return "happened"
    words = {token.lemma_ for token in (m.head, *m.head.children, *_above(ctx, m.head))}
    held = frames.words(f"{ctx.adapter.code}/event_status", "phrase")
    if any(t.lemma_ in held and _told_by(t) for t in m.head.children):
        return "happened"  # «форум, прошедший в Риге»
    tells = m.verb is not None and (m.sort != "noun" or m.verb.lemma_ in held)
    table = f"{ctx.adapter.code}/event_status"
    own = {token.lemma_ for token in m.head.children if token.dep_ in ("amod", "acl")}
    if _spoke(m):
        words -= own
    elif own & frames.words(table, "phrase", **{"class": "planned"}) and not _told_as_past(m, "planned"):
        return "planned"
    for kind in ("proposed", "planned"):
        if words & frames.words(table, "phrase", **{"class": kind}) and not _told_as_past(m, kind):
            return kind
    told = m.relative or m.verb
    if told is not None and (tells or m.relative is not None) and _future(told):
        return "planned"
    if told is not None and tells and told.morph.get("Tense", []) == ["Past"]:
        return "happened"
    ahead = _under_a_future(m)
    if ahead is not None:
        return ahead
    if attendance.carried(ctx, m.head):
        return "happened"
    day = ctx.published or lead_day(ctx)
    later = [p for p in m.periods if p.edtf and day and p.edtf[:10] > day[: len(p.edtf[:10])]]
    return "planned" if later and m.type != "signing" else "happened"


def _under_a_future(m: Mention) -> EventStatus | None:
    """«на форуме выступит», «после подписания договора будет построен»: what the verb in the future tells of it."""
    if m.sort != "noun" or m.verb is None or not _future(m.verb):
        return None
    if attendance.attends(m):
        return "happened" if any(p.edtf and p.edtf == m.ctx.published for p in m.periods) else "planned"
    return "planned" if m.type in ("signing", "opening") else None


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


def _above(ctx: Context, head: Token) -> list[Token]:
    """The words that govern the event's noun, up to one that only carries it («в ходе визита»)."""
    if attendance.carried(ctx, head) or (head.head.pos_ == "VERB" and attendance.at_it(ctx, head)):
        return []
    out, token = [], head
    for _ in range(4):
        if token.head.i == token.i or token.dep_ == "acl:relcl":
            break
        token = token.head
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
