"""`servanda brief` in all its forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import run


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_brief_is_written_in_the_form_of_its_ending(samples_ledger: str, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"brief.{ending}"
    done = run(samples_ledger, "brief", "kz", "Киргизия", "--as-of", "2026-01-01", "-o", str(target))
    assert (done.exit_code, done.stderr) == (0, f"The paper is in {target}.\n")
    start = {"md": b"# Kazakhstan", "html": b"<!doctype html>", "docx": b"PK"}[ending]
    assert target.read_bytes().startswith(start)
    if ending == "html":
        assert b"<svg" in target.read_bytes()


def test_without_a_file_it_is_printed(samples_ledger: str) -> None:
    assert run(samples_ledger, "brief", "KZ", "KG").stdout.startswith("# Kazakhstan – Kyrgyzstan\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["IS", "NZ"], 1, "The ledger holds nothing on IS and NZ together."),
        (["KZ", "KG", "-o", "brief.pdf"], 2, "write .md, .html or .docx"),
        (["KZ", "XX"], 2, "'XX' is no state; write its ISO code or its name: KZ, kz, Kazakhstan"),
        (["Kazakstan"], 2, "'Kazakstan' is no state; did you mean Kazakhstan"),
        (["KZ", "--as-of", "2025-02-30"], 2, "'2025-02-30' is no date"),
        ([], 2, "Missing argument 'STATE...'"),
    ],
)
def test_a_brief_that_cannot_be_written_says_why(samples_ledger: str, words: list[str], code: int, said: str) -> None:
    done = run(samples_ledger, "brief", *words)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_a_folder_that_is_not_there_is_told(samples_ledger: str, tmp_path: Path) -> None:
    done = run(samples_ledger, "brief", "KZ", "KG", "-o", str(tmp_path / "nowhere" / "b.html"))
    assert (done.exit_code, "cannot be written" in done.stderr) == (3, True)
