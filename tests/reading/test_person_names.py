"""The parts of a person's name."""

from __future__ import annotations

import pytest

from servanda.language.adapter import Adapter
from servanda.reading.person_names import NameParts, parts


@pytest.mark.parametrize(
    ("name", "given", "patronymic", "surname"),
    [
        ("Иван Петров", ("Иван",), (), ("Петров",)),
        ("Иван Сергеевич Петров", ("Иван",), ("Сергеевич",), ("Петров",)),
        ("Виктор Янукович", ("Виктор",), (), ("Янукович",)),
        ("Реджеп Тайип Эрдоган", ("Реджеп", "Тайип"), (), ("Эрдоган",)),
        ("Урсула фон дер Ляйен", ("Урсула",), (), ("фон дер Ляйен",)),
        ("Сара Сергеевна", ("Сара",), ("Сергеевна",), ()),
        ("Иван", ("Иван",), (), ()),
        ("Обама", (), (), ("Обама",)),
    ],
)
def test_parts_of_a_name(
    name: str, given: tuple[str, ...], patronymic: tuple[str, ...], surname: tuple[str, ...], adapter: Adapter
) -> None:
    assert parts(adapter, name) == NameParts(given, patronymic, surname)
