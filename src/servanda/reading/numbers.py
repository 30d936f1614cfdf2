"""Amounts: every number of a text with its unit, how it is meant, and whether it counts anything at all.

Words stand in the tables `units`, `currencies`, `comparators`, `amount_words`, `multiples`, `shares`; what makes a
number no figure (a date, an ordinal, the number of a law) is a list of named conditions in `number_conditions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from servanda.model.vocabulary import Comparator
from servanda.reading import number_conditions, number_words
from servanda.reading.atoms import DASHES, Atom
from servanda.reading.cardinals import Cardinal, cardinal, number_row
from servanda.reading.once import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COMPARATORS: frozenset[str] = frozenset(get_args(Comparator))
REACH = 4  # words that may stand between a number and what it counts
CARRY = 160  # code points over which a currency is carried to a number without unit


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with unit and comparator at the code points [start, end); `core_start`: where the number begins.

    `unit` is ISO 4217, `percent`, `times`, a unit's English name, `count`, or `""`; `units` are all currencies that
    share a noun (`рубль`: RUB, BYN), of which `unit` is the usual one or, where none is, `""`. `noun` is the index of
    the token that is counted, -1 for none. `role` is what the preposition makes of it: `to` (a level), `by` (a
    difference), `from`, `range` («от»), `in`, `at`, `sum`, `under`, `of`, `toward`, `for`, `each`. `sign` is `+` or
    `-` as written. `reason` names the condition by which it is no figure, `""`: it is one. `how`: `number`, `multiple`
    («вдвое»), `doubling` («удвоить»), `share` («треть»).
    """

    start: int
    end: int
    core_start: int
    first: int
    last: int
    value: int | float
    high: int | float | None = None
    unit: str = ""
    units: tuple[str, ...] = ()
    comparator: Comparator = "="
    noun: int = -1
    role: str = ""
    sign: str = ""
    how: str = "number"
    spelled: bool = False
    scaled: bool = False
    reason: str = ""


def plain(value: Decimal) -> int | float:
    """An int where the value is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


def find_amounts(doc: Doc) -> list[Amount]:
    """Every number that counts or measures something, in the order of the text."""
    return [amount for amount in find_numbers(doc) if not amount.reason]


def find_numbers(doc: Doc) -> list[Amount]:
    """Every number, with the reason why where it is no figure."""
    row = number_row(doc)
    amounts: list[Amount] = []
    done = 0
    for n in number_words.openings(row):
        found = (_multiple(row, n) or _share(row, n) or _amount(doc, row, n)) if n >= done else None
        if found is not None:
            amounts.append(found[0])
            done = max(found[1], n + 1)
    return _with_carried_units(doc, _with_ranges(amounts))


# -- one amount ---------------------------------------------------------------------------------------------------


def _amount(doc: Doc, row: Sequence[Atom], n: int) -> tuple[Amount, int] | None:
    """A number with what stands before and after it, and the index of the atom after it."""
    symbol = number_words.symbol(row, n)
    at = symbol[0] if symbol else n
    number = cardinal(row, at)
    if number is None:
        if row[n].kind in ("date", "clock", "fraction"):
            return _rejected(row, n, row[n].kind), n + 1
        return None
    after, comparator = _comparator_after(row, number.j)
    unit, after, noun = _unit(doc, row, number, after, symbol[1] if symbol else "")
    if not comparator:
        after, comparator = _comparator_after(row, after)
    begin, role, before = _before(row, n)
    sign, begin = _sign(row, n, begin, unit)
    value, high = plain(number.value), plain(number.high) if number.high is not None else None
    candidate = number_conditions.Candidate(doc, row, number, after, unit, noun, begin, spelled=number.spelled)
    amount = Amount(
        start=row[begin].start, end=_end(row, after - 1), core_start=row[n].start,
        first=row[n].first, last=row[after - 1].last, value=value, high=high,
        unit=number_words.usual(unit), units=tuple(unit.split("|")) if "|" in unit else (),
        comparator=before or comparator or "=", noun=noun, role=role, sign=sign,
        spelled=number.spelled, scaled=number.scaled, reason=number_conditions.reason(candidate),
    )  # fmt: skip
    return amount, after


def _end(row: Sequence[Atom], n: int) -> int:
    """Where an amount ends: a joined ending belongs to it, a full stop does not."""
    atom = row[n] if row[n].norm != "." else row[n - 1]
    return atom.end + (len(atom.suffix) + 1 if atom.suffix and atom.hyphen else 0)


def _rejected(row: Sequence[Atom], n: int, reason: str) -> Amount:
    atom = row[n]
    return Amount(atom.start, atom.end, atom.start, atom.first, atom.last, 0, reason=reason)


def _unit(doc: Doc, row: Sequence[Atom], number: Cardinal, after: int, symbol: str) -> tuple[str, int, int]:
    """Unit, the atom after it, and the token that is counted."""
    if number.ending in ("percent", "times"):
        return number.ending, after, -1
    if symbol:
        return symbol, after, -1
    named = number_words.unit(row, after)
    if named is not None:
        return named[1], named[0], -1
    if number.ending:
        return "", after, -1
    noun = _counted(doc, row, after, dot=row[after - 1].norm == ".")
    return ("count" if noun >= 0 else ""), after, noun


def _counted(doc: Doc, row: Sequence[Atom], after: int, *, dot: bool) -> int:
    """The token that a bare number counts: the first noun after it, over adjectives and participles."""
    for n in range(after, min(after + REACH + 2, len(row))):
        atom = row[n]
        token = doc[atom.first]
        if atom.gap or (dot and n == after and atom.upper):
            return -1
        if token.pos_ in ("NOUN", "PROPN") and atom.kind == "word":
            return atom.first if n == after or token.pos_ == "NOUN" or atom.norm.isalpha() else -1
        if token.pos_ == "ADP" and n > after:
            return _past_a_group(doc, row, n + 1)
        joined = atom.norm in (",", "\u00ab", '"') or token.pos_ == "CCONJ"
        adjective = token.pos_ in ("ADJ", "DET", "ADV") or _full_participle(token)
        if not adjective and not (joined and n > after):
            return -1
    return -1


def _past_a_group(doc: Doc, row: Sequence[Atom], n: int) -> int:
    """`1000 совместных с Кореей предприятий`: the noun after a name between it and its adjective, else -1."""
    named = False
    for atom in row[n : n + REACH]:
        token = doc[atom.first]
        if atom.gap or atom.kind != "word" or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return -1
        if named and token.pos_ == "NOUN" and token.morph.get("Case", []) == ["Gen"]:
            return atom.first
        named = named or token.pos_ == "PROPN"
    return -1


def _full_participle(token: Token) -> bool:
    participle = "Part" in token.morph.get("VerbForm", [])
    return token.pos_ == "VERB" and participle and "Short" not in token.morph.get("Variant", [])


def _comparator_after(row: Sequence[Atom], n: int) -> tuple[int, Comparator | None]:
    found = number_words.comparator_after(row, n)
    return (found[0], _comparator(found[1])) if found else (n, None)


def _comparator(word: str) -> Comparator | None:
    for comparator in get_args(Comparator):
        if comparator == word:
            return comparator  # type: ignore[no-any-return]
    return None


def _before(row: Sequence[Atom], n: int) -> tuple[int, str, Comparator | None]:
    """Where the words before a number begin that belong to it, its role and its comparator."""
    role, comparator, at = "", None, n
    for _ in range(REACH):
        word = number_words.comparator_before(row, at)
        if word is not None and comparator is None:
            at, comparator = word[0], _comparator(word[1])
            continue
        preposition = number_words.role(row, at)
        if preposition is None:
            break
        if preposition[1] != "filler":
            if role:
                break
            role = preposition[1]
        at = preposition[0]
    return at, role, comparator


def _sign(row: Sequence[Atom], n: int, begin: int, unit: str) -> tuple[str, int]:
    """A plus or minus that is written before a percentage."""
    if n == 0 or unit not in ("percent", "percentage_point") or row[n].spaced:
        return "", begin
    before = row[n - 1]
    if before.norm == "+":
        return "+", min(begin, n - 1)
    if before.norm in DASHES and (before.spaced or (n > 1 and row[n - 2].norm == "(")):
        return "-", min(begin, n - 1)
    return "", begin


# -- multiples and shares -----------------------------------------------------------------------------------------


def _multiple(row: Sequence[Atom], n: int) -> tuple[Amount, int] | None:
    """`вдвое`, `двукратный`, `удвоить`."""
    found = number_words.multiple(row[n])
    if found is None:
        return None
    begin, _, before = _before(row, n)
    kind, value = found
    how = "doubling" if kind == "change" else "multiple"
    begin = n if before is None else begin
    amount = _word_amount(row, (begin, n, n + 1), value, "times")
    return replace(amount, comparator=before or "=", how=how), n + 1


def _share(row: Sequence[Atom], n: int) -> tuple[Amount, int] | None:
    """`треть`, `две трети`, `половина`; not `первая половина года`."""
    found = number_words.share(row, n)
    if found is None:
        return None
    begin, role, before = _before(row, n)
    amount = _word_amount(row, (begin, n, found[0]), found[1], "percent")
    comparator = before or _comparator(found[2]) or "="
    reason = "part_of_time" if number_conditions.part_of_time(row, n, found[0]) else ""
    return replace(amount, comparator=comparator, how="share", role=role, reason=reason), found[0]


def _word_amount(row: Sequence[Atom], places: tuple[int, int, int], value: Decimal, unit: str) -> Amount:
    """An amount in words at three atoms: where it begins with its comparator, where without, and where it ends."""
    begin, n, after = places
    return Amount(
        start=row[begin].start, end=row[after - 1].end, core_start=row[n].start, first=row[n].first,
        last=row[after - 1].last, value=plain(value), unit=unit, spelled=True,
    )  # fmt: skip


# -- amounts that lend each other something -------------------------------------------------------------------------


def _with_ranges(amounts: list[Amount]) -> list[Amount]:
    """`от 3 до 5 млн` becomes one amount with two ends; in `с 3 до 5 млн` the first takes the second one's unit."""
    out: list[Amount] = []
    for amount in amounts:
        before = out[-1] if out else None
        pair = before is not None and before.role in ("from", "range") and amount.role == "to" and not before.reason
        if pair and before is not None and amount.start - before.end <= 2 and not amount.reason:
            lent = _lend(before, amount)
            if before.role == "range" and lent.value < amount.value:
                out[-1] = replace(amount, start=lent.start, core_start=lent.core_start, first=lent.first,
                                  value=lent.value, high=amount.value, role="")  # fmt: skip
                continue
            out[-1] = lent
        out.append(amount)
    return out


def _lend(low: Amount, high: Amount) -> Amount:
    """The amount before `до` with the multiplier and unit of the one after it, where it has none."""
    if low.unit and low.unit != "count" and low.noun < 0:
        return low
    factor = 1
    if high.scaled and not low.scaled:
        factor = next(scale for scale in (10**12, 10**9, 10**6, 10**3, 100, 10, 1) if high.value >= scale)
    value = plain(Decimal(str(low.value)) * factor)
    return replace(low, value=value, scaled=high.scaled or low.scaled, unit=high.unit, noun=high.noun)


def _with_carried_units(doc: Doc, amounts: list[Amount]) -> list[Amount]:
    """`321,9 млн долларов, из которых 297,5 млн …`: a number without unit takes the currency before it."""
    out: list[Amount] = []
    money: Amount | None = None
    text = text_of(doc)
    for amount in amounts:
        if money is not None and "\n" in text[money.end : amount.start]:
            money = None
        near = money is not None and amount.start - money.end <= CARRY
        bare = amount.scaled and not (amount.unit or amount.units or amount.reason)
        unit = replace(amount, unit=money.unit, units=money.units) if bare and near and money is not None else amount
        if not unit.reason and (unit.units or unit.unit.isupper()):
            money = unit
        out.append(unit)
    return [_lent_ahead(doc, amount, out[n + 1]) if n + 1 < len(out) else amount for n, amount in enumerate(out)]


def _lent_ahead(doc: Doc, amount: Amount, following: Amount) -> Amount:
    """`составлял 30 млрд, а сейчас достиг 250 млрд долларов`: the currency of the amount after, in one sentence."""
    bare = amount.scaled and amount.noun < 0 and not (amount.unit or amount.units or amount.reason)
    money = following.scaled and bool(following.units or following.unit.isupper()) and not following.reason
    near = following.start - amount.end <= CARRY and doc[amount.last].sent.start == doc[following.first].sent.start
    return replace(amount, unit=following.unit, units=following.units) if bare and money and near else amount
