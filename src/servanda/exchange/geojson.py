"""GeoJSON (RFC 7946): encounters and projects at their places, routes through the places of their names.

A place of which no coordinates are known is written without a geometry, and counted: nothing is guessed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from servanda.exchange import joined
from servanda.exchange.places import Place, is_state, place, stops
from servanda.exchange.safe import plain_json, web_address, xml
from servanda.exchange.selection import Kept, Selection, Told, Written, kept
from servanda.ledger.store import Ledger

_HALF = 180  # degrees: a longer leg crosses the antimeridian
_NO_POINT = "a state is no point"


def write(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the collection, feature by feature; `tick` is called for every document."""
    done = Written()
    into.write(b'{"type": "FeatureCollection", "attribution": "Coordinates: GeoNames, CC BY 4.0", "features": [')
    first = True
    for feature in _features(ledger, only, done, tick):
        into.write((b"\n" if first else b",\n") + plain_json(feature))
        first = False
        done.add("feature" if feature["geometry"] else "unlocated feature")
    into.write(b"\n]}\n")
    return done


def _features(ledger: Ledger, only: Selection, done: Written, tick: Callable[[], None]) -> Iterator[dict[str, Any]]:
    for met in joined.encounters(ledger, only):
        places = met.encounter.values("place")
        if places:
            yield _encounter(met, places)
        else:
            done.leave("encounter without a place")
    for document in kept(ledger, only):
        tick()
        for told in document.records:
            if told.record.kind_of == "routes":
                yield _route(document, told)
            elif told.record.kind_of == "projects":
                if told.record.main_fields()["place"]:
                    yield _project(document, told)
                else:
                    done.leave("project without a place")


def _encounter(met: joined.Met, places: list[str]) -> dict[str, Any]:
    encounter = met.encounter
    at, why = _located(places, frozenset(encounter.states))
    return _feature(f"encounter-{encounter.id}", _point(at), {
        "kind": "encounter", "type": encounter.values("type"), "date": encounter.date, "place": places,
        "status": encounter.values("status"), "states": list(encounter.states),
        "participants": encounter.values("participants"), "quotes": [s.exact for s in met.told],
        "documents": [s.source.id for s in met.told], "urls": [web_address(s.source.url) for s in met.told],
        "geonames": at.geoname if at else "", "unlocated": why,
    })  # fmt: skip


def _project(document: Kept, told: Told) -> dict[str, Any]:
    fields = told.record.main_fields()
    at, why = _located([fields["place"]], frozenset(fields["parties"]))
    own = {"kind": "project", **fields, "place": [fields["place"]], **_origin(document, told)}
    return _feature(f"project-{told.id}", _point(at), {**own, "geonames": at.geoname if at else "", "unlocated": why})


def _route(document: Kept, told: Told) -> dict[str, Any]:
    """A line drawn straight from each place of the name to the next; none when one of them is not known."""
    name = told.record.main_fields()["name"]
    named = stops(name)
    found = [place(stop) for stop in named]
    points = [[at.longitude, at.latitude] for at in found if at]
    geometry: dict[str, Any] | None = None
    why = "a route whose name tells no places"
    if named and len(points) == len(named):
        near = all(abs(a[0] - b[0]) <= _HALF for a, b in itertools.pairwise(points))
        geometry, why = {"type": "LineString" if near else "MultiPoint", "coordinates": points}, ""
    elif named:
        missing = ", ".join(stop for stop, at in zip(named, found, strict=True) if not at)
        why = f"no coordinates are known of {missing}"
    own = {"kind": "route", "name": name, "stops": named, **_origin(document, told)}
    return _feature(f"route-{told.id}", geometry, {**own, "unlocated": why})


def _located(names: list[str], states: frozenset[str]) -> tuple[Place | None, str]:
    """Where the first place is of which that is known; else why it is not."""
    found = next(filter(None, (place(name, states) for name in names)), None)
    if found:
        return found, ""
    return None, _NO_POINT if all(map(is_state, names)) else f"no coordinates are known of {', '.join(names)}"


def _point(at: Place | None) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": [at.longitude, at.latitude]} if at else None


def _origin(document: Kept, told: Told) -> dict[str, Any]:
    d = document.document
    return {"quotes": [told.record.evidence.exact], "documents": [d.id], "urls": [web_address(d.url)]}


def _feature(name: str, geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": name,
        "geometry": geometry,
        "properties": {key: _clean(value) for key, value in properties.items() if value not in ("", [], [""])},
    }


def _clean(value: Any) -> Any:
    return [xml(part) for part in value] if isinstance(value, list) else xml(value)
