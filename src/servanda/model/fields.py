"""What a person may write into a field of a record: the closed lists, dates and states of the guide, value by value.

Fields are those of the guide without `quote`; a value is what JSON has for it, a list for a tuple.
"""

from __future__ import annotations

import difflib
import functools
import math
import re
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from servanda.errors import DateError, ServandaError
from servanda.model import edtf
from servanda.model.records import RECORD_TYPES, Record
from servanda.model.vocabulary import STATES

_TYPES: dict[str, type[Record]] = {cls.kind_of: cls for cls in RECORD_TYPES}
_UNIT = re.compile(r"[A-Z]{3}|[a-z][a-z0-9_]*")
_PARTY = re.compile(r"[A-Z][A-Z0-9+]{1,9}|[A-Z][a-z'-]{2,}( [A-Za-z'-]{2,})*")
_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_BLOCS = frozenset({"EU", "UN"})  # the two blocs whose abbreviation has the shape of a state's code
_NAMED = frozenset({"place", "body"})  # a state there is written by its code
_NEEDED = frozenset({"name", "person", "position", "action"})  # a record says nothing without it


def names_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind in the order of the guide, `speaker` last where the guide has one."""
    return tuple(_hints(kind))


def is_list(kind: str, name: str) -> bool:
    """Whether the field holds several values."""
    return get_origin(_hints(kind)[name]) is tuple


def choices(kind: str, name: str) -> tuple[str, ...]:
    """The closed list of a field; empty when it has none."""
    hint = _hints(kind)[name]
    return get_args(hint) if get_origin(hint) is Literal else ()


def written(value: object) -> str:
    """A value as a person writes it: lists with semicolons, numbers as Python has them."""
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def parsed(kind: str, name: str, text: str) -> Any:
    """The value that a person wrote for a field of a kind; ServandaError says what is wrong with it, and the remedy.

    The values of a list stand between semicolons, or between commas when there is no semicolon.
    """
    hints = _hints(kind)
    if name not in hints:
        near = difflib.get_close_matches(name, hints, 1)
        raise ServandaError(
            f"{kind} have no field {name!r}",
            remedy=f"did you mean {near[0]}?" if near else f"fields: {', '.join(hints)}",
        )
    text = text.strip()
    value: Any = text
    if get_origin(hints[name]) is tuple:
        parts = text.split(";" if ";" in text else ",")
        value = [part.strip() for part in parts if part.strip()]
    elif _is_number(hints[name]):
        value = _number(text, f"{kind}.{name}")
    check(kind, name, value)
    return value


def corrected(kind: str, before: Mapping[str, Any], changes: Mapping[str, str]) -> dict[str, Any]:
    """All fields of a record, some written anew by a person; ServandaError for a bad one, and when nothing changes."""
    read = {name: parsed(kind, name, text) for name, text in changes.items()}
    after = {name: list(value) if isinstance(value, tuple) else value for name, value in {**before, **read}.items()}
    if after == {name: list(value) if isinstance(value, tuple) else value for name, value in before.items()}:
        raise ServandaError("these fields say so already", remedy="change one of them, or accept the record")
    return {name: after[name] for name in names_of(kind)}


def empty(kind: str) -> dict[str, Any]:
    """The fields of a record of which nothing is said yet; a value is exact until somebody says otherwise."""
    return {name: "=" if name == "comparator" else [] if is_list(kind, name) else "" for name in names_of(kind)}


def filled(kind: str, said: Mapping[str, str]) -> dict[str, Any]:
    """All fields of a new record as a person wrote them, the others empty; ServandaError for a bad or missing one."""
    whole = {**{name: written(value) for name, value in empty(kind).items()}, **said}
    return {name: parsed(kind, name, text) for name, text in whole.items()}


def check(kind: str, name: str, value: object) -> None:
    """ServandaError when the guide does not let a field of a kind have this value (as JSON has it)."""
    if wrong := _wrong(kind, name, value):
        sentence, remedy = wrong
        raise ServandaError(sentence, where=f"{kind}.{name}", remedy=remedy)


def faults(kind: str, record: Mapping[str, Any]) -> list[str]:
    """What the guide has against the fields of a record, one sentence each."""
    found = []
    for name in names_of(kind):
        wrong = _wrong(kind, name, record[name]) if name in record else ("is missing", "")
        if wrong:
            found.append(f"{kind}.{name}: {wrong[0]}")
    return found


@functools.cache
def _hints(kind: str) -> dict[str, Any]:
    """Names and types; ServandaError for a kind that does not exist."""
    if kind not in _TYPES:
        raise ServandaError(f"there is no kind called {kind!r}", remedy=f"kinds: {', '.join(_TYPES)}")
    hints = get_type_hints(_TYPES[kind])
    own = [f.name for f in fields(_TYPES[kind]) if f.name not in {"evidence", "rule", "speaker"}]
    return {name: hints[name] for name in ([*own, "speaker"] if kind in _SPOKEN else own)}


#: The kinds to which the guide gives a speaker.
_SPOKEN = frozenset({"figures", "quotations", "commitments"})


def _is_number(hint: object) -> bool:
    return get_origin(hint) in (types.UnionType, typing.Union)


def _number(text: str, where: str) -> int | float:
    bare = re.sub(r"[\s_]", "", text)
    if not _NUMBER.fullmatch(bare):
        raise ServandaError(
            f"{text!r} is no number" if bare else "it is empty",
            where=where,
            remedy="write it out with a decimal point: 4400000000, 4.4e9, 0.5",
        )
    value = float(bare)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _wrong(kind: str, name: str, value: object) -> tuple[str, str] | None:
    """Sentence and remedy, or nothing."""
    hint = _hints(kind)[name]
    if get_origin(hint) is tuple:
        return _wrong_list(name, value)
    if _is_number(hint):
        fine = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        return None if fine else (f"{value!r} is no number", "write it out: 4400000000")
    if not isinstance(value, str):
        return f"{value!r} is no text", "write words"
    if options := choices(kind, name):
        return _wrong_choice(value, options)
    if name in _TYPES[kind].dates:
        return _wrong_date(value)
    return _wrong_text(kind, name, value)


def _wrong_choice(value: str, options: Sequence[str]) -> tuple[str, str] | None:
    if value in options:
        return None
    near = difflib.get_close_matches(value, options, 1)
    remedy = f"did you mean {near[0]}?" if near else f"one of: {', '.join(options)}"
    return f"{value!r} is not in the list of the guide" if value else "it is empty", remedy


def _wrong_date(value: str) -> tuple[str, str] | None:
    try:
        edtf.check(value)
    except DateError as error:
        return error.sentence, error.remedy or "write YYYY, YYYY-MM, YYYY-MM-DD, or two of them with / between"
    return None


def _wrong_text(kind: str, name: str, value: str) -> tuple[str, str] | None:
    if value != value.strip():
        return f"{value!r} has blanks around it", "leave them out"
    if not value:
        needed = name in _NEEDED or (kind == "quotations" and name == "speaker")
        return (
            ("it is empty, and the record says nothing without it", "write it, or reject the record")
            if needed
            else None
        )
    if name == "unit" and not _UNIT.fullmatch(value):
        return f"{value!r} is no unit", "write a currency's code (USD), percent, times, tonne, count or the like"
    return _wrong_code(value) if name in _NAMED else None


def _wrong_list(name: str, value: object) -> tuple[str, str] | None:
    if not isinstance(value, (list, tuple)):
        return f"{value!r} is no list", "write the values with semicolons between"
    if len(set(map(str, value))) != len(value):
        return f"{written(value)!r} names somebody twice", "name everybody once"
    for party in value:
        if not isinstance(party, str) or not party.strip() or party != party.strip():
            return f"{party!r} is no name", "write a state's code or a name"
        if wrong := _wrong_code(party):
            return wrong
        if name == "parties" and not _PARTY.fullmatch(party):
            return (
                f"{party!r} is no state, bloc or region",
                "write its code: KZ, EAEU, Central Asia",
            )
    return None


def _wrong_code(name: str) -> tuple[str, str] | None:
    if _TWO_LETTERS.fullmatch(name) and name not in STATES | _BLOCS:
        near = difflib.get_close_matches(name.upper(), sorted(STATES), 3, 0.5)
        return f"{name!r} is no state's code", f"write that of ISO 3166: {', '.join(near) or 'KZ, IT, …'}"
    return None
