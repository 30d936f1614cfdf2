"""The tables of a ledger. What is read is kept; what is worked out from it can be thrown away and made anew.

Kept: `runs`, `documents`, `records`, `refusals`, `judgements`. Written with them: `parties` and `passages`, by which
they are searched. Worked out by `settle`, and thrown away by `rebuild`: `traits`, `marks`, `links`, `clusters`,
`members`, `cluster_parties`, `names`, `tallies`, `findings`; `stale` says what is still to be worked in.
Keys are numbers that the database gives; ids are hashes of content and mean the same in every ledger.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
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
    false,
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
    Column("settled", Boolean, nullable=False, server_default=false(), comment="whether what it tells is worked in"),
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
    Column("as_read", JSON(none_as_null=True), comment="the fields as they were read, where a person corrected them"),
    Column("rejected", Boolean, nullable=False, server_default=false(), comment="whether a person judged it wrong"),
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
    Column(
        "key",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        comment="the newest is the greatest",
    ),
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

judgements = Table(
    "judgements",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("made", DateTime(timezone=True), nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("verdict", Text, nullable=False, comment="accept, reject, correct; of two records: same, different, unsure"),
    Column("record", Text, nullable=False, comment="its id; of two, the one that sorts first"),
    Column("document", Text, nullable=False, comment="the id of its document"),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("other", Text, nullable=False, comment="the id of the second record, or empty"),
    Column("other_document", Text, nullable=False),
    Column("other_start", Integer),
    Column("other_end", Integer),
    Column("fields", JSON(none_as_null=True), comment="all main fields as corrected"),
    Column("why", Text, nullable=False),
    Column("undone", DateTime(timezone=True), comment="when it was taken back"),
    Index(None, "record"),
    Index(None, "document"),
)

stale = Table(
    "stale",
    metadata,
    Column("sort", Text, primary_key=True, comment="document, surname, encounter, undertaking or figures"),
    Column("item", Text, primary_key=True, comment="a key or a name"),
)

traits = Table(
    "traits",
    metadata,
    Column("record", ForeignKey("records.key", ondelete="CASCADE"), primary_key=True),
    Column("sort", Text, primary_key=True, comment="encounter, promise, deed or figure"),
    Column("block", Text, nullable=False, comment="of a figure: what it is compared with; else empty"),
    Column("compared", JSON, nullable=False, comment="what of the record is compared with others"),
    Index(None, "block"),
)

marks = Table(
    "marks",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False, comment="what records must share to be compared"),
    Column("day", Integer, primary_key=True, autoincrement=False, comment="told, or of the event; 0: unknown"),
    Column("record", ForeignKey("records.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("who", BigInteger, nullable=False, comment="states or parties as bits"),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("one", ForeignKey("records.key", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("records.key", ondelete="CASCADE"), primary_key=True, index=True),
    Column("sort", Text, primary_key=True, comment="encounter, undertaking or deed"),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
)

clusters = Table(
    "clusters",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("sort", Text, nullable=False, comment="encounter or undertaking"),
    Column("id", Text, nullable=False, comment="that of the record told first"),
    Column("day", Text, nullable=False, comment="EDTF, by which they are listed: of the event, or of the last word"),
    Column("sector", Text, nullable=False),
    Column("kept", Boolean, nullable=False),
    Column("underway", Boolean, nullable=False),
    Column("due", Date, comment="the last day of the deadline"),
    Column("heard", Date, comment="the last day on which it was heard of"),
    Index(None, "sort", "day", "id"),
)

members = Table(
    "members",
    metadata,
    Column("cluster", ForeignKey("clusters.key", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("record", ForeignKey("records.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
)

cluster_parties = Table(
    "cluster_parties",
    metadata,
    Column("cluster", ForeignKey("clusters.key", ondelete="CASCADE"), primary_key=True),
    Column("party", Text, primary_key=True),
    Index(None, "party", "cluster"),
)

names = Table(
    "names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("surname", Text, nullable=False, index=True, comment="how its last word begins"),
    Column("given", Text, nullable=False, index=True, comment="how its first word begins, when there are several"),
    Column("second", Text, nullable=False, index=True, comment="how its second word begins, when there are more"),
    Column("person", Text, nullable=False, index=True, comment="the fullest name of the person"),
    Column("state", Text, nullable=False, comment="in which most texts give him or her a post, or empty"),
)

tallies = Table(
    "tallies",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, primary_key=True, comment="of a post; empty: all records that name it"),
    Column("count", Integer, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("block", Text, nullable=False, index=True, comment="indicator or family, and parties"),
    Column("rank", Integer, nullable=False, comment="0 for what matters most"),
    Column("kind", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("calculation", Text, nullable=False),
    Column("figures", JSON, nullable=False, comment="the keys of the records that it stands on"),
    Column("newest", Text, nullable=False, comment="the last publication among them"),
    Index(None, "rank", "newest"),
)
