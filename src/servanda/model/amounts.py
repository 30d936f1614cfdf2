"""Amounts in words, for all who show or compare them: exact ones keep every digit, rounded ones four of them."""

from __future__ import annotations

from decimal import Decimal

COMPARATOR_WORDS: dict[str, str] = {
    "=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about ",
}  # fmt: skip
SCALES: tuple[tuple[int, str], ...] = ((12, "trillion"), (9, "billion"), (6, "million"))

_GROUPED = 10_000  # from here on a rounded number has its digits in groups
_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"


def number_words(value: int | float | Decimal) -> str:
    """A number with its digits in groups of three: `1844036360.12` is "1 844 036 360.12" (no-break spaces)."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    digits = f"{exact.copy_abs():,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return (_MINUS if exact < 0 else "") + digits.replace(",", _NBSP)


#: Units that are not put into the plural.
_ALONE = frozenset({"percent", "count", "times", "permille", "teu", "swu", "mci"})


def amount_words(value: int | float, unit: str, comparator: str = "=", *, change: bool = False) -> str:
    """A figure as it is read aloud: "more than 1.5 billion USD", "+40 %", "2 times"; without loss of a digit."""
    sign = "+" if change and value > 0 and unit != "times" else ""
    number = _scaled(value)
    if named := unit_words(unit, value):
        number = f"{number}{_NBSP}{named}"
    return f"{COMPARATOR_WORDS.get(comparator, comparator)}{sign}{number}"


def unit_words(unit: str, value: float = 2) -> str:
    """A unit beside a number: "%" for `percent`, `""` for what is only counted, "cubic metres" of several."""
    words = {"percent": "%", "count": ""}.get(unit, unit.replace("_", " "))
    several = abs(value) != 1 and unit.islower() and unit not in _ALONE
    return f"{words}s" if several else words


def exact_amount(value: int | float, unit: str) -> str:
    """All digits, with the unit's code: "20 000 000 000 USD"."""
    return f"{number_words(value)}{_NBSP}{unit}" if unit else number_words(value)


def rounded_amount(value: float, unit: str) -> str:
    """Four digits, with the unit's code, as calculations show it: "4.4 billion USD", "40 percent", "36 500"."""
    for power, word in SCALES:
        if abs(value) >= 10.0**power:
            return f"{value / 10.0**power:.4g} {word} {unit}"
    shown = f"{value:,.0f}" if abs(value) >= _GROUPED else f"{value:.4g}"
    return shown.replace(",", _NBSP) + ("" if unit in {"", "count"} else f" {unit}")


def stated_amount(value: float, unit: str, comparator: str = "=", *, change: bool = False) -> str:
    """A rounded amount with the guide's comparator and the sign of a change: "> 4.4 billion USD", "+40 percent"."""
    sign = "+" if change and value > 0 and unit != "times" else ""
    return f"{'' if comparator == '=' else f'{comparator} '}{sign}{rounded_amount(value, unit)}"


def scale_of(value: float) -> tuple[float, str]:
    """What a number is best told in: 1e9 and "billion" for 4.4e9; 1 and `""` below a million."""
    return next(((10.0**power, word) for power, word in SCALES if abs(value) >= 10.0**power), (1.0, ""))


def _scaled(value: int | float) -> str:
    """A number as people say it ("11.3 billion") where three decimals hold it, else all its digits."""
    exact = Decimal(str(value))
    if exact.is_finite():
        for power, word in SCALES:
            part = exact.scaleb(-power)
            if abs(part) >= 1:
                if part == round(part, 3) and part.scaleb(power) == exact:
                    return f"{number_words(part)}{_NBSP}{word}"
                break
    return number_words(value)
