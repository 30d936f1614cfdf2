"""The forms of the review desk: the fields of a record, the reason of a verdict, and what the reader missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Footer, Input, Label, OptionList, Static, TextArea

from servanda.errors import ServandaError
from servanda.model.fields import choices, corrected, is_list, names_of, parsed, written
from servanda.model.records import KINDS
from servanda.report.visible import visible


class Correction(ModalScreen[Mapping[str, Any] | None]):
    """The fields of a record as a person writes them; gives back all fields, or None when nothing is to be kept.

    What the guide does not allow is said below the field, and is not kept.
    """

    CSS = """
    Correction { align: center bottom; background: $background 20%; }
    #form { width: 100%; height: auto; max-height: 60%; border: round $primary; padding: 0 2; background: $surface; }
    #form Horizontal { height: auto; }
    #form Label { width: 15; color: $text-muted; }
    #form Input { width: 1fr; }
    .hint { color: $text-muted; height: auto; margin-left: 15; }
    .fault { color: $error; height: auto; margin-left: 15; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self, kind: str, fields: Mapping[str, Any], *, new: bool = False) -> None:
        """`new`: the record is to be made, so every field counts, also one that is not touched."""
        super().__init__()
        self._kind = kind
        self._before = dict(fields)
        self._new = new

    def compose(self) -> ComposeResult:
        """A line for each field, with its closed list below it."""
        with VerticalScroll(id="form"):
            for name in names_of(self._kind):
                options = choices(self._kind, name)
                suggester = SuggestFromList(options) if options else None
                with Horizontal():
                    yield Label(name)
                    yield Input(written(self._before[name]), id=f"field-{name}", suggester=suggester, compact=True)
                if options or is_list(self._kind, name):
                    yield Static(Text(", ".join(options) or "several: with ; between"), classes="hint")
                yield Static(id=f"fault-{name}", classes="fault")
            yield Static(id="fault-whole", classes="fault")
        yield Footer()

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong with the value."""
        self._try(str(event.input.id).removeprefix("field-"))

    def on_input_submitted(self) -> None:
        """Enter keeps the form."""
        self.action_keep()

    def action_keep(self) -> None:
        """Give the fields back, if all of what was changed may stand."""
        bad = [name for name in self._changes() if not self._try(name)]
        if bad:
            self.query_one(f"#field-{bad[0]}", Input).focus()
            return
        try:
            fields = corrected(self._kind, {} if self._new else self._before, self._changes())
        except ServandaError as error:
            self._tell("whole", str(error))
            return
        self.dismiss(fields)

    def action_leave(self) -> None:
        """Keep nothing."""
        self.dismiss(None)

    def _changes(self) -> dict[str, str]:
        """What was written anew; what was not touched is not checked, the reader may know more than the guide."""
        now = {name: self.query_one(f"#field-{name}", Input).value for name in self._before}
        return {name: text for name, text in now.items() if self._new or text != written(self._before[name])}

    def _try(self, name: str) -> bool:
        """Whether the value of a field may stand; if not, the reason is shown below it."""
        text = self._changes().get(name)
        try:
            if text is not None:
                parsed(self._kind, name, text)
        except ServandaError as error:
            self._tell(name, f"{error.sentence}; {error.remedy}" if error.remedy else error.sentence)
            return False
        self._tell(name, "")
        return True

    def _tell(self, name: str, fault: str) -> None:
        place = self.query_one(f"#fault-{name}", Static)
        place.update(Text(visible(fault)))
        place.display = bool(fault)


class Reason(ModalScreen[str | None]):
    """Asks why; gives back the reason, or None when it was left."""

    CSS = """
    Reason { align: center middle; }
    #reason { width: 80%; max-width: 90; height: auto; border: round $primary; padding: 1 2; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave")]

    def __init__(self, before: str) -> None:
        super().__init__()
        self._before = before

    def compose(self) -> ComposeResult:
        """One line."""
        with Vertical(id="reason"):
            yield Label("Why? It is kept with your next verdict.")
            yield Input(self._before)
        yield Footer()

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps it."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Keep what was there."""
        self.dismiss(None)


_HOW = "Shift and the arrows, or the mouse"


class Words(ModalScreen[tuple[int, int] | None]):
    """A document in which words are chosen; gives back where they begin and end, code points, or None."""

    CSS = """
    Words { background: $background; }
    #words { height: 1fr; }
    #told { height: auto; padding: 0 1; color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "These words", priority=True),
        Binding("escape", "leave", "Leave"),
    ]

    def __init__(self, text: str, at: int) -> None:
        """`at`: where the reader begins to look."""
        super().__init__()
        self._text = text
        self._at = at

    def compose(self) -> ComposeResult:
        """The whole text, as it may be shown: one code point for one."""
        yield Static(
            Text("Choose the words that prove the record: with Shift and the arrows, or the mouse."), id="told"
        )
        yield TextArea(visible(self._text), read_only=True, id="words")
        yield Footer()

    def on_mount(self) -> None:
        """Begin where the reader was."""
        area = self.query_one(TextArea)
        before = visible(self._text)[: self._at]
        area.move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))
        area.focus()

    def action_keep(self) -> None:
        """Give back the place of the words, without the blanks around them."""
        area = self.query_one(TextArea)
        lines = visible(self._text).split("\n")
        start, end = sorted(sum(len(line) + 1 for line in lines[:row]) + column for row, column in area.selection)
        while start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        if start == end:
            self.query_one("#told", Static).update(Text(f"Choose some words first: {_HOW}."))
        else:
            self.dismiss((start, end))

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


class Kind(ModalScreen[str | None]):
    """Asks of which kind a record is."""

    CSS = """
    Kind { align: center middle; }
    #kind { width: 60; height: auto; border: round $primary; padding: 1 2; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave")]

    def compose(self) -> ComposeResult:
        """The kinds, one a line."""
        with Vertical(id="kind"):
            yield Label("Which kind of record was missed?")
            yield OptionList(*KINDS)

    def on_mount(self) -> None:
        """Begin to choose."""
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click, takes it."""
        self.dismiss(KINDS[event.option_index])

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
