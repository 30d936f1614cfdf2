"""What is replaced so that a text can be shown, and that nothing moves by it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.report.visible import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Товарооборот вырос", "Товарооборот вырос"),
        ("строка\nстрока\tзнак", "строка\nстрока\tзнак"),
        ("\x1b[31mкрасный", "␛[31mкрасный"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("\x9b2J", "\ufffd2J"),
        ("\u202eабв\u202c", "\ufffdабв\ufffd"),
        ("\u2066абв\u2069", "\ufffdабв\ufffd"),
        ("\ud800", "\ufffd"),
        ("\ufffe", "\ufffd"),
        ("а\u2028б", "а\nб"),
        ("\u200e\u200f и\u0301 \U0001f91d", "\u200e\u200f и\u0301 \U0001f91d"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters()))
def test_visible_keeps_every_offset_and_leaves_nothing_that_commands(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t" for c in shown)
    shown.encode("utf-8")


@given(st.text(alphabet=st.characters()))
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
