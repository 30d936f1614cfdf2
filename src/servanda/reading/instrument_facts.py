"""What a text says about a document: how far it has come, when it was signed, whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from servanda.model.vocabulary import InstrumentStage
from servanda.reading import frames, names, signing, stages
from servanda.reading import parties as about

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from servanda.reading.mentions import Mention
    from servanda.reading.periods import Period

BEHIND = 8  # code points between a name and the date that belongs to it
FAR = 14  # tokens in which a participle may follow a name
YEARS = re.compile(r"^(\d{1,3})-?\w*$")


# -- how far it has come ----------------------------------------------------------------------------------------------

#: Of several mentions the one that tells of the signing counts before one that merely uses the document.
ORDER: tuple[InstrumentStage, ...] = ("signed", "drafting", "proposed", "in_force")


def listed_as_signed(m: Mention) -> InstrumentStage | None:
    """«подписаны: …», «в числе подписанных документов …»."""
    return "signed" if signing.listed(m.ctx, m.ctx.doc[m.i]) is not None else None


def with_its_participle(m: Mention) -> InstrumentStage | None:
    """«меморандум, подписанный в Риме», «программа (подписана 15 марта)»."""
    signs = [t for t in _participles(m) if "sign" in stages.classes(m.ctx, t)]
    return "signed" if signs and not any(stages.ahead(t) for t in signs) else None


def used(m: Mention) -> InstrumentStage | None:
    """«в рамках меморандума», «реализация плана»: what is nearest says that it is there."""
    if m.sort == "proper" and not governs(m, "sign") and not governs(m, "ratify"):
        return "in_force"
    return "in_force" if _decides(m, "force") else None


def ratified(m: Mention) -> InstrumentStage | None:
    """«ратифицировал соглашение», «закон о ратификации договора»."""
    return "signed" if _decides(m, "ratify") else None


def being_written(m: Mention) -> InstrumentStage | None:
    """«проект соглашения», «поручено разработать план»."""
    return "drafting" if _decides(m, "draft") else None


def proposed(m: Mention) -> InstrumentStage | None:
    """«предложил заключить договор», «обсуждается соглашение»."""
    wished = _decides(m, "sign", "create", "propose") and m.around.says("propose")
    return "proposed" if wished and not m.around.says("agree") else None


def drafting(m: Mention) -> InstrumentStage | None:
    """«договорились принять Программу», «будет подписан договор», «переговоры о договоре»."""
    s = m.around
    if _decides(m, "agree"):
        return "drafting"
    ahead = s.says("agree") or s.future or s.infinitive
    return "drafting" if _decides(m, "sign", "create") and ahead else None


def signed(m: Mention) -> InstrumentStage | None:
    """«подписан меморандум», «подписание договора»."""
    return "signed" if _decides(m, "sign") else None


STAGES: tuple[Callable[[Mention], InstrumentStage | None], ...] = (
    listed_as_signed,
    with_its_participle,
    used,
    ratified,
    being_written,
    proposed,
    drafting,
    signed,
)


def _decides(m: Mention, *sorts: str) -> bool:
    """Whether the nearest word around that tells of a document's life has one of those classes."""
    nearest = m.around.nearest("sign", "draft", "force", "ratify", "create", "agree", "propose")
    return nearest is not None and not set(stages.classes(m.ctx, nearest)).isdisjoint(sorts)


def governs(m: Mention, *sorts: str) -> bool:
    """Whether the word right above has one of those classes of `LANG/stages`."""
    return any(not set(stages.classes(m.ctx, t)).isdisjoint(sorts) for t in m.around.above[:1])


def signature(m: Mention) -> Token | None:
    """The word that tells of its signing: right above it, or a participle before or after it."""
    near = [*(() if m.around.acts else m.around.above[:1]), *_participles(m)]
    return next((t for t in near if "sign" in stages.classes(m.ctx, t) and not stages.ahead(t)), None)


def _participles(m: Mention) -> list[Token]:
    """Participles before the name, or behind a comma or bracket after it («, заключенный в Риме», «(подписана …)»)."""
    doc, sent = m.ctx.doc, m.sentence
    before = [t for t in doc[max(sent.start, m.i - 2) : m.i] if full_participle(t)]
    after = []
    for t in doc[m.j : min(sent.end, m.j + FAR)]:
        if t.text in ";:" or t.morph.get("VerbForm", []) == ["Fin"]:
            break
        if participle(t) and any(mark.text in ",(" for mark in doc[m.j : t.i]):
            after.append(t)
    return [*before, *after]


def participle(token: Token) -> bool:
    """A participle, full or short."""
    return token.morph.get("VerbForm", []) == ["Part"]


def full_participle(token: Token) -> bool:
    """A participle that can stand before a noun."""
    return participle(token) and token.morph.get("Variant", []) != ["Short"]


# -- its number and date ----------------------------------------------------------------------------------------------


def number(m: Mention) -> str:
    """Its number («№ 53-ФЗ») in the words right after the name, or `""`."""
    start, end = extent(m)
    return m.ctx.document.text[start:end].partition("№")[2].strip()


def extent(m: Mention) -> tuple[int, int]:
    """Code points of the name with the date and number that follow it."""
    span, text = m.span, m.ctx.document.text
    end = span.end_char
    behind = _period_behind(m)
    if behind is not None:
        end = behind.end
    found = re.compile(r"\s*№\s*[\w/-]+").match(text, end)
    return span.start_char, found.end() if found else end


def _period_behind(m: Mention) -> Period | None:
    """A date with no more than a preposition between it and the name."""
    end, text = m.span.end_char, m.ctx.document.text
    for p in m.ctx.periods:
        if end <= p.core and p.core - end <= BEHIND and len(p.edtf) >= 7 and "/" not in p.edtf:
            between = text[end : p.core].split()
            if len(between) <= 1 and all(word.isalpha() for word in between) and p.core < m.sentence.end_char:
                return p
    return None


def date_behind(m: Mention) -> str:
    """The full date right behind the name («от 9 декабря 2010 года»), or `""`."""
    if any(m.head.i < hit.i < m.j for hit in m.ctx.frames(f"{m.ctx.adapter.code}/instruments")):
        return ""  # the date of the document within its name («Протокол к Соглашению от 9 декабря 2010 года»)
    behind = _period_behind(m)
    return behind.edtf if behind is not None and len(behind.edtf) >= 10 and _from(m, behind) else ""


def _from(m: Mention, period: Period) -> bool:
    between = m.ctx.document.text[m.span.end_char : period.core].split()
    dated = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "dated"})
    return between != [] and between[0].lower() in dated


def date(m: Mention) -> str:
    """When it was signed: by a date right behind, its participle, its anniversary, the clause of its signing."""
    return next((found for rule in DATES if (found := rule(m))), "")


def by_participle(m: Mention) -> str:
    """«(подписана 15 марта)», «, заключенный в Москве в июне 2015 года»."""
    for participle in _participles(m):
        if "sign" not in stages.classes(m.ctx, participle) or participle.i < m.i:
            continue
        end = min(m.sentence.end, participle.i + FAR)
        later = (p for p in m.ctx.periods if participle.idx < p.start and p.end <= m.ctx.doc[end - 1].idx + 40)
        found = next((p.edtf for p in later if p.edtf and "/" not in p.edtf), "")
        if found:
            return found
    return ""


def by_anniversary(m: Mention) -> str:
    """«20-летие Договора»: so many years before the publication."""
    suffixes = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "anniversary"})
    above = [t for t in m.around.above[:2] if any(t.lemma_.endswith(s) for s in suffixes)]
    for token in above:
        text = m.ctx.document.text[max(0, token.idx - 4) : token.idx + len(token.text)]
        found = re.search(r"(\d{1,3})\s*[-‑–]?\s*\w*$", text)
        if found and m.ctx.published[:4].isdigit():
            return f"{int(m.ctx.published[:4]) - int(found[1]):04d}"
    return ""


def by_signing(m: Mention) -> str:
    """The time in the clause of the signing, else the day of the report."""
    if first_stage(m) != "signed":
        return ""
    over = signing.listed(m.ctx, m.ctx.doc[m.i])
    sign = over if over is not None else signature(m)
    return signing.day(m.ctx, sign, m.span) if sign is not None else ""


DATES = (date_behind, by_participle, by_anniversary, by_signing)


def first_stage(m: Mention) -> str:
    """Its stage by this mention alone."""
    return next((stage for rule in STAGES if (stage := rule(m)) is not None), "in_force")


# -- whose it is ------------------------------------------------------------------------------------------------------


def parties(m: Mention) -> tuple[str, ...]:
    """The states and blocs whose document it is."""
    owner = m.row["owner"]
    if owner not in ("pair", "state", "either"):
        return tuple(owner.split("|"))
    named = () if m.sort == "law" else _with_places(m)
    if len(named) >= 2:
        return (*_other_side(m, named), *named)
    named = tuple(code for code in named if not _region(m, code))
    alone = owner == "state" or (owner == "either" and first_stage(m) == "in_force")
    if m.sort == "law" or (alone and not joint(m, named=bool(named))):
        return named or (_both_beside(m) if owner == "either" else ()) or _home(m)
    if not named:
        return names.everybody(m.ctx, m.i)
    if not _of_the_bloc(m, named[0]):
        return names.completed(m.ctx, named[0], m.i)
    return (*_other_side(m, named), *named)


def _home(m: Mention) -> tuple[str, ...]:
    """The state whose own document it is: the speaker's, that of the sentence, the author's, the document's first."""
    said = m.ctx.side_at(m.span.start_char) if m.ctx.speaker_at(m.span.start_char) else ""
    sent = [code for code in names.codes(m.ctx, m.sentence.start, m.sentence.end) if not _region(m, code)]
    side = said or (sent[0] if len(sent) == 1 else "") or m.ctx.home or "".join(m.ctx.parties[:1])
    return (side,) if side else ()


def _both_beside(m: Mention) -> tuple[str, ...]:
    """The document's two states where its sentence names just these."""
    two = about.pair(m.ctx, m.ctx.side_at(m.span.start_char))
    return two if set(two) == set(names.codes(m.ctx, m.sentence.start, m.sentence.end)) and len(two) > 1 else ()


def _other_side(m: Mention, named: tuple[str, ...]) -> tuple[str, ...]:
    """The speaker's state where a name tells only with whom («соглашение с правительствами Литвы и Латвии»)."""
    rows = frames.rows(f"{m.ctx.adapter.code}/complements")
    withs = {row["word"] for row in rows if row["class"] == "document" and row["attach"] == "party"}
    first_state = min((s.i for s in m.ctx.states if m.head.i < s.i < m.j), default=m.head.i)
    before = [t.norm_ for t in m.ctx.doc[m.head.i : first_state] if t.pos_ == "ADP"]
    side = m.ctx.side_at(m.span.start_char) or m.ctx.home
    return (side,) if before[-1:] and before[-1] in withs and side and side not in named else ()


def _with_places(m: Mention) -> tuple[str, ...]:
    """Codes of the states named in it; where there is but one, those of cities and regions, too."""
    named = m.codes
    if len(named) != 1:
        return named
    places = [p.code for p in m.ctx.places if m.i <= p.i and p.j <= m.j and p.code and p.sort == "region"]
    return tuple(dict.fromkeys((*named, *places)))


def _region(m: Mention, code: str) -> bool:
    return any(code in s.codes and s.sort == "region" for s in m.ctx.states)


def _of_the_bloc(m: Mention, code: str) -> bool:
    """«Устав ООН»: a bloc's own."""
    return any(code in s.codes and s.sort == "bloc" for s in m.ctx.states if m.i <= s.i and s.j <= m.j)


def joint(m: Mention, *, named: bool) -> bool:
    """Something in its name says that it is of several sides, or, where it names none, in the clause of its making."""
    if joint_name(m):
        return True
    made = m.around.close("sign", "draft", "agree") and not m.around.says("force")
    return not named and made and about.collective_at(m.ctx, m.sentence.start, m.sentence.end) == "both"


def joint_name(m: Mention) -> bool:
    """A word in its name says that it is of several sides («сотрудничество», «взаимный»)."""
    words = frames.words(f"{m.ctx.adapter.code}/joint_words", "word", **{"class": "deed"})
    return any(t.lemma_ in words for t in m.span)
