"""A web page's article and what the page says of itself, found by trafilatura; its size and nesting are bounded.

Dates come from the page's metadata alone: neither today's date nor one from the text is taken.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from servanda.errors import DocumentError
from servanda.sources.decoding import Decoded, decode
from servanda.sources.text import About

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS = 50_000  # trafilatura takes 0.1 to 0.2 ms an element
DEEPEST = 250  # libxml2 cuts a page off at 256
_HEAD = 4096  # bytes in which a page must declare its encoding (1,024 by the HTML standard)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_BEGIN = re.compile(r"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1991-01-01", "max_date": "2199-12-31"}


def is_page(text: str) -> bool:
    """Whether a text begins as a web page does."""
    begin = text[:_HEAD].lstrip("\ufeff \t\r\n")
    while begin.startswith(("<?", "<!--")):
        begin = begin.partition("-->" if begin.startswith("<!--") else ">")[2].lstrip()
    return _BEGIN.match(begin) is not None


def decode_page(data: bytes, where: str) -> Decoded:
    """Decode a page: as any text, and where that fails by the encoding that it declares."""
    try:
        return decode(data, where)
    except DocumentError:
        declared = _DECLARED.search(data[:_HEAD])
        name = declared[1].decode("ascii").lower() if declared else ""
        try:
            if not name or codecs.lookup(name).name in {"utf-8", "utf-16"}:
                raise
            return Decoded(data.decode(name), name)
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def article(markup: str, name: str, where: str) -> tuple[str, About]:
    """The text of a page's article and its metadata; DocumentError when there is none or the page is a trap."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(markup)
    if tree is None:
        raise _nothing(where)
    _bounded(tree, where)
    found = bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise _nothing(where)
    about = About(
        name=name,
        title=_one_line(found.title),
        publisher=_one_line(found.sitename),
        url=_one_line(found.url),
        published=_one_line(found.date),
    )
    return found.text or "", about


def _bounded(tree: HtmlElement, where: str) -> None:
    from lxml.etree import iterwalk

    depth = elements = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth >= DEEPEST:
            raise DocumentError(
                f"has elements nested {DEEPEST} deep or more",
                where=where,
                remedy="save the article's text as plain text",
            )
    if elements > MOST_ELEMENTS:
        raise DocumentError(
            f"has {elements:,} elements, and {MOST_ELEMENTS:,} is the most",
            where=where,
            remedy="save the article's text as plain text",
        )


def _nothing(where: str) -> DocumentError:
    return DocumentError(
        "is a web page in which no article is found", where=where, remedy="save the article's text as plain text"
    )


def _one_line(value: str | None) -> str:
    return " ".join((value or "").split())
