"""FactRuEval-2016 as it lies in its files: texts, entities with their attributes, facts with their arguments.

The formats are those of https://github.com/dialogue-evaluation/factRuEval-2016: tokens, spans, objects (mentions of
one or more spans), coref (entities of one or more mentions), facts. What may stand for an entity in an answer is worked
out here as the competition's own scorer does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PERSON, PLACE, BODY = "per", "loc", "org"
KINDS: Mapping[str, str] = {"Person": PERSON, "Location": PLACE, "LocOrg": PLACE, "Org": BODY, "Organization": BODY}
#: Kinds of mention in which one of a kind may be contained, and then counts no more.
HOLDERS: Mapping[str, frozenset[str]] = {
    "Person": frozenset({"Location", "Org", "LocOrg"}),
    "Location": frozenset({"Location", "Org", "LocOrg"}),
    "Org": frozenset({"Org", "LocOrg"}),
    "LocOrg": frozenset({"Org", "LocOrg"}),
    "Project": frozenset({"Org", "LocOrg"}),
}
QUOTES = frozenset("\"'«»“”„")
FULL_NAMES = ("lfp", "fpl", "fp", "fl", "lf", "n", "f", "p", "l", "fn")
NAME_PARTS = {"f": "firstname", "l": "lastname", "p": "patronymic", "n": "nickname"}
POSITION, WHERE = "position", "where"
#: The attribute that marks a fact as hard (the scorer passes it over), in the standard's own words.
HARD = ("сложность", "повышенная")


def normal(text: str) -> str:
    """A string as it is compared: lower case, one kind of quotation mark and dash, no space before a mark."""
    text = text.lower().strip(" \r\n\t")
    for marks, one in (("«»“”„", '"'), ("’`", "'"), ("ё", "е"), ("-‐−‒–—―", "-")):
        for mark in marks:
            text = text.replace(mark, one)
    for spaced, close in ((" ,", ","), (" .", "."), (" -", "-"), ("- ", "-"), ("( ", "("), (" )", ")")):
        text = text.replace(spaced, close)
    return text


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name of an attribute and all values that may stand for it, normal."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity; `ignored`: every mention lies within another entity's, or is but an adjective or a common noun."""

    kind: str
    attributes: tuple[Attribute, ...]
    ignored: bool = False
    id: str = ""
    texts: frozenset[str] = frozenset()

    def values(self, name: str) -> list[str]:
        """All values of the attributes of that name."""
        return sorted(value for a in self.attributes if a.name == name for value in a.values)


@dataclass(frozen=True, slots=True)
class Argument:
    """What plays a part in a fact: any of the values, normal."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with its arguments; `ignored`: marked as hard."""

    kind: str
    arguments: tuple[Argument, ...]
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """A text with its entities and facts."""

    name: str
    text: str
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]

    @property
    def number(self) -> int:
        """The number in its name."""
        return int("".join(c for c in self.name if c.isdigit()))


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class _Span:
    kind: str
    start: int
    end: int
    tokens: tuple[_Token, ...]

    @property
    def text(self) -> str:
        return normal(" ".join(token.text for token in self.tokens))


@dataclass(frozen=True, slots=True)
class _Mention:
    id: str
    kind: str
    spans: tuple[_Span, ...]

    @property
    def ends(self) -> tuple[int, int]:
        return min(span.start for span in self.spans), max(span.end for span in self.spans)

    def within(self, other: _Mention) -> bool:
        """Contained in another mention, or as large as an organisation's."""
        if other.kind not in HOLDERS.get(self.kind, frozenset()):
            return False
        (start, end), (first, last) = self.ends, other.ends
        if (start, end) == (first, last):
            return self.kind in ("Person", "Location") and other.kind == "Org"
        return first <= start and end <= last

    def empty(self) -> bool:
        """Adjectives only, or common nouns only."""
        return all(s.kind == "geo_adj" for s in self.spans) or all("descr" in s.kind for s in self.spans)


def load(folder: Path) -> list[Standard]:
    """All documents of a folder, in the order of their numbers."""
    return sorted((_document(path) for path in folder.glob("*.txt")), key=lambda s: s.number)


def _document(path: Path) -> Standard:
    text = path.read_text(encoding="utf-8")
    tokens = _tokens(path.with_suffix(".tokens"))
    spans = _spans(path.with_suffix(".spans"), tokens)
    mentions = _mentions(path.with_suffix(".objects"), spans)
    entities = {block[0][0]: _entity(block, mentions, text, tokens) for block in _blocks(path.with_suffix(".coref"))}
    facts = _facts(path.with_suffix(".facts"), entities, spans)
    named = tuple(entity for entity in entities.values() if entity.attributes and entity.kind)
    return Standard(path.stem, text, named, tuple(facts))


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words:
            yield words


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    """Blocks of lines between empty ones, each line cut at its spaces."""
    block: list[list[str]] = []
    for line in [*(path.read_text(encoding="utf-8").splitlines() if path.is_file() else []), ""]:
        words = line.split()
        if words:
            block.append(words)
        elif block:
            yield block
            block = []


def _tokens(path: Path) -> dict[str, _Token]:
    rows = sorted((int(start), number, text) for number, start, _, text in _rows(path))
    return {number: _Token(start, text, n) for n, (start, number, text) in enumerate(rows)}


def _spans(path: Path, tokens: Mapping[str, _Token]) -> dict[str, _Span]:
    spans = {}
    for words in _rows(path):
        size, ids = int(words[5]), words[words.index("#") + 1 :]
        inside = sorted((tokens[one] for one in ids[:size]), key=lambda t: t.start)
        spans[words[0]] = _Span(words[1], int(words[2]), int(words[2]) + int(words[3]), tuple(inside))
    return spans


def _mentions(path: Path, spans: Mapping[str, _Span]) -> dict[str, _Mention]:
    mentions = {}
    for words in _rows(path):
        ids = words[2 : words.index("#")]
        mentions[words[0]] = _Mention(words[0], words[1], tuple(spans[one] for one in ids))
    return mentions


def _entity(
    block: Sequence[Sequence[str]], mentions: Mapping[str, _Mention], text: str, tokens: Mapping[str, _Token]
) -> Entity:
    own, *ids = block[0]
    mine = [mentions[one] for one in ids if one in mentions]
    kinds = {mention.kind for mention in mine}
    kind = PLACE if kinds & {"Location", "LocOrg"} else KINDS.get(next(iter(sorted(kinds)), ""), "")
    values: dict[str, set[str]] = {}
    for name, *words in block[1:]:
        values.setdefault(name.lower(), set()).add(normal(" ".join(words)))
    described = {v for name, some in values.items() if name.endswith(("descr", "descriptor")) for v in some}
    if kind != PERSON and "name" in values:
        values["name"] |= {f'"{value}"' for value in values["name"] if _quoted(value, mine, tokens)}
    attributes = tuple(
        Attribute(name.strip("1234567890"), frozenset(_with_nouns(some, described)))
        for name, some in values.items()
        if name != "wikidata" and not name.endswith(("descr", "descriptor"))
    )
    free = [m for m in mine if not any(m.within(other) for other in mentions.values() if other is not m)]
    ignored = bool(mine) and (not free or all(mention.empty() for mention in mine))
    return Entity(kind, attributes, ignored, own, frozenset(_texts(mine, text, tokens)))


def _quoted(value: str, mentions: Sequence[_Mention], tokens: Mapping[str, _Token]) -> bool:
    """A span of that name stands in quotation marks."""
    ordered = sorted(tokens.values(), key=lambda t: t.order)
    for span in (span for mention in mentions for span in mention.spans):
        first, last = span.tokens[0].order, span.tokens[-1].order
        around = first > 0 and last + 1 < len(ordered)
        if span.text == value and "name" in span.kind and around:
            left, right = ordered[first - 1].text, ordered[last + 1].text
            if left in QUOTES and right in QUOTES:
                return True
    return False


def _with_nouns(values: set[str], nouns: set[str]) -> Iterator[str]:
    """The values, and each with each of the common nouns before or after it."""
    for value in values:
        yield value
        for noun in nouns:
            if f" {noun} " not in f" {value} ":
                yield f"{value} {noun}"
                yield f"{noun} {value}"


def _texts(mentions: Sequence[_Mention], text: str, tokens: Mapping[str, _Token]) -> Iterator[str]:
    """The words of each mention, alone and with what stands between them."""
    for mention in mentions:
        inside = sorted({token for span in mention.spans for token in span.tokens}, key=lambda t: t.start)
        yield normal(" ".join(token.text for token in inside))
        yield normal(text[inside[0].start : inside[-1].start + len(inside[-1].text)])


# -- facts ------------------------------------------------------------------------------------------------------------


def _facts(path: Path, entities: Mapping[str, Entity], spans: Mapping[str, _Span]) -> list[Fact]:
    wholes: dict[str, set[str]] = {}
    blocks = list(_blocks(path))
    for block in blocks:
        if block[0][1].lower() == "ispartof":
            ids = [words[1][3:] for words in block[1:]]
            for one in ids:
                wholes.setdefault(one, set()).update(other for other in ids if other != one)
    return [
        _fact(block, entities, spans, wholes)
        for block in blocks
        if len(block[0]) > 1 and block[0][1].lower() != "ispartof"
    ]


def _fact(
    block: Sequence[Sequence[str]],
    entities: Mapping[str, Entity],
    spans: Mapping[str, _Span],
    wholes: Mapping[str, set[str]],
) -> Fact:
    arguments, ignored = [], False
    for written, *words in block[1:]:
        name = written.lower()
        if (name, " ".join(words).lower()) == HARD:
            ignored = True
        elif not name.isascii():
            continue  # modality, phase: no arguments in the plain mode
        elif words[0].startswith("span"):
            values = {spans[part.split()[0][4:]].text for part in " ".join(words).split("|")}
            arguments.append(Argument(POSITION if name == "job" else name, frozenset(values)))
        elif words[0].startswith("obj"):
            others = wholes.get(words[0][3:], set()) if name == WHERE else set()
            arguments.append(Argument(name, frozenset(_names(words, entities, others))))
        else:
            arguments.append(Argument(name, frozenset(normal(part) for part in " ".join(words).split("|"))))
    return Fact(block[0][1].lower(), tuple(arguments), ignored)


def _names(words: Sequence[str], entities: Mapping[str, Entity], wholes: set[str]) -> Iterator[str]:
    """All that may stand for an entity in a fact."""
    entity = entities[words[0][3:]]
    yield normal(" ".join(words[1:]))
    yield from entity.texts
    if entity.kind == PERSON:
        yield from _full_names(entity)
    yield from entity.values("name")
    for other in sorted(wholes):
        yield from entities[other].values("name")


def _full_names(entity: Entity) -> Iterator[str]:
    for pattern in FULL_NAMES:
        options = [""]
        for part in pattern:
            values = entity.values(NAME_PARTS[part])
            options = [f"{option} {value}".strip() for option in options for value in values]
        yield from (option for option in options if option)
