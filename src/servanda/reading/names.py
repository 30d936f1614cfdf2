"""What the names of bodies, documents and projects have in common: states, own names, titles, sameness."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING, cast

from servanda.reading import frames, phrases
from servanda.reading import parties as about

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from servanda.reading.context import Context
    from servanda.reading.frames import Hit
    from servanda.reading.periods import Period
    from servanda.reading.states import StateMention

STEM = 5
BESIDE = 4  # tokens within which two states of one quoted name stand
TITLE_WORDS = 26
PAIR = 2
MANY = 4  # states from which on a document is about all of them
_KEY = "servanda.titles"
#: The bloc that the adjective of a region stands for, where a text speaks of the bloc.
BLOCS = {"Eurasia": "EAEU"}


def head_of(ctx: Context, hit: Hit) -> Token:
    """The head noun of a table's phrase: the noun in it on which the others depend."""
    nouns = [t for t in ctx.doc[hit.i : hit.j] if t.pos_ in ("NOUN", "PROPN")]
    inside = range(hit.i, hit.j)
    top = [t for t in nouns if t.head.i not in inside or t.head.i == t.i]
    return (top or nouns or [ctx.doc[hit.j - 1]])[0]


# -- states -----------------------------------------------------------------------------------------------------------


def codes(ctx: Context, i: int, j: int, *, capitals: bool = False) -> tuple[str, ...]:
    """States, blocs and regions named at tokens [i, j), in order; a region that is but somebody's name left out."""
    found = (m for m in ctx.states if i <= m.i and m.j <= j and (capitals or m.form != "capital"))
    return tuple(dict.fromkeys(code for m in found if not _mere_name(ctx, m) for code in _meant(ctx, m)))


def _mere_name(ctx: Context, mention: StateMention) -> bool:
    """A region within quotation marks without a partner («СП «Азия»», not «площадка «Азия – Италия»»)."""
    if mention.sort != "region" or not in_title(ctx, mention.i):
        return False
    return not any(m is not mention and abs(m.i - mention.i) <= BESIDE for m in ctx.states)


def _meant(ctx: Context, mention: StateMention) -> tuple[str, ...]:
    """The codes of a mention, a bloc for the adjective of its region («Евразийская комиссия»)."""
    if mention.form != "adjective" or mention.codes[0] not in BLOCS:
        return mention.codes
    bloc = BLOCS[mention.codes[0]]
    return (bloc,) if any(bloc in m.codes for m in ctx.states) else ()


def parties(ctx: Context, i: int, j: int, *, capitals: bool = False) -> tuple[str, ...]:
    """The states of a name: those in it, completed by the document's where it names one or none."""
    named = codes(ctx, i, j, capitals=capitals)
    if len(named) >= PAIR:
        return named
    return completed(ctx, named[0], i) if named else everybody(ctx, i)


def completed(ctx: Context, code: str, i: int) -> tuple[str, ...]:
    """A state with the document's other one; one that is neither of the two with the document's own.

    Where the document is about one state, the other one is that of the sentence around token i, if it names but one.
    """
    two = about.pair(ctx)
    own = ctx.home or "".join(two[:1])
    if code in two:
        return two if len(two) == PAIR else _with_neighbour(ctx, code, i)
    return (own, code) if own in two else (code,)


def _with_neighbour(ctx: Context, code: str, i: int) -> tuple[str, ...]:
    beside = [other for other in _states_beside(ctx, i) if other != code]
    return (code, beside[0]) if len(beside) == 1 else (code,)


def _states_beside(ctx: Context, i: int) -> list[str]:
    """States (not blocs or regions) named in the sentence of token i, in order."""
    sent = ctx.doc[i].sent
    named = codes(ctx, sent.start, sent.end)
    return [code for code in named if any(code in m.codes and m.sort == "state" for m in ctx.states)]


def everybody(ctx: Context, i: int) -> tuple[str, ...]:
    """The document's two states, the speaker's at token i first; where it is about many, their bloc or all of them.

    Where it is about one or many, the two or more that the sentence around token i names.
    """
    states = [code for code in ctx.parties if any(code in m.codes and m.sort == "state" for m in ctx.states)]
    if len(states) >= MANY:
        bloc = _bloc_of(ctx, states)
        if bloc:
            return (bloc,)
        beside = _states_beside(ctx, i)
        return tuple(beside) if len(beside) >= PAIR else tuple(states)
    two = about.pair(ctx, ctx.side_at(ctx.doc[i].idx))
    beside = _states_beside(ctx, i) if len(two) < PAIR else []
    return tuple(beside) if len(beside) == PAIR else two


def _bloc_of(ctx: Context, states: list[str]) -> str:
    """The bloc that a document of many states is about: a party itself, or one named whose members they all are."""
    named = Counter(code for m in ctx.states if m.sort == "bloc" for code in m.codes)
    for code, _ in named.most_common():
        if code in ctx.parties or set(states) <= _members().get(code, frozenset()):
            return code
    return ""


@functools.cache
def _members() -> dict[str, frozenset[str]]:
    return {row["code"]: frozenset(row.several("members")) for row in frames.rows("world/members")}


# -- names ------------------------------------------------------------------------------------------------------------


def own_name(ctx: Context, i: int, j: int) -> bool:
    """Whether tokens [i, j) hold a quoted name or a word in another script than the text's."""
    return any(phrases.opens(ctx.doc, t.i) or (t.text[0].isalpha() and t.text[0].isascii()) for t in ctx.doc[i:j])


def capital(ctx: Context, i: int, j: int) -> bool:
    """Whether a word at tokens [i, j) has a capital that its place in the sentence does not ask for."""
    return any(t.text[0].isupper() and not t.text.isupper() and not opens_sentence(t) for t in ctx.doc[i:j])


def opens_sentence(token: Token) -> bool:
    """The first word of a sentence or line, marks before it left aside."""
    doc, n = token.doc, token.i - 1
    while n >= token.sent.start and not doc[n].text[0].isalnum():
        if "\n" in doc[n].text:
            return True
        n -= 1
    return n < token.sent.start


def trimmed(ctx: Context, i: int, head: Token) -> int:
    """The first token of a name without what merely points at it («данный») or tells its stage («строящийся»)."""
    pointing = frames.words(f"{ctx.adapter.code}/name_edges", "word")
    while i < head.i and (ctx.doc[i].lemma_ in pointing or ctx.stage_words.get(ctx.doc[i].lemma_) is not None):
        i += 1
    while i < head.i and (ctx.doc[i].text == "," or ctx.doc[i].pos_ == "CCONJ"):
        i += 1
    return i


def in_title(ctx: Context, n: int) -> bool:
    """Whether a token stands in a name or title in quotation marks, and not in somebody's speech."""
    return any(i < n < j for i, j in titles(ctx))


def titles(ctx: Context) -> list[tuple[int, int]]:
    """Tokens of the marks around each name or title in quotation marks, worked out once."""
    kept = ctx.doc.user_data.get(_KEY)
    if kept is None:
        kept = ctx.doc.user_data[_KEY] = _titles(ctx.doc)
    return cast("list[tuple[int, int]]", kept)


def _titles(doc: Doc) -> list[tuple[int, int]]:
    """Quotation marks not far apart with no finite verb between them."""
    out, after = [], 0
    for token in doc:
        if token.text not in phrases.OPENING or token.i < after or not phrases.opens(doc, token.i):
            continue
        close = phrases.quoted_end(doc, token.i)
        verb = any(t.morph.get("VerbForm", []) == ["Fin"] and t.pos_ == "VERB" for t in doc[token.i : close])
        if 0 < close - token.i <= TITLE_WORDS and not verb:
            out.append((token.i, close))
            after = close
    return out


@functools.lru_cache(4096)
def stems(name: str) -> frozenset[str]:
    """Cut words of a name, to compare names across cases."""
    words = "".join(c if c.isalnum() else " " for c in name.lower().replace("\u0451", "\u0435")).split()
    return frozenset(word[:STEM] for word in words if len(word) > 2 or word.isdigit())


def same(name: str, other: str) -> bool:
    """The same name, or one that says less than the other."""
    mine, theirs = stems(name), stems(other)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def periods_near(ctx: Context, i: int, j: int) -> list[Period]:
    """Time expressions at tokens [i - 4, j + 8) of the sentence."""
    sent = ctx.doc[i].sent
    first, last = ctx.doc[max(sent.start, i - 4)], ctx.doc[min(sent.end, j + 8) - 1]
    return [p for p in ctx.periods if first.idx <= p.start and p.end <= last.idx + len(last.text)]
