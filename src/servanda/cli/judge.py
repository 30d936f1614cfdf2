"""`servanda judge`: one judgement, on a record, on two, on two names, or of what the reader missed."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from servanda.cli.ledger import LEDGER
from servanda.cli.messages import say
from servanda.cli.rebuild import settled, work_in
from servanda.cli.review import REVIEWER
from servanda.errors import ServandaError

if TYPE_CHECKING:
    from servanda.ledger.exhibit import Exhibit
    from servanda.ledger.judgements import Item, Judgement, Verdict
    from servanda.ledger.store import Ledger

_ADD: Final = "add"
_ON_ONE = ("accept", "reject", "correct", "unsure")
_ON_TWO = ("same", "different", "unsure")
_VERDICTS = tuple(dict.fromkeys((*_ON_ONE, *_ON_TWO, _ADD)))
_OF_IDS = frozenset(string.digits + "abcdef")
_EPILOG = """\b
Examples:
  servanda judge 5937a2b0 accept
  servanda judge 5937a2b0 reject --why 'a general wish'
  servanda judge 5937a2b0 --set stage=signed --set parties=KZ,UZ
  servanda judge 5937a2b0 77c1e0d4 different
  servanda judge NAME OTHER same
  servanda judge kz-uz-council add --kind routes --quote WORDS --set name=WORDS
  servanda judge --undo
"""


@click.command(epilog=_EPILOG)
@click.argument("words", nargs=-1, metavar="[RECORD [OTHER]] [VERDICT]")
@LEDGER
@REVIEWER
@click.option("--why", default="", metavar="TEXT", help="The reason, kept with the judgement.")
@click.option(
    "--set", "changes", multiple=True, metavar="FIELD=VALUE",
    help="Correct a field, or fill one of `add` (may be given again); lists with commas or semicolons; empty: the "
    "text does not say.",
)  # fmt: skip
@click.option("--kind", default="", metavar="KIND", help="Of `add`: the kind of the record.")
@click.option("--quote", default="", metavar="WORDS", help="Of `add`: the words of the document that prove it.")
@click.option("--at", type=click.IntRange(0), default=None, metavar="N", help="Of `add`: where the words begin.")
@click.option("--undo", "undoing", is_flag=True, help="Take your last judgement back, or your last on RECORD.")
def judge(words: tuple[str, ...], address: str, reviewer: str, **options: Any) -> None:
    """Judge one record (accept, reject, unsure, or correct it by --set), or two (same, different, unsure).

    RECORD and OTHER are ids, or as much of their beginning as tells them apart; or two names of people, as documents
    have them: are they one person's? A record that the reader missed is added with DOCUMENT add, --kind, --quote and
    --set. A later judgement of yours replaces an earlier one; of several reviewers the newest stands.
    """
    named, verdict = _asked(words, options["changes"], undoing=options["undoing"])
    _only_of_add(verdict, options)
    with settled(address) as ledger:
        if options["undoing"]:
            say(_undone(ledger, reviewer, named))
            work_in(ledger)
            return
        if verdict == _ADD:
            key, told = _added(ledger, reviewer, named[0], options)
        else:
            key, told = _kept(ledger, reviewer, named, verdict, options)
        work_in(ledger)
    say(f"Judgement {key} by {reviewer}: {told}. It is taken back by: servanda judge --undo.")


def _asked(words: Sequence[str], changes: Sequence[str], *, undoing: bool) -> tuple[list[str], Verdict]:
    """What is judged, and the verdict, among the words of the command."""
    named = [word for word in words if word not in _VERDICTS]
    verdicts = [word for word in words if word in _VERDICTS]
    if undoing:
        if verdicts or changes or len(named) > 2:
            raise click.UsageError("--undo takes a judgement back: name a record, two, or none, and no verdict")
        return named, "unsure"
    if changes and not verdicts:
        verdicts = ["correct"]
    if verdicts == [_ADD]:
        if len(named) != 1:
            raise click.UsageError("add needs the document in which the record stands, by its name or id, and no more")
        return named, _ADD
    if not named:
        raise click.UsageError("name a record by its id; servanda review --list prints them")
    fitting = _ON_ONE if len(named) == 1 else _ON_TWO
    if len(named) > 2 or len(verdicts) != 1 or verdicts[0] not in fitting:
        of = "one record" if len(named) == 1 else "two records"
        said = " ".join(verdicts) or ("nothing" if len(named) < 3 else " ".join(named[2:]))
        raise click.UsageError(f"of {of} say one of {', '.join(fitting)}, not {said!r}")
    if (verdicts[0] == "correct") != bool(changes):
        raise click.UsageError("a correction, and nothing else, needs --set FIELD=VALUE")
    return named, verdicts[0]  # type: ignore[return-value]


def _only_of_add(verdict: Verdict, options: dict[str, Any]) -> None:
    """UsageError where the options of `add` lack, or stand with another verdict."""
    if verdict == _ADD:
        lacking = [f"--{name} {shown}" for name, shown in (("kind", "KIND"), ("quote", "WORDS")) if not options[name]]
        if lacking:
            raise click.UsageError(f"add needs {' and '.join(lacking)}")
    elif options["kind"] or options["quote"] or options["at"] is not None:
        raise click.UsageError("--kind, --quote and --at are for records that were missed: servanda judge DOCUMENT add")


def _kept(
    ledger: Ledger, reviewer: str, named: Sequence[str], verdict: Verdict, options: dict[str, Any]
) -> tuple[int, str]:
    """Keep a judgement on one record, on two, or on two names; its key, and what it says."""
    from servanda.ledger import namesakes
    from servanda.ledger.exhibit import exhibits
    from servanda.ledger.judgements import Judgement
    from servanda.ledger.judgements import judge as keep

    one, other = _item(ledger, named)
    given: dict[str, Any] = {"verdict": verdict, "record": one, "other": other, "why": options["why"]}
    if _are_names(named):
        said = Judgement(reviewer=reviewer, **given)
        return namesakes.say(ledger, said), f"{one} and {other} are {_OF_NAMES[verdict]}"
    if options["changes"]:
        given["fields"] = _corrected(exhibits(ledger, [one])[0], options["changes"])
    return keep(ledger, Judgement(reviewer=reviewer, **given)), verdict


def _added(ledger: Ledger, reviewer: str, document: str, options: dict[str, Any]) -> tuple[int, str]:
    """Keep a record that was missed; the key of the judgement, and what it says."""
    from servanda.ledger.missed import Missed, place_of, tell
    from servanda.model.fields import filled

    found = ledger.document(document)
    kind = options["kind"]
    fields = filled(kind, _written(options["changes"]))
    start, end = place_of(found, options["quote"], options["at"])
    key, record = tell(
        ledger,
        Missed(
            reviewer=reviewer, document=found.id, kind=kind, start=start, end=end, fields=fields, why=options["why"]
        ),
    )
    return key, f"{kind} {record} is added to {found.name}"


def _item(ledger: Ledger, named: Sequence[str]) -> Item:
    """What is judged: whole ids for their beginnings, or names as they are."""
    from servanda.ledger.exhibit import full_id
    from servanda.ledger.judgements import item

    return item(*(named if _are_names(named) else (full_id(ledger, beginning) for beginning in named)))


def _are_names(named: Sequence[str]) -> bool:
    """Whether two people are named, since what is no id must be a name."""
    return len(named) == 2 and not all(_OF_IDS.issuperset(word) for word in named)


def _corrected(seen: Exhibit, changes: Sequence[str]) -> dict[str, Any]:
    from servanda.model.fields import corrected

    return corrected(seen.kind, seen.fields, _written(changes))


def _written(changes: Sequence[str]) -> dict[str, str]:
    written = {}
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign:
            raise click.UsageError(f"--set {change!r} lacks its value: write FIELD=VALUE")
        written[name.strip()] = value
    return written


def _undone(ledger: Ledger, reviewer: str, named: Sequence[str]) -> str:
    """Take the reviewer's last judgement back, or the last on some records; what it was."""
    from servanda.ledger.judgements import judged, undo

    said = judged(ledger, reviewer=reviewer)
    if named:
        wanted = _item(ledger, named)
        said = [judgement for judgement in said if judgement.item == wanted]
    if not said:
        raise ServandaError(f"nothing that {reviewer} judged {'of it ' if named else ''}is left to take back")
    return f"Taken back: {_told(undo(ledger, said[-1].key))}, by {reviewer}."


def _told(said: Judgement) -> str:
    return f"{said.verdict} of {' and '.join(filter(None, said.item))}"


_OF_NAMES = {"same": "one person", "different": "two people", "unsure": "one person or two, nobody knows"}
