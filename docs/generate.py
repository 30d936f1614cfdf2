"""Write the pages of `docs/reference/`, and the outputs shown elsewhere, anew: `python -m docs.generate`.

On the pages of `SHOWN`, a block marked `console` that begins with `$ servanda` is run, and so is a session marked
`pycon`; what they print stands below. A test compares all pages with what this module would write, so that they cannot
drift.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from servanda.cli import main as servanda
from servanda.model.records import RECORD_TYPES
from servanda.model.vocabulary import CAMEO, PLOVER, TOPICS, UNDIRECTED
from servanda.report.schema import EDTF_PATTERN, schema

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
#: The pages that show commands with their output.
SHOWN = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
_GENERATED = "<!-- Written by `make docs`; change the program, not this page. -->"
_WIDTH = 100
_ABOUT_FIELDS = """\
What a line of `--format jsonl` holds; `servanda schema` prints the same as JSON Schema. States are ISO 3166-1 alpha-2
codes. Dates are EDTF level 0: `2025`, `2025-09`, `2025-09-29`, intervals `2025-01/2025-08`, open ends `2005/..`."""
_ABOUT_CODES = "CAMEO (codebook 1.1b3) and PLOVER (codebook 2023) for types of events and modalities of commitments."


def values(field: Mapping[str, Any]) -> str:
    """What a field may hold, in words, from its schema: a type of JSON, or the values of a closed list."""
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    if "$ref" in field:
        return f"[{field['$ref'].rsplit('/', 1)[1].lower()}](#{field['$ref'].rsplit('/', 1)[1].lower()})"
    if field["type"] == "array":
        return f"list of {values(field['items'])}s"
    return "EDTF date, or empty" if field.get("pattern") == EDTF_PATTERN else str(field["type"])


def _table(properties: Mapping[str, Mapping[str, Any]]) -> str:
    rows = ["| field | meaning | value |", "| --- | --- | --- |"]
    rows += [f"| `{name}` | {field['description']} | {values(field)} |" for name, field in properties.items()]
    return "\n".join(rows) if len(rows) > 2 else "Nothing beside what all records carry."


def _section(title: str, *paragraphs: str) -> list[str]:
    return [f"## {title}", *paragraphs]


def records_page() -> str:
    """Documents and records, field by field, out of the schema, which is made from the model."""
    parts = schema()["$defs"]
    records = {cls.kind_of: parts[cls.__name__] for cls in RECORD_TYPES}
    shared = {
        name: field
        for name, field in records["quotations"]["properties"].items()
        if all(record["properties"].get(name) == field for record in records.values())
    }
    page = ["# The records", _GENERATED, _ABOUT_FIELDS]
    for title in ("Document", "Evidence"):
        page += _section(title.lower(), parts[title]["description"], _table(parts[title]["properties"]))
    page += _section("What all records carry", _table(shared))
    for kind, record in records.items():
        own = {name: field for name, field in record["properties"].items() if name not in shared}
        page += _section(kind, record["description"], _table(own))
    topics = ", ".join(f"`{topic}`" for topic in TOPICS)
    undirected = ", ".join(f"`{name}`" for name in sorted(UNDIRECTED))
    page += _section("topics", f"The sectors that the document deals with, a list without order out of {topics}.")
    page += _section("Figures without direction", f"For these indicators the parties are a set: {undirected}.")
    page += _section("Codes in outside standards", _ABOUT_CODES, _codes(CAMEO, PLOVER))
    return "\n\n".join(page) + "\n"


def _codes(cameo: Mapping[str, str], plover: Mapping[str, str]) -> str:
    rows = ["| type or modality | CAMEO | PLOVER |", "| --- | --- | --- |"]
    return "\n".join(rows + [f"| `{name}` | {cameo[name]} | {plover[name]} |" for name in cameo])


def _commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from _commands(command.commands[name], (*path, name))


def cli_commands() -> dict[str, click.Command]:
    """Every command by the words that call it (`servanda read`)."""
    return {" ".join(path): command for path, command in _commands(servanda, ("servanda",))}


def cli_page() -> str:
    """The help of every command, as it is printed."""
    parts = ["# The command line", _GENERATED, "Exit codes are listed on [their own page](../exit-codes.md)."]
    for name, command in cli_commands().items():
        context = click.Context(command, info_name=name, terminal_width=_WIDTH, **servanda.context_settings)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


_CONSOLE = re.compile(r"^```console\n\$ (servanda [^\n]*)\n.*?^```$", re.MULTILINE | re.DOTALL)

_SESSION = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def output(command: str) -> str:
    """What a command prints on standard output, run at the root as if on a terminal of 100 columns without colours."""
    words = shlex.split(command)
    program = Path(sys.executable).with_name(words[0])
    environment = {**os.environ, "COLUMNS": str(_WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(program), *words[1:]], cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def session(block: str, names: dict[str, Any]) -> str:
    """A Python session with what it prints written anew; `names` are kept from block to block of a page."""
    lines = []
    for example in doctest.DocTestParser().get_examples(block):
        prompts = (">>> ", *["... "] * example.source.count("\n"))
        lines += [prompt + line for prompt, line in zip(prompts, example.source.splitlines(), strict=False)]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(ROOT):
            exec(compile(example.source, "<page>", "single"), names)  # noqa: S102 - our own pages
        lines += [line.rstrip() for line in printed.getvalue().splitlines()]
    return "\n".join(lines)


def with_outputs(text: str) -> str:
    """A page with the output of every command and every Python session that it shows written anew."""
    names: dict[str, Any] = {}
    text = _CONSOLE.sub(lambda block: f"```console\n$ {block[1]}\n{output(block[1])}\n```", text)
    return _SESSION.sub(lambda block: f"```pycon\n{session(block[1], names)}\n```", text)


def pages() -> dict[Path, str]:
    """Every page that is written wholly or partly by this module, with its text."""
    shown = {page: with_outputs(page.read_text(encoding="utf-8")) for page in SHOWN}
    return {REFERENCE / "cli.md": cli_page(), REFERENCE / "records.md": records_page(), **shown}


def main() -> None:
    """Write the pages that changed."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
