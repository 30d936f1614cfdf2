"""Nations: for which state somebody speaks, by the posts that texts give: a post in a state, or in a body named by it.

«глава МИД Египта» speaks for Egypt, «директор Международного валютного фонда» for no state.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from servanda.ledger.rows import Stemmer
from servanda.ledger.series import is_state
from servanda.ledger.statements import Statement


def state_of(body: str, stemmer: Stemmer, language: str = "ru") -> str:
    """The state's code that a body is, or the one state that its name tells; `""` for none or several."""
    if not body or is_state(body):
        return body
    words = list(stemmer(body, language))
    there = {stem for word in words for stem in word.stems}
    told = {(code, name) for word in words for code, name in word.states if name <= there}
    codes = {code for code, name in told if not any(name < longer for _, longer in told)}
    covered = {stem for _, name in told for stem in name}
    others = any(word.part == "party" and covered.isdisjoint(word.stems) for word in words)
    return min(codes) if len(codes) == 1 and not others else ""


def foremost(votes: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """For each person the state of most votes (person, state, how many)."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for person, state, count in votes:
        if state:
            counted[person][state] += count
    return {person: min(count, key=lambda one: (-count[one], one)) for person, count in sorted(counted.items())}


def states_of(offices: Iterable[Statement], stemmer: Stemmer, language: str = "ru") -> dict[str, str]:
    """For each person the state of which most offices say that he or she holds a post in it."""
    held = [(str(office.fields["person"]), str(office.fields["body"])) for office in offices]
    states = {body: state_of(body, stemmer, language) for body in sorted({body for _, body in held})}
    return foremost((person, states[body], 1) for person, body in held)
