"""Cities, regions and venues: by the table of places, and by what the tagger takes for a place."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from servanda.language.kept import Kept
from servanda.language.tables import Row, table
from servanda.reading.gazetteer import Name, fold
from servanda.reading.state_words import state_words
from servanda.reading.states import NO_PARTY, Search, find_states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PlaceSort = Literal["city", "region", "venue", "other"]
SORTS: dict[str, PlaceSort] = {
    "capital": "city", "city": "city", "region": "region", "venue": "venue", "other": "other",
}  # fmt: skip
COORDINATED = 8  # pieces within which the noun of coordinated adjectives follows


@dataclass(frozen=True, slots=True)
class Place:
    """A place at [start, end) in code points, [i, j) in tokens.

    `name` is in the nominative; `code` is the state that it lies in, `""` where the tables do not tell. `quoted`:
    within a name or title in quotation marks.
    """

    start: int
    end: int
    i: int
    j: int
    name: str
    code: str
    sort: PlaceSort
    quoted: bool = False


def find_places(doc: Doc, phrase: Callable[[Span], str] | None = None) -> list[Place]:
    """Every city, region and venue that a text names, in its order; states are left to `find_states`.

    `phrase` brings a name that no table holds to the nominative (the adapter's); without it the tokens' lemmas do.
    """
    search = Search(doc)
    known = _known(search)
    taken = {token for place in known for token in range(place.i, place.j)}
    taken.update(token for mention in find_states(doc) for token in range(mention.i, mention.j))
    tagged = [place for span in doc.ents if (place := _tagged(span, taken, phrase or _by_lemmas))]
    return sorted([*known, *tagged], key=lambda place: place.start)


def _known(search: Search) -> list[Place]:
    """The places that the table holds."""
    places: list[Place] = []
    done = 0
    begins = search.words.names.by_first
    for n in [n for n, piece in enumerate(search.pieces) if piece.key in begins or _region_adjective[piece.key]]:
        if n < done:
            continue
        done = n + 1
        for size, name in search.words.names.at(search.pieces, n):
            if search.accepts(n, size, name):
                if name.sort in SORTS:
                    places.append(_place(search, n, size, name))
                if name.sort in SORTS or name.sort in NO_PARTY or size > 1:
                    done = n + size
                search.ended = done
                break
        else:
            coordinated = _coordinated(search, n)
            if coordinated is not None:
                places.append(_place(search, n, 1, coordinated))
    return places


def _place(search: Search, n: int, size: int, name: Name) -> Place:
    start, end = search.pieces[n].start, search.pieces[n + size - 1].end
    i, j = search.tokens.span(start, end)
    return Place(start, end, i, j, name.name, name.code, SORTS[name.sort], search.inside[n])


@functools.cache
def _region_adjectives() -> dict[str, Name]:
    """Regions named by an adjective and a noun, by the adjective's stem."""
    found = {}
    for row in table("ru/places").rows:
        words = row["name"].split()
        if row["sort"] == "region" and len(words) == 2 and words[1] in _heads("after"):
            found[fold(words[0])[:-2]] = Name(row["name"], row["code"], "region")
    return found


def _adjective(key: str) -> Name | None:
    """The region of which a piece is the adjective's form."""
    return state_words().stem(key, _region_adjectives())


_region_adjective = Kept(_adjective, 50_000)


def _coordinated(search: Search, n: int) -> Name | None:
    """An adjective whose noun stands farther on, in common with others."""
    if not search.pieces[n].capital:
        return None
    name = _region_adjective[search.pieces[n].key]
    if name is None:
        return None
    noun = name.name.split()[1]
    for piece in search.pieces[n + 1 : n + COORDINATED]:
        token = search.tokens.at(piece.start)
        if token.lemma_ == noun:
            return name
        if "\n" in piece.gap or not (token.pos_ in ("ADJ", "PROPN", "CCONJ") or piece.text in ",-"):
            return None
    return None


@functools.cache
def _heads(side: str) -> dict[str, Row]:
    return {row["noun"]: row for row in table("ru/place_heads") if row["side"] == side}


def _tagged(span: Span, taken: set[int], phrase: Callable[[Span], str]) -> Place | None:
    """A place that only the tagger knows, with the noun that belongs to its name."""
    if span.label_ != "LOC" or any(token.i in taken for token in span) or "\n" in span.text:
        return None
    if not any(token.text.istitle() for token in span):  # abbreviations are no places
        return None
    sort: PlaceSort = "other"
    i, j = span.start, span.end
    after, before = _heads("after"), _heads("before")
    if any(token.lemma_ in _no_places() for token in span):
        return None
    if j < len(span.doc) and span.doc[j].lemma_ in after and span[-1].pos_ == "ADJ":
        j += 1
    if span.doc[j - 1].lemma_ in after:
        sort = after[span.doc[j - 1].lemma_]["sort"]  # type: ignore[assignment]
    if span.doc[j - 1].pos_ == "ADJ" or span[0].text in _people(span.doc):
        return None
    name = phrase(span.doc[i:j])
    head = span.doc[i - 1].lemma_ if i and span.doc[i - 1].sent == span.sent else ""
    if head in before:
        sort = before[head]["sort"]  # type: ignore[assignment]
        if before[head]["use"] == "kept":
            i -= 1
            name = f"{head} {name}"
    whole = span.doc[i:j]
    return Place(whole.start_char, whole.end_char, i, j, name, "", sort)


@functools.cache
def _no_places() -> frozenset[str]:
    return table("ru/not_places").words("word")


@functools.lru_cache(maxsize=1)
def _people(doc: Doc) -> frozenset[str]:
    """Words that stand in people's names elsewhere in the text."""
    return frozenset(token.text for token in doc if token.ent_type_ == "PER")


def _by_lemmas(span: Span) -> str:
    """Each word's lemma in the letter case of the text."""
    words = []
    for token in span:
        lemma = token.lemma_ or token.text
        words.append(lemma[:1].upper() + lemma[1:] if token.text[:1].isupper() else lemma)
    return " ".join(words)
