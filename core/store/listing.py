"""Which records a list shows and in which order: pages by key, read from indexes alone, never sorted.

Every status is walked on its own, in the order of an index that holds all that may be asked of it, and the walks are
merged: a filter by several statuses would have to sort otherwise.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, and_, exists, or_, select, text, tuple_, type_coerce
from sqlalchemy.orm import Session

from core.domain.ids import RecordId
from core.domain.queue import Band, Postponed, RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.store.search import candidates, holds, terms_of
from core.store.tables import StageRunTable, SubmissionTable, table_of

MOST_CANDIDATES: Final = 3_000
"""If more records hold the words, walking the list and looking into each text comes to an end sooner."""
_BITS: Final = 40
_ID_MASK: Final = (1 << _BITS) - 1
_SUBMISSION: Final = table_of(SubmissionTable)
_RECORD_ID: Final = _SUBMISSION.c.record_id
_RUN: Final = table_of(StageRunTable)
HAS_OPEN_RUN: Final = exists().where(
    _RUN.c.submission_id == _SUBMISSION.c.id,
    text("stage_run.status IN ('queued', 'running')"),  # spelt out: parameters would hide the index of open runs
)
_HELD: Final = text("submission.status = 'hold'")  # spelt out: a parameter would hide the index of held records


def page_of(session: Session, query: RecordQuery, now: datetime) -> tuple[tuple[RecordId, ...], int | None]:
    """The records of one page in their order, and where the next one begins; None if this is the last."""
    terms = terms_of(query.text)
    few = candidates(session, terms, MOST_CANDIDATES) if terms else None
    if few is None:
        found = _merged(session, query, now, terms)
    else:
        unsure = tuple(term for term in terms if len(term) == 1)
        found = iter(_among(session, query, now, (*few, *_numbered(query)), unsure))
    keys = list(islice(found, query.limit + 1))
    records = tuple(RecordId(key & _ID_MASK) for key in keys[: query.limit])
    return records, keys[query.limit - 1] if len(keys) > query.limit else None


def matching(session: Session, query: RecordQuery, now: datetime) -> tuple[RecordId, ...]:
    """All records of the list, whatever its limit."""
    everything = replace(query, after=None, limit=_ID_MASK - 1)
    return page_of(session, everything, now)[0]


def walks(query: RecordQuery, now: datetime, terms: Iterable[str] = ()) -> tuple[Select[*tuple[Any, ...]], ...]:
    """A statement for each status, giving sort keys in their order."""
    return tuple(
        _walk(query, status, now, tuple(terms)) for status in dict.fromkeys(query.statuses or tuple(ProcessStatus))
    )


def _merged(session: Session, query: RecordQuery, now: datetime, terms: Iterable[str]) -> Iterator[int]:
    found = [_keys(session, statement) for statement in walks(query, now, terms)]
    return heapq.merge(*found, reverse=query.order is RecordOrder.NEWEST)


def _keys(session: Session, statement: Select[*tuple[Any, ...]]) -> list[int]:
    return [_key(row) for row in session.connection().execute(statement)]


def _key(row: Iterable[int]) -> int:
    """One number to sort by and to go on from: the time before the record's number, or the number alone."""
    *times, record = row
    return times[0] << _BITS | record if times else record


def _time(query: RecordQuery) -> ColumnElement[int] | None:
    """What held records alone are sorted by before their number; a list of anything else goes by number."""
    if set(query.statuses) != {ProcessStatus.HOLD} or query.order is RecordOrder.NEWEST:
        return None
    column = _SUBMISSION.c.place_at if query.order is RecordOrder.OLDEST else _SUBMISSION.c.due_at
    return type_coerce(column, BigInteger)


def _columns(query: RecordQuery) -> tuple[ColumnElement[int], ...]:
    time = _time(query)
    return (_RECORD_ID,) if time is None else (time, _RECORD_ID)


def _walk(query: RecordQuery, status: ProcessStatus, now: datetime, terms: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    columns = _columns(query)
    newest = query.order is RecordOrder.NEWEST
    wanted: Select[*tuple[Any, ...]] = select(*columns).where(*_filters(query, now), *_words(query, terms))
    wanted = wanted.where(_HELD if status is ProcessStatus.HOLD else _SUBMISSION.c.status == status)
    if query.after is not None:
        wanted = wanted.where(_beyond(columns, query.after, newest=newest))
    wanted = wanted.order_by(*((column.desc() if newest else column) for column in columns)).limit(query.limit + 1)
    return wanted.with_hint(_SUBMISSION, f"INDEXED BY {_index(status, query)}", "sqlite")


def _index(status: ProcessStatus, query: RecordQuery) -> str:
    if status is not ProcessStatus.HOLD:
        return "ix_submission_status"
    if _time(query) is None:
        return "ix_submission_held"
    return f"ix_submission_{query.order}"


def _beyond(columns: tuple[ColumnElement[int], ...], after: int, *, newest: bool) -> ColumnElement[bool]:
    if len(columns) == 1:
        return columns[0] < after if newest else columns[0] > after
    return tuple_(*columns) > tuple_(after >> _BITS, after & _ID_MASK)


def _among(
    session: Session, query: RecordQuery, now: datetime, records: tuple[RecordId, ...], unsure: tuple[str, ...]
) -> list[int]:
    """The same list, made of these records alone: few enough to sort here. unsure: words still to be looked for."""
    wanted: Select[*tuple[Any, ...]] = select(*_columns(query)).where(
        _RECORD_ID.in_(records), *_filters(query, now), *_words(query, unsure)
    )
    if query.statuses:
        wanted = wanted.where(_SUBMISSION.c.status.in_(query.statuses))
    newest = query.order is RecordOrder.NEWEST
    keys = sorted(_keys(session, wanted), reverse=newest)
    if query.after is None:
        return keys
    return [key for key in keys if (key < query.after if newest else key > query.after)]


def _numbered(query: RecordQuery) -> tuple[RecordId, ...]:
    """The record that the text is the number of, if it is a number."""
    digits = query.text.strip()
    return (RecordId(int(digits)),) if digits.isascii() and digits.isdecimal() and len(digits) < _BITS // 4 else ()


def _words(query: RecordQuery, terms: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    if not terms:
        return ()
    found = holds(_RECORD_ID, terms)
    numbered = _numbered(query)
    return (or_(found[0], _RECORD_ID.in_(numbered)),) if numbered else tuple(found)


def _filters(query: RecordQuery, now: datetime) -> Iterator[ColumnElement[bool]]:
    column = _SUBMISSION.c
    yield column.is_current
    if query.reasons:
        yield or_(*(column.reason_codes.contains(f",{code.value},", autoescape=True) for code in query.reasons))
    if query.document_types:
        yield column.document_type.in_(query.document_types)
    if query.created_before is not None:
        yield column.record_created_at < query.created_before
    if query.band is not None:
        yield from within(query.band)
    if query.escalated is not None:
        yield column.escalated if query.escalated else ~column.escalated
    if query.at_rest is not None:
        yield ~HAS_OPEN_RUN if query.at_rest else HAS_OPEN_RUN
    if query.postponed is not Postponed.SHOWN:
        yield put_off(now) if query.postponed is Postponed.ONLY else ~put_off(now)


def within(band: Band) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Conditions that the least certain field lies in the band."""
    column = _SUBMISSION.c.confidence
    return column >= band.low, column <= band.high if band.high >= 1 else column < band.high


def put_off(now: datetime) -> ColumnElement[bool]:
    """The condition that a record was postponed to a time not yet come; true or false, never unknown."""
    until = _SUBMISSION.c.postponed_until
    return and_(until.is_not(None), until > now)
