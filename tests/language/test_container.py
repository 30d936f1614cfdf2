"""The Doc of a tagged text: its words and spaces, its names, and a vocabulary that does not grow for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from servanda.language import container
from servanda.language.container import Containers, _layout
from servanda.language.engines import Tagged

TAGS = ["<pad>", "NOUN|Case=Nom", "PRCL"]
RELATIONS = ["root", "nmod"]
NAMES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "<pad>"]


def made() -> Containers:
    return Containers((TAGS, RELATIONS, NAMES), lambda text, pos, feats: (text.lower(), {**feats}), str.upper)


def tagged(text: str, names: list[int] | None = None) -> Tagged:
    """Every word of a text between single spaces, the first the head of all."""
    tokens, at = [], 0
    for word in text.split(" "):
        if word.strip():
            tokens.append((at, word))
        at += len(word) + 1
    count = len(tokens)
    heads = [0] + [1] * (count - 1)
    return Tagged(tokens, [count], [1] * count, heads, [0] + [1] * (count - 1), names or [0] * count)


@given(st.lists(st.sampled_from(["слово", "в", " ", "  ", "\n", "\t ", "\u00a0"]), max_size=8))
def test_words_and_spaces_give_the_text(parts: list[str]) -> None:
    text, tokens = "", []
    for part in parts:
        if part.strip() and text and not text[-1].isspace():
            text += " "
        if part.strip():
            tokens.append((len(text), part))
        text += part
    words, spaces, places = _layout(text, tokens)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
    assert [words[place] for place in places] == [token for _, token in tokens]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([0, 2, 2, 0], "O B-PER I-PER O"),
        ([3, 2, 0, 1], "B-LOC B-PER O B-PER"),
        ([1, 1, 2, 4], "B-PER B-PER I-PER B-LOC"),
        ([4, 4, 5, 2], "B-LOC I-LOC O B-PER"),
    ],
)
def test_names_begin_with_a_beginning(names: list[int], expected: str) -> None:
    doc = made().doc("а б в г", tagged("а б в г", names))
    assert [f"{t.ent_iob_}-{t.ent_type_}".rstrip("-") for t in doc] == expected.split()


def test_the_columns() -> None:
    text = "Мир всем"
    doc = made().doc(text, tagged(text))
    assert [(t.lemma_, t.norm_, t.pos_, str(t.morph), t.dep_, t.head.i) for t in doc] == [
        ("мир", "МИР", "NOUN", "Case=Nom", "root", 0),
        ("всем", "ВСЕМ", "NOUN", "Case=Nom", "nmod", 0),
    ]


def test_a_full_vocabulary_is_changed_for_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_LEXEMES", 50)
    containers = made()
    sizes, vocabularies = [], []
    for n in range(40):
        text = " ".join(f"слово{n * 10 + k}" for k in range(10))
        doc = containers.doc(text, tagged(text))
        assert doc.text == text
        assert [token.lemma_ for token in doc] == text.split(" ")
        sizes.append(len(doc.vocab))
        vocabularies.append(doc.vocab)
    assert max(sizes) <= 60
    assert isinstance(vocabularies[0], Vocab)
    assert vocabularies[0] is not vocabularies[-1]
