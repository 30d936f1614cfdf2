"""Which files a run reads, their names, and what the system refuses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from servanda.errors import DocumentError
from servanda.sources.files import MOST_BYTES, Origin, expected, find, read_bytes, shown, unique_names


def tree(folder: Path, *names: str, content: str = "Визит завершён.") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def names_of(*paths: Path | str) -> list[str]:
    return [str(o) if isinstance(o, DocumentError) else o.name for o in find(paths).origins]


def test_folders_are_walked_in_order_and_other_files_counted(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/z.html", "a/c.HTM", "d.jsonl", "picture.png", "a/table.csv", ".hidden.txt", ".git/e.txt")
    found = find([tmp_path])
    assert [Path(o.path).name for o in found.origins if isinstance(o, Origin)] == [
        "c.HTM",
        "z.html",
        "b.txt",
        "d.jsonl",
    ]
    assert found.passed_over == 2


def test_of_json_in_a_folder_only_what_speaks_of_a_text_is_read(tmp_path: Path) -> None:
    tree(tmp_path, "gold.json", content='{"figures": []}')
    tree(tmp_path, "article.json", content='{"text": "Визит завершён."}')
    found = find([tmp_path])
    assert (names_of(tmp_path), found.passed_over) == (["article"], 1)
    assert names_of(tmp_path / "gold.json") == ["gold"]


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.txt")
    assert names_of(tmp_path / "b.txt", tmp_path, f"{tmp_path}/./a.txt") == ["b", "a"]


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    tree(tmp_path, "picture.png")
    (only,) = find([tmp_path]).origins
    assert str(only).startswith(f"{tmp_path}: holds no texts; documents in a folder end in .txt, ")


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a.txt", "b.txt"], ["a", "b"]),
        (["x/a.txt", "y/a.txt", "y/b.txt"], ["x/a", "y/a", "b"]),
        (["p/x/a.txt", "q/x/a.txt"], ["p/x/a", "q/x/a"]),
        (["a.txt", "x/a.txt"], ["a", "x/a"]),
        (["x/a.txt", "x/a.html"], ["x/a.txt", "x/a.html"]),
        (["a.txt", "a.html"], ["a.txt", "a.html"]),
        (["a.b.txt"], ["a.b"]),
        (["-", "stdin.txt"], ["stdin", "stdin.txt"]),
        ([], []),
    ],
)
def test_names_are_stems_as_long_as_they_tell_files_apart(files: list[str], names: list[str]) -> None:
    assert unique_names(files) == names
    assert sorted(unique_names(files[::-1])) == sorted(names)


def test_json_beside_a_text_of_the_same_stem_leaves_its_name_alone(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "a.json", "a.jsonl")
    assert names_of(tmp_path / "a.txt", tmp_path / "a.json", tmp_path / "a.jsonl") == ["a", "a", "a"]


def reading(path: Path | str) -> str:
    (origin,) = find([path]).origins
    assert isinstance(origin, Origin)
    with pytest.raises(DocumentError) as caught:
        read_bytes(origin)
    return str(caught.value)


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    assert reading(tmp_path / "nix.txt") == f"{tmp_path}/nix.txt: does not exist; check the path"
    assert "cannot be read (not a directory)" in reading(tmp_path / "a.txt" / "b.txt")
    assert "cannot be read (file name too long)" in reading(tmp_path / ("x" * 300))
    assert "cannot be read (embedded null byte)" in reading("a\x00.txt")


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    assert reading(large) == f"{large}: is larger than 20 MB; split it into its articles"


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, for whom nothing is forbidden."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    with nobody():
        assert reading(tmp_path / "a.txt") == f"{tmp_path}/a.txt: may not be read; ask for the right to read it"


def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    tree(tmp_path, "a/b.txt", "c.txt")
    for folder in (tmp_path, *tmp_path.parents):
        if os.access(folder, os.W_OK) and folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    (tmp_path / "a").chmod(0)
    with nobody():
        names = names_of(tmp_path)
    (tmp_path / "a").chmod(0o755)
    assert names == ["c", f"{tmp_path}/a: may not be read; ask for the right to read it"]


@pytest.mark.parametrize(
    ("path", "expected_name"),
    [
        ("a.txt", "a.txt"),
        ("a\nb\x1b[31m.txt", "a\ufffdb\ufffd[31m.txt"),
        ("\udcff.txt", "\ufffd.txt"),
        ("я.txt", "я.txt"),
    ],
)
def test_paths_are_shown_without_commands(path: str, expected_name: str) -> None:
    assert shown(path) == expected_name


def test_how_many_documents_to_expect(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.html")
    tree(tmp_path, "c.jsonl", content='{"text": "а"}\n\n{"text": "б"}\n')
    tree(tmp_path / "x", "d.json", content='[{"text": "а"}, {"text": "б"}]')
    assert expected(find([tmp_path / "a.txt", tmp_path / "b.html", tmp_path / "c.jsonl", tmp_path / "nix.txt"])) == 5
    assert expected(find([tmp_path])) is None
    assert expected(find(["-"])) is None
