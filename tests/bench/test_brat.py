"""Brat's standoff files: entities, pieces, relations, what is refused and what is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.brat import BratError, Configuration, load, parse

TEXT = "Министр Литвы Юонас Каунас посетил Ригу и Таллин."
ANNOTATION = [
    "T1\tPROFESSION 0 13\tМинистр Литвы",
    "T2\tPERSON 14 26\tЮонас Каунас",
    "T3\tCITY 35 39;42 48\tРигу Таллин",
    "T4\tCOUNTRY 8 13\tЛитвы",
    "R1\tWORKS_AS Arg1:T2 Arg2:T1",
    "R2\tWORKPLACE Arg1:T2 Arg2:T4",
    "N1\tReference T4 Wikidata:Q37\tЛитва",
    "#1\tAnnotatorNotes T1\tа не посол ли",
    "",
]
CONF = """[entities]
PROFESSION
PERSON
CITY\t<NORM>:Wikidata
COUNTRY

[relations]
# comment
WORKS_AS\tArg1:PERSON, Arg2:PROFESSION
WORKPLACE\tArg1:PERSON, Arg2:COUNTRY
<OVERLAP>\tArg1:<ENTITY>
"""


def test_entities_come_in_the_order_of_the_text_with_their_pieces() -> None:
    found = parse("one", TEXT, ANNOTATION)
    assert [(e.id, e.type, e.words) for e in found.entities] == [
        ("T1", "PROFESSION", "Министр Литвы"),
        ("T4", "COUNTRY", "Литвы"),
        ("T2", "PERSON", "Юонас Каунас"),
        ("T3", "CITY", "Ригу Таллин"),
    ]
    assert found.of("CITY")[0].pieces == ((35, 39), (42, 48))
    assert (found.of("CITY")[0].start, found.of("CITY")[0].end) == (35, 48)


def test_relations_hold_their_entities() -> None:
    found = parse("one", TEXT, ANNOTATION)
    assert [(r.one.words, r.other.words) for r in found.related("WORKS_AS")] == [("Юонас Каунас", "Министр Литвы")]
    assert found.related("KNOWS") == []


WRONG = [
    ("T1\tPERSON 0 7\tЛитва", "'Литва' should stand at 0 7, and there stands 'Министр'"),
    ("T1\tPERSON 0\tМинистр", "no entity"),
    ("T1\tFISH 0 7\tМинистр", "FISH is no type of entity"),
    ("T1\tPERSON 0 7\tМинистр\nR1\tEATS Arg1:T1 Arg2:T1", "EATS is no type of relation"),
    ("T1\tPERSON 0 7\tМинистр\nR1\tWORKS_AS T1 T1", "no relation"),
    ("T1\tPERSON 0 7\tМинистр\nR1\tWORKS_AS Arg1:T1 Arg2:T9", "T9 is no entity of this file"),
]


@pytest.mark.parametrize(("lines", "sentence"), WRONG)
def test_what_is_wrong_is_refused_by_file_and_line(tmp_path: Path, lines: str, sentence: str) -> None:
    conf = tmp_path / "annotation.conf"
    conf.write_text(CONF, encoding="utf-8")
    with pytest.raises(BratError) as caught:
        parse("one", TEXT, lines.split("\n"), Configuration.read(conf))
    assert str(caught.value).startswith(f"one.ann:{1 + lines.count(chr(10))}: ")
    assert sentence in str(caught.value)


def test_lines_that_belong_to_nothing_are_named() -> None:
    assert parse("one", TEXT, [*ANNOTATION, "По словам очевидцев"]).strays == ("one.ann:10",)


def test_a_folder_is_read_by_name_with_the_types_above_it(tmp_path: Path) -> None:
    (tmp_path / "annotation.conf").write_text(CONF, encoding="utf-8")
    folder = tmp_path / "train"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.txt").write_bytes(TEXT.encode())
        (folder / f"{name}.ann").write_text("\n".join(ANNOTATION), encoding="utf-8")
    assert [document.name for document in load(folder)] == ["a", "b"]
    (folder / "c.txt").write_text("Текст.", encoding="utf-8")
    with pytest.raises(BratError, match=r"no c\.ann stands beside it"):
        load(folder)


@given(st.text(min_size=1), st.data())
def test_every_piece_of_a_text_comes_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    if any(mark in words for mark in "\t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
        return
    found = parse("one", text, [f"T1\tPERSON {start} {end}\t{words}"]).entities[0]
    assert (found.start, found.end, found.words) == (start, end, words)
