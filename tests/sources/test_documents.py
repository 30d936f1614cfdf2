"""From paths to documents: every form, one error in the place of each file that gives none, whatever it holds."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import DocumentError
from servanda.model.document import Document, normalise
from servanda.sources import Given, documents, sources
from servanda.sources.files import FORMS
from tests.sources.paragraphs import KAZAKH, PARAGRAPHS

TEXT = "\n\n".join(PARAGRAPHS)
PLAIN = TEXT.replace("–", "-").replace("«", '"').replace("»", '"')


def summary(*paths: Path | str) -> list[str]:
    return [str(d) if isinstance(d, DocumentError) else f"{d.name}: {d.language}" for d in documents(paths)]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("windows-1251", "windows-1251"), ("koi8-r", "koi8-r"),
    ],
)  # fmt: skip
def test_one_text_in_all_encodings_is_one_text(tmp_path: Path, encoding: str, found: str) -> None:
    (tmp_path / "a.txt").write_bytes(PLAIN.encode(encoding))
    (source,) = sources([tmp_path / "a.txt"])
    assert isinstance(source.result, Document)
    assert (source.result.text, source.encoding, source.form) == (PLAIN, found, "text")
    assert (source.result.name, source.result.language) == ("a", "ru")


def test_the_text_is_that_of_the_file_with_its_mark(tmp_path: Path) -> None:
    """Offsets count from the beginning of the file: the mark at its head stays."""
    (tmp_path / "a.txt").write_bytes((" date 2025-09-29 " + TEXT.replace("\n", "\r\n")).encode())
    (document,) = documents([tmp_path / "a.txt"])
    assert isinstance(document, Document)
    assert document.text == (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert (document.published, document.published_from) == ("2025-09-29", "text")


def test_pages_and_json_are_known_by_ending_or_by_content(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>"
    for name, content in (
        ("a.html", page), ("b.txt", page), ("c", page), ("d.jsonl", '{"text": "Визит завершён."}\n'),
        ("e", '{"text": "Визит завершён."}\n{"text": "Визит завершён."}\n'), ("f", '{\n "text": "Визит завершён."\n}'),
        ("g", '[{"text": "Визит завершён."}]'), ("h", "{Визит завершён}"), ("i.txt", '{"text": "Визит завершён."}'),
    ):  # fmt: skip
        (tmp_path / name).write_text(content, encoding="utf-8")
    forms = {Path(s.origin.path).name: s.form for s in sources(sorted(tmp_path.iterdir())) if s.origin}
    assert forms == {
        "a.html": "page", "b.txt": "page", "c": "page", "d.jsonl": "lines", "e": "lines", "f": "object", "g": "object",
        "h": "text", "i.txt": "text",
    }  # fmt: skip


def test_what_fails_is_an_error_in_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_text('{"text": 1}\n{"id": "c1", "text": "Визит завершён."}\n', encoding="utf-8")
    (tmp_path / "d.txt").write_text(KAZAKH, encoding="utf-8")
    assert summary(tmp_path, tmp_path / "nix") == [
        "a: ru",
        f"{tmp_path}/b.txt: is empty; leave it out",
        (
            f"{tmp_path}/c.jsonl:1: has a `text` that is no string; "
            'a document is an object like {"text": "…", "published": "2025-09-29"}'
        ),
        "c1: ru",
        "d: kk",
        f"{tmp_path}/nix: does not exist; check the path",
    ]


def test_objects_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": 1, "text": "Визит завершён."}\n' * 2, encoding="utf-8")
    assert summary(tmp_path) == ["1: ru", "a/1: ru", "b/1: ru", "b/1-2: ru"]


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "piped"
    file.write_bytes(PLAIN.encode("koi8-r"))
    with file.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
        assert summary("-") == ["stdin: ru"]


def test_a_date_given_goes_before_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" date 2025-02-30 " + TEXT, encoding="utf-8")
    (document,) = documents([tmp_path], Given("2025-03-01"))
    assert isinstance(document, Document)
    assert (document.published, document.published_from) == ("2025-03-01", "given")


def of_bytes(folder: Path, data: bytes, ending: str) -> None:
    """Whatever a file holds: documents whose text has no NUL and no surrogate, or errors of one line."""
    file = folder / f"a{ending}"
    file.write_bytes(data)
    for result in documents([file]):
        if isinstance(result, Document):
            assert result.text.encode("utf-8")
            assert "\x00" not in result.text
            assert result.text == normalise(result.text)
            assert any(map(str.isalpha, result.text))
        else:
            assert str(file) in str(result)
            assert "\n" not in str(result)
            assert result.remedy


ENDINGS = st.sampled_from(["", *FORMS])


@given(st.binary(max_size=300), ENDINGS)
def test_arbitrary_bytes_never_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str) -> None:
    of_bytes(tmp_path_factory.getbasetemp(), data, ending)


MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<html>", "<table>", "<td", "&#xD800;", "<!--", "]]>", "Визит ", "\x00"])
)


@given(st.one_of(st.text(max_size=300), MARKUP.map("".join)), ENDINGS)
def test_arbitrary_text_never_crashes(tmp_path_factory: pytest.TempPathFactory, text: str, ending: str) -> None:
    of_bytes(tmp_path_factory.getbasetemp(), text.encode("utf-8", "surrogatepass"), ending)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.just("Визит завершён."),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "title", "published", "id", "url", "language"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(JSON)
def test_arbitrary_json_never_crashes(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    for ending in (".json", ".jsonl"):
        of_bytes(tmp_path_factory.getbasetemp(), json.dumps(value).encode(), ending)
