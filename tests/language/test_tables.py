"""Tables of words: what is read, and the file and line that every error names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import LexiconError
from servanda.language.tables import HEADER, names, parse, table, version

HEAD = "# title: Words\n# origin: ours\n# licence: Apache-2.0\n# faults: none known\n"
GOOD = (
    HEAD + "word\tclass\texample\nслово|слова\tnoun\tСлово сказано.\n\nдело\tnoun\tДело сделано.\nего\town\tЕго дом.\n"
)

BAD = [
    (GOOD + "лишь\tnoun\n", "lexicon/t.tsv:10: 2 fields where 3 columns are named"),
    (GOOD + "лишь\tnoun\ta\tb\n", "lexicon/t.tsv:10: 4 fields where 3 columns are named"),
    (GOOD + "\tnoun\tПусто.\n", "lexicon/t.tsv:10: 'word' is empty"),
    (GOOD + "дело\tnoun\tДругое дело.\n", "lexicon/t.tsv:10: the row of line 8 stands here again"),
    (HEAD + "word\tword\texample\n", "lexicon/t.tsv:5: a column is named twice"),
    (HEAD + "word\texample\n", "lexicon/t.tsv: the table has no rows"),
    (HEAD, "lexicon/t.tsv: the table has no rows"),
    ("", "lexicon/t.tsv: the header lacks title, origin, licence, faults"),
    (GOOD.replace("# faults: none known\n", ""), "lexicon/t.tsv: the header lacks faults"),
    (GOOD.replace("# origin: ours\n# licence: Apache-2.0\n", ""), "lexicon/t.tsv: the header lacks origin, licence"),
]


def test_header_columns_and_rows() -> None:
    words = parse("lexicon/t.tsv", GOOD)
    assert words.header == {"title": "Words", "origin": "ours", "licence": "Apache-2.0", "faults": "none known"}
    assert words.columns == ("word", "class", "example")
    assert [row["word"] for row in words] == ["слово|слова", "дело", "его"]
    assert [row.where for row in words] == ["lexicon/t.tsv:6", "lexicon/t.tsv:8", "lexicon/t.tsv:9"]
    assert words.rows[0].several("word") == ("слово", "слова")


def test_words_of_a_column() -> None:
    words = parse("lexicon/t.tsv", GOOD)
    assert words.words("word") == {"слово", "слова", "дело", "его"}
    assert words.words("word", **{"class": "noun"}) == {"слово", "слова", "дело"}
    assert words.words("word", **{"class": "verb"}) == frozenset()


def test_the_same_word_may_stand_twice_with_other_values() -> None:
    assert len(parse("lexicon/t.tsv", GOOD + "дело\tother\tДело сделано.\n").rows) == 4


@pytest.mark.parametrize(("text", "message"), BAD)
def test_errors_name_file_and_line(text: str, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse("lexicon/t.tsv", text)
    assert str(caught.value).startswith(message)


@given(st.text(alphabet="ab\t\n#:| ", max_size=60))
def test_any_text_is_a_table_or_a_lexicon_error(text: str) -> None:
    try:
        words = parse("lexicon/t.tsv", text)
    except LexiconError as error:
        assert error.where.startswith("lexicon/t.tsv")  # noqa: PT017
    else:
        assert words.rows


def test_there_is_no_such_table() -> None:
    with pytest.raises(LexiconError, match=r"lexicon/ru/none\.tsv: there is no such table"):
        table("ru/none")


def test_tables_are_read_once() -> None:
    assert table("ru/months") is table("ru/months")
    assert {"ru/months", "ru/posts", "world/parties"} <= set(names())
    assert list(names()) == sorted(names())


def test_the_version_is_a_short_hash() -> None:
    assert len(version()) == 8
    assert int(version(), 16) >= 0


@pytest.mark.parametrize("name", names())
def test_headers_are_complete(name: str) -> None:
    assert {key for key in HEADER if table(name).header[key]} == set(HEADER)
