"""The stories' gold is sound, and what the ledger makes of them is not below its floors."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import get_args

import pytest

from bench import account
from bench.account_gold import FOLDER, SETS, load, stories, texts_of
from bench.scoring import GoldError
from servanda.ledger.undertakings import Fate, Step
from servanda.model import edtf
from servanda.model.vocabulary import EventType

GOLD = [pytest.param(lines, gold, id=gold.stem) for lines, gold in stories()]


@pytest.mark.parametrize(("lines", "path"), GOLD)
def test_the_gold_of_a_story_has_values_of_the_lists(lines: Path, path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    texts = texts_of(lines)
    assert gold["set"] in SETS
    assert all(name.startswith(gold["story"].split("-")[0]) for name in texts)
    for event in gold["encounters"]:
        assert event["type"] in get_args(EventType)
        assert len({report["document"] for report in event["reports"]}) == len(event["reports"])
    for promise in gold["undertakings"]:
        assert {place["step"] for place in promise["statements"]} <= set(get_args(Step))
        assert set(promise["fates"].values()) <= set(get_args(Fate))
        assert all(edtf.bounds(day) for day in promise["fates"])
    for finding in gold["findings"]:
        assert finding["kind"] in {"contradiction", "mirror", "difference", "doubt"}
        assert len(finding["sides"]) > 1


def test_every_name_of_a_person_stands_in_its_document() -> None:
    texts = {name: text for lines, _ in stories() for name, text in texts_of(lines).items()}
    for named in load().people:
        stems = [word[: max(2, len(word) - 2)] for word in named.name.replace(".", " ").split()]
        assert all(stem in texts[named.mention.document] for stem in stems), named


def test_there_are_stories_enough_and_all_sets_show_the_same_sorts_of_things() -> None:
    whole = load()
    assert len(whole.documents) >= 40
    assert whole.near_misses
    assert {doubt.kind for doubt in whole.doubts} == {"contradiction", "mirror", "doubt"}
    for name in SETS:
        gold = load(name)
        steps = {step for promise in gold.undertakings for _, step in promise.statements}
        fates = {fate for promise in gold.undertakings for _, fate in promise.fates}
        assert steps == {"made", "repeated", "moved", "underway"}
        assert fates == {"open", "underway", "kept", "overdue", "silent"}
        assert {"contradiction", "mirror"} <= {doubt.kind for doubt in gold.doubts}


def test_a_quote_that_is_not_in_its_document_is_refused(tmp_path: Path) -> None:
    for path in stories()[0]:
        shutil.copy(path, tmp_path)
    gold = tmp_path / stories()[0][1].name
    told = json.loads(gold.read_text(encoding="utf-8"))
    told["people"][0]["mentions"][0]["quote"] = "nowhere"
    gold.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(GoldError, match="nowhere"):
        load(folder=tmp_path)


def test_documents_without_gold_are_refused(tmp_path: Path) -> None:
    shutil.copy(FOLDER / stories()[0][0].name, tmp_path)
    with pytest.raises(GoldError, match="side by side"):
        load(folder=tmp_path)


def test_the_account_holds_its_floors(capsys: pytest.CaptureFixture[str]) -> None:
    assert account.FILE.exists()
    assert account.main([]) == 0, capsys.readouterr().out
    out = capsys.readouterr().out
    assert "of what was read" in out
    assert "Every floor is held." in out
