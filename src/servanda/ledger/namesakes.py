"""Judgements on names of people: that two names are of one person, or of two, whatever the rules of `names` say.

They are kept beside those on records, by the names themselves: no reading and no rebuild takes them away.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, insert, select

from servanda.errors import LedgerError
from servanda.ledger.joining import components
from servanda.ledger.judgements import OF_TWO, PEOPLE, Judgement, age, aware, last_words, note_touched
from servanda.ledger.names import Judged
from servanda.ledger.schema import judgements, names
from servanda.ledger.store import Ledger


def say(ledger: Ledger, judgement: Judgement) -> int:
    """Keep whether two names, `record` and `other`, are of one person; the key of the judgement.

    Names are as documents have them. LedgerError for a name that no document has, or a verdict that is not on two.
    """
    one, other = judgement.item
    if not judgement.reviewer.strip():
        raise LedgerError("a judgement needs a reviewer", remedy="name yourself: --reviewer NAME")
    if judgement.verdict not in OF_TWO:
        raise LedgerError(f"{judgement.verdict!r} cannot be said of two names", remedy=f"say {', '.join(_ON_TWO)}")
    if not other or one == other:
        raise LedgerError(f"{one!r} is one name", remedy="give two names")
    with ledger.database.writing() as connection:
        known = set(connection.execute(select(names.c.name).where(names.c.name.in_([one, other]))).scalars())
        for name in (one, other):
            if name not in known:
                raise LedgerError(
                    f"no document names {name!r}", where=ledger.database.where,
                    remedy="write the name as a document has it: servanda who NAME -f json lists all names of a person",
                )  # fmt: skip
        row = {
            "made": aware(judgement.made), "reviewer": judgement.reviewer.strip(), "verdict": judgement.verdict,
            "kind": PEOPLE, "fields": None, "why": judgement.why.strip(), "record": one, "document": "", "start": 0,
            "end": 0, "other": other, "other_document": "", "other_start": None, "other_end": None,
        }  # fmt: skip
        key = connection.execute(insert(judgements).values(row).returning(judgements.c.key)).scalar_one()
        note_touched(connection, row)
        return int(key)


def judged(connection: Connection) -> Judged:
    """What stands of all that was said of names: who is judged the same, through others too, and who different."""
    asked = select(judgements).where(judgements.c.kind == PEOPLE, judgements.c.undone.is_(None))
    last = last_words(((row.record, row.other), row) for row in sorted(connection.execute(asked), key=age))
    same = sorted(pair for pair, row in last.items() if row.verdict == "same")
    everybody = sorted({name for pair in same for name in pair})
    numbers = {name: n for n, name in enumerate(everybody)}
    groups: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for group in components(range(len(everybody)), [(numbers[a], numbers[b]) for a, b in same]):
        told = tuple(everybody[n] for n in group)
        groups |= dict.fromkeys(told, told)
    return Judged(dict(groups), frozenset(pair for pair, row in last.items() if row.verdict == "different"))


_ON_TWO = ("same", "different", "unsure")
