"""GeoJSON by RFC 7946: points, lines, and features without a geometry where nothing is known."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from servanda.exchange.geojson import write
from servanda.exchange.selection import Selection, Written
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Project, Reading, Route
from tests.exchange.made import keep

Feature = dict[str, Any]
POINTS = {"Point": 0, "MultiPoint": 1, "LineString": 1}


def out(ledger: Ledger) -> tuple[list[Feature], Written]:
    into = io.BytesIO()
    done = write(ledger, Selection(), into, lambda: None)
    whole = json.loads(into.getvalue())
    assert whole["type"] == "FeatureCollection"
    assert "GeoNames" in whole["attribution"]
    again = io.BytesIO()
    write(ledger, Selection(), again, lambda: None)
    assert again.getvalue() == into.getvalue()
    return whole["features"], done


@pytest.mark.parametrize("name", ["samples", "attacked"])
def test_every_feature_is_one_by_the_rfc(request: pytest.FixtureRequest, name: str) -> None:
    features, done = out(request.getfixturevalue(name))
    assert len(features) == sum(done.counts.values()) > 10
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is None:
            assert feature["properties"]["unlocated"]
            continue
        points = feature["geometry"]["coordinates"]
        for longitude, latitude in [points] if POINTS[feature["geometry"]["type"]] == 0 else points:
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
        assert "unlocated" not in feature["properties"]


def test_places_are_found_told_or_left_empty(ledger: Ledger) -> None:
    keep(
        ledger,
        """2024-03-01 https://x.example/1
visit happened 2024-03-01 Астана KZ,UZ
visit happened 2024-03-10 KZ KZ,UZ
visit happened 2024-03-20 Лувр FR,UZ
visit happened 2024-03-30 - KZ,UZ""",
    )
    features, done = out(ledger)
    told = {tuple(f["properties"]["place"]): (f["geometry"], f["properties"].get("unlocated")) for f in features}
    assert told == {
        ("Астана",): ({"type": "Point", "coordinates": [71.44598, 51.1801]}, None),
        ("KZ",): (None, "a state is no point"),
        ("Лувр",): (None, "no coordinates are known of Лувр"),
    }
    assert done.left_out == {"encounter without a place": 1}


ROUTES = [
    ("Баку – Тбилиси – Карс", "LineString", 3, None),
    ("Токио – Вашингтон", "MultiPoint", 2, None),
    ("Астана – Нигде", None, 0, "no coordinates are known of Нигде"),
    ("Средний коридор", None, 0, "a route whose name tells no places"),
]


@pytest.mark.parametrize(("name", "sort", "points", "why"), ROUTES)
def test_a_route_is_drawn_when_all_its_places_are_known(
    ledger: Ledger, name: str, sort: str | None, points: int, why: str | None
) -> None:
    document = Document(f"Маршрут {name}.", url="https://x.example/1")
    evidence = document.evidence(8, 8 + len(name))
    shared: dict[str, Any] = {"evidence": evidence, "rule": "made", "parties": ("KZ",), "sector": "trade"}
    project = Project(**shared, name="порт", place="Актау", stage="planned")
    routes = (Route(evidence=evidence, rule="made", name=name),)
    ledger.add(Reading(document=document, reader="1", routes=routes, projects=(project,)), ledger.begin("a reader"))
    port, route = out(ledger)[0]
    assert port["geometry"] == {"type": "Point", "coordinates": [51.17392, 43.66105]}
    assert (port["properties"]["urls"], port["properties"]["stage"]) == (["https://x.example/1"], "planned")
    geometry = route["geometry"] or {"type": None, "coordinates": []}
    assert (geometry["type"], len(geometry["coordinates"])) == (sort, points)
    assert route["properties"].get("unlocated") == why
