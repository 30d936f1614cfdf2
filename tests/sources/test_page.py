"""Web pages: the article, what the page says of itself, and pages that are traps."""

from __future__ import annotations

import pytest

from servanda.errors import DocumentError
from servanda.sources.page import article, decode_page, is_page
from tests.sources.paragraphs import PARAGRAPHS

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:5])


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html lang='ru'><head>{head}</head><body><article>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\ufeff\n <!doctype HTML>", True),
        ("<html lang='ru'>", True),
        ("<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<html>", True),
        ("Текст о <html>", False),
        ("<p>Визит</p>", False),
        ("<!---->" * 5000, False),
        ("<!--" * 1000, False),
        ("", False),
    ],
)
def test_a_page_shows_by_its_beginning(text: str, answer: bool) -> None:
    assert is_page(text) is answer


def test_the_article_and_its_metadata() -> None:
    head = (
        "<title>О комиссии — Вестник</title><meta property='og:title' content='О комиссии'>"
        "<meta property='og:site_name' content='Вестник'><link rel='canonical' href='https://vestnik.example/1'>"
        "<meta property='article:published_time' content='2031-03-15T10:00:00+05:00'>"
    )
    text, about = article(page(head, f"<h1>О комиссии</h1>{BODY}<script>var x = 1;</script>"), "a", "a.html")
    assert all(paragraph in text for paragraph in PARAGRAPHS[:5])
    assert "var x" not in text
    assert (about.name, about.title, about.publisher) == ("a", "О комиссии", "Вестник")
    assert (about.url, about.published) == ("https://vestnik.example/1", "2031-03-15")


def test_no_date_is_made_of_what_is_none() -> None:
    text, about = article(
        page("<title>О комиссии</title>", f"{BODY}<footer>© 2019–2024 Вестник</footer>"), "a", "a.html"
    )
    assert about.published == ""
    assert text


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        (page(body=""), "is a web page in which no article is found"),
        ("<html></html>", "is a web page in which no article is found"),
        (page(body="<div>" * 1000 + PARAGRAPHS[0]), "has elements nested 250 deep or more"),
        (page(body="<div>" * 500_000), "has elements nested 250 deep or more"),
        (page(body="<p><b><i><span>Визит" * 3000), "has elements nested 250 deep or more"),
        (page(body="<br>" * 60_000), "has 60,"),
    ],
)
def test_traps_are_refused(markup: str, sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        article(markup, "a", "a.html")
    assert str(caught.value).startswith(f"a.html: {sentence}")
    assert str(caught.value).endswith("; save the article's text as plain text")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
def test_pages_are_decoded_as_texts_are(encoding: str) -> None:
    markup = page("<meta charset='windows-1251'>", "<p>Визит завершён, подписаны три документа.</p>")
    assert decode_page(markup.encode(encoding), "a.html").text == markup


def test_where_that_fails_the_page_is_believed() -> None:
    markup = page(
        "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-9'>", "<p>Görüşmeler yapıldı</p>"
    )
    assert decode_page(markup.encode("iso-8859-9"), "a.html").text == markup


@pytest.mark.parametrize("declared", ["", "utf-8", "rot13", "no-such-thing", "ascii"])
def test_a_page_that_declares_nothing_useful_is_refused(declared: str) -> None:
    markup = page(f"<meta charset='{declared}'>", "<p>Görüşmeler Ankara'da yapıldı, anlaşmalar imzalandı</p>")
    with pytest.raises(DocumentError, match=r"^a\.html: is neither UTF-8 nor UTF-16"):
        decode_page(markup.encode("iso-8859-9"), "a.html")
