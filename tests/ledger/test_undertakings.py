"""Promises followed through documents: made, repeated, moved, under way, kept, overdue, silent."""

from __future__ import annotations

import datetime

import pytest

from servanda.language.stems import stems
from servanda.ledger.account import meetings, promises
from servanda.ledger.likeness import Likeness
from servanda.ledger.statements import Source, Statement
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import FULFILLING, Said, Undertaking, undertakings

# published | document | kind | parties | sector | deadline, modality or stage | the words
# => the steps of each promise that was stated more than once or kept, and its fate on 2026-01-01
CASES = """
2024-01-10 | a | promise | KZ,UZ | trade     | planned 2030 | увеличить товарооборот до десяти миллиардов долларов
2024-06-10 | b | promise | KZ,UZ | trade     | planned 2030 | увеличить товарооборот стран до десяти миллиардов долларов
=> made repeated: open

2024-01-10 | a | promise | KZ,UZ | transport| planned 2024| завершить строительство железной дороги Дарбаза – Мактаарал
2024-06-10 | b | promise | KZ,UZ | transport| planned 2025| завершить строительство железной дороги Дарбаза – Мактаарал
=> made moved: overdue

2024-01-10 | a | promise | KZ,UZ | transport | agreed 2025  | построить железную дорогу Дарбаза – Мактаарал
2025-06-10 | b | promise | KZ,UZ | transport | underway -   | идёт строительство железной дороги Дарбаза – Мактаарал
2025-11-10 | c | project | KZ,UZ | transport | running      | железная дорога Дарбаза – Мактаарал
=> made underway kept: kept

2024-01-10 | a | promise | KZ,UZ | transport | agreed -     | построить железную дорогу Дарбаза – Мактаарал
2025-11-10 | c | project | KZ,TR | energy    | running      | железная дорога Дарбаза – Мактаарал
=> -

2025-12-10 | a | promise | KZ,UZ | transport | agreed -     | построить железную дорогу Дарбаза – Мактаарал
2025-01-10 | c | project | KZ,UZ | transport | running      | железная дорога Дарбаза – Мактаарал
=> -

2024-01-10 | a | promise | KZ,UZ | culture   | agreed -     | провести Дни культуры Казахстана в Ташкенте
2024-06-10 | b | promise | KZ,UZ | culture   | agreed -     | открыть филиал университета в Ташкенте
=> -

2024-01-10 | a | promise | KZ,UZ | culture   | agreed -     | провести в Ташкенте Дни культуры Казахстана
2024-06-10 | b | promise | KZ,KG | culture   | agreed -     | провести в Ташкенте Дни культуры Казахстана
=> -

2024-01-10 | a | promise | KZ,UZ | culture   | agreed -     | провести в Ташкенте Дни культуры Казахстана
2024-01-10 | a | promise | KZ,UZ | culture   | agreed -     | провести в Ташкенте Дни культуры и кино Казахстана
=> -

2024-01-10 | a | promise | KZ,UZ | digital   | agreed -     | создать общий центр искусственного интеллекта
2024-08-10 | b | promise | KZ,UZ | digital   | agreed -     | создать в Астане центр искусственного интеллекта
=> made repeated: silent
"""
OTHERS = """
2024-01-10 | x | promise | FR,DE | health    | agreed -     | обмениваться опытом лечения редких болезней
2024-01-10 | x | promise | FR,DE | education | planned -    | направить преподавателей в языковые школы соседей
"""


def statement(line: str, number: int) -> Statement:
    published, name, sort, parties, sector, state, words = (part.strip() for part in line.split("|"))
    modality, _, deadline = state.partition(" ")
    kind, fields = "projects", {"name": words, "parties": parties.split(","), "sector": sector, "stage": modality}
    if sort == "promise":
        kind = "commitments"
        fields = {
            "actors": parties.split(","), "counterparts": [], "sector": sector, "modality": modality, "action": words,
            "deadline": deadline.strip("-"),
        }  # fmt: skip
    source = Source(name, name, "", "", published, "")
    return Statement(f"{name}{number}", kind, fields, words, "", number * 100, number * 100 + 9, "", "test", source)


def followed(case: str) -> list[Undertaking]:
    lines = [line for line in (OTHERS + case).strip().splitlines() if "|" in line]
    told = sorted((statement(line, n) for n, line in enumerate(lines)), key=lambda s: s.source.published)
    made = [s for s in told if s.kind == "commitments"]
    deeds = [s for s in told if s.kind in FULFILLING]
    return undertakings(Said(made, (), deeds), Likeness(told, stems), datetime.date(2026, 1, 1))


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_promises_are_followed(case: str) -> None:
    expected = case.partition("=> ")[2]
    found = [
        f"{' '.join(event.step for event in undertaking.history)}: {undertaking.fate}"
        for undertaking in followed(case)
        if len(undertaking.history) > 1
    ]
    assert found == ([] if expected == "-" else [expected])
    for undertaking in followed(case):
        assert undertaking.why
        assert all(event.why for event in undertaking.history)


def test_a_day_in_the_past_is_told_as_it_stood_then(filled: Ledger) -> None:
    early = promises(filled, ["AZ", "TR"], datetime.date(2024, 1, 1), as_of="2024-01-01")
    late = promises(filled, ["AZ", "TR"], datetime.date(2026, 1, 1))
    assert all("" < event.date <= "2024-01-01" for undertaking in early for event in undertaking.history)
    assert {undertaking.id for undertaking in early} < {undertaking.id for undertaking in late}


def test_the_samples_tell_what_became_of_their_promises(filled: Ledger) -> None:
    """One promise is repeated a year later, one is reported fulfilled, and two reports of one day make the same."""
    found = promises(filled, (), datetime.date(2026, 1, 1))
    stories = {
        (tuple(event.statement.source.name for event in u.history), tuple(event.step for event in u.history))
        for u in found
        if len(u.history) > 1
    }
    assert (("az-tr-nakhchivan", "az-tr-pipeline"), ("made", "kept")) in stories
    assert (("az-tr-nakhchivan", "az-tr-ankara"), ("made", "repeated")) in stories
    assert any(set(names) == {"kg-kz-council", "kz-kg-council"} for names, _ in stories)


def test_two_reports_of_one_meeting_in_the_samples_are_one_encounter(filled: Ledger) -> None:
    joined = [e for e in meetings(filled, ["KZ", "KG"]) if len(e.reports) > 1]
    assert joined
    for encounter in joined:
        assert {report.statement.source.name for report in encounter.reports} == {"kz-kg-council", "kg-kz-council"}
