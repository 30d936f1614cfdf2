"""How far a document has come: written, signed, ratified, in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.vocabulary import InstrumentStage
from servanda.reading import signing, stages

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from servanda.reading.mentions import Mention

PAIR = 2  # tokens: what is changed, and the preposition before the document
LIFE = ("sign", "draft", "force", "ratify", "create", "agree", "propose")
FAR = 14  # tokens in which a participle may follow a name

#: Of several mentions the one that tells of the signing counts before one that merely uses the document.
ORDER: tuple[InstrumentStage, ...] = ("signed", "drafting", "proposed", "in_force")


def listed_to_sign(m: Mention) -> InstrumentStage | None:
    """«подписаны: …», «в числе подписанных документов …», «будут подписаны документы, в том числе …»."""
    over = signing.listed(m.ctx, m.ctx.doc[m.i], "sign")
    return None if over is None else "drafting" if over.coming else "signed"


def listed_as_written(m: Mention) -> InstrumentStage | None:
    """«согласованы тексты документов: …», «обсуждены проекты: …»."""
    return "drafting" if signing.listed(m.ctx, m.ctx.doc[m.i], "draft") is not None else None


def amended(m: Mention) -> InstrumentStage | None:
    """«изменения в соглашение», «присоединение к Соглашению»: what is changed or joined is in force already."""
    before = m.ctx.doc[max(m.sentence.start, m.i - 3) : m.i]
    if len(before) < PAIR or before[-1].pos_ != "ADP":
        return None
    return "in_force" if any("amend" in stages.classes(m.ctx, t) for t in before[:-1]) else None


def to_be_ratified(m: Mention) -> InstrumentStage | None:
    """«рассмотрят ратификационные законопроекты. Это Соглашение …»: named right after a word for ratification."""
    sent = m.sentence
    before = m.ctx.doc[sent.start - 1].sent if sent.start else sent
    told = any("ratify" in stages.classes(m.ctx, t) for t in m.ctx.doc[before.start : m.i])
    opens = any("listing" in stages.classes(m.ctx, t) for t in sent[:3])
    return "signed" if told and opens and m.around.verb is None else None


def draft_by_its_name(m: Mention) -> InstrumentStage | None:
    """«законопроект»."""
    return "drafting" if "draft" in stages.classes(m.ctx, m.head) else None


def with_its_participle(m: Mention) -> InstrumentStage | None:
    """«меморандум, подписанный в Риме», «программа (подписана 15 марта)»."""
    signs = [t for t in participles(m) if "sign" in stages.classes(m.ctx, t)]
    return "signed" if signs and not any(stages.ahead(t) for t in signs) else None


def to_be_signed(m: Mention) -> InstrumentStage | None:
    """«подготовка к подписанию договора», «предстоящее подписание», «приказ о подписании»: no signing yet."""
    sign = m.around.above[0] if m.around.above else None
    if sign is None or sign.pos_ != "NOUN" or "sign" not in stages.classes(m.ctx, sign):
        return None
    coming = any("agree" in stages.classes(m.ctx, t) for t in sign.children if t.i < sign.i)
    return "drafting" if coming or _prepared(m, sign) else None


def _prepared(m: Mention, sign: Token) -> bool:
    """A word for writing governs the one for signing."""
    return any("draft" in stages.classes(m.ctx, t) for t in m.around.above if t.i != sign.i)


def used(m: Mention) -> InstrumentStage | None:
    """«в рамках меморандума», «реализация плана»: what is nearest says that it is there."""
    if m.sort == "proper" and not governs(m, "sign") and not governs(m, "ratify"):
        return "in_force"
    return "in_force" if _decides(m, "force") or governs(m, "join") else None


def ratified(m: Mention) -> InstrumentStage | None:
    """«ратифицировал соглашение», «закон о ратификации договора»."""
    return "signed" if _decides(m, "ratify") else None


def negotiated(m: Mention) -> InstrumentStage | None:
    """«переговорный процесс по соглашению»."""
    over = m.around.above[:1]
    talks = any("agree" in stages.classes(m.ctx, t) for word in over for t in word.children if t.dep_ == "amod")
    return "drafting" if talks and not stages.classes(m.ctx, over[0]) else None


def being_written(m: Mention) -> InstrumentStage | None:
    """«проект соглашения», «поручено разработать план»."""
    over = m.around.above[0] if m.around.above else None
    carried = any("force" in stages.classes(m.ctx, t) for t in m.around.above[1:2])
    if over is not None and over.morph.get("Number", []) == ["Plur"] and carried and not m.plural:
        return None  # «реализация проектов Дорожной карты»: what it provides for
    return "drafting" if _decides(m, "draft") else None


def proposed(m: Mention) -> InstrumentStage | None:
    """«предложил заключить договор», «обсуждается соглашение»."""
    above = any("propose" in stages.classes(m.ctx, t) for t in (*m.around.above, *m.around.attributes))
    wished = _decides(m, "sign", "create", "propose") and above
    return "proposed" if wished and not m.around.says("agree") else None


def drafting(m: Mention) -> InstrumentStage | None:
    """«договорились принять Программу», «будет подписан договор», «переговоры о договоре»."""
    s = m.around
    if _decides(m, "agree"):
        return "drafting"
    ahead = s.says("agree") or s.future or s.infinitive
    return "drafting" if _decides(m, "sign", "create") and ahead else None


def approved(m: Mention) -> InstrumentStage | None:
    """«правительство одобрило соглашение»: one side's consent before a treaty is signed."""
    return "drafting" if m.row["owner"] == "pair" and _decides(m, "approve") else None


def signed(m: Mention) -> InstrumentStage | None:
    """«подписан меморандум», «подписание договора»."""
    return "signed" if _decides(m, "sign") else None


STAGES: tuple[Callable[[Mention], InstrumentStage | None], ...] = (
    listed_to_sign,
    listed_as_written,
    amended,
    with_its_participle,
    draft_by_its_name,
    to_be_signed,
    used,
    ratified,
    negotiated,
    being_written,
    proposed,
    drafting,
    approved,
    signed,
    to_be_ratified,
)


def _decides(m: Mention, *sorts: str) -> bool:
    """Whether the nearest word around that tells of a document's life has one of those classes.

    «программа, которая должна обеспечить …» tells what it is for, not that it must be written.
    """
    nearest = m.around.nearest(*LIFE)
    aside = nearest is not None and nearest in m.around.relative and nearest.dep_ == "acl:relcl"
    if nearest is not None and aside and set(stages.classes(m.ctx, nearest)) <= {"agree", "propose"}:
        nearest = next((t for t in m.around.above if not m.around.sorts[t.i].isdisjoint(LIFE)), None)
    return nearest is not None and not set(stages.classes(m.ctx, nearest)).isdisjoint(sorts)


def governs(m: Mention, *sorts: str) -> bool:
    """Whether the word right above has one of those classes of `LANG/stages`."""
    return any(not set(stages.classes(m.ctx, t)).isdisjoint(sorts) for t in m.around.above[:1])


def signature(m: Mention) -> Token | None:
    """The word that tells of its signing: right above it, or a participle before or after it."""
    near = [*(() if m.around.acts else m.around.above[:1]), *participles(m)]
    return next((t for t in near if "sign" in stages.classes(m.ctx, t) and not stages.ahead(t)), None)


def participles(m: Mention) -> list[Token]:
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


def first_stage(m: Mention) -> str:
    """Its stage by this mention alone."""
    return next((stage for rule in STAGES if (stage := rule(m)) is not None), "in_force")
