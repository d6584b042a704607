"""Alembic's entry: one transaction per migration, on the database that `upgrade` names."""

from __future__ import annotations

from alembic import context

from core.store import delivery_tables as _and_those  # noqa: F401 - so that its tables are known
from core.store import egress_tables as _those  # noqa: F401 - as above
from core.store import pauses as _this  # noqa: F401 - as above
from core.store import review_tables as _also  # noqa: F401 - as above
from core.store import time_tables as _and_these  # noqa: F401 - as above
from core.store.engine import open_engine
from core.store.tables import Base

engine = open_engine(context.config.attributes["database"], write=True)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
