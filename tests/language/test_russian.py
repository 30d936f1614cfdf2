"""The adapter on any text: nothing is lost, nothing crashes, and no text changes the tags of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from servanda.errors import LanguageError
from servanda.language import load
from servanda.language.morphology import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

NEWS = """Президент Казахстана Касым-Жомарт Токаев прибыл в Рим.
– Мы договорились удвоить товарооборот, – сказал он. По словам г-жи Мелони, «это только начало».

Форум пройдет 5–7 мая 2026 г. в г. Алматы; участие примут свыше 1 500 гостей."""
OTHER = "Министр энергетики Азербайджана Парвиз Шахбазов принял посла. Завод «Азот» строится."
WORDS = [
    "Президент", "прибыл", "в", "Рим", ".", ",", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "«", "»", "–", "\"",
    "🤝", "👩\u200d🚀",
    "مرحبا", "שלום", "\u202e", "и\u0301", "\u0301", "ё", "Ё", "5-й", "U.S.", "…", "…..", "\ufeff", "\u200b",
    "№", "г.", "т.д.",
]  # fmt: skip
ODD = [
    "\U000175ff",
    "",
    " ",
    "\n",
    "\n\n \n",
    "«»",
    '"""',
    "....",
    "\u0301",
    "\u200b",
    "🤝🤝",
    "مرحبا بالعالم",
    "\ufeff\ufeff",
    "-",
    "\u2028а\u2029",
    "a\x0bb",
]
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=14).map("".join), st.text(max_size=40))


def tags(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (t.text, t.lemma_, t.norm_, t.pos_, t.dep_, t.head.i, str(t.morph), t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def whole(text: str, doc: Doc) -> None:
    """What holds for every annotation."""
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text
        assert token.norm_ == fold(token.text)
        assert token.sent.start <= token.head.i < token.sent.end
        assert token.is_space == (not token.text.strip()) or token.is_space
    assert sum(len(sentence) for sentence in doc.sents) == len(doc)
    assert all(sum(token.head.i == token.i for token in sentence) == 1 for sentence in doc.sents)


@given(text=TEXTS)
@settings(max_examples=60)
def test_nothing_is_lost_of_any_text(annotate: Callable[[str], Doc], adapter: Adapter, text: str) -> None:
    whole(text, next(iter(adapter.annotate([text]))))


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_texts(adapter: Adapter, text: str) -> None:
    whole(text, next(iter(adapter.annotate([text]))))


@given(text=TEXTS)
@example(text=OTHER)
@settings(max_examples=8)
def test_no_text_changes_the_tags_of_another(adapter: Adapter, annotate: Callable[[str], Doc], text: str) -> None:
    alone = tags(annotate(NEWS))
    after = [tags(doc) for doc in adapter.annotate([text, NEWS])]
    before = [tags(doc) for doc in adapter.annotate([NEWS, text])]
    assert after[1] == before[0] == alone
    assert after[0] == before[1]


def test_lines_end_sentences(annotate: Callable[[str], Doc]) -> None:
    sentences = [sentence.text.strip() for sentence in annotate("Итоги визита\nПрезидент прибыл. Он уехал.").sents]
    assert sentences == ["Итоги визита", "Президент прибыл.", "Он уехал."]


def test_a_sentence_without_end_is_worked_on_in_pieces(adapter: Adapter) -> None:
    text = "слово " * 1000
    doc = next(iter(adapter.annotate([text])))
    whole(text, doc)
    assert max(len(sentence) for sentence in doc.sents) <= 401


ENTITIES = """
Президент Касым-Жомарт Токаев прибыл в Рим. → Касым-Жомарт Токаев/PER Рим/LOC
Урсула фон дер Ляйен посетила Киев. → Урсула фон дер Ляйен/PER Киев/LOC
Переговоры провели Сергей Лавров и Хакан Фидан. → Сергей Лавров/PER Хакан Фидан/PER
Стороны обсудили торговлю. →
"""


@pytest.mark.parametrize("line", ENTITIES.strip().splitlines())
def test_names_are_marked(annotate: Callable[[str], Doc], line: str) -> None:
    text, _, expected = line.partition(" →")
    assert " ".join(f"{e.text}/{e.label_}" for e in annotate(text).ents) == expected.strip()


def test_there_is_one_adapter_and_it_names_its_engines(adapter: Adapter) -> None:
    assert load("ru") is adapter
    assert adapter.code == "ru"
    assert [part.partition("=")[0] for part in adapter.version.split()] == [
        "razdel", "natasha", "pymorphy3", "pymorphy3-dicts-ru",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["kk", "RU", "", "rus"])
def test_other_languages_are_refused(code: str) -> None:
    with pytest.raises(LanguageError, match="languages read: ru"):
        load(code)
