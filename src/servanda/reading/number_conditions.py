"""Why a number is no figure: named conditions, tried in order; the first that holds is the reason."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servanda.language.tables import table
from servanda.reading import number_words
from servanda.reading.atoms import Atom
from servanda.reading.cardinals import Cardinal

if TYPE_CHECKING:
    from spacy.tokens import Doc

FIRST_YEAR, LAST_YEAR = 1800, 2199
LONG = 9  # digits in a row that only telephones, accounts and the like have
RANK, ELEVEN = 5, 11
LEVEL_WORDS = 4  # words before a number among which its verb may stand
QUOTED_WORDS = 6
BEYOND = 10**18


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number under judgement: the atoms [number.i, number.j), `after` its unit, `begin` where its words begin."""

    doc: Doc
    row: Sequence[Atom]
    number: Cardinal
    after: int
    unit: str
    noun: int
    begin: int
    spelled: bool

    @property
    def atom(self) -> Atom:
        return self.row[self.number.i]

    def near(self, step: int) -> Atom | None:
        """The atom `step` places before the number, or after it (from 1)."""
        n = self.number.i + step if step < 0 else self.number.j + step - 1
        return self.row[n] if 0 <= n < len(self.row) else None


def joined_to_a_word(c: Candidate) -> bool:
    """`COP29`, `ВВЭР-1200`, `3D`."""
    if c.atom.glued:
        return True
    last = c.row[c.number.j - 1]
    following = c.near(1)
    letters = last.kind == "number" and last.suffix and not last.hyphen
    return bool(
        letters and following is not None and not following.spaced and number_words.unit(c.row, c.number.j) is None
    )


def ordinal(c: Candidate) -> bool:
    """`56-й`."""
    return c.number.ending == "ordinal"


def compound(c: Candidate) -> bool:
    """`25-летие`, `500-метровый`, `53-ФЗ`."""
    return c.number.ending == "compound"


def long_number(c: Candidate) -> bool:
    """Telephones, accounts, taxpayers' numbers."""
    return c.atom.kind == "number" and c.atom.norm.isdigit() and len(c.atom.norm) > LONG


def beyond_counting(c: Candidate) -> bool:
    """More than anybody counts: digits that only look like a number."""
    return c.number.value >= BEYOND or (c.number.high or 0) >= BEYOND


def part_of_a_date(c: Candidate) -> bool:
    """The day before a month: `15 марта`, `с 6 по 9 ноября`, `21 и 22 октября`."""
    if c.spelled or c.number.scaled or c.number.value > 31:
        return False
    at = c.number.j
    for _ in range(3):
        if at >= len(c.row) or c.row[at].gap:
            return False
        atom = c.row[at]
        if atom.norm in _months():
            return True
        if atom.kind != "number" and atom.norm not in _between_days():
            return False
        at += 1
    return False


def year(c: Candidate) -> bool:
    """A number of four digits that is no sum and counts nothing right after it: `в 2024 году`, `2016-2019`."""
    if c.spelled or c.number.scaled or not c.atom.norm.isdigit() or len(c.atom.norm) != 4:
        return False
    if not FIRST_YEAR <= c.number.value <= LAST_YEAR:
        return False
    following = c.near(1)
    if following is not None and (following.lemma in _year_words() or following.norm in _year_words()):
        return True
    return c.unit in ("", "count") and not (c.noun >= 0 and c.noun == c.row[c.number.j].first and _plural(c))


def _plural(c: Candidate) -> bool:
    token = c.doc[c.noun]
    return token.morph.get("Case", []) == ["Gen"] and token.morph.get("Number", []) == ["Plur"]


def bears_it_as_name(c: Candidate) -> bool:
    """`статья 6`, `№ 1`, `таблица 2`, `ИНН 7704`."""
    before = c.near(-1)
    if before is not None and before.norm == "." and not c.number.scaled:
        before = c.near(-2)
    if before is None or c.spelled or c.number.scaled or c.begin < c.number.i:
        return False
    return not c.atom.gap and (before.lemma in _numbered() or before.norm in _numbered())


def length_of_time(c: Candidate) -> bool:
    """`33 года`, `8 месяцев`, `3,5 часа`; also over words between (`предстоящие 15 лет`)."""
    following = c.near(1)
    if following is None or following.gap:
        return False
    return following.lemma in _durations() or following.norm in _durations() or _counts_time(c)


def _counts_time(c: Candidate) -> bool:
    return c.noun >= 0 and c.doc[c.noun].lemma_ in _durations()


def name_in_quotation_marks(c: Candidate) -> bool:
    """`«100 конкретных шагов»`, `"Россия 24"`: the first or last words of a short title."""
    at, n = c.number.i, 0
    before, following = c.near(-1), c.near(1)
    opens = before is not None and before.norm in _OPENING and not c.atom.spaced
    closes = following is not None and following.norm in _CLOSING and not following.spaced
    if closes and not c.unit:
        return True
    if not opens:
        return False
    while at + n < len(c.row) and n <= QUOTED_WORDS:
        if c.row[at + n].norm in _CLOSING and n:
            return c.unit in ("", "count")
        n += 1
    return False


_OPENING = frozenset('\u00ab"\u201c\u201e\u2018')
_CLOSING = frozenset('\u00bb"\u201d\u201c\u2019')


def after_a_foreign_name(c: Candidate) -> bool:
    """`Argon 18`, `CERAWeek 2025`, `GLOBE 1000`: a number that a Latin name carries."""
    before = c.near(-1)
    if before is None or c.spelled or c.number.scaled or c.unit not in ("", "count") or c.atom.gap:
        return False
    return before.kind == "word" and before.norm.isascii() and before.upper


def occasions(c: Candidate) -> bool:
    """`три раза` without the preposition of `в три раза`."""
    if c.unit != "times" or c.number.ending == "times":
        return False
    before = [c.row[n] for n in range(max(0, c.begin), c.number.i)]
    return not any(atom.norm in _in_words() for atom in before)


def bare_one(c: Candidate) -> bool:
    """`один из крупнейших`, `на одной площадке`: «один» that counts nothing (`с одного до пяти` does)."""
    following = c.near(1)
    if _pairs(c) and following is not None and following.norm in _pair_words():
        return False
    return c.spelled and not c.number.scaled and c.number.value <= 1 and c.unit in ("", "count")


def score_or_place(c: Candidate) -> bool:
    """`2:1`, `1/3`, `18+`, a number in a list (`1)`, `2.`)."""
    before, following = c.near(-1), c.near(1)
    if c.number.scaled or c.unit not in ("", "count"):
        return False
    listed = following is not None and following.norm in (")", ".") and (before is None or c.atom.gap)
    plus = following is not None and following.norm == "+" and not following.spaced
    slash = any(atom is not None and atom.norm in ("/", ":", "_") and not atom.spaced for atom in (before, following))
    return listed or plus or slash


def nothing_counted(c: Candidate) -> bool:
    """A bare number without unit, multiplier or noun."""
    if c.unit or c.number.scaled or c.number.high is not None or _pairs(c):
        return False
    return not counted_before(c.doc, c.atom.first)


def counted_before(doc: Doc, n: int) -> bool:
    """`количество предприятий составляет 449`: the verb of level before a bare number has a quantity before it."""
    first = doc[n].sent.start
    verb = next((t for t in reversed(doc[max(first, n - LEVEL_WORDS) : n]) if t.lemma_ in _level_words()), None)
    return verb is not None and any(t.lemma_ in _quantity_words() for t in doc[first : verb.i])


def _pairs(c: Candidate) -> bool:
    """`с 96 до 71`: the two ends of a change may stand without a noun."""
    return c.begin < c.number.i and c.row[c.begin].norm in _pair_words()


def rank(c: Candidate) -> bool:
    """`занимает 34 место`: a number above four right before a noun in the nominative singular, where it is no 21."""
    following = c.near(1)
    if c.noun < 0 or c.spelled or c.number.scaled or following is None or c.noun != following.first:
        return False
    token = c.doc[c.noun]
    single = token.morph.get("Number", []) == ["Sing"] and token.norm_ == token.lemma_ and not token.is_upper
    return single and c.number.value >= RANK and (c.number.value % 10 != 1 or c.number.value == ELEVEN)


CONDITIONS: tuple[Callable[[Candidate], bool], ...] = (
    joined_to_a_word, ordinal, compound, long_number, beyond_counting, part_of_a_date, year, bears_it_as_name,
    length_of_time, name_in_quotation_marks, after_a_foreign_name, rank, occasions, bare_one, score_or_place,
    nothing_counted,
)  # fmt: skip


def reason(candidate: Candidate) -> str:
    """The name of the first condition that makes a number no figure, or `""`."""
    return next((condition.__name__ for condition in CONDITIONS if condition(candidate)), "")


def part_of_time(row: Sequence[Atom], n: int, after: int) -> bool:
    """`первая половина года`, `четверть века`, `треть срока`: a fraction that cuts time, or an ordinal's half."""
    following = row[after] if after < len(row) else None
    if following is not None and (following.lemma in _durations() or following.lemma in _month_names()):
        return True
    return n > 0 and row[n - 1].lemma in _part_words()


@functools.cache
def _level_words() -> frozenset[str]:
    growth = table("ru/growth")
    return growth.words("phrase", **{"class": "level"}) | growth.words("phrase", **{"class": "reach"})


@functools.cache
def _quantity_words() -> frozenset[str]:
    return table("ru/figure_words").words("words", **{"class": "quantity"})


@functools.cache
def _months() -> frozenset[str]:
    return table("ru/months").words("forms")


@functools.cache
def _month_names() -> frozenset[str]:
    return table("ru/months").words("month")


@functools.cache
def _durations() -> frozenset[str]:
    return table("ru/durations").words("words")


@functools.cache
def _numbered() -> frozenset[str]:
    return table("ru/numbered").words("words")


@functools.cache
def _year_words() -> frozenset[str]:
    return table("ru/date_words").words("words", kind="year")


@functools.cache
def _between_days() -> frozenset[str]:
    return table("ru/date_words").words("words", kind="between")


@functools.cache
def _part_words() -> frozenset[str]:
    return table("ru/date_words").words("words", kind="part")


@functools.cache
def _in_words() -> frozenset[str]:
    return table("ru/amount_words").words("phrase", role="in")


@functools.cache
def _pair_words() -> frozenset[str]:
    words = table("ru/amount_words")
    return words.words("phrase", role="from") | words.words("phrase", role="to") | words.words("phrase", role="range")
