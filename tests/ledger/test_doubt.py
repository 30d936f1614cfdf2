"""What speaks against a record, and what is expected of its like."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from servanda.ledger.doubt import Experience, doubts
from servanda.ledger.judgements import Judgement, judge
from servanda.ledger.store import Ledger

TALKS = {
    "type": "talks",
    "participants": ["Токаев", "Джорджа Мелони"],
    "place": "Рим",
    "date": "2025",
    "status": "happened",
}
OFFICE = {"person": "Иван Петров", "position": "мэр", "body": "Рим"}
FIGURE = {"indicator": "exports", "parties": ["KZ"], "value": 5, "unit": "USD", "comparator": "=", "period": "2024",
          "kind": "actual"}  # fmt: skip

AGAINST: list[tuple[str, dict[str, Any], dict[str, Any], list[dict[str, Any]], tuple[str, ...]]] = [
    ("events", TALKS, {}, [], ()),
    ("events", TALKS, {"place": "", "date": ""}, [], ("it has no date", "it has no place")),
    ("events", TALKS, {"participants": []}, [], ("it names no participants",)),
    ("instruments", {"name": "x", "parties": ["KZ"], "date": "2024"}, {}, [], ("it names one of its parties only",)),
    ("projects", {"name": "x", "place": ""}, {}, [], ()),
    ("events", TALKS, {"participants": ["KZ", "IT"]}, [], ("it names states, and nobody who came",)),
    ("events", TALKS, {"type": "other"}, [], ("its type is none of the list",)),
    ("events", TALKS, {}, [TALKS], ("another record of its document has the same type and date",)),
    ("events", TALKS, {}, [{**TALKS, "date": "2024"}], ()),
    ("offices", OFFICE, {}, [], ()),
    ("offices", OFFICE, {"person": "Петров"}, [], ("the person is named by one word",)),
    ("offices", OFFICE, {"body": ""}, [], ("the post is of no body",)),
    ("offices", OFFICE, {"position": "депутат"}, [OFFICE], ("another record of its document has the same person",)),
    ("figures", FIGURE, {}, [], ()),
    ("figures", FIGURE, {"parties": [], "period": ""}, [], ("it has no period", "it names no parties")),
    ("figures", FIGURE, {"indicator": "other"}, [FIGURE], ("its indicator is none of the list",)),
    ("quotations", {}, {}, [{}], ()),
    ("relations", {"parties": ["KZ"], "level": "other"}, {}, [], ("its level is none of the list",)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "changes", "others", "says"), AGAINST)
def test_what_speaks_against_a_record(
    kind: str, fields: dict[str, Any], changes: dict[str, Any], others: list[dict[str, Any]], says: tuple[str, ...]
) -> None:
    given = [(kind, given, 0.5) for given in ({**fields, **changes}, *others)]
    (weight, told), *_ = doubts(given)
    assert told == says
    assert (weight > 0.5) == bool(says)
    assert weight < 1


def test_without_judgements_the_judged_sets_of_the_quality_page_are_what_is_known(filled: Ledger) -> None:
    with filled.database.reading() as connection:
        known = Experience.of(connection)
    assert known.expected("routes", "any") < known.expected("offices", "any") < known.expected("figures", "any")
    assert known.told("figures", "any") == "of figures like it 65% are expected to need a hand"


def test_rejections_and_corrections_speak_against_the_rule_that_made_them(filled: Ledger) -> None:
    with filled.database.reading() as connection:
        before = Experience.of(connection)
        rows = connection.exec_driver_sql("SELECT id, rule FROM records WHERE kind = 'offices' ORDER BY key").all()
    rule = Counter(row.rule for row in rows).most_common(1)[0][0]
    ids = [row.id for row in rows if row.rule == rule][:3]
    for record, verdict in zip(ids, ("reject", "reject", "accept"), strict=True):
        judge(filled, Judgement(reviewer="aigul", verdict=verdict, record=record))  # type: ignore[arg-type]
    with filled.database.reading() as connection:
        after = Experience.of(connection)
    assert (after.judged["offices", rule], after.wrong["offices", rule]) == (3, 2)
    assert before.expected("offices", rule) < after.expected("offices", "another") < after.expected("offices", rule)
    assert after.told("offices", rule).endswith("(of its rule 2 of 3 judged did)")
    assert after.expected("events", "x") == before.expected("events", "x")
