"""How far something has come: one line a case, the head word, the text, the classes that stand near it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading import signing, stages

if TYPE_CHECKING:
    from servanda.reading.context import Context

CASES = """
завод → Стороны договорились построить завод. → agree build
завод → Министр предложил построить завод. → propose build
завод → Завод построен. → build run
фонд → Стороны обсудили создание фонда. → create propose
соглашение → Стороны подписали соглашение. → sign
соглашение → Стороны работают в рамках соглашения. → force
соглашение → Готов проект соглашения. → draft
соглашение → Стороны готовы к заключению нового соглашения. → sign
план → План предусматривает строительство. → -
план → Поручено разработать план. → agree draft
договор → Стороны действуют в соответствии с договором. → force
"""


@pytest.mark.parametrize(
    ("word", "text", "expected"), [tuple(line.split(" → ")) for line in CASES.strip().splitlines()]
)
def test_classes_near(context: Callable[..., Context], word: str, text: str, expected: str) -> None:
    made = context(text)
    head = next(t for t in made.doc if t.lemma_ == word)
    i = head.i
    while i > 0 and made.doc[i - 1].pos_ == "ADJ":
        i -= 1
    found = stages.around(made, head, i).classes
    assert set(() if expected == "-" else expected.split()) <= found
    if expected == "-":
        assert found == frozenset()


TENSES = """
Завод построен. → told
Стороны построили завод. → told
Завод будет построен. → ahead
Стороны построят завод. → ahead
Стороны строят завод. → -
"""


@pytest.mark.parametrize(("text", "expected"), [tuple(line.split(" → ")) for line in TENSES.strip().splitlines()])
def test_tense(context: Callable[..., Context], text: str, expected: str) -> None:
    made = context(text)
    verb = next(t for t in made.doc if t.pos_ == "VERB")
    found = "told" if stages.told(verb) else "ahead" if stages.ahead(verb) else "-"
    assert found == expected


def test_a_sister_in_a_row_governs_nothing(context: Callable[..., Context]) -> None:
    made = context("Обсуждены подготовка плана и подписание договора.")
    head = next(t for t in made.doc if t.lemma_ == "договор")
    assert "draft" not in stages.around(made, head).near


LISTED = """
Подписано пять документов, среди которых план и протокол. → протокол → подписано
Стороны подписали: план; протокол. → протокол → подписали
Будет подписано пять документов, среди которых план. → план → подписано, coming
Среди подписанных документов – план и протокол. → протокол → подписанных
Подписано пять документов. Среди них – план и протокол. → протокол → подписано
Подписано пять документов. В частности, план и протокол. → протокол → подписано
Стороны обсудили торговлю. Среди гостей был автор, его план приняли. → план → -
Стороны обсудили вопросы, среди которых план. → план → -
"""


@pytest.mark.parametrize(("text", "word", "sign"), [tuple(line.split(" → ")) for line in LISTED.strip().splitlines()])
def test_listed(context: Callable[..., Context], text: str, word: str, sign: str) -> None:
    made = context(text)
    token = next(t for t in made.doc if t.text == word)
    found = signing.listed(made, token, "sign")
    shown = "-" if found is None else found.token.text.lower() + (", coming" if found.coming else "")
    assert shown == sign
