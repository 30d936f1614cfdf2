"""A series laid out: where each figure stands, what it allows, who is named, which figures cannot both be right."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.arithmetic import findings
from servanda.report.plot import OTHERS, Plot, plot, series
from tests.ledger.stated import stated

LEVELS = """
2023-02-01 Токаев: trade_turnover KZ,UZ = 3.9e9 USD 2022 actual
2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Мирзиёев: trade_turnover UZ,KZ = 4.1e9 USD 2023 actual
2024-08-01 Токаев: trade_turnover KZ,UZ > 2e9 USD 2024-01/2024-06 actual
2024-09-01 Токаев: trade_turnover KZ,UZ = 10e9 USD 2030 target
2024-09-01 Мирзиёев: trade_turnover KZ,UZ = 12e9 USD - target
2024-09-01 Токаев: trade_turnover KZ,UZ = 12 percent 2024 change
2024-09-01 Токаев: exports KZ,UZ = 2e9 USD 2023 actual
"""


def laid_out(lines: str = LEVELS) -> Plot:
    points = stated(lines)
    return plot(series(points, ["UZ", "KZ"])[0], findings(points))


def test_the_turnover_comes_before_other_series() -> None:
    found = series(stated(LEVELS), ["UZ", "KZ"])
    assert [(one.indicator, one.parties, len(one.points)) for one in found] == [
        ("trade_turnover", ("UZ", "KZ"), 6), ("exports", ("KZ", "UZ"), 1)
    ]  # fmt: skip
    assert found[0].title == "Trade turnover: Uzbekistan – Kazakhstan"


def test_changes_and_shares_are_no_series() -> None:
    assert series(stated("2024-09-01 Токаев: exports KZ,UZ = 12 percent 2024 change")) == []


def test_marks_stand_within_their_periods_side_by_side() -> None:
    told = laid_out()
    of_2023 = [mark for mark in told.marks if mark.period == "2023"]
    assert [(mark.reporter, mark.value, mark.below) for mark in of_2023] == [
        ("Uzbekistan", 4.1, True), ("Kazakhstan", 4.4, False)
    ]  # fmt: skip
    days = [mark.day for mark in of_2023]
    assert datetime.date(2023, 1, 1) < days[0] < days[1] < datetime.date(2023, 12, 31)
    assert told.axis == "Trade turnover, billion USD"
    assert (told.years[0], told.years[-1]) == (2022, 2030)


def test_what_words_allow_is_shown_and_what_has_no_end_is_open() -> None:
    marks = {mark.period: mark for mark in laid_out().marks}
    assert (marks["2022"].low, marks["2022"].high, marks["2022"].opens) == (3.85, 3.95, "")
    half = marks["January–June 2024"]
    assert (half.label, half.opens, half.high > half.value) == ("> 2", "up", True)
    assert (marks["2030"].low, marks["2030"].high) == (10.0, 10.0)  # nobody rounds a target


def test_a_target_without_a_year_floats() -> None:
    (floating,) = laid_out().floating
    assert (floating.value, floating.day, floating.period) == (12.0, None, "told on 1 September 2024")


def test_what_cannot_both_be_right_is_linked() -> None:
    (link,) = laid_out().links
    assert (link.kind, [mark.value for mark in link.ends]) == ("mirror", [4.4, 4.1])
    assert "Amber: two reporters, two values." in laid_out().notes()[0]
    assert laid_out(LEVELS.replace("Мирзиёев", "Токаев")).links[0].kind == "contradiction"


def test_whole_years_of_one_reporter_are_joined() -> None:
    (line,) = laid_out().lines()
    assert [(mark.reporter, mark.value) for mark in line] == [("Kazakhstan", 3.9), ("Kazakhstan", 4.4)]


def test_a_level_without_a_period_stands_where_it_was_published_and_is_left_out_without_that() -> None:
    told = laid_out(
        "2024-02-03 Токаев: companies KZ = 40 count - actual\n2024-05-01 Токаев: companies KZ = 50 count 2024 actual"
    )
    assert [mark.period for mark in told.marks] == ["2024", "told on 3 February 2024"]
    points = stated("2024-05-01 Токаев: companies KZ = 50 count - potential\n")
    undated = [type(p)(p.statement, p.cell, p.value, p.low, p.high, "") for p in points]
    for point in undated:
        object.__setattr__(point.statement.source, "published", "")
    assert plot(series(undated)[0]).left_out == 1


def test_no_more_reporters_are_named_than_can_be_told_apart() -> None:
    lines = "\n".join(f"2024-0{n}-01 Имя{n}: exports KZ,UZ = {n}e9 USD 202{n} actual" for n in range(1, 10))
    told = laid_out(lines + "\n2024-09-01 Токаев: exports KZ,UZ = 1e9 USD 2020 actual")
    assert told.legend == ("Kazakhstan", "Имя1", "Имя2", "Имя3", "Имя4", OTHERS)
    assert {mark.legend for mark in told.marks} == set(told.legend)


def test_the_source_note_counts_documents() -> None:
    how, origin = laid_out().notes()
    assert how.startswith("Bar: the period.")
    assert origin == "Source: 6 figures in 6 documents of 1 February 2023 – 1 September 2024. Made with Servanda."


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2020", "2021-05", "2022-01/2022-06", "2023-02-03", "../2024", "2025/..", "-"]),
            st.sampled_from(["=", ">", "<=", "~"]), st.floats(0.01, 1e12), st.sampled_from(["actual", "target"]),
        ), min_size=1, max_size=12,
    )
)  # fmt: skip
@pytest.mark.parametrize("unit", ["USD", "count"])
def test_every_figure_is_shown_or_counted(unit: str, told: list[tuple[str, str, float, str]]) -> None:
    lines = "\n".join(f"2024-02-03 Токаев: exports KZ,UZ {c} {v!r} {unit} {p} {k}" for p, c, v, k in told)
    points = stated(lines)
    made = plot(series(points)[0], findings(points))
    drawn = [statement for mark in (*made.marks, *made.floating) for statement in mark.statements]
    assert len(drawn) + made.left_out == len(points)
    assert len(set(drawn)) == len(drawn)
    assert all(mark.low <= mark.value <= mark.high for mark in made.marks)
    assert all(mark.first <= mark.day <= mark.last for mark in made.marks if mark.first and mark.day and mark.last)
