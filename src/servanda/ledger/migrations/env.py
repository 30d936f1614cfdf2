"""What Alembic runs: the migrations on the connection that `upgrade` was given."""

from alembic import context

from servanda.ledger.database import VERSION_TABLE
from servanda.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
context.run_migrations()
