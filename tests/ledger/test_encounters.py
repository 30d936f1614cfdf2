"""Reports of one encounter are joined; what differs in day, place, people or sort is another."""

from __future__ import annotations

import itertools

import pytest

from servanda.ledger.encounters import Encounter, Report
from servanda.ledger.statements import Source, Statement
from tests.ledger.joined import met

STATES = {"Токаев": "KZ", "Мирзиёев": "UZ", "Маттарелла": "IT", "Мелони": "IT", "Жапаров": "KG"}

# published document type participants place date status, `-` for nothing; the groups that are to be found last
CASES = """
2025-11-15 a talks Токаев,Мирзиёев Ташкент 2025-11-15 happened
2025-11-16 b meeting Токаев,Мирзиёев Ташкент 2025-11-15 happened
=> ab

2025-11-15 a talks Токаев,Мирзиёев Ташкент 2025-11-15 happened
2025-11-15 a meeting Токаев,Мирзиёев Ташкент 2025-11-15 happened
=> a a

2025-11-15 a talks Токаев,Мирзиёев - 2025-11-15 happened
2025-11-15 b talks KZ,UZ Ташкент - happened
=> a b

2025-11-15 a talks KZ,UZ Ташкент 2025-11-15 happened
2025-11-17 b talks KZ,UZ - 2025-11-15 happened
=> ab

2025-11-15 a talks Токаев,Мирзиёев - 2025-11-15 happened
2024-11-15 b talks Токаев,Мирзиёев - 2024-11-15 happened
=> b a

2025-09-29 a meeting Токаев,Маттарелла - 2025-09-29 happened
2025-09-29 b meeting Токаев,Мелони - 2025-09-29 happened
=> a b

2025-11-15 a session KZ,UZ Ташкент 2025-11-15 happened
2025-11-15 b session KZ,UZ Астана 2025-11-15 happened
=> a b

2025-11-15 a talks KZ,UZ - 2025-11-15 happened
2025-11-15 b signing KZ,UZ - 2025-11-15 happened
=> a b

2025-11-01 a visit Токаев,Мирзиёев - 2025-11 planned
2025-11-15 b visit Токаев,Мирзиёев Ташкент 2025-11-14/2025-11-15 happened
=> ab

2025-11-15 a session KZ,UZ - 2025-11-15 happened
2025-11-15 b session KZ,KG - 2025-11-15 happened
=> a b

2025-11-15 a visit Токаев Ташкент 2025-11-15 happened
2025-11-15 b talks Токаев,Мирзиёев Ташкент 2025-11-15 happened
=> a b

2025-11-15 a talks Токаев,Мирзиёев Ташкент 2025-11-15 happened
2025-11-15 b meeting Токаев,Мирзиёев UZ 2025-11-15 happened
=> ab

2025-11-14 a talks Токаев,Мирзиёев Ташкент 2025-11-14 happened
2025-11-15 b meeting Мирзиёев,Токаев Ташкент 2025-11-15 happened
=> ab

2025-11-12 a talks Токаев,Мирзиёев Ташкент 2025-11-12 happened
2025-11-15 b meeting Мирзиёев,Токаев Ташкент 2025-11-15 happened
=> b a

2025-11-15 a visit Токаев UZ 2025-11-15 happened
2025-11-16 b visit Токаев Ташкент - happened
=> ab

2025-11-01 a visit Токаев UZ - planned
2025-11-15 b visit Токаев Ташкент 2025-11-15 happened
=> ab

2025-11-15 a visit Токаев Ташкент 2025-11-12 happened
2025-11-15 b visit Токаев UZ 2025-11-15 happened
=> ab

2025-11-15 a visit Токаев Рим 2025-11-15 happened
2025-11-15 b visit Токаев ES 2025-11-15 happened
=> a b

2025-11-15 a meeting Токаев,Мирзиёев Куксарой 2025-11-15 happened
2025-11-15 b meeting Мирзиёев,Токаев Ташкент 2025-11-15 happened
=> ab

2025-11-15 a talks Токаев,Мирзиёев Самарканд 2025-11-15 happened
2025-11-15 b talks Мирзиёев,Токаев Ташкент 2025-11-15 happened
=> a b

2025-11-14 a talks Алиев,Керимов - - planned
2025-11-15 b meeting Керимов,Алиев Ташкент 2025-11-15 happened
=> ab

2025-11-01 a talks Алиев,Керимов - - planned
2025-11-15 b meeting Керимов,Алиев Ташкент 2025-11-15 happened
=> a b

2025-11-14 a talks Токаев - - planned
2025-11-15 b meeting Мирзиёев,Токаев Ташкент 2025-11-15 happened
=> a b

- a talks Токаев,Мирзиёев - - happened
- b talks Токаев,Мирзиёев - - happened
=> a b
"""


def event(line: str, number: int) -> Statement:
    published, name, sort, who, place, date, status = ("" if word == "-" else word for word in line.split())
    fields = {"type": sort, "participants": who.split(","), "place": place, "date": date, "status": status}
    source = Source(name, name, "", "", published, "")
    return Statement(f"{name}{number}", "events", fields, line, "", number, number + 1, "", "test", source)


def told_of(lines: list[str]) -> list[Statement]:
    """The events, and in each document the posts of those who met."""
    events = [event(line, n) for n, line in enumerate(lines)]
    people = [(name, s.source) for s in events for name in s.fields["participants"] if name in STATES]
    offices = [
        Statement(f"o{n}", "offices", {"person": name, "position": "", "body": STATES[name]}, name, "", 900, 901, "",
                  "test", source)
        for n, (name, source) in enumerate(people)
    ]  # fmt: skip
    return [*events, *offices]


def found(lines: list[str]) -> list[str]:
    return sorted("".join(sorted(placed.traits.document for placed in group)) for group in met(told_of(lines)))


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_reports_are_joined(case: str) -> None:
    *lines, expected = case.splitlines()
    assert found(lines) == sorted(expected.removeprefix("=> ").split())


@pytest.mark.parametrize(
    ("other", "expected"),
    [("соглашение об отмене пошлин на зерно", ["ab"]), ("соглашение о проверке весов", ["a", "b"])],
)
def test_one_paper_is_signed_once_whatever_day_is_told(other: str, expected: list[str]) -> None:
    lines = ["2025-11-15 a signing KZ,UZ - 2025-11-15 happened", "2025-11-16 b signing KZ,UZ - 2025-11-16 happened"]
    events = [event(line, n) for n, line in enumerate(lines)]
    names = ["Соглашение об отмене пошлин на зерно", other]
    papers = [
        Statement(f"p{n}", "instruments", {"name": name, "parties": ["KZ", "UZ"], "stage": "signed"}, name, "", 20, 60,
                  "", "test", event.source)
        for n, (name, event) in enumerate(zip(names, events, strict=True))
    ]  # fmt: skip
    groups = met([*events, *papers])
    assert sorted("".join(placed.traits.document for placed in group) for group in groups) == expected


def test_the_order_of_the_reports_changes_nothing() -> None:
    lines = [line for case in CASES.strip().split("\n\n")[:3] for line in case.splitlines()[:-1]]
    told = told_of(lines[:4])
    ways = {
        tuple(sorted(tuple(placed.traits.id for placed in group) for group in met(order)))
        for order in itertools.permutations(told[:6])
    }
    assert len(ways) == 1


def test_what_the_reports_disagree_on_is_kept() -> None:
    lines = CASES.strip().split("\n\n")[0].splitlines()[:-1]
    told = told_of(lines)
    (group,) = met(told)
    one = Encounter(tuple(Report(told[p.traits.key], p.why, p.score) for p in group), ("KZ", "UZ"))
    assert one.values("type") == ["talks", "meeting"]
    assert one.date == "2025-11-15"
    assert one.why == ("same people, same two people, same states, same day, same place",)
    assert [report.score for report in one.reports] == [0.0, 4.5]
