"""`servanda versions`: articles whose text was changed, and what became of the records of the texts before."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.ledger import LEDGER
from servanda.cli.messages import ALL_READ, SOME_NOT, plural, say
from servanda.cli.shown import FORM, show, text

if TYPE_CHECKING:
    from servanda.ledger.versions import Article, Change, Standing, Version

_COLOURS: dict[Standing, str] = {"unchanged": "dim", "changed": "bold yellow", "withdrawn": "bold red", "new": "green"}


@click.command(
    epilog="\b\nExamples:\n  servanda versions\n  servanda versions https://example.org/news/1\n"
    "  servanda versions kz-uz-council -f json\n"
)
@click.argument("article", default="", metavar="[ADDRESS|NAME]")
@LEDGER
@FORM
@click.pass_context
def versions(ctx: click.Context, /, article: str, address: str, form: str) -> None:
    """List the articles whose text was changed; of one of them, what became of each record of its earlier texts.

    A record is unchanged, changed (which field, which words) or withdrawn in the newest version; what is new there is
    told too. ADDRESS is the article's, NAME a document's name or id.

    Exit codes: 0 there are earlier versions, 1 there are none, 3 no article has the name, or the ledger cannot be read.
    """
    from servanda.ledger.versions import STANDINGS, articles, changes
    from servanda.pipeline import open as open_ledger

    with open_ledger(address) as ledger:
        found = [
            (one, [(version, changes(ledger, one, version)) for version in one.versions[:-1]])
            for one in articles(ledger, article)
        ]
    told = [(one, compared) for one, compared in found if compared]
    if form != "table":
        show([_flat(one, v, c) for one, compared in told for v, some in compared for c in some], form, _COLUMNS)
    elif article:
        for one, compared in told:
            _print(one, compared)
    elif told:
        heads: dict[str, str] = {standing: standing.capitalize() for standing in STANDINGS}
        columns = {"address": "Article", "versions": "Versions", "published": "Newest", **heads}
        show([_summed(one, compared) for one, compared in told], form, columns)
    if not told:
        say("There is one version of it." if article else "Every article of the ledger has one version.")
    else:
        say(f"{plural(len(told), 'article')} of several versions.")
    ctx.exit(ALL_READ if told else SOME_NOT)


_COLUMNS = {"address": "", "version": "", "of": "", "standing": "", "kind": ""}


def _summed(article: Article, compared: Sequence[tuple[Version, Sequence[Change]]]) -> dict[str, Any]:
    """What became of the version before the newest."""
    counts = Counter(change.standing for change in compared[-1][1])
    return {
        "address": article.address, "versions": len(article.versions), "published": article.newest.published,
        "unchanged": counts["unchanged"], "changed": counts["changed"], "withdrawn": counts["withdrawn"],
        "new": counts["new"],
    }  # fmt: skip


def _flat(article: Article, version: Version, change: Change) -> dict[str, Any]:
    one = change.before or change.after
    return {
        "address": article.address, "version": version.number, "of": len(article.versions),
        "standing": change.standing, "kind": one.kind if one else "",
        "fields": {name: list(both) for name, both in change.fields.items()},
        "words": list(change.words) if change.words else None,
        "before": change.before.to_dict() if change.before else None,
        "after": change.after.to_dict() if change.after else None,
    }  # fmt: skip


def _print(article: Article, compared: Sequence[tuple[Version, Sequence[Change]]]) -> None:
    from rich.console import Console
    from rich.text import Text

    from servanda.report.visible import one_line

    console = Console(file=sys.stdout, highlight=False)
    console.print(Text(one_line(article.address), style="bold"))
    for version, some in compared:
        counts = Counter(change.standing for change in some)
        summary = ", ".join(f"{counts[standing]} {standing}" for standing in _COLOURS if counts[standing])
        when = f" of {version.published}" if version.published else ""
        console.print(Text(f"Version {version.number}{when} beside version {len(article.versions)}: {summary}"))
        for change in some:
            one = change.before or change.after
            if one is None or change.standing == "unchanged":
                continue
            head = (f"  {change.standing:<9}", _COLOURS[change.standing])
            console.print(Text.assemble(head, f"  {one.kind}  ", one_line(f"«{one.exact}»"), (f"  {one.id}", "dim")))
            for name, (was, now) in change.fields.items():
                difference = one_line(f"{name}: {text(was) or 'empty'} → {text(now) or 'empty'}")
                console.print(Text(f"             {difference}"))
            if change.words:
                console.print(Text(f"             now {one_line(f'«{change.words[1]}»')}"))
        console.print()
