"""The gate: tables, floors, what raises and lowers them, and its exit status."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bench import floors, gold, sets
from bench.floors import Floors, cut
from servanda.model.document import Document
from servanda.model.records import KINDS

TEXT = "Товарооборот вырос до 5 млрд долларов, экспорт – до 2 млрд долларов."
SHARED_FIELDS = {"parties": ["KZ", "IT"], "unit": "USD", "comparator": "=", "period": "", "kind": "actual"}
TURNOVER = {**SHARED_FIELDS, "indicator": "trade_turnover", "value": 5e9, "speaker": "", "quote": "5 млрд долларов"}
EXPORTS = {**SHARED_FIELDS, "indicator": "exports", "value": 2e9, "speaker": "", "quote": "2 млрд долларов"}
HEAD = {"published": "2025-09-29", "language": "ru", "publisher": "", "parties": ["KZ", "IT"]}


def reading(**records: Any) -> dict[str, Any]:
    return {"document": HEAD, **{kind: [] for kind in KINDS}, "topics": [], **records}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set of one document with two figures, and no floors yet."""
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    gold_records = reading(figures=[TURNOVER, EXPORTS], topics=["trade"])
    (folder / "one.json").write_text(json.dumps(gold_records, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(gold, "SETS", {"samples": folder})
    monkeypatch.setattr(gold, "ROOT", tmp_path)
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.json")
    return folder


def reads(*figures: dict[str, Any]) -> gold.Read:
    """A reader that finds these figures in every document."""

    def read(documents: Sequence[Document]) -> list[Mapping[str, Any]]:
        return [{**reading(figures=list(figures)), "document": {**HEAD, "name": d.name}} for d in documents]

    return read


ALL = reads(TURNOVER, EXPORTS)
HALF = reads(TURNOVER)


def test_the_table_shows_counts_f1_and_floors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Floors(sets={"samples": {"figures found": 0.5, "overall found": 0.5, "overall exact": 0.4}}).write(floors.FILE)
    assert gold.main([], HALF) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "figures          2     1  1.000  0.500  0.667  0.667  0.500" in lines
    assert "overall          2     1  1.000  0.500  0.667  0.667  0.500, 0.400" in lines
    assert lines[-1] == "Every floor is held."


def test_below_a_floor_is_status_1_and_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gold.main(["--raise"], ALL) == 0
    assert gold.main([], HALF) == 1
    assert "samples: figures found is 0.6667, below its floor of 1.000" in capsys.readouterr().out


def test_raise_lifts_and_never_lowers(folder: Path) -> None:
    gold.main(["--raise"], HALF)
    assert Floors.read(floors.FILE).sets["samples"]["figures found"] == 0.666
    gold.main(["--raise"], ALL)
    assert gold.main(["--raise"], HALF) == 1
    assert Floors.read(floors.FILE).sets["samples"]["figures found"] == 1.0


def test_lower_leaves_its_reason(folder: Path) -> None:
    gold.main(["--raise"], ALL)
    assert gold.main(["--lower", "exports are now read elsewhere"], HALF) == 0
    kept = Floors.read(floors.FILE)
    entry = {"set": "samples", "measure": "figures found", "from": 1.0, "to": 0.666}
    assert {**entry, "reason": "exports are now read elsewhere"} in kept.lowered
    assert kept.sets["samples"]["figures found"] == 0.666
    assert gold.main([], HALF) == 0


@pytest.mark.parametrize("reason", ["", "because"])
def test_lower_wants_a_reason(folder: Path, reason: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        gold.main(["--lower", reason], HALF)
    assert stopped.value.code == 2
    assert not floors.FILE.exists()


def test_gold_that_changed_fails_until_it_is_measured_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.main(["--raise"], ALL)
    (folder / "one.txt").write_text(TEXT + "\n", encoding="utf-8")
    assert gold.main([], ALL) == 1
    assert "the gold is not that on which its floors were measured" in capsys.readouterr().out
    assert gold.main(["--raise"], ALL) == 0
    assert gold.main([], ALL) == 0


def test_a_set_without_floors_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gold.main([], HALF) == 0
    assert "samples: no floor is set; set them with --raise" in capsys.readouterr().out


def test_misses_are_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.main(["--misses"], reads({**TURNOVER, "period": "2025"}, {**TURNOVER, "value": 7}))
    out = capsys.readouterr().out
    assert 'MISSED   one figures {"parties"' in out
    assert "INVENTED one figures" in out
    assert "INEXACT  one figures gold" in out


def test_a_document_that_was_not_read_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.main([], lambda _documents: [])
    assert "one.txt: not read" in capsys.readouterr().out


def test_a_quote_that_is_not_in_its_text_is_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "one.txt").write_text("Другой текст.", encoding="utf-8")
    assert gold.main([], ALL) == 2
    assert "one figures (gold)" in capsys.readouterr().err


def test_gold_without_a_text_is_status_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "one.txt").unlink()
    assert gold.main([], ALL) == 2
    assert "one.json" in capsys.readouterr().err


def test_a_set_that_is_not_here_is_left_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gold, "SETS", {"seeds": folder / "none"})
    assert gold.main([], ALL) == 0
    assert "seeds: left out, its folder is not here" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "floor"), [(1.0, 1.0), (0.6667, 0.666), (0.9999999, 0.999), (0.88, 0.88), (0.0, 0.0)]
)
def test_floors_are_cut_never_rounded_up(value: float, floor: float) -> None:
    assert cut(value) == floor


def test_every_set_has_floors_for_every_measure() -> None:
    kept = Floors.read(Path(sets.ROOT) / "bench" / "floors.json")
    assert kept.sets.keys() == set(sets.SETS)
    for name, held in kept.sets.items():
        assert held.keys() == floors.MEASURES.keys(), name
