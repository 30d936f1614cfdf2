"""What all amounts of a document share: mentions of indicators, words of growth and of aims, states, periods.

Indexes are tokens of the document, `[i, j)`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading import clauses, frames
from servanda.reading.clauses import has

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context
    from servanda.reading.numbers import Amount
    from servanda.reading.periods import Period
    from servanda.reading.states import StateMention

HEADS = 4  # words before a mention in which the head of a body's name may stand
#: Blocs that trade and grow as states do; what an organisation of another sort reports is not about it.
MARKETS = frozenset({
    "EU", "EAEU", "CIS", "SCO", "ASEAN", "GCC", "OTS", "BRICS", "AU", "MERCOSUR", "EFTA", "G20", "G7", "LAS", "APEC",
    "CELAC", "ECO", "BSEC", "OPEC", "GECF",
})  # fmt: skip
QUANTITIES = ("measure", "flow", "flow_verb", "deed", "capacity", "goods")
NOUNS = ("measure", "flow", "counted", "capacity", "value")  # which may stand in a body's name
LEAD = 600  # code points of the beginning in which a text names whom it is about
OPENING_WORDS = 250  # code points in which one mention is enough
SHARE = 0.34  # of the mentions of other states that the second state of a text about two has
TWICE, OFTEN = 2, 3


def finite(token: Token) -> bool:
    """A predicate; the copula of the present (`то есть`) is none."""
    if not clauses.finite(token):
        return False
    being = token.lemma_ in frames.words("ru/figure_words", "words", **{"class": "being"})
    return not (being and has(token, "Tense", "Pres"))


def names_a_party(mention: StateMention) -> bool:
    """Whether a mention of a state names whom a figure is about: no capital, no title, no doubtful word."""
    return mention.form != "capital" and not mention.weak and not mention.quoted


@dataclass(frozen=True, slots=True)
class Mention:
    """Words at the tokens [i, j) that name an indicator; `sort` is the class of the table's row."""

    i: int
    j: int
    indicator: str
    sort: str


class Board:
    """What all amounts of a document share: mentions of indicators, words of growth and of aims, periods."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.doc: Doc = ctx.doc
        self.code = ctx.adapter.code
        self.mentions = [
            Mention(hit.i, hit.j, hit.row["indicator"], hit.row["class"])
            for hit in ctx.frames(f"{self.code}/indicators")
            if hit.row["class"] != "none" and not self._attribute(hit)
            if not (hit.row["class"] in NOUNS and self._names_a_body(hit.i))
        ]
        self.aims = {hit.i: hit.row["class"] for hit in ctx.frames(f"{self.code}/aims")}
        self.periods: list[Period] = ctx.periods
        self._period_starts = [period.start for period in self.periods]
        self.amounts = [a for a in ctx.amounts if not self._within_a_period(a.core_start)]
        counted = {n for a in ctx.amounts for n in range(ctx.token_at(a.start).i, a.first)}
        self.growth = {
            hit.i: hit.row["class"]
            for hit in ctx.frames(f"{self.code}/growth")
            if hit.i not in counted or hit.row["class"] == "level"
        }
        self.first_of = {a.first: a for a in self.amounts}
        self._begins = [mention.i for mention in self.mentions]
        self._ends = [mention.j for mention in self.mentions]
        self._covering = {n: mention for mention in self.mentions for n in range(mention.i, mention.j)}
        self._states = [mention.i for mention in ctx.states]
        self._spans = sorted([*((a.start, a.end) for a in self.amounts), *((p.start, p.end) for p in self.periods)])
        self._span_ends = frozenset(end for _, end in self._spans)
        self._amount_starts = [amount.core_start for amount in self.amounts]

    @cached_property
    def bilateral(self) -> bool:
        """Whether the text is about two states: the second is named at its beginning or often, and others are not."""
        if len(self.ctx.parties) < 2:
            return False
        home = self.main_state
        other = next((code for code in self.ctx.parties if code != home), self.ctx.parties[1])
        abroad = [m for m in self.ctx.states if set(m.codes) - {home} and self._counts(m)]
        mine = [m for m in abroad if other in m.codes]
        opens = any(m.start < OPENING_WORDS for m in mine)
        early = any(m.start < max(LEAD, len(self.ctx.document.text) // 2) for m in mine)
        enough = opens or (early and len(mine) >= TWICE)
        return enough and (len(self.ctx.parties) > 2 or len(mine) >= SHARE * len(abroad))

    @cached_property
    def bloc(self) -> str:
        """The bloc that a text about several states is about, `""` where it is about none."""
        if len(self.ctx.parties) < 3:
            return ""
        named = [code for m in self.ctx.states if m.sort == "bloc" for code in m.codes]
        most = max(named, key=lambda code: (named.count(code), -named.index(code)), default="")
        return most if named.count(most) + len(self.bloc_words) >= OFTEN else ""

    @cached_property
    def bloc_words(self) -> list[int]:
        """Tokens of the common name of a bloc (`государства Союза`), written with a capital."""
        words = frames.words(f"{self.code}/figure_words", "words", **{"class": "bloc"})
        covered = {n for m in self.ctx.states for n in range(m.i, m.j)}
        return [t.i for t in self.doc if t.lemma_ in words and t.is_title and t.i not in covered]

    @cached_property
    def main_state(self) -> str:
        """The state that a text about one state is about: the author's own, else the one that is named most."""
        parties = self.ctx.parties
        if self.ctx.home in parties or not parties:
            return self.ctx.home
        named = [code for m in self.ctx.states if names_a_party(m) for code in m.codes]
        return max(parties, key=lambda code: (named.count(code), -parties.index(code)))

    def word(self, token: Token, sort: str) -> bool:
        """Whether a token belongs to a class of the table `figure_words`."""
        words = frames.words(f"{self.code}/figure_words", "words", **{"class": sort})
        return token.lemma_ in words or token.norm_ in words

    def people(self, token: Token, sort: str) -> bool:
        """Whether a token is a noun of counted people, or a verb of what they do."""
        return token.lemma_ in frames.words(f"{self.code}/counted_people", "words", **{"class": sort})

    def between(self, i: int, j: int, *sorts: str) -> list[Mention]:
        """Mentions that lie in the tokens [i, j), in order."""
        low, high = bisect.bisect_left(self._begins, i), bisect.bisect_left(self._begins, j)
        return [m for m in self.mentions[low:high] if m.j <= j and (not sorts or m.sort in sorts)]

    def covering(self, n: int) -> Mention | None:
        """The mention in which the token n stands."""
        return self._covering.get(n)

    def states_between(self, i: int, j: int) -> list[StateMention]:
        """States named in the tokens [i, j), capitals, titles and doubtful words left out."""
        low, high = bisect.bisect_left(self._states, i), bisect.bisect_left(self._states, j)
        return [m for m in self.ctx.states[low:high] if m.j <= j and self._counts(m)]

    def capitals_between(self, i: int, j: int) -> list[StateMention]:
        """Capitals named in the tokens [i, j) that stand for two of the document's states."""
        found = [m for m in self.ctx.states if i <= m.i and m.j <= j and m.form == "capital"]
        ours = [m for m in found if set(m.codes) <= set(self.ctx.parties)]
        return ours if len({m.codes for m in ours}) > 1 else []

    def _counts(self, mention: StateMention) -> bool:
        """A doubtful adjective counts for a state that the text is about anyway, a sea or region only then."""
        ours = set(mention.codes) <= set(self.ctx.parties)
        if mention.sort == "region" or (mention.sort == "bloc" and not MARKETS.intersection(mention.codes)):
            return ours
        return names_a_party(mention) or (ours and mention.form in ("adjective", "name") and not mention.quoted)

    def periods_between(self, start: int, end: int) -> list[Period]:
        """Times that begin in the code points [start, end)."""
        low, high = bisect.bisect_left(self._period_starts, start), bisect.bisect_left(self._period_starts, end)
        return self.periods[low:high]

    def amount_before(self, char: int) -> Amount | None:
        """The last amount whose number begins before a code point."""
        at = bisect.bisect_left(self._amount_starts, char)
        return self.amounts[at - 1] if at else None

    def runs_through(self, char: int) -> bool:
        """Whether a code point lies within an amount or a time."""
        at = bisect.bisect_left(self._spans, (char, 0))
        return any(start < char < end for start, end in self._spans[max(0, at - 3) : at])

    def ends_at(self, char: int) -> bool:
        """Whether an amount or a time ends at a code point."""
        return char in self._span_ends

    def last_quantity(self, i: int, floor: int) -> Mention | None:
        """The last quantity named in [floor, i) that an anaphor may take up."""
        at = bisect.bisect_right(self._ends, i)
        for mention in reversed(self.mentions[:at]):
            if mention.i < floor:
                return None
            if mention.sort in ("measure", "flow"):
                return mention
        return None

    def _within_a_period(self, char: int) -> bool:
        at = bisect.bisect_right(self._period_starts, char)
        return at > 0 and char < self.periods[at - 1].end

    def _attribute(self, hit: frames.Hit) -> bool:
        """`переработанных товаров`, `перерабатывающих предприятий`: a participle before its noun is no deed."""
        token, i = self.doc[hit.i], hit.i
        if hit.row["class"] != "deed" or not has(token, "VerbForm", "Part") or has(token, "Variant", "Short"):
            return False
        after = self.doc[i + 1] if i + 1 < len(self.doc) else token
        return after.pos_ in ("NOUN", "ADJ") and after.morph.get("Case", []) == token.morph.get("Case", [])

    def _names_a_body(self, i: int) -> bool:
        """`Министр торговли`, `агентство по экспорту и инвестициям`."""
        for n in range(i - 1, max(-1, i - 1 - HEADS), -1):
            token = self.doc[n]
            if self.word(token, "heads"):
                return True
            if token.pos_ not in ("ADJ", "ADP", "CCONJ", "NOUN", "PROPN") or token.is_space:
                return False
        return False
