"""Files that watched folders gave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from core.domain.ids import BlobHash, RecordId
from core.domain.review_work import WatchedFile
from core.store.review_tables import WatchedFileTable


class SqlWatched:
    """See `core.domain.review_work.Watched`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_paths(self, paths: Sequence[str]) -> tuple[WatchedFile, ...]:
        """What is known of those paths."""
        return self._where(WatchedFileTable.path.in_(paths))

    def of_content(self, sha256: BlobHash) -> tuple[WatchedFile, ...]:
        """All paths that gave that content."""
        return self._where(WatchedFileTable.sha256 == sha256)

    def _where(self, condition: ColumnElement[bool]) -> tuple[WatchedFile, ...]:
        rows = self._session.scalars(select(WatchedFileTable).where(condition).order_by(WatchedFileTable.path))
        return tuple(
            WatchedFile(row.path, row.size, row.mtime, BlobHash(row.sha256), RecordId(row.record_id)) for row in rows
        )

    def forget(self, path: str) -> None:
        """Know nothing of that path any more."""
        self._session.execute(delete(WatchedFileTable).where(WatchedFileTable.path == path))

    def put(self, file: WatchedFile, at: datetime) -> None:
        """Remember a file in place of what was known of its path."""
        row = WatchedFileTable(
            path=file.path,
            size=file.size,
            mtime=file.mtime,
            sha256=file.sha256,
            record_id=file.record,
            noted_at=at,
        )
        self._session.merge(row)
        self._session.flush()
