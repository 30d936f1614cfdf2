"""How a record came to be: its rules by name, what was tried, the words and the lexicon rows of its evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import ServandaError
from servanda.language import load
from servanda.model.document import Document
from servanda.pipeline import Reader
from servanda.reading.explain import Explanation, matches, rule

TEXT = (
    "Товарооборот Казахстана и Италии в 2024 году достиг 20 млрд долларов. Главы государств условились открыть новый "
    "рейс. «Мы готовы к этому», – сказал Президент Казахстана Касым-Жомарт Токаев."
)


def explained(kind: str) -> Explanation:
    document = Document(text=TEXT, name="t", language="ru", published="2025-01-15")
    record = Reader().read(document).of_kind(kind)[0]
    found = Reader().explain(document, record.id[:6])
    assert found is not None
    assert found.record == record
    return found


def test_a_figure_has_its_rule_what_was_tried_and_its_rows() -> None:
    found = explained("figures")
    (made_by,) = found.rules
    assert made_by.name == found.record.rule
    assert made_by.where.startswith("servanda/reading/")
    assert made_by.says
    assert found.tried[-1].rule == made_by.name
    assert found.tried[-1].answer == "yes"
    assert {step.answer for step in found.tried[:-1]} <= {"no"}
    rows = {match.row.where.split("/")[-1].split(".")[0]: match.text for match in found.matches}
    assert rows["indicators"] == "Товарооборот"
    assert {"currencies", "numbers", "state_names"} <= set(rows)


@pytest.mark.parametrize("kind", ["figures", "commitments", "quotations", "offices"])
def test_places_are_those_of_the_text(kind: str) -> None:
    found = explained(kind)
    evidence = found.record.evidence
    assert found.words
    for word in found.words:
        assert TEXT[word.start : word.start + len(word.text)] == word.text
    for match in found.matches:
        assert TEXT[match.start : match.end] == match.text
        assert evidence.start <= match.start < match.end <= evidence.end
    assert [m.start for m in found.matches] == sorted(m.start for m in found.matches)


def test_the_row_of_a_frame_is_among_the_matches() -> None:
    found = explained("commitments")
    frames = [match for match in found.matches if "commitment_frames" in match.row.table]
    assert [match.text for match in frames] == ["условились"]
    modality, _, deed = found.record.rule.partition(".")
    assert frames[0].row["modality"] == modality
    assert deed in frames[0].row.several("deed")


def test_a_rule_that_is_no_function_says_what_its_kind_is() -> None:
    assert rule("rank_alliance", "relations").where == "servanda/reading/relations.py"
    assert rule("rank_alliance", "relations").says


def test_phrases_and_words_are_matched_in_any_form() -> None:
    doc = next(iter(load("ru").annotate(["Президенту Республики Казахстан вручили ноту."])))
    found = {(match.text, match.row.table) for match in matches(doc, 0, len(doc))}
    assert ("Президенту", "lexicon/ru/posts.tsv") in found
    assert ("Республики Казахстан", "lexicon/ru/state_names.tsv") in found
    assert matches(doc, 0, 0) == []


def test_unknown_and_ambiguous_ids() -> None:
    document = Document(text=TEXT, name="t", language="ru")
    assert Reader().explain(document, "zzzz") is None
    with pytest.raises(ServandaError, match=r"t: \d+ ids begin with ''; give one of them whole"):
        Reader().explain(document, "")


@given(st.text(alphabet="Казахстн и20млрд.«»–\n", max_size=80))
def test_any_span_of_any_text_can_be_matched(text: str) -> None:
    doc = next(iter(load("ru").annotate([text])))
    for match in matches(doc, 0, len(doc)):
        assert text[match.start : match.end] == match.text
