"""The command as a process: help, version, quick start, interrupted, cut off, in a poor locale."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import servanda
from servanda.cli import main
from tests.sources.paragraphs import PARAGRAPHS

TEXT = "\n".join(PARAGRAPHS)
COMMAND = [sys.executable, "-m", "servanda"]


def commands() -> Iterator[tuple[str, click.Command]]:
    yield "servanda", main
    yield from main.commands.items()


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_help_ends_with_commands_to_paste(name: str, command: click.Command) -> None:
    words = [name] if command is not main else []
    result = CliRunner().invoke(main, [*words, "--help"], terminal_width=100)
    assert result.exit_code == 0
    assert result.stdout.rstrip().splitlines()[-1].startswith("  ")
    assert "  servanda " in result.stdout
    assert CliRunner().invoke(main, [*words, "-h"], terminal_width=100).stdout == result.stdout


def test_the_help_documents_every_exit_code() -> None:
    text = CliRunner().invoke(main, ["--help"]).stdout
    assert all(f"\n    {code} " in text for code in (0, 1, 2, 3, 130, 141))


def test_the_version() -> None:
    assert CliRunner().invoke(main, ["--version"], prog_name="servanda").stdout == f"servanda {servanda.__version__}\n"


def test_help_loads_no_engine() -> None:
    code = (
        "import sys; from servanda.cli import main; main(['read', '--help'], standalone_mode=False); "
        "print([m for m in ('spacy', 'numpy', 'slovnet', 'trafilatura', 'rich', 'gcld3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert done.stdout.endswith("\n[]\n")


def test_the_module_is_the_command() -> None:
    done = subprocess.run([*COMMAND, "schema"], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["title"] == "Reading"


def archive(folder: Path, count: int) -> Path:
    path = folder / "archive.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * count, encoding="utf-8")
    return path


def test_a_reader_that_hangs_up_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "read", str(archive(tmp_path, 50)), "-f", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """Shells start what runs in the background deaf to interrupts, and a process inherits that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded_interrupts")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_interrupt_ends_with_one_word(tmp_path: Path, processes: str) -> None:
    target = tmp_path / "out.jsonl"
    arguments = ["read", str(archive(tmp_path, 3000)), "-f", "jsonl", "-j", processes, "-o", str(target)]
    with subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stderr is not None
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and process.poll() is None:
            if any(path.stat().st_size for path in tmp_path.glob(".out.jsonl.*")):
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (130, b"Interrupted.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["archive.jsonl"]


@pytest.mark.parametrize("form", ["view", "jsonl"])
def test_an_ascii_terminal_is_no_error(tmp_path: Path, form: str) -> None:
    (tmp_path / "статья.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "пусто.txt").write_bytes(b"")
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    done = subprocess.run(
        [*COMMAND, "read", str(tmp_path), "-f", form], capture_output=True, env=environment, check=False, timeout=120
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"is empty; leave it out" in done.stderr
    assert done.stdout.decode("ascii" if form == "view" else "utf-8")


def test_the_help_lists_every_command_under_what_it_is_for() -> None:
    text = CliRunner().invoke(main, ["--help"], terminal_width=100).stdout
    listed = [line.split()[0] for line in text.splitlines() if re.match(r"  [a-z]+  +[A-Z]", line)]
    assert sorted(listed) == sorted(main.commands)
    assert re.findall(r"^([A-Z][a-z ]+):$", text, re.MULTILINE)[1:6] == [
        "Read", "Fill a ledger", "Ask it", "Judge", "Hand over",
    ]  # fmt: skip


def test_a_state_named_twice_counts_once(samples_ledger: str) -> None:
    def asked(*states: str) -> str:
        return CliRunner().invoke(main, ["brief", *states, "--ledger", samples_ledger, "--as-of", "2026"]).stdout

    assert asked("KZ", "Казахстан", "KG") == asked("KZ", "KG")
    assert asked("KZ", "KG").startswith("# Kazakhstan – Kyrgyzstan\n")
