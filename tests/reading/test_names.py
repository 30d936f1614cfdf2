"""What names have in common: sameness, titles, capitals, states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.reading import names

if TYPE_CHECKING:
    from servanda.reading.context import Context

SAME = """
Договор о дружбе → договора о дружбе → yes
Меморандум о туризме → Меморандум о туризме между Литвой и Польшей → yes
Межправительственная комиссия → казахстанско-монгольская межправительственная комиссия → yes
Деловой совет → Делового совета → yes
Соглашение о визах → Соглашение о торговле → no
План на 2024 год → План на 2025 год → no
Комиссия по торговле → Комитет по торговле → no
о → Комитет → no
"""


@pytest.mark.parametrize(("one", "other", "same"), [tuple(line.split(" → ")) for line in SAME.strip().splitlines()])
def test_same(one: str, other: str, same: str) -> None:
    assert names.same(one, other) == (same == "yes")
    assert names.same(other, one) == (same == "yes")


@given(st.text(max_size=40))
def test_a_name_is_the_same_as_itself_unless_it_says_nothing(name: str) -> None:
    assert names.same(name, name) == bool(names.stems(name))


TITLES = """
Проект «Чистая вода» начат. → вода → yes
Компания «Рога и копыта» закрыта. → копыта → yes
«Мы построим завод в Риге», – сказал министр. → завод → no
Завод построен. → Завод → no
"""


@pytest.mark.parametrize(("text", "word", "inside"), [tuple(line.split(" → ")) for line in TITLES.strip().splitlines()])
def test_in_title(context: Callable[..., Context], text: str, word: str, inside: str) -> None:
    made = context(text)
    token = next(t for t in made.doc if t.text == word)
    assert names.in_title(made, token.i) == (inside == "yes")


STATES = """
Комиссия Казахстана и Италии работает. → KZ IT
Казахстанско-итальянская комиссия работает. → KZ IT
Площадка «Центральная Азия – Италия» открыта. → Central Asia IT
Предприятие «МАЗ Азия» открыто. → -
Евразийский совет обсудил цели Евразийского экономического союза. → EAEU
Евразийский совет собрался в Минске. → -
Комиссия работает. → -
"""


@pytest.mark.parametrize(("text", "codes"), [tuple(line.split(" → ")) for line in STATES.strip().splitlines()])
def test_codes(context: Callable[..., Context], text: str, codes: str) -> None:
    made = context(text)
    assert (" ".join(names.codes(made, 0, len(made.doc))) or "-") == codes


def test_a_capital_counts_only_where_the_sentence_does_not_ask_for_it(context: Callable[..., Context]) -> None:
    made = context("Договор подписан. Министры подписали Договор.\n– Договор важен.")
    found = [t.i for t in made.doc if t.text == "Договор"]
    assert [names.capital(made, i, i + 1) for i in found] == [False, True, False]


def test_what_merely_points_at_a_thing_is_no_part_of_its_name(context: Callable[..., Context]) -> None:
    made = context("Подписано соответствующее рамочное соглашение.")
    head = next(t for t in made.doc if t.text == "соглашение")
    assert made.doc[names.trimmed(made, 1, head)].text == "рамочное"


def test_a_state_that_is_none_of_the_two_goes_with_the_home_state(context: Callable[..., Context]) -> None:
    made = context(
        "Президент Сербии Александр Вучич и Премьер-министр Венгрии Виктор Орбан провели переговоры. Сербия готова."
    )
    assert names.completed(made, "RS", 1) == ("RS", "HU")
    assert names.completed(made, "JP", 1)[-1] == "JP"
