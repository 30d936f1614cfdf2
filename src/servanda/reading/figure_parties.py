"""Which states a figure is about, and in which order: the reporter first, a flow from first to second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.model.vocabulary import UNDIRECTED
from servanda.reading import frames
from servanda.reading.figure_scope import Scope
from servanda.reading.indicators import Measured

if TYPE_CHECKING:
    from servanda.reading.states import StateMention

FLOWS = frozenset({"exports", "fdi", "gross_investment", "funding", "students", "companies"})
OWNED = frozenset({"students", "companies"})
NEXT = 3  # tokens


def parties_of(scope: Scope, measured: Measured) -> tuple[str, ...]:
    """Codes of the states that a figure is about."""
    indicator = measured.indicator
    named = _named(scope, clause_only=indicator in FLOWS and measured.mention is not None)
    if indicator in UNDIRECTED:
        return _about(scope, _codes(named))
    if indicator == "production":
        return _place_of_production(scope, named)
    if indicator == "imports":
        return _imports(scope, named)
    if indicator in FLOWS:
        return _flow(scope, named, measured)
    return _others(scope, named)


# -- what the clause names --


def _named(scope: Scope, *, clause_only: bool) -> list[StateMention]:
    """States named in the clause of the figure; where it names none and not `clause_only`, in its sentence."""
    for first, last in ((scope.begin, max(scope.end, scope.right)), scope.sentence):
        found = scope.board.states_between(first, last)
        states = [m for m in found if m.sort == "state"]
        if found:
            return states if len({m.codes for m in states}) >= 2 else found
        if clause_only:
            break
    return []


def _codes(mentions: list[StateMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for mention in mentions for code in mention.codes))


def _side(scope: Scope) -> str:
    """The state of whoever reports the figure."""
    return scope.ctx.side_at(scope.amount.start) or scope.ctx.home


def _pair(scope: Scope, *, every: bool = False) -> tuple[str, ...]:
    """The document's two states (or `every` one of them), the reporter's first."""
    both, side = scope.ctx.parties[:2], _side(scope)
    if len(scope.ctx.parties) > 2 and every:
        both = scope.ctx.parties
    if not scope.board.bilateral:
        return (side or scope.board.main_state,) if both else ()
    return tuple(sorted(both, key=lambda code: code != side)) if side in both else both


def _partner(scope: Scope, code: str) -> str:
    """The other one of the document's two states."""
    both = scope.ctx.parties[:2]
    return next((other for other in both if other != code), "") if code in both else _home(scope)


def _home(scope: Scope) -> str:
    return _side(scope) or (scope.ctx.parties[0] if scope.ctx.parties else "")


def _joined(*codes: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))


def _about(scope: Scope, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Two states that are named, else the one that is named with its partner, else the document's two."""
    side = _side(scope)
    if len(codes) >= 2:
        return tuple(sorted(codes, key=lambda code: code != side)) if side in codes else codes
    if not codes:
        return _pair(scope, every=True)
    partner = _partner(scope, codes[0])
    return _joined(side, codes[0], partner) if side in (codes[0], partner) else _joined(codes[0], partner)


# -- flows --


def _preposition(scope: Scope, mention: StateMention) -> str:
    """The preposition before a state's name, adjectives and nouns of place (`в экономику Казахстана`) passed over."""
    for n in range(mention.i - 1, max(scope.begin - 1, mention.i - 5), -1):
        token = scope.doc[n]
        if token.pos_ == "ADP":
            return token.norm_
        if token.pos_ not in ("NOUN", "ADJ", "DET"):
            return ""
        if token.pos_ == "NOUN" and not _place_noun(scope, n):
            return ""
    return ""


def _words(scope: Scope, sort: str) -> frozenset[str]:
    return frames.words(f"{scope.board.code}/figure_words", "words", **{"class": sort})


def _place_noun(scope: Scope, n: int) -> bool:
    return scope.board.word(scope.doc[n], "place")


def _ends(scope: Scope, named: list[StateMention]) -> tuple[str, str]:
    """From which state and to which a flow goes, as the words say; `""` where they do not."""
    source, target, loose = "", "", []
    for mention in named:
        if len(mention.codes) > 1:
            continue
        word = _preposition(scope, mention)
        if word in _words(scope, "into"):
            target = target or mention.codes[0]
        elif word in _words(scope, "out_of"):
            source = source or mention.codes[0]
        else:
            loose.append(mention.codes[0])
    for code in dict.fromkeys(loose):
        if not source and code != target:
            source = code
        elif not target and code != source:
            target = code
    return source, target


def _flow(scope: Scope, named: list[StateMention], measured: Measured) -> tuple[str, ...]:
    """`экспорт Казахстана в Иран`, `Италия инвестировала в экономику Казахстана`, `250 итальянских компаний`."""
    source, target = _ends(scope, named)
    owner = _owner(named, measured) if measured.indicator in OWNED else ""
    if owner:
        source, target = owner, next((code for code in (target, source) if code not in ("", owner)), "")
    if not source and not target:
        pair = _pair(scope)
        return pair if len(pair) == 2 or not pair else pair[:1]
    if source and not target:
        target = _partner(scope, source)
    elif target and not source:
        source = _partner(scope, target)
    return _joined(source, target)


def _owner(named: list[StateMention], measured: Measured) -> str:
    """`монгольских студентов`, `предприятий с японским капиталом`: the state whose they are stands next to them."""
    mention = measured.mention
    if mention is None:
        return ""
    near = [m for m in named if m.form == "adjective" and -NEXT <= m.i - mention.j <= 2 * NEXT and len(m.codes) == 1]
    return min(near, key=lambda m: abs(m.i - mention.i)).codes[0] if near else ""


def _imports(scope: Scope, named: list[StateMention]) -> tuple[str, ...]:
    """The state that imports first."""
    source, target = _ends(scope, named)
    if not source and not target:
        return _pair(scope)
    outward = any(_preposition(scope, m) for m in named if m.codes == (source,))
    if not outward and source and not target:  # `импорт Казахстана`
        return _joined(source, _partner(scope, source))
    if not outward and source and target:
        return _joined(source, target)
    return _joined(target or _partner(scope, source), source)


def _place_of_production(scope: Scope, named: list[StateMention]) -> tuple[str, ...]:
    """The state where it is produced: of a place, else of a name, else the document's own."""
    first, last = scope.sentence
    places = [p.code for p in scope.ctx.places if first <= p.i < last and p.code]
    if len(set(places)) == 1:
        return (places[0],)
    named_outright = _codes([m for m in named if m.form == "name"])  # `японские автомобили` may be made anywhere
    return named_outright[:1] or _joined(_home(scope)) or _codes(named)[:1]


def _others(scope: Scope, named: list[StateMention]) -> tuple[str, ...]:
    """The state of the people or things counted first, then the one that they are bound for."""
    if scope.amount.noun >= 0:
        after = [m for m in named if m.i >= scope.left and _preposition(scope, m) in ("", *_words(scope, "out_of"))]
        own = after[0].codes[0] if after else ""
        rest = [code for code in _codes(named) if code != own]
        if own:
            return _joined(own, rest[0] if rest else _partner(scope, own))
        if len(rest) == 1:
            return tuple(rest)
    codes = _codes(named)
    return codes[:2] if len(codes) > 2 else _about(scope, codes)
