"""The account stored: judgements of people, and what is worked out from the records."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; every document that is there already is to be worked in."""
    _kept()
    _without_keys()
    _with_keys()
    _newest_first()
    op.execute("INSERT INTO stale (sort, item) SELECT 'document', CAST(key AS TEXT) FROM documents")


def _kept() -> None:
    op.create_table(
        "judgements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Text(),
            nullable=False,
            comment="accept, reject, correct; of two records: same, different, unsure",
        ),
        sa.Column("record", sa.Text(), nullable=False, comment="its id; of two, the one that sorts first"),
        sa.Column("document", sa.Text(), nullable=False, comment="the id of its document"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False, comment="the id of the second record, or empty"),
        sa.Column("other_document", sa.Text(), nullable=False),
        sa.Column("other_start", sa.Integer(), nullable=True),
        sa.Column("other_end", sa.Integer(), nullable=True),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=True, comment="all main fields as corrected"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True, comment="when it was taken back"),
        sa.PrimaryKeyConstraint("key", name="pk_judgements"),
    )
    op.create_index("ix_judgements_document", "judgements", ["document"], unique=False)
    op.create_index("ix_judgements_record", "judgements", ["record"], unique=False)
    op.add_column(
        "documents",
        sa.Column(
            "settled",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether what it tells is worked in",
        ),
    )
    op.add_column(
        "records",
        sa.Column(
            "as_read",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="the fields as they were read, where a person corrected them",
        ),
    )
    op.add_column(
        "records",
        sa.Column(
            "rejected",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether a person judged it wrong",
        ),
    )
    # ### end Alembic commands ###


def _without_keys() -> None:
    op.create_table(
        "clusters",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False, comment="encounter or undertaking"),
        sa.Column("id", sa.Text(), nullable=False, comment="that of the record told first"),
        sa.Column(
            "day",
            sa.Text(),
            nullable=False,
            comment="EDTF, by which they are listed: of the event, or of the last word",
        ),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("underway", sa.Boolean(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True, comment="the last day of the deadline"),
        sa.Column("heard", sa.Date(), nullable=True, comment="the last day on which it was heard of"),
        sa.PrimaryKeyConstraint("key", name="pk_clusters"),
    )
    op.create_index("ix_clusters_sort_day_id", "clusters", ["sort", "day", "id"], unique=False)
    op.create_table(
        "findings",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False, comment="indicator or family, and parties"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="0 for what matters most"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("calculation", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False, comment="the keys of the records that it stands on"),
        sa.Column("newest", sa.Text(), nullable=False, comment="the last publication among them"),
        sa.PrimaryKeyConstraint("key", name="pk_findings"),
    )
    op.create_index("ix_findings_block", "findings", ["block"], unique=False)
    op.create_index("ix_findings_rank_newest", "findings", ["rank", "newest"], unique=False)
    op.create_table(
        "names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False, comment="how its last word begins"),
        sa.Column("given", sa.Text(), nullable=False, comment="how its first word begins, when there are several"),
        sa.Column("second", sa.Text(), nullable=False, comment="how its second word begins, when there are more"),
        sa.Column("person", sa.Text(), nullable=False, comment="the fullest name of the person"),
        sa.Column("state", sa.Text(), nullable=False, comment="in which most texts give him or her a post, or empty"),
        sa.PrimaryKeyConstraint("name", name="pk_names"),
    )
    op.create_index("ix_names_given", "names", ["given"], unique=False)
    op.create_index("ix_names_person", "names", ["person"], unique=False)
    op.create_index("ix_names_second", "names", ["second"], unique=False)
    op.create_index("ix_names_surname", "names", ["surname"], unique=False)
    op.create_table(
        "stale",
        sa.Column("sort", sa.Text(), nullable=False, comment="document, surname, encounter, undertaking or figures"),
        sa.Column("item", sa.Text(), nullable=False, comment="a key or a name"),
        sa.PrimaryKeyConstraint("sort", "item", name="pk_stale"),
    )
    op.create_table(
        "tallies",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="of a post; empty: all records that name it"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "body", name="pk_tallies"),
    )


def _with_keys() -> None:
    op.create_table(
        "cluster_parties",
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cluster"], ["clusters.key"], name="fk_cluster_parties_cluster", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cluster", "party", name="pk_cluster_parties"),
    )
    op.create_index("ix_cluster_parties_party_cluster", "cluster_parties", ["party", "cluster"], unique=False)
    op.create_table(
        "links",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False, comment="encounter, undertaking or deed"),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["records.key"], name="fk_links_one", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["records.key"], name="fk_links_other", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", "sort", name="pk_links"),
    )
    op.create_index("ix_links_other", "links", ["other"], unique=False)
    op.create_table(
        "marks",
        sa.Column(
            "mark",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="what records must share to be compared",
        ),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_marks_record", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mark", "record", name="pk_marks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_marks_record", "marks", ["record"], unique=False)
    op.create_table(
        "members",
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cluster"], ["clusters.key"], name="fk_members_cluster", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_members_record", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cluster", "ordinal", name="pk_members"),
    )
    op.create_index("ix_members_record", "members", ["record"], unique=False)
    op.create_table(
        "traits",
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False, comment="encounter, promise, deed or figure"),
        sa.Column("block", sa.Text(), nullable=False, comment="of a figure: what it is compared with; else empty"),
        sa.Column("compared", sa.JSON(), nullable=False, comment="what of the record is compared with others"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_traits_record", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record", "sort", name="pk_traits"),
    )
    op.create_index("ix_traits_block", "traits", ["block"], unique=False)


def _newest_first() -> None:
    """Number the passages anew, as `rows.passage_key` does now: the newest first, found by going down the numbers."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.alter_column("passages", "key", type_=sa.BigInteger(), comment="the newest is the greatest")
        op.execute("ALTER TABLE passages ALTER COLUMN key DROP DEFAULT")
    old = sa.text(
        "SELECT p.key, p.document, p.record, p.stems, d.since, r.ordinal FROM passages p JOIN documents d"
        " ON d.key = p.document LEFT JOIN records r ON r.key = p.record"
    ).columns(since=sa.Date())
    rows = connection.execute(old).all()
    op.execute("DELETE FROM passages")
    new = sa.text("INSERT INTO passages (key, document, record, stems) VALUES (:key, :document, :record, :stems)")
    for row in rows:
        place = 0 if row.ordinal is None else row.ordinal + 1
        if place < 1 << 14:
            day = row.since.toordinal() if row.since else 0
            number = ((day << 27) + row.document << 14) + (1 << 14) - 1 - place
            told = {"key": number, "document": row.document, "record": row.record, "stems": row.stems}
            connection.execute(new, told)
