"""The pages say what the program does: generated pages are up to date, commands exist, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docs import generate
from servanda.cli import messages

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("samples/*.md")])
READER_PAGES = sorted(set(PAGES) - {ROOT / "docs" / "quality.md"})

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


def mentioned_commands(text: str) -> Iterator[str]:
    """Every `servanda …` in a code span, in a shell block or after a prompt."""
    blocks = FENCED.findall(text)
    for language, block in blocks:
        if language in {"sh", "console"}:
            yield from (line.removeprefix("$ ") for line in block.splitlines() if re.match(r"(\$ )?servanda\b", line))
    yield from (span for span in INLINE.findall(FENCED.sub("", text)) if re.match(r"servanda [a-z-]", span))


def is_subcommand(word: str) -> bool:
    return re.fullmatch(r"[a-z]+", word) is not None


@pytest.mark.parametrize("page", READER_PAGES, ids=page_id)
def test_every_command_that_a_page_mentions_exists(page: Path) -> None:
    commands = generate.cli_commands()
    for mention in mentioned_commands(page.read_text(encoding="utf-8")):
        words = mention.split()
        name = " ".join(words[:2]) if len(words) > 1 and is_subcommand(words[1]) else words[0]
        assert name in commands, f"{page_id(page)} mentions {mention!r}"
        name = name if " ".join(words[:3]) not in commands else " ".join(words[:3])
        command = commands[name]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        known |= set(command.get_help_option_names(click.Context(command)))
        for word in words:
            option = word.split("=")[0].rstrip(",.;")
            if option.startswith("-") and option != "-":
                assert option in known, f"{page_id(page)}: {mention!r}: there is no {option}"


@pytest.mark.parametrize("path", [generate.REFERENCE / "cli.md", generate.REFERENCE / "records.md", *generate.SHOWN],
                         ids=page_id)  # fmt: skip
def test_generated_pages_are_up_to_date(path: Path) -> None:
    writers = {"cli.md": generate.cli_page, "records.md": generate.records_page}
    text = path.read_text(encoding="utf-8")
    expected = writers[path.name]() if path.name in writers else generate.with_outputs(text)
    assert text == expected, "run `make docs`"


def test_outputs_are_written_anew_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "output", lambda command: f"<{command}>")
    page = "a\n\n```console\n$ servanda read x\nold\n\nold\n```\nb\n```console\n$ make demo\nkept\n```\n"
    assert generate.with_outputs(page) == page.replace("old\n\nold", "<servanda read x>")


def test_python_sessions_are_run_anew_with_names_kept() -> None:
    page = "```pycon\n>>> x = [\n...     1\n... ]\n>>> x\nold\n```\nb\n```pycon\n>>> print(x[0] + 1)\n```\n"
    assert generate.with_outputs(page) == page.replace("old", "[1]").replace("1)\n```", "1)\n2\n```")


def test_the_page_on_exit_codes_lists_them_all() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    codes = (messages.ALL_READ, messages.SOME_NOT, messages.USAGE, messages.NOTHING)
    assert listed == {*codes, messages.INTERRUPTED, messages.CLOSED}


def test_the_readme_shows_commands_with_their_output_and_python() -> None:
    languages = [language for language, _ in FENCED.findall((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert "console" in languages
    assert "pycon" in languages


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page_id(page)} links to {target}"
