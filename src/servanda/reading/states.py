"""States, blocs and regions wherever a text names them.

By name, adjective, demonym, compound, abbreviation or capital. Words are tables (see `state_words`); names are matched
in every form that the tables list, never by lemma.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from servanda.reading.gazetteer import DASH, Name, opens_sentence, pieces, titles, tokens_at
from servanda.reading.once import text_of
from servanda.reading.state_words import Sort, adjective_of, state_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

Form = Literal["name", "adjective", "demonym", "compound", "abbreviation", "capital"]
NO_PARTY = ("none", "city", "region", "venue", "other")  # names that are passed over as a whole
CITIES = ("capital", "city")
FORMS: dict[str, Form] = {
    "name": "name", "abbreviation": "abbreviation", "capital": "capital", "adjective": "adjective",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateMention:
    """One mention: [start, end) in code points, [i, j) in tokens, codes in the order of the text.

    A code is ISO 3166-1 alpha-2, a bloc's abbreviation or a region's name. `quoted`: within a name or title
    in quotation marks. `weak`: the word need not mean the state (a language, a people, a capital as a place).
    """

    start: int
    end: int
    i: int
    j: int
    codes: tuple[str, ...]
    form: Form
    sort: Sort
    quoted: bool = False
    weak: bool = False


@functools.lru_cache(maxsize=1)
def find_states(doc: Doc) -> list[StateMention]:
    """Every state, bloc and region that a text names, in its order, none overlapping; a list that all who ask share."""
    return Search(doc).mentions()


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name at the pieces [n, n + size)."""

    n: int
    size: int
    codes: tuple[str, ...]
    form: Form
    guards: frozenset[str]


class Search:
    """One pass over the pieces of a document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = state_words()
        self.pieces = pieces(text_of(doc))
        self.tokens = tokens_at(doc)
        self.inside = _in_titles(doc)
        self.ended = -1  # the piece after the last hit

    def mentions(self) -> list[StateMention]:
        """All mentions; abbreviations that need their state elsewhere in the text are settled last."""
        hits: list[_Hit] = []
        done = 0
        opening = self.words.opening
        for n in [n for n, piece in enumerate(self.pieces) if opening[piece.key]]:
            if n < done:
                continue
            hit, size = self._at(n)
            if hit is not None:
                hits.append(hit)
                self.ended = n + size
            done = n + max(1, size)
        return [self._mention(hit) for hit in _settled(hits)]

    def _at(self, n: int) -> tuple[_Hit | None, int]:
        """The hit that begins at a piece, and how many pieces are done with."""
        piece = self.pieces[n]
        if not piece.word:
            return None, 1
        for size, name in self.words.names.at(self.pieces, n):
            if not self.accepts(n, size, name):
                continue
            if "seat" in name.guards and not self._place_before(n):  # «Кремль поддержал», not «в Кремле»
                return _Hit(n, size, (name.code,), "capital", name.guards), size
            if name.sort in NO_PARTY or self.of_currency(n):
                self.ended = n + size
                return None, size
            codes = self._rivals(n, size) if "context" in name.guards else (name.code,)
            return _Hit(n, size, codes, FORMS[name.sort], name.guards), size
        compound = self._compound(n)
        if compound is not None:
            return compound, compound.size
        return self._single(n), 1

    def _rivals(self, n: int, size: int) -> tuple[str, ...]:
        """All states that share an abbreviation."""
        return tuple(name.code for s, name in self.words.names.at(self.pieces, n) if s == size and name.sort in FORMS)

    def _compound(self, n: int) -> _Hit | None:
        """First parts joined by dashes to an adjective."""
        codes: list[str] = []
        at = n
        while at + 2 < len(self.pieces) and self.pieces[at].key in self.words.parts and self.pieces[at + 1].key == DASH:
            if "\n" in self.pieces[at + 1].gap + self.pieces[at + 2].gap:
                return None
            codes.append(self.words.parts[self.pieces[at].key])
            at += 2
        last = adjective_of(self.pieces[at].key) if codes and self.pieces[at].word else None
        if last is None or self.hyphened_on(at):
            return None
        codes.append(last.code)
        guards = frozenset({"weak"}) if self._language_follows(at) else frozenset()
        unique = tuple(dict.fromkeys(codes))
        return _Hit(n, at + 1 - n, unique, "compound", guards) if len(unique) > 1 else None

    def _single(self, n: int) -> _Hit | None:
        """An adjective or a demonym."""
        piece = self.pieces[n]
        name, demonym = adjective_of(piece.key), self.words.demonyms.get(piece.key)
        if (name is None and demonym is None) or self.hyphened_before(n) or self.hyphened_on(n):
            return None
        if name is not None and n + 1 < len(self.pieces) and self._cued(n + 1, "currency"):
            return None
        if name is not None and not (piece.capital and self._within_name(n)):
            guards = name.guards | {"weak"} if self._language_follows(n) else name.guards
            return _Hit(n, 1, (name.code,), "adjective", guards)
        if demonym is None or (piece.capital and not self._may_be_capital(n)):
            return None
        return _Hit(n, 1, (demonym.code,), "demonym", demonym.guards)

    def _mention(self, hit: _Hit) -> StateMention:
        start, end = self.pieces[hit.n].start, self.pieces[hit.n + hit.size - 1].end
        i, j = self.tokens.span(start, end)
        weak = "weak" in hit.guards or (hit.form == "capital" and self._place_before(hit.n))
        sort = self.words.sorts.get(hit.codes[0], "region")
        return StateMention(start, end, i, j, hit.codes, hit.form, sort, self.inside[hit.n], weak)

    # -- conditions -----------------------------------------------------------------------------------------------

    def accepts(self, n: int, size: int, name: Name) -> bool:
        """Whether the name is meant where its letters stand."""
        return all(test(self, n, size, name) for test in NAME_TESTS)

    def person(self, n: int) -> bool:
        return self.pieces[n].capital and self.tokens.at(self.pieces[n].start).ent_type_ == "PER"

    def _within_name(self, n: int) -> bool:
        """Part of a person's name; a sentence's first word is often taken for one."""
        return self.person(n) and (self.in_long_name(n) or not self.opens(n))

    def in_long_name(self, n: int) -> bool:
        """Within a person's name of several words."""
        token = self.tokens.at(self.pieces[n].start)
        beside = (self.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(self.doc))
        return any(other.ent_type_ == "PER" for other in beside)

    def opens(self, n: int) -> bool:
        return opens_sentence(self.tokens.at(self.pieces[n].start))

    def _may_be_capital(self, n: int) -> bool:
        if self._within_name(n):
            return False
        return self.opens(n) or (self.pieces[n].text.isupper() and len(self.pieces[n].text) > 2)

    def hyphened_before(self, n: int) -> bool:
        """Joined by a hyphen to a word before that is no state (the second half of a double name)."""
        if n < 2 or self.pieces[n - 1].key != DASH or self.pieces[n].gap or self.pieces[n - 1].gap:
            return False
        return self.pieces[n - 2].word and self.ended != n - 1

    def hyphened_on(self, n: int) -> bool:
        """Joined by a hyphen to a number or a small word after (a channel, a particle)."""
        if n + 2 >= len(self.pieces) or self.pieces[n + 1].key != DASH:
            return False
        follower = self.pieces[n + 2]
        if self.pieces[n + 1].gap or follower.gap or not follower.word:
            return False
        return follower.text[0].isdigit() or not follower.capital

    def _language_follows(self, n: int) -> bool:
        for piece in self.pieces[n + 1 : n + 4]:
            if not piece.word:
                return False
            if self.tokens.at(piece.start).lemma_ in self.words.cues["language"]:
                return True
            if adjective_of(piece.key) is None and len(piece.key) > 1:
                return False
        return False

    def _place_before(self, n: int) -> bool:
        """A preposition or noun of place before, or a dateline."""
        before = n - 1
        while before >= 0 and not self.pieces[before].word and n - before < 3:
            before -= 1
        if before >= 0 and self._cued(before, "place"):
            return True
        return self._dateline(n)

    def _dateline(self, n: int) -> bool:
        """A city that opens a line, a full stop or a comma and a date after it."""
        if (n and "\n" not in self.pieces[n].gap) or n + 2 >= len(self.pieces):
            return False
        mark, follower = self.pieces[n + 1], self.pieces[n + 2]
        return mark.text == "." or (mark.text in ",/" and (follower.text[0].isdigit() or follower.text.isupper()))

    def _cued(self, n: int, cue: str) -> bool:
        token = self.tokens.at(self.pieces[n].start)
        return token.lemma_ in self.words.cues[cue] or token.norm_ in self.words.cues[cue]

    def of_currency(self, n: int) -> bool:
        """Named only to tell a currency."""
        return n > 0 and self._cued(n - 1, "currency")


@functools.lru_cache(maxsize=1)
def _in_titles(doc: Doc) -> list[bool]:
    """For each piece of a text whether it stands inside a name or title in quotation marks."""
    tokens = tokens_at(doc)
    return titles(pieces(text_of(doc)), lambda piece: "Fin" in tokens.at(piece.start).morph.get("VerbForm", []))


def _stands_alone(search: Search, n: int, size: int, name: Name) -> bool:
    return not search.hyphened_before(n) and not search.hyphened_on(n + size - 1)


def _not_a_person(search: Search, n: int, size: int, name: Name) -> bool:
    if not search.person(n):
        return True
    return "person" not in name.guards and (name.sort not in CITIES or not search.in_long_name(n))


def _not_a_common_word(search: Search, n: int, size: int, name: Name) -> bool:
    """A name that is a common word, too, counts at a sentence's beginning only where the tagger sees a place."""
    if "start" not in name.guards or not search.opens(n):
        return True
    token = search.tokens.at(search.pieces[n].start)
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.ent_type_ == "LOC" and after.pos_ in ("VERB", "AUX", "CCONJ", "PUNCT")


def _no_surname(search: Search, n: int, size: int, name: Name) -> bool:
    """«С.Мали», «А. Куба» are people: one word after an initial, within its sentence."""
    if size > 1 or "weak" in name.guards or n < 2 or search.pieces[n - 1].text != "." or search.pieces[n - 1].gap:
        return True
    letter, piece = search.pieces[n - 2], search.pieces[n]
    if len(letter.text) > 1 or not letter.capital or not piece.text.istitle():
        return True
    return bool(piece.gap) and bool(search.tokens.at(piece.start).is_sent_start)


NameTest = Callable[[Search, int, int, Name], bool]
NAME_TESTS: tuple[NameTest, ...] = (_stands_alone, _not_a_person, _no_surname, _not_a_common_word)


def _settled(hits: list[_Hit]) -> list[_Hit]:
    """Abbreviations of several states go to the one that the text names most otherwise, or to none."""
    counts = Counter(code for hit in hits if "context" not in hit.guards for code in hit.codes)
    out = []
    for hit in hits:
        if "context" not in hit.guards:
            out.append(hit)
            continue
        code = max(hit.codes, key=lambda code: counts[code])
        if counts[code]:
            out.append(replace(hit, codes=(code,)))
    return out
