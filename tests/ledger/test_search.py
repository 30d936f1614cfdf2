"""Search: every word in any of its forms, the same hits in every database, and no word of a user is an operator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.language.stems import stems
from servanda.ledger.search import Filter, Hit, search
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Reading
from tests.ledgers import NUMBERS, Copies

TEXTS = {
    "a": ("2024-01-01", "Объем товарооборота с Узбекистаном вырос. Экспорт стали увеличился вдвое."),
    "b": ("2024-02-01", "Стороны стали чаще встречаться, и товарооборот вырос."),
    "c": ("2023-12-31", "Мы обсудили Железную дорогу «Север – Юг»; ещё раз подтвердили её важность."),
    "d": ("", "Трафик в NEAR OR AND NOT \" ' * ; -- DROP TABLE documents 😀 ﷽ Ⅻ ½ ქართული"),
}
# query | names of the documents, newest first
QUERIES = """
товарооборот               | b a
ТОВАРООБОРОТУ              | b a
товарообороты вырасти      | b a
сталь                      | b a
сталь экспорт              | a
железная дорога            | c
еще                        | c
её                         | c
near                       | d
OR                         | d
"                          |
'; DROP TABLE documents; --| d
drop*                      | d
ქართული                    | d
😀                         |
товарооборот AND NOT       |
несуществующее             |
                           |
"""


@pytest.fixture
def written(ledger: Ledger) -> Ledger:
    run = ledger.begin("r")
    for name, (published, text) in TEXTS.items():
        source = "given" if published else "none"
        document = Document(text, name=name, language="ru", published=published, published_from=source)
        ledger.add(Reading(document=document, reader="r"), run)
    return ledger


def test_words_in_any_form_find_documents(written: Ledger) -> None:
    for line in QUERIES.strip("\n").splitlines():
        query, names = (part.strip() for part in line.split("|"))
        assert [hit.source.name for hit in search(written, query, Filter())] == names.split(), query


def test_the_words_found_are_marked(written: Ledger) -> None:
    hits = search(written, "сталь товарооборот", Filter())
    assert {hit.source.name: [hit.snippet[a:b] for a, b in hit.marks] for hit in hits} == {
        "a": ["товарооборота", "стали"], "b": ["стали", "товарооборот"],
    }  # fmt: skip


@pytest.fixture(scope="module")
def both(copies: Copies) -> Iterator[list[Ledger]]:
    addresses = [copies.address(kind, next(NUMBERS), "filled") for kind in ("sqlite", "postgresql")]
    ledgers = [Ledger(address, stems) for address in addresses]
    yield ledgers
    for ledger in ledgers:
        ledger.close()


def content(hits: list[Hit]) -> list[tuple[object, ...]]:
    return [(h.source.id, h.statement.id if h.statement else "", h.snippet, h.marks) for h in hits]


def test_both_databases_give_the_same_hits(both: list[Ledger], readings: list[Reading]) -> None:
    words = sorted({word for reading in readings for word in reading.document.text.split()})

    @given(st.lists(st.sampled_from(words), min_size=1, max_size=3))
    def same(query: list[str]) -> None:
        one, other = (content(search(ledger, " ".join(query), Filter(), 1000)) for ledger in both)
        assert one == other
        if len(query) == 1 and any(map(str.isalnum, query[0])):
            assert one

    @given(st.text(max_size=40))
    def no_error(query: str) -> None:
        one, other = (content(search(ledger, query, Filter(), 1000)) for ledger in both)
        assert one == other

    same()
    no_error()


FILTERS = [
    Filter(kind="figures"), Filter(states=("KZ",)), Filter(states=("KZ", "KG")), Filter(person="Токаев"),
    Filter(person="%"), Filter(sector="transport"), Filter(since="2025"), Filter(until="2024-12"),
    Filter(since="2025-08-22", until="2025-08-22", kind="commitments"),
]  # fmt: skip


@pytest.mark.parametrize("only", FILTERS, ids=str)
def test_filters_keep_what_they_say(both: list[Ledger], readings: list[Reading], only: Filter) -> None:
    hits = [search(ledger, "и", only, 1000) + search(ledger, "в", only, 1000) for ledger in both]
    assert content(hits[0]) == content(hits[1])
    if only.person == "%":
        assert hits[0] == []
        return
    assert hits[0]
    for hit in hits[0]:
        if only.kind:
            assert hit.statement is not None
            assert hit.statement.kind == only.kind
        if only.states:
            assert hit.statement is not None
            named = [state for value in hit.statement.fields.values() if isinstance(value, list) for state in value]
            assert set(only.states) <= set(named)
        if only.sector:
            assert hit.statement is not None
            assert hit.statement.fields["sector"] == only.sector
        if only.since:
            assert hit.source.published[: len(only.since)] >= only.since
        if only.until:
            assert hit.source.published[: len(only.until)] <= only.until
