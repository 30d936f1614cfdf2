"""`servanda review` and `judge`: what is doubtful, judged by people."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.parameters import Kinds
from servanda.cli.shown import FORM, show
from servanda.errors import ServandaError

if TYPE_CHECKING:
    from servanda.ledger.exhibit import Exhibit
    from servanda.ledger.judgements import Verdict
    from servanda.ledger.review import Entry
    from servanda.ledger.store import Ledger

_ON_ONE = ("accept", "reject", "correct", "unsure")
_ON_TWO = ("same", "different", "unsure")
_VERDICTS = tuple(dict.fromkeys((*_ON_ONE, *_ON_TWO)))
_REASONS = ("pair", "finding", "record")


def _reviewer(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Who judges: as said, else as the system calls the user."""
    del ctx, param
    if name := value.strip():
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("nobody knows who judges: name yourself, --reviewer NAME") from error


REVIEWER = click.option(
    "--reviewer", default="", envvar="SERVANDA_REVIEWER", metavar="NAME", callback=_reviewer,
    help="Who judges; SERVANDA_REVIEWER is another way to say it, your user name the default.",
)  # fmt: skip


@click.command(
    epilog="\b\nExamples:\n  servanda review --reviewer aigul\n  servanda review -k figures,events --states KZ,UZ\n"
    "  servanda review --list -f csv\n  servanda review --reviewer bolat --second\n"
)
@LEDGER
@REVIEWER
@click.option("-k", "--kinds", type=Kinds(), default=(), metavar="KIND,...", help="Only records of these kinds.")
@click.option("--states", default="", metavar="CODE,...", help="Only records that name all these states or blocs.")
@click.option("--document", default="", metavar="NAME", help="Only records of this document, by its name or id.")
@click.option(
    "--only", type=click.Choice(_REASONS), default=None,
    help="pair: records that may be one; finding: figures that contradict or are in doubt; record: all others.",
)  # fmt: skip
@click.option("--second", is_flag=True, help="Only what another reviewer has judged, and you have not.")
@click.option("--open", "opened", is_flag=True, help="Show what others have judged; without it nobody sees that.")
@click.option("--list", "listed", is_flag=True, help="Print the queue instead of opening it.")
@click.option(
    "-n", "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Of --list: the most."
)
@FORM
@click.pass_context
def review(ctx: click.Context, /, address: str, reviewer: str, form: str, **options: Any) -> None:
    """Judge what is doubtful, the most doubtful first: accept, correct, reject, say same or different.

    Needs a terminal; --list prints the same queue, and `servanda judge` answers it. What you have judged does not come
    again. Exit codes of --list: 0 something is to judge, 1 nothing is, 3 the ledger cannot be read.
    """
    from servanda.cli.rebuild import settled
    from servanda.ledger.review import REASONS, Wanted, queue

    wanted = Wanted(
        reviewer=reviewer,
        kinds=tuple(kind for kind in options["kinds"] if kind != "topics"),
        states=tuple(part.strip().upper() for part in options["states"].split(",") if part.strip()),
        document=options["document"],
        reasons=(options["only"],) if options["only"] else REASONS,
        second=options["second"],
    )
    if not options["listed"]:
        _needs_terminal()
    with settled(address) as ledger:
        if not options["listed"]:
            from servanda.cli.desk import Desk

            desk = Desk(ledger, wanted, opened=options["opened"])
            desk.run()
            say(desk.summary)
            return
        found = queue(ledger, wanted, options["limit"])
        rows = [_listed(ledger, entry, opened=options["opened"]) for entry in found.entries]
    if form == "table":
        _print_queue(rows)
    else:
        show(rows, form, {})
    told = f"{found.judged:,} of {plural(found.records, 'record')} and {plural(found.judged_pairs, 'pair')} judged"
    say(f"{told} by {reviewer}." if rows else f"Nothing is left to judge: {told} by {reviewer}.")
    ctx.exit(ALL_READ if rows else SOME_NOT)


@click.command(
    epilog="\b\nExamples:\n  servanda judge 5937a2b0 accept\n  servanda judge 5937a2b0 reject --why 'a general wish'\n"
    "  servanda judge 5937a2b0 --set stage=signed --set parties=KZ,UZ\n"
    "  servanda judge 5937a2b0 77c1e0d4 different\n  servanda judge --undo\n"
)
@click.argument("words", nargs=-1, metavar="[RECORD [OTHER]] [VERDICT]")
@LEDGER
@REVIEWER
@click.option("--why", default="", metavar="TEXT", help="The reason, kept with the judgement.")
@click.option(
    "--set", "changes", multiple=True, metavar="FIELD=VALUE",
    help="Correct a field (may be given again); lists with commas or semicolons; empty: the text does not say.",
)  # fmt: skip
@click.option("--undo", "undoing", is_flag=True, help="Take your last judgement back, or your last on RECORD.")
def judge(words: tuple[str, ...], address: str, reviewer: str, **options: Any) -> None:
    """Judge one record (accept, reject, unsure, or correct it by --set), or two (same, different, unsure).

    RECORD and OTHER are ids, or as much of their beginning as tells them apart. A later judgement of yours replaces an
    earlier one; of several reviewers the newest stands.
    """
    from servanda.pipeline import open as open_ledger

    ids, verdict = _asked(words, options["changes"], undoing=options["undoing"])
    with open_ledger(address) as ledger:
        if options["undoing"]:
            say(_undone(ledger, reviewer, ids))
            return
        given = _given(ledger, ids, verdict, options["changes"])
        from servanda.ledger.judgements import Judgement
        from servanda.ledger.judgements import judge as keep

        key = keep(ledger, Judgement(reviewer=reviewer, why=options["why"], **given))
        say(f"Judgement {key} by {reviewer}: {verdict}. It is taken back by: servanda judge --undo.")


def _needs_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "the queue needs a terminal, and this is none; print it by servanda review --list and answer it by "
            "servanda judge"
        )
    try:
        import textual  # noqa: F401
    except ImportError as error:
        raise ServandaError("textual is not installed", remedy="pip install 'servanda[review]'") from error


def _listed(ledger: Ledger, entry: Entry, *, opened: bool) -> dict[str, Any]:
    from servanda.ledger.exhibit import exhibits
    from servanda.ledger.judgements import of_item

    one, *two = exhibits(ledger, [name for name in entry.item if name])
    said = [f"{j.reviewer}: {j.verdict}" for j in of_item(ledger, entry.item)] if opened else []
    return {
        "id": one.id, "other": entry.item[1], "reason": entry.reason, "kind": entry.kind, "why": list(entry.why),
        "weight": round(entry.weight, 4), "quote": one.exact, "fields": one.fields, "name": one.source.name,
        "published": one.source.published, "other_quote": two[0].exact if two else "",
        "other_fields": two[0].fields if two else {}, "other_name": two[0].source.name if two else "",
        **({"said": said} if opened else {}),
    }  # fmt: skip


def _print_queue(rows: Sequence[Mapping[str, Any]]) -> None:
    from rich.console import Console
    from rich.text import Text

    from servanda.report.visible import one_line

    console = Console(file=sys.stdout, highlight=False)
    for row in rows:
        console.print(Text.assemble((row["kind"], "cyan"), "  ", (f"{row['id']} {row['other']}".strip(), "bold")))
        for why in [*row["why"], *row.get("said", ())]:
            console.print(Text(f"  {one_line(why)}", style="yellow"))
        for name, quote in ((row["name"], row["quote"]), (row["other_name"], row["other_quote"])):
            if quote:
                console.print(Text.assemble(f"  «{one_line(quote)}»", (f"  {one_line(name)}", "dim")))
        console.print()


def _asked(words: Sequence[str], changes: Sequence[str], *, undoing: bool) -> tuple[list[str], Verdict]:
    """The ids and the verdict among the words of the command."""
    ids = [word for word in words if word not in _VERDICTS]
    verdicts = [word for word in words if word in _VERDICTS]
    if undoing:
        if verdicts or changes or len(ids) > 2:
            raise click.UsageError("--undo takes a judgement back: name a record, two, or none, and no verdict")
        return ids, "unsure"
    if changes and not verdicts:
        verdicts = ["correct"]
    if not ids:
        raise click.UsageError("name a record by its id; servanda review --list prints them")
    fitting = _ON_ONE if len(ids) == 1 else _ON_TWO
    if len(ids) > 2 or len(verdicts) != 1 or verdicts[0] not in fitting:
        of = "one record" if len(ids) == 1 else "two records"
        said = " ".join(verdicts) or ("nothing" if len(ids) < 3 else " ".join(ids[2:]))
        raise click.UsageError(f"of {of} say one of {', '.join(fitting)}, not {said!r}")
    if (verdicts[0] == "correct") != bool(changes):
        raise click.UsageError("a correction, and nothing else, needs --set FIELD=VALUE")
    return ids, verdicts[0]  # type: ignore[return-value]


def _given(ledger: Ledger, ids: Sequence[str], verdict: Verdict, changes: Sequence[str]) -> dict[str, Any]:
    from servanda.ledger.exhibit import exhibits, full_id

    whole = [full_id(ledger, beginning) for beginning in ids]
    given: dict[str, Any] = {"verdict": verdict, "record": whole[0], "other": whole[1] if len(whole) > 1 else ""}
    if changes:
        given["fields"] = _corrected(exhibits(ledger, whole)[0], changes)
    return given


def _corrected(seen: Exhibit, changes: Sequence[str]) -> dict[str, Any]:
    from servanda.model.fields import corrected

    written = {}
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign:
            raise click.UsageError(f"--set {change!r} lacks its value: write FIELD=VALUE")
        written[name.strip()] = value
    return corrected(seen.kind, seen.fields, written)


def _undone(ledger: Ledger, reviewer: str, ids: Sequence[str]) -> str:
    """Take the reviewer's last judgement back, or the last on some records; what it was."""
    from servanda.ledger.exhibit import full_id
    from servanda.ledger.judgements import item, judged, undo

    said = judged(ledger, reviewer=reviewer)
    if ids:
        wanted = item(*(full_id(ledger, beginning) for beginning in ids))
        said = [judgement for judgement in said if judgement.item == wanted]
    if not said:
        raise ServandaError(f"nothing that {reviewer} judged {'of it ' if ids else ''}is left to take back")
    last = undo(ledger, said[-1].key)
    return f"Taken back: {last.verdict} of {' and '.join(filter(None, last.item))}, by {reviewer}."
