"""Records in readable words: labels, dates and names of states, the same for page, terminal and notebook.

Amounts are in `servanda.model.amounts`.
"""

from __future__ import annotations

import functools

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

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
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


@functools.cache
def _codes() -> dict[str, str]:
    """Codes of states, blocs and regions by themselves and by every form of their names, as written and in lower case.

    Abbreviations that stand for a state in some contexts only are left out.
    """
    parties = table("world/parties")
    named = [(row["code"], row["code"]) for row in parties]
    named += [(row["name"], row["code"]) for row in (*parties, *table("world/organisations")) if row["name"]]
    for forms in ("ru/state_names", "ru/bloc_names"):
        rows = [row for row in table(forms) if row["form"] == "name" or not row["guard"]]
        named += [(form, row["code"]) for row in rows for form in (row["name"], *row.several("forms"))]
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name, code in named:
        exact.setdefault(name, code)
        folded.setdefault(name.casefold(), code)
    return {**folded, **exact}


def party_code(text: str) -> str:
    """The code of a state, bloc or region written as code or name, in any case of letters; `""` for anything else."""
    name = " ".join(text.split())
    return _codes().get(name) or _codes().get(name.casefold(), "")


def party_names() -> list[str]:
    """The English names of all states and blocs, in the order of their codes."""
    return list(_names().values())


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
