"""All that a ledger has worked out, by ids instead of keys: two ledgers of the same documents must have the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from servanda.ledger.schema import (
    cluster_parties,
    clusters,
    findings,
    links,
    marks,
    members,
    names,
    records,
    tallies,
    traits,
)
from servanda.ledger.store import Ledger


def content(ledger: Ledger) -> dict[str, Any]:
    """All that is worked out, by ids instead of keys."""
    with ledger.database.reading() as connection:
        ids = {row.key: (row.id, row.kind) for row in connection.execute(select(records))}
        inside: dict[int, list[Any]] = {}
        for row in connection.execute(select(members).order_by(members.c.cluster, members.c.ordinal)):
            inside.setdefault(row.cluster, []).append((ids[row.record], row.step, round(row.score, 9), row.why))
        for row in connection.execute(select(cluster_parties).order_by(cluster_parties.c.party)):
            inside[row.cluster].append(row.party)
        return {
            "clusters": sorted(
                repr((r.sort, r.id, r.day, r.sector, r.kept, r.underway, r.due, r.heard, inside[r.key]))
                for r in connection.execute(select(clusters))
            ),
            "links": sorted(
                (tuple(sorted((ids[r.one], ids[r.other]))), r.sort, r.why)
                for r in connection.execute(select(links))
            ),
            "traits": sorted(
                (ids[r.record], r.sort, r.block, repr(r.compared)) for r in connection.execute(select(traits))
            ),
            "marks": sorted((r.mark, ids[r.record]) for r in connection.execute(select(marks))),
            "names": sorted(tuple(r) for r in connection.execute(select(names))),
            "tallies": sorted(tuple(r) for r in connection.execute(select(tallies))),
            "findings": sorted(
                (r.block, r.rank, r.rule, r.sentence, r.calculation, tuple(ids[k] for k in r.figures), r.newest)
                for r in connection.execute(select(findings))
            ),
        }  # fmt: skip
