"""The scorer of FactRuEval: hand-made entities and facts with known numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.factrueval_scoring import Metrics, alike, best_pairs, distance, score_entities, score_facts
from bench.factrueval_standard import Argument, Attribute, Entity, Fact, normal

WORDS = st.text(alphabet="абв", max_size=6)


def person(*parts: tuple[str, str], ignored: bool = False) -> Entity:
    return Entity("per", tuple(Attribute(name, frozenset({value})) for name, value in parts), ignored)


def fact(*parts: tuple[str, str], ignored: bool = False) -> Fact:
    return Fact("occupation", tuple(Argument(name, frozenset({value})) for name, value in parts), ignored)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("оон", "оон", True),
        ("я", "а", False),
        ("мид", "мвд", True),
        ("мид", "фсб", False),
        ("россия", "россии", True),
        ("россия", "русский", False),
        ("президентом", "президент", True),
        ("сенат", "сенатора", False),
    ],
)
def test_values_that_count_as_one(one: str, two: str, expected: bool) -> None:
    assert alike(one, two) is expected


@given(WORDS, WORDS, WORDS)
def test_distance_is_a_metric(one: str, two: str, three: str) -> None:
    assert distance(one, two) == distance(two, one)
    assert (distance(one, two) == 0) is (one == two)
    assert distance(one, three) <= distance(one, two) + distance(two, three)


def test_how_values_are_made_equal() -> None:
    assert normal(" «Ёлка» — Рига , Чили . ") == '"елка"-рига, чили.'


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([], []),
        ([[0.0]], []),
        ([[0.5, 1.0], [1.0, 0.0]], [(0, 1), (1, 0)]),
        ([[1.0, 0.9], [0.9, 0.0]], [(0, 1), (1, 0)]),
        ([[0.2, 0.4, 0.3]], [(0, 1)]),
    ],
)
def test_pairs_of_the_greatest_sum(weights: list[list[float]], expected: list[tuple[int, int]]) -> None:
    assert best_pairs(weights) == expected


def test_an_entity_counts_by_the_share_of_its_attributes() -> None:
    gold = [person(("firstname", "иван"), ("lastname", "петров")), person(("lastname", "орлов"))]
    read = [person(("lastname", "петров")), person(("lastname", "диас"))]
    score = score_entities(gold, read)
    assert score.metrics["per"] == Metrics(0.5, 0.5, 2, 2)
    assert (score.missed, score.invented) == ((gold[1],), (read[1],))
    assert [share for _, _, share in score.partly] == [0.5]


def test_what_the_standard_ignores_neither_wins_nor_loses() -> None:
    gold = [person(("lastname", "петров"), ignored=True)]
    assert score_entities(gold, []).metrics == {}
    assert score_entities(gold, [person(("lastname", "петров"))]).metrics == {}
    assert score_entities(gold, [person(("lastname", "диас"))]).metrics == {"per": Metrics(answer=1)}


def test_kinds_are_never_mixed() -> None:
    body = Entity("org", (Attribute("name", frozenset({"рига"})),))
    place = Entity("loc", (Attribute("name", frozenset({"рига"})),))
    assert score_entities([body], [place]).metrics == {"org": Metrics(standard=1), "loc": Metrics(answer=1)}


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ([fact(("who", "иван петров"), ("position", "посол"), ("where", "чили"))], 1.0),
        ([fact(("who", "иван петров"), ("position", "министр"), ("where", "чили"))], 2 / 3),
        ([fact(("who", "иван петров"), ("where", "чили"))], 0.8),
        ([fact(("position", "посол"))], 0.0),
        ([fact(("who", "карлос диас"))], 0.0),
    ],
)
def test_a_fact_counts_by_its_arguments_the_position_for_half(read: list[Fact], found: float) -> None:
    gold = [fact(("who", "иван петров"), ("position", "посол"), ("where", "чили"))]
    assert score_facts(gold, read).metrics.found_standard == pytest.approx(found)


def test_two_answers_that_tell_one_fact_in_pieces_count_for_less() -> None:
    gold = [fact(("who", "иван петров"), ("where", "чили"))]
    pieces = [fact(("who", "иван петров")), fact(("where", "чили"))]
    assert score_facts(gold, pieces).metrics == Metrics(0.5, 1.0, 1, 2)


def test_a_hard_fact_is_passed_over() -> None:
    gold = [fact(("who", "иван петров"), ignored=True)]
    assert score_facts(gold, [fact(("who", "иван петров"))]).metrics == Metrics()
    assert score_facts(gold, []).metrics == Metrics()
