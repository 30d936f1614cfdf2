"""Phrases of tables found in annotated text: longest first, within one sentence, with gaps and exact forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import LexiconError
from servanda.language.tables import table
from servanda.reading import frames

if TYPE_CHECKING:
    from spacy.tokens import Doc

POSTS = """
Президент прибыл. → Президент
Президенты прибыли. → Президенты
Министр иностранных дел прибыл. → Министр иностранных дел
Первый заместитель министра прибыл. → Первый заместитель министра
Глава нашего государства прибыл. → Глава нашего государства
Глава казахстанского государства прибыл. → Глава казахстанского государства
Президент и министр прибыли. → Президент | министр
Самолет прибыл. →
"""


@pytest.mark.parametrize("line", POSTS.strip().splitlines())
def test_the_longest_phrase_wins(annotate: Callable[[str], Doc], line: str) -> None:
    text, _, expected = line.partition(" →")
    doc = annotate(text)
    hits = frames.find(doc, "ru/posts")
    assert " | ".join(doc[hit.i : hit.j].text for hit in hits) == expected.strip()


def test_all_phrases_when_asked_for(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Первый заместитель министра прибыл.")
    found = [doc[hit.i : hit.j].text for hit in frames.find(doc, "ru/posts", overlaps=True)]
    assert found[0] == "Первый заместитель министра"
    assert "министра" in found


GAPS = """
Министр поблагодарил за прием. → за прием
Министр поблагодарил за теплый прием. → за теплый прием
Министр поблагодарил за очень теплый дружеский прием. → за очень теплый дружеский прием
Министр поблагодарил за очень теплый, дружеский прием. →
Министр поблагодарил за помощь и очень теплый дружеский прием. →
"""


@pytest.mark.parametrize("line", GAPS.strip().splitlines())
def test_up_to_three_words_stand_in_a_gap(annotate: Callable[[str], Doc], line: str) -> None:
    text, _, expected = line.partition(" →")
    doc = annotate(text)
    assert [doc[hit.i : hit.j].text for hit in frames.find(doc, "ru/hospitality")] == [expected.strip()] * bool(
        expected
    )


def test_a_phrase_never_crosses_a_sentence(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Прибыл министр\nиностранных дел нет.")
    assert [doc[hit.i : hit.j].text for hit in frames.find(doc, "ru/posts")] == ["министр"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("президент", ["президент"]),
        ("оба|два сторона", ["два оба", "сторона"]),
        ("=стороны|сторонам", ["=сторонам =стороны"]),
        ("за * прием", ["за", "* прием"]),
        ("за * * прием", ["за", "* прием"]),
    ],
)
def test_patterns(phrase: str, expected: list[str]) -> None:
    words = frames.pattern(phrase)
    written = [" ".join([*["*"] * w.gap, *sorted(w.lemmas), *(f"={form}" for form in sorted(w.forms))]) for w in words]
    assert written == expected


@pytest.mark.parametrize("phrase", ["", "*", "* прием", "за *"])
def test_what_is_no_phrase(phrase: str) -> None:
    with pytest.raises(LexiconError, match=r"^lexicon/t\.tsv:7: .* is no phrase; begin and end it with a word$"):
        frames.pattern(phrase, "lexicon/t.tsv:7")


def test_words_of_a_column() -> None:
    assert {"бывший", "прежний"} <= frames.words("ru/former", "word", **{"class": "former"})
    assert "новый" not in frames.words("ru/former", "word", **{"class": "former"})


WORDS = ["Первый", "заместитель", "министра", "иностранных", "дел", "Президент", "глава", "государства", "\n", ".", ","]


@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
@settings(max_examples=25)
def test_hits_stand_in_order_and_never_overlap(annotate: Callable[[str], Doc], words: list[str]) -> None:
    doc = annotate(" ".join(words))
    hits = frames.find(doc, "ru/posts")
    edges = [edge for hit in hits for edge in (hit.i, hit.j)]
    assert edges == sorted(edges)
    assert all(doc[hit.i].sent == doc[hit.j - 1].sent for hit in hits)


def ends(words: tuple[frames.Word, ...], doc: Doc, i: int) -> list[int]:
    """Where a phrase that begins at a token may end, tried in the plainest way."""
    if doc[i].lemma_ not in words[0].lemmas and doc[i].norm_ not in words[0].forms:
        return []
    if len(words) == 1:
        return [i + 1]
    found = []
    for after in range(i + 1, min(len(doc), i + 2 + 3 * words[1].gap)):
        between = doc[i + 1 : after]
        if doc[after].sent == doc[i].sent and not any(t.is_punct or t.is_space for t in between):
            found += ends(words[1:], doc, after)
    return found


TEXTS = st.lists(st.sampled_from([*WORDS, "за", "очень", "теплый", "прием", "помощник", "Президента"]), max_size=14)


@pytest.mark.parametrize("name", ["ru/posts", "ru/hospitality", "ru/adverbials"])
@given(words=TEXTS)
@settings(max_examples=15)
def test_the_index_finds_what_trying_every_row_finds(
    annotate: Callable[[str], Doc], name: str, words: list[str]
) -> None:
    doc = annotate(" ".join(words))
    tried = [(i, ends(frames.pattern(row["phrase"]), doc, i), row.line) for i in range(len(doc)) for row in table(name)]
    found = [(hit.i, hit.j, hit.row.line) for hit in frames.find(doc, name, overlaps=True)]
    assert sorted(found) == sorted((i, max(js), line) for i, js, line in tried if js)
