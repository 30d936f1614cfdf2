"""`servanda who`: posts of a person."""

from __future__ import annotations

from tests.cli.asking import run


def test_who_tells_posts(samples_ledger: str) -> None:
    found = run(samples_ledger, "who", "жапаров")
    assert found.exit_code == 0
    assert "Садыр Жапаров" in found.stdout
    nobody = run(samples_ledger, "who", "Никто")
    assert (nobody.exit_code, nobody.stderr) == (1, "No document tells of a post of Никто.\n")
