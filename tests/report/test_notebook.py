"""The notebook's fragment: what it shows, and that it is inert."""

from __future__ import annotations

import dataclasses

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.model.document import Document
from servanda.model.records import Office, Reading
from servanda.report.notebook import MOST, reading_html
from tests.report.made import empty, hostile, visit

TAGS = {"div", "p", "strong", "details", "summary", "span", "table", "tbody", "tr", "td", "em", "abbr", "bdi"}
ATTRIBUTES = {"style", "lang", "dir", "title", "open"}


def test_it_shows_document_fields_and_evidence() -> None:
    text = lxml.html.fromstring(reading_html(visit())).text_content()
    for words in [
        "Анна Лозович прибыла в Ханой",
        "5 March 2026",
        "Indicator: Trade turnover",
        "Север – Юг",
        "until 2027",
    ]:
        assert words in text


@pytest.mark.parametrize("reading", [visit(), hostile(), empty()], ids=["visit", "hostile", "empty"])
def test_it_is_inert(reading: Reading) -> None:
    fragment = reading_html(reading)
    fragment.encode("utf-8")
    root = lxml.html.fromstring(fragment)
    assert {element.tag for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
    assert "url(" not in fragment


@given(st.text(alphabet=st.characters(), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    document = Document(text, title=text, language=text)
    office = Office(evidence=document.evidence(0, len(document.text)), rule=text, person=text, position=text, body=text)
    root = lxml.html.fromstring(reading_html(Reading(document=document, reader="", parties=(text,), offices=(office,))))
    assert {element.tag for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


def test_many_records_are_counted_not_shown() -> None:
    reading = visit()
    crowd = dataclasses.replace(reading, routes=reading.routes * (MOST + 3))
    fragment = reading_html(crowd)
    assert "and 3 routes more" in fragment
    assert fragment.count("Север – Юг") <= 2 * MOST + 1
