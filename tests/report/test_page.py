"""The page without a browser: what it shows, that it is inert, asks for nothing, can be read by everybody."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from importlib import resources

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.model.document import Document
from servanda.model.records import KINDS, Office, Reading
from servanda.report.page import render
from servanda.report.visible import visible
from tests.report.made import TEXT, empty, hostile, many, visit

ATTRIBUTES = {
    "aria-label", "aria-labelledby", "aria-pressed", "autocomplete", "charset", "checked", "class", "content", "data-k",
    "data-n", "data-parties", "data-party", "data-r", "dir", "disabled", "enterkeyhint", "for", "hidden", "href",
    "http-equiv", "id", "lang", "name", "placeholder", "rel", "role", "spellcheck", "style", "tabindex", "title",
    "type", "value",
}  # fmt: skip


def parsed(*readings: Reading) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(readings))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        ("h1", "Reading of diplomatic news"),
        (".facts", "2 documents 11 records 5 March 2026 1 undated 1 publisher"),
        (".party[data-party=BY]", "BY Belarus 1"),
        (".chip.figures", "Figures 2"),
        (".chip.routes", "Routes 1"),
        (".contents li:first-child", "Анна Лозович прибыла в Ханой 5 March 2026 · BY, VN · 11"),
        (".contents li:last-child", "empty undated · no parties · 0"),
        ("#d1 h2", "Анна Лозович прибыла в Ханой"),
        ("#d1 .about div:first-child", "Published5 March 2026"),
        ("#d2 .records", "No records were read from this document."),
        ("#d2 .text", "This document has no text."),
        ("#r1-1 .head", "more than 250 million USD actual"),
        ("#r1-1 dl", "IndicatorTrade turnoverPartiesBY, VNPeriod2025"),
        ("#r1-11 blockquote", "надёжный стратегический партнёр"),
        (
            ".colophon",
            "Read by Servanda 0.1.0+abcdef01. Every record stands on the exact words that are marked in the text.",
        ),
    ],
)
def test_what_is_shown(selector: str, text: str) -> None:
    (found,) = parsed(visit(), empty()).cssselect(selector)
    assert words(found) == text


def test_the_text_is_there_whole_and_in_order() -> None:
    paragraphs = [p.text_content() for p in parsed(visit()).cssselect(".text p")]
    assert paragraphs == TEXT.split("\n\n")


def test_every_record_is_marked_with_its_exact_words() -> None:
    reading = visit()
    page = parsed(reading)
    for number, record in enumerate(reading.records(), 1):
        pieces = page.cssselect(f'mark[data-r~="1-{number}"]')
        assert "".join(piece.text_content() for piece in pieces) == record.evidence.exact
        assert all(record.kind_of in piece.get("data-k").split() for piece in pieces)
        assert len(page.cssselect(f"#e1-{number}")) == 1
        assert page.cssselect(f"#r1-{number} .n")[0].get("href") == f"#e1-{number}"
        assert str(number) in pieces[-1].get("data-n").split(",")


def test_overlapping_evidence_shows_the_innermost_and_what_lies_around() -> None:
    marks = {mark.text_content(): mark for mark in parsed(visit()).cssselect("mark")}
    assert marks["завод по сборке тракторов"].get("class") == "projects in-commitments"
    assert marks["завод по сборке тракторов"].get("data-k") == "projects commitments quotations"
    assert marks["надёжный стратегический партнёр"].get("class") == "relations"
    assert marks["Мы "].get("class") == "quotations"
    assert marks["товарооборот превысил 250 млн долларов"].get("data-r") == "1-1 1-2"


def test_ids_are_unique() -> None:
    ids = [element.get("id") for element in parsed(visit(), visit(), empty(), hostile()).cssselect("[id]")]
    assert len(ids) == len(set(ids))


def test_every_anchor_leads_somewhere() -> None:
    page = parsed(visit(), hostile())
    ids = {element.get("id") for element in page.cssselect("[id]")}
    links = [link.get("href") for link in page.cssselect("a") if link.get("href").startswith("#")]
    assert [link for link in links if link[1:] not in ids] == []


@pytest.mark.parametrize(
    "readings", [(), (empty(),), (visit(),), (hostile(), visit())], ids=["0", "empty", "1", "hostile"]
)
def test_the_page_asks_for_nothing_and_runs_only_our_script(readings: tuple[Reading, ...]) -> None:
    page = parsed(*readings)
    (policy,) = page.cssselect("meta[http-equiv=Content-Security-Policy]")
    directives = dict(part.strip().split(" ", 1) for part in policy.get("content").split(";"))
    scripts = page.cssselect("script")
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
        assert directives["script-src"] == f"'sha256-{digest}'"
    assert len(scripts) == bool(readings)
    assert directives["default-src"] == "'none'"
    assert page.cssselect("[src], img, iframe, object, embed, form, base, video, audio") == []
    (icon,) = page.cssselect("link")
    assert icon.get("href").startswith("data:image/svg+xml,")
    assert {name for element in page.iter() for name in element.attrib} <= ATTRIBUTES
    assert "url(" not in page.cssselect("style")[0].text
    assert "@import" not in page.cssselect("style")[0].text


def test_a_web_address_is_a_link_and_any_other_is_text() -> None:
    (link,) = parsed(visit()).cssselect(".about a")
    assert (link.get("href"), link.get("rel")) == ("https://example.org/by-vn", "noopener noreferrer nofollow")
    assert parsed(hostile()).cssselect(".about a") == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc", "http://[", ""]
)
def test_no_other_scheme_becomes_a_link(url: str) -> None:
    page = parsed(Reading(document=Document("Текст.", url=url), reader=""))
    assert page.cssselect(".about a") == []


def test_a_hostile_document_is_only_text() -> None:
    html = render([hostile()])
    html.encode("utf-8")
    page = lxml.html.document_fromstring(html)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "{{ 7*7 }}" in page.cssselect("#d1 h2")[0].text_content()
    assert "&amp;" in page.cssselect(".text p")[0].text_content()


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(), min_size=1))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    document = Document(text, name=text, title=text, publisher=text, url=text, language=text)
    office = Office(evidence=document.evidence(0, len(document.text)), rule=text, person=text, position=text, body=text)
    html = render([Reading(document=document, reader=text, parties=(text,), offices=(office,))], title=text)
    html.encode("utf-8")
    page = lxml.html.document_fromstring(html)
    shown = [line for line in visible(document.text).split("\n") if line.strip()]
    assert [p.text_content() for p in page.cssselect(".text p")] == shown
    assert {name for element in page.iter() for name in element.attrib} <= ATTRIBUTES
    assert len(page.cssselect("script, style, link")) == 3


def test_the_same_readings_give_the_same_page() -> None:
    assert render([visit(), hostile()]) == render([visit(), hostile()])


def test_texts_have_their_language() -> None:
    page = parsed(visit())
    assert page.get("lang") == "en"
    assert {element.get("lang") for element in page.cssselect(".text, .rec blockquote, .rec bdi, #d1 h2")} == {"ru"}


def test_two_hundred_documents_of_fifty_records_take_less_than_two_seconds() -> None:
    readings = many(200, 50)
    render(readings[:1])
    start = time.process_time()
    html = render(readings)
    assert time.process_time() - start < 2
    assert html.count('class="rec"') == 10_000


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of #rrggbb or #rgb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def palettes() -> dict[str, dict[str, str]]:
    """The colours of light, dark and print, as the style sheet sets them."""
    style = (resources.files("servanda.report") / "page.css").read_text(encoding="utf-8")
    light, dark, paper = (
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    return {"light": light, "dark": {**light, **dark}, "print": {**light, **paper}}


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["ground", "sheet"])
@pytest.mark.parametrize("colour", ["ink", "muted", "focus", *KINDS])
def test_contrast_is_enough_for_small_text(scheme: str, ground: str, colour: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[colour], palette[ground]) >= 4.5
