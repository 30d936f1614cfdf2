"""Words that tell what a text is about weigh more than those of every report; the weight hangs on the word alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.rarity import weight
from servanda.language.stems import stems

# lighter < heavier
ORDER = """
сотрудничество < товарооборот
развитие       < газопровод
провести       < фестиваль
строительство  < газопровод
договориться   < железный
культура       < мактаарал
"""


def of(word: str) -> float:
    return next(iter(stems(word, "ru"))).weight


@pytest.mark.parametrize("line", ORDER.strip().splitlines())
def test_what_a_text_is_about_weighs_more(line: str) -> None:
    lighter, heavier = (word.strip() for word in line.split("<"))
    assert of(lighter) < of(heavier)


def test_a_word_weighs_the_same_in_every_form_and_case() -> None:
    assert len({of(word) for word in ("газопровод", "Газопроводом", "ГАЗОПРОВОДЫ")}) == 1


@given(st.text(max_size=30))
def test_every_word_has_a_weight_within_bounds(text: str) -> None:
    for language in ("ru", "kk"):
        assert all(0.3 <= word.weight <= 10.0 for word in stems(text, language))


def test_of_several_stems_the_commonest_counts() -> None:
    assert weight(("сотрудничество", "мактаарал"), "ru") == of("сотрудничество")
