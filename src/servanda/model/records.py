"""The ten kinds of record, and the reading that holds those of one document.

Fields and values are those of the guide, word for word; `evidence`, `rule` and `speaker` are carried by all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from servanda.errors import ServandaError
from servanda.model import edtf
from servanda.model.document import Document, Evidence
from servanda.model.vocabulary import (
    Comparator,
    EventStatus,
    EventType,
    FigureKind,
    Indicator,
    InstrumentStage,
    InstrumentType,
    Level,
    MechanismStage,
    Modality,
    ProjectStage,
    Topic,
)

if TYPE_CHECKING:
    import pandas as pd


def identity(document: str, kind: str, span: tuple[int, int], main_fields: dict[str, Any]) -> str:
    """The id of a record: a hash of its document's id, its kind, its place in the text and its main fields."""
    whole = json.dumps([document, kind, *span, main_fields], ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all kinds share: the exact words, the rule that made it, and whose word it is (`""`: the author's)."""

    kind_of: ClassVar[str] = ""
    dates: ClassVar[tuple[str, ...]] = ()

    evidence: Evidence
    rule: str
    speaker: str = ""

    def __post_init__(self) -> None:
        for name in self.dates:
            edtf.check(getattr(self, name))

    def main_fields(self) -> dict[str, Any]:
        """The fields of the guide without quote and speaker, lists for tuples."""
        skip = {"evidence", "rule", "speaker"}
        values = ((f.name, getattr(self, f.name)) for f in fields(self) if f.name not in skip)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values}

    @property
    def id(self) -> str:
        """A hash of document, kind, span and main fields: a re-run gives the same."""
        e = self.evidence
        return identity(e.document, self.kind_of, (e.start, e.end), self.main_fields())

    def to_dict(self) -> dict[str, Any]:
        """The record in the guide's form, with `evidence`, `id` and `rule` added."""
        e = self.evidence
        place = {"start": e.start, "end": e.end, "exact": e.exact, "prefix": e.prefix, "suffix": e.suffix}
        return {
            **self.main_fields(),
            "speaker": self.speaker,
            "quote": e.exact,
            "evidence": {"document": e.document, **place},
            "id": self.id,
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """A number that somebody states about the world."""

    kind_of: ClassVar[str] = "figures"
    dates: ClassVar[tuple[str, ...]] = ("period",)

    indicator: Indicator
    parties: tuple[str, ...]
    value: int | float
    unit: str
    comparator: Comparator
    period: str
    kind: FigureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that took place or will."""

    kind_of: ClassVar[str] = "events"
    dates: ClassVar[tuple[str, ...]] = ("date",)

    type: EventType
    participants: tuple[str, ...]
    place: str
    date: str
    status: EventStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """Who holds which post."""

    kind_of: ClassVar[str] = "offices"

    person: str
    position: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Record):
    """Who said what; the speech itself is the evidence."""

    kind_of: ClassVar[str] = "quotations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """What a party says will, should or shall be done."""

    kind_of: ClassVar[str] = "commitments"
    dates: ClassVar[tuple[str, ...]] = ("deadline",)

    actors: tuple[str, ...]
    modality: Modality
    action: str
    counterparts: tuple[str, ...]
    deadline: str
    sector: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism(Record):
    """A standing body that carries the cooperation."""

    kind_of: ClassVar[str] = "mechanisms"

    name: str
    parties: tuple[str, ...]
    stage: MechanismStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Record):
    """A document that the text singles out."""

    kind_of: ClassVar[str] = "instruments"
    dates: ClassVar[tuple[str, ...]] = ("date",)

    name: str
    type: InstrumentType
    parties: tuple[str, ...]
    date: str
    stage: InstrumentStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """Something concrete that is built, produced or run together."""

    kind_of: ClassVar[str] = "projects"

    name: str
    parties: tuple[str, ...]
    sector: Topic
    place: str
    stage: ProjectStage


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Record):
    """A transport corridor or line."""

    kind_of: ClassVar[str] = "routes"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """The level at which a text ranks a relationship."""

    kind_of: ClassVar[str] = "relations"

    parties: tuple[str, ...]
    level: Level


RECORD_TYPES: tuple[type[Record], ...] = (
    Figure, Event, Office, Quotation, Commitment, Mechanism, Instrument, Project, Route, Relation,
)  # fmt: skip
KINDS: tuple[str, ...] = tuple(cls.kind_of for cls in RECORD_TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one document: typed lists, in the order of the text."""

    #: What notebooks show of a reading, as HTML; the package sets it, since the model knows no views.
    html_view: ClassVar[Callable[[Reading], str] | None] = None

    document: Document
    reader: str
    parties: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    offices: tuple[Office, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    projects: tuple[Project, ...] = ()
    routes: tuple[Route, ...] = ()
    relations: tuple[Relation, ...] = ()
    topics: tuple[Topic, ...] = ()
    trace: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind by its name in the guide (`figures`, …)."""
        records: tuple[Record, ...] = getattr(self, kind)
        return records

    def records(self) -> tuple[Record, ...]:
        """All records, kind by kind."""
        return tuple(record for kind in KINDS for record in self.of_kind(kind))

    def to_dict(self, kinds: tuple[str, ...] = (*KINDS, "topics")) -> dict[str, Any]:
        """One JSON object in the form of the guide, `evidence`, `id`, `rule` and `reader` added."""
        d = self.document
        head = {
            "name": d.name, "id": d.id, "title": d.title, "url": d.url, "published": d.published,
            "published_from": d.published_from, "language": d.language, "publisher": d.publisher,
            "parties": list(self.parties), "reader": self.reader,
        }  # fmt: skip
        body: dict[str, Any] = {
            kind: [{**record.to_dict(), "reader": self.reader} for record in self.of_kind(kind)]
            for kind in KINDS
            if kind in kinds
        }
        if "topics" in kinds:
            body["topics"] = list(self.topics)
        return {"document": head, **body}

    def to_frame(self, kind: str) -> pd.DataFrame:
        """The records of a kind as a pandas DataFrame, one row a record; of `topics`, one row a topic.

        Columns: `document`, the fields of the guide, `speaker`, `quote`, `start`, `end`, `rule`, `id`. ServandaError
        when pandas is not installed or there is no such kind.
        """
        types = {cls.kind_of: cls for cls in RECORD_TYPES}
        if kind != "topics" and kind not in types:
            raise ServandaError(f"there is no kind called {kind!r}", remedy=f"kinds: {', '.join(types)}, topics")
        try:
            import pandas as pd
        except ImportError as error:
            raise ServandaError("pandas is not installed", remedy="pip install 'servanda[pandas]'") from error
        name = self.document.name or self.document.id
        if kind == "topics":
            return pd.DataFrame({"document": [name] * len(self.topics), "topic": list(self.topics)})
        own = [f.name for f in fields(types[kind]) if f.name not in {"evidence", "rule", "speaker"}]
        rows = [
            {"document": name, "start": r.evidence.start, "end": r.evidence.end, **r.to_dict()}
            for r in self.of_kind(kind)
        ]
        return pd.DataFrame(rows, columns=["document", *own, "speaker", "quote", "start", "end", "rule", "id"])

    def _repr_html_(self) -> str | None:
        """What a notebook shows; None (then it shows the repr) when the package has set no view."""
        view = type(self).html_view
        return view(self) if view else None
