"""A quoted region on trial: what stands in it and around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading.speech import clauses
from servanda.reading.speech.found import Clause
from servanda.reading.speech.layout import DASHES, RIGHT_MARKS, STOPS

if TYPE_CHECKING:
    from servanda.reading.speech.layout import Layout
    from servanda.reading.speech.lexicon import Lexicon
    from servanda.reading.speech.marks import Pair

GAP = 12  # code points of signs and blanks between a speech and the next
FAR = 2000  # code points over which a speaker is carried on
LABEL = 90  # code points of a speaker's name before a colon
SAMPLE = 400  # tokens of a region that are looked at; what they do not show, the rest does not either


@dataclass(slots=True)
class Before:
    """Where the last quoted name and the last speech (with its clause) before a region end; -1: there was none."""

    name: int = -1
    speech: int = -1


class Candidate:
    """A pair of marks with its surroundings; everything is worked out when asked."""

    def __init__(self, layout: Layout, lexicon: Lexicon, pair: Pair, before: Before | None = None) -> None:
        self.layout = layout
        self.lexicon = lexicon
        self.pair = pair
        self.behind = before or Before()
        self.is_name = False

    # -- inside ------------------------------------------------------------------------------------------------------

    @cached_property
    def tokens(self) -> range:
        """The tokens between the marks (the first few hundred)."""
        first = self.layout.first_from(self.pair.start)
        return range(first, min(self.layout.first_from(self.pair.end), first + SAMPLE))

    @cached_property
    def words(self) -> list[int]:
        """The tokens with a letter or digit."""
        return [i for i in self.tokens if self.layout.is_word(i)]

    @cached_property
    def has_verb(self) -> bool:
        """A finite verb or a short form stands inside: what is quoted says something."""
        return any(self._predicate(i) for i in self.words)

    def _predicate(self, i: int) -> bool:
        pos = self.layout.pos[i]
        if pos in ("VERB", "AUX"):
            return self.layout.feature(i, "VerbForm") == "Fin" or self.layout.feature(i, "Variant") == "Short"
        return pos == "ADJ" and self.layout.feature(i, "Variant") == "Short"

    @cached_property
    def first_person(self) -> bool:
        """Somebody speaks of himself."""
        return self.lexicon.first_person(self.layout, self.tokens)

    @cached_property
    def begins_low(self) -> bool:
        """It begins with a small letter: it goes on in the reporter's sentence."""
        return bool(self.words) and self.layout.words[self.words[0]][0].islower()

    @cached_property
    def all_capital(self) -> bool:
        """No word of four letters or more is written small: a name in any language, or a foreign one."""
        return not any(w[0].islower() and len(w) > 3 for w in (self.layout.words[i] for i in self.words))

    @cached_property
    def whole(self) -> bool:
        """It is a sentence: it begins with a capital or a digit and says something."""
        return bool(self.words) and not self.begins_low and (self.has_verb or self.ends_sentence)

    @cached_property
    def ends_sentence(self) -> bool:
        """A full stop, question or exclamation mark stands last inside the marks."""
        last = self.layout.before(self.pair.end, lines=True)
        return last >= self.pair.start and self.layout.text[last] in STOPS

    # -- around ------------------------------------------------------------------------------------------------------

    @cached_property
    def left(self) -> str:
        """What the mark stands behind: line, stop, colon, comma, dash, bracket, or word."""
        at = self.layout.before(self.pair.open)
        if at < 0:
            return "line"
        sign = self.layout.text[at]
        if sign in STOPS:
            return "stop"
        if sign in RIGHT_MARKS + ")" and at and self.layout.text[at - 1] in STOPS:
            return "stop"
        if sign in DASHES:
            before = self.layout.before(at)
            return "line" if before < 0 else ("stop" if self.layout.text[before] in STOPS else "dash")
        return {":": "colon", ",": "comma", ";": "comma", "(": "bracket", "[": "bracket"}.get(sign, "word")

    @cached_property
    def at_start(self) -> bool:
        """It begins a line or a sentence."""
        return self.left in ("line", "stop")

    @cached_property
    def right(self) -> str:
        """What follows the closing mark: line, stop, comma, dash, bracket or word."""
        at = self.layout.after(self.pair.close)
        if at >= len(self.layout.text) or self.layout.text[at] == "\n":
            return "line"
        sign = self.layout.text[at]
        if sign in STOPS:
            return "stop"
        if sign in DASHES:
            return "dash"
        return {",": "comma", ";": "comma", ")": "bracket", ":": "colon"}.get(sign, "word")

    @cached_property
    def beside_a_name(self) -> bool:
        """At most two small words («and», «on») and signs stand between it and a quoted name."""
        if self.behind.name < 0:
            return False
        between = range(self.layout.first_from(self.behind.name), self.before + 1)
        return len(between) <= 3 and all(self.layout.pos[k] in ("PUNCT", "CCONJ", "ADP", "SPACE") for k in between)

    @cached_property
    def after_speech(self) -> bool:
        """Nothing but signs and blanks stands between it and the speech before."""
        end = self.behind.speech
        return (
            end >= 0
            and not any(ch.isalnum() for ch in self.layout.text[end : min(self.pair.open, end + GAP)])
            and (self.pair.open - end < GAP)
        )

    @property
    def near_speech(self) -> bool:
        """A speech stands not far before it."""
        return self.behind.speech >= 0 and self.pair.open - self.behind.speech < FAR

    @cached_property
    def label(self) -> Clause | None:
        """A person's name (with nothing but nouns and adjectives) from the line's beginning to the colon before it."""
        colon = self.layout.before(self.pair.open)
        start = self.layout.text.rfind("\n", max(0, self.pair.open - LABEL), self.pair.open) + 1
        if self.left != "colon" or (start == 0 and self.pair.open > LABEL):
            return None
        first, last = self.layout.first_from(start), self.layout.token_at(colon)
        tokens = [i for i in range(first, last) if self.layout.is_word(i)]
        return Clause(start, colon, "words") if clauses.is_label(self.layout, tokens) else None

    @cached_property
    def person_before(self) -> Clause | None:
        """The sentence before the colon that leads to the mark, when it names a person or points to one."""
        colon = self.layout.before(self.pair.open)
        k = self.layout.token_at(max(0, colon))
        tokens = range(max(self.layout.first[k], k - clauses.LONGEST), k)
        named = any(self.layout.doc[i].ent_type_ == "PER" or self.layout.lemmas[i] in self.lexicon.own for i in tokens)
        return Clause(self.layout.starts[tokens.start], colon, "words") if named and len(tokens) > 3 else None

    @cached_property
    def signed(self) -> bool:
        """A comma or stop parts it from what follows."""
        at = self.layout.after(self.pair.close)
        return self.ends_sentence or (at < len(self.layout.text) and self.layout.text[at] in STOPS + ",")

    @cached_property
    def right_of_signs(self) -> str:
        """What follows behind the comma or stops: dash or word."""
        at = self.pair.close
        while at < len(self.layout.text) and (self.layout.text[at].isspace() or self.layout.text[at] in STOPS + ",;"):
            at += 1
        return "dash" if at < len(self.layout.text) and self.layout.text[at] in DASHES else "word"

    @cached_property
    def before(self) -> int:
        """The token before the opening mark; -1 at the beginning."""
        return self.layout.first_from(self.pair.open) - 1

    @property
    def stands_alone(self) -> bool:
        """Its sentence ends with it."""
        return self.right in ("stop", "line") or (self.ends_sentence and self.right == "word")

    @cached_property
    def clause_after(self) -> Clause | None:
        """The reporting clause behind the closing mark."""
        if not self.pair.closed:
            return None
        return clauses.after(self.layout, self.lexicon, self.pair.close, quoted=True)

    @cached_property
    def clause_before(self) -> Clause | None:
        """The reporting part of the sentence before a colon that leads to the mark, over one line's end at most."""
        at = self.layout.before(self.pair.open)
        if at < 0:
            at = self.layout.before(self.pair.open, lines=True)
        if at < 0 or self.layout.text[at] != ":":
            return None
        return clauses.before_colon(self.layout, self.lexicon, at)

    @cached_property
    def led_by(self) -> Clause | None:
        """The sentence right before, when it reports what somebody says."""
        at = self.layout.before(self.pair.open, lines=True)
        return clauses.spoken_of(self.layout, self.lexicon, at) if at >= 0 else None

    @cached_property
    def pointed_at(self) -> Clause | None:
        """The sentence right after, when it points back to these words («About this spoke …»)."""
        at = self.layout.after(self.pair.close)
        while at < len(self.layout.text) and self.layout.text[at] in STOPS:
            at += 1
        while at < len(self.layout.text) and self.layout.text[at].isspace() and at - self.pair.close < 8:
            at += 1
        return clauses.points_back(self.layout, self.lexicon, at)

    @cached_property
    def verb_at_colon(self) -> bool:
        """A speech verb stands right before the colon that leads to the mark."""
        return self.clause_before is not None and clauses.close_to_colon(
            self.layout, self.lexicon, self.clause_before.end
        )

    @cached_property
    def attribution(self) -> Clause | None:
        """What attributes words inside the reporter's sentence around the marks: before them, else right behind."""
        return clauses.around(self.layout, self.lexicon, (self.pair.open, self.tokens.start), self.pair.close)
