"""What the reader says of a text, put in the terms of FactRuEval, written and scored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import factrueval
from bench.factrueval_answer import entities, facts
from bench.factrueval_scoring import score_entities, score_facts
from bench.factrueval_standard import BODY, PERSON, PLACE
from servanda.reading.context import Context

TEXT = (
    "Министр иностранных дел Сербии Марко Джурич встретился в Будапеште с Петером Сийярто. "
    "Джурич посетил также Национальный банк Венгрии."
)


@pytest.fixture(scope="module")
def read(context: Callable[..., Context]) -> Context:
    return context(TEXT)


def test_entities_have_the_attributes_of_track_2(read: Context) -> None:
    found = entities(read)
    people = {e.id: (e.values("firstname"), e.values("lastname")) for e in found if e.kind == PERSON}
    assert people["Марко Джурич"] == (["марко"], ["джурич"])
    assert len(people) == 2
    assert "будапешт" in [value for e in found if e.kind == PLACE for value in e.values("name")]
    assert any("национальный банк" in value for e in found if e.kind == BODY for value in e.values("name"))


def test_facts_have_the_arguments_of_track_3(read: Context) -> None:
    found = facts(read)
    (post,) = [fact for fact in found if fact.kind == "occupation"]
    assert {argument.name for argument in post.arguments} == {"who", "position", "where"}
    assert [{a.name for a in fact.arguments} for fact in found if fact.kind == "meeting"] == [{"participant"}]


def test_what_is_read_is_the_best_answer_to_itself(read: Context) -> None:
    for metrics in score_entities(entities(read), entities(read)).metrics.values():
        assert (metrics.precision, metrics.recall) == (1.0, 1.0)
    assert score_facts(facts(read), facts(read)).metrics.f1 == 1.0


def test_answers_are_written_in_blocks(read: Context, tmp_path: Path) -> None:
    factrueval.write(tmp_path, "book_1", entities(read), facts(read))
    blocks = (tmp_path / "book_1.task2").read_text(encoding="utf-8").strip().split("\n\n")
    assert len(blocks) == len(entities(read))
    assert (tmp_path / "book_1.task3").read_text(encoding="utf-8").count(" : ") == sum(
        len(argument.values) for fact in facts(read) for argument in fact.arguments
    )


def test_without_the_devset_a_line_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(factrueval, "FOLDER", tmp_path / "none")
    assert factrueval.main([]) == 0
    assert capsys.readouterr().out == "FactRuEval-2016 is left out: its folder is not beside the project\n"
