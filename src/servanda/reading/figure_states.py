"""Which states the clause of a figure names, and which the document is about where it names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servanda.reading import frames
from servanda.reading.atoms import DASHES
from servanda.reading.figure_scope import CLOSING, OPENING, Scope

if TYPE_CHECKING:
    from servanda.reading.numbers import Amount
    from servanda.reading.states import StateMention

PAIR = 2
MULTILATERAL = 3  # states that a document about several is about


def named(scope: Scope, *, clause_only: bool, flows: bool = False) -> list[StateMention]:
    """States named in the clause of the figure; where it names none and not `clause_only`, in its sentence.

    Of what `flows`, the state before a relative clause is its doer.
    """
    for first, last in ((scope.begin, max(scope.end, scope.right)), scope.sentence):
        found = [m for m in scope.board.states_between(first, last) if not _aside(scope, m.i)]
        states = [m for m in found if m.sort == "state"]
        found = [*(_antecedent(scope) if flows else ()), *found] or scope.board.capitals_between(first, last)
        if found:
            return states if len({m.codes for m in states}) >= 2 else found
        if clause_only:
            break
    return _named_before(scope)


def _antecedent(scope: Scope) -> list[StateMention]:
    """`Турция, которая ввезла болгарские товары на …`: the state right before a relative clause."""
    if not scope.board.word(scope.doc[scope.begin], "partitive") or scope.doc[scope.begin - 1].text != ",":
        return []
    before = scope.board.states_between(scope.sentence[0], scope.begin - 1)
    return [m for m in before if m.j == scope.begin - 1 and m.form == "name"]


def _named_before(scope: Scope) -> list[StateMention]:
    """`Оборот ЕАЭС с Ираном составил … При этом экспорт вырос …`: the pair of the sentence that this one continues."""
    begin = scope.sentence[0]
    if begin == 0 or "\n" in scope.doc[begin - 1].text or not scope.continues:
        return []
    found = scope.board.states_between(scope.doc[begin - 1].sent.start, begin)
    return found if len({m.codes for m in found}) == PAIR else []


def _aside(scope: Scope, i: int) -> bool:
    """Within brackets that are closed again: `второе место (после России)`."""
    depth = 0
    for token in scope.doc[i : max(i, scope.left)]:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth < 0:
            return True
    return False


def codes_of(mentions: list[StateMention]) -> tuple[str, ...]:
    """The codes of mentions, in order, once each."""
    return tuple(dict.fromkeys(code for mention in mentions for code in mention.codes))


def side_of(scope: Scope) -> str:
    """The state of whoever reports the figure."""
    return scope.ctx.side_at(scope.amount.start) or scope.ctx.home


def own_state(scope: Scope) -> str:
    """The state from which the figure is reported, else the one that the document is about."""
    return side_of(scope) or scope.board.main_state


def joined(*codes: str) -> tuple[str, ...]:
    """The codes that are not empty, once each."""
    return tuple(dict.fromkeys(code for code in codes if code))


def pair(scope: Scope, *, every: bool = False) -> tuple[str, ...]:
    """The document's two states (or `every` one of them), the reporter's first; one where it is about one."""
    both, side = scope.ctx.parties[:2], side_of(scope)
    if not scope.board.bilateral:
        return joined(own_state(scope))
    if len(scope.ctx.parties) >= MULTILATERAL and every:
        if two := _two_before(scope):
            return two
        if scope.board.bloc in both or (scope.board.bloc and scope.board.bloc_words):
            return (scope.board.bloc,)
        both = scope.ctx.parties
    return tuple(sorted(both, key=lambda code: code != side)) if side in both else both


def _two_before(scope: Scope) -> tuple[str, ...]:
    """The two states that the paragraph has just named, where `странами` stands for them."""
    if not any(scope.board.word(token, "both") for token in scope.doc[slice(*scope.sentence)]):
        return ()
    begin, floor = scope.sentence[0], scope.ctx.paragraph(scope.doc[scope.sentence[0]].idx)[0]
    while begin > 0 and scope.doc[begin - 1].idx >= floor:
        sentence = scope.doc[begin - 1].sent
        codes = codes_of(scope.board.states_between(sentence.start, begin))
        if codes:
            return codes if len(codes) == PAIR else ()
        begin = min(sentence.start, begin - 1)
    return ()


def partner(scope: Scope, code: str) -> str:
    """The other one of the document's two states."""
    both = scope.ctx.parties[:2]
    if code not in both:
        return own_state(scope)
    other = next((state for state in both if state != code), "")
    if len(scope.ctx.parties) >= MULTILATERAL:
        return ""
    return other if scope.board.bilateral or code != scope.board.main_state else ""


def about(scope: Scope, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Two states that are named, else the one that is named with its partner, else the document's two."""
    side = side_of(scope)
    if len(codes) >= 2:
        return tuple(sorted(codes, key=lambda code: code != side)) if side in codes else codes
    if not codes:
        return pair(scope, every=True)
    other = partner(scope, codes[0])
    return joined(side, codes[0], other) if side in (codes[0], other) else joined(codes[0], other)


def words(scope: Scope, sort: str) -> frozenset[str]:
    """The words of a class of the table `figure_words`."""
    return frames.words(f"{scope.board.code}/figure_words", "words", **{"class": sort})


def speaks_of(scope: Scope, sort: str) -> bool:
    """Whether a word of a class of the table `figure_words` stands in the clause."""
    return any(scope.board.word(token, sort) for token in scope.doc[scope.begin : max(scope.end, scope.right)])


def preposition(scope: Scope, i: int) -> str:
    """The preposition before a name at the token i, adjectives and nouns of place passed over."""
    for n in range(i - 1, max(scope.sentence[0] - 1, i - 5), -1):
        token = scope.doc[n]
        if token.pos_ == "ADP":
            return token.norm_
        if token.pos_ not in ("NOUN", "ADJ", "DET"):
            return ""
        if token.pos_ == "NOUN" and not scope.board.word(token, "place"):
            return ""
    return ""


def beside(scope: Scope) -> StateMention | None:
    """`Ирак (3,84 млрд долларов)`, `Россия – 35%`: the state whose name stands right before the amount."""
    n = scope.opens - 1
    if n < scope.sentence[0] or scope.doc[n].text not in (*OPENING, *DASHES):
        before = scope.previous
        listed = before is not None and not any(mark in _gap(scope, before) for mark in ",;.(")
        return beside(Scope(scope.board, before)) if listed and before is not None else None
    near = [m for m in scope.board.states_between(scope.sentence[0], n) if m.j == n and len(m.codes) == 1]
    return near[0] if near else None


def _gap(scope: Scope, before: Amount) -> str:
    """The text between the amount before and this one."""
    return scope.ctx.document.text[before.end : scope.amount.start]


def places_of(scope: Scope) -> tuple[str, ...]:
    """The states of the cities and regions that the sentence names."""
    first, last = scope.sentence
    return joined(*(place.code for place in scope.ctx.places if first <= place.i < last))
