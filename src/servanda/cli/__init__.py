"""The command line: one module a command. Results go to standard output, everything else to standard error."""

from __future__ import annotations

from servanda.cli.program import main

__all__ = ["main"]
