"""`servanda export` and `import` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from servanda.cli import main
from servanda.cli.export import export

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = ("jsonl", "plover", "cameo", "ftm", "jsonld", "ical", "geojson", "atom")
FOLDERS = ("csv", "parquet")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("export") / "samples.sqlite")
    done = CliRunner().invoke(main, ["add", str(SAMPLES), "--ledger", made])
    assert done.exit_code == 0, done.stderr
    return made


def run(address: str, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--ledger", address])


def test_every_format_is_tried_here() -> None:
    assert isinstance(export, click.Group)
    assert set(export.commands) == {*FILES, *FOLDERS}


@pytest.mark.parametrize("form", FILES)
def test_a_file_is_written_whole_and_the_same_again(address: str, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    done = run(address, "export", form, "KZ", "Kyrgyzstan", "-o", str(target))
    assert done.exit_code == 0, done.stderr
    assert f"written to {target}." in done.stderr
    assert done.stdout == ""
    again = run(address, "export", form, "kz", "kg", "-o", "-")
    assert again.stdout_bytes == target.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_is_written_whole_or_not_at_all(address: str, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    done = run(address, "export", form, "KZ", "-o", str(target))
    assert (done.exit_code, f"rows written to {target}." in done.stderr) == (0, True)
    (target / "mine.txt").touch()
    refused = run(address, "export", form, "KZ", "-o", str(target))
    assert (refused.exit_code, "holds other files (mine.txt)" in refused.stderr) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_left_out_is_told(address: str, tmp_path: Path) -> None:
    done = run(address, "export", "ftm", "-o", str(tmp_path / "out"))
    assert "figures: no schema holds them" in done.stderr
    assert all(line.startswith("Left out: ") for line in done.stderr.splitlines()[1:])


def test_kinds_dates_and_versions_are_chosen(address: str, tmp_path: Path) -> None:
    found = run(address, "export", "jsonl", "--since", "2025", "-k", "routes,figures", "-o", "-").stdout.splitlines()
    assert found
    for line in map(json.loads, found):
        assert line["document"]["published"] >= "2025"
        assert line["figures"] or line["routes"]
        assert line["events"] == []
    assert len(found) < len(run(address, "export", "jsonl", "-o", "-").stdout.splitlines())
    nothing = run(address, "export", "jsonl", "IS", "NZ", "-o", str(tmp_path / "out"))
    assert (nothing.exit_code, nothing.stderr) == (1, f"Nothing written to {tmp_path / 'out'}.\n")


def test_a_ledger_goes_to_another_one(address: str, tmp_path: Path) -> None:
    target, other = str(tmp_path / "out.jsonl"), str(tmp_path / "other.sqlite")
    assert run(address, "export", "jsonl", "-o", target).exit_code == 0
    done = run(other, "import", target)
    number = len(Path(target).read_bytes().splitlines())
    assert (done.exit_code, done.stderr) == (0, f"{number} documents: {other}.\n")
    again = run(other, "import", target)
    assert (again.exit_code, again.stderr) == (0, f"{number} documents there already: {other}.\n")
    assert run(other, "export", "jsonl", "-o", "-").stdout_bytes == Path(target).read_bytes()
    assert "all as it was read" in run(other, "verify").stderr


def test_a_broken_line_is_named(tmp_path: Path, address: str) -> None:
    target, other = tmp_path / "out.jsonl", str(tmp_path / "other.sqlite")
    whole = run(address, "export", "jsonl", "-o", "-").stdout_bytes.splitlines()
    target.write_bytes(b"{}\n" + whole[0])
    done = run(other, "import", str(target))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{target}: line 1: ")
    assert done.stderr.endswith(f"1 document, 1 line not taken: {other}.\n")
    target.write_bytes(b"{}\n")
    assert run(other, "import", str(target)).exit_code == 3


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["csv"], 2, "Missing option '-o'"),
        (["csv", "Atlantis", "-o", "x"], 2, "'Atlantis' is no state"),
        (["jsonl", "--since", "soon", "-o", "x"], 2, "'soon' is no date"),
        (["jsonl", "-k", "rumours", "-o", "x"], 2, "'rumours' is no kind"),
        (["atom", "-n", "0", "-o", "x"], 2, "'-n'"),
        (["jsonl", "-o", "/no/such/folder/x"], 3, "/no/such/folder/x: cannot be written"),
        (["csv", "-o", "/no/such/folder/x"], 3, "/no/such/folder/x: cannot be written"),
    ],
)
def test_what_cannot_be_is_one_sentence(address: str, words: list[str], code: int, told: str) -> None:
    done = run(address, "export", *words)
    assert (done.exit_code, told in done.stderr) == (code, True), done.stderr
    missing = run("/no/such/ledger.sqlite", "export", "jsonl", "-o", "-")
    assert (missing.exit_code, "is not there" in missing.stderr) == (3, True)
