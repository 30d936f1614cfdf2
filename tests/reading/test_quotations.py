"""Quotations: one line a case, `speaker | text`, the ⟦speech⟧ marked, ¶ for a line's end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.reading import quotations
from servanda.reading.context import Context

ContextOf = Callable[..., Context]

SPOKEN = """
Иван Петров | «⟦Мы строим дорогу⟧», – сказал министр Иван Петров.
Иван Петров | – ⟦Мы строим дорогу⟧, – сказал Иван Петров. – ⟦Она нужна всем.⟧
Иван Петров | Министр Иван Петров прибыл в Баку. «⟦Мы строим дорогу⟧», – сказал он.
Иван Петров | По словам Ивана Петрова, дорога «⟦станет мостом между народами⟧».
Иван Петров | Иван Петров отметил рост торговли.¶¶«⟦Торговля растет третий год. Мы этому рады⟧».
Анна Серова | Адвокат Анна Серова подала жалобу.¶– ⟦Я не согласна с решением⟧, – говорит адвокат.
пресс-служба министерства | «⟦Рейсы открыты с мая⟧», – сообщили в пресс-службе министерства.
министерство торговли | «⟦Рейсы открыты с мая⟧», – говорится в сообщении министерства торговли.
пресс-служба МИД Грузии | О визите сообщает пресс-служба МИД Грузии. «⟦Рейсы открыты с мая⟧», – говорится в сообщении.
Анна Серова | – ⟦Рейсы нужны⟧, – говорит жительница села Анна Серова.¶– ⟦Ждем их⟧, – говорит жительница села.
Иван Петров | «⟦Мы строим дорогу⟧», – передает слова Ивана Петрова пресс-служба завода.
"""

UNSPOKEN = """
Компания «Казахстан темир жолы» открыла рейсы.
– развитие торговли;¶– строительство дорог.
«Мы строим дорогу», – сказал.
"""


def cases(table: str) -> list[str]:
    return [line for line in table.strip().split("\n") if line]


@pytest.mark.parametrize("case", cases(SPOKEN))
def test_who_said_what(context: ContextOf, case: str) -> None:
    speaker, _, line = case.partition(" | ")
    wanted = re.findall(r"⟦(.*?)⟧", line)
    ctx = context(re.sub(r"[⟦⟧]", "", line).replace("¶", "\n"))
    found = quotations.find(ctx)
    assert [record.evidence.exact for record in found] == wanted
    assert {record.speaker for record in found} == {speaker}
    for record in found:
        record.evidence.verify(ctx.document)


@pytest.mark.parametrize("line", cases(UNSPOKEN))
def test_nobodys_words_are_no_record(context: ContextOf, line: str) -> None:
    assert quotations.find(context(line.replace("¶", "\n"))) == []


def test_the_rule_tells_how_speech_and_speaker_were_found(context: ContextOf) -> None:
    (record,) = quotations.find(context("«Мы строим дорогу», – сказал министр Иван Петров."))
    assert record.rule == "clause_behind/person_or_title"


PARTS = (
    "«Мы строим дорогу», ",
    "– сказал министр. ",
    "Иван Петров ",
    "По словам посла, ",
    "«мост меж двумя берегами» ",
)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_every_record_has_a_speaker_and_its_words(context: ContextOf, parts: list[str]) -> None:
    ctx = context("".join(parts))
    end = 0
    for record in quotations.find(ctx):
        assert record.speaker
        assert record.evidence.start >= end
        record.evidence.verify(ctx.document)
        end = record.evidence.end
