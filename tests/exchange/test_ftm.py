"""FollowTheMoney: every entity is one by the library's own model, and every reference leads to one."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import pytest

from servanda.exchange.ftm import WITHOUT, write
from servanda.exchange.selection import Selection
from servanda.ledger.store import Ledger
from servanda.model.records import KINDS
from tests.exchange.made import keep

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have pyicu, which only its transliteration needs
    from followthemoney import model

Entity = dict[str, Any]


def out(ledger: Ledger, only: Selection | None = None) -> list[Entity]:
    into = io.BytesIO()
    write(ledger, only or Selection(), into, lambda: None)
    return [json.loads(line) for line in into.getvalue().splitlines()]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["samples", "attacked"])
def test_entities_are_valid_and_joined(request: pytest.FixtureRequest, name: str) -> None:
    entities = out(request.getfixturevalue(name))
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    schemata: dict[str, str] = {entity["id"]: entity["schema"] for entity in entities}
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        for key, values in entity["properties"].items():
            assert len(values) == len(set(values))
            prop = schema.get(key)
            assert prop is not None
            for value in values:
                if prop.type.name == "entity":
                    assert model[schemata[value]].is_a(prop.range)
                else:
                    assert prop.type.clean(value), (entity["schema"], key, value)
    assert {"Article", "Person", "Position", "Occupancy", "PublicBody", "Organization", "Project", "Event"} <= set(
        schemata.values()
    )


def test_people_posts_and_encounters_across_documents(ledger: Ledger) -> None:
    keep(
        ledger,
        """2024-03-01 https://x.example/1
post KZ Касым-Жомарт_Токаев
post UZ Мирзиёев
visit happened 2024-03-01 Астана KZ,Мирзиёев

2024-03-02 https://y.example/1
post KZ Токаев
visit happened 2024-03-01 Астана KZ,Мирзиёев""",
    )
    by_schema: dict[str, list[Entity]] = {}
    for entity in out(ledger):
        by_schema.setdefault(entity["schema"], []).append(entity["properties"])
    assert [(p["name"], p.get("alias")) for p in by_schema["Person"] if p["country"] == ["kz"]] == [
        (["Касым-Жомарт Токаев"], ["Токаев"])
    ]
    (event,) = by_schema["Event"]
    assert (event["name"], event["date"], event["location"]) == (
        ["Visit: Kazakhstan, Uzbekistan"],
        ["2024-03-01"],
        ["Астана"],
    )
    assert len(event["proof"]) == 2
    assert len(event["involved"]) == 3
    assert {tuple(o["date"]) for o in by_schema["Occupancy"]} >= {("2024-03-01",)}
    assert [a["sourceUrl"] for a in by_schema["Article"]] == [["https://x.example/1"], ["https://y.example/1"]]


def test_what_no_schema_holds_is_counted(samples: Ledger) -> None:
    into = io.BytesIO()
    done = write(samples, Selection(), into, lambda: None)
    assert {reason.partition(":")[0] for reason in done.left_out} == set(WITHOUT)
    assert set(WITHOUT) < set(KINDS)
    again = io.BytesIO()
    write(samples, Selection(), again, lambda: None)
    assert again.getvalue() == into.getvalue()
