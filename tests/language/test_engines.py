"""The engines: their files, cutting and trees, and that every tag is slovnet's own."""

from __future__ import annotations

from importlib import metadata
from itertools import pairwise

import numpy as np
import pytest
import razdel
from hypothesis import given
from hypothesis import strategies as st
from slovnet.exec.model import CRF, Weight
from slovnet.shape import word_shape

from bench.speed_check import compare
from servanda.errors import LanguageError
from servanda.language import engines, segmentation, shapes, trees
from servanda.language import weights as files
from servanda.language.kept import Kept, Known
from servanda.language.network import Slots
from servanda.language.tagger import Tagger, best_path
from servanda.language.weights import weights

FILES = [
    "navec_news_v1_1B_250K_300d_100q.tar",
    "slovnet_morph_news_v1.tar",
    "slovnet_ner_news_v1.tar",
    "slovnet_syntax_news_v1.tar",
]
TEXT = """Президент Казахстана Касым-Жомарт Токаев прибыл в Рим, где его встретила Джорджа Мелони.
«Мы удвоим товарооборот до 10 млрд долларов», – сказал он 5–7 мая 2026 г. в г. Алматы; гости (свыше 1 500) … ушли!
ООО "Ромашка" и U.S. Steel. Да.
"""
SYLLABLES = [
    "ая", "я5", "5ё", "aZ", "-–_", ".,/\\", "!?…", ":)(", "*", "\u0301", "🤝", "yahoo!", "«»\"", "г.", "№", "10%", "x2",
]  # fmt: skip
WORDS = st.lists(st.sampled_from([*SYLLABLES, "", "Слово", " "]), max_size=7).map("".join)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """The models."""
    return Tagger()


@pytest.mark.parametrize("name", FILES)
def test_the_weight_files_are_there(name: str) -> None:
    assert weights(name).is_file()


def test_a_missing_weight_file_is_named() -> None:
    with pytest.raises(LanguageError, match=r"natasha distribution has no none\.tar; pip install"):
        weights("none.tar")


def test_a_missing_distribution_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(files.metadata, "files", absent)
    with pytest.raises(LanguageError, match="pip install natasha"):
        weights(FILES[0])


# -- cutting ----------------------------------------------------------------------------------------------------------


@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_tokens_are_razdels_own(text: str) -> None:
    for _ in ("new", "known"):
        assert segmentation.tokens(text) == [(token.start, token.text) for token in razdel.tokenize(text)]


@given(st.text(max_size=30))
def test_tokens_are_razdels_own_on_any_text(text: str) -> None:
    assert segmentation.tokens(text, 7) == [(token.start + 7, token.text) for token in razdel.tokenize(text)]


PLAIN = """
Слово, (слово). «слово», «слово». "слово", [слово]; „слово“! 54-летний пресс-служба, вице-премьер-министр? (США)
38 38, 38. (38) (38), 38: 38; 38) Yahoo! Yahoo, Yahoo. (Reuters), «Reuters»: XXI-й 1-2 10-й! (а) а) а. б.) слово.) :) ;)
слово:) слово»! слово»... «слово»» ((слово)) слово!) слово”. “слово” СМИ», г.» кое-что, -то кое- Iphone-а 5G, 4K.
№5 и/или
"""


@pytest.mark.parametrize("word", PLAIN.split())
def test_words_with_marks_are_cut_as_razdel_cuts_them(word: str) -> None:
    for text in (word, f"Слово {word} слово", f"5 {word} 5", f"- {word} -"):
        assert segmentation.tokens(text) == [(token.start, token.text) for token in razdel.tokenize(text)]


@given(st.integers(1, 50), st.integers(1, 10))
def test_pieces_of_a_long_sentence(size: int, most: int) -> None:
    tokens = [(n, "а") for n in range(size)]
    pieces = engines._pieces(tokens, most)
    assert [token for piece in pieces for token in piece] == tokens
    assert all(0 < len(piece) <= most for piece in pieces)


def test_chunks_hold_whole_sentences_of_a_bounded_number_of_tokens() -> None:
    chunks = list(engines.chunks("Слово и дело.\n" * 2000))
    sizes = [sum(map(len, chunk)) for chunk in chunks]
    assert max(sizes) <= 2000
    assert sum(sizes) == 8000
    assert {len(sentence) for chunk in chunks for sentence in chunk} == {4}


# -- what the models see ----------------------------------------------------------------------------------------------


@given(st.text(min_size=1, max_size=8))
def test_outlines_are_slovnets_own_on_any_word(word: str) -> None:
    assert shapes.shape(word) == word_shape(word)


@pytest.mark.parametrize(
    ("word", "outline"),
    [
        ("Москва", "RU_Xx"),
        ("МИД", "RU_XX"),
        ("и", "RU_x"),
        ("Нью-Йорк", "RU_Xx-Xx"),
        ("СИЗО-6", "RU_XX"),
        ("iPhone", "EN_OTHER"),
        ("2011-2020", "NUM"),
        ("«", "PUNCT_«"),
        ("...", "PUNCT_OTHER"),
        ("🤝", "OTHER"),
    ],
)
def test_outlines(word: str, outline: str) -> None:
    assert shapes.shape(word) == outline == word_shape(word)


# -- tags -------------------------------------------------------------------------------------------------------------


def test_tags_heads_relations_and_spans_are_slovnets_own() -> None:
    """A few sentences; `python -m bench.speed --check` compares a quarter of a million tokens."""
    found = compare([TEXT, TEXT[:50]])
    assert found.tokens > 60
    assert found.spans >= 5
    assert found.ties == 0
    assert not any(found.differ.values())


def test_a_row_of_the_table_does_not_depend_on_what_is_worked_out_beside_it(tagger: Tagger) -> None:
    """The very bits: what a text gives must not depend on the texts before it."""
    first = tagger._first
    pairs = [tagger.pair(word) for word in TEXT.split()]
    rows = []
    for start, others in zip((*range(20), 5, 6, 7), (*range(40, 20, -1), 0, 300, 900), strict=True):
        fresh = np.array([*range(100, 100 + start), *pairs, *range(2000, 2000 + others)])
        first._work_out(fresh, np.arange(1, len(fresh) + 1))
        at = 1 + start
        rows.append([part[at : at + len(pairs)].tobytes() for kept in first._kept for part in kept])
    assert all(one == other for one, other in pairwise(rows))


def test_where_places_do_not_round_alike_single_lanes_give_the_same_tags(tagger: Tagger) -> None:
    other = Tagger()
    other._first._edge, other._first._block = 0, 16
    words = [form for sentence in segmentation.sentences(TEXT) for _, form in sentence]
    pairs = [tagger.pair(word) for word in words]
    assert other(pairs, [len(pairs)]) == tagger(pairs, [len(pairs)])


@given(st.integers(1, 40), st.integers(1, 6), st.integers(0, 10_000))
def test_the_likeliest_path_is_that_of_slovnets_own_search(size: int, tags: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    emissions = chance.normal(size=(size, tags)).astype(np.float32)
    transitions = chance.normal(size=(tags, tags)).astype(np.float32)
    crf = CRF(Weight((tags, tags), "float32", transitions))
    expected = crf.decode(emissions[None], np.ones((1, size), bool))[0]
    assert best_path(emissions, transitions) == expected.tolist()


# -- what is kept -----------------------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=8), max_size=40))
def test_slots_are_bounded_and_never_shared(requests: list[list[int]]) -> None:
    slots = Slots(32)
    held: dict[int, int] = {}
    for keys in requests:
        places, fresh = slots.find(keys)
        held.update((place, key) for key, place in fresh)
        assert [held[place] for place in places.tolist()] == keys
        assert len(slots) <= 32
        assert 0 not in places


def test_answers_are_kept_and_forgotten_when_there_are_too_many() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    kept = Kept(double, 3)
    assert [kept[n] for n in (1, 2, 1, 3, 4, 1)] == [2, 4, 2, 6, 8, 2]
    assert asked == [1, 2, 3, 4, 1]
    assert len(kept) == 2


def test_what_is_kept_by_hand_is_bounded_too() -> None:
    known = Known[int, str](2)
    assert [known.keep(n, str(n)) for n in (1, 2, 3)] == ["1", "2", "3"]
    assert known == {3: "3"}


# -- trees ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(-2, 12), max_size=10))
def test_heads_become_one_tree(heads: list[int]) -> None:
    fixed = trees.one_tree(heads)
    roots = [n for n, head in enumerate(fixed) if n == head]
    assert len(roots) == min(1, len(heads))
    for n in range(len(fixed)):
        at = n
        for _ in range(len(fixed)):
            at = fixed[at]
        assert [at] == roots


@given(st.data(), st.integers(0, 12))
def test_edges_are_the_first_and_last_of_all_that_hangs_on_a_token(data: st.DataObject, size: int) -> None:
    heads = trees.one_tree([data.draw(st.integers(-1, size - 1)) for _ in range(size)])
    below: list[set[int]] = [{n} for n in range(size)]
    for _ in range(size):
        for n, head in enumerate(heads):
            below[head] |= below[n]
    assert trees.edges(heads) == ([min(tree) for tree in below], [max(tree) for tree in below])


def test_a_good_tree_stays_as_it_is() -> None:
    assert trees.one_tree([1, -1, 1, 2]) == [1, 1, 1, 2]


@given(st.data(), st.lists(st.integers(1, 6), min_size=1, max_size=5))
def test_sentences_become_trees_each_by_itself(data: st.DataObject, sizes: list[int]) -> None:
    heads = [data.draw(st.integers(0, size)) for size in sizes for _ in range(size)]
    fixed = trees.rooted(heads, sizes).tolist()
    at = 0
    for size in sizes:
        alone = trees.one_tree([head - 1 for head in heads[at : at + size]])
        assert fixed[at : at + size] == [at + head for head in alone]
        at += size
