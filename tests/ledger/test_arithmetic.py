"""Contradictions and doubts: each case is a few figures, and what must, or must not, be found in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger.arithmetic import findings
from tests.ledger.stated import stated

# figures, then `=> kind rule | a part of the calculation`, or `=> -` when nothing is to be found
CASES = """
2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Токаев: trade_turnover KZ,UZ = 3.9e9 USD 2023 actual
=> contradiction different_values | differ by 11%

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Мирзиёев: trade_turnover UZ,KZ = 3.9e9 USD 2023 actual
=> mirror different_values | 4.4 billion USD and 3.9 billion USD

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Иванов: trade_turnover UZ,KZ = 3.9e9 USD 2023 actual
=> difference different_values | differ

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Токаев: trade_turnover KZ,UZ > 4e9 USD 2023 actual
=> -

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Токаев: trade_turnover KZ,UZ = 4.41e9 USD 2023 actual
=> -

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-05-01 Токаев: trade_turnover KZ,UZ = 3.9e9 USD 2022 actual
=> -

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD - actual
2024-05-01 Токаев: trade_turnover KZ,UZ = 3.9e9 USD - actual
=> -

2024-02-01 Токаев: exports KZ,UZ = 3e9 USD 2023 actual
2024-05-01 Токаев: exports KZ,UZ = 0.2e9 USD 2023 actual
=> -

2024-02-01 Токаев: other KZ,UZ = 30 count 2023 actual
2024-05-01 Токаев: other KZ,UZ = 20 count 2023 actual
=> -

2024-02-01 Токаев: trade_turnover KZ,IT = 20e9 USD 2024 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 16e9 USD 2023 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 40 percent 2024 change
=> doubt growth_of_levels | 20 billion USD in 2024 after 16 billion USD in 2023 is +25.0 percent

2024-02-01 Токаев: trade_turnover KZ,IT = 1.4e9 USD 2024 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 1.0e9 USD 2023 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 40 percent 2024 change
=> -

2024-02-01 Токаев: trade_turnover KZ,IT = 2e9 USD 2024 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 1.0e9 USD 2023 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 2 times 2024 change
=> -

2024-02-01 Токаев: trade_turnover KZ,IT = 3e9 USD 2024 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 1.0e9 USD 2023 actual
2024-02-01 Токаев: trade_turnover KZ,IT = 2 times 2024 change
=> doubt growth_of_levels | is 3 times

2025-02-01 Токаев: trade_turnover KZ,IT = 20e9 USD 2024 actual
2025-09-29 Токаев: trade_turnover KZ,IT = 11.3e9 USD 2025-01/2025-08 actual
2025-09-29 Токаев: trade_turnover KZ,IT = 5 percent 2025-01/2025-08 change
=> doubt part_of_a_year | 11.3 billion USD in 8 months is 16.95 billion USD a year, after 20 billion USD in 2024

2025-02-01 Токаев: trade_turnover KZ,IT = 20e9 USD 2024 actual
2025-09-29 Токаев: trade_turnover KZ,IT = 11.3e9 USD 2025-01/2025-08 actual
=> -

2025-02-01 Токаев: trade_turnover KZ,UZ = 5e9 USD 2025 actual
2025-03-01 Токаев: trade_turnover KZ,UZ = 10e9 USD 2030 target
=> pace pace_to_target | ^ (1 / 5) − 1 = 14.9%

2025-02-01 Токаев: trade_turnover KZ,UZ = 5e9 USD 2025 actual
2025-03-01 Токаев: trade_turnover KZ,UZ = 4e9 USD 2030 target
=> -

2024-02-01 Токаев: trade_turnover KZ,KG = 0.8e9 USD 2023 actual
2024-03-01 Токаев: trade_turnover KZ,KG = 1e9 USD 2024 target
2024-03-01 Токаев: trade_turnover KZ,KG = 2 times 2024 target
=> doubt doubling | 1 billion USD is 2 times 500 million USD, and 800 million USD was stated for 2023

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-02-01 Токаев: exports KZ,UZ = 4.9e9 USD 2023 actual
=> doubt parts_and_whole | exports 4.9 billion USD > turnover 4.4 billion USD

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-02-01 Токаев: exports KZ,UZ = 3.1e9 USD 2023 actual
2024-02-01 Токаев: imports KZ,UZ = 1.9e9 USD 2023 actual
=> doubt parts_and_whole | 3.1 billion USD + 1.9 billion USD = 5 billion USD, and 4.4 billion USD is stated

2024-02-01 Токаев: trade_turnover KZ,UZ = 4.4e9 USD 2023 actual
2024-02-01 Токаев: exports KZ,UZ = 3.1e9 USD 2023 actual
2024-02-01 Токаев: imports KZ,UZ = 1.3e9 USD 2023 actual
=> -
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_what_figures_say_together(case: str) -> None:
    lines, _, expected = case.partition("=> ")
    found = findings(stated(lines))
    if expected == "-":
        assert found == []
        return
    head, calculation = (part.strip() for part in expected.split("|"))
    assert [f"{finding.kind} {finding.rule}" for finding in found if finding.kind != "pace" or "pace" in head] == [head]
    assert any(calculation in finding.calculation for finding in found)


@given(st.floats(0.1, 1e12), st.sampled_from(["=", ">", "<", ">=", "<=", "~"]), st.integers(2, 4))
def test_a_figure_that_is_only_repeated_contradicts_nothing(value: float, comparator: str, times: int) -> None:
    line = f"2024-02-01 Токаев: trade_turnover KZ,UZ {comparator} {value!r} USD 2023 actual\n"
    assert findings(stated(line * times)) == []
