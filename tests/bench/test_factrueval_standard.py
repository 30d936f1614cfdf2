"""The files of FactRuEval: a small document of our own in its formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.factrueval_standard import Standard, load

FILES = {
    "txt": "Мэр Риги Ян Орлов открыл завод «Луч».",
    "tokens": """
1 0 3 Мэр
2 4 4 Риги
3 9 2 Ян
4 12 5 Орлов
5 18 6 открыл
6 25 5 завод
7 31 1 «
8 32 3 Луч
9 35 1 »
10 36 1 .
""",
    "spans": """
11 job 0 3 1 1  # 1 Мэр
12 loc_name 4 4 2 1  # 2 Риги
13 name 9 2 3 1  # 3 Ян
14 surname 12 5 4 1  # 4 Орлов
15 org_descr 25 5 6 1  # 6 завод
16 org_name 32 3 8 1  # 8 Луч
17 geo_adj 4 4 2 1  # 2 Риги
""",
    "objects": """
21 LocOrg 12 # Риги
22 Person 13 14 # Ян Орлов
23 Org 16 15 # Луч завод
24 LocOrg 17 # Риги
""",
    "coref": """
31 21
name Рига

32 22
firstname Ян
lastname1 Орлов

33 23
descriptor завод
name Луч

34 24
name Рига
wikidata
""",
    "facts": """
7-0 Occupation
Who obj32 Орлов Ян
Position span11 Мэр
Where obj31 Рига
Фаза начало

7-1 Occupation
Who obj32 Орлов Ян
Сложность повышенная
""",
}


@pytest.fixture
def standard(tmp_path: Path) -> Standard:
    for suffix, text in FILES.items():
        (tmp_path / f"book_7.{suffix}").write_text(text.lstrip("\n"), encoding="utf-8")
    (found,) = load(tmp_path)
    return found


def test_entities_with_their_kinds_and_attributes(standard: Standard) -> None:
    shown = [(e.kind, [(a.name, sorted(a.values)) for a in e.attributes], e.ignored) for e in standard.entities]
    names = ['"луч"', '"луч" завод', 'завод "луч"', "завод луч", "луч", "луч завод"]
    assert shown == [
        ("loc", [("name", ["рига"])], False),
        ("per", [("firstname", ["ян"]), ("lastname", ["орлов"])], False),
        ("org", [("name", names)], False),
        ("loc", [("name", ["рига"])], True),
    ]


def test_facts_with_all_that_may_stand_for_an_argument(standard: Standard) -> None:
    plain, hard = standard.facts
    values = {argument.name: argument.values for argument in plain.arguments}
    assert list(values) == ["who", "position", "where"]
    assert {"ян орлов", "орлов ян", "орлов"} <= values["who"]
    assert (values["position"], "риги" in values["where"]) == (frozenset({"мэр"}), True)
    assert (plain.ignored, hard.ignored) == (False, True)


def test_the_number_of_a_document(standard: Standard) -> None:
    assert standard.number == 7
