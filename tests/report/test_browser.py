"""The page in a real browser (headless Chromium): hovering, filters, search, phone, dark, print, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servanda.report.page import render
from tests.report.made import empty, hostile, many, visit

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


class Opened:
    """A page that is open, with all that it asked for and all that it complained of."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.goto(path.as_uri() + fragment)

    def classes(self, selector: str) -> list[str]:
        names: list[str] = self.page.eval_on_selector_all(selector, "all => all.map(e => e.className)")
        return names

    def inside(self, selector: str) -> bool:
        """Whether the first such element lies within the window."""
        box = self.page.locator(selector).first.bounding_box()
        return bool(box and box["y"] >= 0 and box["y"] + min(box["height"], 40) <= self.page.viewport_size["height"])


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def open_page(*readings: Any, **options: Any) -> Opened:
        path = tmp_path / f"page-{len(pages)}.html"
        path.write_text(render(readings), encoding="utf-8")
        pages.append(Opened(browser, path, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()


def test_nothing_outside_is_asked_for_and_nothing_complained_of(opened: Any) -> None:
    shown = opened(visit(), hostile(), empty())
    shown.page.hover("#d1 mark.figures")
    shown.page.fill("#find", "script")
    shown.page.wait_for_timeout(300)
    assert [url for url in shown.asked if not url.startswith(("file:", "data:"))] == []
    assert shown.complaints == []


def test_a_hostile_document_does_nothing(opened: Any) -> None:
    shown = opened(hostile())
    assert shown.page.evaluate("typeof window.broken") == "undefined"
    assert shown.page.eval_on_selector_all("script, img, iframe, style", "all => all.map(e => e.tagName)") == [
        "STYLE",
        "SCRIPT",
    ]
    assert shown.complaints == []
    for selector in ("#d1 h2", "#d1 mark", "#d1 .rec"):
        shown.page.locator(selector).first.dispatch_event("click")
    assert shown.page.evaluate("typeof window.broken") == "undefined"


def test_hovering_a_record_lights_its_evidence_and_brings_it_into_view(opened: Any) -> None:
    shown = opened(*many(1, 60))
    last = "#r1-12"
    shown.page.hover(last)
    assert "on" in shown.classes(last)[0].split()
    marks = shown.classes('mark[data-r~="1-12"]')
    assert marks
    assert all("on" in names.split() for names in marks)
    assert len(shown.page.query_selector_all("mark.on")) == len(marks)
    shown.page.wait_for_timeout(500)
    assert shown.inside('mark[data-r~="1-12"]')
    assert "on" in shown.classes(last)[0].split(), "the page moved under the pointer, which must not change what is lit"


def test_hovering_evidence_lights_its_records_and_brings_the_first_into_view(opened: Any) -> None:
    shown = opened(visit(), viewport={"width": 1440, "height": 500})
    shown.page.hover("mark.projects")
    assert shown.page.eval_on_selector_all(".rec.on", "all => all.map(e => e.id)") == ["r1-9"]
    assert shown.page.eval_on_selector_all(".rec.also", "all => all.map(e => e.id)") == ["r1-5", "r1-6"]
    shown.page.wait_for_timeout(400)
    assert shown.inside("#r1-9")
    shown.page.hover("h1")
    assert shown.page.query_selector_all(".on, .also") == []


def test_the_keyboard_does_what_the_pointer_does(opened: Any) -> None:
    shown = opened(visit())
    shown.page.focus("#r1-1 .n")
    shown.page.keyboard.press("ArrowDown")
    assert shown.page.evaluate("document.activeElement.hash") == "#e1-2"
    assert shown.page.eval_on_selector_all(".rec.on", "all => all.map(e => e.id)") == ["r1-2"]
    shown.page.keyboard.press("Enter")
    assert "held" in shown.classes("#r1-2")[0]
    shown.page.keyboard.press("Escape")
    assert "held" not in shown.classes("#r1-2")[0]
    shown.page.keyboard.press("/")
    assert shown.page.evaluate("document.activeElement.id") == "find"


def test_a_click_holds_and_a_second_one_goes_a_layer_out(opened: Any) -> None:
    shown = opened(visit())
    held = ".rec.held"
    for expected in ["r1-9", "r1-6", "r1-5", "r1-9"]:
        shown.page.click("mark.projects")
        assert shown.page.eval_on_selector_all(held, "all => all.map(e => e.id)") == [expected]
    shown.page.click("h1")
    assert shown.page.query_selector_all(held) == []


def test_an_address_with_a_record_opens_at_it(opened: Any) -> None:
    shown = opened(*many(3, 50), fragment="#r3-20")
    assert shown.page.eval_on_selector_all(".rec.held", "all => all.map(e => e.id)") == ["r3-20"]
    assert shown.inside('mark[data-r~="3-20"]')


def test_a_kind_that_is_off_shows_what_lies_under_it(opened: Any) -> None:
    shown = opened(visit())
    project = 'mark[data-r^="1-9"]'
    assert shown.classes(project) == ["projects in-commitments"]
    shown.page.uncheck("#show-projects")
    assert shown.classes(project) == ["commitments"]
    assert not shown.page.is_visible("#r1-9")
    assert shown.page.text_content("#found") == "10 records in 1 document"
    shown.page.uncheck("#show-commitments")
    shown.page.uncheck("#show-quotations")
    assert shown.classes(project) == ["bare"]
    background = shown.page.eval_on_selector(project, "e => getComputedStyle(e).backgroundColor")
    assert re.fullmatch(r"rgba\(0, 0, 0, 0\)|transparent", background)
    for kind in ("projects", "commitments", "quotations"):
        shown.page.check(f"#show-{kind}")
    assert shown.classes(project) == ["projects in-commitments"]


@pytest.mark.parametrize(
    ("query", "found", "documents"),
    [
        ("маршруту север", "0 records in 1 document", ["d1"]),  # in the text alone
        ("НАДЕЖНЫЙ", "2 records in 1 document", ["d1"]),  # neither case nor ё matters
        ("250 млн", "2 records in 1 document", ["d1"]),
        ("strategic", "1 record in 1 document", ["d1"]),
        ("(.*+[", "0 records in 0 documents", []),
        ("window.broken", "3 records in 1 document", ["d2"]),
    ],
)
def test_search(opened: Any, query: str, found: str, documents: list[str]) -> None:
    from playwright.sync_api import expect

    shown = opened(visit(), hostile(), empty())
    shown.page.fill("#find", query)
    expect(shown.page.locator("#found")).to_have_text(found)
    assert shown.page.eval_on_selector_all(".doc:not([hidden])", "all => all.map(e => e.id)") == documents
    assert shown.page.is_visible("#nothing") == (not documents)
    hits = shown.page.evaluate("CSS.highlights.get('found').size")
    assert (hits > 0) == bool(documents)
    shown.page.fill("#find", "")
    expect(shown.page.locator("#found")).to_have_text("")
    assert len(shown.page.query_selector_all(".doc:not([hidden])")) == 3


def test_a_state_filters_documents(opened: Any) -> None:
    shown = opened(visit(), hostile(), empty())
    shown.page.click(".party[data-party=BY]")
    assert shown.page.eval_on_selector_all(".doc:not([hidden])", "all => all.map(e => e.id)") == ["d1"]
    assert shown.page.get_attribute(".party[data-party=BY]", "aria-pressed") == "true"
    shown.page.click(".party[data-party=KZ]")
    assert shown.page.eval_on_selector_all(".doc:not([hidden])", "all => all.map(e => e.id)") == ["d1", "d2"]


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_no_width_scrolls_sideways(opened: Any, width: int) -> None:
    shown = opened(visit(), hostile(), empty(), viewport={"width": width, "height": 800})
    shown.page.check("#show-proof")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_tap_on_a_phone_opens_the_record_beneath(opened: Any) -> None:
    shown = opened(visit(), viewport=PHONE, has_touch=True, is_mobile=True)
    shown.page.locator("mark.projects").tap()
    assert shown.page.is_visible("#tray")
    assert "завод по сборке тракторов" in shown.page.text_content("#tray .rec:first-child")
    assert len(shown.page.query_selector_all("#tray .rec")) == 3
    assert shown.page.query_selector_all("#tray [id^=r]") == []
    shown.page.locator("#tray-list").tap()
    assert shown.inside("#r1-9")
    assert not shown.page.is_visible("#tray")
    shown.page.locator("#r1-4").tap()
    shown.page.wait_for_timeout(100)
    assert shown.inside("mark.offices")
    shown.page.locator("#tray-close").tap()
    assert not shown.page.is_visible("#tray")


def test_light_and_dark(opened: Any) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        shown = opened(visit(), color_scheme=scheme)
        colours = shown.page.evaluate(
            "['color', 'backgroundColor'].map(name => getComputedStyle(document.documentElement)[name])"
        )
        grounds[scheme] = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in colours]
    assert grounds["light"][0] < grounds["light"][1]
    assert grounds["dark"][0] > grounds["dark"][1]


def test_without_javascript_all_is_there(opened: Any) -> None:
    shown = opened(visit(), java_script_enabled=False)
    assert shown.page.is_visible("#r1-11 blockquote")
    assert not shown.page.is_visible("#find")
    shown.page.click("#r1-9 .n")
    assert shown.page.url.endswith("#e1-9")
    assert shown.inside("#e1-9")
    shown.page.click("label.chip.projects")
    assert not shown.page.is_visible("#r1-9")


def test_print_shows_all_and_numbers_the_evidence(opened: Any, tmp_path: Path) -> None:
    shown = opened(visit(), hostile(), color_scheme="dark")
    shown.page.emulate_media(media="print")
    assert not shown.page.is_visible(".bar")
    assert not shown.page.is_visible(".contents")
    clipped = "all => all.filter(e => e.scrollHeight > e.clientHeight + 1).length"
    assert shown.page.eval_on_selector_all(".rec blockquote", clipped) == 0
    number = shown.page.eval_on_selector("#e1-9", "e => getComputedStyle(e, '::after').content")
    assert number == '"6,9"'
    ground = shown.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert shown.page.pdf(format="A4").startswith(b"%PDF")


def test_two_hundred_documents_open_and_answer(opened: Any) -> None:
    shown = opened(*many(200, 50))
    ready = shown.page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 10_000
    shown.page.click('.contents a[href="#d150"]')
    assert shown.inside("#d150")
    assert shown.page.evaluate("document.querySelectorAll('.rec').length") == 10_000
