"""A record in its context, found by the beginning of its id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import LedgerError
from servanda.ledger.exhibit import context, exhibits, full_id
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.fields import names_of
from servanda.model.records import KINDS

LONG = "x" * 250

CONTEXTS = [
    ("Первый абзац.\nВторой абзац.\nТретий.", "абзац.\nТре", "Первый абзац.\nВторой абзац.\nТретий."),
    (f"Далеко.\n{LONG} здесь {LONG}\nПотом.", "здесь", f"{LONG} здесь {LONG}"),
    ("Раньше.\nЗдесь.\nПотом.", "Здесь", "Раньше.\nЗдесь."),
    ("Раньше.\n\nЗдесь.\nПотом.", "Здесь", "Раньше.\n\nЗдесь."),
    ("Здесь.", "Здесь", "Здесь."),
]


@pytest.mark.parametrize(("text", "words", "expected"), CONTEXTS)
def test_the_paragraph_of_the_words(text: str, words: str, expected: str) -> None:
    words = words.replace("абзац.\nТре", "абзац.\nТре")
    start = text.rindex(words)
    begin, stop = context(text, start, start + len(words))
    assert text[begin:stop] == expected


@given(st.text("ab \n", min_size=1, max_size=60), st.data())
def test_the_context_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    begin, stop = context(text, start, end)
    assert 0 <= begin <= start < end <= stop <= len(text)


def test_records_are_shown_with_all_fields_and_their_words(filled: Ledger) -> None:
    every = statements(filled, KINDS)
    seen = exhibits(filled, [statement.id for statement in every[:40]])
    for statement, exhibit in zip(every, seen, strict=False):
        assert (exhibit.id, exhibit.exact, exhibit.source) == (statement.id, statement.exact, statement.source)
        assert list(exhibit.fields) == list(names_of(exhibit.kind))
    with pytest.raises(LedgerError, match="no record has the id 'nothing'"):
        exhibits(filled, ["nothing"])


def test_an_id_is_known_by_its_beginning(filled: Ledger) -> None:
    one = statements(filled, ["events"])[0].id
    assert full_id(filled, one[:12].upper()) == one
    for wrong in ("zzz", "%", "", "' OR 1=1"):
        with pytest.raises(LedgerError, match="no record has an id that begins with"):
            full_id(filled, wrong)
    with pytest.raises(
        LedgerError, match=r"several records have an id that begins with '[0-9a-f]': .*write more of it"
    ):
        full_id(filled, one[0])
