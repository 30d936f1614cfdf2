"""Write the pages of `docs/reference/`, and the outputs shown elsewhere, anew: `python -m docs.generate`.

On the pages of `SHOWN`, a block marked `console` that begins with `$ servanda` is run, and what it prints on standard
output stands below it. A test compares all pages with what this module would write, so that they cannot drift.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import subprocess
import sys
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click

from servanda.model.document import Document, Evidence
from servanda.model.records import RECORD_TYPES, Record
from servanda.model.vocabulary import CAMEO, PLOVER, TOPICS, UNDIRECTED

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
#: The pages that show commands with their output.
SHOWN = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
_GENERATED = "<!-- Written by `make docs`; change the program, not this page. -->"
_WIDTH = 100
_EMPTY = '`""`'
_ABOUT_FIELDS = """\
The guide of the gold standard says what each field means; this page lists what it may hold. States are ISO 3166-1
alpha-2 codes. Dates are EDTF level 0: `2025`, `2025-09`, `2025-09-29`, intervals `2025-01/2025-08`, open ends
`2005/..`."""
_ABOUT_SHARED = """\
In JSON, `quote` repeats the exact words of the evidence; `id` is a hash of document, kind, span and main fields;
`reader` is the version of code and tables."""
_ABOUT_CODES = "CAMEO (codebook 1.1b3) and PLOVER (codebook 2023) for types of events and modalities of commitments."


def _paragraphs(docstring: str | None) -> str:
    lines = [line.strip() for line in (docstring or "").strip().splitlines()]
    return "\n".join(lines)


def values(hint: Any) -> str:
    """What a field may hold, in words: a type of JSON, or the values of a closed list."""
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f"`{value}`" if value else _EMPTY for value in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {values(get_args(hint)[0])}s"
    if isinstance(hint, types.UnionType):
        return "number"
    names = {str: "string", int: "integer", Evidence: "evidence"}
    return names[hint]


def _fields(record_type: type[Any], left_out: frozenset[str]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(record_type)
    return ((f.name, hints[f.name]) for f in dataclasses.fields(record_type) if f.name not in left_out)


def _table(record_type: type[Any], left_out: frozenset[str] = frozenset()) -> str:
    dates: tuple[str, ...] = getattr(record_type, "dates", ())
    rows = ["| field | value |", "| --- | --- |"]
    for name, hint in _fields(record_type, left_out):
        rows.append(f"| `{name}` | {'EDTF date, or empty' if name in dates else values(hint)} |")
    return "\n".join(rows) if len(rows) > 2 else "Nothing beside what all records carry."


def records_page() -> str:
    """The records and the documents, field by field, out of the model."""
    shared = frozenset(f.name for f in dataclasses.fields(Record))
    undirected = ", ".join(f"`{name}`" for name in sorted(UNDIRECTED))
    topics = ", ".join(f"`{topic}`" for topic in TOPICS)
    parts = ["# The records", _GENERATED, _ABOUT_FIELDS]
    parts += _section("What all records carry", _table(Record), _ABOUT_SHARED)
    parts += _section("evidence", _paragraphs(Evidence.__doc__), _table(Evidence))
    parts += _section("document", _paragraphs(Document.__doc__), _table(Document))
    for kind in RECORD_TYPES:
        parts += _section(kind.kind_of, _paragraphs(kind.__doc__), _table(kind, shared))
    parts += _section("topics", f"The sectors that the document deals with, a list without order out of {topics}.")
    parts += _section("Figures without direction", f"For these indicators the parties are a set: {undirected}.")
    parts += _section("Codes in outside standards", _ABOUT_CODES, _codes(CAMEO, PLOVER))
    return "\n\n".join(parts) + "\n"


def _section(title: str, *paragraphs: str) -> list[str]:
    return [f"## {title}", *paragraphs]


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
    from servanda.cli import main

    return {" ".join(path): command for path, command in _commands(main, ("servanda",))}


def cli_page() -> str:
    """The help of every command, as it is printed."""
    parts = ["# The command line", _GENERATED, "Exit codes are listed on [their own page](../exit-codes.md)."]
    for name, command in cli_commands().items():
        context = click.Context(command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


_CONSOLE = re.compile(r"^```console\n\$ (servanda [^\n]*)\n.*?^```$", re.MULTILINE | re.DOTALL)


def output(command: str) -> str:
    """What a command prints on standard output, run at the root as if on a terminal of 100 columns without colours."""
    words = shlex.split(command)
    program = Path(sys.executable).with_name(words[0])
    environment = {**os.environ, "COLUMNS": str(_WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(program), *words[1:]], cwd=ROOT, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def with_outputs(text: str) -> str:
    """A page with the output of every command that it shows written anew."""
    return _CONSOLE.sub(lambda block: f"```console\n$ {block[1]}\n{output(block[1])}\n```", text)


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
