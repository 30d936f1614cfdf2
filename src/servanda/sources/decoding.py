"""From bytes to text: UTF-8, UTF-16, Windows-1251 and KOI8-R, told apart by what each of them makes impossible.

In this order: a byte order mark says it; UTF-16 without one shows by the high bytes of Latin and Cyrillic letters, 0
and 4, on every second place; what is strictly UTF-8 is UTF-8, since no Russian text in a single-byte encoding is; of
the two single-byte encodings that one is right whose letters look Russian (`servanda.language.letters`).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from servanda.errors import DocumentError
from servanda.language.letters import Likeness, likeness

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SINGLE_BYTE = ("windows-1251", "koi8-r")
FORMATS = (  # what a file that is no text begins with, and what it is
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
SAVE_AS_UTF8 = "save it as plain text in UTF-8"
NUL_REMEDY = "take it out"

_HIGH_BYTES = (0x00, 0x04)  # of Latin and of Cyrillic letters in UTF-16
_HIGH_SHARE = 0.9
_SAMPLE = 100_000  # bytes or characters that a guess looks at
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
# A text counts as Russian down to this many nats a letter pair, fewer for a short one: Russian of 150 characters never
# fell below -6.2 in a sample of 300 (-7.9 at 12 characters), CP866 and Latin-1 read as Cyrillic lay at -7.5 and -11.
_LEAST_MEAN, _LEAST_MEAN_SHORT = -6.8, -20.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding in which it stood."""

    text: str
    encoding: str


def decode(data: bytes, where: str) -> Decoded:
    """Decode a file's bytes strictly, without a byte order mark; DocumentError names what is wrong and where."""
    for begin, what in FORMATS:
        if data.startswith(begin):
            raise DocumentError(f"is {what}, not text", where=where, remedy=SAVE_AS_UTF8)
    encoding, skip = _marked(data)
    if not encoding:
        encoding = _unmarked_utf16(data) or "utf-8"
    try:
        return _checked(Decoded(data[skip:].decode(encoding), encoding), where)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and not skip and not _mostly_utf8(data):
            return _single_byte(data, where)
        raise _broken(encoding, skip + error.start, where) from error


def _marked(data: bytes) -> tuple[str, int]:
    """The encoding that a byte order mark names, and the length of the mark."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark) and not (encoding.startswith("utf-32") and len(data) % 4):
            return encoding, len(mark)
    return "", 0


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 shows by its high bytes: nearly every second byte is 0 or 4, and the others are not."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or not sample:
        return ""
    shares = {
        "utf-16-le": _share(sample[1::2]),
        "utf-16-be": _share(sample[0::2]),
    }
    best = max(shares, key=lambda name: shares[name])
    other = min(shares.values())
    return best if shares[best] >= _HIGH_SHARE > other else ""


def _share(column: bytes) -> float:
    return sum(map(column.count, _HIGH_BYTES)) / len(column)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in whole UTF-8 sequences: then it is UTF-8, and broken."""
    high = len(_HIGH.findall(data))
    return sum(len(found) for found in _SEQUENCE.findall(data)) > high / 2


def _broken(encoding: str, offset: int, where: str) -> DocumentError:
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return DocumentError(f"is broken {name}: no character begins at byte {offset}", where=where, remedy=SAVE_AS_UTF8)


def _single_byte(data: bytes, where: str) -> Decoded:
    if b"\x00" in data:
        raise _nul(data.index(b"\x00"), where)
    best, most = "", Likeness(float("-inf"), 0)
    for encoding in SINGLE_BYTE:
        seen = likeness(data[:_SAMPLE].decode(encoding, "replace"))
        if not best or seen.nats > most.nats:
            best, most = encoding, seen
    try:
        text = data.decode(best)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"is in no encoding that is known (nearest is {best}, in which byte {error.start} is no character)",
            where=where,
            remedy=SAVE_AS_UTF8,
        ) from error
    decoded = _checked(Decoded(text, best), where)
    if most.mean < _LEAST_MEAN + _LEAST_MEAN_SHORT / max(1, most.pairs):
        raise DocumentError(
            "is neither UTF-8 nor UTF-16, and no Russian in Windows-1251 or KOI8-R", where=where, remedy=SAVE_AS_UTF8
        )
    return decoded


def _checked(decoded: Decoded, where: str) -> Decoded:
    """The same text when it is one: without NUL characters and with hardly any control characters."""
    nul = decoded.text.find("\x00")
    if nul >= 0:
        raise _nul(nul, where)
    controls = _CONTROLS.findall(decoded.text)
    if len(controls) > _CONTROL_SHARE * len(decoded.text):
        raise DocumentError(
            f"is no text: {len(controls)} of its {len(decoded.text)} characters are control characters",
            where=where,
            remedy=SAVE_AS_UTF8,
        )
    return decoded


def _nul(offset: int, where: str) -> DocumentError:
    return DocumentError(f"is no text: a NUL stands at {offset}", where=where, remedy=SAVE_AS_UTF8)
