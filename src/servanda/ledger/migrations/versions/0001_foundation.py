"""The foundation: runs, documents, records, and the words to search by."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x53525644  # "SRVD", by which `file` and others may know a ledger
WORDS_OF_SQLITE = (
    """
    CREATE VIRTUAL TABLE passage_words USING fts5(
        stems, content='passages', content_rowid='key', detail='none', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN
        INSERT INTO passage_words (rowid, stems) VALUES (new.key, new.stems);
    END
    """,
    """
    CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN
        INSERT INTO passage_words (passage_words, rowid, stems) VALUES ('delete', old.key, old.stems);
    END
    """,
)
STEMS = "array_to_tsvector(string_to_array(stems, ' '))"
WORDS_OF_POSTGRESQL = f"CREATE INDEX ix_passages_stems ON passages USING gin ({STEMS})"


def upgrade() -> None:
    """Make all tables, and the index of words in the way of each database."""
    op.create_table(
        "runs",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False, comment="version of code and lexicon"),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "ended",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="empty while it goes on, and when it was cut off",
        ),
        sa.PrimaryKeyConstraint("key", name="pk_runs"),
    )
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column(
            "url", sa.Text(), nullable=False, comment="the address; texts of one address are versions of one article"
        ),
        sa.Column("published", sa.Text(), nullable=False, comment="EDTF or empty"),
        sa.Column("published_from", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True, comment="first day of `published`"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the text in UTF-8"),
        sa.Column("parties", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="1 for the first text of an address"),
        sa.Column("latest", sa.Boolean(create_constraint=True, name="latest"), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_documents_version"),
        sa.ForeignKeyConstraint(["run"], ["runs.key"], name="fk_documents_run"),
        sa.PrimaryKeyConstraint("key", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    op.create_index("ix_documents_since", "documents", ["since"], unique=False)
    op.create_index("ix_documents_url", "documents", ["url"], unique=False)
    op.create_table(
        "refusals",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.key"], name="fk_refusals_run"),
        sa.PrimaryKeyConstraint("key", name="pk_refusals"),
        sa.UniqueConstraint("name", "reason", name="uq_refusals_name_reason"),
    )
    op.create_table(
        "records",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="its place among the records of the document"),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False, comment="code points, as `end`"),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False, comment="indicator, type, person, modality, name or level"),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column(
            "since", sa.Date(), nullable=True, comment="first day of the period, date or deadline, where it has one"
        ),
        sa.Column("until", sa.Date(), nullable=True, comment="last day of it"),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False, comment="stage, status or kind of figure"),
        sa.Column("fields", sa.JSON(), nullable=False, comment="all main fields, as the guide names them"),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_records_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_records"),
        sa.UniqueConstraint("document", "ordinal", name="uq_records_document_ordinal"),
    )
    op.create_index("ix_records_id", "records", ["id"], unique=False)
    op.create_index("ix_records_kind_label", "records", ["kind", "label"], unique=False)
    op.create_table(
        "parties",
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Text(),
            nullable=False,
            comment="the field: parties, participants, actors, counterparts, person, …",
        ),
        sa.Column("party", sa.Text(), nullable=False, comment="a state's or bloc's code, or a name"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_parties_record", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record", "role", "party", name="pk_parties"),
    )
    op.create_index("ix_parties_party_record", "parties", ["party", "record"], unique=False)
    op.create_table(
        "passages",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=True, comment="empty: the document itself"),
        sa.Column("stems", sa.Text(), nullable=False, comment="the stems of its words, blanks between"),
        sa.ForeignKeyConstraint(["document"], ["documents.key"], name="fk_passages_document", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["record"], ["records.key"], name="fk_passages_record", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_passages"),
    )
    op.create_index("ix_passages_document", "passages", ["document"], unique=False)
    op.create_index("ix_passages_record", "passages", ["record"], unique=False)
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in WORDS_OF_SQLITE:
            op.execute(statement)
    else:
        op.execute(WORDS_OF_POSTGRESQL)
