"""Bodies that a text names: of states, of business, of learning, of the press, each with all its mentions.

Nouns of a table name a body with a capital, a place, a complement or a name in quotation marks; what the tagger takes
for an organisation is mended by the words around it; blocs come from the tables of states. Of mentions that overlap
the longest is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from servanda.reading import frames, mentions, names, phrases
from servanda.reading.gazetteer import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context
    from servanda.reading.mentions import Mention

ABBREVIATION = 7  # letters of the longest abbreviation


@dataclass(frozen=True)
class BodyMention:
    """A body at the tokens [i, j); `own`: the name in quotation marks, if it has one.

    `bloc`: the code of a bloc, or `""`; `rule`: what found it.
    """

    ctx: Context = field(repr=False, compare=False)
    i: int
    j: int
    own: str
    bloc: str
    rule: str

    @cached_property
    def name(self) -> str:
        """The name in the nominative, which is seldom asked for."""
        return " ".join(self.ctx.adapter.phrase(self.ctx.doc[self.i : self.j]).split())

    @property
    def called(self) -> str:
        """The name by which it is known: that in quotation marks, else the whole."""
        return self.own or self.name


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its mentions in the order of the text; `name` is the fullest of theirs."""

    name: str
    mentions: tuple[BodyMention, ...]


def find_bodies(ctx: Context) -> list[Body]:
    """Every body that the text names, in the order of first mention."""
    return [Body(_fullest(group), tuple(group)) for group in _gathered(ctx.bodies)]


def find_mentions(ctx: Context) -> list[BodyMention]:
    """Every mention of a body, in order; none overlap."""
    found = [mention for source in SOURCES for mention in source(ctx) if not _no_body(ctx, mention)]
    kept: list[BodyMention] = []
    for mention in sorted(found, key=lambda m: (m.i - m.j, m.i)):
        if not any(mention.i < other.j and other.i < mention.j for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.i)


def _no_body(ctx: Context, mention: BodyMention) -> bool:
    """A state or region, a number, or a word of the table."""
    words = [token for token in ctx.doc[mention.i : mention.j] if token.text[0].isalpha()]
    if not words or (len(words) == 1 and words[0].norm_ in frames.words(f"{ctx.adapter.code}/not_bodies", "word")):
        return True
    return not mention.bloc and any(m.i <= mention.i and mention.j <= m.j and m.sort != "bloc" for m in ctx.states)


# -- the same body ----------------------------------------------------------------------------------------------------


def _key(mention: BodyMention) -> str:
    """The name folded, the states that it ends in left out where they are but its seat («МИД РФ», «МИД России»)."""
    return " ".join(fold(word) for word in mention.called.split())


def _fullest(group: list[BodyMention]) -> str:
    """The name told most often; of several the one that says most."""
    counts = Counter(_key(m) for m in group)
    return max(group, key=lambda m: (counts[_key(m)], len(names.stems(m.called)), -m.i)).called


def _gathered(found: list[BodyMention]) -> list[list[BodyMention]]:
    """Mentions of one body together: those of one name first, then names that say less."""
    groups: list[list[BodyMention]] = []
    for mention in found:
        group = next((g for g in reversed(groups) if any(_same(mention, other) for other in g)), None)
        if group is None:
            groups.append(group := [])
        group.append(mention)
    return groups


def _same(one: BodyMention, two: BodyMention) -> bool:
    """Equal names, one that says less of the same («Конгресс» and «Конгресс США»), or one's abbreviation."""
    if one.bloc or two.bloc:
        return one.bloc == two.bloc
    mine, theirs = _key(one), _key(two)
    short, long = sorted((mine, theirs), key=len)
    if short == long or long.startswith(f"{short} "):
        return True
    words, others = names.stems(mine), names.stems(theirs)
    less = (words < others and " " not in mine) or (others < words and " " not in theirs)
    return (bool(words) and (words == others or less)) or _abbreviates(one, two) or _abbreviates(two, one)


def _abbreviates(short: BodyMention, long: BodyMention) -> bool:
    """«СКС» for «Союз координационных советов»."""
    word = short.called
    if not word.isupper() or not word.isalpha() or not 1 < len(word) <= ABBREVIATION:
        return False
    initials = "".join(w[0] for w in long.name.replace("-", " ").split() if len(w) > 1)
    return len(initials) > 1 and initials.upper() == word


# -- where they are found ---------------------------------------------------------------------------------------------


def _mention(ctx: Context, i: int, j: int, rule: str) -> BodyMention:
    """A mention at tokens [i, j), and at the mark after them that closes its name."""
    doc = ctx.doc
    marks = sum(phrases.opens(doc, n) for n in range(i, j)) > sum(t.text in phrases.CLOSING for t in doc[i:j])
    j += marks and j < len(doc) and doc[j].text in phrases.CLOSING  # «АО «НК «Имя» closes two marks by one
    opened = next((n for n in range(i, j) if phrases.opens(doc, n)), j)
    close = phrases.quoted_end(doc, opened) if opened < j else j
    alone = opened < close and close + 1 >= j and not any(t.text[0].isupper() for t in doc[i + 1 : opened])
    own = " ".join(doc[opened + 1 : close].text.split()) if alone else ""
    if rule == "latin_name":
        own = doc[next((n for n in range(i, j) if _is_latin(doc[n])), i) : j].text
    return BodyMention(ctx, i, j, own, "", rule)


def _headed(ctx: Context) -> Iterator[BodyMention]:
    """Nouns of the table, where they name one body."""
    edges = frames.words(f"{ctx.adapter.code}/body_edges", "word")
    for found in mentions.find(ctx, "bodies", "body"):
        rule = next((condition.__name__ for condition in NAMED[found.sort] if condition(found)), "")
        if not rule or (found.plural and found.bare):
            continue
        i = found.i
        while i < found.head.i and (_qualifies(ctx.doc[i], edges) or ctx.doc[i].is_punct or found.sort == "sole"):
            i += 1
        j = _before_person(ctx, found.head.i + 1, _end(found, rule))
        if j > found.head.i + 1 or rule in ("by_itself", "capital", "of_state"):
            yield _mention(ctx, i, j, rule)


def _before_person(ctx: Context, i: int, j: int) -> int:
    """Where a person's full name begins that the name of a body has run into; marks and «имени» hold it in."""
    doc = ctx.doc
    after = frames.words(f"{ctx.adapter.code}/named_after", "word")
    for n in range(i, j):
        if phrases.opens(doc, n):
            return j
        if initial(doc, n):
            return n
        full = doc[n].ent_type_ == "PER" and n + 1 < len(doc) and doc[n + 1].ent_iob_ == "I"
        if full and doc[n].ent_iob_ == "B" and n > i and doc[n - 1].lemma_ not in after:
            return n
    return j


def initial(doc: Doc, n: int) -> bool:
    """Whether a person's name begins with the initial at token n («комиссии М.Петрова»)."""
    if n + 2 >= len(doc) or len(doc[n].text) > 1 or not doc[n].text.isupper():
        return False
    return doc[n + 1].text == "." and doc[n + 2].text[0].isupper() and not doc[n + 2].is_sent_start


def _end(found: Mention, rule: str) -> int:
    """Where a body's name ends."""
    doc, after = found.ctx.doc, found.head.i + 1
    if found.sort == "sole":
        return after
    if rule == "latin_name":
        return _latin_end(doc, after)
    if rule == "proper_name":
        return after + 1
    if found.sort == "organ":
        return next((n for n in range(after, found.j) if doc[n].pos_ == "ADP"), found.j)
    return found.j


def _qualifies(token: Token, edges: frozenset[str]) -> bool:
    """An attribute that is no part of the name; a capital inside a sentence makes it one."""
    return token.lemma_ in edges and (token.text[0].islower() or names.opens_sentence(token))


def by_itself(m: Mention) -> bool:
    """«Госдума»."""
    return m.head.text[0].isupper()


def quoted_name(m: Mention) -> bool:
    """«партия «Мир»»."""
    return m.head.i + 1 < m.j and phrases.opens(m.ctx.doc, m.head.i + 1)


def latin_name(m: Mention) -> bool:
    """«компания Google»."""
    after = m.ctx.doc[m.head.i + 1] if m.head.i + 1 < m.j else None
    return after is not None and after.text[0].isascii() and after.text[0].isupper()


def proper_name(m: Mention) -> bool:
    """«тюрьма Абу-Грэйв»."""
    after = m.ctx.doc[m.head.i + 1] if m.head.i + 1 < m.j else None
    if after is None or not after.text.istitle() or after.pos_ not in ("PROPN", "X", "NOUN"):
        return False
    return after.morph.get("Case", []) != ["Gen"] or m.head.morph.get("Case", []) == ["Gen"]


def capital_and_complement(m: Mention) -> bool:
    """«Движение общежитий Москвы»."""
    return m.complement and capital(m)


def capital(m: Mention) -> bool:
    """«Сенат»."""
    return m.capital or (m.head.text.isupper() and len(m.head.text) > 1)


def of_state(m: Mention) -> bool:
    """«украинское правительство»."""
    return any(m.i <= s.i and s.j <= m.j for s in m.ctx.states)


def complement_with_capital(m: Mention) -> bool:
    """«парламент Греции»."""
    return any(t.text[0].isupper() for t in m.ctx.doc[m.head.i + 1 : m.j])


NAMED: dict[str, tuple[Callable[[Mention], bool], ...]] = {
    "sole": (by_itself,),
    "organ": (quoted_name, capital, of_state, complement_with_capital),
    "state": (quoted_name, latin_name, capital, complement_with_capital),
    "firm": (quoted_name, latin_name, proper_name, capital_and_complement),
}


def _blocs(ctx: Context) -> Iterator[BodyMention]:
    """Blocs and international organisations."""
    for m in ctx.states:
        if m.sort == "bloc" and m.form in ("name", "abbreviation"):
            organ = m.weak or (m.j - m.i > 1 and ctx.doc[m.j - 1].text.isupper())  # «Генассамблея ООН»
            yield BodyMention(ctx, m.i, m.j, "", "" if organ else m.codes[0], "bloc")


def _tagged(ctx: Context) -> Iterator[BodyMention]:
    """What the tagger takes for an organisation."""
    doc = ctx.doc
    for entity in doc.ents:
        i, j = entity.start, entity.end
        if entity.label_ != "ORG":
            continue
        while i < j and not doc[i].text[0].isalnum() and not phrases.opens(doc, i):
            i += 1
        j = next((n for n in range(i, j) if doc[n].text in "()" or (n > i and initial(doc, n))), j)
        while j > i and not doc[j - 1].text[0].isalnum() and doc[j - 1].text not in phrases.CLOSING:
            j -= 1
        state = next((m for m in ctx.states if m.i == j and m.form in ("name", "abbreviation")), None)
        if state is not None and i + 1 == j and doc[i].text.isupper():  # «ВС РФ»
            j = state.j
        spelled = i > 1 and doc[i - 1].text == "(" and _is_latin(doc[i])  # «Международная амнистия» (Amnesty …)
        if i < j and not spelled:
            yield _mention(ctx, i, j, "tagged")


def _quoted(ctx: Context) -> Iterator[BodyMention]:
    """Names in quotation marks after a noun for a body, or that say something («сообщает «Вестник»»)."""
    doc = ctx.doc
    table = f"{ctx.adapter.code}/naming_nouns"
    nouns = frames.words(table, "noun", sense="body") | frames.words(table, "noun", sense="media")
    verbs = frames.words(f"{ctx.adapter.code}/speech_verbs", "verb")
    for i, j in names.titles(ctx):
        if i and doc[i - 1].lemma_ in nouns:
            yield _mention(ctx, i - 1, j + 1, "naming_noun")
        elif doc[i + 1].text[0].isupper() and any(
            t.dep_ == "nsubj" and t.head.lemma_ in verbs and not i < t.head.i < j for t in doc[i + 1 : j]
        ):
            yield _mention(ctx, i, j + 1, "says")


def _latin_end(doc: Doc, n: int) -> int:
    """The token after a run of words in Latin letters, the first with a capital; n where there is none."""
    if not _is_latin(doc[n]) or not doc[n].text[0].isupper() or len(doc[n].text) < 2:
        return n
    j = n + 1
    while j < len(doc) and _is_latin(doc[j]) and not doc[j].is_sent_start:
        j += 1
    return j


def _is_latin(token: Token) -> bool:
    return token.text[0].isascii() and token.text[0].isalpha()


SOURCES = (_headed, _blocs, _tagged, _quoted)
