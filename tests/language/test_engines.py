"""The engines' files, sentences and tokens, and what is said when a file is missing."""

from __future__ import annotations

from importlib import metadata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import LanguageError
from servanda.language import engines
from servanda.language.engines import Word, weights
from servanda.language.russian import _repaired, _rooted

FILES = [
    "navec_news_v1_1B_250K_300d_100q.tar",
    "slovnet_morph_news_v1.tar",
    "slovnet_ner_news_v1.tar",
    "slovnet_syntax_news_v1.tar",
]


@pytest.mark.parametrize("name", FILES)
def test_the_weight_files_are_there(name: str) -> None:
    assert weights(name).is_file()


def test_a_missing_weight_file_is_named() -> None:
    with pytest.raises(LanguageError, match=r"natasha distribution has no none\.tar; pip install"):
        weights("none.tar")


def test_a_missing_distribution_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(engines.metadata, "files", absent)
    with pytest.raises(LanguageError, match="pip install natasha"):
        weights(FILES[0])


@given(st.integers(1, 50), st.integers(1, 10))
def test_pieces_of_a_long_sentence(size: int, most: int) -> None:
    words = [Word(n, n + 1, "а") for n in range(size)]
    pieces = engines._bounded(words, most)
    assert [word for piece in pieces for word in piece] == words
    assert all(0 < len(piece) <= most for piece in pieces)


@given(st.lists(st.integers(-2, 12), max_size=10))
def test_heads_become_one_tree(heads: list[int]) -> None:
    fixed = _rooted(heads)
    roots = [n for n, head in enumerate(fixed) if n == head]
    assert len(roots) == min(1, len(heads))
    for n in range(len(fixed)):
        at = n
        for _ in range(len(fixed)):
            at = fixed[at]
        assert [at] == roots


def test_a_good_tree_stays_as_it_is() -> None:
    assert _rooted([1, -1, 1, 2]) == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O I-PER I-PER", "O B-PER I-PER"),
        ("B-LOC I-PER O", "B-LOC B-PER O"),
        ("B-PER I-PER O B-LOC", "B-PER I-PER O B-LOC"),
        ("I-ORG", "B-ORG"),
    ],
)
def test_names_begin_with_a_beginning(tags: str, expected: str) -> None:
    assert _repaired(tags.split()) == expected.split()
