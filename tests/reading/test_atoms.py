"""The text as numbers and words side by side: what each atom says, and that a whole token says what a cut one would."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.reading.atoms import Atom, atoms_of, parts
from servanda.reading.cardinals import number_row

if TYPE_CHECKING:
    from spacy.tokens import Doc

ATOMS = """
Рост на 3 200 млн. → word Рост | word на | number 3 200 | word млн | sign .
Рост на 5–7% → word Рост | word на | number 5 | sign – | number 7 | sign %
К 03.04.2017 г. → word К | date 03.04.2017 | word г | sign .
В 10:30, 56-й → word В | clock 10:30 | sign , | number 56
На COP29 → word На | word COP | number 29
""".strip().splitlines()


@pytest.mark.parametrize("line", ATOMS)
def test_a_text_in_atoms(annotate: Callable[[str], Doc], line: str) -> None:
    text, _, expected = line.partition(" → ")
    doc = annotate(text)
    assert " | ".join(f"{atom.kind} {doc.text[atom.start : atom.end]}" for atom in atoms_of(doc)) == expected


def test_white_space_before_an_atom(annotate: Callable[[str], Doc]) -> None:
    atoms = atoms_of(annotate("Рост (3%)\nитоги 5"))
    told = [(atom.norm, atom.spaced, atom.gap) for atom in atoms]
    assert told == [
        ("рост", True, False), ("(", True, False), ("3", False, False), ("%", False, False), (")", False, False),
        ("итоги", True, True), ("5", True, False),
    ]  # fmt: skip


def test_a_whole_token_is_an_atom_like_others(annotate: Callable[[str], Doc]) -> None:
    (atom,) = atoms_of(annotate("Подписали"))
    like = Atom(0, 9, "word", "подписали", "подписать", 0, 0, spaced=True, upper=True, clause=True)
    for name in Atom.__slots__:
        assert getattr(atom, name) == getattr(like, name), name
    assert atom.forms == ("подписать", "подписали")
    assert not atom.digits


def test_parts_of_a_word_with_a_dash(annotate: Callable[[str], Doc]) -> None:
    (atom,) = atoms_of(annotate("пять-шесть"))
    assert [(part.kind, part.norm, part.start, part.end) for part in parts(atom)] == [
        ("word", "пять", 0, 4), ("sign", "-", 4, 5), ("word", "шесть", 5, 10),
    ]  # fmt: skip
    doc = annotate("пять-шесть стран, премьер-министр")
    assert [atom.norm for atom in number_row(doc)] == ["пять", "-", "шесть", "стран", ",", "премьер-министр"]
    assert len(number_row(doc, frozenset({"премьер", "министр"}))) == 8
