"""Clauses: one line a case; `[…]` is the clause of the word after `^`, or its subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading import clauses

if TYPE_CHECKING:
    from servanda.reading.context import Context

CLAUSES = """
[Стороны ^договорились открыть рейс].
Он сообщил, что [Литва ^намерена построить порт].
[Литва ^построит порт], который примет танкеры.
Отметив рост торговли, [министр ^предложил открыть рейс].
[^Ведется строительство порта], модернизируются дороги.
Дорога закрыта, но [мост ^строится].
[Литва ^поставит зерно, муку и масло], отвечающие стандартам.
[Литва ^откроет рейсы в Вену, Прагу, а также в Рим].
[Литва ^расширит экспорт, включая поставки зерна].
Премьер оценил итоги и [^выразил готовность помочь].
«[Мы ^готовы построить мост]», – сказал министр.
[Коридор Север – Юг ^расширяется].
Порт, в рамках которого [^строится терминал], открыт.
[Компания «Порт и море» ^построит терминал (первый в стране) к маю].
"""
SUBJECTS = """
[Литва и Латвия] ^построят мост.
[Наши ученые] уже ^приступили к работе.
На границе ^строится [новый мост].
[Глава правительства Литвы] оценил итоги и ^выразил готовность помочь.
Отметив рост торговли, [министр экономики] ^предложил открыть рейс.
[Межправительственная комиссия по торговле] ^должна рассмотреть вопрос.
"""
CALLED = """
Литва ^настаивает на том, что рейсы нужны. → Литва настаивает на том, что рейсы нужны
Литва ^приняла меры, чтобы удвоить торговлю. → Литва приняла меры, чтобы удвоить торговлю
Литва ^построит порт, чтобы торговля росла. → Литва построит порт
"""


def marked(line: str) -> tuple[str, int, str]:
    """The plain text, the offset of the marked word, the words in brackets."""
    inside = re.search(r"\[(.+?)\]", line)
    plain = line.replace("[", "").replace("]", "")
    at = plain.index("^")
    return plain.replace("^", ""), at, inside.group(1).replace("^", "") if inside else ""


@pytest.mark.parametrize("line", CLAUSES.strip().splitlines())
def test_where_a_clause_begins_and_ends(context: Callable[..., Context], line: str) -> None:
    text, at, expected = marked(line)
    ctx = context(text)
    i = ctx.token_at(at).i
    assert ctx.doc[clauses.start(ctx, i) : clauses.end(ctx, i)].text == expected


@pytest.mark.parametrize("line", SUBJECTS.strip().splitlines())
def test_the_subject(context: Callable[..., Context], line: str) -> None:
    text, at, expected = marked(line)
    ctx = context(text)
    span = clauses.subject(ctx, ctx.token_at(at).i)
    assert span is not None
    assert ctx.doc[span[0] : span[1]].text == expected


@pytest.mark.parametrize("line", CALLED.strip().splitlines())
def test_the_clause_that_a_clause_calls_for(context: Callable[..., Context], line: str) -> None:
    left, expected = line.split(" → ")
    text, at, _ = marked(left)
    ctx = context(text)
    i = ctx.token_at(at).i
    assert ctx.doc[clauses.start(ctx, i) : clauses.whole_end(ctx, i)].text == expected


@settings(max_examples=30)
@given(st.text(alphabet='«»"(),–—.:;!?\n аовиДог что 5', min_size=1, max_size=60))
def test_a_clause_holds_its_word(context: Callable[..., Context], text: str) -> None:
    ctx = context(text)
    for token in ctx.doc:
        assert clauses.start(ctx, token.i) <= token.i < clauses.end(ctx, token.i) <= len(ctx.doc)
