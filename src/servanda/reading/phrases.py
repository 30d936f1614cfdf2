"""Noun phrases: how far a name reaches to the left and to the right of its head word."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from servanda.reading import attachments, frames
from servanda.reading.attachments import of_time
from servanda.reading.groups import (
    CLOSING,
    DASHES,
    NOMINAL,
    OPENING,
    STILL,
    Group,
    adjectival,
    attribute,
    case_of,
    compound,
    group_at,
    opens,
    quoted_end,
    wraps,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from servanda.language.tables import Row
    from servanda.reading.context import Context
    from servanda.reading.numbers import Amount

__all__ = ["CLOSING", "DASHES", "OPENING", "left", "opens", "quoted_end", "right"]

MOST_WORDS = 40
NUMBER = "№"
OBLIQUE = frozenset({"Gen", "Dat", "Ins", "Loc"})
END_OF_LINE = ("ADP", "ADJ", "DET", "NOUN", "PROPN", "NUM", "CCONJ")  # what tells the ends of a line
RELATIVE = frozenset({"acl:relcl", "advcl", "parataxis", "ccomp", "nsubj", "nsubj:pass", "csubj"})


# -- to the left ------------------------------------------------------------------------------------------------------


def left(doc: Doc, head: Token, *, participles: bool = False) -> int:
    """The first token of the attributes that agree with the head and stand before it without a gap."""
    i = head.i
    while i > head.sent.start:
        before = doc[i - 1]
        joint = i < head.i and i - 1 > head.sent.start and (before.pos_ == "CCONJ" or before.text == ",")
        if joint and _agrees(doc[i - 2], head, participles=participles):
            i -= 2
        elif _agrees(before, head, participles=participles):
            i -= 1
        else:
            break
    return i


def _agrees(token: Token, head: Token, *, participles: bool) -> bool:
    if compound(token) or _of_a_place(token, head):
        return True
    if token.pos_ != "ADJ" and not (participles and token.pos_ == "VERB"):
        return False
    if not token.text[0].isalpha() or not attribute(token):
        return False
    case = case_of(token)
    if not case:  # the tagger leaves hyphenated adjectives without one
        return "-" in token.text or token.head.i == head.i
    return case == case_of(head) or not case_of(head) or {case, case_of(head)} <= STILL or _sounds_alike(token, head)


def _sounds_alike(token: Token, head: Token) -> bool:
    """«атомной»: a feminine whose oblique cases have one form, right before its noun."""
    both = (token, head)
    feminine = all(t.morph.get("Gender", []) == ["Fem"] and t.morph.get("Number", []) == ["Sing"] for t in both)
    return feminine and token.i + 1 == head.i and token.head.i == head.i and {case_of(token), case_of(head)} <= OBLIQUE


def _of_a_place(token: Token, head: Token) -> bool:
    """«Улан-Баторская ТЭЦ-3»: an adjective of a place that the tagger takes for a name, before an abbreviation."""
    if token.pos_ != "PROPN" or not token.text[0].isupper() or head.text.islower() or token.ent_type_ == "PER":
        return False
    return head.text[:2].isupper() and adjectival(token.lemma_) and token.norm_ != token.lemma_


# -- to the right -----------------------------------------------------------------------------------------------------


def right(
    ctx: Context, head: Token, *, prepositions: str, start: int | None = None, stops: frozenset[int] = frozenset()
) -> int:
    """The end of the complement: genitives, names, groups after prepositions of a table, and what is joined to them.

    `prepositions` names a class of `LANG/complements`. `stops`: head words of other names, which no row takes in.
    """
    reach = Reach(ctx, head, prepositions, stops)
    reach.n = reach.end = head.i + 1 if start is None else start
    if reach.n > head.i + 1:
        last = group_at(ctx.doc, reach.n - 1, reach.n)
        if last is not None and last.case == "Gen" and last.noun.i > head.i:
            reach.chain.append(last)  # «центр обработки данных и связи»
    while reach.n < reach.limit:
        before = reach.n
        for step in STEPS:
            n = step(reach)
            if n is not None:
                ctx.trace.note("phrases", step.__name__, ctx.doc[before].idx, n)
                reach.n = n
                break
        if reach.n == before:
            break
    return reach.end


@functools.cache
def _complements(code: str, sort: str) -> dict[str, Row]:
    """The rows of a class of `LANG/complements` by their word."""
    return {row["word"]: row for row in frames.rows(f"{code}/complements") if row["class"] == sort}


class Reach:
    """How far a name has been followed: the next token, the end so far, and the group last taken in."""

    def __init__(self, ctx: Context, head: Token, prepositions: str, stops: frozenset[int]) -> None:
        self.ctx, self.doc, self.head = ctx, ctx.doc, head
        self.stops = stops
        self.limit = min(head.sent.end, head.i + MOST_WORDS)
        self.n = self.end = head.i + 1
        self.chain: list[Group] = []
        self.preposition = ""
        self.listing = False  # after a preposition that a row of names follows («между»)
        self.rows = _complements(ctx.adapter.code, prepositions)
        self.dative = prepositions == "project"
        self.governing = prepositions == "document"

    @property
    def sums(self) -> list[Amount]:
        """The amounts of the document."""
        return self.ctx.amounts

    def words(self, sort: str) -> frozenset[str]:
        """The words of a class of `LANG/complements`."""
        return frames.words(f"{self.ctx.adapter.code}/complements", "word", **{"class": sort})

    def group(self, n: int) -> Group | None:
        """The group that begins at n."""
        return group_at(self.doc, n, self.limit)

    def take(self, group: Group, preposition: str | None = None) -> int:
        """Take a group in; the token after it."""
        self.chain.append(group)
        self.end = group.j
        if preposition is not None:
            self.preposition = preposition
            self.listing = self.listing or preposition in self.words("listing")
        return group.j

    def ends_in_noun(self) -> bool:
        """What stands right before is a noun of the name, or a name in quotation marks."""
        before = self.doc[self.end - 1]
        n = _after_brackets(self, self.end)
        named = before.pos_ in NOMINAL or before.text in CLOSING or before.i == self.head.i
        numbered = before.text[0].isdigit() and before.i > 0 and before.nbor(-1).text == NUMBER
        return (named or numbered) and all(t.is_space or t.text == "." for t in self.doc[n : self.n])

    def below(self, token: Token) -> bool:
        """The parser hangs a token on the name, and not as the beginning of a clause."""
        return _below(token, self.head)


def blank(r: Reach) -> int | None:
    """White space; a line's end only where the sentence goes on in small letters."""
    return r.n + 1 if wraps(r.doc, r.n, r.limit) else None


def quoted(r: Reach) -> int | None:
    """A name in quotation marks right after a noun."""
    if not opens(r.doc, r.n) or not r.ends_in_noun():
        return None
    close = quoted_end(r.doc, r.n)
    if close == r.n:
        return None
    r.end = close + 1
    return r.end


def genitive(r: Reach) -> int | None:
    """«развития туризма», «двух стран»: a genitive right after a noun hangs on it."""
    group = r.group(r.n) if r.ends_in_noun() else None
    if group is None or of_time(r, group):
        return None
    if "Gen" not in (group.case, case_of(group.noun)) and not _hangs_on_last(r, group):
        return None
    if group.noun.ent_type_ == "PER" and not r.below(group.noun):
        return None
    if any(t.i < r.head.i and t.dep_ in ("acl", "amod") for t in group.noun.children):
        return None  # «заложенных в Договоре норм»: the genitive has its own attributes before the head
    return r.take(group)


def dative(r: Reach) -> int | None:
    """«памятник великому поэту»: for whom it is built."""
    if not r.dative or r.n != r.head.i + 1:
        return None
    group = r.group(r.n)
    return r.take(group) if group is not None and group.case == "Dat" and group.noun.head.i == r.head.i else None


def object_of_a_deed(r: Reach) -> int | None:
    """«торговли зерном», «предоставлении Сербии кредита»: what a noun of doing governs, in the name of a document."""
    group = r.group(r.n) if r.governing and r.chain and r.ends_in_noun() else None
    if group is None or group.case not in ("Ins", "Dat") or group.noun.head.i not in {g.noun.i for g in r.chain}:
        return None
    return None if group.noun.lemma_ in r.words("measure") else r.take(group)


def own_name(r: Reach) -> int | None:
    """«университета Марке», «поэту Абаю Кунанбайулы», «компанией COALCO Development», «Ыгдыр – Нахчыван»."""
    token = r.doc[r.n]
    if not token.text[0].isalnum() or not r.ends_in_noun() or token.is_sent_start:
        return None
    foreign = (token.text[0].isascii() and token.text[0].isalpha()) or _known_abbreviation(r, token)
    if not foreign and (token.pos_ not in ("PROPN", "X", "NOUN") or not token.text[0].isupper()):
        return None
    if not foreign and not (_same_name(r.doc[r.n - 1], token) or r.below(token)):
        return None
    if not foreign and token.ent_type_ == "PER" and not r.chain:
        return None
    r.end = r.n + 1
    return r.end


def dash_between_names(r: Reach) -> int | None:
    """«Карс – Нахчыван»: a dash between two capitals goes on with the name."""
    if r.doc[r.n].text not in DASHES or r.n + 1 >= r.limit:
        return None
    before, after = r.doc[r.n - 1], r.doc[r.n + 1]
    named = before.text[0].isupper() and after.text[0].isupper() and before.i != r.head.i
    last = r.n + 2 if after.pos_ == "ADJ" else r.n + 1  # «Дусти – Нижний Пяндж»
    if not named or last >= r.limit or r.doc[last].pos_ not in NOMINAL or not r.doc[last].text[0].isupper():
        return None
    r.end = last + 1
    return r.end


def joined_names(r: Reach) -> int | None:
    """«на реках Шу и Талас»: a second proper name of the same kind."""
    if r.doc[r.n].pos_ != "CCONJ" or r.n + 1 >= r.limit or r.n != r.end:
        return None
    before, after = r.doc[r.n - 1], r.doc[r.n + 1]
    if before.i == r.head.i or not before.ent_type_ or before.ent_type_ != after.ent_type_ or before.pos_ != after.pos_:
        return None
    if not (r.chain and r.chain[-1].noun.i < before.i and before.pos_ == "PROPN"):
        return None
    r.end = r.n + 2
    return r.end


def abbreviation(r: Reach) -> int | None:
    """«тыс.», «млн.»: a full stop inside a sentence, after a short word and before a small letter."""
    if r.doc[r.n].text != "." or r.n + 1 >= r.limit or not r.doc[r.n + 1].text[0].islower():
        return None
    return r.n + 1 if r.n == r.end and len(r.doc[r.n - 1].text) <= 4 else None


def short_form_in_brackets(r: Reach) -> int | None:
    """«Совета (МЭС) стран СНГ»: brackets with one word in capitals, when the name goes on after them."""
    after = _after_brackets(r, r.n)
    if r.n != r.end or after == r.n or after >= r.limit:
        return None
    group = r.group(after)
    if group is not None and group.case == "Gen":
        return r.take(group)
    goes_on = r.doc[after].pos_ == "CCONJ" or r.doc[after].text == "," or _preposition_at(r, after)
    return after if goes_on else None


def prepositional(r: Reach) -> int | None:
    """«по производству сыра», «между двумя странами»: a preposition of the table and the group after it."""
    if not r.ends_in_noun() or not _preposition_at(r, r.n):
        return None
    group = r.group(r.n + 1)
    if group is None:
        return None
    row = r.rows[r.doc[r.n].norm_]
    return r.take(group, r.doc[r.n].norm_) if attachments.ATTACH[row["attach"]](r, group) else None


def joined(r: Reach) -> int | None:
    """«по торговле и инвестициям»: more groups in the case of one before them, closed by a conjunction."""
    if not r.chain or (r.doc[r.n].pos_ != "CCONJ" and r.doc[r.n].text != ","):
        return None
    for level in range(len(r.chain) - 1, -1, -1):
        groups = _row_of_groups(r, r.chain[level])
        if groups:
            del r.chain[level + 1 :]
            return r.take(groups[-1])
    return None


def dedicated(r: Reach) -> int | None:
    """«, посвященный великому мыслителю»: a participle of the table belongs to the name."""
    if r.doc[r.n].text != "," or r.n + 2 >= r.limit or r.doc[r.n + 1].lemma_ not in r.words("participle"):
        return None
    cases = {case_of(r.doc[r.n + 1]), case_of(r.head)}
    if not attribute(r.doc[r.n + 1]) or (len(cases) > 1 and not cases <= STILL):
        return None
    group = r.group(r.n + 2)
    return None if group is None else r.take(group)


def number(r: Reach) -> int | None:
    """«Соглашение № 2 к контракту»: the number right after a document, where its name goes on behind it."""
    if not r.governing or r.n != r.head.i + 1 or r.doc[r.n].text != NUMBER or r.n + 2 >= r.limit:
        return None
    numbered = r.doc[r.n + 1].text[0].isdigit() and _preposition_at(r, r.n + 2)
    if not numbered or r.group(r.n + 3) is None:
        return None
    r.end = r.n + 2
    return r.end


def linking(r: Reach) -> int | None:
    """«железная дорога, связывающая Ригу с Вильнюсом»: the ends of a line belong to its name."""
    if not r.dative or r.doc[r.n].text != "," or r.n + 2 >= r.limit:
        return None
    link = r.doc[r.n + 1]
    if link.lemma_ not in r.words("linking") or not attribute(link):
        return None
    n = r.n + 2
    while n < r.limit and (r.doc[n].pos_ in END_OF_LINE or r.doc[n].text in DASHES):
        n += 1
    while r.doc[n - 1].pos_ in ("ADP", "CCONJ") or r.doc[n - 1].text in DASHES:
        n -= 1
    if n <= r.n + 2:
        return None
    r.end = n
    return n


STEPS: tuple[Callable[[Reach], int | None], ...] = (
    blank,
    quoted,
    genitive,
    dative,
    object_of_a_deed,
    own_name,
    dash_between_names,
    joined_names,
    abbreviation,
    short_form_in_brackets,
    prepositional,
    joined,
    dedicated,
    linking,
    number,
)


# -- conditions of the steps -----------------------------------------------------------------------------------------


def _after_brackets(r: Reach, n: int) -> int:
    """The token after brackets at n that hold one short form («(МЭС)», «(МоВ)»); n itself where none stand there."""
    if n + 3 > r.limit or r.doc[n].text != "(" or r.doc[n + 2].text != ")":
        return n
    return n + 3 if sum(letter.isupper() for letter in r.doc[n + 1].text) > 1 else n


def _preposition_at(r: Reach, n: int) -> bool:
    """A preposition of the table that begins no adverbial («по итогам», «в рамках»)."""
    if n + 1 >= r.limit or r.doc[n].pos_ != "ADP" or r.doc[n].norm_ not in r.rows:
        return False
    return n not in r.ctx.adverbials


def _row_of_groups(r: Reach, model: Group) -> list[Group]:
    """Groups after commas and conjunctions, all in the case of the model, up to the conjunction that closes the row."""
    out: list[Group] = []
    n = r.n
    while n + 1 < r.limit and (r.doc[n].pos_ == "CCONJ" or r.doc[n].text == ","):
        closing = r.doc[n].pos_ == "CCONJ"
        again = bool(r.preposition) and r.doc[n + 1].norm_ == r.preposition  # «по торговле и по туризму»
        group = r.group(n + 1 + again)
        if group is None or group.noun.i in r.stops or not (again or _fits(r, model, group)):
            return []
        out.append(Group(group.i, group.j if closing else _row_member_end(r, group), group.noun, group.case))
        n = out[-1].j
        if closing or any(t.pos_ == "CCONJ" for t in r.doc[group.i : group.j]):
            return out
        if r.listing and _preposition_at(r, n) and (opens(r.doc, group.noun.i) or group.noun.text[0].isupper()):
            return out  # «между акиматом, ТОО «Восток» по развитию связи»
    return []


def _row_member_end(r: Reach, group: Group) -> int:
    """The token after the genitives and quoted names that hang on a group in the middle of a row."""
    n = group.j
    while n < r.limit:
        after = r.group(n)
        name = opens(r.doc, n) and quoted_end(r.doc, n) > n
        if not name and (after is None or after.case != "Gen" or group.case == "Gen"):
            break
        n = quoted_end(r.doc, n) + 1 if name else after.j if after is not None else n + 1
    return n


def _fits(r: Reach, model: Group, group: Group) -> bool:
    """A group can stand in a row with the model: by its case, and by the parser where the head has that case, too."""
    if r.listing:
        known = group.case in ("", "Ins", model.case) or bool(group.noun.ent_type_)
        return known or group.noun.text[0].isupper() or r.below(group.noun)
    if not group.case or group.case != model.case:
        return False
    if group.noun.lemma_ == model.noun.lemma_:
        return True  # «Кыргызской Республики и Азербайджанской Республики»
    if group.noun.dep_ == "conj" and case_of(group.noun.head) == group.case:
        return r.head.i < group.noun.head.i < group.i
    return group.case != case_of(r.head) or r.below(group.noun)


def _hangs_on_last(r: Reach, group: Group) -> bool:
    """The parser hangs a group on the noun before it: a genitive whose form is that of other cases, too."""
    last = r.chain[-1].noun if r.chain else r.head
    return group.noun.dep_ == "nmod" and group.noun.head.i == last.i and group.case in ("Nom", "Acc")


def _known_abbreviation(r: Reach, token: Token) -> bool:
    """«ООН»: the short form of a state or bloc, which has no case."""
    return token.text.isupper() and any(m.i == token.i and m.form == "abbreviation" for m in r.ctx.states)


def _same_name(before: Token, token: Token) -> bool:
    return bool(token.ent_type_) and token.ent_type_ == before.ent_type_ and token.ent_iob_ == "I"


def _below(token: Token, head: Token) -> bool:
    """Whether a token depends on the head, and by no relation that begins a clause of its own."""
    seen = 0
    while token.i != head.i and seen < MOST_WORDS:
        if token.dep_ in RELATIVE or token.head.i == token.i:
            return False
        token = token.head
        seen += 1
    return token.i == head.i
