"""Which states a figure is about, and in which order: the reporter first, a flow from first to second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.vocabulary import UNDIRECTED
from servanda.reading import frames
from servanda.reading.figure_flows import FLOWS, flow, imports
from servanda.reading.figure_measured import Measured
from servanda.reading.figure_scope import Scope
from servanda.reading.figure_states import (
    about,
    beside,
    codes_of,
    joined,
    named,
    own_state,
    pair,
    partner,
    places_of,
    preposition,
    speaks_of,
    words,
)

if TYPE_CHECKING:
    from servanda.reading.states import StateMention

NEXT = 5  # words
BACK = 700  # code points before a sentence in which the place of a work may have been named
PAIR = 2  # states
CARRIED = frozenset({"freight_volume", "passenger_volume"})


def parties_of(scope: Scope, measured: Measured) -> tuple[str, ...]:
    """Codes of the states that a figure is about."""
    indicator = measured.indicator
    if (one := _listed(scope, measured)) and indicator != "production":
        return joined(*((one,) if _domestic(scope, measured) else (own_state(scope), one)))
    if bloc := _bloc(scope):
        return _of_bloc(scope, bloc, measured)
    own = indicator == "jobs" and not _made_together(scope)
    mentions = named(scope, clause_only=own, flows=indicator == "imports")
    if indicator in FLOWS:
        return flow(scope, measured)
    if indicator == "imports":
        return imports(scope, mentions)
    produced = indicator == "other" and any(m.indicator == "production" and m.sort == "deed" for m in scope.before)
    if (indicator == "production" or produced) and not _made_together(scope):
        return _place_of_production(scope, mentions)
    if _domestic(scope, measured):
        return _domestic_state(scope, mentions)
    if indicator in CARRIED and not mentions and len(places_of(scope)) == 1:
        return places_of(scope)
    if indicator in UNDIRECTED:
        return _undirected(scope, mentions, measured)
    return _others(scope, mentions)


def _listed(scope: Scope, measured: Measured) -> str:
    """The state of a list right before the amount; not the one out of which exports come."""
    mention = beside(scope)
    if mention is None:
        return ""
    source = measured.indicator == "exports" and preposition(scope, mention.i) in words(scope, "out_of")
    return "" if source else mention.codes[0]


# -- a bloc --


def _bloc(scope: Scope) -> str:
    """`государства Союза`: the bloc that the text is about, where its common name stands in the sentence."""
    first, last = scope.sentence
    alone = scope.board.bloc and any(first <= n < last for n in scope.board.bloc_words)
    return scope.board.bloc if alone else ""


def _of_bloc(scope: Scope, bloc: str, measured: Measured) -> tuple[str, ...]:
    """The bloc alone, or a state whose flow goes to its partners there."""
    states = codes_of([m for m in named(scope, clause_only=True) if m.sort == "state"])
    directed = measured.indicator in FLOWS or measured.indicator == "imports"
    return joined(*states[:1], bloc) if directed else (bloc,)


# -- affairs of one state --


def _domestic(scope: Scope, measured: Measured) -> bool:
    """`ВВП`, `инфляция`, `население`: what every state has for itself."""
    mention = measured.mention
    if measured.indicator not in ("other", "population") or mention is None:
        return False
    return any(scope.board.word(token, "domestic") for token in scope.doc[mention.i : mention.j])


def _domestic_state(scope: Scope, mentions: list[StateMention]) -> tuple[str, ...]:
    return codes_of(mentions) or joined(own_state(scope))


def _made_together(scope: Scope) -> bool:
    """`совместное предприятие собрало 150 грузовиков`."""
    doc, (first, last) = scope.doc, scope.sentence
    works = frames.words(f"{scope.board.code}/figure_words", "words", **{"class": "works"})
    several = len({m.codes for m in scope.board.states_between(first, last)}) > 1
    shared = [token.i + 1 for token in doc[first:last] if scope.board.word(token, "joint")]
    if not (several or scope.board.bilateral):
        return False
    return any(token.lemma_ in works for i in shared for token in doc[i : min(last, i + NEXT)])


def _place_of_production(scope: Scope, mentions: list[StateMention]) -> tuple[str, ...]:
    """The state where it is produced: of a place, else of a name, else the document's own."""
    places = places_of(scope)
    if len(places) == 1:
        return places
    # `японские автомобили` may be made anywhere, and what is agreed with a state is not made there
    outright = [m for m in mentions if m.form == "name" and preposition(scope, m.i) in ("", *words(scope, "into"))]
    return codes_of(outright)[:1] or _scene(scope) or joined(own_state(scope)) or codes_of(mentions)[:1]


def _scene(scope: Scope) -> tuple[str, ...]:
    """`… строится на юге Узбекистана. Станция будет вырабатывать …`: the state in which the text has set a work."""
    begin, floor = scope.sentence[0], max(0, scope.doc[scope.sentence[0]].idx - BACK)
    while begin > 0 and scope.doc[begin - 1].idx >= floor:
        sentence = scope.doc[begin - 1].sent
        told = _lands(scope, sentence.start, begin)
        if told and any(scope.board.aims.get(n) == "build" for n in range(sentence.start, begin)):
            return told if len(told) == 1 and told[0] in scope.ctx.parties else ()
        begin = min(sentence.start, begin - 1)
    return ()


def _lands(scope: Scope, begin: int, end: int) -> tuple[str, ...]:
    """The states that [begin, end) names as places, or by their cities and regions."""
    spots = [p.code for p in scope.ctx.places if begin <= p.i < end and p.code and not p.quoted]
    named_so = [m for m in scope.board.states_between(begin, end) if m.form == "name"]
    inside = (m for m in named_so if _inside(scope, max(begin, m.i - NEXT), m.i))
    return joined(*spots, *(code for m in inside for code in m.codes))


def _inside(scope: Scope, floor: int, i: int) -> bool:
    """`в Перу`, `на севере Перу`: a preposition of rest before a name, nouns of place passed over."""
    for token in reversed(scope.doc[floor:i]):
        if token.pos_ == "ADP":
            return token.norm_ in words(scope, "inside")
        if token.pos_ != "ADJ" and not scope.board.word(token, "place"):
            return False
    return False


# -- the others --


def _visit(scope: Scope) -> bool:
    """`Вьетнам посетили 600 тысяч туристов`: they come from the other state of a text about two."""
    sentence = scope.doc[slice(*scope.sentence)]
    return scope.board.bilateral and any(scope.board.people(token, "visiting") for token in sentence)


def _undirected(scope: Scope, mentions: list[StateMention], measured: Measured) -> tuple[str, ...]:
    """Two states; one alone for the whole of its foreign trade (`внешнеторговый оборот Казахстана`)."""
    codes = codes_of(mentions)
    if len(codes) == 1 and measured.indicator == "trade_turnover" and _whole_trade(scope, mentions[0], measured):
        return codes
    if len(codes) == 1 and not scope.board.bilateral and len(joined(*codes, *places_of(scope))) == PAIR:
        return joined(*codes, *places_of(scope))  # `между Казахстаном и Алтайским краем`
    return about(scope, codes)


def _whole_trade(scope: Scope, state: StateMention, measured: Measured) -> bool:
    """`внешнеторговый оборот`, `товарооборот Казахстана`: all that one state buys and sells."""
    mention = measured.mention
    owner = mention is not None and state.form == "name" and state.i == mention.j
    return owner or speaks_of(scope, "foreign_trade")


def _others(scope: Scope, mentions: list[StateMention]) -> tuple[str, ...]:
    """The state of the people or things counted first, then the one that they are bound for."""
    codes = codes_of(mentions)
    at_home = all(preposition(scope, m.i) in words(scope, "into") for m in mentions)
    if codes == (own_state(scope),) and (at_home or not scope.board.bilateral):
        return codes
    if scope.amount.noun >= 0:
        own_words = ("", *words(scope, "out_of"))
        after = [m for m in mentions if m.i >= scope.left and preposition(scope, m.i) in own_words]
        own = after[0].codes[0] if after else ""
        rest = [code for code in codes if code != own]
        if own:
            return joined(own, rest[0] if rest else partner(scope, own))
        if len(rest) == 1:
            return joined(partner(scope, rest[0]), *rest) if _visit(scope) else tuple(rest)
    if not codes:
        return pair(scope, every=True)
    return codes[:2] if len(codes) > 2 else about(scope, codes)
