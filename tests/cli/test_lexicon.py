"""`servanda lexicon`: tables checked, and the rows that a word touches."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from servanda.cli import main
from servanda.errors import LexiconError
from servanda.language import tables
from servanda.language.lookup import touched
from servanda.language.tables import Table, parse

BAD = (
    "# title: T\n# origin: o\n# licence: l\n# faults: f\n# columns: word; example\nword\texample\nвизит\tСобака лает.\n"
)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Table | LexiconError]:
    """Tables that stand in for those shipped."""
    stand_ins: dict[str, Table | LexiconError] = {}
    shipped = tables.table

    def table(name: str) -> Table:
        found = stand_ins.get(name)
        if isinstance(found, LexiconError):
            raise found
        return found or shipped(name)

    monkeypatch.setattr(tables, "table", table)
    return stand_ins


def test_a_table_that_is_right(seen: dict[str, Table | LexiconError]) -> None:
    done = CliRunner().invoke(main, ["lexicon", "check", "months", "world/parties", "ru/weekdays.tsv"])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "3 tables checked, nothing wrong.\n")


def test_a_row_that_its_example_lacks(seen: dict[str, Table | LexiconError]) -> None:
    seen["ru/documents"] = parse("lexicon/ru/documents.tsv", BAD)
    done = CliRunner().invoke(main, ["lexicon", "check", "documents"])
    assert done.exit_code == 1
    assert done.stdout == (
        "lexicon/ru/documents.tsv:7: the row does not show in its example 'Собака лает.'; mend either\n"
    )
    assert done.stderr == "1 table checked, 1 fault.\n"
    assert CliRunner().invoke(main, ["lexicon", "check", "documents", "--no-examples"]).exit_code == 0


def test_a_broken_table_is_named_once_and_the_others_are_checked(seen: dict[str, Table | LexiconError]) -> None:
    seen["ru/months"] = LexiconError("the table has no rows", where="lexicon/ru/months.tsv:6", remedy="restore them")
    done = CliRunner().invoke(main, ["lexicon", "check", "--no-examples"])
    assert done.exit_code == 1
    assert done.stdout == "lexicon/ru/months.tsv:6: the table has no rows; restore them\n"
    assert done.stderr == f"{len(tables.names())} tables checked, 1 fault.\n"


def test_there_is_no_such_table() -> None:
    done = CliRunner().invoke(main, ["lexicon", "check", "nothing"])
    assert done.exit_code == 2
    assert "there is no table called 'nothing'" in done.stderr


def test_rows_that_a_word_touches() -> None:
    done = CliRunner().invoke(main, ["lexicon", "show", "договорились"])
    assert done.exit_code == 0
    assert "commitment_frames" in done.stdout
    assert "agreed" in done.stdout


@pytest.mark.parametrize(
    ("phrase", "table"),
    [
        ("декабря", "months"),
        ("главы государств", "posts"),
        ("ТОВАРООБОРОТОМ", "indicators"),
        ("Нижнего Новгорода", "places"),
        ("самолёты", "naming_nouns"),
        ("AED", "currencies"),
    ],
)
def test_words_are_found_in_any_form(phrase: str, table: str) -> None:
    assert f"lexicon/ru/{table}.tsv" in {row.table for row in touched(phrase)}


def test_a_word_of_no_table() -> None:
    done = CliRunner().invoke(main, ["lexicon", "show", "собака", "лает"])
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == "no table holds 'собака лает'; try the dictionary form, or another of its words\n"
