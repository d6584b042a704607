"""Taking a body in: refused early if it cannot be kept, durable before it is acknowledged."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from core.domain.claim import Claim
from core.domain.deadline import read_moment
from core.domain.desk import NewFiles
from core.domain.field import FieldName
from core.domain.handing import HandedIn, HandIn, Upload
from core.domain.ids import RecordId
from core.domain.normal import is_text
from core.service.multipart import Body, Part, boundary_of
from core.service.ports import Limits, Office
from core.service.problems import ProblemError

_MOST_KEY: Final = 255
_MOST_REFERENCE: Final = 200
_MOST_VALUE: Final = 500
_FIELDS: Final = frozenset({"claim", "chain", "reference", "callback", "due"})
_AGAIN_FIELDS: Final = frozenset({"mode"})
_LOOK_EVERY: Final = 8_000_000
_RETRY_SECONDS: Final = 30
_COUNT_SECONDS: Final = 1.0


class Reception:
    """Hands in what clients send."""

    def __init__(self, office: Office, limits: Limits) -> None:
        self._office = office
        self._limits = limits
        self._waiting = 0
        self._counted_at = 0.0

    async def take(self, request: Request) -> HandedIn:
        """Take one request's body in, all of it or nothing.

        Raises:
            ProblemError: it is refused.
            HoldpointError: the core refuses it, or the store is in trouble.
        """
        key = _key(request)
        async with self._received(request) as (body, files):
            given = self._given(body.fields, files, key)
            return await run_in_threadpool(self._keep, body.parts, given)

    async def take_again(self, request: Request, record: RecordId) -> None:
        """Take new files in for a record that is there, all or none; raises as `take`."""
        async with self._received(request) as (body, files):
            _check_names(body.fields, _AGAIN_FIELDS)
            mode = body.fields.get("mode", "") or NewFiles.INSTEAD.value
            if mode not in set(NewFiles):
                raise ProblemError(422, "bad_mode", "mode is instead or beside.")
            await run_in_threadpool(self._keep_again, body.parts, files, record, NewFiles(mode))

    @asynccontextmanager
    async def _received(self, request: Request) -> AsyncIterator[tuple[Body, tuple[Upload, ...]]]:
        """The whole body with its files, on the disk; what is not kept is removed at the end."""
        length = _announced(request)
        if length is not None and length > self._limits.body:
            raise self._too_large()
        boundary = boundary_of(request.headers.get("content-type", ""))
        await self._check_room(length or 0)
        body = Body(boundary, self._office.incoming, self._limits)
        try:
            await self._read(request, body)
            yield body, body.finish()
        finally:
            body.drop()

    async def _read(self, request: Request, body: Body) -> None:
        size = looked = 0
        clock = asyncio.get_running_loop().time
        try:
            # One deadline that moves on with every piece: waiting for each in a task of its own costs more than it.
            async with asyncio.timeout(self._limits.idle_seconds) as deadline:
                async for piece in request.stream():
                    deadline.reschedule(clock() + self._limits.idle_seconds)
                    size += len(piece)
                    if size > self._limits.body:
                        raise self._too_large()
                    if size - looked > _LOOK_EVERY:
                        looked = size
                        self._check_disk(0)
                    body.feed(piece)
        except TimeoutError as error:
            raise ProblemError(408, "too_slow", "The body came too slowly.") from error
        except ClientDisconnect as error:
            raise ProblemError(400, "cut_body", "The body ended too early.") from error

    def _keep(self, parts: list[Part], given: HandIn) -> HandedIn:
        """In a thread: the bytes are durable before the record is, and the record before anybody is told."""
        for part, file in zip(parts, given.files, strict=True):
            self._office.keep(part.path, file.blob)
        return self._office.hand_in(given)

    def _keep_again(self, parts: list[Part], files: tuple[Upload, ...], record: RecordId, how: NewFiles) -> None:
        for part, file in zip(parts, files, strict=True):
            self._office.keep(part.path, file.blob)
        self._office.resubmit(record, files, how)

    async def _check_room(self, length: int) -> None:
        # Counted once a second, what comes in between added: a count each time would cost as much as the row.
        if self._waiting >= self._limits.queue or time.monotonic() - self._counted_at > _COUNT_SECONDS:
            waiting = await run_in_threadpool(self._office.waiting)
            self._waiting, self._counted_at = waiting, time.monotonic()
        if self._waiting >= self._limits.queue:
            text = "Too many records wait already; try again later."
            raise ProblemError(429, "queue_full", text, retry_after=_RETRY_SECONDS)
        self._check_disk(length)
        self._waiting += 1

    def _check_disk(self, length: int) -> None:
        if self._office.free_bytes() - length < self._limits.free:
            raise ProblemError(507, "disk_full", "The disk is nearly full.", retry_after=_RETRY_SECONDS)

    def _too_large(self) -> ProblemError:
        return ProblemError(413, "too_large", f"A request may have {self._limits.body // 1_000_000} MB.")

    def _given(self, fields: dict[str, str], files: tuple[Upload, ...], key: str) -> HandIn:
        _check_names(fields, _FIELDS)
        callback, reference = fields.get("callback", ""), fields.get("reference", "")
        if callback and callback not in self._office.callbacks:
            raise ProblemError(422, "unknown_callback", "There is no endpoint of that name; see the settings.")
        if len(reference) > _MOST_REFERENCE or not reference.isprintable():
            raise ProblemError(422, "bad_reference", f"A reference has {_MOST_REFERENCE} printable characters at most.")
        chain = {"": True, "true": True, "false": False}.get(fields.get("chain", ""))
        if chain is None:
            raise ProblemError(422, "bad_chain", "chain is true or false.")
        due = due_of(fields["due"]) if fields.get("due") else None
        return HandIn(files, claim_of(fields.get("claim", "")), chain, key, reference, callback, due)


def _check_names(fields: dict[str, str], known: frozenset[str]) -> None:
    if fields.keys() - known:
        raise ProblemError(422, "unknown_field", f"Fields are {', '.join(sorted(known))} and files.")


def due_of(text: str) -> datetime:
    """By when a record is to be decided; raises ProblemError."""
    due = read_moment(text)
    if due is None:
        raise ProblemError(422, "bad_due", "due is a day or a time, as 2026-12-01 or 2026-12-01T17:00+09:00.")
    return due


def claim_of(text: str) -> Claim:
    """What the applicant says, from a JSON object of field names and texts; raises ProblemError."""
    if not text.strip():
        return Claim()
    try:
        data: Any = json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise ProblemError(422, "bad_claim", "claim is no valid JSON object with each name once.") from error
    return claim_from(data)


def claim_from(data: object) -> Claim:
    """What the applicant says, from what should be an object of field names and texts; raises ProblemError."""
    if not isinstance(data, dict):
        raise ProblemError(422, "bad_claim", "claim is an object of field names and texts.")
    values = []
    for name, value in data.items():
        if name not in set(FieldName):
            raise ProblemError(422, "bad_claim", f"Fields of a claim are {', '.join(FieldName)}.")
        if value is None or value == "":
            continue
        if not isinstance(value, str) or len(value) > _MOST_VALUE or not is_text(value):
            raise ProblemError(422, "bad_claim", f"{name} is a text of at most {_MOST_VALUE} characters.")
        values.append((FieldName(name), value))
    return Claim(tuple(values))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _announced(request: Request) -> int | None:
    text = request.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdecimal() else None


def _key(request: Request) -> str:
    key = request.headers.get("idempotency-key", "").strip()
    if len(key) > _MOST_KEY or not key.isascii() or not key.isprintable():
        raise ProblemError(422, "bad_key", f"An Idempotency-Key has {_MOST_KEY} plain characters at most.")
    return key
