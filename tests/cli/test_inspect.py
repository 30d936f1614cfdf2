"""`servanda inspect`: how each file is understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli import main
from tests.sources.paragraphs import KAZAKH, PARAGRAPHS

TEXT = "\n".join(PARAGRAPHS).replace("–", "-").replace("«", '"').replace("»", '"')


def run(*arguments: object, columns: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(
        main, ["inspect", *map(str, arguments)], prog_name="servanda"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(f" date 2025-03-14 {TEXT}".encode("koi8-r"))
    (tmp_path / "b.txt").write_text(KAZAKH, encoding="utf-16")
    (tmp_path / "c.jsonl").write_text('{"text": "Визит завершён.", "title": "О визите"}', encoding="utf-8")
    return tmp_path


def rows(result: Result) -> list[list[str]]:
    lines = [line.split("  ") for line in result.stdout.splitlines()[3:] if line.strip()]
    return [[cell.strip() for cell in line if cell.strip()] for line in lines]


def test_form_encoding_language_and_date(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0
    assert rows(result) == [
        ["a", "text, koi8-r", "ru", "2025-03-14 (text)", f"{len(TEXT) + 17:,}"],
        ["b", "text, utf-16-le", "kk", "not known", f"{len(KAZAKH):,}"],
        ["c-1", "lines, utf-8", "ru", "not known", "15"],
    ]
    assert result.stderr == "3 documents found.\n"


def test_a_wide_terminal_has_room_for_titles(folder: Path) -> None:
    assert rows(run(folder / "c.jsonl", columns=140))[0][-1] == "О визите"


def test_a_date_given_is_shown_as_such(folder: Path) -> None:
    assert rows(run(folder / "a.txt", "--published", "2025"))[0][3] == "2025 (given)"


def test_what_gives_no_document_is_named(folder: Path) -> None:
    (folder / "d.txt").write_bytes(b"")
    result = run(folder, "nix.txt")
    assert result.exit_code == 1
    assert len(rows(result)) == 3
    assert result.stderr.splitlines() == [
        f"{folder}/d.txt: is empty; leave it out",
        "nix.txt: does not exist; check the path",
        "3 documents found, 2 not read.",
    ]
    assert run("nix.txt").exit_code == 3
