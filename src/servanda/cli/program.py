"""The command `servanda`, and what all its commands share: exit codes, and quiet ends when somebody hangs up."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from servanda import __version__
from servanda.cli import account, ledger
from servanda.cli.bodies import bodies
from servanda.cli.brief import brief
from servanda.cli.encounters import encounters
from servanda.cli.explain import explain
from servanda.cli.export import export, import_
from servanda.cli.inspect import inspect
from servanda.cli.judge import judge
from servanda.cli.judgements import judgements
from servanda.cli.lexicon import lexicon
from servanda.cli.messages import CLOSED, INTERRUPTED, NOTHING, say
from servanda.cli.promises import promises
from servanda.cli.read import read
from servanda.cli.rebuild import rebuild
from servanda.cli.review import review
from servanda.cli.schema import schema
from servanda.cli.versions import versions
from servanda.cli.who import who
from servanda.errors import ServandaError

_HELP = """Read Russian diplomatic news into typed records, each proven by exact words at exact positions.

Results go to standard output; progress, problems and the summary go to standard error.
"""

_EPILOG = """\b
Exit codes:
  0    everything was read
  1    something was not read; each such document is named
  2    wrong usage
  3    nothing could be read
  130  interrupted
  141  nobody reads the output any more

\b
Examples:
  servanda read article.txt
  servanda read archive/ --format jsonl -o archive.jsonl
  servanda read page.html --kinds figures,commitments --explain
  curl -s https://example.org/news/1 | servanda read - --published 2025-09-29
  servanda explain article.txt 5937a2b0
  servanda inspect archive/
  servanda COMMAND --help
"""


class _Program(click.Group):
    """A group that lists its commands in parts; they end quietly when interrupted or when their output is closed."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under what they are for."""
        for title, listed in _LISTED.items():
            with formatter.section(title):
                formatter.write_dl([(command.name or "", told) for command, told in listed.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            say("Interrupted.")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(CLOSED)
        except ServandaError as error:
            say(str(error))
            ctx.exit(NOTHING)
        return result


@click.group(
    cls=_Program,
    help=_HELP,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="servanda", message="%(prog)s %(version)s")
def main() -> None:
    """Read Russian diplomatic news into typed records."""


#: All commands by what they are for, each with what the list of them says.
_LISTED: dict[str, dict[click.Command, str]] = {
    "Read": {
        read: "Read documents into records",
        inspect: "List how documents are understood, without reading them",
        explain: "Show how a record came to be",
        lexicon: "Check the tables of words, and find their rows",
        schema: "Print the JSON Schema of what is read",
    },
    "Fill a ledger": {
        ledger.add: "Read documents and keep them in the ledger",
        ledger.status: "Tell what the ledger holds, and what was not read",
        ledger.verify: "Prove every record against its text",
        versions: "Show what became of an article whose text was changed",
        rebuild: "Work the account out anew",
    },
    "Ask it": {
        brief: "Write the paper before a meeting",
        ledger.search: "Find documents and records by their words",
        account.figures: "List or draw what was stated of states",
        account.check: "Name contradictions and doubts",
        promises: "Follow what was promised",
        encounters: "List visits, talks, sessions",
        bodies: "List commissions, councils, funds",
        who: "Tell who held which post when",
    },
    "Judge": {
        review: "Judge what is doubtful, at a desk in the terminal",
        judge: "Say one judgement, or add what was missed",
        judgements: "List and compare judgements, write gold, Label Studio",
    },
    "Hand over": {
        export: "Write the ledger in the format of another program",
        import_: "Take in what was exported as JSON Lines",
    },
}

for listed in _LISTED.values():
    for command, told in listed.items():
        command.short_help = told
        main.add_command(command)
