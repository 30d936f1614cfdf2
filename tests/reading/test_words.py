"""A document's plain tokens say what spaCy's own say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from servanda.reading.words import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXTS = (
    "",
    "Итоги.",
    (
        "Президент Казахстана, который прибыл в Анкару с визитом, встретился с Реджепом Тайипом Эрдоганом.\n\n"
        "По итогам (в том числе 2-й встречи)  подписано 15 документов на $1,5 млрд: «План — 2030».\nСТОРОНЫ довольны."
    ),
)
VALUES = (
    "i", "idx", "text", "whitespace_", "lemma_", "norm_", "pos_", "dep_", "ent_type_", "ent_iob_", "is_space",
    "is_punct", "is_sent_start", "is_title", "is_upper", "like_num",
)  # fmt: skip


def one(token: Any) -> list[object]:
    """All that the rules ask of a token."""
    values = [getattr(token, name) for name in VALUES]
    trees = [[t.i for t in getattr(token, name)] for name in ("children", "lefts", "rights", "subtree", "ancestors")]
    near = [token.head.i, token.left_edge.i, token.right_edge.i, token.sent.start, token.sent.end]
    cases = [token.morph.get(name, []) for name in ("Case", "Number", "VerbForm")]
    return [*values, *trees, *near, *cases, str(token.morph), token.morph.to_dict(), len(token)]


def several(span: Any) -> list[object]:
    """All that the rules ask of a span."""
    return [
        span.start,
        span.end,
        span.start_char,
        span.end_char,
        span.text,
        len(span),
        [t.i for t in span],
        span.label_,
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_and_span_is_spacys(text: str, annotate: Callable[[str], Doc]) -> None:
    doc = annotate(text)
    words = plain(doc)
    assert (len(words), words.text) == (len(doc), doc.text)
    assert [one(token) for token in words] == [one(token) for token in doc]
    assert [several(name) for name in words.ents] == [several(name) for name in doc.ents]
    ends = (None, *range(-2, len(doc) + 2, 3))
    for part in (slice(i, j) for i in ends for j in ends):
        assert several(words[part]) == several(doc[part])


def test_tokens_by_place(annotate: Callable[[str], Doc]) -> None:
    words = plain(annotate(TEXTS[-1]))
    assert words[-1] is words[len(words) - 1]
    assert (words[2:6][-1].i, words[2:6][1:3].text, words[2].nbor(1).i) == (5, words[3:5].text, 3)
    assert words[1].sent == words[0:4].sent
    for place in (lambda: words[len(words)], lambda: words[2:4][2], lambda: words[0].nbor(-1)):
        with pytest.raises(IndexError):
            place()
