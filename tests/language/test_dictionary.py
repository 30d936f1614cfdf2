"""The dictionary asked directly gives what pymorphy3's own parses give."""

from __future__ import annotations

from typing import Any

import pymorphy3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.dictionary import Dictionary
from servanda.language.tags import Reading, Tag

WORDS = [
    "соглашения", "Договорённости", "договоренностей", "все", "стали", "мой", "президентов", "Казахстана", "крупнейший",
    "будет", "или", "том", "мая", "люди", "переговоры", "берёт", "Путин", "вести", "три", "нём", "ПОЛЯ", "её", "больше",
]  # fmt: skip
TAGS = [
    ("NOUN", "Animacy=Inan|Case=Gen|Gender=Neut|Number=Sing"), ("NOUN", "Case=Nom|Number=Plur"), ("PROPN", "Case=Gen"),
    ("VERB", "Aspect=Perf|Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin"), ("ADJ", "Case=Nom|Gender=Masc|Number=Sing"),
    ("DET", "Case=Gen|Number=Plur"), ("ADV", ""), ("CCONJ", ""), ("PUNCT", ""), ("NUM", "Case=Acc"),
]  # fmt: skip


@pytest.fixture(scope="module")
def analyzer() -> Any:
    """pymorphy3."""
    return pymorphy3.MorphAnalyzer(lang="ru")


@pytest.fixture(scope="module")
def dictionary(analyzer: Any) -> Dictionary:
    """Its dictionary."""
    return Dictionary(analyzer)


def best(analyzer: Any, word: str, tag: Tag) -> tuple[str, str] | None:
    """Tag and lemma of the first of pymorphy3's parses that agrees best."""
    parses = analyzer.parse(word)
    scores = [tag.agreement(Reading.of(parse.tag)) for parse in parses]
    parse = parses[scores.index(max(scores))]
    return (str(parse.tag), parse.normal_form) if max(scores) > -1 else None


@pytest.mark.parametrize("word", WORDS)
def test_the_best_form_is_that_of_pymorphys_parses(analyzer: Any, dictionary: Dictionary, word: str) -> None:
    forms, numbers = dictionary.forms(word)
    for tag in [Tag(*tag) for tag in TAGS]:
        place = dictionary.best(word, numbers, tag)
        found = (str(analyzer.dictionary.gramtab[numbers[place]]), dictionary.lemma(forms[place]))
        assert (found if place >= 0 else None) == best(analyzer, word, tag)


@pytest.mark.parametrize("word", WORDS)
def test_all_readings_are_pymorphys(analyzer: Any, dictionary: Dictionary, word: str) -> None:
    found = sorted(
        (sorted(dictionary.reading(number).grammemes), dictionary.lemma(form))
        for form, number in zip(*dictionary.forms(word), strict=True)
    )
    assert found == sorted((sorted(parse.tag.grammemes), parse.normal_form) for parse in analyzer.parse(word))


@given(word=st.text(min_size=1, max_size=6))
def test_what_is_no_word_has_no_forms(analyzer: Any, dictionary: Dictionary, word: str) -> None:
    known = len(word) > 1 and bool(analyzer.dictionary.words.similar_items(word.lower(), analyzer.char_substitutes))
    assert bool(dictionary.forms(word)[0]) == known


def test_a_letter_may_be_an_initial(dictionary: Dictionary) -> None:
    assert dictionary.forms("В") == ([], ())


@pytest.mark.parametrize("word", WORDS)
def test_parses_are_pymorphys(analyzer: Any, dictionary: Dictionary, word: str) -> None:
    found, expected = dictionary.parses(word), analyzer.parse(word)
    assert [seen(parse) for parse in found] == [seen(parse) for parse in expected]
    for ours, theirs in zip(found, expected, strict=True):
        assert [seen(form) for form in ours.lexeme] == [seen(form) for form in theirs.lexeme]


@pytest.mark.parametrize("grams", [{"nomn"}, {"nomn", "sing"}, {"plur", "gent"}, {"loc2"}, {"femn", "accs"}, {"1per"}])
@pytest.mark.parametrize("word", WORDS)
def test_inflected_forms_are_pymorphys(analyzer: Any, dictionary: Dictionary, word: str, grams: set[str]) -> None:
    for ours, theirs in zip(dictionary.parses(word), analyzer.parse(word), strict=True):
        form, expected = ours.inflect(grams), theirs.inflect(grams)
        assert (form and seen(form)) == (expected and seen(expected))


def seen(parse: Any) -> tuple[str, str, str, bool]:
    """What a parse says."""
    return parse.word, str(parse.tag), parse.normal_form, parse.is_known
