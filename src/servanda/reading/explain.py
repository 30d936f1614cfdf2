"""How a record came to be: its rule, what was tried before, and the tokens and lexicon rows of its evidence."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

import servanda.reading
from servanda.language import tables
from servanda.language.morphology import fold
from servanda.language.tables import EXAMPLE, Row
from servanda.model.document import Document
from servanda.model.records import Reading, Record
from servanda.reading import frames, reader

if TYPE_CHECKING:
    from spacy.tokens import Doc

PHRASE = "phrase"  # the first column of tables that the frames look up
PARTS_OF_WORDS = frozenset({"ru/adjective_endings", "ru/endings", "ru/letter_pairs", "ru/state_parts"})
FUNCTION_WORDS = frozenset({"ADP", "CCONJ", "PART", "PRON", "DET", "PUNCT", "SCONJ"})
_NOTE = re.compile(r"(?P<kind>\w+) @(?P<place>\d+) (?P<rule>\S+): (?P<answer>.*)")
_RULES = re.compile(r"[,/\s]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A part of a record's rule: its name, what its docstring says, and where it stands (file and line)."""

    name: str
    says: str
    where: str


@dataclass(frozen=True, slots=True)
class Step:
    """A rule that was tried for the record's kind at a place of its evidence, and its answer."""

    place: int
    rule: str
    answer: str


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the evidence as the adapter annotated it; `head` is the text of the token that it hangs on."""

    start: int
    text: str
    lemma: str
    part_of_speech: str
    features: str
    relation: str
    head: str


@dataclass(frozen=True, slots=True)
class Match:
    """A row of a table whose words stand in the evidence at [start, end), in code points of the document's text.

    `is_function_word`: it is a preposition, a conjunction and the like that many tables hold.
    """

    start: int
    end: int
    text: str
    row: Row
    is_function_word: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with all that explains it."""

    document: Document
    record: Record
    rules: tuple[Rule, ...]
    tried: tuple[Step, ...]
    words: tuple[Word, ...]
    matches: tuple[Match, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON has it."""
        return {
            "document": {"name": self.document.name, "id": self.document.id, "published": self.document.published},
            "kind": self.record.kind_of,
            "record": self.record.to_dict(),
            "rules": [{"name": rule.name, "says": rule.says, "where": rule.where} for rule in self.rules],
            "tried": [{"place": step.place, "rule": step.rule, "answer": step.answer} for step in self.tried],
            "words": [
                {
                    "start": w.start, "text": w.text, "lemma": w.lemma, "part_of_speech": w.part_of_speech,
                    "features": w.features, "relation": w.relation, "head": w.head,
                }
                for w in self.words
            ],
            "lexicon": [
                {"start": m.start, "end": m.end, "text": m.text, "row": m.row.where, "fields": m.row.fields}
                for m in self.matches
            ],
        }  # fmt: skip


def explain(reading: Reading, doc: Doc, record: Record) -> Explanation:
    """Explain a record of a reading that was made with its trace, over the annotation `doc` that it was made from."""
    evidence = record.evidence
    inside = doc.char_span(evidence.start, evidence.end, alignment_mode="expand")
    span = inside if inside is not None else doc[0:0]
    words = (
        Word(t.idx, t.text, t.lemma_, t.pos_, str(t.morph), t.dep_, t.head.text if t.head.i != t.i else "")
        for t in span
        if not t.is_space
    )
    return Explanation(
        document=reading.document,
        record=record,
        rules=tuple(rule(name, record.kind_of) for name in _RULES.split(record.rule) if name),
        tried=tuple(_tried(reading, record)),
        words=tuple(words),
        matches=tuple(matches(doc, span.start, span.end)),
    )


def _tried(reading: Reading, record: Record) -> Iterator[Step]:
    """What the trace says of the record's kind within its evidence; only of the places where its own rules answered."""
    notes = [found for line in reading.trace if (found := _NOTE.fullmatch(line))]
    steps = [
        Step(int(note["place"]), note["rule"], note["answer"])
        for note in notes
        if note["kind"] == record.kind_of and record.evidence.start <= int(note["place"]) < record.evidence.end
    ]
    own = {step.place for step in steps if step.rule in _RULES.split(record.rule) and step.answer == "yes"}
    yield from (step for step in dict.fromkeys(steps) if not own or step.place in own)


def rule(name: str, kind: str) -> Rule:
    """What a rule says of itself: the docstring of its function, or of the module where no function bears its name."""
    module = inspect.getmodule(reader.FINDERS[kind])
    found = _functions().get(name, [])
    best = next((f for f in found if f.__module__ == getattr(module, "__name__", "")), found[0] if found else None)
    of: Callable[..., Any] | ModuleType | None = best or module
    says = (inspect.getdoc(of) or "").split("\n")[0] if of else ""
    if not best:
        return Rule(name, says, _file(module.__name__) if module else "")
    return Rule(name, says, f"{_file(best.__module__)}:{best.__code__.co_firstlineno}")


def _file(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


@functools.cache
def _functions() -> dict[str, list[Any]]:
    """Every function of the reading by its name."""
    found: dict[str, list[Any]] = {}
    for info in pkgutil.walk_packages(servanda.reading.__path__, f"{servanda.reading.__name__}."):
        module = importlib.import_module(info.name)
        for name, function in sorted(vars(module).items()):
            if inspect.isfunction(function) and function.__module__ == info.name:
                found.setdefault(name, []).append(function)
    return found


def matches(doc: Doc, i: int, j: int) -> list[Match]:
    """The rows of all tables of words whose words stand within the tokens [i, j), in the order of the text.

    Phrases are found as the reading finds them, other words by lemma or form; whether a row counted is the rule's say.
    """
    found: dict[tuple[int, int, str], Match] = {}
    hits = [(n, end, row) for n in range(i, j) for end, row in _by_words(doc, n, j)]
    columns = frames.columns(doc)
    for name in tables.names():
        if tables.table(name).columns[0] == PHRASE:
            hits += [(hit.i, hit.j, hit.row) for hit in frames.find(doc, name, overlaps=True, text=columns)]
    for start, end, row in hits:
        if i <= start < end <= j:
            place = doc[start:end]
            function = all(token.pos_ in FUNCTION_WORDS for token in place)
            found[start, end, row.where] = Match(place.start_char, place.end_char, place.text, row, function)
    return sorted(found.values(), key=lambda m: (m.start, -m.end, m.row.table, m.row.line))


def _by_words(doc: Doc, n: int, last: int) -> Iterator[tuple[int, Row]]:
    """The rows of which some words stand at token n, and the token after them."""
    for form in {doc[n].lemma_, doc[n].norm_}:
        for words, row in _index().get(form, ()):
            end = n + len(words)
            if end <= last and all(w in (t.lemma_, t.norm_) for w, t in zip(words, doc[n:end], strict=True)):
                yield end, row


@functools.cache
def _index() -> dict[str, list[tuple[tuple[str, ...], Row]]]:
    """The words of the open columns of all tables but those of phrases, by the first of them."""
    index: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
    for name in tables.names():
        table = tables.table(name)
        if table.columns[0] == PHRASE or name in PARTS_OF_WORDS or EXAMPLE not in table.columns:
            continue
        open_columns = [c.name for c in table.declared if not c.is_closed and c.name != EXAMPLE]
        for row in table:
            for words in {tuple(fold(part).split()) for column in open_columns for part in row.several(column)}:
                index.setdefault(words[0], []).append((words, row))
    return index
