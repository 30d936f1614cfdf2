"""Records in readable words: labels, dates, amounts and names of states, the same for page, terminal and notebook."""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from babel import Locale
from babel.numbers import get_currency_name

from servanda.model import edtf

KIND_TITLES: dict[str, str] = {
    "figures": "Figures",
    "events": "Events",
    "offices": "Offices",
    "quotations": "Quotations",
    "commitments": "Commitments",
    "mechanisms": "Mechanisms",
    "instruments": "Instruments",
    "projects": "Projects",
    "routes": "Routes",
    "relations": "Relations",
}
#: One of each kind, for counts of one.
KIND_SINGULAR: dict[str, str] = {kind: title.removesuffix("s") for kind, title in KIND_TITLES.items()}

#: Codes of the closed lists whose words are not simply the code without its underscores.
_CODE_WORDS: dict[str, str] = {
    "fdi": "Foreign direct investment",
    "ai": "Artificial intelligence",
    "in_force": "In force",
    "underway": "Under way",
}

#: Blocs and organisations that the guide writes by their usual English abbreviation.
_BLOCS: dict[str, str] = {
    "ADB": "Asian Development Bank",
    "AIIB": "Asian Infrastructure Investment Bank",
    "APEC": "Asia-Pacific Economic Cooperation",
    "ASEAN": "Association of Southeast Asian Nations",
    "AU": "African Union",
    "BRICS": "Brazil, Russia, India, China, South Africa and partners",
    "CICA": "Conference on Interaction and Confidence-Building Measures in Asia",
    "CIS": "Commonwealth of Independent States",
    "CSTO": "Collective Security Treaty Organization",
    "EAEU": "Eurasian Economic Union",
    "EBRD": "European Bank for Reconstruction and Development",
    "ECO": "Economic Cooperation Organization",
    "EDB": "Eurasian Development Bank",
    "EU": "European Union",
    "FAO": "Food and Agriculture Organization",
    "GCC": "Gulf Cooperation Council",
    "IAEA": "International Atomic Energy Agency",
    "ILO": "International Labour Organization",
    "IMF": "International Monetary Fund",
    "INTERPOL": "International Criminal Police Organization",
    "IPU": "Inter-Parliamentary Union",
    "LAS": "League of Arab States",
    "NATO": "North Atlantic Treaty Organization",
    "OECD": "Organisation for Economic Co-operation and Development",
    "OIC": "Organisation of Islamic Cooperation",
    "OPEC": "Organization of the Petroleum Exporting Countries",
    "OSCE": "Organization for Security and Co-operation in Europe",
    "OTS": "Organization of Turkic States",
    "SCO": "Shanghai Cooperation Organisation",
    "TURKSOY": "International Organization of Turkic Culture",
    "UN": "United Nations",
    "UNDP": "United Nations Development Programme",
    "UNESCO": "United Nations Educational, Scientific and Cultural Organization",
    "UNICEF": "United Nations Children's Fund",
    "WB": "World Bank",
    "WHO": "World Health Organization",
    "WTO": "World Trade Organization",
}

_COMPARATORS: dict[str, str] = {
    "=": "", ">": "more than ", ">=": "at least ", "<": "less than ", "<=": "up to ", "~": "about ",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SCALES: tuple[tuple[int, str], ...] = ((12, "trillion"), (9, "billion"), (6, "million"))
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_STATE = re.compile(r"[A-Z]{2}", re.ASCII)
_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"


@functools.cache
def _english() -> Locale:
    """CLDR's English names (Unicode licence, shipped with Babel)."""
    return Locale("en")


def code_words(code: str) -> str:
    """A code of a closed list as words: `trade_turnover` is "Trade turnover"."""
    return _CODE_WORDS.get(code) or code.replace("_", " ").capitalize()


def kind_title(kind: str, count: int) -> str:
    """The name of a kind as its number wants it: "1 route", "3 routes"."""
    return f"{count} {(KIND_SINGULAR if count == 1 else KIND_TITLES)[kind].lower()}"


@functools.cache
def party_name(code: str) -> str:
    """The English name behind a party's code (ISO 3166-1 alpha-2 by CLDR, blocs by our list); `""` for a plain name."""
    if code in _BLOCS:
        return _BLOCS[code]
    return str(_english().territories.get(code, "")) if _STATE.fullmatch(code) else ""


@functools.cache
def unit_name(unit: str) -> str:
    """What a unit's code stands for: the currency of an ISO 4217 code by CLDR, else the code in words."""
    if _CURRENCY.fullmatch(unit):
        return get_currency_name(unit, count=2, locale=_english())
    return unit.replace("_", " ")


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
    digits = f"{abs(exact):,f}"
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
                if part == round(part, 3):
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
        number = f"{number}{_NBSP}{unit_name(unit) if not _CURRENCY.fullmatch(unit) else unit}"
    return f"{_COMPARATORS.get(comparator, comparator)}{sign}{number}"


def exact_amount(value: int | float, unit: str) -> str:
    """All digits and the unit in full: "20 000 000 000 USD (US Dollar)"."""
    digits = number_words(value)
    if _CURRENCY.fullmatch(unit):
        name = unit_name(unit)
        return f"{digits}{_NBSP}{unit}" + (f" ({name})" if name != unit else "")
    return f"{digits} {unit_name(unit)}".rstrip()
