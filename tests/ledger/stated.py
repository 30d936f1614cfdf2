"""Statements as lines that a person can read, for the tests of what the ledger works out."""

from __future__ import annotations

from servanda.ledger.series import Point, points
from servanda.ledger.statements import Source, Statement

SPEAKERS = {"Токаев": "KZ", "Мирзиёев": "UZ"}


def figure(line: str, number: int = 0) -> Statement:
    """`2024-02-03 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual`; `-` where the text says nothing."""
    origin, _, told = line.partition(":")
    published, speaker = origin.split()
    indicator, parties, comparator, value, unit, period, kind = told.split()
    fields = {
        "indicator": indicator, "parties": parties.split(","), "value": float(value), "unit": unit,
        "comparator": comparator, "period": period.replace("-", "", period == "-"), "kind": kind,
    }  # fmt: skip
    source = Source(f"d{published}{speaker}", f"{published} {speaker}", "", "", published, "")
    place = number * 20
    return Statement(
        f"r{number}", "figures", fields, line, "", place, place + 10, "" if speaker == "-" else speaker, "test", source
    )


def stated(lines: str) -> list[Point]:
    """The points of a block of such lines."""
    return points([figure(line, n) for n, line in enumerate(lines.strip().splitlines())], SPEAKERS)
