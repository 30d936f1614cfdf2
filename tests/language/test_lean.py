"""spaCy is loaded for Docs only, without its command line, which is there all the same for whoever asks for it."""

from __future__ import annotations

import subprocess
import sys


def printed(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=60)
    return done.stdout.strip()


DOC = "import sys, servanda.language as l; list(l.load('ru').annotate(['Да.'])); "


def test_reading_does_not_load_spacy() -> None:
    code = "import sys, servanda; assert servanda.read('Президент России прибыл в Рим.').records(); "
    assert printed(code + "print([m for m in sys.modules if m.startswith('spacy')])") == "[]"


def test_the_command_line_of_spacy_is_not_loaded() -> None:
    assert printed(DOC + "print([m for m in sys.modules if m.startswith('spacy.cli')])") == "[]"


def test_it_can_be_asked_for_afterwards() -> None:
    code = DOC + "import spacy; spacy.info(silent=True); import spacy.cli; print(spacy.cli.info.__name__)"
    assert printed(code) == "info"


def test_a_spacy_that_is_there_is_left_alone() -> None:
    code = f"import spacy; before = spacy.info; {DOC}print(spacy.info is before)"
    assert printed(code) == "True"
