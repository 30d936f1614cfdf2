"""What is still to be worked in: noted in the transaction that changes something, taken in the one that settles it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select

from servanda.ledger.database import upsert
from servanda.ledger.schema import stale


def note(connection: Connection, sort: str, items: Iterable[object]) -> None:
    """Note that these items are to be worked in (again); `sort` as in `schema.stale`."""
    rows = [{"sort": sort, "item": item} for item in sorted({str(item) for item in items})]
    upsert(connection, stale, rows)


def take(connection: Connection, sort: str, most: int) -> list[str]:
    """Some items of a sort, which are no longer noted once the transaction ends."""
    some = select(stale.c.item).where(stale.c.sort == sort).order_by(stale.c.item).limit(most)
    items = list(connection.execute(some).scalars())
    forget(connection, sort, items)
    return items


def forget(connection: Connection, sort: str, items: Iterable[object]) -> None:
    """These items are worked in."""
    if wanted := sorted({str(item) for item in items}):
        connection.execute(delete(stale).where(stale.c.sort == sort, stale.c.item.in_(wanted)))


def waiting(connection: Connection) -> dict[str, int]:
    """How many items of each sort are still to be worked in."""
    counted = select(stale.c.sort, func.count()).group_by(stale.c.sort).order_by(stale.c.sort)
    return {str(sort): int(number) for sort, number in connection.execute(counted)}
