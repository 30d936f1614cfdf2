"""The scorer: hand-made cases with known numbers, and agreement with the scorer that lies beside the guide."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.scoring import Count, GoldError, Score, score_document
from servanda.model.records import KINDS

SHARED = Path(__file__).parents[3] / "shared" / "gold"

TEXT = (
    "Товарооборот вырос до 5 млрд долларов. Товарооборот достигнет 10 млрд долларов.\n"
    "Президент Италии Серджо Маттарелла прибыл в Астану. В Риме прошли переговоры.\n"
    "– Мы построим завод и откроем новые маршруты, – сказал он.\n"
)
FIGURE = {
    "indicator": "trade_turnover", "parties": ["KZ", "IT"], "value": 5e9, "unit": "USD", "comparator": "=",
    "period": "2025", "kind": "actual", "speaker": "", "quote": "вырос до 5 млрд долларов",
}  # fmt: skip
EVENT = {
    "type": "talks", "participants": ["Серджо Маттарелла", "Маулен Ашимбаев"], "place": "Рим", "date": "2025-09-29",
    "status": "happened", "quote": "прошли переговоры",
}  # fmt: skip
OFFICE = {
    "person": "Серджо Маттарелла", "position": "Президент", "body": "IT",
    "quote": "Президент Италии Серджо Маттарелла",
}  # fmt: skip
QUOTATION = {"speaker": "Серджо Маттарелла", "quote": "Мы построим завод и откроем новые маршруты"}
COMMITMENT = {
    "actors": ["KZ", "IT"], "modality": "planned", "action": "build a plant", "counterparts": [], "deadline": "",
    "sector": "industry", "speaker": "", "quote": "Мы построим завод",
}  # fmt: skip
NAMED = {"name": "новый завод", "parties": ["KZ", "IT"], "quote": "построим завод"}
MECHANISM = {**NAMED, "stage": "active"}
INSTRUMENT = {**NAMED, "type": "plan", "date": "", "stage": "signed"}
PROJECT = {**NAMED, "sector": "industry", "place": "", "stage": "planned"}
ROUTE = {"name": "Север – Юг", "quote": "новые маршруты"}
RELATION = {"parties": ["KZ", "IT"], "level": "strategic_partnership", "quote": "в Астану"}

#: kind, gold record, what the reader changes in it, whether it is still found, whether it is still exact
CASES: list[tuple[str, dict[str, Any], dict[str, Any], bool, bool]] = [
    ("figures", FIGURE, {}, True, True),
    ("figures", FIGURE, {"parties": ["IT", "KZ"]}, True, True),
    ("figures", {**FIGURE, "indicator": "exports"}, {"parties": ["IT", "KZ"]}, True, False),
    ("figures", FIGURE, {"period": ""}, True, False),
    ("figures", FIGURE, {"kind": "target"}, True, False),
    ("figures", FIGURE, {"quote": "Президент"}, True, True),
    ("figures", FIGURE, {"comparator": ">"}, True, True),
    ("figures", FIGURE, {"unit": "EUR"}, False, False),
    ("figures", FIGURE, {"value": 6e9}, False, False),
    ("figures", FIGURE, {"indicator": "fdi"}, False, False),
    ("events", EVENT, {"type": "summit"}, True, True),
    ("events", EVENT, {"type": "visit"}, False, False),
    ("events", EVENT, {"participants": ["Ашимбаев"]}, True, False),
    ("events", EVENT, {"participants": ["Ильхам Алиев"]}, True, False),
    ("events", EVENT, {"participants": ["Ильхам Алиев"], "quote": "Президент"}, False, False),
    ("events", EVENT, {"status": "planned"}, True, False),
    ("events", EVENT, {"place": "Милан"}, True, True),
    ("offices", OFFICE, {"person": "Маттарелла"}, True, True),
    ("offices", OFFICE, {"position": "Президента"}, True, True),
    ("offices", OFFICE, {"position": "Министр"}, False, False),
    ("offices", OFFICE, {"body": "KZ"}, True, False),
    ("quotations", QUOTATION, {"speaker": "Токаев"}, True, False),
    ("quotations", QUOTATION, {"quote": "Мы построим завод и откроем новые"}, True, True),
    ("quotations", QUOTATION, {"quote": "Мы построим"}, False, False),
    ("commitments", COMMITMENT, {"action": "построить завод"}, True, True),
    ("commitments", COMMITMENT, {"modality": "agreed"}, True, False),
    ("commitments", COMMITMENT, {"quote": "завод"}, True, True),
    ("commitments", COMMITMENT, {"quote": "Мы"}, False, False),
    ("mechanisms", MECHANISM, {"name": "нового завода"}, True, True),
    ("mechanisms", MECHANISM, {"name": "Деловой совет"}, True, True),
    ("mechanisms", MECHANISM, {"name": "Деловой совет", "quote": "в Астану"}, False, False),
    ("mechanisms", MECHANISM, {"stage": "created"}, True, False),
    ("instruments", INSTRUMENT, {"type": "other"}, True, False),
    ("instruments", INSTRUMENT, {"stage": "drafting"}, True, True),
    ("projects", PROJECT, {"sector": "trade"}, True, False),
    ("projects", PROJECT, {"place": "Рим"}, True, True),
    ("routes", ROUTE, {"name": "Север Юг"}, True, True),
    ("routes", ROUTE, {"name": "Запад", "quote": "завод"}, False, False),
    ("relations", RELATION, {"parties": ["IT", "KZ"]}, True, True),
    ("relations", RELATION, {"level": "alliance"}, False, False),
]


@pytest.mark.parametrize(("kind", "gold", "change", "found", "exact"), CASES)
def test_one_record(kind: str, gold: dict[str, Any], change: dict[str, Any], found: bool, exact: bool) -> None:
    score = score_document("case", TEXT, {kind: [gold]}, {kind: [{**gold, **change}]})
    assert score.counts[kind] == Count(int(found), int(exact), 1, 1)
    assert score.overall == score.counts[kind]


def test_precision_recall_and_f1_of_a_known_case() -> None:
    """Three gold figures, two read, one of them right: P 1/2, R 1/3, F1 2/5."""
    gold = [FIGURE, {**FIGURE, "value": 1}, {**FIGURE, "value": 2}]
    read = [FIGURE, {**FIGURE, "value": 3}]
    count = score_document("case", TEXT, {"figures": gold}, {"figures": read}).counts["figures"]
    assert (count.precision, count.recall) == (pytest.approx(1 / 2), pytest.approx(1 / 3))
    assert (count.found_f1, count.exact_f1) == (pytest.approx(2 / 5), pytest.approx(2 / 5))


def test_nothing_read_and_nothing_to_read_score_zero_without_error() -> None:
    assert score_document("case", TEXT, {"figures": [FIGURE]}, None).counts["figures"].found_f1 == 0.0
    assert score_document("case", TEXT, {"figures": []}, {"figures": [FIGURE]}).counts["figures"].recall == 0.0


def test_a_record_is_paired_once_and_with_its_likest() -> None:
    near = {**FIGURE, "quote": "до 5 млрд"}
    far = {**FIGURE, "quote": "Президент", "period": "2024"}
    score = score_document("case", TEXT, {"figures": [FIGURE]}, {"figures": [far, near]})
    assert score.counts["figures"] == Count(1, 1, 1, 2)
    assert [(d.verdict, d.read) for d in score.differences] == [("invented", far)]


def test_differences_name_what_was_missed_invented_and_inexact() -> None:
    gold = {"figures": [FIGURE], "routes": [ROUTE]}
    read = {"figures": [{**FIGURE, "period": ""}], "relations": [RELATION]}
    differences = score_document("case", TEXT, gold, read).differences
    assert [(d.kind, d.verdict) for d in differences] == [
        ("figures", "inexact"), ("routes", "missed"), ("relations", "invented"),
    ]  # fmt: skip


def test_topics_are_a_set_outside_of_the_sum() -> None:
    score = score_document("case", TEXT, {"topics": ["trade", "energy"]}, {"topics": ["energy", "energy", "sport"]})
    assert score.topics == Count(1, 1, 2, 2)
    assert score.overall == Count()


def test_evidence_stands_before_the_quote() -> None:
    second = TEXT.index("Товарооборот достигнет")
    evidence = {"start": second, "end": second + 5}
    commitment = {**COMMITMENT, "evidence": evidence}
    assert score_document("case", TEXT, {"commitments": [COMMITMENT]}, {"commitments": [commitment]}).overall.found == 0


def test_a_quote_that_is_not_in_the_text_is_named() -> None:
    with pytest.raises(GoldError, match=r"case figures \(gold\).*Луна"):
        score_document("case", TEXT, {"figures": [{**FIGURE, "quote": "Луна"}]}, {})


# --- agreement with the scorer beside the guide ---------------------------------------------------------------------

OTHER_VALUES: dict[str, list[Any]] = {
    "value": [1, 20, 5e9], "unit": ["USD", "percent", "count"], "indicator": ["exports", "flights", "fdi"],
    "parties": [["KZ"], ["IT", "KZ"], []], "period": ["", "2025", "2024"], "kind": ["target", "actual"],
    "type": ["talks", "meeting", "briefing", "statement", "treaty"], "participants": [["KZ"], ["Токаев"], []],
    "date": ["", "2025-09-29"], "status": ["planned", "happened"], "person": ["Токаев", "Алиев"],
    "position": ["Президент", "Министр"], "body": ["KZ", "Сенат"], "speaker": ["", "Токаев"],
    "actors": [["KZ"], ["KZ", "IT"]], "modality": ["agreed", "planned"], "deadline": ["", "2030"],
    "name": ["Деловой совет", "Соглашение", "Север – Юг"], "stage": ["active", "planned", "signed"],
    "sector": ["trade", "energy"], "level": ["alliance", "other"],
}  # fmt: skip


def perturbed(gold: dict[str, Any], text: str, chance: random.Random) -> dict[str, Any]:
    """A reading that drops, doubles, changes, shifts and reverses what the gold has."""
    reading = copy.deepcopy(gold)
    for kind in KINDS:
        records = []
        for record in reading[kind]:
            if chance.random() < 0.15:
                continue
            start = text.find(record["quote"])
            end = start + len(record["quote"])
            if chance.random() < 0.4:
                start = max(0, start + chance.randint(-40, 40))
                end = min(len(text), max(start + 1, end + chance.randint(-40, 40)))
            record["evidence"] = {"start": start, "end": end}
            for field in sorted(OTHER_VALUES.keys() & record.keys()):
                if chance.random() < 0.15:
                    record[field] = chance.choice(OTHER_VALUES[field])
                elif isinstance(record[field], str) and len(record[field]) > 8 and chance.random() < 0.3:
                    record[field] = record[field][:-2]
                elif isinstance(record[field], list) and chance.random() < 0.3:
                    record[field] = record[field][::-1]
            records += [record] * chance.choice([1, 1, 1, 2])
        chance.shuffle(records)
        reading[kind] = records
    reading["topics"] = [topic for topic in reading["topics"] if chance.random() < 0.8] + ["sport"]
    return reading


def shared_scores(folder: Path, readings: Path) -> dict[str, dict[str, float]]:
    """What the scorer beside the guide says."""
    command = [sys.executable, str(SHARED / "score.py"), str(folder), str(readings), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=120)
    rows: dict[str, dict[str, float]] = json.loads(done.stdout)
    return rows


@pytest.mark.parametrize("folder", ["seeds", "dev"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_agrees_with_the_scorer_beside_the_guide(folder: str, seed: int, tmp_path: Path) -> None:
    if not (SHARED / folder).is_dir() or not (SHARED / "score.py").is_file():
        pytest.skip("the shared gold standard (../shared/gold) is not here, so there is nothing to agree with")
    chance = random.Random(seed)
    ours, lines = Score(), []
    for path in sorted((SHARED / folder).glob("*.json")):
        if path.name == "SOURCES.json":
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        reading = perturbed(gold, text, chance)
        ours.add(score_document(path.stem, text, gold, reading))
        lines.append(json.dumps({**reading, "document": {"name": path.stem}}, ensure_ascii=False))
    readings = tmp_path / "read.jsonl"
    readings.write_text("\n".join(lines), encoding="utf-8")
    theirs = shared_scores(SHARED / folder, readings)
    mine = {
        kind: {
            "gold": count.gold, "read": count.read, "found_p": count.precision, "found_r": count.recall,
            "found_f1": count.found_f1, "exact_f1": count.exact_f1,
        }
        for kind, count in ours.rows().items()
    }  # fmt: skip
    assert mine.keys() == theirs.keys()
    for kind, row in theirs.items():
        assert mine[kind] == pytest.approx(row), kind
    assert 0.2 < ours.overall.found_f1 < 0.95, "the perturbation is too weak or too strong to tell scorers apart"
