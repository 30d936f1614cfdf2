"""Bytes become the text that was written, whichever of the encodings it stands in, or an error that says why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import DocumentError
from servanda.sources.decoding import decode
from tests.sources.paragraphs import ENGLISH, KAZAKH, PARAGRAPHS, SHORT

MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
UNICODE = ("utf-8", "utf-16-le", "utf-16-be")
SINGLE = ("windows-1251", "koi8-r")


def writable(text: str, encoding: str) -> str:
    """The text with what an encoding has no sign for written otherwise, as people did."""
    if encoding == "koi8-r":
        for sign, plain in (("–", "-"), ("«", '"'), ("»", '"')):
            text = text.replace(sign, plain)
    return text


@pytest.mark.parametrize("encoding", [*UNICODE, *SINGLE])
@pytest.mark.parametrize("text", [*PARAGRAPHS, *SHORT])
def test_russian_is_decoded(text: str, encoding: str) -> None:
    text = writable(text, encoding)
    decoded = decode(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("text", [*PARAGRAPHS, KAZAKH, ENGLISH, "Да", "A"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(text: str, encoding: str) -> None:
    decoded = decode(MARKS[encoding] + text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("text", [KAZAKH, ENGLISH])
def test_other_languages_are_decoded_too(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


def test_utf_32_is_told_from_utf_16() -> None:
    assert decode("Визит".encode("utf-32"), "a.txt").text == "Визит"


WORDS = sorted({word for text in PARAGRAPHS for word in text.split() if any(map(str.isalpha, word))})


@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=60).map(" ".join), st.sampled_from([*UNICODE, *SINGLE]))
def test_any_five_russian_words_come_back(text: str, encoding: str) -> None:
    text = writable(text, encoding)
    assert decode(text.encode(encoding), "a.txt").text == text


@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=30).map(lambda words: " ".join(words).upper()))
def test_capitals_alone_are_told_apart(text: str) -> None:
    for encoding in SINGLE:
        assert decode(writable(text, encoding).encode(encoding), "a.txt").text == writable(text, encoding)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf_8_text_comes_back(text: str) -> None:
    """`\\ufeff` at the beginning is the mark; a text of U+04xx and U+00xx in disguise is no natural one."""
    data = text.encode("utf-8")
    if data.startswith((codecs.BOM_UTF8, b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"GIF8")):
        return
    assert decode(data, "a.txt").text == text


@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_a_text_or_one_error(data: bytes) -> None:
    error, text = None, ""
    try:
        text = decode(data, "a.bin").text
    except DocumentError as caught:
        error = caught
    assert "\x00" not in text
    assert error is None or (str(error).startswith("a.bin: ") and error.remedy)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF document, not text"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive or an office document, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture, not text"),
        ("Визит\x00завершён".encode(), "is no text: a NUL stands at 5"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", "is no text: 8 of its 8 characters are control characters"),
        ("Визит завершён".encode()[:-1], "is broken UTF-8: no character begins at byte 25"),
        ("Визит".encode() + b"\xff" + " завершён".encode(), "is broken UTF-8: no character begins at byte 10"),
        (codecs.BOM_UTF8 + b"\xff\xff", "is broken UTF-8: no character begins at byte 3"),
        (codecs.BOM_UTF16_LE + "Визит".encode("utf-16-le")[:-1], "is broken UTF-16: no character begins at byte 10"),
        (bytes(range(128, 256)) * 4, "is in no encoding that is known (nearest is windows-1251, in which byte 24 is"),
        (bytes(range(160, 256)) * 4, "is neither UTF-8 nor UTF-16, and no Russian"),
        (PARAGRAPHS[0].encode("cp866", "ignore"), "is neither UTF-8 nor UTF-16, and no Russian"),
        ("Überraschend führte größeres Übel zu schönen Gesprächen".encode("latin-1"), "is neither UTF-8 nor UTF-16"),
    ],
)
def test_what_is_no_text_is_named_with_its_place(data: bytes, sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.txt")
    assert str(caught.value).startswith(f"a.txt: {sentence}")
    assert caught.value.remedy
