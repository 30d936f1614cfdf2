"""Documents and evidence: text is normalised before offsets exist, and no evidence has other words than its place."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import DateError, EvidenceError
from servanda.model.document import CONTEXT, Document, Evidence, normalise

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
TEXT = "Президент Казахстана прибыл в Рим. Переговоры начались утром, их итоги подвели вечером."

NORMAL_FORMS = [
    ("Итоги\r\nвизита", "Итоги\nвизита"),
    ("Итоги\rвизита", "Итоги\nвизита"),
    ("Итоги\r\n\r\nвизита\r", "Итоги\n\nвизита\n"),
    ("Йемен", "Йемен"),
    ("Ереван, Ёлкино", "Ереван, Ёлкино"),
    ("Orbán", "Orbán"),
    ("10\u00a0млрд\u202fтенге", "10\u00a0млрд\u202fтенге"),
    ("\ufeffтекст", "\ufeffтекст"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("written", "stored"), NORMAL_FORMS)
def test_text_is_stored_in_nfc_with_one_kind_of_line_end(written: str, stored: str) -> None:
    assert Document(text=written).text == stored


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once == unicodedata.normalize("NFC", once)
    assert "\r" not in once


def test_offsets_count_code_points_of_the_stored_text() -> None:
    document = Document(text="🤝 Йемен\r\nи Оман")
    assert document.text == "🤝 Йемен\nи Оман"
    assert document.evidence(2, 7).exact == "Йемен"
    assert document.evidence(10, 14).exact == "Оман"


@given(TEXTS.filter(normalise), st.data())
def test_evidence_is_the_slice_and_its_neighbours(text: str, data: st.DataObject) -> None:
    document = Document(text=text)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    evidence = document.evidence(start, end)
    evidence.verify(document)
    assert evidence.exact == document.text[start:end]
    around = evidence.prefix + evidence.exact + evidence.suffix
    assert around == document.text[max(0, start - CONTEXT) : end + CONTEXT]


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (5, 5), (6, 5), (-1, 4), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1), (10**9, 10**9)]
)
def test_no_evidence_outside_of_the_text(start: int, end: int) -> None:
    with pytest.raises(EvidenceError):
        Document(text=TEXT, name="visit").evidence(start, end)


@pytest.mark.parametrize(
    ("start", "end", "exact"), [(0, 4, "Баку!"), (0, 4, "Рим"), (-4, 0, "Баку"), (3, 3, ""), (4, 0, "Баку")]
)
def test_evidence_cannot_be_built_with_words_of_another_length(start: int, end: int, exact: str) -> None:
    with pytest.raises(EvidenceError):
        Evidence(document="d", start=start, end=end, exact=exact, prefix="", suffix="")


@pytest.mark.parametrize("changes", [{"exact": "Президенд"}, {"start": 1, "end": 10}, {"document": "another"}])
def test_evidence_of_other_words_place_or_document_is_refused(changes: dict[str, str | int]) -> None:
    document = Document(text=TEXT)
    forged = replace(document.evidence(0, 9), **changes)
    with pytest.raises(EvidenceError):
        forged.verify(document)


def test_the_error_names_the_document() -> None:
    with pytest.raises(EvidenceError, match=r"^visit: \[0, 999\) lies outside of the text$"):
        Document(text=TEXT, name="visit").evidence(0, 999)


@pytest.mark.parametrize("date", ["2025-13", "29.09.2025", "2025-02-30", "вчера"])
def test_a_document_has_a_real_date_or_none(date: str) -> None:
    with pytest.raises(DateError):
        Document(text=TEXT, published=date)


@given(TEXTS, TEXTS)
def test_the_id_is_that_of_text_and_address(text: str, url: str) -> None:
    document = Document(text=text, url=url)
    same = Document(text=document.text, url=url, name="other", title="Other", published="2025-09-29")
    assert same.id == document.id
    assert Document(text=text + "!", url=url).id != document.id
    assert Document(text=text, url=url + "!").id != document.id


def test_ids_are_the_same_in_every_process() -> None:
    code = (
        f"from servanda.model.document import Document; print(Document(text={TEXT!r}, url='https://example.org/1').id)"
    )
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, env=env)
        assert done.stdout.strip() == Document(text=TEXT, url="https://example.org/1").id


def test_documents_and_evidence_are_frozen() -> None:
    document = Document(text=TEXT)
    with pytest.raises(AttributeError):
        document.text = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        document.evidence(0, 9).exact = "other"  # type: ignore[misc]
