"""Cardinal numbers in digits and words, to exact decimals.

`1 млн 200 тыс` is one number, `5–7 млрд` and `от 3 до 5 млн` are one with two ends. All words stand in the tables
`numbers`, `endings` and `amount_words`.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from servanda.language.tables import table
from servanda.reading.atoms import ABBREVIATION, DASHES, Atom, atoms_of, parts, point_group

if TYPE_CHECKING:
    from spacy.tokens import Doc

WITH_HALF = Decimal("0.5")
THOUSAND = 1000
SCALES = 3  # multipliers in a row that make one number


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number at the atoms [i, j): `high` where it has two ends; `spelled`: in words; `scaled`: with a multiplier.

    `ending` is what letters joined to the digits make of it (`ordinal`, `compound`, `percent`, `times`, or `""`).
    """

    i: int
    j: int
    value: Decimal
    high: Decimal | None = None
    spelled: bool = False
    scaled: bool = False
    ending: str = ""


_DASHES = frozenset(DASHES)


@functools.cache
def _words() -> dict[str, tuple[str, Decimal]]:
    return {form: (row["role"], Decimal(row["value"])) for row in table("ru/numbers") for form in row.several("forms")}


@functools.cache
def _endings() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in table("ru/endings"):
        for ending in row.several("endings"):
            found.setdefault(ending, []).append((row["kind"], frozenset(row.several("after"))))
    return {ending: tuple(rows) for ending, rows in found.items()}


@functools.cache
def _half() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row["phrase"].split()) for row in table("ru/halves"))


def number_row(doc: Doc, more: frozenset[str] = frozenset()) -> list[Atom]:
    """The atoms of a text; words such as `пять-шесть` (and those of `more` joined so) are cut into their parts."""
    atoms = atoms_of(doc)
    words = _words().keys()
    row: list[Atom] = []
    done = 0
    for n in _hyphened(doc):
        cut = parts(atoms[n])
        if len(cut) > 1 and all(part.norm in words or part.norm in more for part in cut if part.kind == "word"):
            row += atoms[done:n]
            row += cut
            done = n + 1
    return row + atoms[done:]


@functools.lru_cache(maxsize=1)
def _hyphened(doc: Doc) -> list[int]:
    """Numbers of the atoms that are words with a hyphen or dash in them."""
    return [
        n
        for n, atom in enumerate(atoms_of(doc))
        if not atom.norm.isalpha() and not _DASHES.isdisjoint(atom.norm) and atom.kind == "word"
    ]


def ending(atom: Atom) -> str:
    """What letters joined to digits make of the number: `ordinal`, `compound`, `percent`, `times`, `""` for none."""
    if not atom.suffix:
        return ""
    if not atom.hyphen and (atom.suffix in _words() or atom.suffix not in _endings()):
        return ""
    for kind, after in _endings().get(atom.suffix, ()):
        if not after or (atom.norm[-1] in after and atom.norm[-2:-1] != "1"):
            return "" if kind == "cardinal" else kind
    return "compound"


def cardinal(row: Sequence[Atom], n: int) -> Cardinal | None:
    """The number that begins at the atom n, with both its ends; None when none does."""
    low = _number(row, n)
    if low is None or low.ending in ("ordinal", "compound"):
        return low
    high = _second(row, low)
    if high is None:
        return low
    factor = _lent_factor(low, high)
    value = low.value * factor
    if value >= high.value or (low.scaled and not high.scaled):
        return low
    return Cardinal(
        n, high.j, value, high.value, low.spelled and high.spelled, low.scaled or high.scaled, high.ending or low.ending
    )


def _second(row: Sequence[Atom], low: Cardinal) -> Cardinal | None:
    """The number after a dash."""
    at = low.j
    if at + 1 >= len(row) or row[at].norm not in DASHES or row[at].gap:
        return None
    if row[at].spaced != row[at + 1].spaced:
        return None
    return _number(row, at + 1)


def _lent_factor(low: Cardinal, high: Cardinal) -> Decimal:
    """In `5–7 млрд` the multiplier of the second number is the first one's, too."""
    if low.scaled or not high.scaled:
        return Decimal(1)
    return _scale_of(high.value)


def _scale_of(value: Decimal) -> Decimal:
    for scale in (Decimal(10**12), Decimal(10**9), Decimal(10**6), Decimal(THOUSAND), Decimal(100), Decimal(10)):
        if value >= scale:
            return scale
    return Decimal(1)


def _number(row: Sequence[Atom], n: int) -> Cardinal | None:
    """One number: groups with falling multipliers, then what is left."""
    if n >= len(row) or (row[n].kind != "number" and row[n].norm not in openers()):
        return None
    total, at, last, kind = Decimal(0), n, Decimal(10**18), ""
    spelled = True
    while at < len(row) and not (at > n and row[at].gap):
        small = _small(row, at)
        if small is None and at == n and _lone_scale(row, at):
            small = Decimal(1), at, True, ""
        if small is None:
            break
        value, after, in_words, found = small
        scale = None if found else _scale(row, after)
        if scale is None or scale[0] >= last:
            if at == n:
                kind = found
            elif found or scale is not None or not _remainder(value, last, row, at):
                break
            total, at, spelled = total + value, after, spelled and in_words
            break
        last, at = scale
        total, spelled = total + value * last, spelled and in_words
    if at == n:
        return None
    return Cardinal(n, at, total, spelled=spelled, scaled=last < 10**18, ending=kind)


def _remainder(value: Decimal, last: Decimal, row: Sequence[Atom], at: int) -> bool:
    """`4 тысячи 500`, `тысяча двести`: what follows a multiplier and is smaller belongs to the number."""
    if last < THOUSAND or value >= last or value != value.to_integral_value():
        return False
    return row[at - 1].norm != "," and (row[at].kind == "word" or value >= 100)


def _small(row: Sequence[Atom], n: int) -> tuple[Decimal, int, bool, str] | None:
    """A number without multiplier: value, the atom after it, whether in words, what its ending makes of it."""
    atom = row[n]
    if atom.kind == "number" and atom.value is not None:
        kind = ending(atom)
        after = n + 1
        if not atom.hyphen and (kind or atom.suffix in _endings()):
            after = min(after + 1, len(row))
        value = atom.value
        if not kind and point_group(atom.norm) and _scale(row, after) is None:
            value = Decimal(atom.norm.replace(".", ""))
        return *_halved(row, value, after), False, kind
    if atom.kind != "word":
        return None
    return _spelled(row, n)


def _spelled(row: Sequence[Atom], n: int) -> tuple[Decimal, int, bool, str] | None:
    words, order = _words(), ["hundred", "ten", "teen", "unit"]
    total, at, least = Decimal(0), n, -1
    while at < len(row) and not (at > n and row[at].gap):
        role, value = words.get(row[at].norm, ("", Decimal(0)))
        if role in ("half", "whole") and at == n:
            return value, at + 1, True, ""
        if role not in order or order.index(role) <= least or (role == "unit" and least == 2):
            break
        total, at, least = total + value, at + 1, 3 if role == "teen" else order.index(role)
    if at == n:
        return None
    return *_halved(row, total, at), True, ""


def _halved(row: Sequence[Atom], value: Decimal, at: int) -> tuple[Decimal, int]:
    """`два с половиной`."""
    for phrase in _half():
        norms = tuple(atom.norm for atom in row[at : at + len(phrase)])
        if norms == phrase:
            return value + WITH_HALF, at + len(phrase)
    return value, at


def _scale(row: Sequence[Atom], at: int, most: int = SCALES) -> tuple[Decimal, int] | None:
    """A multiplier at an atom, its full stop with it; of several in a row their product, `most` at once."""
    if at >= len(row) or row[at].gap or row[at].kind != "word":
        return None
    role, value = _words().get(row[at].norm, ("", Decimal(0)))
    if role != "scale":
        return None
    after = at + 1
    if after + 1 < len(row) and row[after].norm == "." and len(row[at].norm) < ABBREVIATION and not row[after].spaced:
        after += not row[after + 1].gap
    above = _scale(row, after, most - 1) if most > 1 and row[after - 1].norm != "." else None
    if above is not None and above[0] > value:
        return value * above[0], above[1]
    return value, after


@functools.cache
def openers() -> frozenset[str]:
    """The words with which a number may begin."""
    singular, after_word, _ = _lone_scales()
    return singular | after_word | _words().keys()


def _lone_scale(row: Sequence[Atom], at: int) -> bool:
    """`тысяча`, `миллиарда` without a number before; abbreviations and plurals («тысячи туристов») are none."""
    singular, after_word, before = _lone_scales()
    word = row[at].norm
    if word not in singular and word not in after_word:
        return False
    return word in singular or (at > 0 and row[at - 1].norm in before)


@functools.cache
def _lone_scales() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = table("ru/lone_scales")
    return words.words("forms"), words.words("after_comparator"), words.words("words_before")
