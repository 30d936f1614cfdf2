"""Words of promises that say the same stand for one; others stand for themselves, by their usual stem."""

from __future__ import annotations

import pytest

from servanda.language.stems import stems
from servanda.language.tables import table

SAME = """
построить возвести сооружение прокладку
создать учредить
возобновить восстановление
завод фабрику
рейс авиасообщение
прямой прямая прямые
"""
OTHER = """
нефтепровод газопровод
посольство консульство
открыть подписать
"""


def senses(text: str) -> list[str]:
    return [word.sense for word in stems(text, "ru")]


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_words_of_one_sense_stand_for_one(line: str) -> None:
    assert len(set(senses(line))) == 1


@pytest.mark.parametrize("line", OTHER.strip().splitlines())
def test_words_of_other_senses_do_not(line: str) -> None:
    assert len(set(senses(line))) == len(line.split())


def test_words_of_one_sense_weigh_the_same() -> None:
    assert len({word.weight for word in stems("построить возвести соорудить", "ru")}) == 1


def test_a_word_stands_in_one_row_only() -> None:
    words = [word for row in table("ru/same_sense") for word in row.several("phrase")]
    assert len(words) == len(set(words))


def test_a_language_without_a_table_has_its_own_words() -> None:
    assert [word.sense for word in stems("Build build", "en")] == ["build", "build"]
