"""`servanda judgements`: what people said, how far they agree, and the way to other tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.output import destination
from servanda.cli.rebuild import settled, work_in
from servanda.cli.shown import FORM, show
from servanda.errors import ServandaError

if TYPE_CHECKING:
    from servanda.ledger.judgements import Judgement


@click.group(epilog="\b\nExamples:\n  servanda judgements list --disputed\n  servanda judgements agreement\n")
def judgements() -> None:
    """List the judgements, compare reviewers, take judgements to Label Studio and back, write gold files."""


@judgements.command("list", epilog="\b\nExamples:\n  servanda judgements list\n  servanda judgements list --disputed\n")
@LEDGER
@click.option("--by", "reviewer", default="", metavar="NAME", help="Only those of this reviewer.")
@click.option("--disputed", is_flag=True, help="Only what reviewers judge otherwise.")
@click.option("--undone", is_flag=True, help="Those that were taken back, too.")
@FORM
@click.pass_context
def list_judgements(ctx: click.Context, /, address: str, reviewer: str, form: str, **only: bool) -> None:
    """List who judged what, when and why, in the order in which it was said.

    Exit codes: 0 there are some, 1 there is none, 3 the ledger cannot be read.
    """
    from servanda.ledger.agreement import disputed
    from servanda.ledger.judgements import judged
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        if only["disputed"]:
            found = [judgement for _, told in disputed(ledger) for judgement in told]
            found = [judgement for judgement in found if reviewer in ("", judgement.reviewer)]
        else:
            found = judged(ledger, reviewer=reviewer, undone=only["undone"])
    rows = [_said(judgement) for judgement in found]
    if form == "table":
        for row in rows:
            row |= {"made": row["made"][:16].replace("T", " "), "of": list(filter(None, (row["record"], row["other"])))}
    columns = {"key": "No.", "made": "When", "reviewer": "Who", "verdict": "Verdict", "of": "Of", "why": "Why"}
    show(rows, form, columns if form == "table" else {})
    say(f"{plural(len(found), 'judgement')}.")
    ctx.exit(ALL_READ if found else SOME_NOT)


@judgements.command(epilog="\b\nExample:\n  servanda judgements agreement -f csv\n")
@LEDGER
@FORM
@click.pass_context
def agreement(ctx: click.Context, /, address: str, form: str) -> None:
    """Tell how far reviewers agree on what two of them judged: the share, and Cohen's kappa, by kind.

    «Same corrections» counts, of what both corrected, where they wrote the same. Exit codes: 0 two reviewers judged
    something both, 1 none did, 3 the ledger cannot be read.
    """
    from dataclasses import asdict

    from servanda.ledger.agreement import agreement as compare
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        found = [asdict(row) for row in compare(ledger)]
    columns = {"one": "Reviewer", "other": "And", "kind": "Kind", "judged": "Judged both", "raw": "Agree",
               "kappa": "Kappa", "corrections": "Both corrected", "alike": "Same corrections"}  # fmt: skip
    if form == "table":
        for row in found:
            row |= {"raw": f"{row['raw']:.0%}", "kappa": "–" if row["kappa"] is None else f"{row['kappa']:.2f}"}
    show(found, form, columns)
    if not found:
        say("No two reviewers have judged the same thing yet: servanda review --second.")
    ctx.exit(ALL_READ if found else SOME_NOT)


@judgements.command("gold", epilog="\b\nExample:\n  servanda judgements gold gold/ours\n")
@click.argument("folder", type=click.Path(file_okay=False))
@LEDGER
@click.option(
    "--partly", is_flag=True, help="Documents of which some records are judged, too; the rest as it was read."
)
@click.pass_context
def write_gold(ctx: click.Context, /, folder: str, address: str, *, partly: bool) -> None:
    """Write the documents of which every record is judged as gold files in the guide's form: NAME.txt and NAME.json.

    Rejected records are left out, corrected ones stand as corrected, what the reader missed is there as far as somebody
    added it. Exit codes: 0 all is written, 1 nothing is, or a record is left out (each is named), 3 the ledger cannot
    be read or the folder not written.
    """
    from servanda.exchange.gold import gold, write

    with settled(address) as ledger:
        files = gold(ledger, partly=partly)
    write(files, Path(folder))
    left_out = [f"{file.name}: left out: {told}" for file in files for told in file.left_out]
    for line in left_out:
        say(line)
    if files:
        say(f"{plural(len(files), 'document')} with {plural(sum(f.records for f in files), 'record')} in {folder}.")
    else:
        say("No document has all its records judged: servanda review --document NAME, or --partly.")
    ctx.exit(ALL_READ if files and not left_out else SOME_NOT)


@judgements.command(
    "label-studio",
    epilog="\b\nExamples:\n  servanda judgements label-studio tasks.json\n"
    "  servanda judgements label-studio --config labels.xml\n",
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@LEDGER
@click.option("--config", "as_config", is_flag=True, help="Write the labelling config (XML) instead of the tasks.")
def label_studio(file: str, address: str, *, as_config: bool) -> None:
    """Write all documents as tasks of Label Studio, their records as predictions; FILE `-` is standard output.

    Make a project with the labelling config, import the tasks, judge, export as JSON, then: servanda judgements import.
    """
    from servanda.exchange.label_studio import config, tasks

    with destination(file) as place:
        if as_config:
            place.stream.write(config().encode("utf-8"))
            place.keep()
            return
        count = 0
        with settled(address) as ledger:
            for count, task in enumerate(tasks(ledger), 1):
                place.stream.write(b"[\n" if count == 1 else b",\n")
                place.stream.write(json.dumps(task, ensure_ascii=False).encode("utf-8", "replace"))
        place.stream.write(b"\n]\n" if count else b"[]\n")
        place.keep()
    say(f"{plural(count, 'task')} for Label Studio.")


@judgements.command("import", epilog="\b\nExample:\n  servanda judgements import project-1.json\n")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@LEDGER
@click.option("--reviewer", default="", metavar="NAME", help="Who judged; else who Label Studio says it was.")
@click.pass_context
def take_back(ctx: click.Context, /, file: str, address: str, reviewer: str) -> None:
    """Keep what an export of Label Studio (as JSON) says of the records as judgements; twice the same is kept once.

    A region that is gone was rejected, one with other values corrected, a new one was missed, all others are
    accepted. Exit codes: 0 all is kept,
    1 something could not be (each is named), 3 the file is no such export or the ledger cannot be read.
    """
    from servanda.exchange.label_studio import take

    try:
        with click.open_file(file, encoding="utf-8") as stream:
            text = stream.read()
    except (OSError, UnicodeDecodeError) as error:
        told = (getattr(error, "strerror", "") or "is no text in UTF-8").lower()
        raise ServandaError(f"cannot be read ({told})", where=file, remedy="name an export of Label Studio") from error
    with settled(address) as ledger:
        done = take(ledger, text, reviewer=reviewer.strip())
        work_in(ledger)
    for line in done.left_out:
        say(f"Not taken over: {line}")
    say(f"{plural(done.kept, 'judgement')} kept, {done.known:,} known before, {len(done.left_out):,} not taken over.")
    ctx.exit(SOME_NOT if done.left_out else ALL_READ)


def _said(judgement: Judgement) -> dict[str, Any]:
    return {
        "key": judgement.key, "made": judgement.made.isoformat(timespec="seconds") if judgement.made else "",
        "reviewer": judgement.reviewer, "verdict": judgement.verdict, "record": judgement.record,
        "other": judgement.other, "kind": judgement.kind, "fields": judgement.fields, "why": judgement.why,
        "undone": judgement.undone.isoformat(timespec="seconds") if judgement.undone else "",
    }  # fmt: skip
