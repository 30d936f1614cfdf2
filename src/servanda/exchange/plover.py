"""PLOVER event rows in the columns of POLECAT, tab-separated, one row an event (Open Event Data Alliance)."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from servanda import __version__
from servanda.exchange.coding import Asked, Coded, coded
from servanda.exchange.places import alpha3
from servanda.exchange.safe import tab_separated
from servanda.exchange.selection import Written
from servanda.ledger.store import Ledger
from servanda.model.vocabulary import PLOVER
from servanda.report.wording import party_name

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
    "Reports", "URL", "Quote",
)  # fmt: skip
#: Sorts that PLOVER codes no event for: it took the comments of CAMEO 01 out.
UNCODED = frozenset({"briefing", "statement", "election", "other"})
_MANY = 2  # states: with more of them, or a bloc, it is multilateral
_MATERIAL = frozenset({"COOPERATE", "AID", "RETREAT"})
#: "Numeric conflict/cooperation scores" of the codebook; it has none for REQUEST.
_SCORES = {"CONSULT": 2.1, "AGREE": 4.2, "SUPPORT": 4.6, "COOPERATE": 6.8}
_CONTEXTS = {
    "trade": "economic", "investment": "economic", "industry": "economic", "agriculture": "economic",
    "energy": "resource", "water": "resource", "mining": "resource", "transport": "economic", "finance": "economic",
    "tourism": "economic", "digital": "economic", "science": "culture", "education": "culture", "culture": "culture",
    "health": "disease", "environment": "enviro_disaster", "security": "military", "parliament": "legislative",
    "religion": "religion_ethnicity", "migration": "migration", "humanitarian": "humanitarian",
}  # fmt: skip
_UNSURE = frozenset({"health"})  # PLOVER's nearest context means an epidemic: it is not written


def write(ledger: Ledger, asked: Asked, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the rows; `tick` is called for every event looked at."""
    done = Written()
    into.write(tab_separated(COLUMNS))
    for event in coded(ledger, asked, done):
        tick()
        if event.sort in UNCODED:
            done.leave(f"{event.sort}: PLOVER has no such event")
            continue
        into.write(tab_separated(row(event).values()))
        done.add("row")
    return done


def row(event: Coded) -> dict[str, str]:
    """An event by the names of its columns."""
    sort, source = PLOVER[event.sort], event.first.source
    found = dict.fromkeys(COLUMNS, "")
    contexts = [_CONTEXTS.get(event.sector, "") if event.sector not in _UNSURE else "", event.time]
    found |= {
        "Event ID": f"servanda:{event.id}", "Event Date": event.day.isoformat(), "Event Type": sort,
        "Event Mode": mode(event), "Intensity": str(_SCORES.get(sort, "")),
        "Quad Code": "MATERIAL COOPERATION" if sort in _MATERIAL else "VERBAL COOPERATION",
        "Contexts": ";".join(filter(None, contexts)), "Actor Name": _names(event.sources),
        "Actor Country": _codes(event.sources), "Primary Actor Sector": _sector(event.sources),
        "Recipient Name": _names(event.targets), "Recipient Country": _codes(event.targets),
        "Primary Recipient Sector": _sector(event.targets), "Raw Placename": event.where,
        "Country": alpha3(event.host), "Source": source.publisher, "Publication Date": source.published,
        "Story People": ";".join(event.people), "Language": "rus", "Version": f"servanda {__version__}",
        "Reports": str(len(event.reports)),
        "URL": source.url, "Quote": event.first.exact,
    }  # fmt: skip
    if at := event.located:
        found |= {"Placename": at.name, "City": at.name, "Country": alpha3(at.state), "GeoNames ID": at.geoname,
                  "Latitude": str(at.latitude), "Longitude": str(at.longitude), "Feature Type": "PPL"}  # fmt: skip
    return found


def mode(event: Coded) -> str:
    """The mode of a consultation; `""` for all else."""
    if PLOVER[event.sort] != "CONSULT":
        return ""
    if event.sort == "call":
        return "phone"
    states = {*event.sources, *event.targets}
    if len(states) > _MANY or "IGO" in map(alpha3, states):
        return "multilateral"
    if event.targets:
        return "visit"
    return "third-party" if event.host and event.host not in states and len(states) == _MANY else ""


def _names(states: tuple[str, ...]) -> str:
    return ";".join(party_name(state) or state for state in states)


def _codes(states: tuple[str, ...]) -> str:
    return ";".join(alpha3(state) for state in states)


def _sector(states: tuple[str, ...]) -> str:
    return "GOV" if states else ""
