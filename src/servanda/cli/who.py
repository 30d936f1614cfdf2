"""`servanda who`: the posts of a person."""

from __future__ import annotations

import click

from servanda.cli.asked import AS_OF
from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, say
from servanda.cli.rebuild import settled
from servanda.cli.shown import FORM, show


@click.command(epilog="\b\nExample:\n  servanda who NAME\n")
@click.argument("name", nargs=-1, required=True)
@LEDGER
@AS_OF
@FORM
@click.pass_context
def who(ctx: click.Context, /, name: tuple[str, ...], address: str, as_of: str, form: str) -> None:
    """Tell which posts a person holds or held, as far as the documents say, and from when to when they say it."""
    from servanda.ledger.people import posts

    with settled(address) as ledger:
        found = posts(ledger, name=" ".join(name), as_of=as_of)
    rows = [
        {
            "name": person.name, "names": person.names, "position": post.position, "body": post.body,
            "first": post.first, "last": post.last, "documents": post.documents,
            "statements": [statement.to_dict() for statement in post.statements],
        }
        for person in found for post in person.posts
    ]  # fmt: skip
    show(rows, form, {
        "name": "Name", "position": "Post", "body": "Of", "first": "First told", "last": "Last told",
        "documents": "Documents",
    })  # fmt: skip
    if not rows:
        say(f"No document tells of a post of {' '.join(name)}.")
    ctx.exit(ALL_READ if rows else SOME_NOT)
