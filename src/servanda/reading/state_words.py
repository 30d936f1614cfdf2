"""The word tables of states, blocs, regions and places, ready for look-up."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import Literal

from servanda.language.kept import Kept
from servanda.language.tables import Row, table
from servanda.reading.gazetteer import NO_GUARDS, Gazetteer, Name, fold

Sort = Literal["state", "bloc", "region"]


@dataclass(slots=True)
class StateWords:
    """All names in one gazetteer; adjectives by stem; first parts of compounds; demonyms by form; cues by class."""

    names: Gazetteer = field(default_factory=Gazetteer)
    adjectives: dict[str, Name] = field(default_factory=dict)
    endings: frozenset[str] = frozenset()
    sizes: tuple[int, ...] = ()  # how long endings are, the longest first
    parts: dict[str, str] = field(default_factory=dict)
    demonyms: dict[str, Name] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    cues: dict[str, frozenset[str]] = field(default_factory=dict)
    opening: Kept[str, bool] = field(init=False)  # whether a name, an adjective or a demonym begins with a piece

    def __post_init__(self) -> None:
        """Keep what has been found out of a piece."""
        self.opening = Kept(self._opens, 50_000)

    def _opens(self, key: str) -> bool:
        known = key in self.names.by_first or key in self.parts or key in self.demonyms
        return known or self.stem(key, self.adjectives) is not None

    def add_names(self) -> None:
        """What is no state comes first, then states, blocs and places: of equal names the first one counts."""
        for row in table("ru/not_states"):
            self.names.add(row["forms"].split("|"), Name(row["name"], "", "none", common=True))
        for name in ("ru/state_names", "ru/bloc_names"):
            for row in table(name):
                exact = "".join(row["name"].split()) if row["form"] == "abbreviation" else ""
                self.names.add(row["forms"].split("|"), Name(row["name"], row["code"], row["form"], guards(row), exact))
        for row in table("ru/places"):
            self.names.add(row["forms"].split("|"), Name(row["name"], row["code"], row["sort"], guards(row)))

    def add_words(self) -> None:
        """Adjectives, compounds, demonyms and cues."""
        endings = (row["ending"] for row in table("ru/adjective_endings"))
        self.endings = frozenset(endings)
        self.sizes = tuple(sorted({len(ending) for ending in self.endings}, reverse=True))
        for row in table("ru/state_adjectives"):
            name = Name(row["adjective"], row["code"], "adjective", guards(row))
            stem = fold(row["adjective"])[:-2]
            if stem.isalnum():
                self.adjectives.setdefault(stem, name)
            else:
                self.names.add((stem + ending for ending in sorted(self.endings)), replace(name, common=True))
        for row in table("ru/state_parts"):
            self.parts.setdefault(fold(row["part"]), row["code"])
        for row in table("ru/demonyms"):
            name = Name(row["demonym"], row["code"], "demonym", guards(row))
            for form in row["forms"].split("|"):
                self.demonyms.setdefault(fold(form), name)
        for row in table("world/parties"):
            self.sorts[row["code"]] = row["sort"]  # type: ignore[assignment]
        self.cues = {cue: table("ru/state_cues").words("word", cue=cue) for cue in ("place", "language", "currency")}

    def stem(self, key: str, stems: dict[str, Name]) -> Name | None:
        """The entry of which a folded word is an adjective's form."""
        for size in self.sizes:
            if key[-size:] in self.endings and (name := stems.get(key[:-size])):
                return name
        return None


def guards(row: Row) -> frozenset[str]:
    """The guards of a row of names."""
    return frozenset(row["guard"].split("|")) if row["guard"] else NO_GUARDS


@functools.cache
def state_words() -> StateWords:
    """The tables, read once."""
    words = StateWords()
    words.add_names()
    words.add_words()
    words.names.ready()
    return words


def is_state(code: str) -> bool:
    """Whether a code is that of a state or territory (not of a bloc or region)."""
    return state_words().sorts.get(code) == "state"


@functools.lru_cache(maxsize=50_000)
def adjective_of(word: str) -> Name | None:
    """The state, bloc or region of which a word is the adjective, in any of its forms."""
    words = state_words()
    return words.stem(fold(word), words.adjectives)
