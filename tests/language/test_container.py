"""The Doc of an annotation, and a vocabulary that does not grow for ever."""

from __future__ import annotations

import pytest
from spacy.vocab import Vocab

from servanda.language import container
from servanda.language.annotation import Annotation, Said
from servanda.language.container import Containers


def annotation(text: str) -> Annotation:
    """Words between single spaces, the first the head of all and a name."""
    words = text.split(" ")
    count = len(words)
    starts = [len(" ".join([*words[:n], ""])) for n in range(count)]
    said = [Said(word.lower(), word.upper(), "NOUN", "Case=Nom", is_punct=False, is_space=False) for word in words]
    deps, iob = ["root", *["nmod"] * (count - 1)], ["B", *["O"] * (count - 1)]
    kinds, spaces = ["PER", *[""] * (count - 1)], [*[True] * (count - 1), False]
    return Annotation(text, words, spaces, starts, said, [0] * count, deps, iob, kinds, [0])


def test_the_columns() -> None:
    doc = Containers(str.upper).doc(annotation("Мир всем"))
    assert [(t.lemma_, t.norm_, t.pos_, str(t.morph), t.dep_, t.head.i) for t in doc] == [
        ("мир", "МИР", "NOUN", "Case=Nom", "root", 0),
        ("всем", "ВСЕМ", "NOUN", "Case=Nom", "nmod", 0),
    ]
    assert [(name.text, name.label_) for name in doc.ents] == [("Мир", "PER")]


def test_a_doc_says_what_its_annotation_says() -> None:
    given = annotation("Мир всем людям")
    assert Annotation.of(Containers(str.upper).doc(given)) == given


def test_a_full_vocabulary_is_changed_for_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "_LEXEMES", 50)
    containers = Containers(str.upper)
    sizes, vocabularies = [], []
    for n in range(40):
        text = " ".join(f"слово{n * 10 + k}" for k in range(10))
        doc = containers.doc(annotation(text))
        assert doc.text == text
        assert [token.lemma_ for token in doc] == text.split(" ")
        sizes.append(len(doc.vocab))
        vocabularies.append(doc.vocab)
    assert max(sizes) <= 60
    assert isinstance(vocabularies[0], Vocab)
    assert vocabularies[0] is not vocabularies[-1]
