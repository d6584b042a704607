"""Finding records by what somebody else calls them: a file's name, a document's number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from core.domain.field import FieldName
from core.domain.ids import RecordId, RunId
from core.store.results import SqlResults
from core.store.search import candidates, folded, terms_of
from core.store.tables import AttachmentTable, RecordTable, SubmissionTable, table_of

_MOST: Final = 3_000
_PIECES: Final = re.compile(r"\d+|[^\W\d]+")
_RECORD: Final = table_of(RecordTable)
_ATTACHMENT: Final = table_of(AttachmentTable)
_SUBMISSION: Final = table_of(SubmissionTable)
_NAMES: Final = (
    select(_RECORD.c.id, _RECORD.c.source, _ATTACHMENT.c.name)
    .join(_ATTACHMENT, _ATTACHMENT.c.record_id == _RECORD.c.id)
    .where(_RECORD.c.id.in_(bindparam("keys", expanding=True)))
)
_EXTRACTED: Final = select(_SUBMISSION.c.record_id, _SUBMISSION.c.extract_run).where(
    _SUBMISSION.c.is_current,
    _SUBMISSION.c.extract_run.is_not(None),
    _SUBMISSION.c.record_id.in_(bindparam("keys", expanding=True)),
)


def named(session: Session, name: str) -> tuple[RecordId, ...]:
    """Records that came from a file or folder of that name, with or without its folders and its extension."""
    wanted = folded(_last(name))
    keys = candidates(session, terms_of(_last(name)), _MOST)
    if keys is None:  # a name too short for the index: every one is looked at
        last = _last(name)
        begins = (
            _RECORD.c.source.contains(f"/{last}", autoescape=True),
            _ATTACHMENT.c.name.startswith(last, autoescape=True),
        )
        keys = _ids(session.scalars(select(_ATTACHMENT.c.record_id).join(_RECORD).where(or_(*begins))))
    found = session.connection().execute(_NAMES, {"keys": keys})
    return _ids(record for record, source, file in found if wanted in {*_called(source), *_called(file)})


def _called(name: str) -> tuple[str, str]:
    """What a file may be called: its name, and its name without the extension."""
    last = _last(name)
    return folded(last), folded(PurePath(last).stem)


def _last(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def numbered(session: Session, number: str) -> tuple[RecordId, ...]:
    """Records whose document carries that number, punctuation and spaces aside."""
    wanted = _bare(number)
    pieces = [piece for piece in _PIECES.findall(folded(number)) if len(piece) > 1]
    keys = candidates(session, pieces, _MOST) if wanted else ()
    results = SqlResults(session)
    return _ids(
        record
        for record, run in session.connection().execute(_EXTRACTED, {"keys": keys or ()})
        if any(
            field.name is FieldName.DOCUMENT_NUMBER and _bare(field.value) == wanted
            for field in results.extraction(RunId(run)).fields
        )
    )


def _bare(number: str) -> str:
    return "".join(sign for sign in folded(number) if sign.isalnum())


def _ids(found: Iterable[int]) -> tuple[RecordId, ...]:
    return tuple(RecordId(record) for record in sorted(set(found)))
