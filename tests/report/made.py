"""Readings made by hand from sentences of our own, for the tests of all views."""

from __future__ import annotations

import dataclasses

from servanda.model.document import Document, Evidence
from servanda.model.records import (
    Commitment,
    Event,
    Figure,
    Instrument,
    Mechanism,
    Office,
    Project,
    Quotation,
    Reading,
    Relation,
    Route,
)

TEXT = """Министр торговли Беларуси Анна Лозович прибыла в Ханой с рабочим визитом.

Стороны отметили, что в прошлом году товарооборот превысил 250 млн долларов и вырос на 12,5 %.

– Мы договорились до конца 2027 года построить в провинции Хынгйен завод по сборке тракторов. \
Вьетнам для нас – надёжный стратегический партнёр, – сказала Анна Лозович.

Очередное заседание белорусско-вьетнамской межправительственной комиссии пройдёт в Минске. \
Подписан меморандум о сотрудничестве в области логистики, грузы пойдут по маршруту Север – Юг."""

#: What a hostile document may hold: markup, quotes, controls, bidirectional overrides, lone surrogates.
HOSTILE = (
    '<script>window.broken=1</script><img src=x onerror="window.broken=1">\'"`</style></textarea><!--'
    "\u202eобратно\u2066\u200f\x00\x1b[31mred\x1b]0;title\x07\x9b2J"
    "\ud800\uffffи\u0301\u0301\u0301 \U0001f91d &amp; {{ 7*7 }}"
)


def words(document: Document, quote: str) -> Evidence:
    """The one place where a quote stands."""
    assert document.text.count(quote) == 1, quote
    start = document.text.index(quote)
    return document.evidence(start, start + len(quote))


def visit() -> Reading:
    """One document with a record of every kind; evidence overlaps and nests, one crosses a mark of another."""
    document = Document(
        TEXT,
        name="by-vn",
        language="ru",
        title="Анна Лозович прибыла в Ханой",
        publisher="Вестник торговли",
        url="https://example.org/by-vn",
        published="2026-03-05",
        published_from="given",
    )
    parties = ("BY", "VN")
    speaker = "Анна Лозович"

    def at(quote: str) -> Evidence:
        return words(document, quote)

    return Reading(
        document=document,
        reader="0.1.0+abcdef01",
        parties=parties,
        figures=(
            Figure(
                evidence=at("в прошлом году товарооборот превысил 250 млн долларов"), rule="turnover_verb",
                indicator="trade_turnover", parties=parties, value=250_000_000, unit="USD", comparator=">",
                period="2025", kind="actual",
            ),
            Figure(
                evidence=at("товарооборот превысил 250 млн долларов и вырос на 12,5 %"), rule="growth",
                indicator="trade_turnover", parties=parties, value=12.5, unit="percent", comparator="=",
                period="2025", kind="change",
            ),
        ),
        events=(
            Event(
                evidence=at("прибыла в Ханой с рабочим визитом"), rule="visit_verb", type="visit",
                participants=(speaker,), place="Ханой", date="2026-03-05", status="happened",
            ),
        ),
        offices=(
            Office(
                evidence=at("Министр торговли Беларуси Анна Лозович"), rule="post_person", person=speaker,
                position="Министр торговли", body="BY",
            ),
        ),
        quotations=(
            Quotation(
                evidence=at(
                    "Мы договорились до конца 2027 года построить в провинции Хынгйен завод по сборке тракторов. "
                    "Вьетнам для нас – надёжный стратегический партнёр"
                ),
                rule="dash_paragraph", speaker=speaker,
            ),
        ),
        commitments=(
            Commitment(
                evidence=at("договорились до конца 2027 года построить в провинции Хынгйен завод по сборке тракторов"),
                rule="agreed_to", speaker=speaker, actors=parties, modality="agreed",
                action="построить завод по сборке тракторов", counterparts=(), deadline="../2027", sector="industry",
            ),
        ),
        mechanisms=(
            Mechanism(
                evidence=at("белорусско-вьетнамской межправительственной комиссии"), rule="body_name",
                name="белорусско-вьетнамская межправительственная комиссия", parties=parties, stage="active",
            ),
        ),
        instruments=(
            Instrument(
                evidence=at("меморандум о сотрудничестве в области логистики"), rule="signed",
                name="меморандум о сотрудничестве в области логистики", type="memorandum", parties=parties,
                date="2026-03-05", stage="signed",
            ),
        ),
        projects=(
            Project(
                evidence=at("завод по сборке тракторов"), rule="plant", speaker=speaker,
                name="завод по сборке тракторов", parties=parties, sector="industry", place="Хынгйен", stage="planned",
            ),
        ),
        routes=(Route(evidence=at("Север – Юг"), rule="corridor", name="Север – Юг"),),
        relations=(
            Relation(
                evidence=at("надёжный стратегический партнёр"), rule="partner", speaker=speaker, parties=parties,
                level="strategic_partnership",
            ),
        ),
        topics=("trade", "industry", "transport"),
    )  # fmt: skip


def hostile() -> Reading:
    """A document that is hostile in every field that a document or a rule can fill."""
    document = Document(
        f"Начало. {HOSTILE} Конец.\n\nВторой абзац {HOSTILE}",
        name=HOSTILE,
        language='ru" onmouseover="window.broken=1',
        title=HOSTILE,
        publisher=HOSTILE,
        url='javascript:window.broken=1//"><script>window.broken=1</script>',
    )
    evidence = document.evidence(8, len(document.text) - 3)
    return Reading(
        document=document,
        reader=HOSTILE,
        parties=(HOSTILE, "KZ"),
        offices=(Office(evidence=evidence, rule=HOSTILE, person=HOSTILE, position=HOSTILE, body=HOSTILE),),
        quotations=(Quotation(evidence=evidence, rule=HOSTILE, speaker=HOSTILE),),
        figures=(
            Figure(
                evidence=evidence, rule=HOSTILE, speaker=HOSTILE, indicator="other", parties=(HOSTILE,), value=1.5,
                unit=HOSTILE, comparator="~", period="", kind="actual",
            ),
        ),
    )  # fmt: skip


def empty() -> Reading:
    """A document in which nothing was found."""
    return Reading(document=Document("", name="empty"), reader="0.1.0+abcdef01")


def many(documents: int, records: int) -> list[Reading]:
    """Documents of some length with that many records each."""
    base = visit()
    text = "\n\n".join([TEXT] * 12)
    kinds = [record for record in base.records() for _ in range(12)]
    readings = []
    for number in range(documents):
        document = Document(f"{text}\n\n{number}.", name=f"document-{number}", language="ru", published="2026-03-05")
        made: dict[str, list[object]] = {}
        for place in range(records):
            record = kinds[place * len(kinds) // records]
            start = record.evidence.start + (place % 12) * (len(TEXT) + 2)
            evidence = document.evidence(start, start + len(record.evidence.exact))
            made.setdefault(record.kind_of, []).append(dataclasses.replace(record, evidence=evidence))
        fields = {kind: tuple(items) for kind, items in made.items()}
        readings.append(Reading(document=document, reader=base.reader, parties=base.parties, **fields))  # type: ignore[arg-type]
    return readings
