"""Instruments: documents that the text singles out by title, parties, date or number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from servanda.model.records import Instrument
from servanda.model.vocabulary import InstrumentStage, InstrumentType
from servanda.reading import frames, instrument_series, mentions, names, phrases, stages
from servanda.reading import instrument_dates as dates
from servanda.reading import instrument_facts as facts
from servanda.reading import instrument_parties as whose
from servanda.reading import parties as about
from servanda.reading.mentions import Mention
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from servanda.reading.context import Context

KIND = "instruments"
YEAR = 4  # digits
FEW = "234"  # last digits of numbers after which a noun stands in the genitive singular
SHORT = 4  # cut words in the name of a document that is but mentioned again


def find(ctx: Context) -> list[Instrument]:
    """One record a document and text: its fullest name, and the date and stage of the mention that tells most."""
    return [_record(thing) for thing in mentions.gathered(accepted(ctx), _same)]


def accepted(ctx: Context) -> list[Mention]:
    """Every mention of a document that the text singles out, in its order."""
    out = []
    for mention in instrument_series.joined(mentions.find(ctx, KIND, "document")):
        place = ctx.doc[mention.i].idx
        found = first(ctx.trace, KIND, ACCEPT, mention, place)
        if found is not None and not veto(ctx.trace, KIND, VETOES, mention, place):
            out.append(replace(mention, rule=found[0]))
    free = [m for m in out if not _in_ratifying_title(m)]
    return [m for m in out if m in free or not any(_of_one_pair(m, other) for other in free)]


def _in_ratifying_title(m: Mention) -> bool:
    """«закон «О ратификации Соглашения …»»."""
    return m.ctx.doc[m.i].text not in phrases.OPENING and names.in_title(m.ctx, m.head.i)


def _of_one_pair(one: Mention, other: Mention) -> bool:
    """Documents of one sort that no other state tells apart."""
    apart = one.codes and other.codes and set(one.codes) != set(other.codes)
    return one.head.lemma_ == other.head.lemma_ and not apart


def _record(thing: list[Mention]) -> Instrument:
    full = mentions.fullest(thing)
    ctx = full.ctx
    told = [(m, first(ctx.trace, KIND, facts.STAGES, m, m.span.start_char)) for m in thing]
    said = [(m, found) for m, found in told if found is not None]
    said.sort(key=lambda pair: facts.ORDER.index(pair[1][1]))
    shown = said[0][0] if said else full
    stage_rule = said[0][1][0] if said else "in_force_by_default"
    stage = cast("InstrumentStage", said[0][1][1]) if said else "in_force"
    signed = [date for m in thing if (date := dates.date(m))]
    evidence = full if full.span.start_char <= shown.span.start_char or not shown.complement else shown
    return Instrument(
        evidence=ctx.evidence(*dates.extent(evidence)),
        rule=f"{full.rule}, {stage_rule}",
        speaker=ctx.speaker_at(evidence.span.start_char),
        name=full.name if full.named or not dates.number(full) else _with_number(full),
        type=cast("InstrumentType", full.row["type"]),
        parties=whose.parties(full),
        date=signed[0] if signed else "",
        stage=stage,
    )


def _with_number(m: Mention) -> str:
    """The name with the date and number behind it («Федеральный закон от 3 апреля 2017 года № 53-ФЗ»)."""
    start, end = m.span.start_char, dates.extent(m)[1]
    return m.name + m.ctx.document.text[start + len(m.span.text) : end]


# -- one document or two ----------------------------------------------------------------------------------------------


def _same(one: Mention, other: Mention) -> bool:
    """One document: the same sort, and names of which one says less, or that differ only in what they leave out."""
    if one.head.lemma_ != other.head.lemma_:
        return False
    if one.codes and other.codes and not set(one.codes) & set(other.codes):
        return False
    if one.sentence == other.sentence and not one.bare and not other.bare:
        return names.stems(one.name) == names.stems(other.name)  # an enumeration tells them apart
    if one.bare or other.bare or names.same(one.name, other.name):
        return True
    return _title_and_number(one, other) or _same_matter(one, other)


def _title_and_number(one: Mention, other: Mention) -> bool:
    """«Федеральный закон № 5» and «Федеральный закон «О …»»."""
    return one.sort == "law" and bool(dates.number(one)) != bool(dates.number(other)) and one.named != other.named


def _same_matter(one: Mention, other: Mention) -> bool:
    """A short name with the states and one more word of the long one («пенсионное соглашение с Южной Осетией»)."""
    short, long = sorted((one, other), key=lambda m: len(names.stems(m.name)))
    if not short.codes or set(whose.parties(short)) != set(whose.parties(long)):
        return False
    own = names.stems(short.name)
    named = [m.ctx.doc[t.i : t.j].text for m in (one, other) for t in m.ctx.states if m.i <= t.i < m.j]
    states = {stem for name in named for stem in names.stems(name)}
    return len(own) <= SHORT and bool((own - states - names.stems(short.head.text)) & names.stems(long.name))


# -- what singles it out ----------------------------------------------------------------------------------------------


def known_to_everybody(m: Mention) -> bool | None:
    """«Парижское соглашение»."""
    return True if m.sort == "proper" else None


def by_title_or_number(m: Mention) -> bool | None:
    """«закон «О ратификации …»», «Федеральный закон № 53-ФЗ», «резолюция Совета Безопасности № 1747»."""
    numbered = m.sort in ("law", "strict") and dates.number(m)
    return True if numbered or (m.sort == "law" and m.named) else None


def by_its_adoption(m: Mention) -> bool | None:
    """«подписал указ о помиловании», «принят закон о бюджете»: one that is made, with its subject."""
    subject = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "subject"})
    if m.sort != "law" or m.plural or m.j < m.head.i + 3 or m.ctx.doc[m.head.i + 1].norm_ not in subject:
        return None
    if "ratify" in stages.classes(m.ctx, m.ctx.doc[m.head.i + 2]):
        return None  # what it ratifies is the document
    made = facts.governs(m, "sign") or facts.with_its_participle(m) is not None or m.capital
    return True if made or "draft" in stages.classes(m.ctx, m.head) else None


def by_own_name(m: Mention) -> bool | None:
    """«программа «Нурлы жол»», «меморандум с компанией LVG»."""
    return True if m.sort in ("plain", "strict") and m.named else None


def by_states(m: Mention) -> bool | None:
    """«договор между Литвой и Польшей»."""
    return True if m.sort in ("plain", "strict") and len(m.codes) >= 2 else None


def by_capital(m: Mention) -> bool | None:
    """«Программу культурного сотрудничества»: an official title has a capital."""
    return True if m.capital and m.sort in ("plain", "strict", "joint") and not m.bare else None


def by_subject(m: Mention) -> bool | None:
    """«меморандум о взаимопонимании»: a plain document with its subject or the other side."""
    return True if m.sort == "plain" and _preposition_inside(m) else None


def by_joint_subject(m: Mention) -> bool | None:
    """«программа сотрудничества в сфере туризма»: what it is about is a matter of several sides."""
    return True if m.sort == "strict" and len(names.stems(m.name)) >= SHORT and whose.joint_name(m) else None


def by_term(m: Mention) -> bool | None:
    """«Стратегия развития Вьетнама до 2030 года»: a programme for certain years."""
    if m.sort != "strict" or not m.complement or m.plural:
        return None
    years = [t for t in m.ctx.doc[m.head.i + 1 : m.j] if t.text[0].isdigit() and len(t.text) >= YEAR]
    return True if years else None


def by_kind_of_parties(m: Mention) -> bool | None:
    """«ведется согласование межправительственного соглашения»: one that is being written or signed, by its sides."""
    if m.sort != "plain" or m.plural or not facts.governs(m, "draft", "sign", "agree"):
        return None
    sides = frames.words(f"{m.ctx.adapter.code}/mechanism_attributes", "word")
    return True if m.attributes & sides else None


def by_date(m: Mention) -> bool | None:
    """«соглашение от 9 декабря 2010 года»."""
    return True if m.sort in ("plain", "strict", "law") and dates.date_behind(m) else None


def by_its_participle(m: Mention) -> bool | None:
    """«совместная декларация, принятая по итогам саммита»."""
    if m.sort not in ("plain", "strict", "joint") or m.plural:
        return None
    return True if facts.with_its_participle(m) is not None else None


def by_draft(m: Mention) -> bool | None:
    """«правительство одобрило проект протокола с изменениями»: a draft that somebody approves or puts forward."""
    if m.sort not in ("plain", "strict") or m.plural or not facts.governs(m, "draft"):
        return None
    approved = any(set(stages.classes(m.ctx, t)) & {"approve", "sign"} for t in m.around.above[1:2])
    return True if approved and m.around.above[0].pos_ == "NOUN" else None


def by_signing(m: Mention) -> bool | None:
    """«подписан меморандум», «подписали формы сертификатов на скот»: a signature singles one out."""
    if m.sort == "joint":
        return True if m.around.close("sign") else None
    if m.sort == "paper":
        return True if m.around.close("sign") and not m.bare else None
    if m.sort not in ("plain", "strict") or m.plural or not facts.governs(m, "sign", "ratify"):
        return None
    if m.sort == "strict" and not stages.told(m.around.above[0]):
        return None
    if not m.bare:
        return True if m.sort == "plain" or m.complement else None
    signed = _signed_by_states(m) and (m.sort == "plain" or (facts.governs(m, "hand") and bool(m.around.relative)))
    return True if _pointed_at(m) or _closes_an_event(m) or signed else None


def _closes_an_event(m: Mention) -> bool:
    """«По итогам заседания подписан протокол»: the paper of the event that the sentence names."""
    outcome = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "outcome"})
    return facts.governs(m, "hand") and any(t.lemma_ in outcome for t in m.sentence)


def _signed_by_states(m: Mention) -> bool:
    """«Казахстан и Венгрия подписали соглашение», «стороны подписали меморандум»."""
    sent = m.sentence
    both = about.collective_at(m.ctx, sent.start, sent.end) in ("both", "mutual")
    named = names.codes(m.ctx, sent.start, sent.end, capitals=True)
    return stages.told(m.around.above[0]) and (both or len(named) > 1)


def _pointed_at(m: Mention) -> bool:
    """«Соответствующий меморандум»."""
    pointing = frames.words(f"{m.ctx.adapter.code}/name_edges", "word")
    return m.i > m.sentence.start and m.ctx.doc[m.i - 1].lemma_ in pointing


ACCEPT = (
    known_to_everybody,
    by_title_or_number,
    by_its_adoption,
    by_own_name,
    by_states,
    by_capital,
    by_subject,
    by_joint_subject,
    by_term,
    by_kind_of_parties,
    by_date,
    by_its_participle,
    by_draft,
    by_signing,
)


def _preposition_inside(m: Mention) -> bool:
    return any(t.pos_ == "ADP" for t in m.ctx.doc[m.head.i + 1 : m.j])


def plural_in_general(m: Mention) -> bool:
    """«соглашения о сотрудничестве», «56 соглашений»: several that are not told apart; those of one pair are."""
    if not m.plural or m.sort == "paper" or _enumerated(m):
        return False
    listing = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "listing"})
    between = any(t.norm_ in listing for t in m.ctx.doc[m.head.i + 1 : m.j])
    return not (between and (m.named or len(m.codes) >= 2)) and not m.capital


def _enumerated(m: Mention) -> bool:
    """«подписаны меморандумы о …, соглашение о …»: in a row of what was signed, each with its subject."""
    return m.in_row and m.around.close("sign") and _preposition_inside(m) and len(names.stems(m.name)) >= SHORT


def number_before(m: Mention) -> bool:
    """«56 соглашений между странами», «23 торговых соглашения»: a figure, no document."""
    before = m.ctx.doc[m.i - 1] if m.i > m.sentence.start else None
    if before is None or not before.text[0].isdigit():
        return False
    counted = before.text.isdigit() and before.text[-1] in FEW and "Gen" in m.head.morph.get("Case", [])
    return m.plural or (counted and not m.capital)  # «статья 6 Парижского соглашения» is no number of them


def something_else(m: Mention) -> bool:
    """«образовательная программа», «достигнуто соглашение», «руководитель Протокола»."""
    return any(h.i <= m.head.i < h.j for h in m.ctx.frames(f"{m.ctx.adapter.code}/not_documents"))


def name_of_a_body(m: Mention) -> bool:
    """«Программа развития ООН» is an organisation."""
    return m.sort != "proper" and any(s.i <= m.head.i < s.j for s in m.ctx.states)


def in_the_title_of_another(m: Mention) -> bool:
    """Within a name in quotation marks that another noun bears («номинация «Лучший договор»») and no ratification."""
    for i, j in names.titles(m.ctx):
        if i < m.head.i < j and m.i != i and not facts.governs(m, "ratify"):
            before = m.ctx.doc[i - 1] if i else None
            bearer = before is not None and before.pos_ in ("NOUN", "PROPN") and before.text not in phrases.OPENING
            return m.i > i + 1 or (bearer and not m.ctx.stage_words.get(before.lemma_ if before is not None else ""))
    return False


VETOES = (plural_in_general, number_before, something_else, name_of_a_body, in_the_title_of_another)
