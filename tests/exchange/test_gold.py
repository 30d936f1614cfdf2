"""Judged documents as gold: in the guide's form, with unique quotes, passing the checker of the gold standard."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import ServandaError
from servanda.exchange.gold import GoldFile, gold, quote, write
from servanda.language.stems import stems
from servanda.ledger.exhibit import exhibits
from servanda.ledger.judgements import Judgement, judge
from servanda.ledger.statements import statements_of
from servanda.ledger.store import Ledger
from servanda.model.fields import corrected
from servanda.model.records import Reading
from servanda.pipeline import Reader, documents

ROOT = Path(__file__).parents[2]
CHECKER = ROOT.parent / "shared" / "gold" / "check.py"
NAMES = ("kz-kg-council", "az-tr-pipeline")

QUOTES = [
    ("Мэр Рима. Мэр Милана.", "Мэр", 0, "Мэр Рима."),
    ("Мэр Рима. Мэр Милана.", "Милана", 0, "Милана"),
    ("Да, мэр. Нет, мэр.", "мэр.", 1, "Нет, мэр."),
    ("мэр\nмэр", "мэр", 0, None),
    ("Кратко:\nдлинная строка здесь", "Кратко:\nдлинная строка", 0, "длинная строка"),
    ("aaa", "a", 0, "aaa"),
    ("раз два\nраз два три", "раз два", 1, "раз два три"),
]


@pytest.mark.parametrize(("text", "words", "number", "expected"), QUOTES)
def test_a_quote_is_lengthened_until_the_text_has_it_once(
    text: str, words: str, number: int, expected: str | None
) -> None:
    start = text.index(words)
    for _ in range(number):
        start = text.index(words, start + 1)
    place = quote(text, start, start + len(words))
    assert (text[slice(*place)] if place else None) == expected


@given(st.text("аб \n", min_size=1, max_size=40), st.data())
def test_quotes_are_unique_stand_in_one_line_and_have_no_blanks_around(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = quote(text, start, end)
    if place is None:
        assert not text[start:end].strip() or any(text.count(line) > 1 or not line for line in text.split("\n"))
        return
    words = text[slice(*place)]
    assert words == words.strip() != ""
    assert "\n" not in words
    assert text.find(words) == text.rfind(words)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two of our samples in a ledger."""
    with Ledger(str(tmp_path / "ledger.sqlite"), stems) as opened:
        run = opened.begin("a reader")
        for reading in Reader().read_many(documents([str(ROOT / "samples" / f"{name}.txt") for name in NAMES])):
            assert isinstance(reading, Reading)
            opened.add(reading, run)
        yield opened


def accept_all(ledger: Ledger, name: str) -> list[str]:
    ids = [statement.id for statement in statements_of(ledger, ledger.document(name).id)]
    for record in dict.fromkeys(ids):
        judge(ledger, Judgement(reviewer="aigul", verdict="accept", record=record))
    return ids


def test_only_documents_of_which_every_record_is_judged_are_gold(ledger: Ledger) -> None:
    assert gold(ledger) == []
    ids = accept_all(ledger, NAMES[0])
    (file,) = gold(ledger)
    assert (file.name, file.text) == (NAMES[0], ledger.document(NAMES[0]).text)
    assert file.records + len(file.left_out) == len(ids)
    judge(ledger, Judgement(reviewer="aigul", verdict="unsure", record=ids[0]))
    assert gold(ledger) == []
    assert [partly.name for partly in gold(ledger, partly=True)] == [NAMES[0]]


def test_rejected_records_are_left_out_and_corrected_ones_corrected(ledger: Ledger) -> None:
    ids = accept_all(ledger, NAMES[0])
    event = next(seen for seen in exhibits(ledger, ids) if seen.kind == "events")
    figure = next(seen for seen in exhibits(ledger, ids) if seen.kind == "figures")
    before = gold(ledger)[0]
    judge(ledger, Judgement(reviewer="aigul", verdict="reject", record=event.id))
    changed = corrected("figures", figure.fields, {"speaker": "Иван Петров", "value": "77", "period": "2020"})
    judge(ledger, Judgement(reviewer="bolat", verdict="correct", record=figure.id, fields=changed))
    after = gold(ledger)[0]
    assert len(after.annotation["events"]) == len(before.annotation["events"]) - 1
    assert [f for f in after.annotation["figures"] if f["value"] == 77 and f["speaker"] == "Иван Петров"]
    assert after.records == before.records - 1


def test_what_the_guide_has_no_place_for_is_left_out_and_named(ledger: Ledger) -> None:
    ids = accept_all(ledger, NAMES[0])
    office = next(seen for seen in exhibits(ledger, ids) if seen.kind == "offices")
    judge(
        ledger, Judgement(reviewer="aigul", verdict="correct", record=office.id, fields={**office.fields, "body": "XX"})
    )
    (file,) = gold(ledger)
    assert f"offices {office.id}: offices.body: 'XX' is no state's code" in file.left_out
    assert all(record["body"] != "XX" for record in file.annotation["offices"])


def test_the_gold_passes_the_checker_of_the_gold_standard(ledger: Ledger, tmp_path: Path) -> None:
    if not CHECKER.is_file():
        pytest.skip("../shared/gold/check.py is not beside this checkout")
    for name in NAMES:
        accept_all(ledger, name)
    files = gold(ledger)
    assert [file.name for file in files] == sorted(NAMES)
    write(files, tmp_path / "gold")
    done = subprocess.run(
        [sys.executable, str(CHECKER), str(tmp_path / "gold")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout == "2 documents, 0 problems\n"
    assert done.returncode == 0


def test_gold_is_written_as_the_bench_reads_it_and_never_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    accept_all(ledger, NAMES[0])
    files = gold(ledger)
    write(files, tmp_path)
    assert (tmp_path / f"{NAMES[0]}.txt").read_text(encoding="utf-8") == files[0].text
    assert json.loads((tmp_path / f"{NAMES[0]}.json").read_text(encoding="utf-8")) == files[0].annotation
    with pytest.raises(ServandaError, match="is there already, and gold is not overwritten; name another folder"):
        write(files, tmp_path)
    with pytest.raises(ServandaError, match="cannot be written"):
        write([GoldFile("x", "", {}, ())], tmp_path / f"{NAMES[0]}.txt" / "below")
