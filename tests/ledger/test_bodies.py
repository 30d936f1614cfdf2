"""Bodies across documents, with their sessions, on both databases and as lines."""

from __future__ import annotations

import datetime

import pytest

from servanda.language.stems import stems
from servanda.ledger.bodies import Body, bodies, put_together
from servanda.ledger.encounters import Encounter, Report
from servanda.ledger.joining import Verdicts
from servanda.ledger.judgements import Judgement, judge, undo
from servanda.ledger.statements import Source, Statement
from servanda.ledger.store import Ledger

DAY = datetime.date(2025, 12, 31)


def test_one_body_is_told_of_by_two_documents(filled: Ledger) -> None:
    found = bodies(filled, ["KZ", "KG"])
    council = next(body for body in found if len(body.names) > 1)
    assert {statement.source.name for statement in council.statements} == {"kz-kg-council", "kg-kz-council"}
    last = council.last_session(DAY)
    assert last is not None
    assert (last.date, last.place, last.why) == ("2025-08-22", "Бишкек", "its words name the body")
    assert council.last_session(datetime.date(2025, 1, 1)) is None


def test_nothing_of_a_later_day_is_seen(filled: Ledger) -> None:
    assert bodies(filled, ["KZ", "KG"], as_of="2025-08-21") == []
    assert len(bodies(filled)) > len(bodies(filled, ["KZ"])) > 0


def body(line: str, number: int = 0) -> Statement:
    """`2025-01-02 KZ,UZ active: name`."""
    head, _, name = line.partition(": ")
    published, parties, stage = head.split()
    fields = {"name": name, "parties": parties.split(","), "stage": stage}
    source = Source(f"d{published}", f"text of {published}", "", "", published, "")
    return Statement(f"b{number}", "mechanisms", fields, name, "", 100, 100 + len(name), "", "test", source)


def session(line: str, at: int, number: int = 0) -> Encounter:
    """`2025-01-02 KZ,UZ 2025-03 planned: words`, standing at a place of the text; `-` where no date is told."""
    head, _, words = line.partition(": ")
    published, parties, date, status = head.split()
    states = parties.split(",")
    fields = {"type": "session", "participants": states, "date": date.replace("-", "", date == "-"), "place": "",
              "status": status}  # fmt: skip
    source = Source(f"d{published}", f"text of {published}", "", "", published, "")
    statement = Statement(f"e{number}", "events", fields, words, "", at, at + len(words), "", "test", source)
    return Encounter((Report(statement),), tuple(states))


def told(bodies_told: str, sessions: str = "", at: int = 100, verdicts: Verdicts | None = None) -> list[Body]:
    made = [body(line, n) for n, line in enumerate(bodies_told.strip().splitlines())]
    held = [session(line, at, n) for n, line in enumerate(sessions.strip().splitlines())]
    return put_together(made, held, (), stems, verdicts)


def test_bodies_of_other_states_are_never_one() -> None:
    found = told("2025-01-02 KZ,UZ active: Деловой совет\n2025-01-03 KZ,IR active: Деловой совет")
    assert [one.parties for one in found] == [("KZ", "IR"), ("KZ", "UZ")]


def test_the_order_of_the_parties_does_not_matter() -> None:
    (one,) = told(
        "2025-01-02 KZ,UZ proposed: Деловой совет\n2025-05-03 UZ,KZ created: казахстанско-узбекский Деловой совет"
    )
    assert (one.stage, one.proposed, one.founded) == ("created", "2025-01-02", "2025-05-03")
    assert len(one.statements) == 2


SESSIONS = """
2025-01-02 KZ,UZ 2025-01-01 happened: заседание Делового совета
2025-01-02 KZ,UZ 2026-03 planned: следующее заседание Делового совета
2025-01-02 KZ,UZ 2025-03 planned: внеочередное заседание Делового совета
2025-01-02 KZ,IR 2025-02 happened: заседание Делового совета
"""


def test_sessions_are_those_of_the_body_that_their_words_name() -> None:
    (one,) = told("2025-01-02 KZ,UZ active: Деловой совет", SESSIONS)
    last, following = one.last_session(DAY), one.next_session(DAY)
    assert [s.date for s in one.sessions] == ["2025-01-01", "2026-03", "2025-03"]
    assert (last and last.date, following and following.date) == ("2025-01-01", "2026-03")


@pytest.mark.parametrize(("at", "found"), [(150, 1), (900, 0)])
def test_a_session_without_a_name_is_of_the_body_beside_it(at: int, found: int) -> None:
    (one,) = told("2025-01-02 KZ,UZ active: Деловой совет", "2025-01-02 KZ,UZ - happened: очередная встреча прошла", at)
    assert len(one.sessions) == found


def test_a_session_that_may_be_of_two_bodies_is_of_none() -> None:
    found = told(
        "2025-01-02 KZ,UZ active: Рабочая группа по воде\n2025-01-02 KZ,UZ active: Рабочая группа по тарифам",
        "2025-01-02 KZ,UZ 2025-01-01 happened: заседание рабочей группы",
    )
    assert [one.sessions for one in found] == [(), ()]


def test_posts_that_name_the_body_are_told_with_it() -> None:
    made = body("2025-01-02 KZ,UZ active: Межправительственная комиссия")
    fields = {"person": "Серик Жумангарин", "position": "сопредседатель комиссии", "body": "KZ"}
    office = Statement("o1", "offices", fields, "сопредседатель комиссии", "", 10, 20, "", "test", made.source)
    other = Statement("o2", "offices", {**fields, "body": "RU"}, "x", "", 30, 40, "", "test", made.source)
    (one,) = put_together([made], [], [office, other], stems)
    assert [(seat.person, seat.position) for seat in one.seats] == [("Серик Жумангарин", "сопредседатель комиссии")]


TWO = """
2025-01-02 KZ,UZ active: Деловой совет
2025-01-03 KZ,UZ active: Делового совета
2025-01-04 KZ,UZ active: Совет глав регионов
"""


def test_what_people_judged_goes_before_the_rules() -> None:
    assert [len(one.statements) for one in told(TWO)] == [1, 2]
    different = told(TWO, verdicts=Verdicts(different=frozenset({("b0", "b1")})))
    assert [len(one.statements) for one in different] == [1, 1, 1]
    united = told(TWO, verdicts=Verdicts(same=frozenset({("b0", "b2")})))
    assert [len(one.statements) for one in united] == [3]
    assert any(why.endswith("was judged to be the same") for why in united[0].why)


def test_a_judgement_stands_until_it_is_undone(filled: Ledger) -> None:
    def council() -> list[Body]:
        return [body for body in bodies(filled, ["KZ", "KG"]) if "межгосударственный" in body.name]

    (before,) = council()
    one, other = (statement.id for statement in before.statements)
    key = judge(filled, Judgement(verdict="different", record=one, other=other, reviewer="test"))
    assert len(council()) == 2
    undo(filled, key)
    assert [body.names for body in council()] == [before.names]
