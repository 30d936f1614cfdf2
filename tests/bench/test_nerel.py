"""The comparison with NEREL: what counts as found, exact and right, kind by kind, and what the command prints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench import nerel
from bench.brat import parse
from bench.nerel import Tally, add
from bench.nerel_kinds import COMPARISONS, Sides, Thing

if TYPE_CHECKING:
    from servanda.reading.context import Context

KINDS = {kind.name: kind for kind in COMPARISONS}


def thing(start: int, end: int, *starts: int) -> Thing:
    return Thing(((start, end),), "x" * (end - start), starts)


def test_found_exact_and_right_are_counted_apart() -> None:
    document = parse("one", "х" * 100, [])
    tally = Tally()
    asked = [thing(0, 5), thing(10, 20), thing(30, 35)]
    read = [thing(0, 5), thing(8, 20), thing(50, 55), thing(60, 65)]
    add(tally, "dates", Sides(asked, [thing(60, 61)], read), document)
    assert (tally.asked, tally.found, tally.exact, tally.read, tally.right) == (3, 2, 1, 4, 3)
    assert [d.verdict for d in tally.differences] == ["inexact", "missed", "invented"]
    assert tally.line("dates") == "dates            3      4   0.667   0.333   0.750"


def test_words_before_and_marks_after_do_not_part_boundaries() -> None:
    assert thing(3, 10, 0).equals(thing(0, 10))
    assert Thing(((0, 4),), "руб.").equals(Thing(((0, 3),), "руб"))
    assert not thing(0, 9).equals(thing(0, 10))


def test_an_office_needs_the_person_and_the_post() -> None:
    one = Thing(((0, 5),), "", post=(10, 20), alike=frozenset({"минис"}))
    assert one.meets(Thing(((3, 6), (40, 45)), "", post=(15, 18)))
    assert one.meets(Thing(((40, 45), (0, 5)), "", post=(80, 90), alike=frozenset({"минис"})))
    assert not one.meets(Thing(((0, 5),), "", post=(80, 90), alike=frozenset({"посол"})))
    assert not one.meets(Thing(((40, 45),), "", post=(10, 20)))


# kind | text | types and words of NEREL | asked, found, exact, read, right
CASES = """
money | Завод стоит более 5 млн долларов, а склад – 3 млн евро. | MONEY 5 млн долларов; MONEY 3 млн евро | 2 2 2 2 2
money | Завод стоит несколько миллионов евро. | MONEY несколько миллионов евро | 1 0 0 0 0
percent | Экспорт вырос на 5 процентов и на треть. | PERCENT 5 процентов | 1 1 1 1 1
dates | В мае 2024 года он приехал на три дня. | DATE В мае 2024 года; DATE три дня | 2 1 1 1 1
calendar | В мае 2024 года он приехал на три дня. | DATE В мае 2024 года; DATE три дня | 1 1 1 1 1
laws | Стороны подписали Договор о дружбе. Соглашение достигнуто. | LAW Договор о дружбе; LAW Соглашение | 1 1 1 1 1
encounters | Министр Литвы Юонас Каунас посетил Ригу. | EVENT посетил | 1 1 1 1 1
records | Министр Литвы Юонас Каунас посетил Ригу. | CITY Ригу | 0 0 0 1 0
bodies | Министр выступил в ООН. | ORGANIZATION ООН | 1 1 1 1 1
"""


def annotation(text: str, things: str) -> list[str]:
    """Brat's lines of `TYPE words; TYPE words`."""
    lines = []
    for number, item in enumerate(things.split("; "), start=1):
        sort, words = item.split(" ", 1)
        start = text.index(words)
        lines.append(f"T{number}\t{sort} {start} {start + len(words)}\t{words}")
    return lines


@pytest.mark.parametrize("case", CASES.strip().splitlines(), ids=range(len(CASES.strip().splitlines())))
def test_kinds(context: Callable[..., Context], case: str) -> None:
    kind, text, things, expected = case.split(" | ")
    document = parse("one", text, annotation(text, things))
    tally = nerel.compare([(document, context(text))], [KINDS[kind]])[kind]
    assert f"{tally.asked} {tally.found} {tally.exact} {tally.read} {tally.right}" == expected


OFFICE = "Министр энергетики Литвы Юонас Каунас посетил Ригу. Бывший министр энергетики Литвы Петрас Раудис уехал."


def test_offices_are_asked_where_a_workplace_is_told_and_no_post_is_past(context: Callable[..., Context]) -> None:
    things = "PERSON Юонас Каунас; PROFESSION Министр энергетики Литвы; COUNTRY Литвы; PERSON Петрас Раудис"
    lines = annotation(OFFICE, things + "; PROFESSION министр энергетики Литвы; CITY Ригу")
    relations = ["R1\tWORKS_AS Arg1:T1 Arg2:T2", "R2\tWORKPLACE Arg1:T2 Arg2:T3", "R3\tWORKS_AS Arg1:T4 Arg2:T5"]
    document = parse("one", OFFICE, [*lines, *relations, "R4\tWORKPLACE Arg1:T5 Arg2:T3"])
    tally = nerel.compare([(document, context(OFFICE))], [KINDS["offices"]])["offices"]
    assert (tally.asked, tally.found, tally.read, tally.right) == (1, 1, 1, 1)


def test_the_command_says_what_is_compared_and_prints_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("train", "dev"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.txt").write_text("Завод стоит 5 млн долларов.", encoding="utf-8")
        (folder / "a.ann").write_text("T1\tMONEY 12 26\t5 млн долларов\nстрока\n", encoding="utf-8")
    assert nerel.main(["--folder", str(tmp_path), "--kind", "money"]) == 0
    out = capsys.readouterr().out
    assert "money: MONEY | amounts with a currency" in out
    assert "money            1      1   1.000   1.000   1.000" in out
    assert "a.ann:2" in out
    assert nerel.main(["--folder", str(tmp_path), "--misses", "money"]) == 0
    assert "dev:" not in capsys.readouterr().out


def test_a_folder_that_is_not_there_or_no_brat_ends_with_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nerel.main(["--folder", str(tmp_path), "--set", "dev"]) == 2
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "a.txt").write_text("Текст.", encoding="utf-8")
    assert nerel.main(["--folder", str(tmp_path), "--set", "dev"]) == 2
    assert "no a.ann stands beside it" in capsys.readouterr().err
