"""What a preposition may begin after a noun: the conditions that `LANG/complements` names in its column `attach`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames
from servanda.reading.groups import OPENING, Group, case_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from servanda.reading.phrases import Reach


ISO = 3  # letters of a currency


def always(r: Reach, group: Group) -> bool:
    """The preposition after a noun always begins its complement."""
    return True


def near(r: Reach, group: Group) -> bool:
    """Right after the head word; farther on where the parser hangs the group on the name."""
    return not r.chain or r.below(group.noun)


def toward(r: Reach, group: Group) -> bool:
    """A preposition that leads on with the accusative («контракт на поставку»), not one of place («на встрече»).

    «… о развитии отношений на новом этапе» closes a name.
    """
    if any(r.doc[group.i].idx <= a.core_start < r.doc[group.j - 1].idx and len(a.unit) == ISO for a in r.sums):
        return False  # «соглашение о гранте на 100 млн евро»
    return group.case != "Loc" or (bool(r.chain) and group.noun.lemma_ in r.words("tail"))


def parsed(r: Reach, group: Group) -> bool:
    """Only where the parser hangs the group on the name."""
    return r.below(group.noun)


def field(r: Reach, group: Group) -> bool:
    """Only before words for a field of work («в сфере туризма»), or as the place of what follows («в Риге завода»).

    Also before the end of a line («газопровод из Алжира в Италию»).
    """
    if r.dative and r.preposition and group.case == "Acc" and ends(r, group):
        return r.preposition in frames.words(f"{r.ctx.adapter.code}/route_words", "word", **{"class": "from"})
    if group.noun.lemma_ in r.words("field") and not any(group.i <= p.i and p.j <= group.j for p in r.ctx.places):
        return True
    named = any(group.i <= n < group.j for n in (*(p.i for p in r.ctx.places), *(s.i for s in r.ctx.states)))
    deeds = frames.words(f"{r.ctx.adapter.code}/joint_words", "word", **{"class": "deed"})
    if r.chain and r.chain[-1].noun.lemma_ in deeds and group.noun.head.i == r.chain[-1].noun.i and not named:
        return True  # «сотрудничество в медицине»
    if r.governing and r.chain and _into(r, group):
        return True
    after = r.group(group.j)
    if after is None or "Gen" not in (after.case, case_of(after.noun)):
        return False
    making = bool(r.chain) and bool({"build", "create"} & set(r.ctx.stage_words.get(r.chain[-1].noun.lemma_, ())))
    return (group.noun.text[0].isupper() and making) or (r.below(group.noun) and after.noun.head.i < group.i)


def _into(r: Reach, group: Group) -> bool:
    """«внесении изменений в Соглашение», «поставках мяса в Китай»: where a deed in the name leads, and no time."""
    if group.case != "Acc" or not r.below(group.noun) or group.noun.head.i == r.head.i:
        return False
    return not of_time(r, group)


def party(r: Reach, group: Group) -> bool:
    """Only before a state, a company or a body."""
    if group.noun.text in OPENING or group.noun.ent_type_ == "ORG" or group.noun.text[0].isascii():
        return True
    named = any(group.i <= m.i and m.j <= group.j for m in r.ctx.states)
    return named or group.noun.lemma_ in r.words("party")


def numbers(r: Reach, group: Group) -> bool:
    """Before years («до 2030 года», «на 2024–2026 годы»)."""
    return any(t.pos_ == "NUM" or t.text[0].isdigit() for t in r.doc[group.i : group.j])


def spot(r: Reach, group: Group) -> bool:
    """Before words for the spot where a thing stands («мост на реке Чу»)."""
    return group.noun.lemma_ in r.words("spot")


def ends(r: Reach, group: Group) -> bool:
    """Before two places or states («дорога между Ригой и Минском»), or words for the two sides."""
    spans = [*((s.i, s.j) for s in r.ctx.states), *((p.i, p.j) for p in r.ctx.places)]
    return any(i <= group.noun.i < j for i, j in spans) or any(
        h.i == group.i - 1 and h.row["class"] == "both" for h in r.ctx.collectives
    )


def border(r: Reach, group: Group) -> bool:
    """Before the state on whose border a thing stands («пункт пропуска на границе с Россией»)."""
    return bool(r.chain) and r.chain[-1].noun.lemma_ in r.words("spot") and party(r, group)


def seat(r: Reach, group: Group) -> bool:
    """Before a city that is a seat («Торговый дом в Тегеране»), or a field of work."""
    city = any(group.i <= p.i and p.j <= group.j and p.sort == "city" for p in r.ctx.places)
    seated = r.head.lemma_ in r.words("seated")
    return field(r, group) or (city and seated)


def of_time(r: Reach, group: Group) -> bool:
    """Part of a time expression («9 декабря», «сегодня»), which is no part of a name."""
    start, end = r.doc[group.i].idx, r.doc[group.j - 1].idx + 1
    return any(p.start < end and start < p.end and r.doc[group.i].idx >= p.core for p in r.ctx.periods)


ATTACH: dict[str, Callable[[Reach, Group], bool]] = {
    "always": always,
    "near": near,
    "parsed": parsed,
    "toward": toward,
    "field": field,
    "party": party,
    "numbers": numbers,
    "seat": seat,
    "spot": spot,
    "border": border,
    "ends": ends,
}
