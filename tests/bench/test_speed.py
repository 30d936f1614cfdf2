"""The speed bench: which texts, what is said of the runs, and that each work measures something."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from bench import speed, speed_work
from bench.speed import Goal, ceiling, child, goals, has_natasha, main, measured, rules_share, share_lines, work
from bench.speed_check import Difference
from bench.texts import texts

FEW = ["Президент Казахстана Касым-Жомарт Токаев прибыл в Рим.", "Итоги визита."]


def a_round(seconds: float) -> dict[str, dict[str, object]]:
    return {
        "natasha": {"seconds": {"segment": 2.0, "names": 4.0, "lemmas": 2.0}, "peak": 300_000_000},
        "annotate": {"tokens": 1000, "documents": 10, "fresh": seconds, "warm": seconds / 2, "peak": 400_000_000},
        "read": {"seconds": 2 * seconds, "peak": 500_000_000, "shares": {"language.network": 30, "reading.states": 10}},
    }


def test_goals_are_the_middle_of_the_rounds() -> None:
    values = {goal.what: goal.value for goal in goals([a_round(1.0), a_round(4.0), a_round(2.0)])}
    assert values == {
        "annotation, fresh, against natasha with lemmas": 4.0,
        "annotation, warm, against natasha with lemmas": 8.0,
        "text to records, fresh, against natasha's documented steps": 1.5,
        "share of the reading rules": 25.0,
    }


def test_without_natasha_there_is_no_ratio() -> None:
    alone = {key: value for key, value in a_round(1.0).items() if key != "natasha"}
    assert [goal.what for goal in goals([alone])] == ["share of the reading rules"]
    assert not any("natasha" in line for line in measured([alone]))


@pytest.mark.parametrize(
    ("goal", "end"),
    [
        (Goal("ratio", 4.0, 4), "4.00 ×      ≥ 4 met"),
        (Goal("ratio", 3.99, 4), "3.99 ×      ≥ 4 MISSED"),
        (Goal("share", 45.0, most=45, unit="%"), "45.00 %     ≤ 45 met"),
        (Goal("share", 45.1, most=45, unit="%"), "45.10 %     ≤ 45 MISSED"),
    ],
)
def test_a_goal_is_met_or_missed(goal: Goal, end: str) -> None:
    assert goal.line().endswith(end)


def test_the_table_has_speeds_and_memory() -> None:
    lines = [line.split() for line in measured([a_round(2.0)])]
    assert lines[1][-3:] == ["167", "1.7", "300"]
    assert lines[3][-3:] == ["500", "5.0", "400"]
    assert lines[5][-3:] == ["250", "2.5", "500"]


def test_what_was_measured_without_the_kernel_has_rows_of_its_own() -> None:
    measures = a_round(1.0)
    lines = [line.split() for line in measured([{**measures, "pure": a_round(2.0)}])]
    assert lines[3:6] == [line.split() for line in measured([measures])][3:6]
    assert [line[-4:] for line in lines[6:]] == [
        ["pure", "500", "5.0", "400"],
        ["pure", "1,000", "10.0", "400"],
        ["pure", "250", "2.5", "500"],
    ]


def test_shares() -> None:
    shares = {"reading.states": 90, "language.network": 109, "elsewhere": 1}
    assert rules_share(shares) == 0.45
    assert [line.split() for line in share_lines(shares)] == [
        ["reading.states", "45.0", "%"],
        ["language.network", "54.5", "%"],
    ]


def test_texts_are_taken_at_equal_distances(tmp_path: Path) -> None:
    for n in range(10):
        (tmp_path / f"{n}.txt").write_text(f"{n}\r\n", encoding="utf-8")
    assert texts(5, [tmp_path]) == ["0\n", "2\n", "4\n", "6\n", "8\n"]
    assert len(texts(None, [tmp_path])) == len(texts(100, [tmp_path])) == 10


def test_without_the_shared_texts_the_samples_are_taken(tmp_path: Path) -> None:
    assert texts(2, [tmp_path])


def test_annotation_and_reading_are_measured_in_processes_of_their_own() -> None:
    annotated = work("annotate", {"texts": FEW})
    assert (annotated["tokens"], annotated["documents"]) == (11, 2)
    assert annotated["fresh"] > annotated["warm"] > 0
    read = work("read", {"texts": FEW})
    assert read["documents"] == 2
    assert read["wall"] >= read["seconds"] / 2 > 0


def test_a_process_that_leaves_the_kernel_aside() -> None:
    code = "import json; from servanda.language import kernel; print(json.dumps({'built': kernel.built}))"
    assert child([sys.executable, "-c", code], [], pure=True) == {"built": False}


def test_what_the_machine_allows_two_processes() -> None:
    assert 0.2 < ceiling({"texts": FEW}) < 5


def test_memory_is_marked_as_documents_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    found = speed_work.memory(FEW, 20, every=2)
    assert "20 documents: " in capsys.readouterr().err
    assert len(found["resident"]) == 10
    assert min(found["peak"], *found["resident"]) > 10_000_000


def test_a_process_that_fails_is_named_with_its_complaint() -> None:
    with pytest.raises(RuntimeError, match="status 3: no texts"):
        child([sys.executable, "-c", "import sys; print('no texts', file=sys.stderr); sys.exit(3)"], [])


def test_an_interpreter_without_natasha_is_none(tmp_path: Path) -> None:
    assert not has_natasha(tmp_path / "python")
    assert not has_natasha(Path("/bin/false"))


def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(speed, "work", lambda name, given, *, pure=False: a_round(1.0)[name])
    assert main(["--documents", "1", "--natasha", "/nowhere/python"]) == 0
    assert "pip install natasha 'setuptools<82'" in capsys.readouterr().out


def test_the_peer_imports_nothing_of_ours() -> None:
    tree = ast.parse(speed.PEER.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names - sys.stdlib_module_names - {"__future__", "collections.abc"} == {"natasha"}


def test_differences_are_said() -> None:
    found = Difference(tokens=1000, spans=20, ties=3)
    found.differ["head"] = 2
    assert found.lines()[0].endswith("0 tags, 2 heads, 0 relations, 0 names, 0 spans differ")
    assert found.lines()[1].startswith("3 of the tokens have two heads")
