"""Lemmas, genders, patronymics: one line a case, the word in brackets as the text has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language import declension, noun_phrases
from servanda.language.morphology import Morphology, fold, shaped
from tests.language.marked import cases, spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

LEMMAS = """
Президент [прибыл] в Рим. → прибыть
[Президенты] обсудили торговлю. → президент
Стороны [договорились] о поставках. → договориться
[Стороны] договорились о поставках. → сторона
Они [договариваются] о поставках. → договариваться
Товарооборот [вырос] вдвое. → вырасти
Экспорт [растет] быстро. → расти
Экспорт [растёт] быстро. → расти
[Её] слова услышали. → ее
Заседание [пройдет] в мае. → пройти
Завод [будет] построен. → быть
Завод будет [построен]. → построить
[Построенный] завод работает. → построить
Завод, [строящийся] в Баку, велик. → строиться
[Высший] совет собрался. → высший
Заседание [Высшего] совета прошло. → высший
Это [крупнейший] проект. → крупнейший
Это [важнейшая] задача. → важнейший
Он говорил о [людях]. → человек
Прибыли [люди]. → человек
[Детей] пригласили в театр. → ребенок
Прошло пять [лет]. → год
В [2024] году вырос экспорт. → 2024
[Казахстанский] экспорт вырос. → казахстанский
[Казахстан] и Италия дружат. → казахстан
Он прибыл в [Италию]. → италия
[Оба] президента прибыли. → оба
[Обеих] сторон это устраивает. → оба
[Двое] послов прибыли. → двое
[Мы] готовы к работе. → мы
[Наши] связи крепнут. → наш
[Который] час? → который
Связи, [которые] крепнут, важны. → который
Он [лучше] знает дело. → хороший
Стало [больше] заводов. → большой
[Премьер-министр] прибыл. → премьер-министр
Встреча с [Премьер-министром] прошла. → премьер-министр
[США] ввели пошлины. → сша
Послы [ЕС] прибыли. → ес
[Готов] помочь. → готовый
Стороны [готовы] помочь. → готовый
Стороны [намерены] помочь. → намерен
Стороны [заинтересованы] в этом. → заинтересовать
[Необходимо] открыть рейс. → необходимый
[Следует] открыть рейс. → следовать
Подписаны [соглашения]. → соглашение
[Подписаны] соглашения. → подписать
[Подписание] прошло в Риге. → подписание
В [ходе] визита подписан план. → ход
По [итогам] визита подписан план. → итог
В [рамках] визита подписан план. → рамка
[Путем] переговоров решен спор. → путем
Он [принял] участие. → принять
Он [примет] участие. → принять
[Переговоры] прошли в Риге. → переговоры
В ходе [переговоров] подписан план. → переговоры
[Выборы] прошли в мае. → выбор
Прибыл [ученый]. → ученый
[Министров] приняли в Кремле. → министр
[Ильхам] прибыл в Баку. → ильхам
[Нұр-Сұлтан] был столицей. → нұр-сұлтан
[Сотрудничая], мы растем. → сотрудничать
[Отметив] рост, он уехал. → отметить
[Отметивший] рост министр уехал. → отметить
[5-й] форум прошел в мае. → 5-й
Курс [доллара] вырос. → доллар
Поступило 5 [млн] тенге. → млн
[Euronews] сообщил о визите. → euronews
"""
GENDERS = """
Азатом Ins Masc
Ильхама Gen Masc
Урсулы Gen Fem
Анной Ins Fem
Мария Nom Fem
Гейдаровича Gen Masc
Сергеевной Ins Fem
Президентом Ins -
Казахстана Gen -
"""
FUTURES = """
Завод [будет] работать. → Fut
Президент [посетит] Рим. → Fut
Форум [пройдет] в мае. → Fut
Президент [посещает] Рим. → Pres
Президент [посетил] Рим. → Past
Форум [проходит] в Риме. → Pres
"""
SHAPES = [
    ("президент", "Президентом", "Президент"), ("сша", "США", "США"), ("совет", "совета", "совет"),
    ("премьер-министр", "Премьер-министром", "Премьер-министр"), ("олег", "ОЛЕГОМ", "ОЛЕГ"),
    ("семён", "Семеном", "Семен"), ("семён", "Семёном", "Семён"), ("касым-жомарт", "Касым-Жомарту", "Касым-Жомарт"),
]  # fmt: skip


def test_lemmas(annotate_lines: Callable[[Sequence[str]], list[Doc]]) -> None:
    lines = cases(LEMMAS)
    found = [span[0].lemma_ for span in spans([text for text, _ in lines], annotate_lines)]
    assert list(zip([text for text, _ in lines], found, strict=True)) == lines


def test_the_future_is_told_from_the_present(annotate_lines: Callable[[Sequence[str]], list[Doc]]) -> None:
    lines = cases(FUTURES)
    found = ["".join(span[0].morph.get("Tense")) for span in spans([text for text, _ in lines], annotate_lines)]
    assert list(zip([text for text, _ in lines], found, strict=True)) == lines


def test_the_dictionary_mends_tags_that_a_noun_cannot_have(annotate: Callable[[str], Doc]) -> None:
    """The tagger calls «Президенты» a genitive of the singular here; the word has one case and number only."""
    token = annotate("Президенты России и Сербии прибыли.")[0]
    assert (token.morph.get("Case"), token.morph.get("Number")) == (["Nom"], ["Plur"])


@pytest.mark.parametrize("line", GENDERS.strip().splitlines())
def test_gender_of_first_names_and_patronymics(adapter: Adapter, line: str) -> None:
    word, case, gender = line.split()
    assert adapter.gender(word, case) == gender.replace("-", "")


@pytest.mark.parametrize(("word", "like", "expected"), SHAPES)
def test_the_letter_case_is_kept(word: str, like: str, expected: str) -> None:
    assert shaped(word, like) == expected


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert "ё" not in fold(word)


@given(word=st.text(min_size=1, max_size=12))
def test_any_word_has_keys_and_a_gender_or_none(adapter: Adapter, word: str) -> None:
    assert fold(word) in adapter.surname_keys(word)
    assert adapter.gender(word) in ("Masc", "Fem", "")
    assert adapter.patronymic(word) in (True, False)


AROUND = """
[Совет министров Италии] собрался в Риме.
Об этом сообщил [Совет министров Италии].
Заседание [Совета министров Италии] прошло, на нем был [Совет министров].
В [Совете  министров Италии] довольны [Советом министров Италии].
Он говорил с [Сергеем Лавровым], но не о [Сергее Лаврове].
[Сергей Лавров] принял [Сергея Лаврова].
"""


def test_what_is_kept_of_a_phrase_is_what_it_gives_alone(annotate: Callable[[str], Doc]) -> None:
    """In one morphology all phrases one after the other, in another each for the first time."""
    shared = Morphology()
    for line in AROUND.strip().splitlines() * 2:
        parts = re.split(r"[\[\]]", line)
        doc = annotate("".join(parts))
        for n in range(1, len(parts), 2):
            at = len("".join(parts[:n]))
            span = doc.char_span(at, at + len(parts[n]))
            assert span is not None
            assert shared.phrase(span) == noun_phrases.phrase(shared, span)
            for case in ("", "Nom", "Gen"):
                assert shared.person(span, case) == declension.person(shared, span, case)
