"""How mentions are aligned with records, groupings compared pair by pair, findings matched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bench.account_scoring import Doubt, Found, Mention, align, matches, only, pairs


def mention(key: str, start: int, end: int, sort: str = "", document: str = "a") -> Mention:
    return Mention(key, document, ((start, end),), sort)


def test_a_mention_is_aligned_with_the_record_that_overlaps_it_most() -> None:
    records = [Found("far", "a", 0, 12), Found("near", "a", 9, 21), Found("elsewhere", "b", 10, 20)]
    assert align([mention("m", 10, 20)], records) == {"m": "near"}


def test_a_record_serves_one_mention() -> None:
    assert align([mention("wide", 0, 40), mention("tight", 0, 12)], [Found("r", "a", 0, 10)]) == {"tight": "r"}


def test_an_event_is_sooner_one_of_its_sort() -> None:
    records = [Found("visit", "a", 0, 20, "visit"), Found("talks", "a", 0, 9, "meeting")]
    assert align([mention("m", 0, 20, "talks")], records) == {"m": "talks"}


def test_of_another_sort_it_must_lie_within() -> None:
    assert align([mention("m", 0, 20, "talks")], [Found("r", "a", 18, 40, "visit")]) == {}
    assert align([mention("m", 0, 20, "talks")], [Found("r", "a", 2, 18, "visit")]) == {"m": "r"}


def test_any_place_of_a_mention_will_do() -> None:
    several = Mention("m", "a", ((0, 5), (30, 40)))
    assert align([several], [Found("r", "a", 31, 39)]) == {"m": "r"}


def test_pairs_are_counted_on_both_sides() -> None:
    gold = {"a": "x", "b": "x", "c": "x", "d": "y"}
    found = pairs(gold, {"a": "1", "b": "1", "d": "1"})
    assert (found.gold, found.told, found.right) == (3, 3, 1)
    assert found.missed == [("a", "c"), ("b", "c")]
    assert found.invented == [("a", "d"), ("b", "d")]
    assert (found.precision, found.recall, found.f1) == (1 / 3, 1 / 3, 1 / 3)


def test_of_what_was_read_leaves_the_unread_out() -> None:
    gold, told = {"a": "x", "b": "x", "c": "x"}, {"a": "1", "b": "1"}
    assert pairs(gold, told).recall == 1 / 3
    assert pairs(only(gold, told), told).recall == 1.0


GROUPING = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz"))


@given(GROUPING)
def test_a_grouping_equals_itself(grouping: dict[str, str]) -> None:
    found = pairs(grouping, grouping)
    assert (found.precision, found.recall, found.f1) == (1.0, 1.0, 1.0)
    assert not found.missed
    assert not found.invented


@given(GROUPING, GROUPING)
def test_precision_of_one_side_is_recall_of_the_other(one: dict[str, str], other: dict[str, str]) -> None:
    shared = only(one, other)
    back = only(other, one)
    there, again = pairs(shared, back), pairs(back, shared)
    assert (there.precision, there.recall) == (again.recall, again.precision)


def test_a_finding_is_that_of_the_gold_when_it_stands_on_its_sides_alone() -> None:
    gold = Doubt("contradiction", (frozenset({"a", "b"}), frozenset({"c"})), "")
    assert matches(gold, "contradiction", [frozenset({"b"}), frozenset({"c"})])
    assert not matches(gold, "mirror", [frozenset({"b"}), frozenset({"c"})])
    assert not matches(gold, "contradiction", [frozenset({"a"}), frozenset({"b"})])
    assert not matches(gold, "contradiction", [frozenset({"a"}), frozenset({"c"}), frozenset({"d"})])
    assert not matches(gold, "contradiction", [frozenset({"a"}), frozenset({"c"}), frozenset()])
