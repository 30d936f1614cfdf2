"""Mechanisms: standing bodies that carry a cooperation, by head word and what makes them one of several states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from servanda.model.records import Mechanism
from servanda.model.vocabulary import MechanismStage
from servanda.reading import frames, mentions, names, stages
from servanda.reading.groups import attribute, case_of
from servanda.reading.mentions import Mention
from servanda.reading.rules import first, veto

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from servanda.reading.context import Context

KIND = "mechanisms"


def find(ctx: Context) -> list[Mechanism]:
    """One record a body and document: its fullest name, and the stage of the mention that tells one."""
    return [_record(thing) for thing in mentions.gathered(accepted(ctx), _same)]


def accepted(ctx: Context) -> list[Mention]:
    """Every mention of a mechanism, in the order of the text."""
    out = []
    for mention in mentions.find(ctx, KIND, "body"):
        place = ctx.doc[mention.i].idx
        found = first(ctx.trace, KIND, ACCEPT, mention, place)
        if found is not None and not veto(ctx.trace, KIND, VETOES, mention, place):
            out.append(replace(mention, rule=found[0]))
    return out


def _same(one: Mention, other: Mention) -> bool:
    """One body: neither name says what the other contradicts, and neither has other states."""
    if one.codes and other.codes and not set(one.codes) & set(other.codes):
        return False
    mine, theirs = _own_stems(one), _own_stems(other)
    return one.head.lemma_ == other.head.lemma_ and bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _own_stems(m: Mention) -> frozenset[str]:
    """Cut words of a name without those for its two sides («совет двух стран»)."""
    both = [h for h in m.ctx.collectives if h.row["class"] == "both" and m.i <= h.i and h.j <= m.j]
    sides = {stem for h in both for stem in names.stems(m.ctx.doc[h.i : h.j].text)}
    return names.stems(m.name) - sides


def _record(thing: list[Mention]) -> Mechanism:
    full = mentions.fullest(thing)
    ctx = full.ctx
    told = [(m, found) for m in thing if (found := first(ctx.trace, KIND, STAGES, m, m.span.start_char)) is not None]
    told.sort(key=lambda pair: ORDER.index(pair[1][1]))
    span = (told[0][0] if told else full).span
    rule = told[0][1][0] if told else ""
    stage = cast("MechanismStage", told[0][1][1]) if told else "active"
    return Mechanism(
        evidence=ctx.evidence(span.start_char, span.end_char),
        rule=f"{full.rule}, {rule}" if rule else full.rule,
        speaker=ctx.speaker_at(span.start_char),
        name=full.name,
        parties=_parties(full),
        stage=stage,
    )


def _parties(m: Mention) -> tuple[str, ...]:
    """The states of its name, with the one in whose city it sits; a bloc alone for a body of its own."""
    named = names.codes(m.ctx, m.i, m.j, capitals=True)
    if len(named) == 1 and (_blocs(m) or centre_of_a_region(m)):
        return named
    return names.parties(m.ctx, m.i, m.j, capitals=True)


# -- what makes it a mechanism ----------------------------------------------------------------------------------------


def body_by_itself(m: Mention) -> bool | None:
    """«Деловой совет», «Межправительственная комиссия»."""
    return True if m.sort in ("free", "joint", "paired") else None


def body_with_a_name(m: Mention) -> bool | None:
    """«СП «Каратау»», «совместная торговая компания EastTrade»."""
    return True if m.sort == "named" and (m.named or (m.capital and m.complement)) else None


def body_of_two_states(m: Mention) -> bool | None:
    """«казахско-венгерский фонд», «палата Казахстана и Венгрии»."""
    return True if m.sort == "linked" and len(m.codes) >= 2 else None


def body_of_two_states_by_name(m: Mention) -> bool | None:
    """«казахстанско-латвийская группа», «площадка «Азия – Италия»»."""
    if m.sort != "weak":
        return None
    before = names.codes(m.ctx, m.i, m.head.i)
    quoted = m.named and len(m.codes) >= 2
    return True if len(before) >= 2 or quoted else None


def body_with_a_bilateral_attribute(m: Mention) -> bool | None:
    """«Высший межгосударственный совет», «совместный комитет»."""
    return True if _bilateral(m) and (m.sort == "linked" or (m.sort == "weak" and m.capital)) else None


def body_of_an_organisation(m: Mention) -> bool | None:
    """«Региональный центр ООН для Африки»: a bloc founds it for others, and it is no organ of the bloc itself."""
    return True if m.sort == "linked" and _blocs(m) and m.head.i > m.i and len(m.codes) > 1 else None


def centre_of_a_region(m: Mention) -> bool | None:
    """«Региональный центр устойчивого земледелия для Центральной Азии»."""
    regions = {code for s in m.ctx.states if s.sort == "region" for code in s.codes}
    return True if m.sort == "linked" and m.capital and m.complement and regions & set(m.codes) else None


def body_of_the_bloc_spoken_of(m: Mention) -> bool | None:
    """«Евразийская экономическая комиссия» where the states of that bloc meet."""
    if m.sort != "linked" or not m.capital:
        return None
    spoken = {code for s in m.ctx.states for code in s.codes if s.sort == "bloc" and not s.weak} & set(_blocs(m))
    meeting = len({code for code in m.ctx.parties if len(code) == 2}) > 2
    return True if spoken & set(m.ctx.parties) or (spoken and meeting) else None


def body_to_be_founded(m: Mention) -> bool | None:
    """«учредить узбекско-корейский форум», «создать единого оператора»."""
    if m.sort not in ("founded", "linked", "organ") or not m.around.close("create"):
        return None
    shared = m.sort != "organ" and (len(m.codes) >= 2 or _bilateral(m))
    return True if shared or _blocs(m) else None


ACCEPT = (
    body_by_itself,
    body_with_a_name,
    body_of_two_states,
    body_of_two_states_by_name,
    body_with_a_bilateral_attribute,
    body_of_an_organisation,
    centre_of_a_region,
    body_of_the_bloc_spoken_of,
    body_to_be_founded,
)


def _bilateral(m: Mention) -> bool:
    return bool(m.attributes & frames.words(f"{m.ctx.adapter.code}/mechanism_attributes", "word"))


def _blocs(m: Mention) -> list[str]:
    """Blocs named in it, by name or adjective."""
    inside = {code for s in m.ctx.states if m.i <= s.i and s.j <= m.j and s.sort == "bloc" for code in s.codes}
    return [code for code in m.codes if code in inside or code in names.BLOCS.values()]


def of_one_state(m: Mention) -> bool:
    """A commission or group of one state's own («Комиссия Сейма Литвы»)."""
    if m.sort not in ("linked", "joint") or len(m.codes) != 1 or _blocs(m) or centre_of_a_region(m):
        return False
    return not _bilateral(m)


def plural_in_general(m: Mention) -> bool:
    """Commissions in general: a plural that names no states and has no name."""
    return m.plural and m.sort != "paired" and not m.codes and not m.named


def name_of_a_bloc(m: Mention) -> bool:
    """The words are the name of a bloc or organisation itself («Совет Европы»)."""
    return any(s.i <= m.head.i < s.j for s in m.ctx.states)


def in_a_title(m: Mention) -> bool:
    """Within the name or title of something else."""
    return names.in_title(m.ctx, m.i)


VETOES = (of_one_state, plural_in_general, name_of_a_bloc, in_a_title)


# -- how far it has come ----------------------------------------------------------------------------------------------

#: Of several mentions the one that says most about its beginning counts.
ORDER: tuple[MechanismStage, ...] = ("created", "creating", "proposed", "active")


def founded_today(m: Mention) -> MechanismStage | None:
    """«создаваемый сегодня Совет»: founded on the day of the report."""
    near = [p for p in names.periods_near(m.ctx, m.i, m.j) if p.edtf and p.edtf == m.ctx.published]
    return "created" if near and any(_creates(m, t) for t in _participles(m)) else None


def being_founded(m: Mention) -> MechanismStage | None:
    """«создаваемая группа»: a present participle of founding."""
    present = any(_creates(m, t) and t.morph.get("Tense", []) in (["Pres"], []) for t in _participles(m))
    return "creating" if present else None


def proposed(m: Mention) -> MechanismStage | None:
    """«инициатива об учреждении Торгового дома», «предложил создать фонд»."""
    s = m.around
    return "proposed" if s.close("create") and s.says("propose") and not s.says("agree") else None


def to_be_founded(m: Mention) -> MechanismStage | None:
    """«договорились учредить совет», «создают компанию», «соглашение о создании фонда»."""
    s = m.around
    if not s.close("create"):
        return None
    now = s.verb is not None and _creates(m, s.verb) and s.verb.morph.get("Tense", []) == ["Pres"]
    return "creating" if s.says("agree", "sign") or s.future or s.infinitive or now else None


def founded_lately(m: Mention) -> MechanismStage | None:
    """«создан фонд», «совет, который мы учредили в прошлом году»: within the year before, as far as it is said."""
    above = () if m.around.acts else m.around.above[:1]
    done = [
        t
        for t in (*above, *m.around.relative, *_participles(m))
        if _creates(m, t) and (stages.told(t) or t.pos_ == "NOUN")
    ]
    if not done:
        return None
    sent = m.sentence
    near = [p for p in m.ctx.periods if sent.start_char <= p.start < sent.end_char and p.kind != "name"]
    years = [p.edtf[:4] for p in near if p.edtf[:4].isdigit()]
    published = m.ctx.published[:4]
    old = any(not published or int(year) < int(published) - 1 for year in years)
    return None if old else "created"


STAGES: tuple[Callable[[Mention], MechanismStage | None], ...] = (
    founded_today,
    being_founded,
    proposed,
    to_be_founded,
    founded_lately,
)


def _creates(m: Mention, token: Token) -> bool:
    return "create" in stages.classes(m.ctx, token)


def _participles(m: Mention) -> list[Token]:
    """Participles and adjectives before the name that agree with it, times and adverbs between left aside."""
    doc, out = m.ctx.doc, []
    for n in range(m.i - 1, max(m.head.sent.start, m.i - 6) - 1, -1):
        token = doc[n]
        if token.pos_ in ("VERB", "ADJ") and case_of(token) == case_of(m.head) and attribute(token):
            out.append(token)
        elif token.pos_ != "ADV" and not any(p.start <= token.idx < p.end for p in m.ctx.periods):
            break
    return out
