"""`servanda read`: what it prints where, its exit codes, and what it says of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda.cli import main
from servanda.sources.files import MOST_BYTES
from tests.sources.paragraphs import ENGLISH, KAZAKH, PARAGRAPHS

ARTICLE = (
    " date 2025-03-14 Президент Узбекистана Шавкат Мирзиёев посетил Казахстан с официальным визитом.\n\n"
    "Товарооборот между двумя странами в 2024 году достиг 4 млрд долларов.\n"
)
FIGURE = "4 млрд долларов"


def run(*arguments: object, given: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=given, prog_name="servanda")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_lines_have_the_form_of_the_guide(article: Path) -> None:
    result = run(article, "--format", "jsonl")
    assert result.exit_code == 0
    (read,) = objects(result)
    assert read["document"]["name"] == "article"  # type: ignore[index]
    assert read["document"]["published"] == "2025-03-14"  # type: ignore[index]
    (figure,) = read["figures"]  # type: ignore[misc]
    place = figure["evidence"]
    assert ARTICLE[place["start"] : place["end"]] == place["exact"] == figure["quote"]
    assert FIGURE in figure["quote"]
    assert result.stderr.startswith("1 document read, ")


def test_json_is_one_array(article: Path) -> None:
    two = json.loads(run(article, article.parent, "-f", "json").stdout)
    assert [d["document"]["name"] for d in two] == ["article"]
    (article.parent / "other.txt").write_text(ARTICLE, encoding="utf-8")
    assert len(json.loads(run(article.parent, "-f", "json").stdout)) == 2
    assert json.loads(run("nix", "-f", "json").stdout) == []


def test_the_view_is_the_default(article: Path) -> None:
    result = run(article)
    assert result.exit_code == 0
    assert FIGURE in result.stdout
    assert "\x1b" not in result.stdout
    explained = run(article, "--explain", "--kinds", "figures")
    record = objects(run(article, "--format", "jsonl"))[0]["figures"][0]  # type: ignore[index]
    assert record["id"] in explained.stdout
    assert record["rule"] in explained.stdout
    assert record["id"] not in result.stdout


def test_the_page_is_whole(article: Path) -> None:
    result = run(article, "--format", "html")
    assert result.stdout.lower().startswith("<!doctype html>")
    assert FIGURE in result.stdout


def test_only_the_kinds_asked_for(article: Path) -> None:
    (read,) = objects(run(article, "--format", "jsonl", "--kinds", "figures, topics"))
    assert set(read) == {"document", "figures", "topics"}


def test_the_trace_goes_to_standard_error(article: Path) -> None:
    result = run(article, "--format", "jsonl", "--trace")
    assert objects(result)
    assert [line for line in result.stderr.splitlines() if line.startswith("article: ")]


def test_a_date_given_goes_before(article: Path) -> None:
    (read,) = objects(run(article, "--format", "jsonl", "--published", "2024"))
    assert (read["document"]["published"], read["document"]["published_from"]) == ("2024", "given")  # type: ignore[index]


def test_standard_input_is_read(article: Path) -> None:
    result = run("-", "--format", "jsonl", given=ARTICLE.encode("windows-1251"))
    assert [d["document"]["name"] for d in objects(result)] == ["stdin"]  # type: ignore[index]
    assert run("-").stderr == "standard input: is empty; leave it out\n0 documents read, 0 records, 1 not read.\n"


def test_a_file_appears_when_it_is_whole(article: Path) -> None:
    target = article.parent / "out.jsonl"
    assert run(article, "--format", "jsonl", "-o", target).stdout == ""
    whole = target.read_bytes()
    assert json.loads(whole)["document"]["name"] == "article"
    assert target.stat().st_mode & 0o777 == article.stat().st_mode & 0o777
    assert run("nix", "--format", "jsonl", "-o", target).exit_code == 3
    assert target.read_bytes() == whole
    assert run(article, "-o", article.parent / "view.txt").exit_code == 0
    assert FIGURE in (article.parent / "view.txt").read_text(encoding="utf-8")
    assert sorted(p.name for p in article.parent.iterdir()) == ["article.txt", "out.jsonl", "view.txt"]


def test_a_place_that_cannot_be_written(article: Path) -> None:
    result = run(article, "-o", article.parent / "nix" / "out.jsonl")
    assert result.exit_code == 3
    assert result.stderr.endswith("out.jsonl: cannot be written (no such file or directory); choose another place\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "Missing argument 'PATH...'"),
        (["a", "--published", "2025-02-30"], "'2025-02-30' is no date"),
        (["a", "--published", "вчера"], "is no date"),
        (["a", "--published", "2024/2025"], "is no date"),
        (["a", "--kinds", "rumours"], "'rumours' is no kind of record; kinds: figures, "),
        (["a", "--kinds", ","], "name some of: figures, "),
        (["a", "--format", "xml"], "'xml' is not one of"),
        (["a", "--language", "kk"], "'kk' is not"),
        (["a", "-j", "0"], "0 is not in the range"),
        (["a", "--rumours"], "No such option"),
    ],
)
def test_wrong_usage_is_code_2(arguments: list[str], complaint: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert result.stdout == ""


TEXT = "\n".join(PARAGRAPHS)
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty; "),
    "blank.txt": (b" \n\n\t", "is empty; "),
    "binary.txt": (bytes(range(256)) * 20, "is no text: a NUL stands at 0; "),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "is a picture, not text; "),
    "line.txt": (b"a" * 10_000_000, "is 10,000,000 characters long, and 2,000,000 is the most; "),
    "short-line.txt": ("а".encode() * 900_000, "holds 900,000 characters without a space from 0 on; "),
    "broken.txt": (TEXT.encode()[:-10] + b"\xd0\xff\xff", "is broken UTF-8: no character begins at byte "),
    "nul.txt": ("Визит\x00".encode() + TEXT.encode(), "is no text: a NUL stands at 5; "),
    "quotes.txt": ("«»„“”\"'".encode() * 50, "holds no words, only signs; "),
    "marks.txt": ("\u200f\u202b\u0301\u0308".encode() * 50, "holds no words, only signs; "),
    "emoji.txt": ("😀🤝🇰🇿".encode() * 50, "holds no words, only signs; "),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + TEXT.encode(), "has elements nested 250 deep or more; "),
    "bare.html": (b"<html><body></body></html>", "is a web page in which no article is found; "),
    "date.txt": (b" date 2025-02-30 " + TEXT.encode(), "says that it was published on '2025-02-30', which is"),
    "lines.jsonl": (b'{"text": 1}', "lines.jsonl:1: has a `text` that is no string; "),
    "cp866.txt": (TEXT.replace("–", "-").encode("cp866", "replace"), "is neither UTF-8 nor UTF-16, and no Russian in "),
    "kazakh.txt": (KAZAKH.encode(), "kazakh.txt: is in Kazakh, which is not read yet"),
    "english.txt": (ENGLISH.encode(), "english.txt: is in English, which is not read yet"),
}


def test_every_bad_file_is_one_sentence_and_the_others_are_read(tmp_path: Path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "marked.txt").write_text("\u200f😀" + ARTICLE.replace("й", "и\u0306"), encoding="utf-8")
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    (tmp_path / "void").mkdir()
    result = run(tmp_path, tmp_path / "void", tmp_path / "nix.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert [d["document"]["name"] for d in objects(result)] == ["article", "marked"]  # type: ignore[index]
    *sentences, summary = result.stderr.splitlines()
    wanted = {
        **{name: sentence for name, (_, sentence) in BAD.items()},
        "huge.txt": "is larger than 20 MB; split it into its articles",
        "void": "holds no texts; ",
        "nix.txt": "does not exist; check the path",
    }
    assert len(sentences) == len(wanted)
    for name, sentence in wanted.items():
        assert [line for line in sentences if Path(name).stem in line and sentence in line], name
    assert summary.endswith(f" records, {len(wanted)} not read.")


def test_nothing_read_is_code_3(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert str(tmp_path) in result.stderr


def test_files_that_are_no_texts_are_counted(article: Path) -> None:
    (article.parent / "table.csv").write_text("a;b", encoding="utf-8")
    assert run(article.parent, "-f", "jsonl").stderr.endswith(" records, 1 other file passed over.\n")


def test_the_order_of_files_changes_no_record(article: Path) -> None:
    other = article.parent / "other.txt"
    other.write_text(ARTICLE + TEXT, encoding="utf-8")
    there = run(article, other, "-f", "jsonl").stdout.splitlines()
    back = run(other, article, "-f", "jsonl").stdout.splitlines()
    assert there == back[::-1]
    assert run(article.parent, "-f", "jsonl", "-j", "2").stdout.splitlines() == there


def test_nothing_in_a_name_or_a_text_commands_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\n.txt"
    path.write_bytes(b"")
    text = "Товарооборот \x1b]0;x\x07достиг \x9b4 млрд долларов\u202e, сообщил Казахстан."
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "\x1b[1mb", "text": text}), encoding="utf-8")
    for form in ("view", "jsonl"):
        result = run(tmp_path, "-f", form, "--trace")
        assert result.exit_code == 1
        assert not set("\x1b\x07\x9b\u202e") & set(result.stderr)
        assert form == "jsonl" or not set("\x1b\x07\x9b\u202e") & set(result.stdout)
