"""Where places lie: never guessed, told when it is not known."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest

from servanda.exchange import places
from servanda.exchange.places import alpha3, is_state, place, short_name, state_of, stops
from servanda.language import tables
from servanda.language.tables import table

PLACES = [
    # name, states that are asked about, state and GeoNames id found
    ("Астана", "", "KZ 1526273"),
    ("астана ", "", "KZ 1526273"),
    ("Рим", "", "IT 3169070"),
    ("Пекин", "CN", "CN 1816670"),
    ("Калининград", "", "RU 554234"),
    ("Жамбылская область", "", ""),
    ("Лувр", "FR", ""),
    ("KZ", "KZ", ""),
    ("", "", ""),
]
STOPS = [
    ("Баку – Тбилиси – Карс", ["Баку", "Тбилиси", "Карс"]),
    ("Будапешт—Белград", ["Будапешт", "Белград"]),
    ("Астана-Уральск", ["Астана", "Уральск"]),
    ("«Север – Юг»", ["Север", "Юг"]),
    ("Транскаспийский маршрут", []),
    ("Усть-Каменогорск – Барнаул", ["Усть-Каменогорск", "Барнаул"]),
    ("– Карс", []),
    ("", []),
]


@pytest.mark.parametrize(("name", "states", "found"), PLACES)
def test_a_place(name: str, states: str, found: str) -> None:
    one = place(name, frozenset(states.split()))
    assert (f"{one.state} {one.geoname}" if one else "") == found


@pytest.mark.parametrize(("route", "named"), STOPS)
def test_the_stops_in_the_name_of_a_route(route: str, named: list[str]) -> None:
    assert stops(route) == named


def test_coordinates_are_degrees_and_lie_apart() -> None:
    rows = list(table("world/coordinates"))
    for row in rows:
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
    astana, almaty = place("Астана"), place("Алматы")
    assert astana
    assert almaty
    kilometres = 111.2 * math.hypot(
        astana.latitude - almaty.latitude, (astana.longitude - almaty.longitude) * math.cos(math.radians(47))
    )
    assert 950 < kilometres < 1000


def test_codes() -> None:
    assert [alpha3(code) for code in ("KZ", "EU", "UN", "Central Asia", "XX")] == ["KAZ", "IGO", "IGO", "", ""]
    assert [is_state(code) for code in ("KZ", "EU", "UN", "WB", "kz")] == [True, False, False, False, False]
    assert [short_name(code) for code in ("KZ", "BRICS", "Астана")] == ["Kazakhstan", "BRICS", "Астана"]
    assert [state_of(name) for name in ("Астана", "Акорда", "KZ", "Жамбылская область", "Нигде")] == [
        "KZ", "KZ", "KZ", "KZ", "",
    ]  # fmt: skip


def test_the_tables_of_every_language_are_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = tmp_path / "lexicon"
    shutil.copytree(str(tables._root()), lexicon)
    (lexicon / "kk").mkdir()
    rows = (lexicon / "ru" / "places.tsv").read_text(encoding="utf-8").splitlines()
    header = [line for line in rows if line.startswith(("#", "name\t"))]
    row = next(line for line in rows if line.startswith("Астана\t"))
    text = "\n".join([*header, row.replace("Астана", "Елорда")]) + "\n"
    columns = next(line for line in header if line.startswith("# columns:"))
    text = text.replace(columns, "# columns: name; code? = world/parties.code; sort; guard?; forms; example")
    (lexicon / "kk" / "places.tsv").write_text(text, encoding="utf-8")
    caches = (tables.table, tables.names, tables._parsed, places._states, places._places)
    monkeypatch.setattr(tables, "_root", lambda: lexicon)
    for cached in caches:
        cached.cache_clear()
    try:
        assert [state_of(name) for name in ("Елорда", "Астана", "Рим")] == ["KZ", "KZ", "IT"]
    finally:
        monkeypatch.undo()
        for cached in caches:
            cached.cache_clear()
    assert state_of("Елорда") == ""
