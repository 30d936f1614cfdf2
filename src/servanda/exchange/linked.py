"""JSON-LD: records as W3C Web Annotations with their places in the text, and where all comes from in PROV-O.

One object with its own `@context`: nothing has to be fetched to read it. Terms that no standard has are of the
vocabulary `urn:servanda:vocabulary:` and named as in the guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from servanda.exchange import joined
from servanda.exchange.safe import plain_json, web_address, xml
from servanda.exchange.selection import Kept, Selection, Told, Written, kept
from servanda.ledger.store import Ledger
from servanda.ledger.undertakings import Undertaking
from servanda.model.records import RECORD_TYPES

_TYPES = {cls.kind_of: cls.__name__ for cls in RECORD_TYPES}
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_DATES = ("period", "date", "deadline")
#: Fields that the Web Annotation data model has another meaning for, by the names that they get here.
_RENAMED = {"type": "category", "body": "institution"}
_LISTS = ("parties", "participants", "actors", "counterparts")

_NOT_IN_URN = re.compile(r"[^A-Za-z0-9.+-]")

#: The names of the Web Annotation data model mean what its own context makes of them.
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": "urn:servanda:vocabulary:",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
                                       "exact", "prefix", "suffix")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "associatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "title": "dcterms:title",
    "publisher": "dc:publisher",
    "language": "dc:language",
    "issued": {"@id": "dcterms:issued", "@type": _EDTF},
    "page": {"@id": "foaf:page", "@type": "@id"},
    **{name: {"@type": _EDTF} for name in _DATES},
    **{name: {"@container": "@list"} for name in _LISTS},
    "steps": {"@container": "@list"},
}  # fmt: skip


def write(ledger: Ledger, only: Selection, into: BinaryIO, tick: Callable[[], None]) -> Written:
    """Write the graph, node by node; `tick` is called for every document."""
    done = Written()
    into.write(b'{"@context": ' + plain_json(CONTEXT) + b',\n "@graph": [\n')
    into.write(plain_json(_AGENT))
    for noun, node in _nodes(ledger, only, tick):
        into.write(b",\n" + plain_json(node))
        done.add(noun)
    into.write(b"\n]}\n")
    return done


_AGENT = {"id": "urn:servanda:software", "type": "prov:SoftwareAgent", "title": "Servanda"}


def _nodes(ledger: Ledger, only: Selection, tick: Callable[[], None]) -> Iterator[tuple[str, dict[str, Any]]]:
    readers: set[str] = set()
    for document in kept(ledger, only):
        if document.reader not in readers:
            readers.add(document.reader)
            agent = _AGENT["id"]
            yield "reader", {"id": _reading(document.reader), "type": "prov:Activity", "associatedWith": agent,
                              "title": f"reading by version {document.reader}"}  # fmt: skip
        yield "document", _document(document)
        for told in document.records:
            yield "annotation", _annotation(told, document.reader)
        tick()
    for met in joined.encounters(ledger, only):
        yield "encounter", _encounter(met)
    for undertaking in joined.undertakings(ledger, only, joined.day_of(ledger, only)):
        yield "undertaking", _undertaking(undertaking)


def _document(document: Kept) -> dict[str, Any]:
    d = document.document
    return _filled({
        "id": _of_document(d.id), "type": ["prov:Entity", "Document"], "name": xml(d.name), "title": xml(d.title),
        "publisher": xml(d.publisher), "language": d.language, "issued": d.published, "page": web_address(d.url),
        "version": document.version, "topics": list(document.topics), "about": list(document.parties),
        "text": xml(d.text),
    })  # fmt: skip


def _annotation(told: Told, reader: str) -> dict[str, Any]:
    record, e = told.record, told.record.evidence
    body = _filled({
        "id": _of_record(told.id), "type": ["prov:Entity", _TYPES[record.kind_of]],
        **{_RENAMED.get(name, name): _value(value) for name, value in record.main_fields().items()},
        "speaker": xml(record.speaker), "rule": record.rule,
        "derivedFrom": _of_document(e.document), "generatedBy": _reading(reader),
    })  # fmt: skip
    quote = {"type": "TextQuoteSelector", "exact": xml(e.exact), "prefix": xml(e.prefix), "suffix": xml(e.suffix)}
    return {
        "id": f"urn:servanda:annotation:{told.id}",
        "type": "Annotation",
        "motivation": "oa:describing",
        "body": body | ({"corrected": True} if told.corrected else {}),
        "target": {
            "type": "SpecificResource",
            "source": _of_document(e.document),
            "selector": [{"type": "TextPositionSelector", "start": e.start, "end": e.end}, quote],
        },
    }


def _encounter(met: joined.Met) -> dict[str, Any]:
    encounter = met.encounter
    return _filled({
        "id": f"urn:servanda:encounter:{encounter.id}", "type": ["prov:Entity", "Encounter"],
        "category": encounter.values("type"), "date": encounter.values("date"),
        "place": _all(encounter.values("place")), "status": encounter.values("status"), "state": list(encounter.states),
        "participant": _all(encounter.values("participants")), "why": list(dict.fromkeys(encounter.why)),
        "derivedFrom": list(dict.fromkeys(_of_record(s.id) for s in met.told)),
    })  # fmt: skip


def _undertaking(undertaking: Undertaking) -> dict[str, Any]:
    return _filled({
        "id": f"urn:servanda:undertaking:{undertaking.id}", "type": ["prov:Entity", "Undertaking"],
        "fate": undertaking.fate, "why": xml(undertaking.why), "deadline": undertaking.deadline,
        "party": sorted(_all(undertaking.parties)),
        "derivedFrom": list(dict.fromkeys(_of_record(event.statement.id) for event in undertaking.history)),
        "steps": [
            _filled({"type": "Step", "step": event.step, "date": event.date, "why": xml(event.why),
                     "derivedFrom": _of_record(event.statement.id)})
            for event in undertaking.history
        ],
    })  # fmt: skip


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return _all(value)
    return xml(value) if isinstance(value, str) else value


def _all(values: Any) -> list[str]:
    return [xml(value) for value in values]


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", [])}


def _of_document(name: str) -> str:
    return f"urn:servanda:document:{name}"


def _of_record(name: str) -> str:
    return f"urn:servanda:record:{name}"


def _reading(reader: str) -> str:
    return f"urn:servanda:reading:{_NOT_IN_URN.sub('_', reader)}"
