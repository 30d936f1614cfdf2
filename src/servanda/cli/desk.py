"""The desk at which a reviewer judges: one entry at a time, its words in their paragraph, and one key a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from servanda.cli.forms import Correction, Kind, Reason, Words
from servanda.cli.messages import plural
from servanda.errors import ServandaError
from servanda.ledger.exhibit import Exhibit, exhibits
from servanda.ledger.judgements import ADD, PEOPLE, Item, Judgement, Verdict, judge, judged, of_item, undo
from servanda.ledger.missed import Missed, tell
from servanda.ledger.review import Entry, Queue, Wanted, queue
from servanda.ledger.settle import settle
from servanda.ledger.store import Ledger
from servanda.model.fields import empty, names_of, written
from servanda.report.visible import one_line, visible

_AT_ONCE = 500  # entries that are fetched together
_OF_ONE = frozenset({"accept", "reject", "correct"})
_OF_TWO = frozenset({"same", "different"})


class Desk(App[None]):
    """Judges the queue of a reviewer; every verdict is kept in the ledger at once, so it may end at any moment."""

    TITLE = "servanda review"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #progress { dock: top; height: 1; padding: 0 1; background: $primary; color: $text; }
    #card { padding: 1 2; }
    #card Static { width: 100%; height: auto; margin-bottom: 1; }
    #why { color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "say('accept')", "Accept"),
        Binding("c", "correct", "Correct"),
        Binding("r", "say('reject')", "Reject"),
        Binding("s", "say('same')", "Same: merge"),
        Binding("d", "say('different')", "Different: split"),
        Binding("u", "say('unsure')", "Unsure"),
        Binding("m", "missed", "Missed: add"),
        Binding("n", "skip", "Skip"),
        Binding("z", "undo", "Undo"),
        Binding("w", "why", "Why"),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, ledger: Ledger, wanted: Wanted, *, opened: bool = False) -> None:
        """`opened`: what others have judged is shown."""
        super().__init__()
        self._ledger = ledger
        self._wanted = wanted
        self._opened = opened
        self._found = Queue((), 0, 0, 0)
        self._waiting: list[Entry] = []
        self._skipped: set[Item] = set()
        self._made: list[tuple[int, Entry | None]] = []
        self._seen: list[Exhibit] = []
        self._reason = ""

    @property
    def current(self) -> Entry | None:
        """What lies on the desk; None when nothing is left."""
        return self._waiting[0] if self._waiting else None

    @property
    def summary(self) -> str:
        """What was done, in a sentence."""
        skipped = f", {len(self._skipped):,} skipped" if self._skipped else ""
        return f"{plural(len(self._made), 'judgement')} by {self._wanted.reviewer}{skipped}."

    def compose(self) -> ComposeResult:
        """The line of progress, the card, the keys."""
        yield Static(id="progress")
        with VerticalScroll(id="card"):
            yield Static(id="why")
            yield Static(id="evidence")
            yield Static(id="fields")
            yield Static(id="said")
        yield Footer()

    def on_mount(self) -> None:
        """Fetch the queue and lay out its first entry."""
        self._fetch()
        self._lay_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do not fit what lies on the desk are not offered."""
        entry = self.current
        if action == "missed":
            return bool(entry or self._wanted.document)
        if action in {"say", "correct", "skip", "why"}:
            if entry is None:
                return False
            verdict = str(parameters[0]) if action == "say" else action
            return verdict not in (_OF_ONE if entry.item[1] else _OF_TWO)
        return True

    def action_say(self, verdict: Verdict) -> None:
        """Keep a verdict on what lies on the desk."""
        self._keep(verdict, None)

    def action_correct(self) -> None:
        """Open the form of the fields; what it gives back is a correction."""
        seen = self._seen[0]

        def filled(fields: Mapping[str, Any] | None) -> None:
            if fields is not None:
                self._keep("correct", dict(fields))

        self.push_screen(Correction(seen.kind, seen.fields), filled)

    def action_skip(self) -> None:
        """Leave it for another session."""
        if self.current:
            self._skipped.add(self._waiting.pop(0).item)
            self._next()

    def action_why(self) -> None:
        """Ask for the reason of the next verdict."""

        def told(reason: str | None) -> None:
            self._reason = reason if reason is not None else self._reason
            self._lay_out()

        self.push_screen(Reason(self._reason), told)

    async def action_missed(self) -> None:
        """Add a record that the reader missed: its words in the document, its kind, its fields."""
        self.run_worker(self._missed())

    async def _missed(self) -> None:
        seen = self._seen[0] if self._seen else None
        document = self._ledger.document(seen.source.id if seen else self._wanted.document)
        place = await self.push_screen_wait(Words(document.text, seen.offset + seen.start if seen else 0))
        kind = await self.push_screen_wait(Kind()) if place else None
        fields = await self.push_screen_wait(Correction(kind, empty(kind), new=True)) if kind else None
        if place is None or kind is None or fields is None:
            return
        said = Missed(
            reviewer=self._wanted.reviewer, document=document.id, kind=kind, start=place[0], end=place[1],
            fields=dict(fields), why=self._reason,
        )  # fmt: skip
        try:
            key, record = tell(self._ledger, said)
            settle(self._ledger)
        except ServandaError as error:
            self.notify(one_line(str(error)), severity="error", timeout=20)
            return
        self._made.append((key, None))
        self._reason = ""
        self._look_again()
        self._lay_out()
        self.notify(f"{kind} {record} is added; z takes it back.")

    def _look_again(self) -> None:
        """The queue anew, what lies on the desk first."""
        before = self.current.item if self.current else None
        self._fetch()
        self._waiting.sort(key=lambda entry: entry.item != before)

    def action_undo(self) -> None:
        """Take back the last judgement, be it of this session or of one before, and lay it on the desk again."""
        entry: Entry | None
        if self._made:
            key, entry = self._made.pop()
        elif said := judged(self._ledger, reviewer=self._wanted.reviewer):
            key, entry = said[-1].key, _again(said[-1])
        else:
            self.notify("There is nothing to take back.", severity="warning")
            return
        try:
            undo(self._ledger, key)
        except ServandaError as error:
            self.notify(one_line(str(error)), severity="error")
            return
        if entry is None:
            settle(self._ledger)
            self._look_again()
            self._lay_out()
            self.notify("Taken back: what you had added, or said of two names.")
            return
        self._count(entry, -1)
        self._skipped.discard(entry.item)
        self._waiting = [entry, *(other for other in self._waiting if other.item != entry.item)]
        self._lay_out()

    def _keep(self, verdict: Verdict, fields: dict[str, Any] | None) -> None:
        entry = self._waiting[0]
        record, other = entry.item
        said = Judgement(
            reviewer=self._wanted.reviewer, verdict=verdict, record=record, other=other, fields=fields, why=self._reason
        )
        try:
            key = judge(self._ledger, said)
        except ServandaError as error:
            self.notify(one_line(str(error)), severity="error", timeout=20)
            return
        self._made.append((key, entry))
        self._count(entry, 1)
        self._waiting.pop(0)
        self._next()

    def _count(self, entry: Entry, more: int) -> None:
        """One judgement more, or less, in the line of progress."""
        f = self._found
        pair = bool(entry.item[1])
        self._found = replace(f, judged=f.judged + more * (not pair), judged_pairs=f.judged_pairs + more * pair)

    def _next(self) -> None:
        self._reason = ""
        if not self._waiting:
            self._fetch()
        self._lay_out()

    def _fetch(self) -> None:
        """The next entries, without what was skipped in this session."""
        self._found = queue(self._ledger, self._wanted, _AT_ONCE + len(self._skipped))
        self._waiting = [entry for entry in self._found.entries if entry.item not in self._skipped]

    def _lay_out(self) -> None:
        """Show what lies on the desk, or that nothing is left."""
        entry = self.current
        self._seen = exhibits(self._ledger, [name for name in entry.item if name]) if entry else []
        self.query_one("#progress", Static).update(self._progress())
        parts = {
            "#why": _why(entry, self._reason) if entry else self._nothing_left(),
            "#evidence": _evidence(self._seen),
            "#fields": _fields(self._seen),
            "#said": self._said(entry) if entry and self._opened else Text(),
        }
        for place, shown in parts.items():
            self.query_one(place, Static).update(shown)
        self.query_one("#card", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def _progress(self) -> Text:
        f = self._found
        judged = f"{f.judged:,} of {plural(f.records, 'record')} and {plural(f.judged_pairs, 'pair')} judged"
        told = f"{self._wanted.reviewer} · {judged} · {len(self._made):,} of them now"
        return Text(one_line(told), no_wrap=True, overflow="ellipsis")

    def _nothing_left(self) -> Text:
        skipped = f" {len(self._skipped):,} were skipped; they come again when you come again." if self._skipped else ""
        return Text(f"Nothing is left to judge.{skipped} z takes the last judgement back, q ends.")

    def _said(self, entry: Entry) -> Text:
        """What others have said of it."""
        said = of_item(self._ledger, entry.item)
        lines = [f"{j.reviewer}: {j.verdict}{_changes(j, self._seen)}{f' – {j.why}' if j.why else ''}" for j in said]
        return Text(visible("\n".join(lines)), style="cyan")


def _again(said: Judgement) -> Entry | None:
    """The entry of a judgement of an earlier session; none of a record that goes with it, and of names."""
    if said.verdict == ADD or said.kind == PEOPLE:
        return None
    return Entry(said.item, "pair" if said.other else "record", said.kind, ("taken back",), 0.0)


def _changes(judgement: Judgement, seen: Sequence[Exhibit]) -> str:
    """What a correction changes."""
    if not judgement.fields or not seen:
        return ""
    changed = {name: value for name, value in judgement.fields.items() if seen[0].fields.get(name) != value}
    return " to " + ", ".join(f"{name} = {written(value)}" for name, value in changed.items())


def _why(entry: Entry, reason: str) -> Text:
    """The kind and what is doubtful, and the reason that waits for the verdict."""
    asked = "does the one fulfil the other?" if "/" in entry.kind else "are these one?"
    lines = [(f"pair: {asked}" if entry.item[1] else entry.kind), *(f"– {why}" for why in entry.why)]
    if reason:
        lines.append(f"why: {reason}")
    return Text(visible("\n".join(lines)))


def _evidence(seen: Sequence[Exhibit]) -> Text:
    """Each record's document, and its words marked in their paragraph."""
    whole = Text()
    for exhibit in seen:
        source = exhibit.source
        head = "  ".join(filter(None, (source.published or "not dated", source.publisher, source.title or source.name)))
        whole.append(f"{one_line(head)}  ", style="bold").append(f"{exhibit.kind} {exhibit.id}\n", style="dim")
        context = Text(visible(exhibit.context))
        context.stylize("bold reverse", exhibit.start, exhibit.end)
        whole.append_text(context).append("\n\n" if exhibit is not seen[-1] else "")
    return whole


def _fields(seen: Sequence[Exhibit]) -> Table | Text:
    """The fields of one record, or those of two beside each other, what differs in colour."""
    if not seen:
        return Text()
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    names = dict.fromkeys(name for exhibit in seen for name in names_of(exhibit.kind))
    for name in names:
        told = [exhibit.fields.get(name, "") for exhibit in seen]
        values = [one_line(written(value)) for value in told]
        style = "yellow" if len({written(sorted(v) if isinstance(v, list) else v) for v in told}) > 1 else ""
        table.add_row(Text(name, style="dim"), *(Text(value or "–", style=style) for value in values))
    table.add_row(Text("rule", style="dim"), *(Text(exhibit.rule, style="dim") for exhibit in seen))
    return table
