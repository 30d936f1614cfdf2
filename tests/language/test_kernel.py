"""The compiled kernel gives the very bits of NumPy and Python; it is there wherever something can compile it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language import kernel, load
from servanda.language.network import Array, FirstLayers
from servanda.language.tagger import Tagger, best_path
from servanda.reading.words import Token, Words

ROOT = Path(__file__).parents[2]
TEXT = (
    "Президент Казахстана Касым-Жомарт Токаев провёл переговоры с Премьер-министром Италии.\n\n"
    "Стороны подписали 12 документов (на 5,5 млрд евро), сообщает «Акорда»:  «Мы довольны», — сказал он. "
)


def can_compile() -> bool:
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    return bool(shutil.which(compiler)) and (Path(sysconfig.get_paths()["include"]) / "Python.h").is_file()


def built_into(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "setup.py", "-q", "build_ext", f"--build-lib={folder}", f"--build-temp={folder}/temp"]
    given = dict(os.environ) | environment
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def compiled() -> ModuleType:
    if not kernel.built:
        pytest.skip("the kernel is not built here")
    return kernel.compiled


# -- built, or not ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(bool(os.environ.get(kernel.PURE)), reason="the kernel is left aside")
def test_it_is_built_where_something_can_compile_it() -> None:
    assert kernel.built or not can_compile()


@pytest.mark.skipif(not can_compile(), reason="no compiler, or no headers of Python")
def test_the_install_compiles_it(tmp_path: Path) -> None:
    done = built_into(tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("servanda/language/_kernel*"))) == 1


def test_the_install_goes_on_where_nothing_compiles_it(tmp_path: Path) -> None:
    done = built_into(tmp_path, CC=f"{tmp_path}/no-compiler")
    assert done.returncode == 0, done.stderr
    assert not list(tmp_path.glob("servanda/language/_kernel*"))


# -- the same bits ----------------------------------------------------------------------------------------------------


@given(st.integers(1, 70), st.integers(1, kernel.MOST_TAGS), st.integers(0, 10_000), st.booleans())
def test_the_best_path_is_numpys(compiled: ModuleType, size: int, tags: int, seed: int, whole: bool) -> None:
    """Whole numbers: many ways score alike, and the first is taken."""
    chance = np.random.default_rng(seed)
    emissions = chance.normal(size=(size, tags)).astype(np.float32)
    transitions = chance.normal(size=(tags, tags)).astype(np.float32)
    if whole:
        emissions, transitions = np.round(emissions), np.round(transitions)
    assert compiled.best_path(emissions, transitions) == best_path(emissions, transitions)


def test_first_layers_are_numpys(compiled: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    first: FirstLayers = Tagger()._first
    places = np.concatenate([[0], first.places(list(range(500, 900))), [0]])
    places[200] = 0
    gaps = np.array([0, 200, len(places) - 1])

    def both(group: int) -> tuple[Array, Array]:
        found = first(group, places, gaps)
        with monkeypatch.context() as pure:
            pure.setattr(kernel, "built", False)
            return found, first(group, places, gaps)

    for group in (0, 1):
        one, other = both(group)
        assert (one == other).all()
        assert one.any()


@pytest.mark.parametrize("text", [TEXT, TEXT * 3, "Токаев", "\n", " \n Да.", ""])
def test_tokens_are_pythons(compiled: ModuleType, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    annotation = load("ru").annotation(text)
    one = Words(annotation)
    monkeypatch.setattr(kernel, "built", False)
    other = Words(annotation)

    def told(token: Token) -> list[object]:
        kin = [token.head, token.left_edge, token.right_edge, *token.lefts, None, *token.rights]
        plain = (set(Token.__slots__)) - {"doc", "head", "left_edge", "right_edge", "lefts", "rights", "sent"}
        sent = token.sent.start, token.sent.end
        return [*(getattr(token, name) for name in sorted(plain)), sent, *(kin and [k and k.i for k in kin])]

    assert [told(token) for token in one] == [told(token) for token in other]
    assert all(token.doc is one and token.sent.doc is one for token in one)
    assert one.sents == [one[sent.start : sent.end] for sent in one.sents]


def test_records_are_the_same_without_it(compiled: ModuleType) -> None:
    command = [sys.executable, "-m", "servanda", "read", "--format", "jsonl", "samples/aktau-corridor.txt"]
    answers = [
        subprocess.run(command, cwd=ROOT, env=dict(os.environ) | {kernel.PURE: pure}, capture_output=True, check=True)
        for pure in ("", "1")
    ]
    assert answers[0].stdout == answers[1].stdout
    assert len(answers[0].stdout) > 1000


# -- what does not fit ------------------------------------------------------------------------------------------------


def rows(count: int, width: int) -> Array:
    return np.zeros((count, width), np.float32)


@pytest.mark.parametrize(
    ("emissions", "transitions"),
    [
        (rows(0, 7), rows(7, 7)),
        (rows(3, 7), rows(6, 7)),
        (rows(3, 9), rows(9, 9)),
        (rows(3, 7), rows(7, 7).astype(np.float64)),
        (rows(3, 7)[0], rows(7, 7)),
        (rows(14, 14)[:, ::2], rows(7, 7)),
    ],
)
def test_a_path_of_what_does_not_fit(compiled: ModuleType, emissions: Array, transitions: Array) -> None:
    with pytest.raises(ValueError, match=r"fit together|row by row"):
        compiled.best_path(emissions, transitions)


@pytest.mark.parametrize(("places", "gaps"), [([0, 5, 0], [0, 2]), ([0, -1, 0], [0, 2]), ([0, 1, 0], [0, 3])])
def test_places_outside_of_the_table(compiled: ModuleType, places: list[int], gaps: list[int]) -> None:
    table = rows(5, 4)
    with pytest.raises(ValueError, match="fit together"):
        compiled.gathered(table, table, table, np.array(places), np.array(gaps), rows(1, 4)[0], rows(3, 4))


def test_columns_of_other_lengths_and_heads_outside(compiled: ModuleType) -> None:
    said = ("а", "а", "X", "", False, False)
    columns = (["а"], [said], [0], [False], ["dep"], ["O"], [""], [1])
    with pytest.raises(ValueError, match="a head lies outside"):
        compiled.tokens(Token, None, {"": None}, columns, [])
    with pytest.raises(ValueError, match="one length"):
        compiled.tokens(Token, None, {"": None}, (*columns[:-1], []), [])
    with pytest.raises(TypeError, match="is no slot"):
        compiled.tokens(type("Slotless", (), {"doc": None}), None, {"": None}, columns, [])
    with pytest.raises(KeyError):
        compiled.tokens(Token, None, {}, (*columns[:-1], [0]), [])
