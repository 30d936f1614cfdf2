"""`servanda bodies`: commissions, councils, funds; what they are called, when they met and meet."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.asked import AS_OF, STATES, last_day
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, say
from servanda.cli.rebuild import settled
from servanda.cli.shown import FORM, show

if TYPE_CHECKING:
    from servanda.ledger.bodies import Body, Session


@click.command(epilog="\b\nExamples:\n  servanda bodies KZ UZ\n  servanda bodies --as-of 2025-06 -f json\n")
@STATES
@LEDGER
@AS_OF
@FORM
@click.pass_context
def bodies(ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str) -> None:
    """List the standing bodies of the states named: what they are called, who is in them, when they met and meet.

    A body is one under all forms of its name: in other cases, shorter, abbreviated, with or without the names of its
    states. Bodies of other states are never taken for it. JSON and CSV tell why the names were joined.
    """
    from servanda.ledger.bodies import bodies as find

    with settled(address) as ledger:
        found = find(ledger, states, as_of=as_of)
    rows = [_row(body, last_day(as_of)) for body in found]
    columns = {
        "name": "Body", "parties": "Parties", "stage": "Stage", "last_session": "Last session",
        "next_session": "Next session", "documents": "Documents",
    }  # fmt: skip
    show(rows, form, columns)
    if not rows:
        say(f"No body of {' and '.join(states) or 'anybody'} is in the ledger.")
    ctx.exit(ALL_READ if rows else SOME_NOT)


def _row(body: Body, day: datetime.date) -> dict[str, Any]:
    return {
        "id": body.id, "name": body.name, "names": list(body.names), "parties": list(body.parties), "stage": body.stage,
        "proposed": body.proposed, "founded": body.founded, "last_session": _when(body.last_session(day)),
        "next_session": _when(body.next_session(day)),
        "documents": len({statement.source.id for statement in body.statements}),
        "sessions": [
            {"date": s.date, "place": s.place, "happened": s.happened, "why": s.why, "encounter": s.encounter.id}
            for s in body.sessions
        ],
        "people": [{"person": s.person, "position": s.position, "statement": s.statement.id} for s in body.seats],
        "why": list(body.why), "statements": [statement.to_dict() for statement in body.statements],
    }  # fmt: skip


def _when(session: Session | None) -> str:
    if session is None:
        return ""
    return ", ".join(part for part in (session.date or "not dated", session.place) if part)
