# ruff: noqa: E501
"""Posts beside names, or given to them by verbs: one line a case, the text and `name:position/body` of each post held."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from servanda.model.document import Document
from servanda.reading.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from servanda.language.adapter import Adapter

HELD = """
Иван Петров стал министром торговли Чили. → Иван Петров:министр торговли/CL
Ивана Петрова избрали президентом Чили. → Иван Петров:президент/CL
На должность министра торговли Чили назначен Иван Петров. → Иван Петров:министр торговли/CL
Иван Петров занимает пост министра торговли Чили с 2010 года. → Иван Петров:министр торговли/CL
Иван Петров не стал министром торговли Чили. →
Иван Петров претендует на пост министра торговли Чили. →
Иван Петров встретился с министром торговли Чили. →
Отставка Ивана Петрова с поста мэра Москвы обсуждалась. → Иван Петров:мэр/Москва:former
Иван Петров, министр торговли Чили и председатель партии «Мир», прибыл в Рим. → Иван Петров:министр торговли/CL; Иван Петров:председатель/партия «Мир»
Бывший министр обороны России, а ныне депутат Госдумы Иван Петров уехал. → Иван Петров:депутат/Госдума; Иван Петров:министр обороны/RU:former
Депутаты Госдумы Иван Петров и Сергей Орлов предложили закон. → Иван Петров:Депутат/Госдума; Сергей Орлов:Депутат/Госдума
Депутат Госдумы от партии «Мир» Иван Петров дал интервью. → Иван Петров:Депутат/Госдума
Наблюдатель от ОБСЕ Хуан Суарес дал интервью. → Хуан Суарес:Наблюдатель/ОБСЕ
Министр по государственным сборам Новой Зеландии Питер Данн дал интервью. → Питер Данн:Министр по государственным сборам/NZ
Иван Петров работал министром торговли Чили в 2010 году. → Иван Петров:министр торговли/CL:former
Иван Петров является министром торговли Чили. → Иван Петров:министр торговли/CL
Вице-премьер и министр обороны Сербии Милош Вучевич прибыл. → Милош Вучевич:министр обороны/RS; Милош Вучевич:Вице-премьер/RS
Вице-премьер – министр обороны Сербии Милош Вучевич прибыл. → Милош Вучевич:Вице-премьер – министр обороны/RS
Корасон Акино — президент Филиппин с 1986 по 1992 год. → Корасон Акино:президент/PH
Президент Сербии Александр Вучич и министр обороны Чили Карлос Диас прибыли в Рим. → Александр Вучич:Президент/RS; Карлос Диас:министр обороны/CL
"""


@pytest.mark.parametrize("line", HELD.strip().splitlines())
def test_posts_held(line: str, context: Callable[..., Context]) -> None:
    text, _, expected = line.partition(" →")
    found = [
        f"{person.name}:{held.position}/{held.body}{':former' * held.post.former}"
        for person in context(text).people.persons
        for held in person.held
    ]
    assert "; ".join(found) == expected.strip()


def test_a_root_that_the_parser_takes_for_a_conjunct_ends_the_way_up(
    adapter: Adapter, annotate: Callable[[str], Doc]
) -> None:
    doc = annotate("Директор завода «Мир».")
    doc[0].dep_ = "conj"
    assert doc[0].head == doc[0]
    ctx = Context(Document(doc.text), doc, adapter)
    assert [post.position for post in ctx.people.posts] == ["Директор"]
