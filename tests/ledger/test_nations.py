"""The state for which somebody speaks: that of the post, or the one that the name of the body tells."""

from __future__ import annotations

import pytest

from servanda.language.stems import stems
from servanda.ledger.nations import foremost, state_of, states_of
from servanda.ledger.statements import Source, Statement

BODIES = """
KZ                                          => KZ
МИД Египта                                  => EG
Совет министров Италии                      => IT
Министерство иностранных дел Республики Корея => KR
МИД КНДР                                    => KP
МИД Южно-Африканской Республики             => ZA
МИД Экваториальной Гвинеи                   => GQ
Федеральное собрание Российской Федерации   => RU
Кнессет Израиля                             => IL
Великий государственный хурал Монголии      => MN
Казахстанско-корейский центр                =>
Посольство Японии в Узбекистане             =>
Лига арабских государств                    =>
Национальная ассамблея                      =>
Совет народных депутатов                    =>
ООН                                         =>
"""


@pytest.mark.parametrize("line", BODIES.strip().splitlines())
def test_a_body_is_of_the_one_state_that_its_name_tells(line: str) -> None:
    body, _, state = line.partition("=>")
    assert state_of(body.strip(), stems) == state.strip()


def test_most_votes_count_and_of_as_many_the_first_state() -> None:
    assert foremost([("А", "UZ", 1), ("А", "KZ", 2), ("Б", "UZ", 1), ("Б", "KZ", 1), ("В", "", 5)]) == {
        "А": "KZ", "Б": "KZ",
    }  # fmt: skip


def office(person: str, body: str) -> Statement:
    """A statement that somebody holds a post in a body."""
    source = Source("d", "d", "", "", "", "")
    return Statement(
        "r", "offices", {"person": person, "position": "Президент", "body": body}, "", "", 0, 1, "", "t", source
    )


def test_the_state_of_a_person_is_that_of_most_offices() -> None:
    told = [office("А Б", "KZ"), office("А Б", "UZ"), office("А Б", "МИД Казахстана"), office("В Г", "Сенат")]
    assert states_of([*told, office("Д Е", "TR")], stems) == {"А Б": "KZ", "Д Е": "TR"}
