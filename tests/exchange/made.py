"""Ledgers of a few records, each written on a line."""

from __future__ import annotations

from typing import Any

from servanda.ledger.store import Ledger
from servanda.model.document import Document
from servanda.model.records import Commitment, Event, Office, Reading


def keep(ledger: Ledger, lines: str) -> None:
    """A document for each block of lines, its first line the date of publication (`-` for none) and the address.

    `visit happened 2024-03-01 Астана KZ,UZ`; `talks planned - - KZ`; `promise agreed 2025 KZ > UZ trade`;
    `post KZ Токаев`. `-` where the text says nothing, `_` for a blank.
    """
    run = ledger.begin("a reader")
    for block in lines.strip().split("\n\n"):
        head, *told = (line.split() for line in block.strip().splitlines())
        text = "\n".join(" ".join(words) for words in told)
        document = Document(text, name=head[-1], url=head[-1] if "/" in head[-1] else "",
                            published=head[0].strip("-") if head[0] == "-" else head[0], published_from="given",
                            publisher="Gazette", language="ru")  # fmt: skip
        by_kind: dict[str, Any] = {"events": [], "commitments": [], "offices": []}
        start = 0
        for words in told:
            end = start + len(" ".join(words))
            _add(by_kind, document, (start, end), [word.replace("_", " ") for word in words])
            start = end + 1
        ledger.add(Reading(document=document, reader="1", **{k: tuple(v) for k, v in by_kind.items()}), run)
    ledger.end(run)


def _add(by_kind: dict[str, Any], document: Document, place: tuple[int, int], words: list[str]) -> None:
    shared: dict[str, Any] = {"evidence": document.evidence(*place), "rule": "made"}
    said = ["" if word == "-" else word for word in words]
    if words[0] == "post":
        by_kind["offices"].append(Office(**shared, person=words[2], position="Президент", body=words[1]))
    elif words[0] == "promise":
        who, _, to = " ".join(words[3:-1]).partition(" > ")
        by_kind["commitments"].append(Commitment(
            **shared, modality=said[1], deadline=said[2], actors=tuple(who.split(",")),
            counterparts=tuple(to.split(",")) if to else (), sector=words[-1], action=" ".join(words),
        ))  # fmt: skip
    else:
        by_kind["events"].append(Event(
            **shared, type=said[0], status=said[1], date=said[2], place=said[3],
            participants=tuple(said[4].split(",")) if said[4] else (),
        ))  # fmt: skip
