"""The store: what is added is there as it was read, once, in versions, whole or not at all."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from servanda.errors import LedgerError
from servanda.language.stems import stems
from servanda.ledger.database import REVISION, VERSION_TABLE
from servanda.ledger.schema import metadata, parties, passages, records, refusals
from servanda.ledger.statements import statements_of
from servanda.ledger.status import listed, status
from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Reading


def count(ledger: Ledger, table: object) -> int:
    with ledger.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def test_records_come_back_as_they_were_read(filled: Ledger, readings: list[Reading]) -> None:
    for reading in readings:
        back = statements_of(filled, reading.document.id)
        assert [(r.id, r.kind, r.exact, r.speaker, r.rule, r.fields) for r in back] == [
            (r.id, r.kind_of, r.evidence.exact, r.speaker, r.rule, r.main_fields()) for r in reading.records()
        ]


def test_documents_come_back_in_the_order_of_their_adding(filled: Ledger, readings: list[Reading]) -> None:
    assert list(filled.documents()) == [reading.document for reading in readings]


def test_what_is_there_is_not_added_again(filled: Ledger, readings: list[Reading]) -> None:
    before = [count(filled, table) for table in metadata.sorted_tables]
    run = filled.begin("a reader")
    assert {filled.add(reading, run) for reading in readings} == {"known"}
    after = [count(filled, table) for table in metadata.sorted_tables]
    assert sum(after) == sum(before) + 1  # the run


def test_another_version_of_the_reader_reads_anew(filled: Ledger, readings: list[Reading]) -> None:
    fewer = replace(readings[0], reader="another", figures=(), quotations=())
    assert not filled.holds(fewer.document, "another")
    assert filled.add(fewer, filled.begin("another")) == "reread"
    assert filled.holds(fewer.document, "another")
    assert [r.id for r in statements_of(filled, fewer.document.id)] == [r.id for r in fewer.records()]
    with filled.database.reading() as connection:
        words = select(func.count()).select_from(passages).where(passages.c.record.not_in(select(records.c.key)))
        assert connection.execute(words).scalar() == 0
        orphans = select(func.count()).select_from(parties).where(parties.c.record.not_in(select(records.c.key)))
        assert connection.execute(orphans).scalar() == 0


def test_a_date_that_is_given_later_is_taken_and_a_missing_one_takes_nothing_away(ledger: Ledger) -> None:
    undated = Document("Президент прибыл в Астану.", name="a", language="ru")
    dated = replace(undated, published="2024-05-06", published_from="given")
    run = ledger.begin("r")
    assert ledger.add(Reading(document=undated, reader="r"), run) == "new"
    assert not ledger.holds(dated, "r")
    assert ledger.add(Reading(document=dated, reader="r"), run) == "reread"
    assert ledger.add(Reading(document=undated, reader="r"), run) == "known"
    assert ledger.document("a").published == "2024-05-06"


def test_a_changed_text_at_one_address_is_a_new_version(ledger: Ledger) -> None:
    run = ledger.begin("r")
    texts = ["Первый текст.", "Второй текст.", "Третий текст."]
    made = [Document(text, name="a", language="ru", url="https://example.org/1") for text in texts]
    assert [ledger.add(Reading(document=d, reader="r"), run) for d in made] == ["new", "version", "version"]
    elsewhere = Document(texts[0], name="b", language="ru", url="https://example.org/2")
    assert ledger.add(Reading(document=elsewhere, reader="r"), run) == "new"
    assert [(row.text, row.version, row.latest) for row in ledger.rows()] == [
        (texts[0], 1, False), (texts[1], 2, False), (texts[2], 3, True), (texts[0], 1, True),
    ]  # fmt: skip
    found = status(ledger)
    assert (found.documents, found.versions) == (2, 2)


def test_threads_that_add_the_same_documents_add_each_once(address: str, readings: list[Reading]) -> None:
    Ledger(address, stems).close()
    became: list[str] = []

    def work() -> None:
        with Ledger(address, stems) as mine:
            run = mine.begin("r")
            became.extend(mine.add(reading, run) for reading in readings)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(became) == ["known"] * 2 * len(readings) + ["new"] * len(readings)


def test_what_could_not_be_read_is_kept_until_it_is_read(ledger: Ledger, readings: list[Reading]) -> None:
    run = ledger.begin("r")
    name = readings[0].document.name
    ledger.refuse(name, "is in Kazakh", "", run)
    ledger.refuse(name, "is in Kazakh", "", run)
    ledger.refuse("other", "is empty", "leave it out", run)
    assert [(r.name, r.reason, r.remedy) for r in status(ledger).refusals] == sorted(
        [(name, "is in Kazakh", ""), ("other", "is empty", "leave it out")]
    )
    ledger.add(readings[0], run)
    assert count(ledger, refusals) == 1


def test_status_counts_what_is_there(filled: Ledger, readings: list[Reading]) -> None:
    found = status(filled)
    assert found.documents == len(readings)
    assert found.kinds["figures"] == sum(len(reading.figures) for reading in readings)
    assert sum(found.kinds.values()) == sum(len(reading.records()) for reading in readings)
    assert found.languages == {"ru": len(readings)}
    assert found.unfinished_runs == 0
    assert [row["name"] for row in listed(filled) if not row["published"]] == sorted(
        reading.document.name for reading in readings if not reading.document.published
    )
    assert found.undated == sum(not reading.document.published for reading in readings)


def test_a_document_is_found_by_id_or_by_the_name_that_it_alone_has(filled: Ledger, readings: list[Reading]) -> None:
    one = readings[0].document
    assert filled.document(one.id) == filled.document(one.name) == one
    with pytest.raises(LedgerError, match="no document is called 'nothing'"):
        filled.document("nothing")


def test_migrations_make_the_tables_of_the_schema(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with ledger.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        differences = [d for d in compare_metadata(context, metadata) if "passage_words" not in str(d)]
        assert context.get_current_revision() == REVISION
    assert [d for d in differences if "ix_passages_stems" not in str(d)] == []


def test_a_ledger_of_a_newer_servanda_is_left_alone(address: str) -> None:
    with Ledger(address, stems) as ledger, ledger.database.writing() as connection:
        connection.execute(text("UPDATE servanda_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer Servanda"):
        Ledger(address, stems)
