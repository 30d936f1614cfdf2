"""The worked examples of docs/extend.md: without its row nothing of the kind is read, with it what the page says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "extend.md"
LEXICON = Path(str(resources.files("servanda"))) / "lexicon"
EXAMPLE = re.compile(
    r"^> (?P<text>[^\n]+)\n.*?`(?P<table>ru/\w+)`.*?```text\n(?P<row>[^\n]+)\n```.*?```json\n(?P<record>[^\n]+)\n```",
    re.MULTILINE | re.DOTALL,
)
#: Run apart, since the reading keeps the tables that it has seen.
PROGRAM = """
import json, sys
from pathlib import Path
from servanda.language import load, tables
tables._root = lambda: Path(sys.argv[1])
import servanda
from servanda.reading.examples import missed
rows = [row.where for name in sys.argv[2].split() for row in missed(load("ru"), tables.table(name))]
readings = [servanda.read(text).to_dict() for text in json.loads(sys.argv[3])]
print(json.dumps({"missed": rows, "readings": readings}))
"""

EXAMPLES = [found.groupdict() for found in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8"))]


def read_with(lexicon: Path) -> Any:
    tables, texts = " ".join(one["table"] for one in EXAMPLES), json.dumps([one["text"] for one in EXAMPLES])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(lexicon), tables, texts], capture_output=True, check=True, timeout=300
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def before_and_after(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    lexicon = tmp_path_factory.mktemp("lexicon") / "lexicon"
    shutil.copytree(LEXICON, lexicon)
    before = read_with(lexicon)
    for one in EXAMPLES:
        table = lexicon / f"{one['table']}.tsv"
        table.write_text(table.read_text(encoding="utf-8").rstrip("\n") + f"\n{one['row']}\n", encoding="utf-8")
    return before, read_with(lexicon)


def test_the_page_shows_a_word_a_frame_and_a_body() -> None:
    assert [one["table"] for one in EXAMPLES] == ["ru/events", "ru/commitment_frames", "ru/mechanisms"]


def test_the_rows_show_in_their_examples(before_and_after: tuple[Any, Any]) -> None:
    assert [done["missed"] for done in before_and_after] == [[], []]


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=lambda number: EXAMPLES[number]["table"])
def test_the_row_makes_the_record(before_and_after: tuple[Any, Any], number: int) -> None:
    wanted = json.loads(EXAMPLES[number]["record"])
    kind = wanted.pop("kind")
    before, after = (done["readings"][number][kind] for done in before_and_after)
    assert before == []
    assert [{key: record[key] for key in wanted} for record in after] == [wanted]
