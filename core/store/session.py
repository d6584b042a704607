"""A session for one write transaction, made for many small statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session


class WriteSession(Session):
    """A session that looks its connection up once, since it lives for one transaction only.

    Looking it up costs as much again as a small statement does, and a record takes some seventy of those.
    """

    _held: Connection | None = None

    def connection(self, *args: Any, **options: Any) -> Connection:
        """The one connection of the transaction; begins it if it has not begun."""
        if self._held is None:
            self._held = super().connection(*args, **options)
        return self._held

    def close(self) -> None:
        """Give the connection back."""
        self._held = None
        super().close()
