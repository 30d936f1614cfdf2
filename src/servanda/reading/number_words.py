"""The word tables of numbers: units, currencies, comparators, prepositions, multiples, shares."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal

from servanda.language.tables import table
from servanda.reading import cardinals
from servanda.reading.atoms import Atom, Phrases


@functools.cache
def _units() -> Phrases[str]:
    entries = [(name, row["unit"]) for row in table("ru/units") for name in row.several("names")]
    shared: dict[str, list[tuple[bool, str]]] = {}
    for row in table("ru/currencies"):
        entries.extend((name, row["code"]) for name in row.several("names"))
        for noun in (*row.several("bare"), *row.several("symbols")):
            shared.setdefault(noun, []).append((row["default"] != "yes", row["code"]))
    # a noun that several currencies share: all their codes, the usual one first
    entries.extend((noun, "|".join(code for _, code in sorted(codes))) for noun, codes in shared.items())
    return Phrases(entries)


@functools.cache
def _symbols() -> dict[str, str]:
    signs = {sign: row["code"] for row in table("ru/currencies") for sign in row.several("symbols")}
    codes = {row["code"].lower(): row["code"] for row in table("ru/currencies")}
    return {**codes, **signs}


@functools.cache
def usual(codes: str) -> str:
    """Of several currencies that share a noun the usual one, or `""` when none is."""
    defaults = {row["code"] for row in table("ru/currencies") if row["default"] == "yes"}
    head = codes.split("|")[0]
    return head if "|" not in codes or head in defaults else ""


@functools.cache
def tender(code: str) -> frozenset[str]:
    """The states in which a currency is used."""
    return frozenset(
        part for row in table("ru/currencies") if row["code"] == code for part in row.several("territories")
    )


def unit(row: Sequence[Atom], n: int) -> tuple[int, str] | None:
    """A unit or currency at an atom: the atom after it, and its code."""
    if n >= len(row) or row[n].gap:
        return None
    return _units().at(row, n)


def symbol(row: Sequence[Atom], n: int) -> tuple[int, str] | None:
    """A currency's sign or code before a number (`$`, `US$`, `USD `): index of the number, and the currency."""
    if n + 1 >= len(row):
        return None
    at, code = n + 1, _symbols().get(row[n].norm)
    if row[n].kind == "word" and row[at].kind == "sign" and n + 2 < len(row):
        at, code = n + 2, _symbols().get(row[n].norm + row[n + 1].norm)
    elif row[n].kind == "word" and not row[at].spaced:
        return None
    if code is None or row[at].kind != "number" or row[at].gap or _numbered(row[at]):
        return None
    return at, code


def _numbered(atom: Atom) -> bool:
    """`TOP 09`: a number that begins with naught and goes on counts no money."""
    return len(atom.norm) > 1 and atom.norm[0] == "0" and atom.norm[1].isdigit()


@functools.cache
def _openers() -> frozenset[str]:
    """What an amount may begin with, if not with digits; of a currency's sign (`US$`) the first atom."""
    signs = {sign[:n] for sign in _symbols() for n in range(1, len(sign) + 1)}
    return frozenset(signs).union(cardinals.openers(), _multiples(), _shares().firsts)


def openings(row: Sequence[Atom]) -> list[int]:
    """Indexes of the atoms with which an amount may begin; most words and signs begin none."""
    openers = _openers()
    return [n for n, atom in enumerate(row) if atom.norm in openers or atom.lemma in openers or atom.digits]


@functools.cache
def _comparators(place: str) -> Phrases[str]:
    return Phrases((row["phrase"], row["comparator"]) for row in table("ru/comparators") if row["place"] == place)


def comparator_before(row: Sequence[Atom], n: int) -> tuple[int, str] | None:
    """A comparator that ends right before an atom: where it begins, and what it says."""
    return _comparators("before").before(row, n)


def comparator_after(row: Sequence[Atom], n: int) -> tuple[int, str] | None:
    """A comparator right after a number: the atom after it, and what it says."""
    if n >= len(row) or row[n].gap:
        return None
    return _comparators("after").at(row, n)


@functools.cache
def _roles() -> Phrases[str]:
    return Phrases((row["phrase"], row["role"]) for row in table("ru/amount_words"))


def role(row: Sequence[Atom], n: int) -> tuple[int, str] | None:
    """A preposition (or a word to be passed over) before a number: where it begins, and what it says."""
    return _roles().before(row, n)


@functools.cache
def _multiples() -> dict[str, tuple[str, Decimal]]:
    rows = table("ru/multiples")
    return {word: (row["kind"], Decimal(row["value"])) for row in rows for word in row.several("words")}


def multiple(atom: Atom) -> tuple[str, Decimal] | None:
    """Kind and value of a word that multiplies."""
    return _multiples().get(atom.lemma) or _multiples().get(atom.norm)


@functools.cache
def _shares() -> Phrases[tuple[Decimal, str]]:
    rows = table("ru/shares")
    return Phrases(
        (form, (Decimal(row["percent"]), row["comparator"])) for row in rows for form in row.several("forms")
    )


def share(row: Sequence[Atom], n: int) -> tuple[int, Decimal, str] | None:
    """A fraction in words: the atom after it, percent, comparator."""
    found = _shares().at(row, n)
    return (found[0], *found[1]) if found else None
