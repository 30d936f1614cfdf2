"""Tables of words: what is read, and the file and line that every error names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import LexiconError
from servanda.language.columns import declared
from servanda.language.tables import HEADER, names, parse, referring, table, version

HEAD = "# title: Words\n# origin: ours\n# licence: Apache-2.0\n# faults: none known\n"
COLUMNS = "# columns: word; class = noun | own; note?; example\n"
NAMES = "word\tclass\tnote\texample\n"
GOOD = (
    HEAD
    + COLUMNS
    + NAMES
    + "слово|слова\tnoun\t\tСлово сказано.\n\nдело\tnoun\tx\tДело сделано.\nего\town\t\tЕго дом.\n"
)

BAD = [
    (GOOD + "лишь\tnoun\n", "lexicon/t.tsv:11: 2 fields where 4 columns are named"),
    (GOOD + "лишь\tnoun\ta\tb\tc\n", "lexicon/t.tsv:11: 5 fields where 4 columns are named"),
    (GOOD + "\tnoun\t\tПусто.\n", "lexicon/t.tsv:11: 'word' is empty"),
    (GOOD + "лишь\tnoun\t\t\n", "lexicon/t.tsv:11: 'example' is empty"),
    (GOOD + "лишь\tnuon\t\tЛишь бы.\n", "lexicon/t.tsv:11: 'nuon' is no value of 'class'"),
    (GOOD + "лишь\tnoun|verb\t\tЛишь бы.\n", "lexicon/t.tsv:11: 'verb' is no value of 'class'"),
    (GOOD + "дело\tnoun\tx\tДругое дело.\n", "lexicon/t.tsv:11: the row of line 9 stands here again"),
    (GOOD.replace("его\town", "его\tnoun"), "lexicon/t.tsv:5: no row has 'own' in 'class'"),
    (
        GOOD.replace(NAMES, NAMES.replace("note", "notes")),
        "lexicon/t.tsv:6: the columns declared are word, class, note",
    ),
    (GOOD.replace(NAMES, ""), "lexicon/t.tsv:6: the columns declared are"),
    (GOOD.replace(COLUMNS, ""), "lexicon/t.tsv:1: the header lacks columns"),
    (GOOD.replace("class = noun | own", "the class"), "lexicon/t.tsv:5: 'the class' declares no column"),
    (HEAD + "# columns: word; word\nword\tword\na\tb\n", "lexicon/t.tsv:6: a column is named twice"),
    (HEAD + COLUMNS + NAMES, "lexicon/t.tsv:6: the table has no rows"),
    (HEAD + COLUMNS, "lexicon/t.tsv:5: the table has no rows"),
    ("", "lexicon/t.tsv:1: the header lacks title, origin, licence, faults, columns"),
    (GOOD.replace("# faults: none known\n", ""), "lexicon/t.tsv:1: the header lacks faults"),
    (GOOD.replace("# faults: none known\n", "# faults:\n"), "lexicon/t.tsv:1: the header lacks faults"),
    (GOOD.replace("# origin: ours\n# licence: Apache-2.0\n", ""), "lexicon/t.tsv:1: the header lacks origin, licence"),
]


def test_header_columns_and_rows() -> None:
    words = parse("lexicon/t.tsv", GOOD)
    assert {key: words.header[key] for key in HEADER[:4]} == {
        "title": "Words", "origin": "ours", "licence": "Apache-2.0", "faults": "none known",
    }  # fmt: skip
    assert words.columns == ("word", "class", "note", "example")
    assert [row["word"] for row in words] == ["слово|слова", "дело", "его"]
    assert [row.where for row in words] == ["lexicon/t.tsv:7", "lexicon/t.tsv:9", "lexicon/t.tsv:10"]
    assert words.rows[0].several("word") == ("слово", "слова")


def test_words_of_a_column() -> None:
    words = parse("lexicon/t.tsv", GOOD)
    assert words.words("word") == {"слово", "слова", "дело", "его"}
    assert words.words("word", **{"class": "noun"}) == {"слово", "слова", "дело"}
    assert words.words("word", **{"class": "verb"}) == frozenset()


def test_the_same_word_may_stand_twice_with_other_values() -> None:
    assert len(parse("lexicon/t.tsv", GOOD + "дело\town\t\tДело сделано.\n").rows) == 4


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


def test_references_to_other_tables() -> None:
    text = HEAD + "# columns: name; code? = t/codes.code | any\nname\tcode\nA\tx|y\nB\t\nC\tany\nD\tz\n"
    codes = parse("lexicon/t/codes.tsv", HEAD + "# columns: code\ncode\nx\ny\n")
    with pytest.raises(LexiconError) as caught:
        referring(parse("lexicon/t.tsv", text), {"t/codes": codes}.__getitem__)
    assert str(caught.value).startswith(
        "lexicon/t.tsv:10: 'z' in 'code' stands in no row of lexicon/t/codes.tsv (code)"
    )
    whole = parse("lexicon/t.tsv", text.replace("D\tz\n", ""))
    assert referring(whole, {"t/codes": codes}.__getitem__) is whole
    other = parse("lexicon/t/codes.tsv", HEAD + "# columns: key\nkey\nx\ny\n")
    with pytest.raises(LexiconError, match=r"lexicon/t/codes\.tsv has no column 'code'"):
        referring(whole, {"t/codes": other}.__getitem__)


def test_lists_of_the_guide_and_values_written_out() -> None:
    level, plain = declared("level = Level | none; word?", "t:1")
    assert [level.knows(value) for value in ("alliance", "none", "Level", "")] == [True, True, False, False]
    assert (plain.may_be_empty, plain.is_closed, plain.knows("whatever")) == (True, False, True)


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
