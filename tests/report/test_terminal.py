"""The terminal view: what it says, how it fits, and that no document commands the terminal."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from servanda.model.document import Document
from servanda.model.records import Office, Reading
from servanda.report.terminal import render
from tests.report.made import empty, hostile, visit

SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


def shown(*readings: Reading, width: int = 80, explain: bool = False, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=colour, color_system="standard" if colour else None, legacy_windows=False
    )
    render(readings, console, explain=explain)
    return file.getvalue()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words",
    [
        "Анна Лозович прибыла в Ханой",
        "published 5 March 2026",
        "publisher Вестник торговли",
        "parties BY (Belarus), VN (Vietnam)",
        "language ru",
        "topics trade, industry, transport",
        "name by-vn",
        "source https://example.org/by-vn",
        "2 figures",
        "1 commitment ",
    ],
)
def test_heading_and_kinds(words: str) -> None:
    assert words in squeezed(shown(visit()))


def test_a_record_has_its_fields_its_speaker_and_its_evidence_in_context() -> None:
    text = squeezed(shown(visit(), width=200))
    assert "завод по сборке тракторов (planned)" in text
    assert "[завод по сборке тракторов]. Вьетнам для нас" in text
    assert "Speaker" in text
    assert "…" in text


def test_narrow_and_wide_say_the_same() -> None:
    for words in ["Trade turnover", "until 2027", "Хынгйен", "Strategic partnership", "меморандум"]:
        assert words in squeezed(shown(visit(), width=80))
        assert words in squeezed(shown(visit(), width=220))


@pytest.mark.parametrize("width", [20, 40, 80, 131, 132, 250])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = shown(visit(), hostile(), width=width, explain=True).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_explain_tells_rule_place_and_id() -> None:
    reading = visit()
    office = reading.offices[0]
    line = f"{office.rule} | {office.evidence.start}-{office.evidence.end} | {office.id}"
    assert line in squeezed(shown(reading, width=200, explain=True))
    assert office.id not in shown(reading, width=200)


def test_long_evidence_is_cut_unless_explained() -> None:
    document = Document("слово " * 200, name="long", language="ru")
    office = Office(evidence=document.evidence(0, 1100), rule="r", person="А", position="Б", body="В")
    reading = Reading(document=document, reader="", offices=(office,))
    assert "[+740 characters]" in squeezed(shown(reading, width=200))
    assert "characters]" not in shown(reading, width=200, explain=True)


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b" not in shown(visit())
    assert SEQUENCE.search(shown(visit(), colour=True))
    assert "[завод по сборке тракторов]" not in squeezed(SEQUENCE.sub("", shown(visit(), colour=True, width=200)))


def test_a_hostile_document_commands_nothing() -> None:
    text = SEQUENCE.sub("", shown(hostile(), colour=True, explain=True))
    assert "␛[31mred" in squeezed(text).replace(" ", "")
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert "\u202e" not in text


@given(st.text(alphabet=st.characters(), min_size=1), st.integers(4, 200))
def test_any_text_is_shown_without_a_crash_and_without_a_command(text: str, width: int) -> None:
    document = Document(text, title=text, publisher=text)
    evidence = document.evidence(0, len(document.text))
    office = Office(evidence=evidence, rule=text, speaker=text, person=text, position=text, body=text)
    out = shown(Reading(document=document, reader="", parties=(text,), offices=(office,)), width=width, explain=True)
    assert not [c for c in out if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "koi8-r", "utf-8"])
def test_a_terminal_of_another_encoding_gets_what_it_can_hold(encoding: str) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    render([visit(), hostile()], Console(file=file, width=80, legacy_windows=False), explain=True)
    file.flush()
    assert "5 March 2026" in raw.getvalue().decode(encoding)


def test_nothing_read_is_said() -> None:
    assert "No records were read from this document." in shown(empty())
    assert shown().strip() == "0 documents: no records"


def test_several_documents_end_with_a_sum() -> None:
    assert "2 documents: 2 figures, 1 event, 1 office" in squeezed(shown(visit(), empty(), width=300))
