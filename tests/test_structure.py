"""What holds for the whole tree: where words live, what is imported, how large files are, what files may name."""

from __future__ import annotations

import ast
import importlib.metadata
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import servanda
from servanda.language import tables
from servanda.reading import reader

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "servanda"
LONGEST_FILE = 450
OUR_CODE = ("src", "bench", "tests", "docs", "tools")

CYRILLIC = re.compile(r"[\u0400-\u052f]")
REGISTRY_HOST = re.compile(r"pythonhosted[.]|npmjs[.]|(^|[^a-z])pypi[.]|deb[.]debian|security[.]debian", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm)/|/home/[a-z]|/root/")
#: Names that only this file and the like of it may write, as the patterns that look for them.
PATTERNS_THEMSELVES = {"tests/test_structure.py"}


def tracked() -> Iterator[tuple[str, Path]]:
    """Every file that git tracks or would track, with its path from the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8", timeout=60)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, so there is no list of tracked files")
    for name in sorted(filter(None, done.stdout.split("\0"))):
        if (ROOT / name).is_file():
            yield name, ROOT / name


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(path.read_text(encoding="utf-8").splitlines(), 1)


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def docstring_lines(tree: ast.Module) -> set[int]:
    """The lines on which a docstring begins."""
    bodies = [n.body for n in ast.walk(tree) if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef))]
    firsts = [body[0] for body in bodies if body]
    return {n.lineno for n in firsts if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}


def russian_in_code(source: str) -> Iterator[int]:
    """The lines on which a Cyrillic letter stands in code: in a name or a string, not in a docstring or comment."""
    docstrings = docstring_lines(ast.parse(source))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT or not CYRILLIC.search(token.string):
            continue
        if token.type != tokenize.STRING or token.start[0] not in docstrings:
            yield token.start[0]


def test_no_russian_words_in_code_outside_of_language() -> None:
    """Words are tables under lexicon/; the adapter alone may know letters. Examples in docstrings are welcome."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files("src")
        if SOURCE / "language" not in path.parents
        for line in russian_in_code(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('"""Слово."""\n', []),
        ("# слово\nx = 1  # слово\n", []),
        ('def f():\n    """Слово\n    и слово."""\n', []),
        ('x = "слово"\n', [1]),
        ("слово = 1\n", [1]),
        ('def f():\n    """Word."""\n    return {"слово"}\n', [3]),
        ('x = f"слово {1}"\n', [1]),
    ],
)
def test_what_counts_as_russian_in_code(source: str, lines: list[int]) -> None:
    assert sorted(set(russian_in_code(source))) == lines


def test_natasha_is_never_imported() -> None:
    """It breaks with setuptools 82 and newer; only its weight files are used."""
    found = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in python_files(*OUR_CODE)
        for module in imported_modules(path)
        if module.split(".")[0] in {"natasha", "pymorphy2", "yargy"}
    ]
    assert found == ["bench/natasha_peer.py: natasha"]  # in an interpreter of its own, to be measured against


def test_nothing_pickled_is_loaded() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in python_files("src")
        if {"pickle", "dill", "joblib", "marshal", "shelve"} & {m.split(".")[0] for m in imported_modules(path)}
    ]
    assert found == []


def test_no_registry_host_and_no_path_of_a_machine_in_tracked_files() -> None:
    found = []
    for name, path in tracked():
        if name in PATTERNS_THEMSELVES:
            continue
        try:
            lines = list(numbered_lines(path))
        except UnicodeDecodeError:
            continue
        found += [
            f"{name}:{number}: {line.strip()[:120]}"
            for number, line in lines
            if REGISTRY_HOST.search(line) or MACHINE_PATH.search(line)
        ]
    assert found == []


def test_python_files_are_short_enough_to_read() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*OUR_CODE)}
    assert [f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n > LONGEST_FILE] == []


def test_there_is_one_version() -> None:
    assert servanda.__version__ == reader.VERSION


def test_there_are_no_utils() -> None:
    vague = {"utils", "util", "helpers", "misc", "common"}
    assert [str(path.relative_to(ROOT)) for path in python_files("src", "bench") if path.stem in vague] == []


@pytest.mark.parametrize("name", tables.names())
def test_every_table_loads_and_word_tables_end_with_an_example(name: str) -> None:
    """The header is checked by the loader; what a Russian row matches is checked by the tests of its reader."""
    table = tables.table(name)
    assert all(table.header[key] for key in tables.HEADER)
    if name.startswith("ru/"):
        assert table.columns[-1] == "example"
        assert [row.where for row in table if not row["example"]] == []


def dependencies() -> list[tuple[str, str]]:
    """Group ("" for the core) and name of every distribution that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    name = re.compile(r"[A-Za-z0-9._-]+")
    return [(group, match[0]) for group, lines in groups.items() for line in lines if (match := name.match(line))]


def test_every_import_of_the_package_is_declared() -> None:
    """What src/ imports is a dependency by name, not only because another one needs it; some are extras."""
    declared = {name for group, name in dependencies() if group != "dev"}
    owners = importlib.metadata.packages_distributions()
    imported = {module.split(".")[0] for path in python_files("src") for module in imported_modules(path)}
    foreign = imported - sys.stdlib_module_names - {"servanda"}
    assert sorted(name for name in foreign if not declared & {owner.lower() for owner in owners.get(name, [])}) == []


@pytest.mark.parametrize(("group", "name"), dependencies())
def test_every_dependency_has_its_line(group: str, name: str) -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(rf"\| `{re.escape(name)}` \|", line)]
    assert len(rows) == 1, f"docs/dependencies.md needs one row for {name} {group}"
    cells = [cell.strip() for cell in rows[0].strip("|").split("|")]
    assert len(cells) == 5
    assert all(cells)


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_the_lock_has_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links|-f|--trusted-host)\b", text, re.MULTILINE)
    pinned = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE).strip())
    assert len(pinned) > 20
    for entry in pinned:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(("group", "name"), dependencies())
def test_the_lock_knows_every_dependency(group: str, name: str) -> None:
    file = "runtime" if group == "" else "dev"
    text = (ROOT / "requirements" / f"{file}.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(name)}==", text, re.MULTILINE), f"run `make lock`: {name} is not in {file}.txt"
