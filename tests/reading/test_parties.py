"""The states that a document and its statements are about: one line a case, the text and the codes in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import parties

if TYPE_CHECKING:
    from servanda.reading.context import Context

DOCUMENTS = """
Казахстан и Италия расширяют торговлю. → KZ IT
Италия и Казахстан расширяют торговлю. → IT KZ
Президент Казахстана прибыл в Рим. Италия ждет гостей. → KZ IT
Состоялись казахско-иранские переговоры. → KZ IR
Литва приняла закон. Литва ждет гостей. → LT
В Анкаре прошел форум. Турция и Азербайджан подписали план. → TR AZ
МИД РК: рейсы в Иран открыты. Иран и Казахстан дружат. → KZ IR
Узбекистан, Казахстан и Кыргызстан провели саммит. Кыргызстан и Узбекистан ждут Казахстан. → UZ KZ KG
Казахстан и Европейский союз подписали план. Казахстан ждет гостей из ЕС. → KZ EU
Рынок растет. →
Прибыл Виктор Орбан. →
"""
#: After the lead «Президент Казахстана … Президент Италии …»: the statement, its states, and those who act.
STATEMENTS = """
Обе стороны расширят торговлю. → KZ IT → KZ IT
Стороны расширят торговлю. → KZ IT → KZ IT
Италия вложила 7 млрд долларов. → IT KZ → IT
Казахстан вывозит зерно. → KZ IT → KZ
Экспорт Казахстана в Иран вырос. → KZ IR → KZ
Иран закупит зерно. → IR → IR
Взаимная торговля выросла. → KZ IT →
Россия и Китай строят дорогу. → RU CN → RU
Рынок растет. → KZ IT →
Президент Италии открыл мост. → IT KZ → IT
"""
LEAD = (
    "Президент Казахстана Касым-Жомарт Токаев провел переговоры с Президентом Италии Серджо Маттареллой. "
    "Казахстан и Италия – давние партнеры.\n"
)
#: What the words of a speaker mean by «мы»; the tokens are the first two of the speech.
SPEECHES = """
– Мы расширим торговлю, – сказал Касым-Жомарт Токаев. → KZ IT → KZ IT
– Мы расширим торговлю, – сказал Серджо Маттарелла. → IT KZ → IT KZ
– Наша страна ждет гостей, – сказал Серджо Маттарелла. → IT KZ → IT
– Италия ждет гостей, – сказал Касым-Жомарт Токаев. → KZ IT → IT
"""


@pytest.mark.parametrize("line", DOCUMENTS.strip().splitlines())
def test_parties_of_a_document(context: Callable[..., Context], line: str) -> None:
    text, _, expected = line.partition(" →")
    assert " ".join(context(text).parties) == expected.strip()


@pytest.mark.parametrize("line", [*STATEMENTS.strip().splitlines(), *SPEECHES.strip().splitlines()])
def test_parties_and_actors_of_a_statement(context: Callable[..., Context], line: str) -> None:
    statement, about, actors = (cell.strip() for cell in f"{line} ".split("→"))
    ctx = context(LEAD + statement)
    spoken = statement.startswith("–")
    first = ctx.token_at(len(LEAD)).i + spoken
    assert " ".join(ctx.parties_for(ctx.doc[first].idx, len(ctx.document.text))) == about
    assert " ".join(ctx.actors_at(first, first + 2)) == actors


def test_no_words_no_actors(context: Callable[..., Context]) -> None:
    assert context("Казахстан и Италия дружат.").actors_at(2, 2) == ()


def test_states_named_between_two_places(context: Callable[..., Context]) -> None:
    text = "Италия, Казахстан и Италия дружат. Рим ждет гостей из Ирана."
    ctx = context(text)
    assert ctx.states_in(0, len(text)) == ("IT", "KZ", "IR")
    assert ctx.states_in(0, 8) == ("IT",)
    assert ctx.states_in(8, 18) == ("KZ",)
    assert ctx.states_in(40, 45) == ()


COLLECTIVES = """
Обе стороны согласны. → both
Наша страна согласна. → we side
Мы согласны. → we
Взаимная торговля растет. → mutual
Рынок растет. →
"""


@pytest.mark.parametrize("line", COLLECTIVES.strip().splitlines())
def test_words_that_stand_for_states(context: Callable[..., Context], line: str) -> None:
    text, _, expected = line.partition(" →")
    ctx = context(text)
    assert parties.collective_at(ctx, 0, len(ctx.doc)) in (expected.split() or [""])
