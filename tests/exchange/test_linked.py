"""JSON-LD: what rdflib makes of it has the shape of Web Annotations and of PROV-O, and the words of the texts."""

from __future__ import annotations

import io
import json
import warnings
from typing import Any

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import PROV, RDF, XSD

from servanda.exchange.linked import CONTEXT, write
from servanda.exchange.selection import Selection, kept
from servanda.ledger.store import Ledger
from servanda.model.records import KINDS
from tests.exchange.made import keep

OA = Namespace("http://www.w3.org/ns/oa#")
OWN = Namespace("urn:servanda:vocabulary:")
#: The names that the vocabulary of Web Annotations gives, as far as they are used.
OA_TERMS = {
    "Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "hasBody", "hasTarget", "hasSource",
    "hasSelector", "motivatedBy", "exact", "prefix", "suffix", "start", "end", "describing",
}  # fmt: skip
#: One of each of these, and no more, at every node of a type.
SHAPES = {
    OA.Annotation: {OA.hasBody: 1, OA.hasTarget: 1, OA.motivatedBy: 1},
    OA.SpecificResource: {OA.hasSource: 1, OA.hasSelector: 2},
    OA.TextPositionSelector: {OA.start: 1, OA.end: 1},
    OA.TextQuoteSelector: {OA.exact: 1, OA.prefix: 1, OA.suffix: 1},
    PROV.Activity: {PROV.wasAssociatedWith: 1},
}


def out(ledger: Ledger, only: Selection | None = None) -> dict[str, Any]:
    into = io.BytesIO()
    write(ledger, only or Selection(), into, lambda: None)
    found: dict[str, Any] = json.loads(into.getvalue())
    return found


@pytest.fixture(scope="module", params=["samples", "attacked"])
def both(request: pytest.FixtureRequest) -> tuple[Ledger, Graph]:
    ledger: Ledger = request.getfixturevalue(request.param)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return ledger, Graph().parse(data=json.dumps(out(ledger)), format="json-ld")


def test_every_node_has_the_shape_of_its_type(both: tuple[Ledger, Graph]) -> None:
    _, graph = both
    for sort, shape in SHAPES.items():
        nodes = list(graph.subjects(RDF.type, sort))
        assert nodes
        for node in nodes:
            assert {term: len(list(graph.objects(node, term))) for term in shape} == shape
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        body = graph.value(annotation, OA.hasBody)
        source = graph.value(graph.value(annotation, OA.hasTarget), OA.hasSource)
        assert (body, PROV.wasDerivedFrom, source) in graph
        assert (source, RDF.type, PROV.Entity) in graph
        assert (graph.value(body, PROV.wasGeneratedBy), RDF.type, PROV.Activity) in graph


def test_every_term_is_of_its_vocabulary(both: tuple[Ledger, Graph]) -> None:
    _, graph = both
    for term in {*graph.predicates(), *graph.objects(predicate=RDF.type)}:
        text = str(term)
        if text.startswith(str(OA)):
            assert text.removeprefix(str(OA)) in OA_TERMS
        elif text.startswith(str(PROV)):
            assert PROV[text.removeprefix(str(PROV))] == term  # the namespace of rdflib knows PROV-O's terms alone
        else:
            assert text.startswith((str(OWN), str(RDF), "http://purl.org/dc/", "http://xmlns.com/foaf/"))
    nodes = {node for node in graph.all_nodes() if isinstance(node, URIRef)}
    assert all(str(node).startswith(("urn:servanda:", "http://", "https://")) for node in nodes)


def test_places_and_words_are_those_of_the_text(both: tuple[Ledger, Graph]) -> None:
    ledger, graph = both
    records = [told for document in kept(ledger, Selection()) for told in document.records]
    assert len(records) == len(list(graph.subjects(RDF.type, OA.Annotation)))
    for sort in ("Event", "Figure"):
        assert len(list(graph.subjects(RDF.type, OWN[sort]))) > 10
    texts = {str(document): str(text) for document, text in graph.subject_objects(OWN.text)}
    for target in graph.subjects(RDF.type, OA.SpecificResource):
        text = texts[str(graph.value(target, OA.hasSource))]
        told = {}
        for selector in graph.objects(target, OA.hasSelector):
            told |= {term: value for term, value in graph.predicate_objects(selector) if term != RDF.type}
        assert told[OA.start].datatype == XSD.nonNegativeInteger
        start, end = int(told[OA.start]), int(told[OA.end])
        assert text[start:end] == str(told[OA.exact])
        assert text[:start].endswith(str(told[OA.prefix]))
        assert text[end:].startswith(str(told[OA.suffix]))


def test_nothing_has_to_be_fetched_and_no_field_is_taken_for_a_term(samples: Ledger) -> None:
    whole = out(samples)
    assert whole["@context"] == CONTEXT
    bodies = [node["body"] for node in whole["@graph"] if node["type"] == "Annotation"]
    assert {body["type"][1] for body in bodies} == {
        {"quotations": "Quotation"}.get(kind, kind.capitalize().removesuffix("s")) for kind in KINDS
    }
    event = next(body for body in bodies if body["type"][1] == "Event")
    assert event["category"]
    assert any(body.get("institution") == "KZ" for body in bodies)


def test_encounters_and_undertakings_are_derived_from_records(ledger: Ledger) -> None:
    keep(
        ledger,
        """2024-03-01 https://x.example/1
visit happened 2024-03-01 Астана KZ,UZ
promise agreed 2024-06 IT > FR trade

2024-03-02 https://y.example/1
visit happened 2024-03-01 Астана KZ,UZ""",
    )
    nodes = {node["type"][1]: node for node in out(ledger, Selection(as_of="2025"))["@graph"] if len(node["type"]) == 2}
    assert len(nodes["Encounter"]["derivedFrom"]) == 2
    assert nodes["Encounter"]["state"] == ["KZ", "UZ"]
    assert (nodes["Undertaking"]["fate"], nodes["Undertaking"]["deadline"]) == ("overdue", "2024-06")
    assert [step["step"] for step in nodes["Undertaking"]["steps"]] == ["made"]
