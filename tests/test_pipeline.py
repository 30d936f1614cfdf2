"""Documents in, readings out: in order, the same on one process and two, with a sentence for what is not read."""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import DateError, DocumentError, LanguageError, ServandaError
from servanda.model.document import Document
from servanda.model.records import Reading
from servanda.pipeline import NotRead, Outcome, Reader, documents, read
from tests.sources.paragraphs import ENGLISH, KAZAKH, PARAGRAPHS

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def some() -> list[Document | NotRead]:
    return list(documents(sorted(SAMPLES.glob("*.txt"))[:6]))


def lines(outcomes: Iterator[Outcome]) -> list[str]:
    return [
        str(o) if isinstance(o, NotRead) else json.dumps(o.to_dict(), ensure_ascii=False, sort_keys=True)
        for o in outcomes
    ]


def test_two_processes_give_the_same_as_one(reader: Reader, some: list[Document | NotRead]) -> None:
    mixed = [*some, Document(KAZAKH, name="kazakh"), NotRead("nix.txt", "does not exist")]
    one = lines(reader.read_many(mixed))
    assert len(one) == len(mixed)
    assert lines(reader.read_many(mixed, processes=2)) == one


def test_every_order_gives_the_same(reader: Reader, some: list[Document | NotRead]) -> None:
    assert lines(reader.read_many(some[::-1])) == lines(reader.read_many(some))[::-1]


def test_a_reading_stopped_early_ends_its_processes(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.pipeline._CHARACTERS", 100)
    outcomes = reader.read_many([Document(PARAGRAPHS[0])] * 30, processes=2)
    assert isinstance(next(outcomes), Reading)
    outcomes.close()  # type: ignore[attr-defined] - it is a generator
    assert list(outcomes) == []


def deadly(parcel: list[Document | NotRead], *, kinds: frozenset[str] | None, trace: bool) -> list[Outcome]:
    if any(document.name == "deadly" for document in parcel):
        os.kill(os.getpid(), signal.SIGKILL)
    return list(Reader(kinds=kinds, trace=trace).read_many(parcel))


def test_a_document_that_ends_its_process_twice_is_not_read(
    reader: Reader, some: list[Document | NotRead], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.pipeline._read_parcel", deadly)
    given = [*some[:3], Document(PARAGRAPHS[0], name="deadly"), NotRead("nix.txt", "does not exist"), *some[3:]]
    outcomes = list(reader.read_many(given, processes=2))
    sentence = "deadly: ended the process that read it, twice; memory may be short; else report it with the text"
    assert str(outcomes[3]) == sentence
    assert lines(iter(outcomes[:3] + outcomes[4:])) == lines(reader.read_many(given[:3] + given[4:]))


def test_a_process_killed_from_outside_costs_no_document(
    reader: Reader, some: list[Document | NotRead], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servanda.pipeline._CHARACTERS", 100)
    outcomes = reader.read_many(some * 2, processes=2)
    found = [next(outcomes)]
    for process in multiprocessing.active_children()[:1]:
        process.kill()
    assert lines(iter([*found, *outcomes])) == lines(reader.read_many(some)) * 2


def test_every_evidence_stands_in_its_text(reader: Reader, some: list[Document | NotRead]) -> None:
    for outcome in reader.read_many(some):
        assert isinstance(outcome, Reading)
        for record in outcome.records():
            record.evidence.verify(outcome.document)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (Document(KAZAKH, name="a"), "a: is in Kazakh, which is not read yet"),
        (Document(ENGLISH, name="a"), "a: is in English, which is not read yet"),
        (Document(PARAGRAPHS[0], name="a", language="uk"), "a: is in Ukrainian, which is not read yet"),
        (
            Document("Lorem" * 3, name="a", language="und"),
            "a: is in a language that cannot be told; leave it out, or give its language if it is Russian",
        ),
        (Document("", name="a"), "a: is empty; leave it out"),
        (Document("«»", name="a"), "a: holds no words, only signs; leave it out"),
        (Document("", name=""), "the text: is empty; leave it out"),
    ],
)
def test_what_is_not_read_says_why(reader: Reader, document: Document, sentence: str) -> None:
    (outcome,) = reader.read_many([document])
    assert isinstance(outcome, NotRead)
    assert str(outcome).startswith(sentence)


def test_a_fault_of_our_own_costs_one_document(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(document: Document, *_: object, **__: object) -> None:
        raise KeyError(document.name)

    monkeypatch.setattr("servanda.reading.read", wrong)
    (outcome,) = reader.read_many([Document(PARAGRAPHS[0], name="a")])
    assert isinstance(outcome, NotRead)
    assert outcome.reason.startswith("a fault of Servanda's own kept it from being read (KeyError at test_pipeline.py:")
    with pytest.raises(KeyError):
        reader.read(Document(PARAGRAPHS[0]))


@pytest.mark.parametrize("before", [True, False])
def test_the_search_for_garbage_waits_and_goes_on(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    searched: list[bool] = []

    def watched(document: Document, *_: object, **__: object) -> None:
        searched.append(gc.isenabled())
        raise KeyError(document.name)

    monkeypatch.setattr("servanda.reading.read", watched)
    (gc.enable if before else gc.disable)()
    try:
        list(reader.read_many([Document(PARAGRAPHS[0], name="a")]))
        assert (searched, gc.isenabled()) == ([False], before)
    finally:
        gc.enable()


def test_a_single_reading_raises_what_many_collect(reader: Reader) -> None:
    with pytest.raises(LanguageError, match="is in Kazakh"):
        reader.read(Document(KAZAKH))
    with pytest.raises(DocumentError, match="is empty"):
        reader.read(Document(" "))


def test_the_language_given_goes_before_the_one_found(reader: Reader) -> None:
    assert reader.read(Document("Visit", language="ru")).document.language == "ru"
    assert reader.read(Document("Визит завершён.")).document.language == "ru"


def test_documents_are_found_or_named() -> None:
    found = list(documents([SAMPLES / "nix.txt"], published="2025"))
    assert found == [NotRead(str(SAMPLES / "nix.txt"), "does not exist", "check the path")]
    with pytest.raises(DateError):
        list(documents([], published="2025-02-30"))


def test_reading_a_text_finds_its_date() -> None:
    assert read(PARAGRAPHS[0], "2025-03-01").document.published_from == "given"
    marked = read(" date 2025-03-01 " + PARAGRAPHS[0], title="О комиссии")
    assert (marked.document.published, marked.document.published_from) == ("2025-03-01", "text")
    assert marked.document.title == "О комиссии"
    with pytest.raises(DateError):
        read(PARAGRAPHS[0], "1 марта")


def test_only_the_kinds_asked_for_are_read() -> None:
    text = (
        "Объём торговли между Казахстаном и Узбекистаном достиг 4 млрд долларов.\n"
        "Президент Узбекистана Шавкат Мирзиёев посетил Казахстан с официальным визитом."
    )
    assert read(text).events
    only = Reader(kinds=["figures"]).read(Document(text))
    assert only.figures == read(text).figures
    assert only.records() == only.figures
    with pytest.raises(ServandaError, match="there is no kind of record called 'rumours'"):
        Reader(kinds=["rumours"])


def test_the_trace_is_kept_when_asked_for() -> None:
    document = Document(PARAGRAPHS[1])
    assert Reader(trace=True).read(document).trace
    assert not Reader().read(document).trace


ODD = st.sampled_from(
    ["\u200f", "\u0301", "😀", "«", "»", "\n", " ", "– ", "\x1b[31m", "\x07", "\ud800", "1,5 млрд ", "г. "]
)
PIECES = st.lists(st.one_of(st.text(max_size=12), ODD, st.sampled_from(" ".join(PARAGRAPHS).split())), max_size=40)


@settings(max_examples=40)
@given(PIECES.map(" ".join))
def test_arbitrary_text_gives_a_reading_or_a_sentence(reader: Reader, text: str) -> None:
    (outcome,) = reader.read_many([Document(text, name="a", language="ru")])
    if isinstance(outcome, NotRead):
        assert str(outcome).startswith("a: ")
    else:
        for record in outcome.records():
            record.evidence.verify(outcome.document)
        assert json.dumps(outcome.to_dict())


def hostile() -> Sequence[str]:
    article = "\n".join(PARAGRAPHS)
    return [
        "а" * 9_999,
        "Визит " * 600,
        "«" * 600 + article,
        "– " * 600 + article,
        "\u0301" * 600 + article,
        "\u202e\u200f" + article,
        "1 " * 600 + article,
        "А. " * 600 + article,
        "(" * 600 + article,
        "млрд " * 1_200 + article,
        article.replace(" ", "\u00a0"),
        article.replace("\n", ""),
        article + "\n" * 1_000 + article,
    ]


@pytest.mark.parametrize("text", hostile())
def test_hostile_texts_are_read_like_others(reader: Reader, text: str) -> None:
    outcome = reader.read(Document(text, name="a", language="ru"))
    for record in outcome.records():
        record.evidence.verify(outcome.document)
