"""Names of bodies and papers: which are one name in another case, shorter, contracted or abbreviated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.stems import stems
from servanda.ledger.naming import Name, abbreviated, contracted, join, name_of, own_name, same, shorter

RULES = {
    "same": same, "shorter": shorter, "contracted": contracted, "abbreviated": abbreviated, "own name": own_name,
}  # fmt: skip

# one name | another | the rule by which the first is the second, or - for none
PAIRS = """
Деловой совет | Казахстанско-китайский деловой совет | same
Делового совета | деловой совет | same
Высший межгосударственный совет | Высшего межгосударственного совета Кыргызстана и Казахстана | same
казахско-азербайджанский Фонд прямых инвестиций | Фонд прямых инвестиций | same
Электроэнергетический совет СНГ | Электроэнергетический совет | same
Межправительственная комиссия | Межправительственная комиссия по водным вопросам | shorter
Смешанная российско-казахстанская комиссия | Смешанная комиссия по вопросам охраны окружающей среды | shorter
межправкомиссия | межправительственная комиссия по торгово-экономическому сотрудничеству | contracted
межправсовет | Межправительственный совет | contracted
МПК | Межправительственная комиссия | abbreviated
МЭС | Межгосударственный экологический совет (МЭС) стран СНГ | abbreviated
ДС | Деловой совет | abbreviated
совместное предприятие UZKAZTRADE | совместная торговая компания UzKazTrade | own name
Совместный механизм кредитования (JCM) | Совместный комитет по Совместному механизму кредитования (JCM) | -
Объединенный комитет JCM | Совместный механизм кредитования (JCM) | -
рабочая группа по тарифам | рабочая группа по воде | -
Деловой совет | Совет глав регионов | -
МПК | Деловой совет | -
Совет глав регионов | Деловой совет | -
Совет глав регионов | Совет | -
Совет | Совет глав регионов | shorter
Международный центр промышленной кооперации | центр промышленной кооперации | same
ГЭС-1 | ГЭС-2 | -
Камбаратинская ГЭС-1 | Камбаратинской ГЭС-1 | same
"""


@pytest.mark.parametrize("line", PAIRS.strip().splitlines())
def test_names_are_joined_by_the_rule_told(line: str) -> None:
    one, other, rule = (part.strip() for part in line.split("|"))
    names = name_of(one, stems), name_of(other, stems)
    assert next((told for told, test in RULES.items() if test(*names)), "-") == rule


def named(*texts: str) -> list[tuple[Name, str]]:
    return [(name_of(text, stems), text) for text in texts]


def test_a_name_that_two_could_bear_stays_alone() -> None:
    found = join(named("Рабочая группа по тарифам", "Рабочая группа по воде", "Рабочая группа"))
    assert sorted(one.entries for one in found) == [
        ["Рабочая группа"], ["Рабочая группа по воде"], ["Рабочая группа по тарифам"]
    ]  # fmt: skip


def test_what_is_joined_says_why() -> None:
    full = "Межправительственная комиссия по торговле"
    (one,) = join(named("МПК", full, "межправкомиссия", "Межправительственная комиссия"))
    assert one.names[0].text == full
    assert sorted(one.why) == [
        "«МПК» is the abbreviation of its name",
        "«Межправительственная комиссия» is the shorter form of its name",
        "«межправкомиссия» is the contraction of its name",
    ]


def test_the_head_is_the_first_noun() -> None:
    assert name_of("Казахстанско-монгольская межправительственная комиссия по торговле", stems).head == {"комиссия"}
    assert name_of("Совет глав регионов", stems).head == {"совет"}


@given(st.permutations([line.split("|")[n].strip() for line in PAIRS.strip().splitlines()[:9] for n in (0, 1)]))
def test_the_order_of_names_changes_nothing(texts: list[str]) -> None:
    found = {frozenset(one.entries) for one in join(named(*texts))}
    assert found == {frozenset(one.entries) for one in join(named(*sorted(texts)))}


@given(st.text(max_size=40))
def test_any_text_is_a_name(text: str) -> None:
    name = name_of(text, stems)
    assert name.lead <= len(name.words)
    assert bool(same(name, name)) == bool(name.words)
