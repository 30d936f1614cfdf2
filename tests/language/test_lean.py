"""spaCy is loaded without its command line, which is there all the same for whoever asks for it."""

from __future__ import annotations

import subprocess
import sys


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60)
    return done.stdout.strip()


def test_the_command_line_of_spacy_is_not_loaded() -> None:
    code = (
        "import sys, servanda.language as l; l.load('ru'); print([m for m in sys.modules if m.startswith('spacy.cli')])"
    )
    assert printed(code) == "[]"


def test_it_can_be_asked_for_afterwards() -> None:
    code = "import servanda.language as l; l.load('ru'); import spacy; spacy.info(silent=True); import spacy.cli; "
    code += "print(spacy.cli.info.__name__)"
    assert printed(code) == "info"


def test_a_spacy_that_is_there_is_left_alone() -> None:
    code = "import spacy; before = spacy.info; import servanda.language as l; l.load('ru'); print(spacy.info is before)"
    assert printed(code) == "True"
