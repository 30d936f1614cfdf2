"""PLOVER and CAMEO: one row an event, who did what to whom, and what neither holds."""

from __future__ import annotations

import csv
import datetime
import io

import pandas as pd
import pytest

from servanda.exchange import cameo, plover
from servanda.exchange.coding import Asked
from servanda.exchange.selection import Selection, Written
from servanda.ledger.store import Ledger
from servanda.model.vocabulary import CAMEO, PLOVER
from tests.exchange.made import keep

DAY = datetime.date(2026, 1, 1)
EVENTS = [
    # an event, the day and its row in PLOVER, its rows in CAMEO
    ("visit happened 2024-03-01 Астана KZ,UZ", "2024-03-01 CONSULT visit UZB > KAZ",
     "042 UZB > KAZ, 043 KAZ > UZB"),
    ("visit happened 2024-03-01 Астана UZ,KG", "2024-03-01 CONSULT third-party KGZ;UZB > -",
     "044 KGZ > UZB, 044 UZB > KGZ"),
    ("visit happened 2024-03-01 - KZ,UZ", "2024-03-01 CONSULT - KAZ;UZB > -", "040 KAZ > UZB, 040 UZB > KAZ"),
    ("talks happened 2024-03 Астана KZ,UZ", "2024-05-06 CONSULT visit UZB > KAZ",
     "046 UZB > KAZ, 046 KAZ > UZB"),
    ("meeting happened - UZ KZ,UZ,TJ", "2024-05-06 CONSULT multilateral KAZ;TJK > UZB",
     "040 KAZ > UZB, 040 UZB > KAZ, 040 TJK > UZB, 040 UZB > TJK"),
    ("call happened - - KZ,UZ", "2024-05-06 CONSULT phone KAZ;UZB > -", "041 KAZ > UZB, 041 UZB > KAZ"),
    ("talks happened - - KZ,EU", "2024-05-06 CONSULT multilateral IGO;KAZ > -", "046 IGO > KAZ, 046 KAZ > IGO"),
    ("signing happened 2024-05-05 - KZ,UZ", "2024-05-05 SUPPORT - KAZ;UZB > -", "057 KAZ > UZB, 057 UZB > KAZ"),
    ("summit planned 2025-01-01 - KZ,UZ", "2024-05-06 CONSULT - KAZ;UZB > - future", ""),
    ("session proposed - - KZ,UZ", "2024-05-06 CONSULT - KAZ;UZB > - hypothetical", ""),
    ("statement happened - - KZ,UZ", "", "010 KAZ > UZB, 010 UZB > KAZ"),
    ("opening happened - - KZ", "2024-05-06 COOPERATE - KAZ > -", ""),
    ("talks happened - - Токаев,Мирзиёев", "2024-05-06 CONSULT - KAZ;UZB > -", "046 KAZ > UZB, 046 UZB > KAZ"),
    ("talks happened - - Никто", "", ""),
    ("promise agreed 2025 KZ > UZ trade", "2024-05-06 AGREE - KAZ > UZB economic", "057 KAZ > UZB"),
    ("promise agreed - KZ,UZ trade", "2024-05-06 AGREE - KAZ;UZB > - economic",
     "057 KAZ > UZB, 057 UZB > KAZ"),
    ("promise underway - KZ > UZ health", "2024-05-06 COOPERATE - KAZ > UZB", "060 KAZ > UZB"),
    ("promise planned - KZ energy", "2024-05-06 AGREE - KAZ > - resource", ""),
]  # fmt: skip
POSTS = "post KZ Токаев\npost UZ Мирзиёев"


def out(
    ledger: Ledger, how: str, *, each: bool = False, only: Selection | None = None
) -> tuple[list[dict[str, str]], Written]:
    into = io.BytesIO()
    module = {"plover": plover, "cameo": cameo}[how]
    done = module.write(ledger, Asked(only or Selection(), each, DAY), into, lambda: None)
    rows = list(csv.DictReader(io.StringIO(into.getvalue().decode("utf-8"), newline=""), delimiter="\t"))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows, done


@pytest.mark.parametrize(("event", "in_plover", "in_cameo"), EVENTS)
def test_an_event(ledger: Ledger, event: str, in_plover: str, in_cameo: str) -> None:
    keep(ledger, f"2024-05-06 https://x.example/1\n{POSTS}\n{event}")
    rows, done = out(ledger, "plover")
    told = [f"{r['Event Date']} {r['Event Type']} {r['Event Mode'] or '-'} {r['Actor Country'] or '-'} > "
            f"{r['Recipient Country'] or '-'} {r['Contexts']}".strip() for r in rows]  # fmt: skip
    assert told == ([in_plover] if in_plover else [])
    assert sum(done.left_out.values()) == (not in_plover)
    rows, done = out(ledger, "cameo")
    told = [f"{r['EventCode']} {r['SourceActorEntity']} > {r['TargetActorEntity']}" for r in rows]
    assert ", ".join(told) == in_cameo
    assert sum(done.left_out.values()) == (not in_cameo)


def test_two_reports_of_one_visit_are_one_row_unless_each_is_asked_for(ledger: Ledger) -> None:
    keep(
        ledger,
        f"""2024-03-01 https://x.example/1
{POSTS}
visit happened 2024-03-01 Астана KZ,Мирзиёев

2024-03-02 https://y.example/1
visit happened 2024-03-01 Астана KZ,Мирзиёев

2024-03-03 https://z.example/1
visit planned 2024-09-09 Ташкент KZ,UZ""",
    )
    rows, _ = out(ledger, "plover")
    assert [(r["Event Date"], r["Reports"], r["URL"], r["Contexts"]) for r in rows] == [
        ("2024-03-01", "2", "https://x.example/1", ""),
        ("2024-03-03", "1", "https://z.example/1", "future"),
    ]
    assert (rows[0]["Latitude"], rows[0]["Longitude"], rows[0]["City"]) == ("51.1801", "71.44598", "Астана")
    assert len({r["Event ID"] for r in rows}) == 2
    assert [r["Reports"] for r in out(ledger, "plover", each=True)[0]] == ["1", "1", "1"]
    only = Selection(as_of="2024-03-01")
    assert [r["Reports"] for r in out(ledger, "plover", only=only)[0]] == ["1"]
    assert [r["URL"] for r in out(ledger, "plover", only=Selection(since="2024-03-03"))[0]] == ["https://z.example/1"]


def test_an_undated_event_is_left_out_and_counted(ledger: Ledger) -> None:
    keep(ledger, "- one\ntalks happened - - KZ,UZ\npromise agreed - KZ > UZ trade\nvisit happened 2024-01-02 - KZ,UZ")
    rows, done = out(ledger, "plover")
    assert [r["Event Date"] for r in rows] == ["2024-01-02"]
    assert done.left_out == {"event of no known day, told without a date": 1, "promise told without a date": 1}


@pytest.mark.parametrize("how", ["plover", "cameo"])
def test_our_samples_are_read_by_pandas(samples: Ledger, how: str) -> None:
    into = io.BytesIO()
    module = {"plover": plover, "cameo": cameo}[how]
    done = module.write(samples, Asked(Selection(), each_report=False, day=DAY), into, lambda: None)
    frame = pd.read_csv(io.BytesIO(into.getvalue()), sep="\t", dtype=str, keep_default_na=False)
    assert tuple(frame.columns) == module.COLUMNS
    assert len(frame) == done.counts["row"] > 100
    dates = pd.to_datetime(frame["Event Date" if how == "plover" else "Date"])
    assert (dates.dt.year > 2015).all()
    again = io.BytesIO()
    module.write(samples, Asked(Selection(), each_report=False, day=DAY), again, lambda: None)
    assert again.getvalue() == into.getvalue()


@pytest.mark.parametrize("how", ["plover", "cameo"])
def test_hostile_names_stay_in_their_cell(attacked: Ledger, how: str) -> None:
    rows, _ = out(attacked, how, each=True)
    assert len(rows) >= 10
    for row in rows:
        for text in row.values():
            assert not text.startswith(("=", "+", "@"))
            assert not set(text) & set("\x00\x01\x07\x1b\u202e\u2028\r\n")


def test_every_code_is_of_its_codebook() -> None:
    assert set(PLOVER.values()) <= {"CONSULT", "SUPPORT", "COOPERATE", "AGREE", "REQUEST"}
    assert all(len(code) == 3 and code.isdigit() for code in CAMEO.values())
    assert set(PLOVER) >= plover.UNCODED
