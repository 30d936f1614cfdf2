"""Where places lie: the state of a place by the gazetteers of the reader, its coordinates by GeoNames.

A name is looked for in the tables of every language that has one (`ru/places`, `world/coordinates`): an encounter may
be told in several.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.language.tables import Row, names, table
from servanda.report.wording import party_name

_DASHES = re.compile("\\s*[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]\\s*|\\s+-\\s+")
_STATE = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Place:
    """A city by its name in the text: the state that it lies in, its coordinates in degrees, its GeoNames id."""

    name: str
    state: str
    latitude: float
    longitude: float
    geoname: str


def place(name: str, states: frozenset[str] = frozenset()) -> Place | None:
    """The one city of this name; of several, the one in these states; None when there is none, or more than one."""
    found = _places().get(_key(name), ())
    near = [one for one in found if one.state in states]
    chosen = near or found
    return chosen[0] if len(chosen) == 1 else None


def state_of(name: str) -> str:
    """The state that a place lies in, or is; `""` when that is not known, or several have a place of this name."""
    if _STATE.fullmatch(name):
        return name
    found = _states().get(_key(name), frozenset())
    return next(iter(found)) if len(found) == 1 else ""


def stops(route: str) -> list[str]:
    """The places in the name of a route that are parted by dashes; none when it is no such name."""
    parts = [part.strip(" \N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}")
             for part in _DASHES.split(route)]  # fmt: skip
    if len(parts) == 1 and route.count("-") == 1:
        parts = route.split("-")
    return parts if len(parts) > 1 and all(parts) else []


def alpha3(code: str) -> str:
    """The code of a state in three letters (ISO 3166-1); IGO for a bloc, as event data has it; `""` for a region."""
    return _codes().get(code, "IGO" if code in _blocs() else "")


def is_state(code: str) -> bool:
    """Whether it is the code of a state (ISO 3166-1): blocs of two letters (EU, UN, WB) are none."""
    return code in _codes()


def short_name(code: str) -> str:
    """The English name of a state; a bloc by its abbreviation, any other name as it is."""
    return (party_name(code) or code) if is_state(code) else code


def _key(name: str) -> str:
    letters = unicodedata.normalize("NFD", " ".join(name.casefold().split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _rows(table_name: str) -> Iterator[Row]:
    """The rows of all tables of this name, whatever their language."""
    for name in names():
        if name.partition("/")[2] == table_name:
            yield from table(name)


@functools.cache
def _places() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for row in _rows("coordinates"):
        one = Place(row["name"], row["code"], float(row["latitude"]), float(row["longitude"]), row["geoname"])
        found[_key(one.name)] = (*found.get(_key(one.name), ()), one)
    return found


@functools.cache
def _states() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in _rows("places"):
        if _STATE.fullmatch(row["code"]):
            found[_key(row["name"])] = found.get(_key(row["name"]), frozenset()) | {row["code"]}
    return found


@functools.cache
def _codes() -> dict[str, str]:
    return {row["code"]: row["alpha3"] for row in table("world/alpha3")}


@functools.cache
def _blocs() -> frozenset[str]:
    return table("world/parties").words("code", sort="bloc")
