"""Records in readable words: labels, dates, amounts and names of states, the same for page, terminal and notebook."""

from __future__ import annotations

import functools
from decimal import Decimal

from servanda.language.tables import table
from servanda.model import edtf
from servanda.model.records import KINDS

KIND_TITLES: dict[str, str] = {kind: kind.capitalize() for kind in KINDS}
#: One of each kind, for counts of one.
KIND_SINGULAR: dict[str, str] = {kind: title.removesuffix("s") for kind, title in KIND_TITLES.items()}

#: Codes of the closed lists whose words are not simply the code without its underscores.
_CODE_WORDS: dict[str, str] = {
    "fdi": "Foreign direct investment",
    "ai": "Artificial intelligence",
    "in_force": "In force",
    "underway": "Under way",
}

_COMPARATORS: dict[str, str] = {
    "=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about ",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SCALES: tuple[tuple[int, str], ...] = ((12, "trillion"), (9, "billion"), (6, "million"))
_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"


@functools.cache
def _names() -> dict[str, str]:
    """The English names of states, and the full ones of blocs, by their codes."""
    names = {row["code"]: row["name"] for row in table("world/parties") if row["sort"] == "state"}
    return {**names, **{row["code"]: row["name"] for row in table("world/organisations")}}


def code_words(code: str) -> str:
    """A code of a closed list as words: `trade_turnover` is "Trade turnover"."""
    return _CODE_WORDS.get(code) or code.replace("_", " ").capitalize()


def kind_title(kind: str, count: int) -> str:
    """The name of a kind as its number wants it: "1 route", "3 routes"."""
    return f"{count} {(KIND_SINGULAR if count == 1 else KIND_TITLES)[kind].lower()}"


def party_name(code: str) -> str:
    """The English name behind the code of a state (ISO 3166-1 alpha-2) or bloc; `""` for what is a name itself."""
    return _names().get(code, "")


def date_words(text: str) -> str:
    """An EDTF date or interval in English: `2025/2026` is "2025" and "2026" joined by a dash; `""` stays."""
    first, slash, last = text.partition("/")
    if not slash:
        return _single(first)
    if last == edtf.OPEN:
        return f"since {_single(first)}"
    if first == edtf.OPEN:
        return f"until {_single(last)}"
    if len(first) == len(last) and first[:4] == last[:4]:
        shared = 7 if len(first) == 10 and first[:7] == last[:7] else 4
        if shared < len(first):
            return f"{_single(first, without=shared)}{_DASH}{_single(last)}"
    joint = _DASH if len(first) == len(last) == 4 else f" {_DASH} "
    return f"{_single(first)}{joint}{_single(last)}"


def _single(text: str, without: int = 0) -> str:
    """One date in English, without the year (`without=4`) or month and year (`without=7`) where those follow."""
    if len(text) < 7:
        return text
    month = "" if without == 7 else _MONTHS[int(text[5:7]) - 1]
    parts = [text[8:10].lstrip("0"), month, "" if without else text[:4]]
    return " ".join(part for part in parts if part)


def number_words(value: int | float | Decimal) -> str:
    """A number with its digits in groups of three: `1844036360.12` is "1 844 036 360.12" (no-break spaces)."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    digits = f"{exact.copy_abs():,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return (_MINUS if exact < 0 else "") + digits.replace(",", _NBSP)


def _scaled(value: int | float) -> str:
    """A number as people say it ("11.3 billion") where three decimals hold it, else all its digits."""
    exact = Decimal(str(value))
    if exact.is_finite():
        for power, word in _SCALES:
            part = exact.scaleb(-power)
            if abs(part) >= 1:
                if part == round(part, 3) and part.scaleb(power) == exact:
                    return f"{number_words(part)}{_NBSP}{word}"
                break
    return number_words(value)


def amount_words(value: int | float, unit: str, comparator: str = "=", *, change: bool = False) -> str:
    """A figure as it is read aloud: "more than 1.5 billion USD", "+40 %", "2 times"; without loss of a digit."""
    sign = "+" if change and value > 0 and unit != "times" else ""
    number = _scaled(value)
    if unit == "percent":
        number = f"{number}{_NBSP}%"
    elif unit == "tonne":
        number = f"{number}{_NBSP}{'tonne' if abs(value) == 1 else 'tonnes'}"
    elif unit not in ("", "count"):
        number = f"{number}{_NBSP}{unit.replace('_', ' ')}"
    return f"{_COMPARATORS.get(comparator, comparator)}{sign}{number}"


def exact_amount(value: int | float, unit: str) -> str:
    """All digits, with the unit's code: "20 000 000 000 USD"."""
    return f"{number_words(value)}{_NBSP}{unit}" if unit else number_words(value)
