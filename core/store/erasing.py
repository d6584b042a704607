"""Deleting for good: parts of records, whole records, and the files that nobody else needs.

Triggers forbid that decisions and links of the chain are ever changed. Here alone they are lifted, within the
transaction that writes what was erased into the chain, and stand again before it ends.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Select, bindparam, case, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from core.domain.audit import Act, AuditKind, canonical
from core.domain.events import RecordsErased
from core.domain.field import Extraction
from core.domain.ids import BlobHash, RecordId
from core.domain.keeping import Deletion, Gone, Kept, Part
from core.domain.page import Reading
from core.domain.states import DECIDED, StageStatus
from core.errors import DamagedResultError
from core.store.audit import SqlAudit
from core.store.blobs import BlobStore
from core.store.codec import pack, unpack
from core.store.dropping import drop
from core.store.event_log import log_events
from core.store.lock import FileLock
from core.store.records import GONE
from core.store.review_tables import AuditTable
from core.store.rows import title_of
from core.store.search import SqlSearch
from core.store.tables import (
    AttachmentTable,
    DecisionTable,
    RecordTable,
    StageResultTable,
    StageRunTable,
    SubmissionTable,
    table_of,
)
from core.store.time_tables import ErasedTable

_RECORD, _ATTACHMENT = table_of(RecordTable), table_of(AttachmentTable)
_SUBMISSION, _RUN = table_of(SubmissionTable), table_of(StageRunTable)
_RESULT, _DECISION = table_of(StageResultTable), table_of(DecisionTable)
_AUDIT, _ERASED = table_of(AuditTable), table_of(ErasedTable)
_LAST_DECISION: Final = (
    select(func.max(_DECISION.c.at)).where(_DECISION.c.record_id == _SUBMISSION.c.record_id).scalar_subquery()
)
_AT: Final = func.coalesce(_LAST_DECISION, _RUN.c.finished_at, _SUBMISSION.c.changed_at)
_KEPT: Final = (
    select(
        _SUBMISSION.c.record_id,
        _SUBMISSION.c.document_type,
        case((_SUBMISSION.c.status.in_(DECIDED), _AT)).label("at"),
        _RECORD.c.holder_name,
        _RECORD.c.source,
    )
    .join(_RECORD, _RECORD.c.id == _SUBMISSION.c.record_id)
    .outerjoin(_RUN, _RUN.c.id == _SUBMISSION.c.approve_run)
    .where(_SUBMISSION.c.is_current)
    .order_by(_SUBMISSION.c.record_id)
)
_CURRENT: Final = select(_SUBMISSION.c.id, _SUBMISSION.c.status).where(
    _SUBMISSION.c.record_id == bindparam("record"), _SUBMISSION.c.is_current
)
_BATCH: Final = 500
_OPEN: Final = select(_RUN.c.id).where(
    _RUN.c.submission_id == bindparam("submission"), _RUN.c.status.in_((StageStatus.QUEUED, StageStatus.RUNNING))
)
_OF_RECORD: Final = (
    select(_RESULT.c.run_id, _RESULT.c.kind, _RESULT.c.payload, _RESULT.c.sha256)
    .join(_RUN, _RUN.c.id == _RESULT.c.run_id)
    .join(_SUBMISSION, _SUBMISSION.c.id == _RUN.c.submission_id)
)


class SqlErasing:
    """See `core.domain.keeping.Erasing`."""

    def __init__(self, engine: Engine, lock: FileLock, blobs: BlobStore) -> None:
        self._engine = engine
        self._lock = lock
        self._blobs = blobs

    def decided(self, before: datetime, after: RecordId, most: int) -> tuple[Kept, ...]:
        """Decided records, decided before that time, by number beyond `after`."""
        decided = _KEPT.where(_SUBMISSION.c.status.in_(DECIDED), _SUBMISSION.c.record_id > after, before > _AT)
        return self._kept(decided.limit(most))

    def kept(self, records: Sequence[RecordId]) -> tuple[Kept, ...]:
        """Those of these records that are there, by number."""
        batches = (records[start : start + _BATCH] for start in range(0, len(records), _BATCH))
        return tuple(one for batch in batches for one in self._kept(_KEPT.where(_SUBMISSION.c.record_id.in_(batch))))

    def _kept(self, wanted: Select[Any]) -> tuple[Kept, ...]:
        with self._lock, Session(self._engine) as session:
            found = session.execute(wanted).all()
            gone: dict[int, set[Part]] = {}
            keys = [row.record_id for row in found]
            for record, part in session.execute(
                select(_ERASED.c.record_id, _ERASED.c.part).where(_ERASED.c.record_id.in_(keys))
            ):
                gone.setdefault(record, set()).add(Part(part))
        return tuple(
            Kept(
                RecordId(row.record_id),
                title_of(row.holder_name, row.source),
                row.document_type,
                row.at,
                frozenset(gone.get(row.record_id, ())),
            )
            for row in found
        )

    def files(self, record: RecordId) -> tuple[BlobHash, ...]:
        """Originals and pictures of that record that are there, and that no other record needs."""
        with self._lock, Session(self._engine) as session:
            found = sorted(_files(session.connection(), record))
            return tuple(blob for blob in found if self._blobs.path(blob).exists())

    def delete(self, deletions: Sequence[Deletion], actor: str, at: datetime) -> Gone:
        """Delete what the database holds of these, say so in the chain and to listeners; the files are for `drop`.

        One transaction. What is gone already is left out, and so is a record that was due for its decision and has
        been taken up again since.
        """
        with self._lock, Session(self._engine) as session:
            connection = session.connection()
            todo = [one for one in deletions if _can_go(connection, one)]
            texts = {Part.TEXT, Part.RECORD}
            SqlSearch(session).forget_all([one.record for one in todo if texts & set(one.parts)])
            files: set[BlobHash] = set()
            for one in todo:
                files |= _files(connection, one.record) if {Part.ORIGINALS, Part.RECORD} & set(one.parts) else set()
                _delete(session, one, actor, at)
            erased = tuple(one.record for one in todo if Part.RECORD in one.parts)
            log_events(connection, [RecordsErased(erased)], at)
            session.commit()
        return Gone(tuple(one.record for one in todo), erased, tuple(sorted(files)))

    def drop(self, blobs: tuple[BlobHash, ...]) -> int:
        """Delete these files; returns how many were there. One that is being taken in again at this moment stays."""
        with self._lock:
            return sum(drop(self._blobs.path(blob)) for blob in blobs)

    def size(self, blobs: tuple[BlobHash, ...]) -> int:
        """Bytes of these files together."""
        paths = (self._blobs.path(blob) for blob in blobs)
        return sum(path.stat().st_size for path in paths if path.exists())


def _can_go(connection: Connection, deletion: Deletion) -> bool:
    """Whether it is there, and if it was due, still decided and at rest."""
    row = connection.execute(_CURRENT, {"record": deletion.record}).first()
    if row is None or not deletion.is_due:
        return row is not None
    return row.status in DECIDED and connection.execute(_OPEN, {"submission": row.id}).first() is None


def _files(connection: Connection, record: int) -> set[BlobHash]:
    originals = _originals(connection, record)
    pictures = set(_pictures(connection, record))
    for other in _sharing(connection, record, originals):
        needed = _originals(connection, other)
        originals -= needed
        pictures -= set(_pictures(connection, other) if needed else ())
    return originals | pictures


def _delete(session: Session, deletion: Deletion, actor: str, at: datetime) -> None:
    connection, record, parts = session.connection(), deletion.record, deletion.parts
    version: int = connection.execute(
        select(func.max(_SUBMISSION.c.version)).where(_SUBMISSION.c.record_id == record)
    ).scalar_one()
    links: list[int] = []
    if Part.RECORD in parts:
        links = _erase(session, record)
    elif Part.TEXT in parts:
        _strip(session, record)
    content = canonical({"parts": list(parts), "links": links, "note": ", ".join(parts), "revision": 0})
    SqlAudit(session).add(Act(record, version, AuditKind.ERASED, actor, at, content))
    for part in parts:
        connection.execute(delete(_ERASED).where(_ERASED.c.record_id == record, _ERASED.c.part == part.value))
        values = {"record_id": record, "part": part.value, "at": at, "actor": actor}
        connection.execute(insert(_ERASED), values)


def _originals(connection: Connection, record: int) -> set[BlobHash]:
    """Of a record whose originals were deleted: none, it needs them no more."""
    gone = select(_ERASED.c.record_id).where(_ERASED.c.record_id == record, _ERASED.c.part == Part.ORIGINALS.value)
    if connection.execute(gone).first():
        return set()
    found = connection.execute(
        select(_ATTACHMENT.c.sha256).where(
            _ATTACHMENT.c.record_id == record, _ATTACHMENT.c.sha256 != "", _ATTACHMENT.c.problem_code != GONE
        )
    )
    return {BlobHash(sha256) for sha256 in found.scalars()}


def _pictures(connection: Connection, record: int) -> Iterator[BlobHash]:
    found = connection.execute(
        _OF_RECORD.where(_SUBMISSION.c.record_id == record, _RESULT.c.kind == "reading").with_only_columns(
            _RESULT.c.payload
        )
    )
    for payload in found.scalars():
        yield from pictures_of(payload)


def pictures_of(payload: bytes) -> Iterator[BlobHash]:
    """The pictures and sounds that a stored reading names; a damaged one names none, and is no reason to keep it."""
    try:
        pages = json.loads(zlib.decompress(payload))["pages"]
    except (zlib.error, ValueError):
        return
    for page in pages:
        yield from (BlobHash(page[name]) for name in ("picture", "sound") if page.get(name))


def _sharing(connection: Connection, record: int, originals: set[BlobHash]) -> tuple[int, ...]:
    """Other records with one of these files: only they can have the same pictures."""
    found = connection.execute(
        select(_ATTACHMENT.c.record_id)
        .where(_ATTACHMENT.c.sha256.in_(originals), _ATTACHMENT.c.record_id != record)
        .distinct()
    )
    return tuple(found.scalars())


def _strip(session: Session, record: RecordId) -> None:
    """Take the words out of every reading; fields keep their values and places. The search's text is gone already."""
    connection = session.connection()
    for row in connection.execute(_OF_RECORD.where(_SUBMISSION.c.record_id == record)).all():
        try:
            section = unpack(row.kind, row.payload, row.sha256)
        except DamagedResultError:  # nobody can read it, but its words may be in it
            connection.execute(update(_RESULT).where(_RESULT.c.run_id == row.run_id).values(payload=b""))
            continue
        match section:
            case Reading():
                pages = tuple(replace(page, words=(), codes=(), others=(), segments=()) for page in section.pages)
                payload, sha256 = pack(replace(section, pages=pages))
            case Extraction():
                fields = tuple(replace(field, words=(), raw="", others=(), readings=()) for field in section.fields)
                payload, sha256 = pack(replace(section, fields=fields))
            case _:
                continue
        this = update(_RESULT).where(_RESULT.c.run_id == row.run_id)
        connection.execute(this.values(payload=payload, sha256=sha256))
    row = connection.execute(select(_RECORD).where(_RECORD.c.id == record)).one()
    SqlSearch(session).begin(record, row.source, row.holder_name)


def _erase(session: Session, record: RecordId) -> list[int]:
    """Delete the record with everything that hangs on it; returns the links of the chain that say nothing any more.

    The search's text must be gone already.
    """
    connection = session.connection()
    mine = (_AUDIT.c.record_id == record) & (_AUDIT.c.content != "")
    links = list(connection.execute(select(_AUDIT.c.id).where(mine).order_by(_AUDIT.c.id)).scalars())
    with _lifted(connection, "audit_no_update", "decision_no_delete"):
        connection.execute(update(_AUDIT).where(mine).values(content=""))
        connection.execute(delete(_RECORD).where(_RECORD.c.id == record))
    return links


@contextmanager
def _lifted(connection: Connection, *triggers: str) -> Iterator[None]:
    """Without these triggers; if anything fails, the rollback brings them back."""
    find = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    made = [connection.execute(find, {"name": name}).scalar_one() for name in triggers]
    for name in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for statement in made:
        connection.exec_driver_sql(statement)
