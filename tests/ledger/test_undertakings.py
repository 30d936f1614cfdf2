"""Promises followed through documents: made, repeated, moved, under way, kept, overdue, silent."""

from __future__ import annotations

import datetime
from typing import Any, get_args

import pytest

from servanda.ledger.account import Wanted, meetings, promises
from servanda.ledger.statements import Source, Statement
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Event, Fate, Undertaking, fate
from tests.ledger.joined import promised

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

2024-01-10 | a | promise | KZ,UZ | transport | agreed -     | построить железную дорогу Дарбаза – Мактаарал
2025-11-10 | c | project | KZ,TR | transport | running      | железная дорога Дарбаза – Мактаарал
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

2024-01-10 | a | promise | CU,VE | industry  | agreed -     | построить в Каракасе завод по производству вакцин
2024-06-10 | b | promise | CU,VE | health    | planned -    | возвести в Каракасе завод по выпуску вакцин
=> made repeated: silent

2024-01-10 | a | promise | EG,ET | science   | agreed -     | создать совместный центр исследований орошения
2024-06-10 | b | promise | EG,ET | science   | agreed -     | учредить общий исследовательский центр по орошению
=> made repeated: silent

2024-01-10 | a | promise | EG,ET | science   | agreed -     | создать совместный центр исследований в области орошения
2024-06-10 | b | promise | EG,ET | health    | agreed -     | создать совместный центр исследований в области медицины
=> -

2025-02-10 | a | promise | VN,BY | industry  | agreed 2026  | построить в провинции Хынгйен завод по сборке грузовиков
2025-06-10 | b | promise | VN,BY | industry  | agreed 2028  | построить в провинции Донгнай завод по сборке тракторов
=> -

2025-02-10 | a | promise | MA,ES | social    | planned 2025 | Испания примет 15 тысяч сезонных рабочих в 2025 году
2025-12-10 | b | promise | MA,ES | social    | planned 2026 | Испания примет 20 тысяч сезонных рабочих в 2026 году
=> -

2024-05-10 | a | promise | CU,VE | agriculture | agreed 2024 | поставить на Кубу 100 тонн риса до конца 2024 года
2024-10-10 | b | promise | CU,VE | agriculture | planned 2025 | поставить на Кубу 120 тонн риса до конца 2025 года
=> made moved: overdue

2025-07-02 | a | promise | MY,AE | energy    | agreed 2026  | построить солнечную станцию в Джохоре мощностью 1 ГВт
2025-07-03 | b | promise | MY,AE | energy    | planned 2026 | солнечная станция в Джохоре на 1000 МВт будет построена
=> made repeated: open

2025-07-02 | a | promise | KZ,IR | investment | agreed - | создать условия для проектов и привлечения инвестиций
2025-07-03 | b | promise | KZ    | investment | planned - | привлечь инвестиции в проекты на территории страны
=> -

2024-05-10 | a | promise | RS,HU | energy    | agreed 2026  | построить нефтепровод Альдьё – Нови-Сад
2025-05-20 | b | promise | RS,HU | energy    | underway -   | ведется строительство нефтепровода Альдьё – Нови-Сад
2025-05-20 | b | promise | RS,HU | energy    | planned 2027 | завершить строительство нефтепровода Альдьё – Нови-Сад
=> made underway moved: underway

2025-02-10 | a | promise | BY,PK | industry  | agreed -     | поставить 100 тонн риса и построить завод вакцин в Минске
2025-06-10 | b | promise | BY,PK | industry  | agreed -     | построить в Минске завод вакцин
2025-07-10 | c | promise | BY,PK | industry  | agreed -     | поставить в Минск 100 тонн риса
=> made repeated: open

2025-02-18 | a | promise | BY,ZW | industry  | planned 2025 | поставить в Зимбабве 400 тракторов до конца 2025 года
2025-02-19 | b | promise | BY,ZW | trade     | planned 2025 | передать 400 тракторов до конца 2025 года
=> made repeated: overdue

2025-02-18 | a | promise | BY,ZW | industry  | planned 2025 | поставить в Зимбабве в 2025 году 400 тракторов
2025-12-19 | b | promise | BY,ZW | industry  | planned 2026 | передать в 2026 году 400 тракторов
=> -

2025-02-18 | a | promise | BY,ZW | industry  | planned 2025 | поставить в Зимбабве 400 тракторов до конца 2025 года
2025-02-19 | b | promise | BY,ZW | trade     | planned 2025 | передать 60 тракторов до конца 2025 года
=> -

2025-04-03 | a | promise | ES,MA | energy    | planned 2027 | проложить линию электропередачи через пролив
2026-02-10 | b | promise | ES,MA | energy    | underway -   | ведется прокладка линии электропередачи через пролив
2026-02-10 | b | promise | ES,MA | energy    | planned 2028 | Работы планируется завершить в 2028 году
=> made underway moved: underway

2025-05-30 | a | promise | KZ,IT | industry  | planned 2027 | построить в Павлодарской области завод азотных удобрений
2025-05-31 | b | promise | KZ,IT | industry  | planned 2027 | возвести под Павлодаром предприятие азотных удобрений
=> made repeated: open

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
    told = [statement(line, n) for n, line in enumerate(lines)]
    found = []
    for group in promised(told):
        steps = [Event(p.step, p.traits.published, told[p.traits.key], p.why) for p in group]  # type: ignore[arg-type]
        undertaking = Undertaking(steps)
        undertaking.fate, undertaking.why = fate(undertaking, datetime.date(2026, 1, 1))
        found.append(undertaking)
    return found


def told(kind: str, source: Source, start: int, words: str, **fields: Any) -> Statement:
    speaker = "Лидер" if kind == "commitments" else ""
    return Statement(f"{kind}{source.id}{start}", kind, fields, words, "", start, start + 50, speaker, "test", source)


INVITED = {
    "actors": ["BY"], "counterparts": ["OM"], "sector": "multilateral", "modality": "invited", "deadline": "",
    "action": "посетить Беларусь",
}  # fmt: skip


@pytest.mark.parametrize(
    ("guest", "state", "place", "kept"),
    [
        ("Хайсам", "OM", "BY", True),
        ("Хайсам", "OM", "Минск", True),
        ("Хайсам", "OM", "TR", False),
        ("Саид", "OM", "BY", False),
        ("Лидер", "BY", "BY", False),
    ],
)
def test_an_invitation_is_kept_by_a_visit_of_those_invited(guest: str, state: str, place: str, kept: bool) -> None:
    before = Source("a", "a", "", "", "2024-12-09", "")
    after = Source("b", "b", "", "", "2025-10-06", "")
    asked = {"type": "invitation", "participants": ["Лидер", "Хайсам бен Тарек"], "place": "", "status": "happened"}
    visit = {"type": "visit", "participants": [guest], "place": place, "status": "happened", "date": "2025-10-06"}
    statements = [
        told("commitments", before, 0, "пригласил посетить Беларусь", **INVITED),
        told("events", before, 0, "пригласил посетить Беларусь", **asked, date=""),
        told("events", after, 0, "прибыл с визитом", **visit),
        told("offices", after, 90, "глава", person=guest, position="глава", body=state),
        told("offices", after, 190, "хозяин", person="Хозяин", position="глава", body="BY" if state == "OM" else "OM"),
    ]
    (steps,) = ([placed.step for placed in group] for group in promised(statements))
    assert steps == (["made", "kept"] if kept else ["made"])


@pytest.mark.parametrize(("host", "kept"), [("Лидер", True), ("Король", False)])
def test_what_was_to_be_built_is_kept_by_its_opening_by_those_of_the_states(host: str, kept: bool) -> None:
    before, after = (Source(key, key, "", "", day, "") for key, day in (("a", "2025-07-02"), ("b", "2026-09-02")))
    made = {
        "actors": ["AE", "MY"], "counterparts": [], "sector": "energy", "modality": "planned", "deadline": "2026-09",
        "action": "построить в Джохоре солнечную электростанцию",
    }  # fmt: skip
    opened = {"type": "opening", "participants": [host], "place": "Джохор", "status": "happened", "date": "2026-09-02"}
    words = "Президент Эмиратов открыл солнечную электростанцию в Джохоре"
    statements = [
        told("commitments", before, 0, "построить в Джохоре солнечную электростанцию", **made),
        told("events", after, 0, words, **opened),
        told("offices", after, 90, "глава", person="Лидер", position="президент", body="AE"),
        told("offices", after, 190, "король", person="Король", position="король", body="MA"),
    ]
    (steps,) = ([placed.step for placed in group] for group in promised(statements))
    assert steps == (["made", "kept"] if kept else ["made"])


@pytest.mark.parametrize(("guest", "kept"), [("Хайсам бен Тарек", True), ("Саид", False)])
def test_whoever_speaks_for_those_invited_is_the_guest(guest: str, kept: bool) -> None:
    before = Source("a", "a", "", "", "2024-12-09", "")
    after = Source("b", "b", "", "", "2025-10-06", "")
    asked = {"type": "invitation", "participants": ["Хайсам бен Тарек", "Лидер"], "place": "", "status": "happened"}
    visit = {"type": "visit", "participants": [guest], "place": "BY", "status": "happened", "date": "2025-10-06"}
    statements = [
        told("commitments", before, 0, "пригласил посетить Беларусь", **INVITED),
        told("events", before, 0, "пригласил посетить Беларусь", **asked, date=""),
        told("offices", before, 90, "султан", person="Хайсам бен Тарек", position="султан", body="OM"),
        told("events", after, 0, "прибыл с визитом", **visit),
        told("offices", after, 90, "глава", person=guest, position="глава", body="OM"),
        told("offices", after, 190, "хозяин", person="Хозяин", position="глава", body="BY"),
    ]
    (steps,) = ([placed.step for placed in group] for group in promised(statements))
    assert steps == (["made", "kept"] if kept else ["made"])


def test_a_plan_of_another_year_is_another_promise() -> None:
    statements = []
    for year, key in (("2025", "a"), ("2026", "b")):
        source = Source(key, key, "", "", f"{year}-02-01", "")
        words = f"утвердить План мероприятий по развитию торговли на {year} год"
        made = {**INVITED, "modality": "planned", "action": words, "deadline": year}
        statements.append(told("commitments", source, 0, words, **made))
        paper = {
            "name": words.partition(" ")[2],
            "type": "plan",
            "parties": ["BY", "OM"],
            "date": "",
            "stage": "drafting",
        }
        statements.append(told("instruments", source, 10, words, **paper))
    assert [[placed.step for placed in group] for group in promised(statements)] == [["made"], ["made"]]


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


@pytest.mark.parametrize("day", ["2024-01-01", "2026-01-01", "2031-01-01"])
def test_the_database_chooses_a_fate_as_it_is_told(filled: Ledger, day: str) -> None:
    on = datetime.date.fromisoformat(day)
    every = promises(filled, (), on)
    for wanted in get_args(Fate):
        chosen = promises(filled, (), on, only=Wanted(fate=wanted))
        assert [u.id for u in chosen] == [u.id for u in every if u.fate == wanted]
    assert len({u.fate for u in every}) > 1
    assert [u.id for u in promises(filled, (), on, only=Wanted(limit=3))] == [u.id for u in every[:3]]


def test_the_samples_tell_what_became_of_their_promises(filled: Ledger) -> None:
    """One promise is repeated a year later, one is reported fulfilled, and two reports of one day make the same."""
    found = promises(filled, (), datetime.date(2026, 1, 1))
    stories = {
        (tuple(event.statement.source.name for event in u.history), tuple(event.step for event in u.history))
        for u in found
        if len(u.history) > 1
    }
    kept = (("az-tr-nakhchivan", "az-tr-ankara", "az-tr-pipeline"), ("made", "repeated", "kept"))
    assert kept in stories
    assert (("az-tr-nakhchivan", "az-tr-ankara"), ("made", "repeated")) in stories
    assert any(set(names) == {"kg-kz-council", "kz-kg-council"} for names, _ in stories)


def test_two_reports_of_one_meeting_in_the_samples_are_one_encounter(filled: Ledger) -> None:
    joined = [e for e in meetings(filled, ["KZ", "KG"]) if len(e.reports) > 1]
    assert joined
    for encounter in joined:
        assert {report.statement.source.name for report in encounter.reports} == {"kz-kg-council", "kg-kz-council"}
