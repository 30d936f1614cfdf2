"""`python -m servanda` is the command `servanda`."""

from __future__ import annotations

from servanda.cli import main

if __name__ == "__main__":
    main(prog_name="servanda")
