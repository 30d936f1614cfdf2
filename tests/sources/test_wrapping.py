"""Lines broken at a fixed width are joined one for one; all other breaks stay."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.pipeline import read
from servanda.sources.text import About, Given, document
from servanda.sources.wrapping import unwrapped

TALKS = (
    (
        "Министр иностранных дел Казахстана провел переговоры с коллегой из Италии. Стороны обсудили торговлю, "
        "транспорт и энергетику, а также подготовку предстоящего заседания межправительственной комиссии."
    ),
    (
        "По словам министра, товарооборот Казахстана и Италии в 2024 году достиг двадцати миллиардов долларов, что на "
        "четверть больше показателя предыдущего года. Стороны намерены расширить поставки."
    ),
)


def wrapped(paragraphs: tuple[str, ...] | list[str], width: int, between: str = "\n\n") -> str:
    return between.join(textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)


@pytest.mark.parametrize("width", [50, 60, 66, 72, 78, 80, 90])
@pytest.mark.parametrize("between", ["\n\n", "\n \n"])
def test_paragraphs_come_back(width: int, between: str) -> None:
    assert unwrapped(wrapped(TALKS, width, between)) == between.join(TALKS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "О встрече министров",
        "О встрече министров\n15 марта 2024 года\nМинистры провели переговоры.\nБыл подписан план.",
        "\n".join(TALKS),
        (
            "Стороны договорились:\n- открыть рейс между столицами двух стран;\n- создать совместный фонд развития;\n"
            "- провести выставку осенью;\n- построить завод по выпуску лекарств;\n- открыть консульство в Риме."
        ),
        (
            "– Мы готовы к этой работе, – сказал министр.\n– И мы готовы к этому, – ответил его коллега.\n"
            "– Подпишем документ, – сказал министр.\n– Подпишем сегодня, – ответил его коллега.\n– Договорились."
        ),
        "Казахстан и Италия подписали соглашение\nКоротко о главном\nВ Астане прошли переговоры\nО чем договорились",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_lists_and_speech_keep_their_lines_in_a_wrapped_text() -> None:
    listed = "Стороны договорились:\n- открыть рейс между столицами;\n- создать совместный фонд."
    text = wrapped(TALKS, 72) + "\n\n" + listed
    assert unwrapped(text) == "\n\n".join([*TALKS, listed])


def test_the_dash_of_a_reporting_clause_begins_no_paragraph() -> None:
    speech = (
        "«Мы высоко ценим поддержку, которую наши партнеры оказывают строительству коридора», – подчеркнул министр "
        "иностранных дел на встрече с журналистами в Астане, которая прошла сразу после переговоров."
    )
    assert [unwrapped(wrapped([*TALKS, speech], width)) for width in (83, 84, 85, 86)] == [
        "\n\n".join([*TALKS, speech])
    ] * 4


@given(st.text(alphabet="аб. \n-–«»1", max_size=400))
def test_breaks_become_spaces_and_nothing_else_changes(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, joined, strict=True))
    assert unwrapped(joined) == joined or "\n" in joined


def test_what_is_stored_is_joined_and_offsets_are_those_of_both() -> None:
    text = wrapped(TALKS, 72)
    stored = document(text, About(""), Given(), "t")
    assert stored.text == "\n\n".join(TALKS)
    figure = next(figure for figure in read(text).figures if figure.unit == "USD")
    evidence = figure.evidence
    assert evidence.exact == stored.text[evidence.start : evidence.end]
    assert evidence.exact == text[evidence.start : evidence.end].replace("\n", " ")
    assert "\n" in text[evidence.start : evidence.end]


def test_line_ends_of_windows_are_line_ends() -> None:
    assert document(wrapped(TALKS, 72).replace("\n", "\r\n"), About(""), Given(), "t").text == "\n\n".join(TALKS)
