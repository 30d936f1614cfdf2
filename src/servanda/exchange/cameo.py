"""CAMEO event rows in the columns of Phoenix: tab-separated, one row a pair of source and target (codebook 1.1b3)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import BinaryIO

from servanda.exchange.coding import Asked, Coded, coded
from servanda.exchange.places import alpha3
from servanda.exchange.safe import tab_separated
from servanda.exchange.selection import Written
from servanda.ledger.store import Ledger
from servanda.model.vocabulary import CAMEO

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
    "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName", "StateName",
    "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip
_VISIT, _HOST, _ELSEWHERE, _NEGOTIATE = "042", "043", "044", "046"
_STATEMENT, _VERBAL, _MATERIAL = "0", "1", "2"  # QuadClass as Phoenix has it: 0 is a statement
_MATERIAL_ROOTS = frozenset({"06", "07", "08"})


def write(ledger: Ledger, asked: Asked, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the rows; `tick` is called for every event looked at."""
    done = Written()
    into.write(tab_separated(COLUMNS))
    for event in coded(ledger, asked, done):
        tick()
        if event.time:
            done.leave(f"what is {'planned' if event.time == 'future' else 'proposed'} only: CAMEO has no tense")
            continue
        made = list(rows(event))
        if not made:
            done.leave("one side only: CAMEO takes a source and a target")
        for cells in made:
            into.write(tab_separated(cells.values()))
            done.add("row")
    return done


def rows(event: Coded) -> Iterator[dict[str, str]]:
    """The rows of an event: of each pair of sides one each way, for a promise from those who act to the others."""
    for number, (source, target, code) in enumerate(_pairs(event), 1):
        at, first = event.located, event.first
        yield dict(zip(COLUMNS, (
            f"{event.id}_{number}", event.day.strftime("%Y%m%d"), str(event.day.year), str(event.day.month),
            str(event.day.day), *_actor(source), *_actor(target), code, code[:2], _quad(code), "", "",
            str(at.latitude) if at else "", str(at.longitude) if at else "", event.where, "",
            alpha3(at.state if at else event.host), f"{first.source.id}_{first.start}", first.source.url,
            ";".join(dict.fromkeys(filter(None, (one.source.publisher for one in event.reports)))),
        ), strict=True))  # fmt: skip


def _pairs(event: Coded) -> Iterator[tuple[str, str, str]]:
    """Source, target and code; who visits goes to who is host, and the host gets a row of his own."""
    code = CAMEO[event.sort]
    if event.targets:
        for source, target in itertools.product(event.sources, event.targets):
            if event.sort == "visit":
                yield source, target, _VISIT
                yield target, source, _HOST
            else:
                yield source, target, code
                if event.host:
                    yield target, source, code
        return
    if event.sort == "visit":
        code = _ELSEWHERE if event.host and event.host not in event.sources else CAMEO["meeting"]
    for source, target in itertools.permutations(event.sources, 2):
        yield source, target, code


def _actor(state: str) -> tuple[str, str, str, str]:
    entity = alpha3(state)
    if entity == "IGO":
        return f"IGO{state.upper()}", "IGO", "", ""
    return f"{entity}GOV" if entity else "", entity, "GOV" if entity else "", ""


def _quad(code: str) -> str:
    if code.startswith("01"):
        return _STATEMENT
    return _MATERIAL if code[:2] in _MATERIAL_ROOTS else _VERBAL
