"""Which rows of the tables of words a word touches, wherever in a row it stands."""

from __future__ import annotations

import re

from servanda.language import tables
from servanda.language.morphology import Morphology, fold
from servanda.language.tables import EXAMPLE, Row

_WORD = re.compile(r"[^\s|=*]+")  # of a cell: between white space and the marks of phrases


def touched(phrase: str) -> list[Row]:
    """The rows of all tables of which one cell holds all words of a phrase, as written or in their dictionary forms.

    Cells of closed lists (classes, codes) and examples are not looked into.
    """
    morphology = Morphology()
    wanted = [{fold(word), *(fold(parse.normal_form) for parse in morphology.parses(word))} for word in phrase.split()]
    rows = [(row, table.declared) for table in map(tables.table, tables.names()) for row in table]
    return [
        row
        for row, columns in rows
        if any(_holds(row[c.name], wanted) for c in columns if not c.is_closed and c.name != EXAMPLE)
    ]


def _holds(cell: str, wanted: list[set[str]]) -> bool:
    words = {fold(word) for word in _WORD.findall(cell)}
    return all(not words.isdisjoint(forms) for forms in wanted)
