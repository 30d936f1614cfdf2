"""The columns of an annotated text: its words and spaces, what is said of them, its names and sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.annotation import Annotation, Annotations, laid_out
from servanda.language.engines import Tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

TAGS = ["<pad>", "NOUN|Case=Nom", "PRCL"]
RELATIONS = ["root", "nmod"]
NAMES = ["<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
TEXT = "  Президент Казахстана\u00a0 прибыл в Рим.\n\n«Мы  довольны», – сказал Касым-Жомарт Токаев – он уехал. "


def made() -> Annotations:
    return Annotations((TAGS, RELATIONS, NAMES), lambda form, tag: (form.lower(), tag), str.upper)


def tagged(text: str, names: list[int] | None = None) -> Tagged:
    """Every word of a text between white space, the first the head of all."""
    starts, forms, at = [], [], 0
    for word in text.split(" "):
        if word.strip():
            starts.append(at)
            forms.append(word)
        at += len(word) + 1
    count = len(forms)
    heads, relations = [0, *[1] * (count - 1)], [0, *[1] * (count - 1)]
    return Tagged(starts, forms, [count], [1] * count, heads, relations, names or [1] * count)


@given(st.lists(st.sampled_from(["слово", "в", " ", "  ", "\n", "\t ", "\u00a0"]), max_size=8))
def test_words_and_spaces_give_the_text(parts: list[str]) -> None:
    text, starts, forms = "", [], []
    for part in parts:
        if part.strip():
            text += " " if text and not text[-1].isspace() else ""
            starts.append(len(text))
            forms.append(part)
        text += part
    words, spaces, begins, places = laid_out(text, starts, forms)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
    assert [text[at : at + len(word)] for word, at in zip(words, begins, strict=True)] == words
    assert [(words[place], begins[place]) for place in places] == list(zip(forms, starts, strict=True))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([1, 3, 3, 1], "O B-PER I-PER O"),
        ([4, 3, 1, 2], "B-LOC B-PER O B-PER"),
        ([2, 2, 3, 5], "B-PER B-PER I-PER B-LOC"),
        ([5, 5, 0, 3], "B-LOC I-LOC O B-PER"),
    ],
)
def test_names_begin_with_a_beginning(names: list[int], expected: str) -> None:
    found = made().annotation("а б в г", tagged("а б в г", names))
    assert [f"{iob}-{kind}".rstrip("-") for iob, kind in zip(found.iob, found.kinds, strict=True)] == expected.split()


def test_white_space_hangs_on_the_word_before_it() -> None:
    found = made().annotation("  Мир   всем  ", tagged("  Мир   всем  ", [2, 3]))
    assert found.words == ["  ", "Мир", "  ", "всем", " "]
    assert found.heads == [0, 1, 1, 1, 3]
    assert found.sentences == [0, 1]
    assert found.iob == ["O", "B", "O", "B", "O"]
    assert [(said.pos, said.is_space) for said in found.said][:2] == [("SPACE", True), ("NOUN", False)]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_text_without_words(text: str) -> None:
    found = made().annotation(text, tagged(text))
    assert "".join(found.words) == text
    assert len(found.sentences) == len(found.words) <= 1


@pytest.mark.parametrize("text", ["", "  ", "Итоги.", TEXT])
def test_an_annotation_is_what_its_doc_says(adapter: Adapter, annotate: Callable[[str], Doc], text: str) -> None:
    assert Annotation.of(next(iter(adapter.annotate([text])))) == adapter.annotation(text)
