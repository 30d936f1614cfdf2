# ruff: noqa: E501  (one line a case)
"""What a preposition begins after a noun: one line a case, the prepositions' class, the head word, the text, the name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.language.tables import table
from servanda.reading import phrases
from servanda.reading.attachments import ATTACH

if TYPE_CHECKING:
    from servanda.reading.context import Context

CASES = """
document → меморандум → Подписан меморандум о взаимопонимании по вопросам рыболовства. → меморандум о взаимопонимании по вопросам рыболовства
document → меморандум → Подписан меморандум о взаимопонимании по вопросу нефтепровода. → меморандум о взаимопонимании по вопросу нефтепровода
document → соглашение → Подписано соглашение о взаимной правовой помощи по уголовным делам. → соглашение о взаимной правовой помощи по уголовным делам
document → контракт → Подписан контракт на поставку зерна на встрече министров. → контракт на поставку зерна
document → соглашение → Подписано соглашение на встрече министров. → соглашение
document → соглашение → Подписано соглашение о поставках мяса в Китай. → соглашение о поставках мяса в Китай
document → протокол → Подписан протокол о внесении изменений в соглашение о рейсах. → протокол о внесении изменений в соглашение о рейсах
document → соглашение → Подписано соглашение о поставках мяса в Риге. → соглашение о поставках мяса
document → меморандум → Подписан меморандум о взаимопонимании (МоВ) о сотрудничестве в туризме. → меморандум о взаимопонимании (МоВ) о сотрудничестве в туризме
document → меморандум → Подписан меморандум между фондом Литвы (ФЛ) и банком Латвии (БЛ). → меморандум между фондом Литвы (ФЛ) и банком Латвии
document → программа → Утверждена программа туризма до 2030 года. → программа туризма до 2030 года
body → комиссия → Заседала комиссия по вопросам охраны природы. → комиссия по вопросам охраны природы
"""


@pytest.mark.parametrize(
    ("prepositions", "word", "text", "expected"), [tuple(line.split(" → ")) for line in CASES.strip().splitlines()]
)
def test_reach(context: Callable[..., Context], prepositions: str, word: str, text: str, expected: str) -> None:
    made = context(text)
    head = next(token for token in made.doc if token.lemma_ == word)
    assert made.doc[head.i : phrases.right(made, head, prepositions=prepositions)].text == expected


def test_the_table_names_conditions_that_there_are() -> None:
    named = {row["attach"] for row in table("ru/complements") if row["attach"]}
    assert named <= set(ATTACH)
