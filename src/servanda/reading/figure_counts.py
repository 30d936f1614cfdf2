"""What a bare number counts: projects, companies, students, papers, people, or things of a text about two states."""

from __future__ import annotations

from dataclasses import replace

from servanda.reading.clauses import has
from servanda.reading.figure_board import Mention
from servanda.reading.figure_kind import grows
from servanda.reading.figure_measured import SHARES, Measured, measured_by
from servanda.reading.figure_scope import Scope

ABOUT_PEOPLE = frozenset({"students", "jobs", "population"})
PIECES = frozenset({"production", "freight_volume", "flights", "exports", "imports"})
FEW = 10  # ranges below (`4-5 предприятий`) are turns of speech, too
LEAST_SPELLED = 5  # smaller counts in words («два документа») are turns of speech
LEAST_IN_WORDS = 10
LEAST_PEOPLE = 20
NEAR = 6  # words


def counted_noun(scope: Scope) -> Measured | None:
    """`78 совместных проектов`, `более пятидесяти соглашений`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0:
        return None
    mention = scope.board.covering(noun)
    if mention is None or mention.sort not in ("counted", "made"):
        return None
    if mention.sort == "made" and not any(scope.board.word(token, "making") for token in scope.leftward()):
        return None
    small = scope.amount.spelled and scope.amount.value < LEAST_SPELLED and mention.indicator != "flights"
    few = scope.amount.high is not None and scope.amount.high < FEW
    return None if small or few or not _between_states(scope, noun) else measured_by(mention)


def _between_states(scope: Scope, noun: int) -> bool:
    """Papers of any sort are agreements only where they are signed or belong to two sides."""
    if not scope.board.word(scope.doc[noun], "papers"):
        return True
    return any(scope.board.word(token, "signing") for token in scope.doc[slice(*scope.sentence)])


def counted_ellipsis(scope: Scope) -> Measured | None:
    """`увеличить число рейсов между столицами до десяти в неделю`: what is counted stands before."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or (noun >= 0 and not scope.board.word(scope.doc[noun], "head_count")):
        return None
    for token in scope.doc[scope.sentence[0] : scope.opens]:
        if scope.board.word(token, "quantity") and not has(token, "Case", "Loc"):  # not `в числе прочего`
            told = scope.board.between(token.i + 1, min(token.i + 1 + NEAR, scope.opens), "counted")
            return measured_by(told[0] if told else Mention(token.i, token.i + 1, "other", "counted"))
    return None


def counted_seats(scope: Scope) -> Measured | None:
    """`выделено 4816 мест` beside students: places to study."""
    noun = scope.amount.noun
    before = scope.previous
    if noun < 0 and scope.amount.role == "to" and before is not None and before.role == "from":
        noun = before.noun  # «с 25 мест до 75»
    if scope.amount.unit != "count" or noun < 0 or not scope.board.word(scope.doc[noun], "seat"):
        return None
    told = scope.board.between(*scope.sentence)
    studied = next((m for m in told if m.indicator == "students"), None)
    return measured_by(replace(studied, i=noun, j=noun + 1, sort="counted")) if studied is not None else None


def counted_growth(scope: Scope) -> Measured | None:
    """`студентов из Египта стало больше в семь раз`: the things themselves stand for their number."""
    if scope.amount.unit not in SHARES or not grows(scope):
        return None
    told = next((m for m in scope.before if m.sort == "counted" and has(scope.doc[m.i], "Case", "Gen")), None)
    return measured_by(told) if told is not None else None


def counted_units(scope: Scope) -> Measured | None:
    """`количество контейнерных поездов достигнет 1000 единиц`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0 or not scope.board.word(scope.doc[noun], "pieces"):
        return None
    return next((measured_by(m) for m in scope.before if m.indicator in PIECES), None)


def counted_people(scope: Scope) -> Measured | None:
    """`с участием более 100 голландских промышленников`, `прибыли около шестисот представителей`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0 or not scope.board.people(scope.doc[noun], "people"):
        return None
    told = next((m for m in (*scope.before, *scope.after) if m.indicator in ABOUT_PEOPLE), None)
    if told is not None and (told.sort == "deed" or scope.opens - told.j <= 2):
        return measured_by(told)
    if scope.amount.value < LEAST_PEOPLE:
        return None
    sentence = scope.doc[slice(*scope.sentence)]
    gathered = any(scope.board.people(token, sort) for token in sentence for sort in ("gathering", "visiting"))
    return Measured("other", Mention(noun, noun + 1, "other", "counted")) if gathered else None


def counted_workers(scope: Scope) -> Measured | None:
    """`на заводе заняты 1300 человек`, `компании сократили 2,5 тыс. работников`."""
    noun = scope.amount.noun
    if scope.amount.unit != "count" or noun < 0 or scope.amount.value < LEAST_PEOPLE:
        return None
    if any(m.indicator == "population" for m in scope.before):
        return None
    sentence = scope.doc[slice(*scope.sentence)]
    people = scope.board.people(scope.doc[noun], "workers") or scope.board.people(scope.doc[noun], "people")
    hired = people and any(scope.board.people(token, "hiring") for token in sentence)
    return Measured("jobs", Mention(noun, noun + 1, "jobs", "counted")) if hired else None


def counted_things(scope: Scope) -> Measured | None:
    """`169 произведений` in a text about two states, `строятся 65 ферм` in one about a single state: `other`."""
    noun, amount = scope.amount.noun, scope.amount
    if amount.unit != "count" or noun < 0 or amount.role in ("of", "each", "for"):
        return None
    least = LEAST_IN_WORDS if amount.spelled and not amount.scaled else LEAST_SPELLED
    if amount.value < least or (amount.high is not None and amount.high < FEW) or not _things(scope, noun):
        return None
    asset = scope.board.word(scope.doc[noun], "asset") or scope.board.word(scope.doc[noun], "things")
    told = asset or (scope.board.bilateral and not scope.board.word(scope.doc[noun], "uncounted"))
    return Measured("other", Mention(noun, noun + 1, "other", "counted")) if told else None


def _things(scope: Scope, noun: int) -> bool:
    """The noun stands in the form that a number of five or more asks for."""
    token = scope.doc[noun]
    single = has(token, "Number", "Sing") and (has(token, "Case", "Nom") or has(token, "Case", "Acc"))
    return token.pos_ == "NOUN" and not single
