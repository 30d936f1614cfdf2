"""The language of a text: Russian told from its neighbours, the larger part deciding."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.detect import detect, name
from servanda.language.tables import Row, table
from tests.sources.paragraphs import ENGLISH, KAZAKH, PARAGRAPHS, SHORT

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.parametrize("row", table("world/cyrillic_languages").rows, ids=lambda row: row["code"])
def test_every_row_is_told_by_its_example(row: Row) -> None:
    assert detect(row["example"]) == row["code"]


@pytest.mark.parametrize("text", [*PARAGRAPHS, *SHORT, "Да", "РФ", "Ўзбекнефтегаз увеличил добычу на треть"])
def test_russian_long_and_short(text: str) -> None:
    assert detect(text) == "ru"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("Die Außenminister beider Länder trafen sich am Donnerstag in Wien und sprachen über den Handel.", "de"),
        ("İki ülkenin dışişleri bakanları perşembe günü Ankara'da bir araya gelerek ticareti görüştü.", "tr"),
        ("两国外交部长星期四在维也纳举行会晤，讨论了贸易和运输合作问题。", "zh"),
        ("", "und"),
        ("12.05.2024 — 45 %", "und"),
        ("\ud800", "und"),
        ("😀 «»", "und"),
    ],
)
def test_other_languages_and_none(text: str, code: str) -> None:
    assert detect(text) == code


def test_the_larger_part_decides() -> None:
    article = "\n".join(PARAGRAPHS)
    assert detect(f"Мемлекет басшысы келіссөздер жүргізді\n{article}") == "ru"
    assert detect(f"{KAZAKH}\n{article}") == "ru"
    assert detect(f"{PARAGRAPHS[2]}\n{KAZAKH}\n{KAZAKH}") == "kk"
    assert detect(f"{article}\n{ENGLISH}") == "ru"
    assert detect(f"{SHORT[0]}\n{ENGLISH}") == "en"


def test_kazakh_names_in_russian_leave_it_russian() -> None:
    assert detect("На площади «Қазақ Елі» открылась выставка работ художников из Өскемена и Ақтөбе.") == "ru"


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6).map("\n".join), st.integers(0, 200))
def test_any_end_of_a_russian_text_is_russian(text: str, cut: int) -> None:
    assert detect(text[min(cut, len(text) - 20) :]) == "ru"


@given(st.text())
def test_arbitrary_text_has_a_code(text: str) -> None:
    assert detect(text) in {row["code"] for row in table("world/language_names")} | {"und", "fil", "haw", "hmn", "ceb"}


@pytest.mark.parametrize(("code", "english"), [("kk", "Kazakh"), ("en", "English"), ("und", "und"), ("xx", "xx")])
def test_names_of_languages(code: str, english: str) -> None:
    assert name(code) == english


def test_all_shared_russian_texts_are_russian() -> None:
    files = sorted([*SHARED.glob("gold/*/*.txt"), *SHARED.glob("nerel/dev/*.txt")])
    if not files:
        pytest.skip("../shared is not here")
    texts = {str(file): file.read_text(encoding="utf-8") for file in files}
    lines = (SHARED / "communiques" / "unlabelled.jsonl").read_text(encoding="utf-8").splitlines()
    texts |= {entry["id"]: entry["text"] for entry in map(json.loads, lines)}
    assert {where: detect(text) for where, text in texts.items() if detect(text) != "ru"} == {}
