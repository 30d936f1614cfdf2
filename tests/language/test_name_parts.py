"""Words of names: which are for states, which are nouns."""

from __future__ import annotations

import pytest

from servanda.language.stems import stems

# words, each with what it is: p for a state or bloc, t for one that sets a term, n for a noun, - for anything else
NAMES = """
Казахстанско p китайский p деловой - совет n
российско p Индийской p комиссии n
Совет n СНГ p
рабочая - группа n
палата n Республики n
МПК - РК p
торговый - дом n
к t 2030 - году n
до t конца n
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_parts_of_names(line: str) -> None:
    words = line.split()[::2]
    expected = [{"p": "party", "t": "term", "n": "noun", "-": "other"}[sign] for sign in line.split()[1::2]]
    assert [word.part for word in stems(" ".join(words), "ru")] == expected


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Египта", {("EG", frozenset({"египет"}))}),
        ("итальянский", {("IT", frozenset({"итальянский"}))}),
        ("Рабате", {("MA", frozenset({"рабат"}))}),
        ("совет", set()),
    ],
)
def test_a_word_may_be_part_of_the_names_of_states(word: str, told: set[tuple[str, frozenset[str]]]) -> None:
    assert told <= {(code, name) for each in stems(word, "ru") for code, name in each.states}
    assert bool(told) == any(each.states for each in stems(word, "ru"))


def test_in_a_language_without_a_dictionary_nothing_is_known() -> None:
    assert [word.part for word in stems("business council of Kazakhstan", "en")] == ["other"] * 4
