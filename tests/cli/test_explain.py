"""`servanda explain`: a record in sight and as JSON, and what is said when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli import main
from servanda.pipeline import read

TEXT = "Товарооборот Казахстана и Италии в 2024 году достиг 20 млрд долларов."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_view_shows_everything(article: Path) -> None:
    record = read(TEXT).figures[0]
    done = CliRunner().invoke(main, ["explain", str(article), record.id[:8]])
    assert done.exit_code == 0
    for part in (record.id, record.rule, "Evidence (0-68)", "Rules tried", "indicators.tsv:", "Товарооборот", "nsubj"):
        assert part in done.stdout
    assert done.stderr == ""


def test_json_holds_the_record_and_the_rows(article: Path) -> None:
    record = read(TEXT).figures[0]
    done = CliRunner().invoke(main, ["explain", str(article.parent), record.id.upper(), "--format", "json"])
    whole = json.loads(done.stdout)
    assert whole["record"] == record.to_dict()
    assert whole["kind"] == "figures"
    assert whole["tried"][-1] == {"place": 52, "rule": record.rule, "answer": "yes"}
    assert [row["row"].startswith("lexicon/ru/") for row in whole["lexicon"]] == [True] * len(whole["lexicon"])
    assert whole["words"][0]["lemma"] == "товарооборот"


def test_the_date_that_was_given_counts(article: Path) -> None:
    article.write_text("В этом году товарооборот Казахстана и Италии достиг 20 млрд долларов.", encoding="utf-8")
    record = read(article.read_text(encoding="utf-8"), published="2025-01-15").figures[0]
    given = ["explain", str(article), record.id]
    assert CliRunner().invoke(main, given).exit_code == 3
    assert CliRunner().invoke(main, [*given, "--published", "2025-01-15"]).exit_code == 0


def test_an_unknown_id_is_said_with_the_way_to_list_them(article: Path) -> None:
    done = CliRunner().invoke(main, ["explain", str(article), "zzz"])
    assert done.exit_code == 3
    assert done.stdout == ""
    assert done.stderr == (
        f"{article}: no record of 1 document has an id that begins with 'zzz'; list the ids by: "
        f"servanda read {article} --explain\n"
    )


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["explain", str(tmp_path / "none.txt"), "abc"])
    assert done.exit_code == 3
    assert done.stderr == f"{tmp_path / 'none.txt'}: does not exist; check the path\n"
