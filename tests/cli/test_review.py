"""`servanda review --list`, `judge` and `judgements` as a user runs them, over our samples."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from servanda.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = [str(SAMPLES / f"{name}.txt") for name in ("kz-kg-council", "kg-kz-council", "az-tr-pipeline")]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = tmp_path_factory.mktemp("review") / "samples.sqlite"
    done = CliRunner().invoke(main, ["add", *FILES, "--ledger", str(made)])
    assert done.exit_code == 0, done.stderr
    assert CliRunner().invoke(main, ["check", "--ledger", str(made)]).exit_code in (0, 1)
    return made.read_bytes()


@pytest.fixture
def address(filled: bytes, tmp_path: Path) -> str:
    """A ledger of some samples, which a test may change."""
    made = tmp_path / "samples.sqlite"
    made.write_bytes(filled)
    return str(made)


def run(address: str, *words: str, reviewer: str = "aigul") -> Result:
    return CliRunner().invoke(main, [*words], env={"SERVANDA_LEDGER": address, "SERVANDA_REVIEWER": reviewer})


def queued(address: str, *words: str, reviewer: str = "aigul") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        run(address, "review", "--list", "-n", "1000", "-f", "json", *words, reviewer=reviewer).stdout
    )
    return found


def said(address: str, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(address, "judgements", "list", "-f", "json", *words).stdout)
    return found


def test_the_queue_without_a_terminal(address: str) -> None:
    found = run(address, "review", "--list", "-n", "3")
    assert found.exit_code == 0
    assert "joined as one" in found.stdout
    assert "«" in found.stdout
    assert "records and 0 pairs judged by aigul." in found.stderr
    rows = queued(address)
    assert {row["reason"] for row in rows} == {"pair", "finding", "record"}
    assert all(row["why"] and row["quote"] and row["fields"] is not None for row in rows)
    pair = rows[0]
    assert pair["other"] > pair["id"]
    assert pair["other_quote"]
    assert pair["other_name"] != pair["name"]
    table = list(csv.DictReader(io.StringIO(run(address, "review", "--list", "-n", "2", "-f", "csv").stdout)))
    assert [row["id"] for row in table] == [row["id"] for row in rows[:2]]


def test_the_queue_can_be_narrowed(address: str) -> None:
    assert {row["kind"] for row in queued(address, "-k", "offices", "--only", "record")} == {"offices"}
    assert {row["name"] for row in queued(address, "--document", "az-tr-pipeline", "--only", "record")} == {
        "az-tr-pipeline"
    }
    none = run(address, "review", "--list", "--states", "NZ")
    assert (none.exit_code, "Nothing is left to judge" in none.stderr) == (1, True)


def test_states_may_be_named_and_must_be_there(address: str) -> None:
    by_code = run(address, "review", "--list", "--states", "KZ,KG")
    assert run(address, "review", "--list", "--states", "Казахстан, kyrgyzstan,KZ").stdout == by_code.stdout != ""
    none = run(address, "review", "--list", "--states", "KZ,QQ")
    assert (none.exit_code, "'QQ' is no state; write its ISO code or its name" in none.stderr) == (2, True)


def test_it_is_said_when_pairs_are_sought_among_the_newest_alone(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "published last" not in run(address, "review", "--list").stderr
    monkeypatch.setattr("servanda.ledger.review._RECENT", 20)
    assert "among the 20 events and promises published last; --states or -k" in run(address, "review", "--list").stderr


def test_without_a_terminal_the_desk_says_what_to_do_instead(address: str) -> None:
    found = run(address, "review")
    assert found.exit_code == 2
    assert "needs a terminal, and this is none; print it by servanda review --list and answer it by servanda judge" in (
        found.stderr
    )


def test_a_record_is_judged_and_does_not_come_again(address: str) -> None:
    record = next(row for row in queued(address) if not row["other"])["id"]
    done = run(address, "judge", record[:10], "reject", "--why", "a general wish")
    assert (done.exit_code, done.stderr) == (
        0, "Judgement 1 by aigul: reject. It is taken back by: servanda judge --undo.\n"
    )  # fmt: skip
    assert record not in {row["id"] for row in queued(address) if not row["other"]}
    (one,) = said(address)
    assert (one["reviewer"], one["verdict"], one["record"], one["why"]) == ("aigul", "reject", record, "a general wish")
    assert one["made"].endswith("+00:00")
    taken = run(address, "judge", "--undo")
    assert taken.stderr == f"Taken back: reject of {record}, by aigul.\n"
    assert said(address) == []
    assert said(address, "--undone")[0]["undone"]
    nothing = run(address, "judge", "--undo", record)
    assert (nothing.exit_code, nothing.stderr) == (3, "nothing that aigul judged of it is left to take back\n")


def test_a_field_is_corrected(address: str) -> None:
    event = next(row for row in queued(address, "-k", "events", "--only", "record"))
    done = run(address, "judge", event["id"], "--set", "date=2024-05", "--set", "participants=KZ; Садыр Жапаров")
    assert done.exit_code == 0
    (one,) = said(address)
    assert one["verdict"] == "correct"
    assert one["fields"] == {**event["fields"], "date": "2024-05", "participants": ["KZ", "Садыр Жапаров"]}


def test_two_records_are_merged_and_split(address: str) -> None:
    pair = queued(address, "--only", "pair")[0]
    assert run(address, "judge", pair["id"], pair["other"], "different").exit_code == 0
    assert run(address, "judge", pair["other"], pair["id"], "same").exit_code == 0
    assert [row["verdict"] for row in said(address)] == ["different", "same"]
    assert pair["id"] not in {row["id"] for row in queued(address, "--only", "pair") if row["other"] == pair["other"]}


def test_a_figure_that_was_rejected_contradicts_nobody(address: str) -> None:
    before = run(address, "check", "KZ", "KG")
    assert (before.exit_code, "contradiction" in before.stdout) == (1, True)
    figures = [row for row in queued(address, "--only", "finding") if row["why"][0].startswith("contradiction")]
    assert run(address, "judge", figures[0]["id"], "reject").exit_code == 0
    assert "contradiction" not in run(address, "check", "KZ", "KG").stdout
    run(address, "judge", "--undo")
    assert run(address, "check", "KZ", "KG").stdout == before.stdout


def test_two_reports_that_are_different_are_two_encounters(address: str) -> None:
    def reports() -> list[int]:
        rows = json.loads(run(address, "encounters", "KZ", "KG", "-f", "json").stdout)
        return sorted(row["reports"] for row in rows)

    before = reports()
    assert before[-1] == 2
    for pair in queued(address, "--only", "pair", "-k", "events"):
        assert run(address, "judge", pair["id"], pair["other"], "different").exit_code == 0
    assert set(reports()) == {1}
    assert sum(reports()) == sum(before)


ROUTE = ("az-tr-pipeline", "add", "--kind", "routes")
REFUSED = [
    (("zz", "accept"), 3, "no record has an id that begins with 'zz'; servanda review --list prints the ids"),
    (("EVENT", "--set", "dat=2025"), 3, "events have no field 'dat'; did you mean date?"),
    (("EVENT", "--set", "date=2025-13"), 3, "events.date: '2025-13' is no date"),
    (("EVENT", "--set", "type=sumit"), 3, "events.type: 'sumit' is not in the list of the guide; did you mean summit?"),
    (("EVENT", "--set", "type"), 2, "--set 'type' lacks its value: write FIELD=VALUE"),
    (("EVENT", "accept", "--set", "date=2025"), 2, "a correction, and nothing else, needs --set FIELD=VALUE"),
    (("EVENT", "correct"), 2, "a correction, and nothing else, needs --set FIELD=VALUE"),
    (("EVENT", "same"), 2, "of one record say one of accept, reject, correct, unsure, not 'same'"),
    (("EVENT", "perhaps"), 2, "of two records say one of same, different, unsure, not 'nothing'"),
    (("EVENT",), 2, "of one record say one of accept, reject, correct, unsure, not 'nothing'"),
    (("EVENT", "EVENT", "same"), 3, "was named twice; name two records"),
    (("accept",), 2, "name a record by its id; servanda review --list prints them"),
    (("add", "--kind", "routes", "--quote", "x"), 2, "add needs the document in which the record stands"),
    (("az-tr-pipeline", "add", "--set", "name=x"), 2, "add needs --kind KIND and --quote WORDS"),
    (("az-tr-pipeline", "add", "--kind", "road", "--quote", "x"), 3, "there is no kind called 'road'; kinds: figures,"),
    (("nowhere", "add", "--kind", "routes", "--quote", "x", "--set", "name=x"), 3, "no document is called 'nowhere'"),
    ((*ROUTE, "--quote", "Баку"), 3, "routes.name: it is empty, and the record says nothing without it"),
    ((*ROUTE, "--quote", "Урюпинск", "--set", "name=x"), 3, "the words 'Урюпинск' do not stand in the text; copy them"),
    ((*ROUTE, "--quote", "и", "--set", "name=x"), 3, "; write more of them, or say which are meant: --at NUMBER"),
    ((*ROUTE, "--quote", "и", "--at", "0", "--set", "name=x"), 3, " times, at "),
    ((*ROUTE, "--quote", "", "--set", "name=x"), 2, "add needs --quote WORDS"),
    (("EVENT", "accept", "--quote", "x"), 2, "--kind, --quote and --at are for records that were missed"),
    (("Петров", "Сидоров", "same"), 3, "no document names 'Петров'; write the name as a document has it"),
    (("Петров", "Сидоров", "accept"), 2, "of two records say one of same, different, unsure, not 'accept'"),
    ((), 2, "name a record by its id"),
    (("--undo", "accept"), 2, "--undo takes a judgement back"),
    (("--undo",), 3, "nothing that aigul judged is left to take back"),
]


@pytest.mark.parametrize(("words", "code", "says"), REFUSED)
def test_what_cannot_be_judged_is_said_with_a_remedy(
    address: str, words: tuple[str, ...], code: int, says: str
) -> None:
    event = queued(address, "-k", "events", "--only", "record")[0]["id"]
    done = run(address, "judge", *(event if word == "EVENT" else word for word in words))
    assert says in done.stderr
    assert (done.exit_code, done.stdout) == (code, "")
    assert said(address) == []


def test_what_the_reader_missed_is_added_and_told_who_added_it(address: str) -> None:
    words = ("--quote", "Ыгдыр –\nНахчыван", "--set", "name=Ыгдыр – Нахчыван", "--why", "a line of rail too")
    text = (SAMPLES / "az-tr-pipeline.txt").read_text(encoding="utf-8")
    done = run(address, "judge", *ROUTE, *words, "--at", str(text.index("Ыгдыр – Нахчыван")))
    (one,) = said(address)
    assert done.stderr == (
        f"Judgement 1 by aigul: routes {one['record']} is added to az-tr-pipeline. It is taken back by: servanda judge "
        "--undo.\n"
    )
    assert (one["verdict"], one["kind"], one["why"]) == ("add", "routes", "a line of rail too")
    found = json.loads(run(address, "search", "Ыгдыр", "--kind", "routes", "-f", "json").stdout)
    assert [(hit["id"], hit["rule"]) for hit in found] == [(one["record"], "added by aigul")]
    second = queued(address, "--second", reviewer="bolat")
    assert [(row["id"], row["fields"]) for row in second] == [(one["record"], {"name": "Ыгдыр – Нахчыван"})]
    assert "was added already by aigul" in run(address, "judge", *ROUTE, *words, reviewer="bolat").stderr
    taken = run(address, "judge", "--undo")
    assert taken.stderr == f"Taken back: add of {one['record']}, by aigul.\n"
    assert run(address, "search", "Ыгдыр", "--kind", "routes").exit_code == 1


def test_two_names_are_of_one_person_or_of_two(address: str) -> None:
    def people() -> list[list[str]]:
        rows = json.loads(run(address, "who", "Жапаров", "-f", "json").stdout)
        return sorted(map(list, {tuple(row["names"]) for row in rows}))

    before = people()
    one, other = before[0][0], "Касым-Жомарт Токаев"
    done = run(address, "judge", one, other, "same", "--why", "to try it")
    first, second = sorted((one, other))
    assert done.stderr.startswith(f"Judgement 1 by aigul: {first} and {second} are one person.")
    assert other in people()[0]
    assert run(address, "judge", other, one, "different").stderr.startswith(
        f"Judgement 2 by aigul: {first} and {second} are two people."
    )
    assert people() == before
    assert [(row["kind"], row["record"], row["other"]) for row in said(address)] == [("people", first, second)] * 2
    taken = run(address, "judge", "--undo", one, other)
    assert taken.stderr == f"Taken back: different of {first} and {second}, by aigul.\n"
    assert other in people()[0]


def test_an_id_that_several_records_share_is_ambiguous(address: str) -> None:
    ids = sorted(row["id"] for row in queued(address, "--only", "record"))
    first = next(a[0] for a, b in itertools.pairwise(ids) if a[0] == b[0])
    done = run(address, "judge", first, "accept")
    assert done.exit_code == 3
    assert f"several records have an id that begins with '{first}': " in done.stderr
    assert "; write more of it" in done.stderr


def test_two_reviewers_are_compared(address: str) -> None:
    offices = [row["id"] for row in queued(address, "-k", "offices", "--only", "record")][:3]
    for record, verdict in zip(offices, ("accept", "reject", "accept"), strict=True):
        run(address, "judge", record, verdict)
    second = queued(address, "--second", reviewer="bolat")
    assert [row["id"] for row in second] == offices
    assert "said" not in second[0]
    assert queued(address, "--second", "--open", reviewer="bolat")[0]["said"] == ["aigul: accept"]
    assert run(address, "judgements", "agreement").exit_code == 1
    for record, verdict in zip(offices, ("accept", "reject", "reject"), strict=True):
        run(address, "judge", record, verdict, reviewer="bolat")
    assert queued(address, "--second", reviewer="bolat") == []
    rows = json.loads(run(address, "judgements", "agreement", "-f", "json").stdout)
    assert [(row["kind"], row["judged"], round(row["raw"], 2), round(row["kappa"], 2)) for row in rows] == [
        ("offices", 3, 0.67, 0.4), ("all", 3, 0.67, 0.4),
    ]  # fmt: skip
    table = run(address, "judgements", "agreement").stdout
    assert "67%" in table
    assert "0.40" in table
    assert {row["record"] for row in said(address, "--disputed")} == {offices[2]}
    assert {row["reviewer"] for row in said(address, "--by", "bolat")} == {"bolat"}


def test_nothing_said_is_told(address: str) -> None:
    none = run(address, "judgements", "list")
    assert (none.exit_code, none.stderr) == (1, "0 judgements.\n")
    assert "No two reviewers have judged the same thing yet" in run(address, "judgements", "agreement").stderr


def test_to_label_studio_and_back(address: str, tmp_path: Path) -> None:
    tasks, labels = tmp_path / "tasks.json", tmp_path / "labels.xml"
    assert run(address, "judgements", "label-studio", str(tasks)).stderr == "3 tasks for Label Studio.\n"
    assert run(address, "judgements", "label-studio", "--config", str(labels)).exit_code == 0
    assert labels.read_text(encoding="utf-8").startswith("<View>")
    given = json.loads(tasks.read_text(encoding="utf-8"))
    for task in given:
        task["annotations"] = [{"completed_by": 4, "result": task["predictions"][0]["result"]}]
    done = tmp_path / "done.json"
    done.write_text(json.dumps(given), encoding="utf-8")
    count = len({item["id"] for task in given for item in task["predictions"][0]["result"]})
    first = run(address, "judgements", "import", str(done))
    assert (first.exit_code, first.stderr) == (0, f"{count} judgements kept, 0 known before, 0 not taken over.\n")
    again = run(address, "judgements", "import", str(done))
    assert again.stderr == f"0 judgements kept, {count} known before, 0 not taken over.\n"
    assert {row["reviewer"] for row in said(address)} == {"label-studio-4"}


def test_what_cannot_be_imported_is_said(address: str, tmp_path: Path) -> None:
    missing = run(address, "judgements", "import", str(tmp_path / "none.json"))
    assert (missing.exit_code, "cannot be read (no such file or directory)" in missing.stderr) == (3, True)
    binary = tmp_path / "x.json"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read (is no text in utf-8)" in run(address, "judgements", "import", str(binary)).stderr.lower()
    assert run(address, "judgements", "import", FILES[0]).exit_code == 3


def test_gold_is_written_of_documents_that_are_judged_whole(address: str, tmp_path: Path) -> None:
    none = run(address, "judgements", "gold", str(tmp_path / "gold"))
    assert (none.exit_code, "No document has all its records judged" in none.stderr) == (1, True)
    for row in queued(address, "--document", "az-tr-pipeline", "--only", "record"):
        run(address, "judge", row["id"], "accept")
    done = run(address, "judgements", "gold", str(tmp_path / "gold"))
    assert "1 document with" in done.stderr
    assert {path.name for path in (tmp_path / "gold").iterdir()} == {"az-tr-pipeline.txt", "az-tr-pipeline.json"}
    again = run(address, "judgements", "gold", str(tmp_path / "gold"))
    assert (again.exit_code, "is there already, and gold is not overwritten" in again.stderr) == (3, True)


def test_whoever_has_no_name_is_asked_for_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no entry")

    monkeypatch.setattr("getpass.getuser", nobody)
    done = run(address, "judge", "x", "accept", reviewer="")
    assert (done.exit_code, "name yourself, --reviewer NAME" in done.stderr) == (2, True)
