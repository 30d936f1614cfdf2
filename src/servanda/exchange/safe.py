"""Text for formats that cannot hold every code point, replaced one for one: places in the text stay what they are."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: What XML allows and no one-line title should hold: C1 controls, bidirectional overrides and isolates.
_COMMANDS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: What spreadsheets take for a formula, also after apostrophes of ours; the wide forms are those of Japanese input.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
_NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")
#: RFC 3987, without what no IRI holds: blanks, controls, quotation marks, brackets and the like.
_ADDRESS = re.compile(
    r"https?://[^\s\x00-\x20\x7f-\x9f<>\"{}|\\^`\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufff0-\uffff]+"
)
_BLANKS = re.compile(r"\s+")


def xml(text: str) -> str:
    """Without the code points that XML 1.0 forbids (controls, lone surrogates, noncharacters): U+FFFD for each."""
    return _NOT_XML.sub(REPLACEMENT, text)


def utf8(text: str) -> str:
    """Without lone surrogates, which UTF-8 has no room for: U+FFFD for each."""
    return _SURROGATE.sub(REPLACEMENT, text)


def line(text: str, most: int = 0) -> str:
    """One line that commands nothing, cut with an ellipsis after so many characters."""
    short = _BLANKS.sub(" ", _COMMANDS.sub(REPLACEMENT, xml(text))).strip()
    return short[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}" if most and len(short) > most else short


def harmless(text: str) -> str:
    """A cell that no spreadsheet computes: one that begins like a formula gets an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain(text: str) -> str:
    """A cell without the apostrophe of `harmless`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def tab_separated(cells: Iterable[str]) -> bytes:
    """A row of one-line cells, tabs between, in UTF-8; quoted only where a cell holds a quotation mark (RFC 4180)."""
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerow([harmless(line(cell)) for cell in cells])
    return made.getvalue().encode("utf-8")


def web_address(url: str) -> str:
    """The address when it is one of the web that an IRI may be (no script, no blank, no control); else `""`."""
    return url if _ADDRESS.fullmatch(url) else ""


def exact_json(value: Any) -> bytes:
    """JSON on one line in UTF-8 that loses nothing: a lone surrogate is escaped, all else stands as it is."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text).encode("utf-8")


def plain_json(value: Any) -> bytes:
    """JSON on one line in UTF-8 that any program reads: U+FFFD for a lone surrogate."""
    return utf8(json.dumps(value, ensure_ascii=False, allow_nan=False)).encode("utf-8")
