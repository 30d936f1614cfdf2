"""`servanda schema`: the JSON Schema of the output."""

from __future__ import annotations

import sys

import click


@click.command(epilog="\b\nExample:\n  servanda schema > servanda.schema.json\n")
def schema() -> None:
    """Print the JSON Schema of one object of `--format jsonl`."""
    from servanda.report.schema import text

    sys.stdout.buffer.write(text().encode("utf-8"))
