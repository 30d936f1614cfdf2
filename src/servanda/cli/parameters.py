"""The kinds of argument that commands share."""

from __future__ import annotations

import os
from typing import Any

import click

from servanda.errors import DateError
from servanda.model import edtf
from servanda.model.records import KINDS

ALL_KINDS = (*KINDS, "topics")


class Date(click.ParamType[str]):
    """A single EDTF date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date as it was written, when it is one; `""` is none."""
        if not value:
            return ""
        try:
            edtf.bounds(str(value))
        except DateError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class Kinds(click.ParamType[tuple[str, ...]]):
    """Kinds of record, with commas between them."""

    name = "kinds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The kinds in the order of the guide."""
        if isinstance(value, tuple):
            return value
        named = [part.strip() for part in str(value).split(",") if part.strip()]
        for kind in named:
            if kind not in ALL_KINDS:
                self.fail(f"{kind!r} is no kind of record; kinds: {', '.join(ALL_KINDS)}", param, ctx)
        if not named:
            self.fail(f"name some of: {', '.join(ALL_KINDS)}", param, ctx)
        return tuple(kind for kind in ALL_KINDS if kind in named)


PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(allow_dash=True))
PUBLISHED = click.option(
    "--published", type=Date(), default="", metavar="DATE",
    help="Publication date of all documents (YYYY, YYYY-MM or YYYY-MM-DD); goes before what they say themselves.",
)  # fmt: skip


def one_thread_each() -> None:
    """Small matrices: more threads of a process cost time, and `--processes` shares the cores."""
    for engine in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(engine, "1")
