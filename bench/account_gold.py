"""The stories: documents of ours that tell of the same people, encounters, promises and figures, with their gold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.account_scoring import Doubt, Mention
from bench.scoring import GoldError

FOLDER = Path(__file__).with_name("stories")
#: Read for mending the rules; held back until 23 November 2026, and read since, both.
SETS = ("tune", "former", "held")


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a document, by the fullest name that it gives, in the nominative."""

    mention: Mention
    name: str
    person: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An undertaking: its statements with the step that each shows, what kept it, its fate by day."""

    id: str
    statements: tuple[tuple[Mention, str], ...]
    kept_by: tuple[Mention, ...]
    fates: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Gold:
    """The gold of some stories, what belongs together under one id; figures by their key."""

    documents: list[str] = field(default_factory=list)
    people: list[Named] = field(default_factory=list)
    encounters: dict[str, list[Mention]] = field(default_factory=dict)
    undertakings: list[Promise] = field(default_factory=list)
    figures: list[Mention] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    near_misses: dict[str, tuple[str, ...]] = field(default_factory=dict)


def stories(folder: Path = FOLDER) -> list[tuple[Path, Path]]:
    """The documents and the gold of every story; GoldError when one of them is missing."""
    found = [(path.with_suffix(".jsonl"), path) for path in sorted(folder.glob("*.json"))]
    texts = {path.stem for path in folder.glob("*.jsonl")}
    if alone := texts ^ {gold.stem for _, gold in found}:
        raise GoldError(f"{', '.join(sorted(alone))}: documents and gold do not stand side by side")
    return found


def load(name: str = "", folder: Path = FOLDER) -> Gold:
    """The gold of a set (of all without a name), in the order of the stories; GoldError for a quote not there."""
    gold = Gold()
    for lines, path in stories(folder):
        told: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if told["set"] not in SETS:
            raise GoldError(f"{path.name}: {told['set']!r} is no set")
        if name in ("", told["set"]):
            _add(gold, told, _Texts(path.stem, texts_of(lines)))
    return gold


def texts_of(lines: Path) -> dict[str, str]:
    """The texts of a story by the names of its documents."""
    entries = (json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines())
    return {entry["name"]: entry["text"] for entry in entries}


def fingerprint(name: str, folder: Path = FOLDER) -> str:
    """A hash of the documents and the gold of a set: floors hold for one gold only."""
    digest = hashlib.blake2b(digest_size=8)
    for pair in stories(folder):
        if json.loads(pair[1].read_text(encoding="utf-8"))["set"] == name:
            for path in pair:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Texts:
    story: str
    texts: Mapping[str, str]

    def mention(self, document: str, quotes: Sequence[str], sort: str = "") -> Mention:
        """The place of quotes in a document: each must stand in it once."""
        text = self.texts.get(document, "")
        spans = []
        for quote in quotes:
            if text.count(quote) != 1:
                raise GoldError(
                    f"{self.story}: {document} should hold once, and holds {text.count(quote)} times: {quote}"
                )
            spans.append((text.index(quote), text.index(quote) + len(quote)))
        return Mention(f"{document}:{spans[0][0]}-{spans[0][1]}", document, tuple(spans), sort)

    def all(self, places: Sequence[Mapping[str, str]]) -> Iterator[Mention]:
        """The mentions of objects with `document` and `quote`."""
        return (self.mention(place["document"], [place["quote"]]) for place in places)


def _add(gold: Gold, told: Mapping[str, Any], texts: _Texts) -> None:
    story = told["story"]
    gold.documents += texts.texts
    for person in told["people"]:
        for place, mention in zip(person["mentions"], texts.all(person["mentions"]), strict=True):
            gold.people.append(Named(mention, place["name"], person["id"]))
    for event in told["encounters"]:
        reports = [texts.mention(report["document"], report["quotes"], event["type"]) for report in event["reports"]]
        gold.encounters[f"{story}/{event['id']}"] = reports
    for promise in told["undertakings"]:
        steps = [place["step"] for place in promise["statements"]]
        statements = tuple(zip(texts.all(promise["statements"]), steps, strict=True))
        fates = tuple(sorted(promise["fates"].items()))
        gold.undertakings.append(
            Promise(f"{story}/{promise['id']}", statements, tuple(texts.all(promise["kept_by"])), fates)
        )
    gold.figures += texts.all(told["figures"])
    for finding in told["findings"]:
        sides = tuple(frozenset(mention.key for mention in texts.all(side)) for side in finding["sides"])
        quotes = " | ".join(place["quote"] for side in finding["sides"] for place in side)
        gold.doubts.append(Doubt(finding["kind"], sides, f"{story} {finding['kind']}: {quotes}"))
    for near in told["near_misses"]:
        gold.near_misses[f"{story}: {near['why']}"] = tuple(mention.key for mention in texts.all(near["figures"]))
