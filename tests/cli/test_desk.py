"""The desk of review, driven by Textual's own pilot: what is shown, what each key keeps in the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.text_area import Selection

from servanda.cli.desk import Desk
from servanda.cli.forms import Correction, Kind, Words
from servanda.language.stems import stems
from servanda.ledger.exhibit import exhibits
from servanda.ledger.judgements import Judgement, judge, judged, standing
from servanda.ledger.review import Wanted, queue
from servanda.ledger.settle import settle
from servanda.ledger.statements import statements
from servanda.ledger.store import Ledger
from servanda.model.fields import written
from servanda.model.records import KINDS, Reading
from servanda.pipeline import Reader, documents

SAMPLES = Path(__file__).parents[2] / "samples"
FILES = [str(SAMPLES / f"{name}.txt") for name in ("kz-kg-council", "kg-kz-council")]
Play = Callable[[Desk, Pilot[None]], Awaitable[None]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = tmp_path_factory.mktemp("desk") / "ledger.sqlite"
    with Ledger(str(made), stems) as opened:
        run = opened.begin("a reader")
        for reading in Reader().read_many(documents(FILES)):
            assert isinstance(reading, Reading)
            opened.add(reading, run)
        settle(opened)
    return made.read_bytes()


@pytest.fixture
def ledger(filled: bytes, tmp_path: Path) -> Iterator[Ledger]:
    made = tmp_path / "ledger.sqlite"
    made.write_bytes(filled)
    with Ledger(str(made), stems) as opened:
        yield opened


def sit(ledger: Ledger, play: Play, *, opened: bool = False, **wanted: Any) -> Desk:
    """A reviewer sits down and plays; the desk when he or she has left."""
    desk = Desk(ledger, Wanted(**{"reviewer": "aigul"} | wanted), opened=opened)

    async def session() -> None:
        async with desk.run_test(size=(110, 40)) as pilot:
            await pilot.pause()
            await play(desk, pilot)

    asyncio.run(session())
    return desk


def shown(desk: Desk, place: str) -> str:
    """What stands in a part of the card."""
    return "\n".join(
        "".join(segment.text for segment in line).rstrip()
        for line in desk.query_one(place, Static).render_lines(desk.query_one(place, Static).size.region)
    )


def marked(desk: Desk) -> list[str]:
    """The words that stand out of their paragraphs."""
    text = desk.query_one("#evidence", Static).content
    assert isinstance(text, Text)
    return [text.plain[span.start : span.end] for span in text.spans if "reverse" in str(span.style)]


def keys(desk: Desk) -> set[str]:
    """The keys that are offered."""
    return {binding.binding.key for binding in desk.screen.active_bindings.values() if binding.binding.show}


def test_a_record_is_shown_with_its_words_in_their_paragraph(ledger: Ledger) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        exhibit = desk._seen[0]
        assert desk.current is not None
        assert desk.current.kind == exhibit.kind == "events"
        assert exhibit.context in str(desk.query_one("#evidence", Static).content)
        assert marked(desk) == [exhibit.exact]
        assert all(why in shown(desk, "#why") for why in desk.current.why)
        assert "participants" in shown(desk, "#fields")
        assert "aigul · 0 of " in shown(desk, "#progress")
        assert keys(desk) >= set("acrumnzwq")
        assert not keys(desk) & set("sd")

    sit(ledger, play, kinds=("events",), reasons=("record",))


VERDICTS = [("a", "accept"), ("r", "reject"), ("u", "unsure")]


@pytest.mark.parametrize(("key", "verdict"), VERDICTS)
def test_a_key_keeps_a_verdict_and_the_next_record_comes(ledger: Ledger, key: str, verdict: str) -> None:
    first, second, *_ = queue(ledger, Wanted(reviewer="aigul", reasons=("record",))).entries

    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        assert desk.current == first
        await pilot.press(key)
        assert desk.current == second
        assert "aigul · 1 of " in shown(desk, "#progress")

    desk = sit(ledger, play, reasons=("record",))
    assert [(j.item, j.verdict, j.reviewer) for j in judged(ledger)] == [(first.item, verdict, "aigul")]
    assert desk.summary == "1 judgement by aigul."


@pytest.mark.parametrize(("key", "verdict"), [("s", "same"), ("d", "different"), ("u", "unsure")])
def test_pairs_are_merged_and_split(ledger: Ledger, key: str, verdict: str) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        one, other = desk._seen
        assert {one.source.name, other.source.name} == {"kz-kg-council", "kg-kz-council"}
        assert marked(desk) == [one.exact, other.exact]
        assert "pair: " in shown(desk, "#why")
        assert not keys(desk) & set("acr")
        await pilot.press("a", key)

    sit(ledger, play, reasons=("pair",))
    assert [j.verdict for j in judged(ledger)] == [verdict]


def test_a_field_is_corrected_and_errors_are_shown_in_place(ledger: Ledger) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        form = desk.screen
        assert isinstance(form, Correction)
        form.query_one("#field-type", Input).value = "sumit"
        form.query_one("#field-date", Input).value = "2025-13"
        await pilot.press("enter")
        assert desk.screen is form
        faults = {n: str(form.query_one(f"#fault-{n}", Static).content) for n in ("type", "date", "status")}
        assert faults["type"] == "'sumit' is not in the list of the guide; did you mean summit?"
        assert faults["date"].startswith("'2025-13' is no date")
        assert faults["status"] == ""
        assert form.query_one("#field-type", Input).has_focus
        assert judged(ledger) == []
        form.query_one("#field-type", Input).value = "summit"
        form.query_one("#field-date", Input).value = "2025-12"
        form.query_one("#field-participants", Input).value = "Садыр Жапаров; KZ"
        await pilot.press("ctrl+s")
        assert desk.screen is not form

    sit(ledger, play, kinds=("events",), reasons=("record",))
    (said,) = judged(ledger)
    assert said.verdict == "correct"
    assert said.fields is not None
    assert {name: said.fields[name] for name in ("type", "date", "participants")} == {
        "type": "summit", "date": "2025-12", "participants": ["Садыр Жапаров", "KZ"],
    }  # fmt: skip
    with ledger.database.reading() as connection:
        assert standing(connection).corrected == {said.record: said.fields}


def test_a_form_that_says_nothing_new_is_no_correction(ledger: Ledger) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("c", "enter")
        assert "these fields say so already" in str(desk.screen.query_one("#fault-whole", Static).content)
        await pilot.press("escape")
        assert not isinstance(desk.screen, Correction)

    sit(ledger, play, reasons=("record",))
    assert judged(ledger) == []


def test_undo_lays_the_record_on_the_desk_again(ledger: Ledger) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        first = desk.current
        await pilot.press("a", "r")
        second = desk._made[1][1]
        await pilot.press("z")
        assert desk.current == second
        await pilot.press("z")
        assert desk.current == first
        assert "0 of " in shown(desk, "#progress")
        await pilot.press("z")
        assert desk.current == first
        await pilot.press("r")

    sit(ledger, play, reasons=("record",))
    assert [j.verdict for j in judged(ledger)] == ["reject"]
    assert [j.verdict for j in judged(ledger, undone=True)] == ["accept", "reject", "reject"]


def test_undo_reaches_back_into_the_session_before(ledger: Ledger) -> None:
    async def judges(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("a")

    async def regrets(desk: Desk, pilot: Pilot[None]) -> None:
        last = judged(ledger)[-1].item
        await pilot.press("z")
        assert desk.current is not None
        assert desk.current.item == last

    sit(ledger, judges, reasons=("record",))
    sit(ledger, regrets, reasons=("record",))
    assert judged(ledger) == []


def test_what_is_skipped_comes_again_in_another_session_only(ledger: Ledger) -> None:
    items = []

    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        while desk.current:
            items.append(desk.current.item)
            await pilot.press("n" if len(items) == 1 else "a")
        assert "Nothing is left to judge. 1 were skipped" in " ".join(shown(desk, "#why").split())
        assert keys(desk) == {"z", "q"}
        await pilot.press("a", "c", "n")

    desk = sit(ledger, play, kinds=("routes", "mechanisms"), reasons=("record",))
    assert len(items) == len(set(items)) > 1
    assert desk.summary.endswith(", 1 skipped.")
    again = queue(ledger, Wanted(reviewer="aigul", kinds=("routes", "mechanisms"), reasons=("record",)))
    assert [entry.item for entry in again.entries] == items[:1]


def test_a_reason_is_kept_with_the_next_verdict_alone(ledger: Ledger) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("w", *"so it is", "enter")
        assert "why: so it is" in shown(desk, "#why")
        await pilot.press("w", "escape", "r", "a")

    sit(ledger, play, reasons=("record",))
    assert [(j.verdict, j.why) for j in judged(ledger)] == [("reject", "so it is"), ("accept", "")]


def test_the_second_reviewer_is_blind_unless_it_is_opened(ledger: Ledger) -> None:
    entry = queue(ledger, Wanted(reviewer="bolat", reasons=("record",), kinds=("events",))).entries[0]
    fields = {"type": "call", "participants": [], "place": "", "date": "", "status": "planned"}
    say = Judgement(reviewer="bolat", verdict="correct", record=entry.item[0], fields=fields, why="[b]as I see it[/b]")
    judge(ledger, say)

    async def blind(desk: Desk, pilot: Pilot[None]) -> None:
        assert desk.current is not None
        assert desk.current.item == entry.item
        assert shown(desk, "#said").strip() == ""
        assert "call" not in shown(desk, "#fields")

    async def seeing(desk: Desk, pilot: Pilot[None]) -> None:
        told = " ".join(shown(desk, "#said").split())
        assert "bolat: correct to type = call" in told
        assert "[b]as I see it[/b]" in told

    sit(ledger, blind, second=True)
    sit(ledger, seeing, second=True, opened=True)


def test_a_record_that_is_gone_meanwhile_is_said_and_nothing_is_lost(ledger: Ledger) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        assert desk.current is not None
        before = desk.current
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM records WHERE id = ?", (before.item[0],))
        await pilot.press("a")
        assert [note.message for note in desk._notifications] == [
            f"{ledger.database.where}: no record has the id '{before.item[0]}'; servanda review --list prints the ids"
        ]
        assert desk.current == before

    sit(ledger, play, reasons=("record",))
    assert judged(ledger) == []


def choose(words: Words, start: int, end: int) -> None:
    """Select words of the document, from the last to the first as well."""
    area = words.query_one(TextArea)
    lines = area.text.split("\n")

    def place(at: int) -> tuple[int, int]:
        row = area.text.count("\n", 0, at)
        return row, at - sum(len(line) + 1 for line in lines[:row])

    area.selection = Selection(place(end), place(start))


def test_what_the_reader_missed_is_added_and_taken_back(ledger: Ledger) -> None:
    text = ledger.document("kz-kg-council").text
    at = text.index("Кыргызстана")

    async def adds(desk: Desk, pilot: Pilot[None]) -> None:
        before = desk.current
        assert "m" in keys(desk)
        await pilot.press("m")
        words = desk.screen
        assert isinstance(words, Words)
        assert words.query_one(TextArea).cursor_location != (0, 0)
        await pilot.press("enter")
        assert "Choose some words first" in str(words.query_one("#told", Static).content)
        choose(words, at - 1, at + len("Кыргызстана "))
        await pilot.press("enter")
        kinds = desk.screen
        assert isinstance(kinds, Kind)
        kinds.query_one(OptionList).highlighted = KINDS.index("routes")
        await pilot.press("enter")
        form = desk.screen
        assert isinstance(form, Correction)
        await pilot.press("enter")
        assert "it is empty" in str(form.query_one("#fault-name", Static).content)
        form.query_one("#field-name", Input).value = "Бишкек – Алматы"
        await pilot.press("enter")
        await pilot.pause()
        assert desk.current == before
        assert "aigul · 1 of " in shown(desk, "#progress")

    desk = sit(ledger, adds, document="kz-kg-council", reasons=("record",))
    (said,) = judged(ledger)
    assert (said.verdict, said.kind, said.fields) == ("add", "routes", {"name": "Бишкек – Алматы"})
    (added,) = exhibits(ledger, [said.record])
    assert (added.exact, added.rule) == ("Кыргызстана", "added by aigul")
    assert desk.summary == "1 judgement by aigul."

    async def regrets(desk: Desk, pilot: Pilot[None]) -> None:
        before = desk.current
        await pilot.press("z")
        assert desk.current == before
        assert "aigul · 0 of " in shown(desk, "#progress")

    sit(ledger, regrets, document="kz-kg-council", reasons=("record",))
    assert judged(ledger) == []
    assert "added by aigul" not in {s.rule for s in statements(ledger, ["routes"])}


@pytest.mark.parametrize("leaves", [1, 2, 3])
def test_nothing_is_added_by_whoever_leaves(ledger: Ledger, leaves: int) -> None:
    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("m")
        for step in range(1, leaves):
            if step == 1:
                assert isinstance(desk.screen, Words)
                choose(desk.screen, 0, 9)
            await pilot.press("enter")
        await pilot.press("escape")
        assert len(desk.screen_stack) == 1

    sit(ledger, play, reasons=("record",))
    assert judged(ledger) == []


def test_what_is_there_already_is_said_and_not_added(ledger: Ledger) -> None:
    entry = queue(ledger, Wanted(reviewer="aigul", kinds=("offices",), reasons=("record",))).entries[0]
    (known,) = exhibits(ledger, [entry.item[0]])
    start = known.offset + known.start

    async def play(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("m")
        assert isinstance(desk.screen, Words)
        choose(desk.screen, start, start + len(known.exact))
        await pilot.press("enter")
        desk.screen.query_one(OptionList).highlighted = KINDS.index("offices")
        await pilot.press("enter")
        for name, value in known.fields.items():
            desk.screen.query_one(f"#field-{name}", Input).value = written(value)
        await pilot.press("enter")
        await pilot.pause()
        assert ["this record was read already" in note.message for note in desk._notifications] == [True]

    sit(ledger, play, kinds=("offices",), reasons=("record",))
    assert judged(ledger) == []
