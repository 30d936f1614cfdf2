"""Evidence that overlaps, nests and crosses paragraphs, cut into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.report.layers import cut, paragraphs


@pytest.mark.parametrize(
    ("text", "spans", "pieces"),
    [
        ("abcdef", [], [[("abcdef", ())]]),
        ("abcdef", [(2, 4)], [[("ab", ()), ("cd", (0,)), ("ef", ())]]),
        ("abcdef", [(0, 6), (2, 4)], [[("ab", (0,)), ("cd", (1, 0)), ("ef", (0,))]]),  # nested: innermost first
        ("abcdef", [(0, 4), (2, 6)], [[("ab", (0,)), ("cd", (1, 0)), ("ef", (1,))]]),  # crossing
        ("abcdef", [(2, 4), (2, 4)], [[("ab", ()), ("cd", (0, 1)), ("ef", ())]]),  # the same words twice
        ("ab\n\ncd", [(1, 5)], [[("a", ()), ("b", (0,))], [("c", (0,)), ("d", ())]]),  # over two paragraphs
        ("ab\n \ncd", [(3, 4)], [[("ab", ())], [("cd", ())]]),  # on an empty line: nothing to show
        ("", [], []),
    ],
)
def test_cut(text: str, spans: list[tuple[int, int]], pieces: list[list[tuple[str, tuple[int, ...]]]]) -> None:
    cut_text = [[(text[s.start : s.end], s.layers) for s in paragraph] for paragraph in cut(text, spans)]
    assert cut_text == pieces


@given(
    st.text(alphabet="аб \n", max_size=60).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted), max_size=8)
            if text
            else st.just([]),
        )
    )
)
def test_pieces_are_the_text_and_know_all_their_spans(drawn: tuple[str, list[list[int]]]) -> None:
    text, pairs = drawn
    spans = [(left, right) for left, right in pairs if left < right]
    shown = cut(text, spans)
    assert ["".join(text[s.start : s.end] for s in p) for p in shown] == [text[a:b] for a, b in paragraphs(text)]
    for segment in (segment for paragraph in shown for segment in paragraph):
        around = {i for i, (left, right) in enumerate(spans) if left <= segment.start and segment.end <= right}
        assert set(segment.layers) == around
        assert segment.start < segment.end
        lengths = [spans[i][1] - spans[i][0] for i in segment.layers]
        assert lengths == sorted(lengths)
