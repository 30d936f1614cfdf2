"""Where a project stands: the city, region or state that a text names as its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames, phrases, stages
from servanda.reading.groups import case_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from servanda.reading.mentions import Mention
    from servanda.reading.places import Place

AFTER, BEFORE = 18, 14  # tokens after and before a name within which its place is told
BETWEEN = 3  # tokens between two places of one row
IN_A_ROW = ("NOUN", "PROPN", "ADJ", "CCONJ")
ROW = 7  # tokens within which the noun of adjectives in a row stands («в Жамбылской и Атырауской областях»)
REACH = 5  # tokens after the preposition within which the place itself stands
MADE = frozenset({"create", "build", "run", "begun", "ongoing", "develop", "join"})
OF_LAND = ("transport", "energy", "mining", "water")  # what a state's own («железные дороги Афганистана») lies in it


def place(m: Mention) -> str:
    """The cities or regions that a preposition names after it or before it, else the state so named, else `""`."""
    inside = _within(m)
    if inside:
        return inside
    prepositions = [*_after(m), *_before(m)]
    for told in (_towns, _state):
        found = next((name for n in prepositions if (name := told(m, n))), "")
        if found:
            return found
    return _own_land(m)


def _words(m: Mention, sort: str) -> frozenset[str]:
    return frames.words(f"{m.ctx.adapter.code}/project_words", "word", **{"class": sort})


def _within(m: Mention) -> str:
    """The towns and fields of which its own name tells («порты Актау и Курык»); a line has ends and no place."""
    if any(t.text in phrases.DASHES for t in m.span):
        return ""
    named = [p for p in m.ctx.places if m.head.i < p.i and p.j <= m.j and (m.sort == "large" or not p.quoted)]
    spots = frames.words(f"{m.ctx.adapter.code}/complements", "word", **{"class": "spot"})
    marked = m.sort == "large" or any(t.lemma_ in spots or t.lemma_ in _words(m, "where") for t in m.span[1:])
    return ", ".join(p.name for p in named) if marked else ""


def _after(m: Mention) -> list[int]:
    """Prepositions of place behind the name up to the end of its clause; a row of things shares the place."""
    found: list[int] = []
    row = True
    for token in m.ctx.doc[m.j : min(m.sentence.end, m.j + AFTER)]:
        row = row and (token.pos_ in IN_A_ROW or token.text == ",")
        if token.text in ",;:" and not row and not _goes_on(token):
            break
        if token.morph.get("VerbForm", []) == ["Fin"] and not MADE & set(stages.classes(m.ctx, token)):
            break
        if token.pos_ == "NOUN" and token.i > m.j and {"build", "create"} & set(stages.classes(m.ctx, token)):
            break  # the next thing in a row and the work on it
        if token.lemma_ in _words(m, "where"):
            found.append(token.i)
            row = False
        elif token.pos_ == "CCONJ" and not row and not found:
            break
    return found


def _goes_on(comma: Token) -> bool:
    """A comma within a number or before one more place («1,25», «в Алматы, Шымкенте»)."""
    return comma.i + 1 < len(comma.doc) and (comma.nbor(1).like_num or comma.nbor(1).pos_ == "PROPN")


def _before(m: Mention) -> list[int]:
    """Prepositions of place before the name whose group hangs on the thing or on what is done with it."""
    above, made = {m.head.i}, False
    for token in m.around.above:
        sorts = set(stages.classes(m.ctx, token))
        if MADE & sorts or (made and not sorts and token.pos_ == "VERB"):  # «открытие центра состоялось»
            above.add(token.i)
        made = bool(MADE & sorts)
    found = []
    deed = m.around.above[0].i if m.around.above and m.around.above[0].i < m.i else m.i
    row = m.i > m.sentence.start and (m.ctx.doc[m.i - 1].pos_ == "CCONJ" or m.ctx.doc[m.i - 1].text == ",")
    start = deed if row else m.i  # what stands before the whole row
    for token in reversed(m.ctx.doc[max(m.sentence.start, m.i - BEFORE) : start]):
        if token.text in ";:" or (token.text == "," and token.i < deed):
            break
        if token.lemma_ in _words(m, "where") and token.head.head.i in above:
            found.append(token.i)
    return found


def _towns(m: Mention, n: int) -> str:
    """The cities and regions in the row after the preposition at n."""
    towns = [p for p in m.ctx.places if not _a_thing(m, p) and not m.i <= p.i < m.j]
    row = [p for p in towns if n < p.i <= n + REACH and p.j <= m.sentence.end and (p.i < m.i) == (n < m.i)]
    if not row or not _at_rest(m, n, row[0].i):
        return ""
    names = [row[0]]
    for p in towns:
        between = m.ctx.doc[names[-1].j : p.i]
        if p.i > names[-1].i and 0 < len(between) <= BETWEEN and _joining(between):
            names.append(p)
    return ", ".join(dict.fromkeys(p.name for p in names))


def _at_rest(m: Mention, n: int, k: int) -> bool:
    """Only attributes and nouns for a place stand between the preposition and the place, and none tells a direction."""
    between = m.ctx.doc[n + 1 : k]
    if any(t.pos_ not in ("ADJ", "NOUN", "PROPN", "CCONJ") and t.text != "," for t in between):
        return False
    first = next((t for t in m.ctx.doc[n + 1 : k + ROW] if t.pos_ in ("NOUN", "PROPN")), None)
    cases = {case_of(t) for t in between if t.pos_ == "NOUN"}
    return first is not None and case_of(first) != "Acc" and len(cases - {"Gen"}) <= 1


def _a_thing(m: Mention, p: Place) -> bool:
    """What the tagger takes for a place is another project («Камбаратинская ГЭС-1»)."""
    return p.sort == "other" and any(p.i <= h.i < p.j for h in m.ctx.frames(f"{m.ctx.adapter.code}/projects"))


def _joining(between: Span) -> bool:
    """A comma, a conjunction, a repeated preposition or a common noun («в городах») between two places."""
    common = (t.pos_ == "NOUN" and t.text.islower() for t in between)
    return all(c or t.text == "," or t.pos_ in ("CCONJ", "ADP") for c, t in zip(common, between, strict=True))


def leads(m: Mention) -> bool:
    """Right behind the name stands the state to which it leads («нефтепровод в Венгрию»)."""
    n = m.j
    after = n < m.sentence.end and m.ctx.doc[n].lemma_ in _words(m, "where")
    return bool(after) and any(s.i == n + 1 and s.sort == "state" for s in m.ctx.states)


def _state(m: Mention, n: int) -> str:
    """The state right after the preposition at n, or after a word for land."""
    doc = m.ctx.doc
    k = n + 1
    while k < m.sentence.end and k <= n + REACH and (doc[k].lemma_ in _words(m, "land") or doc[k].pos_ == "ADJ"):
        k += 1
    state = next(
        (s for s in m.ctx.states if s.i == k and s.sort == "state" and s.form in ("name", "abbreviation")), None
    )
    if state is not None:
        return "" if case_of(doc[n + 1]) == "Acc" else state.codes[0]
    own = any(h.i in (n + 1, k) and h.row["class"] == "side" for h in m.ctx.collectives)
    return m.ctx.side_at(m.span.start_char) if own else ""


def _own_land(m: Mention) -> str:
    """The state whose network or field it is."""
    state = next((s for s in m.ctx.states if m.head.i < s.i and s.j <= m.j and s.form == "name"), None)
    if state is None or state.sort != "state" or m.row["sector"] not in OF_LAND or len(m.codes) != 1:
        return ""
    return "" if any(t.pos_ == "ADP" for t in m.ctx.doc[m.head.i : state.i]) else state.codes[0]
