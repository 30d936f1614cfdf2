"""What people say of names goes before every rule, through any number of names, and outlives rebuilds."""

from __future__ import annotations

from typing import Any

import pytest

from bench.content import content
from servanda.errors import LedgerError
from servanda.ledger.judgements import Judgement, by_reviewer, judged, undo
from servanda.ledger.names import Judged, join
from servanda.ledger.namesakes import say
from servanda.ledger.people import posts
from servanda.ledger.settle import rebuild, settle
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Office, Reading

NAMES = ("Владимир Путин", "В. Путин", "Дмитрий Петров", "Митрофан Петров", "Петров")


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    """A ledger of five documents, each of which names somebody."""
    run = ledger.begin("one")
    for name in NAMES:
        document = Document(text=f"{name} прибыл.", name=name, published="2025")
        office = Office(
            person=name, position="гость", body="RU", evidence=document.evidence(0, len(name)), rule="r"
        )  # fmt: skip
        ledger.add(Reading(document=document, reader="one", offices=(office,)), run)
    return ledger


def people(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(person.names) for person in posts(ledger)}


def of(*groups: str) -> set[frozenset[str]]:
    return {frozenset(part.strip() for part in group.split("=")) for group in groups}


def said(ledger: Ledger, verdict: Any, one: str, other: str, **more: Any) -> int:
    settle(ledger)
    return say(ledger, Judgement(**{"reviewer": "aigul", "verdict": verdict, "record": one, "other": other} | more))


BY_RULE = of("Владимир Путин = В. Путин", "Дмитрий Петров", "Митрофан Петров", "Петров")


def test_two_names_judged_the_same_are_of_one_person_and_others_follow(kept: Ledger) -> None:
    assert people(kept) == BY_RULE
    before = content(kept)
    key = said(kept, "same", "Митрофан Петров", "Дмитрий Петров")
    joined = of("Владимир Путин = В. Путин", "Дмитрий Петров = Митрофан Петров = Петров")
    assert people(kept) == joined
    rebuild(kept)
    assert people(kept) == joined
    undo(kept, key)
    assert people(kept) == BY_RULE
    assert content(kept) == before


def test_two_names_judged_different_are_of_two_people(kept: Ledger) -> None:
    key = said(kept, "different", "В. Путин", "Владимир Путин", why="his brother")
    assert people(kept) == (BY_RULE - of("Владимир Путин = В. Путин")) | of("Владимир Путин", "В. Путин")
    (one,) = judged(kept)
    assert (one.key, one.kind, one.item, one.why) == (key, "people", ("В. Путин", "Владимир Путин"), "his brother")
    with kept.database.reading() as connection:
        assert by_reviewer(connection)["aigul"].keys() == {("В. Путин", "Владимир Путин")}


def test_the_newest_stands_and_unsure_displaces_nothing(kept: Ledger) -> None:
    said(kept, "same", "В. Путин", "Петров")
    said(kept, "different", "Петров", "В. Путин", reviewer="bolat")
    assert people(kept) == BY_RULE
    said(kept, "same", "Петров", "В. Путин")
    said(kept, "unsure", "Петров", "В. Путин", reviewer="bolat")
    assert frozenset({"Петров", "В. Путин", "Владимир Путин"}) in people(kept)


def test_a_name_that_comes_later_is_of_whom_it_was_said(kept: Ledger) -> None:
    said(kept, "same", "Владимир Путин", "Дмитрий Петров")
    document = Document(text="Президент В. В. Путин прибыл.", name="later", published="2026")
    office = Office(person="В. В. Путин", position="президент", body="RU", evidence=document.evidence(10, 21), rule="r")
    kept.add(Reading(document=document, reader="one", offices=(office,)), kept.begin("one"))
    assert people(kept) == of(
        "Владимир Путин = В. Путин = В. В. Путин = Дмитрий Петров", "Митрофан Петров", "Петров"
    ) or people(kept) == of("Владимир Путин = В. Путин = В. В. Путин = Дмитрий Петров = Петров", "Митрофан Петров")


# names met; what was said of them (`=` the same, `!` another); the people that come out
SAID = """
К. Токаев, Kassym Tokayev, Токаев | К. Токаев = Kassym Tokayev => К. Токаев = Токаев = Kassym Tokayev
Анна Ли, Мария Ли, Ева Ли | Анна Ли = Мария Ли, Мария Ли = Ева Ли => Анна Ли = Мария Ли = Ева Ли
Анна Ли, Ева Ли | Анна Ли = Мария Ли, Мария Ли = Ева Ли => Анна Ли = Ева Ли
Анна Ли, Мария Ли, А. Ли | Анна Ли = Мария Ли => Анна Ли = Мария Ли = А. Ли
Анна Ли, А. Ли, Ли | Анна Ли ! А. Ли => Анна Ли; А. Ли; Ли
Анна Ли, Анна Мария Ли, Ева Ким | Анна Ли = Ева Ким => Анна Мария Ли = Анна Ли = Ева Ким
Анна Ли, Мария Ли, Ева Ли | Анна Ли = Мария Ли, Мария Ли = Ева Ли, Анна Ли ! Ева Ли => Анна Ли; Мария Ли = Ева Ли
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_what_was_said_of_names_goes_before_the_rules(line: str) -> None:
    met, rest = line.split("|")
    told, wanted = rest.split("=>")
    pairs = [part.strip() for part in told.split(",")]
    same = [set(map(str.strip, pair.split("="))) for pair in pairs if "=" in pair]
    groups: dict[str, tuple[str, ...]] = {}
    for name in {name for pair in same for name in pair}:
        group = {name}
        for _ in same:
            group |= {other for pair in same if pair & group for other in pair}
        groups[name] = tuple(sorted(group))
    different = frozenset(tuple(sorted(map(str.strip, pair.split("!")))) for pair in pairs if "!" in pair)
    found = join([name.strip() for name in met.split(",")], None, Judged(groups, different))  # type: ignore[arg-type]
    assert {frozenset(person.names) for person in found} == of(*wanted.split(";"))


WRONG = [
    (("same", "Петров", "Сидоров"), "no document names 'Сидоров'; write the name as a document has it"),
    (("same", "Петров", "Петров"), "'Петров' is one name; give two names"),
    (("accept", "Петров", "В. Путин"), "'accept' cannot be said of two names; say same, different, unsure"),
]


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_what_cannot_be_said_of_names_is_not_kept(kept: Ledger, given: tuple[str, str, str], says: str) -> None:
    with pytest.raises(LedgerError) as caught:
        said(kept, *given)
    assert says in str(caught.value)
    assert judged(kept) == []


def test_nobody_judges_namelessly(kept: Ledger) -> None:
    with pytest.raises(LedgerError, match="a judgement needs a reviewer"):
        said(kept, "same", "Петров", "В. Путин", reviewer=" ")
