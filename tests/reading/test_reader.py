"""The whole reading: every record stands on its words, the same bytes come out twice, no text breaks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from servanda.language import tables
from servanda.model.document import Document
from servanda.model.records import KINDS, Reading
from servanda.reading import read, reader

if TYPE_CHECKING:
    from servanda.language.adapter import Adapter

TALKS = """Президент Казахстана Касым-Жомарт Токаев провел в Риме переговоры с Президентом Италии Серджо Маттареллой.

Товарооборот двух стран в прошлом году превысил 20 млрд долларов и вырос на 5 процентов.
– Италия для нас – стратегический партнер. Мы договорились до 2030 года построить в Актау завод по выпуску стекла, – \
сказал Касым-Жомарт Токаев.
По итогам переговоров подписан Меморандум о сотрудничестве в области туризма. Грузы идут по маршруту Север – Юг.
Очередное заседание межправительственной комиссии пройдет в Астане в октябре 2026 года."""
OTHER = """Премьер-министр Литвы Ингрида Шимоните приняла посла Японии Хатори Такаси.
«Рынок растет на глазах», – отметила она. Экспорт Литвы вырос вдвое."""
PARTS = [
    "Президент Казахстана ", "Касым-Жомарт Токаев ", "отметил, что ", "рынок вырос на ", "5", " млн ", "долларов", ". ",
    ", ", "«", "»", "– ", "\n", "\n\n", " ", "сказал он", "подписан договор", "в октябре ", "2026 года ",
    "обе стороны ", "и ", "🤝", "Италии", "комиссия ", "завод ", "\u0301", "\u200b", "МИД РК: ", "и.о. ", "\t",
    "прибыл в Рим ", "не ", "№ ", "%", "(", ")", "\U000175ff",
]  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PARTS), max_size=20).map("".join), st.text(max_size=60))


@pytest.fixture(scope="module")
def reading(adapter: Adapter) -> Callable[[str], Reading]:
    def of(text: str, **asked: object) -> Reading:
        document = Document(text=text, name="talks", published="2025-09-29")
        return read(document, next(iter(adapter.annotate([document.text]))), adapter, **asked)

    return of


def written(found: Reading) -> str:
    return json.dumps(found.to_dict(), ensure_ascii=False)


def whole(found: Reading) -> None:
    """What holds for every reading."""
    ids = [record.id for record in found.records()]
    assert len(set(ids)) == len(ids)
    for kind in KINDS:
        records = found.of_kind(kind)
        places = [(r.evidence.start, r.evidence.end, r.id) for r in records]
        assert places == sorted(places)
        for record in records:
            record.evidence.verify(found.document)
            assert record.kind_of == kind
            assert record.rule
            assert record.evidence.exact == record.evidence.exact.strip()
    assert len(set(found.topics)) == len(found.topics)


def test_a_report_of_talks(reading: Callable[..., Reading]) -> None:
    found = reading(TALKS)
    whole(found)
    assert found.parties == ("KZ", "IT")
    assert {office.person for office in found.offices} == {"Касым-Жомарт Токаев", "Серджо Маттарелла"}
    assert {event.type for event in found.events} >= {"talks", "session"}
    assert [quotation.speaker for quotation in found.quotations] == ["Касым-Жомарт Токаев"]
    assert [figure.value for figure in found.figures] == [20_000_000_000, 5]
    assert [route.name for route in found.routes] == ["Север – Юг"]
    assert "trade" in found.topics


def test_only_the_kinds_asked_for(reading: Callable[..., Reading]) -> None:
    found = reading(TALKS, kinds=["offices", "figures"])
    whole_reading = reading(TALKS)
    assert (found.offices, found.figures) == (whole_reading.offices, whole_reading.figures)
    assert not any(found.of_kind(kind) for kind in KINDS if kind not in ("offices", "figures"))
    assert found.topics == ()


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_read_as_among_all(reading: Callable[..., Reading], kind: str) -> None:
    assert reading(TALKS, kinds=[kind]).of_kind(kind) == reading(TALKS).of_kind(kind)


def test_the_reading_says_which_reader_and_which_words(reading: Callable[..., Reading]) -> None:
    assert reading("Рынок растет.").reader == f"{reader.VERSION}+{tables.version()}"


def test_there_is_a_finder_for_every_kind() -> None:
    assert tuple(reader.FINDERS) == KINDS


def test_a_trace_is_kept_when_asked_for(reading: Callable[..., Reading]) -> None:
    assert reading(TALKS).trace == ()
    traced = reading(TALKS, trace=True)
    assert traced.trace
    assert written(traced) == written(reading(TALKS))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "«»", "–", "🤝", "\u0301", "...", "№ 5", "Токаев", "5", "a" * 500])
def test_texts_that_say_nothing(reading: Callable[..., Reading], text: str) -> None:
    found = reading(text)
    whole(found)
    assert not found.records()


@given(text=TEXTS)
@example(text=OTHER)
@settings(max_examples=12)
def test_no_document_changes_the_reading_of_another(reading: Callable[..., Reading], text: str) -> None:
    alone = written(reading(TALKS))
    reading(text)
    assert written(reading(TALKS)) == alone


@given(text=TEXTS)
@settings(max_examples=50)
def test_any_text_can_be_read(reading: Callable[..., Reading], text: str) -> None:
    found = reading(text)
    whole(found)
    assert json.loads(written(found)) == found.to_dict()
