"""Marks know days and parties: two records told many years apart, or of others, are not compared."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_DERIVED = ("cluster_parties", "members", "clusters", "links", "traits", "names", "tallies", "findings", "stale")


def upgrade() -> None:
    """Make the table anew; all that was worked out goes, and every document is to be worked in again."""
    op.drop_table("marks")
    op.create_table(
        "marks",
        sa.Column(
            "mark",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="what records must share to be compared",
        ),
        sa.Column(
            "day",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="told, or of the event; 0: unknown",
        ),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("who", sa.BigInteger(), nullable=False, comment="states or parties as bits"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_marks_record", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mark", "day", "record", name="pk_marks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_marks_record", "marks", ["record"], unique=False)
    for name in _DERIVED:
        op.execute(sa.delete(sa.table(name)))
    op.execute("UPDATE documents SET settled = false")
    op.execute("INSERT INTO stale (sort, item) SELECT 'document', CAST(key AS TEXT) FROM documents")
