"""Read annotation in brat's standoff format: texts (`NAME.txt`) with entities and relations (`NAME.ann`).

Format: https://brat.nlplab.org/standoff.html. Offsets are code points of the text, kept as they are; an entity in
several pieces (`10 14;20 25`) keeps its pieces. What is checked against the folder's `annotation.conf`: types of
entities and relations; against the text: every piece of every entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Pieces = tuple[tuple[int, int], ...]

CONFIGURATION = "annotation.conf"
_SECTION = re.compile(r"\[(\w+)\]")
#: Notes, normalisations, attributes, events and equivalences: lines that are no entity and no relation.
_PASSED_OVER = "#NAME*"
_BLANK = re.compile(r"\s+")


class BratError(Exception):
    """A file of annotation is not what brat writes; the sentence names file and line."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Words of a type at one or several pieces [start, end) of the text."""

    id: str
    type: str
    pieces: Pieces
    words: str

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return max(end for _, end in self.pieces)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a type from one entity to another."""

    id: str
    type: str
    one: Entity
    other: Entity


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its entities, in the order of their beginnings, and its relations, in that of the file.

    `strays`: places of lines that belong to nothing (`FILE:LINE`).
    """

    name: str
    text: str
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    strays: tuple[str, ...] = ()

    def of(self, *types: str) -> list[Entity]:
        """The entities of some types."""
        return [entity for entity in self.entities if entity.type in types]

    def related(self, name: str) -> list[Relation]:
        """The relations of a type."""
        return [relation for relation in self.relations if relation.type == name]


@dataclass(frozen=True, slots=True)
class Configuration:
    """The types that a folder's annotation may use; none named: any."""

    entities: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path) -> Configuration:
        """From `annotation.conf`: the first word of every line of its sections `entities` and `relations`."""
        found: dict[str, set[str]] = {}
        section = ""
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            if head := _SECTION.fullmatch(line.strip()):
                section = head[1]
            elif line.strip() and line[0] not in "#<":
                found.setdefault(section, set()).add(line.split()[0])
        return cls(frozenset(found.get("entities", ())), frozenset(found.get("relations", ())))


@dataclass(slots=True)
class _File:
    """One file of annotation while it is read."""

    path: str
    text: str
    types: Configuration
    entities: dict[str, Entity] = field(default_factory=dict)
    waiting: list[tuple[int, str, str, str, str]] = field(default_factory=list)

    def wrong(self, number: int, what: str) -> BratError:
        return BratError(f"{self.path}:{number}: {what}")

    def entity(self, number: int, line: str) -> None:
        parts = line.split("\t")
        found = re.fullmatch(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)", parts[1]) if len(parts) == 3 else None
        if found is None:
            raise self.wrong(number, "no entity: a number, a type with its places and the words should stand here")
        if self.types.entities and found[1] not in self.types.entities:
            raise self.wrong(number, f"{found[1]} is no type of entity in {CONFIGURATION}")
        pieces = tuple((int(a), int(b)) for a, b in (piece.split() for piece in found[2].split(";")))
        words = " ".join(self.text[start:end] for start, end in pieces)
        if _BLANK.sub("", words) != _BLANK.sub("", parts[2]):
            raise self.wrong(number, f"{parts[2]!r} should stand at {found[2]}, and there stands {words!r}")
        self.entities[parts[0]] = Entity(parts[0], found[1], pieces, words)

    def relation(self, number: int, line: str) -> None:
        found = re.fullmatch(r"(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*", line)
        if found is None:
            raise self.wrong(number, "no relation: a number, a type, Arg1 and Arg2 should stand here")
        if self.types.relations and found[2] not in self.types.relations:
            raise self.wrong(number, f"{found[2]} is no type of relation in {CONFIGURATION}")
        self.waiting.append((number, found[1], found[2], found[3], found[4]))

    def relations(self) -> Iterator[Relation]:
        for number, name, sort, one, other in self.waiting:
            lost = next((end for end in (one, other) if end not in self.entities), None)
            if lost:
                raise self.wrong(number, f"{lost} is no entity of this file")
            yield Relation(name, sort, self.entities[one], self.entities[other])


def parse(name: str, text: str, lines: Iterable[str], types: Configuration | None = None) -> Annotated:
    """A text with its annotation; BratError for an entity or relation that is none, or whose words stand elsewhere."""
    file = _File(f"{name}.ann", text, types or Configuration())
    strays = []
    for number, line in enumerate(lines, start=1):
        if line.startswith("T"):
            file.entity(number, line.rstrip("\r\n"))
        elif line.startswith("R"):
            file.relation(number, line.rstrip("\r\n"))
        elif line.strip() and line[0] not in _PASSED_OVER:
            strays.append(f"{file.path}:{number}")
    entities = sorted(file.entities.values(), key=lambda e: (e.start, -e.end, e.id))
    return Annotated(name, text, tuple(entities), tuple(file.relations()), tuple(strays))


def load(folder: Path) -> list[Annotated]:
    """Every text of a folder with its annotation, by name; types by the `annotation.conf` there or one above.

    BratError for a text without annotation and for what `parse` refuses.
    """
    path = next((p for p in (folder / CONFIGURATION, folder.parent / CONFIGURATION) if p.is_file()), None)
    types = Configuration.read(path) if path else Configuration()
    out = []
    for text in sorted(folder.glob("*.txt")):
        annotation = text.with_suffix(".ann")
        if not annotation.is_file():
            raise BratError(f"{text}: no {annotation.name} stands beside it")
        lines = _whole(annotation).split("\n")
        out.append(parse(text.stem, _whole(text), lines, types))
    return out


def _whole(path: Path) -> str:
    """A file to the letter: line ends and all, since offsets count them."""
    return path.read_bytes().decode("utf-8")
