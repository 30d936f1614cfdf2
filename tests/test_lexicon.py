"""The tables of words as they are shipped: every row shows in its own example, and no damage to a table goes unseen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.errors import LexiconError
from servanda.language import tables
from servanda.language.adapter import Adapter
from servanda.language.tables import EXAMPLE, HEADER, Table, parse, referring, table
from servanda.reading import examples

NAMES = tables.names()
ROOT = Path(str(resources.files("servanda"))) / "lexicon"
PLACE = re.compile(r"lexicon/\w+/\w+\.tsv:\d+")


@pytest.mark.parametrize("name", NAMES)
def test_every_row_stands_in_its_example(adapter: Adapter, name: str) -> None:
    missed = [f"{row.where}: {row[EXAMPLE]}" for row in examples.missed(adapter, table(name))]
    assert missed == []


def test_no_way_is_left_over() -> None:
    assert set(examples.WAYS) - {name.partition("/")[2] for name in NAMES} == set()


# -- damage ----------------------------------------------------------------------------------------------------------


@cache
def lines(name: str) -> tuple[str, ...]:
    return tuple((ROOT / f"{name}.tsv").read_text(encoding="utf-8").splitlines())


@cache
def rows(name: str) -> tuple[int, ...]:
    """The numbers (from 0) of the lines that hold rows."""
    body = [n for n, line in enumerate(lines(name)) if line.strip() and not line.startswith("#")]
    return tuple(body[1:])


def refused(name: str, changed: list[str], other: Callable[[str], Table] = table) -> str:
    """Where the loader says that a table is broken; fails when it takes it."""
    with pytest.raises(LexiconError) as caught:
        referring(parse(f"lexicon/{name}.tsv", "\n".join(changed)), other)
    assert PLACE.fullmatch(caught.value.where), str(caught.value)
    assert caught.value.where.startswith(f"lexicon/{name}.tsv:")
    assert caught.value.remedy
    return caught.value.where


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", HEADER)
def test_a_line_of_the_header_is_missing(name: str, key: str) -> None:
    refused(name, [line for line in lines(name) if not line.startswith(f"# {key}:")])


@pytest.mark.parametrize("name", NAMES)
def test_the_line_of_column_names_is_missing(name: str) -> None:
    body = [n for n, line in enumerate(lines(name)) if line.strip() and not line.startswith("#")]
    refused(name, [line for n, line in enumerate(lines(name)) if n != body[0]])


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table(name: str) -> None:
    refused(name, list(lines(name)[: rows(name)[0]]))
    refused(name, [])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12)
@given(data=st.data())
def test_a_row_is_damaged(name: str, data: st.DataObject) -> None:
    """Doubled, a cell taken out or too many, one emptied that must not be, a value that its closed list lacks."""
    number = data.draw(st.sampled_from(rows(name)))
    before, line, after = lines(name)[:number], lines(name)[number], lines(name)[number + 1 :]
    cells = line.split("\t")
    declared = table(name).declared
    filled = [n for n, column in enumerate(declared) if not column.may_be_empty]
    closed = [n for n, column in enumerate(declared) if column.is_closed]
    ways = ["doubled", "lost", "more", *(["emptied"] if filled else []), *(["unknown"] if closed else [])]
    way = data.draw(st.sampled_from(ways))
    if way == "doubled":
        assert refused(name, [*before, line, line, *after]).endswith(f":{number + 2}")
        return
    if way == "lost":
        del cells[data.draw(st.integers(0, len(cells) - 1))]
    elif way == "more":
        cells.insert(data.draw(st.integers(0, len(cells))), "x")
    elif way == "emptied":
        cells[data.draw(st.sampled_from(filled))] = ""
    else:
        cells[data.draw(st.sampled_from(closed))] = "no such value"
    if cells == [""]:  # a table of one column has lost a whole row, which is no damage that can be seen
        return
    assert refused(name, [*before, "\t".join(cells), *after]).endswith(f":{number + 1}")


REFERRING = [(name, c.name, *reference) for name in NAMES for c in table(name).declared for reference in c.refers]


@pytest.mark.parametrize(("name", "column", "target", "key"), REFERRING)
@settings(max_examples=12)
@given(data=st.data())
def test_a_row_is_dropped_that_another_table_refers_to(
    name: str, column: str, target: str, key: str, data: st.DataObject
) -> None:
    used = sorted(table(name).words(column) & table(target).words(key))
    part = data.draw(st.sampled_from(used))
    body = frozenset(rows(target))
    kept = [line for n, line in enumerate(lines(target)) if n not in body or part not in line.split("\t")[0]]
    damaged = parse(f"lexicon/{target}.tsv", "\n".join(kept))
    where = refused(name, list(lines(name)), lambda asked: damaged if asked == target else table(asked))
    assert part in lines(name)[int(where.rpartition(":")[2]) - 1]


@pytest.mark.parametrize("name", [name for name in NAMES if any(c.written for c in table(name).declared)])
def test_all_rows_of_one_value_are_dropped(name: str) -> None:
    column = next(c for c in table(name).declared if c.written)
    value = column.written[0]
    lost = {row.line for row in table(name) if value in row.several(column.name)}
    refused(name, [line for n, line in enumerate(lines(name), 1) if n not in lost])


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "lexicon")
    assert tables.names_in(tmp_path / "lexicon") == NAMES
    months = tmp_path / "lexicon" / "ru" / "months.tsv"
    months.write_bytes(months.read_bytes().replace("март".encode(), b"\xff\xfe", 1))
    with pytest.raises(LexiconError, match=r"^lexicon/ru/months\.tsv:\d+: is broken UTF-8"):
        tables.load("ru/months", tmp_path / "lexicon")
