"""The tables of a ledger. What is read is kept; what is worked out from it can be thrown away and made anew.

Kept: `runs`, `documents`, `records`, `refusals`. Derived from them: `parties` and `passages`, the words to search by.
Keys are numbers that the database gives; ids are hashes of content and mean the same in every ledger.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = Table(
    "runs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("reader", Text, nullable=False, comment="version of code and lexicon"),
    Column("started", DateTime(timezone=True), nullable=False),
    Column("ended", DateTime(timezone=True), comment="empty while it goes on, and when it was cut off"),
)

documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False, comment="the address; texts of one address are versions of one article"),
    Column("published", Text, nullable=False, comment="EDTF or empty"),
    Column("published_from", Text, nullable=False),
    Column("since", Date, comment="first day of `published`"),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False, comment="of the text in UTF-8"),
    Column("parties", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("reader", Text, nullable=False),
    Column("run", ForeignKey("runs.key"), nullable=False),
    Column("version", Integer, nullable=False, comment="1 for the first text of an address"),
    Column("latest", Boolean(create_constraint=True, name="latest"), nullable=False),
    CheckConstraint("version >= 1", name="version"),
    Index(None, "url"),
    Index(None, "since"),
)

records = Table(
    "records",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False, comment="its place among the records of the document"),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False, comment="code points, as `end`"),
    Column("end", Integer, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("label", Text, nullable=False, comment="indicator, type, person, modality, name or level"),
    Column("value", Float),
    Column("unit", Text, nullable=False),
    Column("since", Date, comment="first day of the period, date or deadline, where it has one"),
    Column("until", Date, comment="last day of it"),
    Column("sector", Text, nullable=False),
    Column("stage", Text, nullable=False, comment="stage, status or kind of figure"),
    Column("fields", JSON, nullable=False, comment="all main fields, as the guide names them"),
    UniqueConstraint("document", "ordinal"),
    Index(None, "id"),
    Index(None, "kind", "label"),
)

parties = Table(
    "parties",
    metadata,
    Column("record", ForeignKey("records.key", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True, comment="the field: parties, participants, actors, counterparts, person, …"),
    Column("party", Text, primary_key=True, comment="a state's or bloc's code, or a name"),
    Index(None, "party", "record"),
)

passages = Table(
    "passages",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("record", ForeignKey("records.key", ondelete="CASCADE"), index=True, comment="empty: the document itself"),
    Column("stems", Text, nullable=False, comment="the stems of its words, blanks between"),
)

refusals = Table(
    "refusals",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("run", ForeignKey("runs.key"), nullable=False),
    UniqueConstraint("name", "reason"),
)
