"""`servanda encounters`: visits, talks, sessions; what several documents report is one."""

from __future__ import annotations

from typing import Any

import click

from servanda.cli.asked import ALL, AS_OF, LIMIT, STATES, most
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, say
from servanda.cli.rebuild import settled
from servanda.cli.shown import FORM, show


@click.command(epilog="\b\nExamples:\n  servanda encounters KZ IT\n  servanda encounters KZ --as-of 2025-06 -f csv\n")
@STATES
@LEDGER
@AS_OF
@LIMIT
@ALL
@FORM
@click.pass_context
def encounters(
    ctx: click.Context, /, states: tuple[str, ...], address: str, as_of: str, form: str, **many: Any
) -> None:
    """List visits, talks, meetings and the like, the latest first; what several documents report is one.

    Where the reports disagree, every value is shown.
    """
    from servanda.ledger.account import meetings

    limit = most(many["limit"], form, everything=many["everything"])
    with settled(address) as ledger:
        found = meetings(ledger, states, as_of=as_of, limit=limit and limit + 1)
    rows = [
        {
            "id": e.id, "date": " or ".join(e.values("date")), "type": " or ".join(e.values("type")),
            "participants": e.values("participants"), "place": " or ".join(e.values("place")),
            "status": " or ".join(e.values("status")), "reports": len(e.reports), "why": list(e.why),
            "published": e.reports[0].statement.source.published, "name": e.reports[0].statement.source.name,
            "statements": [report.statement.to_dict() for report in e.reports],
        }
        for e in found[: limit or None]
    ]  # fmt: skip
    columns = {"date": "Date", "type": "Type", "participants": "Participants", "place": "Place", "reports": "Reports",
               "name": "First report"}  # fmt: skip
    show(rows, form, columns)
    if len(found) > len(rows):
        say(f"The latest {len(rows)}; --all shows every one.")
    if not rows:
        say(f"No encounter of {' and '.join(states) or 'anybody'} is in the ledger.")
    ctx.exit(ALL_READ if rows else SOME_NOT)
